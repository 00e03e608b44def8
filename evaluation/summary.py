"""Results -> the `tasks` of A_summary.json: per task the accuracy with its interval, by every benchmark key.

One answer per item: Wilson's interval. Several (samples, seeds): the mean over items of the share that is right, with
an interval over items, or over families where items have kin; and pass@k.

In:  summary(read("A_results.jsonl"), {"gsm8k": 0.0})
Out: {"gsm8k": {"n": 1319, "correct": 950, "accuracy": 0.7202, "low": 0.6954, "high": 0.7438, "method": "wilson 95%",
      "chance": 0.0, "breakdowns": {"level": {"4": {"n": ..., "correct": ..., ...}}}}}
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np

from oeis_qa.errors import OptionError, choices
from oeis_qa.evaluation import scores
from oeis_qa.evaluation.keys import keys
from oeis_qa.evaluation.results import Results
from oeis_qa.intervals import Estimate

Summary = dict[str, Any]


def summary(results: Results, chance: Mapping[str, float] | None = None) -> dict[str, Summary]:
    """What the results say of each task.

    Args:
        results: of one model.
        chance: by task, the accuracy of whoever guesses; tasks that are left out get none.

    Raises:
        OptionError: a chance that is no share, or of a task that is not there.
        SourceFormatError: a benchmark key that cannot be read.
    """
    tasks, levels = results.tasks(), dict(chance or {})
    for task, level in levels.items():
        if task not in tasks:
            raise OptionError(f"chance of {task!r}: the results have no such task; {choices(task, tasks)}")
        if not 0 <= level <= 1:
            raise OptionError(f"chance of {task!r} is {level}; give the share of right answers, 0 to 1")
    return {task: _task(rows) | {"chance": levels.get(task)} for task, rows in tasks.items()}


def score(rows: Results) -> Summary:
    """The accuracy on rows of one task, as it stands in a summary.

    `n` items, `correct` right answers; `answers` where there are several an item, `unjudged` rows where there are any.
    Where nothing could be judged there is no accuracy.
    """
    counts = scores.counts(rows)
    answers, correct = (sum(column) for column in zip((0, 0), *counts.values(), strict=True))
    found: Summary = {"n": len(counts), "correct": correct}
    if answers > len(counts):
        found["answers"] = answers
    if answers < len(rows):
        found["unjudged"] = len(rows) - answers
    return found | (_estimated(_mean(rows, scores.shares(rows), answers > len(counts))) if counts else {})


def _task(rows: Results) -> Summary:
    found = score(rows)
    unsolved = rows.take(i for i, solved in enumerate(rows.solved) if solved is False)
    if len(unsolved):
        found["unsolved"] = score(unsolved)
    if len(set(rows.seed)) > 1:
        found["seeds"] = {str(seed): score(run) for seed, run in rows.runs().items()}
    passed = _passed(rows)
    if passed:
        found["pass"] = passed
    return found | {"breakdowns": breakdowns(rows)}


def breakdowns(rows: Results) -> dict[str, dict[str, Summary]]:
    """The accuracy by the values of every benchmark key, in the order in which they sort."""
    return {
        key: {value: score(rows.take(places)) for value, places in parts.items()} for key, parts in parted(rows).items()
    }


def parted(rows: Results) -> dict[str, dict[str, list[int]]]:
    """The places of the rows that have each value of each benchmark key."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, benchmark in enumerate(rows.benchmark):
        for key, value in keys(benchmark).items():
            found[key][value].append(i)
    return {key: {value: parts[value] for value in sorted(parts, key=_by_number)} for key, parts in found.items()}


def _by_number(value: str) -> tuple[bool, float, str]:
    return (False, int(value), value) if value.isdecimal() else (True, 0, value)


def _passed(rows: Results) -> dict[str, Summary]:
    """pass@1, 2, 4 ... up to as many samples as every item of every run has."""
    runs = [scores.counts(run) for run in rows.runs().values()]
    fewest = min((answers for run in runs for answers, _ in run.values()), default=0)
    return {str(k): _estimated(_pass(rows, runs, k)) for k in _powers(fewest)} if fewest > 1 else {}


def _powers(most: int) -> list[int]:
    return sorted({most, *(1 << i for i in range(most.bit_length()))})


def _pass(rows: Results, runs: list[dict[str, tuple[int, int]]], k: int) -> Estimate:
    each: dict[str, list[float]] = defaultdict(list)
    for run in runs:
        for item, (answers, correct) in run.items():
            each[item].append(scores.pass_at(k, answers, correct))
    return _mean(rows, {item: float(np.mean(passed)) for item, passed in each.items()}, True)


def _mean(rows: Results, shares: Mapping[str, float], several: bool) -> Estimate:
    """With one answer an item it is Wilson's interval, as everybody reports it."""
    return scores.mean(list(shares.values()), scores.clusters(rows, shares) if several else None)


def _estimated(estimate: Estimate) -> Summary:
    return {"accuracy": estimate.mean, "low": estimate.low, "high": estimate.high, "method": estimate.method}
