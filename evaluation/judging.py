"""Completions -> rows of a result file: each judged by the verifier of its kind.

In:  judged(task, [(item, 0, 0, Response("The answer is 18.", "stop"))], {})
Out: [{"task": "gsm8k", "id": "gsm8k/test/0", "answer": "18", "right": True, "reason": "right", ...}]
"""

from collections.abc import Mapping, Sequence
from typing import Any

from oeis_qa.answers import verify
from oeis_qa.answers.batches import each
from oeis_qa.answers.kinds import Verdict
from oeis_qa.evaluation.tasks import Item, Task
from oeis_qa.samplers import Response

Said = tuple[Item, int, int, Response]  # an item, the seed, the sample, and what the model said


def judged(task: Task, said: Sequence[Said], solved: Mapping[str, bool | None]) -> list[dict[str, Any]]:
    """The rows of a task; `solved` says of an item whether a simple solver is right about it."""
    found = verdicts([response.text for *_, response in said], [item.gold for item, *_ in said],
                     [item.kind for item, *_ in said])  # fmt: skip
    return [
        _row(task, *one) | told(verdict) | {"solved": solved.get(one[0].id)}
        for one, verdict in zip(said, found, strict=True)
    ]


def verdicts(completions: Sequence[str], golds: Sequence[str], kinds: Sequence[str]) -> list[Verdict | None]:
    """Each completion's; None where it is a program that could not be run.

    Raises:
        AnswerError: a gold that is none of its kind.
        OptionError: there is no such kind.
    """
    return each(lambda row: verify(*row), list(zip(completions, golds, kinds, strict=True)), kinds, None)


def _row(task: Task, item: Item, seed: int, sample: int, response: Response) -> dict[str, Any]:
    return {
        "task": task.name,
        "id": item.id,
        "sample": sample,
        "seed": seed,
        "prompt": list(item.messages),
        "gold": item.gold,
        "answer_kind": item.kind,
        "completion": response.text,
        "finish": response.finish,
        "benchmark": item.benchmark,
        "family": item.family,
        "version": task.version,
    }


def told(verdict: Verdict | None) -> dict[str, Any]:
    """What a result file says of a verdict."""
    if verdict is None:
        return {"answer": None, "right": None, "reason": "could not be judged"}
    return {"answer": verdict.answer, "right": verdict.right, "reason": verdict.reason}
