"""A preflight of 100,000 rows on one core, and TRL's own preparation of some of the same rows, in one run.

In:  python -m benchmarks.preflight
Out: one table: layout, tokens a row, the figure on the processor and on the clock, and TRL's
"""

import os

os.environ["TOKENIZERS_PARALLELISM"] = "false"  # one core

import time
from collections.abc import Callable
from types import SimpleNamespace

import datasets
from datasets import Dataset
from transformers import PreTrainedTokenizerBase
from trl.trainer.sft_config import SFTConfig
from trl.trainer.sft_trainer import SFTTrainer

import oeis_qa
from oeis_qa.training.models import texts
from oeis_qa.training.preflight import preflight
from oeis_qa.training.scratch import tokenizer_of

ROWS = 100_000
COMPARED = 2_000  # rows that TRL prepares
WHAT = {  # layout: options; bundled sequences give as many rows, of about 150 tokens
    "prompt_completion": {},
    "messages": {"assistant_only_loss": True},
    "text": {},
}


def main() -> None:
    """Print the table."""
    datasets.disable_progress_bars()
    datasets.disable_caching()  # TRL's preparation would be read from disk the second time
    print(
        "| layout | tokens a row | preflight of 100,000 rows | on the clock | TRL's preparation of them | asked for |"
    )
    print("|---|---|---|---|---|---|")
    for layout, options in WHAT.items():
        print("| " + " | ".join(_row(layout, options)) + " |", flush=True)


def _row(layout: str, options: dict[str, bool]) -> list[str]:
    rows = oeis_qa.load_dataset(f"oeis_qa/completion?size={ROWS}&layout={layout}", split="train")
    tokenizer = tokenizer_of("scratch:tiny", texts(rows))
    device = {"use_cpu": True, "bf16": False, "activation_checkpointing": False, "report_to": "none"}
    args = SFTConfig(**options, **device)
    some = rows.select(range(COMPARED))
    other, _ = _seconds(lambda: _prepared(some, tokenizer, args))
    cpu, wall = _seconds(lambda: preflight(rows, tokenizer, args))
    report = preflight(some, tokenizer, args)
    times = [f"{cpu:.1f} s", f"{wall:.1f} s", f"{other * ROWS / COMPARED:.0f} s (from {COMPARED:,} rows)", "30 s"]
    return [layout, f"{report.tokens / COMPARED:.0f}", *times]


def _prepared(rows: Dataset, tokenizer: PreTrainedTokenizerBase, args: SFTConfig) -> None:
    """What SFTTrainer does with its rows; it needs no model for that."""
    completion_only = "completion" in rows.column_names
    trainer = SimpleNamespace(_tokenizer=tokenizer, chat_template=None, completion_only_loss=completion_only)
    SFTTrainer._prepare_dataset(trainer, rows, tokenizer, args, False, None, "train")


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Of the processor, and on the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


if __name__ == "__main__":
    main()
