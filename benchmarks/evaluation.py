"""What an evaluation costs beside its model: saved completions judged again, and the engine against lm-eval's own.

Completions are GSM8K's own solutions and ways in which models say an answer, right and wrong, of `../shared/data`; of
the bundled items where there is no such folder. The engine runs whole (tasks, journal, verdicts, summary, the model
loaded anew) and so does lm-eval's HFLM, in turns, on the same prompts and weights, in batches of one size. Where other
programs run too, time of the processor says more than the clock.

In:  OMP_NUM_THREADS=1 python -m benchmarks.evaluation
Out: a table: what, measured, compared with, asked for
"""

import gc
import importlib.metadata
import io
import itertools
import json
import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from pathlib import Path
from statistics import median

import datasets
import lm_eval
import torch
from lm_eval.models.huggingface import HFLM
from lm_eval.tasks import TaskManager
from transformers.utils import logging as transformers_logging

from benchmarks import shared
from oeis_qa.evaluation.evaluate import Options, evaluate
from oeis_qa.evaluation.scoring import score
from oeis_qa.evaluation.tasks import Item, task
from oeis_qa.samplers import Sampling
from oeis_qa.training import scratch

SAVED = 10_000
ITEMS, TOKENS, BATCH, RUNS = 256, 64, 16, 7
SAID = (  # ways in which models give an answer behind their work
    "#### {}",
    "The answer is {}.",
    "Therefore, the final answer is \\boxed{{{}}}.",
    "So the total is **{}**.",
    "Thus the result is ${}.00.",
    "#### {}\n\nQuestion: How many are left?",
)
Row = tuple[str, str, str, str]
Spent = tuple[float, float]  # seconds by the clock, and of the processor


def main() -> None:
    """Print the table."""
    _quiet()
    print("| what | measured | compared with | asked for |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for row in itertools.chain(rescoring(Path(folder)), engines(Path(folder))):
            print("| " + " | ".join(row) + " |", flush=True)


def rescoring(folder: Path) -> Iterator[Row]:
    """`oeis-qa score` on a file of saved completions, once to warm up."""
    path = folder / "saved.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in saved()))
    score(str(path))
    spent = [_spent(score, str(path)) for _ in range(RUNS)]
    told = score(str(path))["tasks"]["completions"]
    name = f"re-scoring {told['n']:,} GSM8K completions, {told['accuracy']:.0%} right, 1 core"
    yield name, _shown(spent), "", "1 s"


def saved() -> list[dict[str, str]]:
    """Rows as somebody's run leaves them; in every third the answer is another question's."""
    asked = _solutions()
    rows = []
    for i in range(SAVED):
        work, gold = asked[i % len(asked)]
        given = gold if i % 3 else asked[(7 * i + 1) % len(asked)][1]
        said = f"{work}\n{SAID[i % len(SAID)].format(given)}"
        rows.append({"id": str(i), "completion": said, "gold": gold, "answer_kind": "integer"})
    return rows


def _solutions() -> list[tuple[str, str]]:
    """The work of every solution, and its gold."""
    if (shared.DATA / "gsm8k").exists():
        return [(text.rpartition("\n")[0], gold) for text, gold in shared.gsm8k("test")]
    rows = datasets.load_dataset("gsm8k", layout="prompt_completion", split="train")
    return [(row["completion"][-1]["content"], row["answer"]) for row in rows]


def engines(folder: Path) -> Iterator[Row]:
    """Ours and lm-eval's, a run of one after a run of the other."""
    data = str(shared.DATA) if (shared.DATA / "gsm8k").exists() else None
    items = task("gsm8k", data, ITEMS).items
    model = _model(folder, items)
    outs = [folder / str(run) for run in range(RUNS + 1)]
    with redirect_stderr(io.StringIO()):  # where bars are drawn
        runs = [(_spent(ours, model, data, out), _spent(theirs, model, items)) for out in outs][1:]  # one warms up
    both = list(zip(*runs, strict=True))
    for which, name in enumerate(("clock", "processor")):
        ratio = median(one[which] / other[which] for one, other in runs)
        shown = [f"{median(spent[which] for spent in own):.2f} s" for own in both]
        what = f"{len(items)} items of GSM8K, {TOKENS} tokens each, {name}"
        yield what, f"{shown[0]} ({ratio - 1:+.1%})", f"lm-eval {_version()} HFLM {shown[1]}", "+10 % at most"


def ours(model: str, data: str | None, out: Path) -> None:
    """As `oeis-qa evaluate` runs."""
    options = Options(data_dir=data, limit=ITEMS, sampling=Sampling(max_tokens=TOKENS), batch_size=BATCH, out=str(out))
    evaluate(model, ["gsm8k"], options)


def theirs(model: str, items: tuple[Item, ...]) -> None:
    """lm-eval's own model on a task of the same prompts."""
    rows = [{"text": item.messages[-1]["content"], "gold": item.gold} for item in items]
    one = {
        "task": "theirs",
        "custom_dataset": lambda **given: {"test": datasets.Dataset.from_list(rows)},
        "test_split": "test",
        "output_type": "generate_until",
        "doc_to_text": "text",
        "doc_to_target": "gold",
        "generation_kwargs": {"until": [], "max_gen_toks": TOKENS, "do_sample": False},
        "metric_list": [{"metric": "exact_match", "aggregation": "mean", "higher_is_better": True}],
    }
    loaded = TaskManager(include_defaults=False).load([one])
    with torch.no_grad():
        lm = HFLM(pretrained=model, batch_size=BATCH, device="cpu")
        lm_eval.evaluate(lm=lm, task_dict=loaded, bootstrap_iters=0, apply_chat_template=True, log_samples=True)


def _model(folder: Path, items: tuple[Item, ...]) -> str:
    for part in scratch.made("scratch:tiny", [item.messages[-1]["content"] for item in items], seed=0):
        part.save_pretrained(folder / "model")
    return str(folder / "model")


def _spent(work: Callable[..., object], *given: object) -> Spent:
    gc.collect()
    began = time.perf_counter(), time.process_time()
    work(*given)
    return time.perf_counter() - began[0], time.process_time() - began[1]


def _shown(spent: list[Spent]) -> str:
    clock, processor = (median(one[which] for one in spent) for which in (0, 1))
    return f"{clock:.2f} s (processor {processor:.2f} s)"


def _version() -> str:
    return importlib.metadata.version("lm-eval")


def _quiet() -> None:
    datasets.disable_progress_bars()
    transformers_logging.disable_progress_bar()
    logging.disable(logging.WARNING)


if __name__ == "__main__":
    main()
