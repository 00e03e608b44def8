"""Before a run: the smallest difference in accuracy that it would show.

The discordance, the share of items that exactly one of two models gets right, decides it. A pilot of both models tells
it; one of a single model with accuracy p gives 2p(1 - p), as if the other were as good and right on other items.

In:  print(plan(items=1319, discordance=0.2))
Out: | task | items | discordance | which is         | detectable | among 1 test |
     |------|-------|-------------|------------------|------------|--------------|
     | any  | 1,319 | 0.200       | as given         | 0.034      | 0.034        |
"""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from oeis_qa.errors import OptionError
from oeis_qa.evaluation import results, scores
from oeis_qa.evaluation.results import Results
from oeis_qa.evaluation.tables import table
from oeis_qa.intervals import minimal_detectable

ALPHA, POWER = 0.05, 0.8


@dataclass(frozen=True)
class Planned:
    """What a run over so many items of a task would show."""

    task: str
    items: int
    discordance: float
    source: str  # of the discordance
    detectable: float  # the true difference that is found in four of five runs
    among: float  # the same where Holm asks most: as the first of all tasks


@dataclass(frozen=True)
class Plan:
    tasks: tuple[Planned, ...]

    def __str__(self) -> str:
        tests = len(self.tasks)
        among = f"among {tests} test{'s' * (tests > 1)}"
        head = ("task", "items", "discordance", "which is", "detectable", among)
        power = f"Detectable: found with p <= {ALPHA:g} in {POWER:.0%} of runs, by McNemar's test, one answer an item."
        seeds = f"Where seeds are the unit, it takes {fewest_units(tests)} for p to reach {ALPHA:g} at all."
        return "\n\n".join([table([head, *map(_cells, self.tasks)]), f"{power}\n{seeds}"])

    def record(self) -> dict[str, Any]:
        """The same as JSON takes it."""
        return asdict(self) | {"alpha": ALPHA, "power": POWER, "fewest_seeds": fewest_units(len(self.tasks))}


def plan(
    pilots: Sequence[str] = (),
    directory: str | Path = ".",
    items: int | None = None,
    discordance: float | None = None,
) -> Plan:
    """What a run would show.

    Args:
        pilots: names or files of results of one or of both models, as in `compare`; each of their tasks is planned.
        directory: their folder.
        items: that the run shall have of each task; default: as many as the pilot.
        discordance: default: the pilot's.

    Raises:
        OptionError: neither pilots nor both numbers, more than two pilots, wrong numbers, or no difference that could
            be seen.
        SourceError, SourceFormatError: as `results.of`.
    """
    if not pilots and (items is None or discordance is None):
        raise OptionError("a plan needs the number of items and their discordance, or a pilot's results; give them")
    if len(pilots) > 2:
        raise OptionError(f"pilots {' '.join(pilots)}: a difference is one of two models; give one or two")
    tasks = [results.of(pilot, directory).tasks() for pilot in pilots]
    names = [task for task in tasks[0] if all(task in others for others in tasks)] if tasks else ["any"]
    if not names:
        raise OptionError(f"pilots {' '.join(pilots)} have no task in common; give those of the same tasks")
    return Plan(tuple(_planned(task, [each[task] for each in tasks], items, discordance, len(names)) for task in names))


def fewest_units(tests: int) -> int:
    """How many seeds (or families) it takes for the least p of all their signs to reach ALPHA over so many tests.

    n of them have 2**n patterns of signs, so p is at least 2 / 2**n; Holm multiplies it by the number of tests.
    """
    return math.ceil(1 + math.log2(tests / ALPHA))


def _planned(task: str, pilots: list[Results], items: int | None, discordance: float | None, tests: int) -> Planned:
    shares = [scores.shares(pilot) for pilot in pilots]
    common = [item for item in (shares or [{}])[0] if all(item in others for others in shares)]
    expected, source = (discordance, "as given") if discordance is not None else _discordance(task, common, shares)
    n = len(common) if items is None else items
    alone, among = (minimal_detectable(n, expected, POWER, 1 - ALPHA / count) for count in (1, tests))
    return Planned(task, n, expected, source, alone, among)


def _discordance(task: str, items: list[str], shares: list[dict[str, float]]) -> tuple[float, str]:
    if not items:
        raise OptionError(f"{task}: the pilots have no item in common that could be judged; say the discordance")
    a = shares[0]
    if len(shares) == 1:
        p = fmean(a[item] for item in items)
        found, source = 2 * p * (1 - p), f"2p(1 - p), p = {p:.3f}"
    else:
        b = shares[1]  # of items with several answers, the chance that one of each differs
        found, source = fmean(a[i] * (1 - b[i]) + b[i] * (1 - a[i]) for i in items), "of the pilots"
    if not found:
        raise OptionError(f"{task}: the pilots tell no discordance, for they never differ; say what you expect")
    return found, source


def _cells(one: Planned) -> tuple[str, ...]:
    numbers = (f"{one.detectable:.3f}", f"{one.among:.3f}")
    return one.task, f"{one.items:,}", f"{one.discordance:.3f}", one.source, *numbers
