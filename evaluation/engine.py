"""lm-eval as the engine: tasks as dicts with rows in memory, one LM over any of our samplers, lm-eval's own metrics.

lm-eval asks for completions and computes its own metrics of them, to be shown beside ours. A request reaches our
sampler whole, as JSON in place of lm-eval's context, so that chats stay chats and each has its seed.

Source: lm-eval 0.4.13, `evaluate` with dict tasks; `tasks/gsm8k/gsm8k.yaml` and `tasks/hendrycks_math/utils.py`.

In:  ran(oracle(), [task("gsm8k", limit=2)], Sampling(max_tokens=256), seeds=[0], samples=1)
Out: Ran(said={"gsm8k": [(Item(...), 0, 0, Response("18", "stop")), ...]}, metrics={"gsm8k": {"exact_match,...": 1.0}})
"""

import functools
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import lm_eval
import lm_eval.api.task
import yaml
from datasets import Dataset
from datasets.utils import tqdm
from lm_eval.api.instance import Instance
from lm_eval.api.model import LM
from lm_eval.tasks import TaskManager
from lm_eval.tasks.hendrycks_math.utils import process_results as math_results

from oeis_qa.evaluation.judging import Said
from oeis_qa.evaluation.tasks import Item, Task
from oeis_qa.samplers import Request, Response, Sampler, Sampling

_KEPT = ("filter_list", "metric_list")
_PLAIN = {
    "metric_list": [
        {"metric": "exact_match", "aggregation": "mean", "higher_is_better": True, "ignore_case": True},
    ]
}


@dataclass(frozen=True)
class Ran:
    said: Mapping[str, list[Said]]  # by task, what the model said
    metrics: Mapping[str, Mapping[str, float]]  # by task, lm-eval's own


class Sampled(LM):  # type: ignore[misc]
    """The LM that lm-eval sees: every request goes to the sampler, in one call."""

    def __init__(self, sampler: Sampler) -> None:
        super().__init__()
        self._sampler = sampler
        self.said: dict[str, Response] = {}  # by what was asked

    def generate_until(self, requests: Sequence[Instance], disable_tqdm: bool = False) -> list[str]:
        """The completions, in the order of the requests."""
        wanted = [request.args[0] for request in requests]
        self.said.update(zip(wanted, _answers(self._sampler, [_read(text) for text in wanted]), strict=True))
        return [self.said[text].text for text in wanted]

    def loglikelihood(self, requests: Any, disable_tqdm: bool = False) -> Any:
        raise NotImplementedError("every task here is answered by a completion")

    loglikelihood_rolling = loglikelihood


def _answers(sampler: Sampler, requests: Sequence[Request]) -> list[Response]:
    """In the order of the requests; on a terminal a bar shows how many there are."""
    found: dict[int, Response] = {}
    with tqdm(total=len(requests), desc="answers", disable=None) as bar:
        for group in sampler.complete(requests):
            found.update(group)
            bar.update(len(group))
    return [found[i] for i in range(len(requests))]


def requests(task: Task, sampling: Sampling, seeds: Sequence[int], samples: int) -> list[tuple[Item, Request]]:
    """Everything that is asked for a task."""
    return [
        (item, Request(item.messages, item.reference, sampling, seed, sample))
        for seed in seeds
        for sample in range(samples)
        for item in task.items
    ]


def ran(sampler: Sampler, tasks: Sequence[Task], sampling: Sampling, seeds: Sequence[int], samples: int) -> Ran:
    """What the model says to all tasks, and lm-eval's metrics of it.

    Raises:
        SamplerError: some requests cannot be answered; what was answered is in the journal.
    """
    wanted = {task.name: requests(task, sampling, seeds, samples) for task in tasks}
    model = Sampled(sampler)
    with _quiet():
        dicts = [_dict(i, task, wanted[task.name]) for i, task in enumerate(tasks)]
        loaded = TaskManager(include_defaults=False).load(dicts)
        found = lm_eval.evaluate(lm=model, task_dict=loaded, bootstrap_iters=0, log_samples=False, verbosity="ERROR")
    return Ran(
        {name: [_said(item, request, model.said) for item, request in asked] for name, asked in wanted.items()},
        {task.name: _numbers(found["results"][_alias(i)]) for i, task in enumerate(tasks)},
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Without lm-eval's warnings about ways to define tasks that are not taken here, and a bar for each task."""
    logger, bar = logging.getLogger("lm_eval"), lm_eval.api.task.tqdm
    level = logger.level
    logger.setLevel(logging.ERROR)
    lm_eval.api.task.tqdm = functools.partial(bar, disable=True)
    try:
        yield
    finally:
        logger.setLevel(level)
        lm_eval.api.task.tqdm = bar


def _alias(i: int) -> str:
    return f"oeis_qa_{i}"  # addresses hold what lm-eval takes for patterns


def _dict(i: int, task: Task, wanted: Sequence[tuple[Item, Request]]) -> dict[str, Any]:
    rows = [
        {"request": _written(request), "gold": item.gold, "solution": f"\\boxed{{{item.gold}}}"}
        for item, request in wanted
    ]
    return {
        "task": _alias(i),
        "custom_dataset": lambda **given: {"test": Dataset.from_list(rows)},
        "test_split": "test",
        "output_type": "generate_until",
        "doc_to_text": "request",
        "doc_to_target": "gold",
        "generation_kwargs": {"until": []},
        "num_fewshot": 0,
        **_OWN.get(task.dataset, lambda: _PLAIN)(),
    }


def _gsm8k() -> dict[str, Any]:
    """lm-eval's two filters of GSM8K, as installed."""
    path = Path(lm_eval.__file__).parent / "tasks" / "gsm8k" / "gsm8k.yaml"
    known = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: known[name] for name in _KEPT}


def _math() -> dict[str, Any]:
    mean = {"metric": "exact_match", "aggregation": "mean", "higher_is_better": True}
    return {"process_results": math_results, "metric_list": [mean]}


_OWN: dict[str, Callable[[], dict[str, Any]]] = {"gsm8k": _gsm8k, "math": _math}


def _written(request: Request) -> str:
    return json.dumps(asdict(request), ensure_ascii=False, sort_keys=True)


def _read(text: str) -> Request:
    given = json.loads(text)
    return Request(**{**given, "sampling": Sampling(**given["sampling"])})


def _said(item: Item, request: Request, said: Mapping[str, Response]) -> Said:
    return item, request.seed, request.sample, said[_written(request)]


def _numbers(metrics: Mapping[str, Any]) -> dict[str, float]:
    """Its figures, without standard errors, which it does not compute without a bootstrap."""
    return {name: value for name, value in metrics.items() if isinstance(value, float) and "stderr" not in name}
