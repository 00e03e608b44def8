"""Where it fails: the values of benchmark keys at which a model loses most, with examples.

Of one model alone, what is lost is what it lacks to its accuracy in the whole task; beside another, to the other's.
Points are hundredths of the task's accuracy: where 3 are lost, the task would gain 3 if nothing were lost there.

In:  print(failures(of("A")))
Out: | task | where   | items | accuracy | whole task | of its errors | lost points |
     |------|---------|-------|----------|------------|---------------|-------------|
     | math | level=5 | 1,324 | 0.241    | 0.507      | 40.8%         | 7.04        |
     and below it, for each place, prompts, golds, completions and why these are wrong
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from oeis_qa.errors import OptionError
from oeis_qa.evaluation import scores
from oeis_qa.evaluation.results import Results
from oeis_qa.evaluation.summary import parted
from oeis_qa.evaluation.tables import table

SHOWN, EXAMPLES = 10, 2  # places that are printed; wrong answers that each keeps
_LONGEST = 240  # characters of a text in an example


@dataclass(frozen=True)
class Example:
    """A wrong answer."""

    id: str
    prompt: str
    gold: str
    completion: str
    reason: str

    def __str__(self) -> str:
        texts = {"prompt": self.prompt, "gold": self.gold, "completion": self.completion, "reason": self.reason}
        return "\n".join([f"  {self.id}", *(f"    {name + ':':<11} {_short(text)}" for name, text in texts.items())])


@dataclass(frozen=True)
class Place:
    """A value of a benchmark key in one task."""

    task: str
    key: str
    value: str
    items: int
    accuracy: float
    beside: float  # of the other model here; of one model alone, its own in the whole task
    errors: float  # the share of the task's errors that are here
    lost: float  # points
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Failures:
    """The places at which a model loses anything, the worst first."""

    name: str
    against: str | None
    places: tuple[Place, ...]

    def __str__(self) -> str:
        if not self.places:
            beyond = "its own average" if self.against is None else self.against
            return f"At no value of a benchmark key is {self.name} below {beyond}."
        mine, beside = (self.name, self.against) if self.against else ("accuracy", "whole task")
        head = ("task", "where", "items", mine, beside, "of its errors", "lost points")
        shown = self.places[:SHOWN]
        return "\n\n".join([table([head, *map(_cells, shown)]), *map(_told, shown)])


def failures(rows: Results, other: Results | None = None) -> Failures:
    """Where a model loses points: against its own average, or against another model on the same items.

    Raises:
        OptionError: the two have no task in common.
        SourceFormatError: a benchmark key that cannot be read.
    """
    others, against = (rows.tasks(), None) if other is None else (other.tasks(), other.name)
    tasks = [(part, others[task]) for task, part in rows.tasks().items() if task in others]
    if not tasks:
        raise OptionError(f"{rows.name} and {against} have no task in common; evaluate both on one")
    found = [place for part, beside in tasks for place in _places(part, None if other is None else beside)]
    found.sort(key=lambda place: -place.lost)
    return Failures(rows.name, against, tuple(found))


def _places(rows: Results, other: Results | None) -> Iterator[Place]:
    """The places of one task at which anything is lost."""
    mine = scores.shares(rows)
    bar = dict.fromkeys(mine, fmean(mine.values() or [0])) if other is None else scores.shares(other)
    items = [item for item in mine if item in bar]
    errors = sum(1 - mine[item] for item in items)
    parts = parted(rows)
    told = [key for key, values in parts.items() if len(values) > 1] or list(parts)[:1]
    for key, values in ((key, parts[key]) for key in told):  # what all rows share says nothing about where
        for value, at in values.items():
            here = list(dict.fromkeys(item for i in at if (item := rows.id[i]) in mine and item in bar))
            lost = sum(bar[item] - mine[item] for item in here)
            if lost > 1e-9:
                yield Place(
                    *(rows.task[0], key, value, len(here)),
                    *(fmean(mine[item] for item in here), fmean(bar[item] for item in here)),
                    *(sum(1 - mine[item] for item in here) / errors, 100 * lost / len(items)),
                    tuple(itertools.islice(_examples(rows.take(at), mine, bar), EXAMPLES)),
                )


def _examples(rows: Results, mine: Mapping[str, float], bar: Mapping[str, float]) -> Iterator[Example]:
    """Wrong answers to items on which something is lost, one an item."""
    seen = set()
    for i, item in enumerate(rows.id):
        if rows.right[i] is False and item not in seen and mine[item] < bar.get(item, 0):
            seen.add(item)
            yield Example(item, _said(rows.prompt[i]), rows.gold[i], rows.completion[i], rows.reason[i])


def _said(prompt: Any) -> str:
    """What the model was asked last."""
    return prompt if isinstance(prompt, str) else prompt[-1]["content"] if prompt else ""


def _short(text: str) -> str:
    """On one line, without the middle where it is long: answers stand at the end."""
    line = " ".join(text.split())
    half = _LONGEST // 2
    return line if len(line) <= _LONGEST else f"{line[:half]} ... {line[-half:]}"


def _cells(place: Place) -> tuple[str, ...]:
    return (
        *(place.task, f"{place.key}={place.value}", f"{place.items:,}"),
        *(f"{place.accuracy:.3f}", f"{place.beside:.3f}", f"{place.errors:.1%}", f"{place.lost:.2f}"),
    )


def _told(place: Place) -> str:
    return "\n".join([f"{place.task}, {place.key}={place.value}", *map(str, place.examples)])
