"""Two models on one task: the difference of their accuracies, its interval, and whether it is real.

What varies decides the test. Several seeds: the run is the unit, and signs of the runs' differences are flipped.
Else, where items have kin: signs of the families' differences. Else one answer an item: McNemar's mid-p; several:
signs of the items' differences. McNemar's tests stand beside it wherever each item has one answer.

In:  contrast(the rows of A, the rows of B), 500 items of gsm8k, one answer each
Out: Contrast(task="gsm8k", items=500, difference=0.042 [0.012, 0.074], test="mid-p McNemar", p=0.0071, ...)
"""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from oeis_qa.errors import OptionError
from oeis_qa.evaluation import scores
from oeis_qa.evaluation.results import Results
from oeis_qa.intervals import Estimate, equivalence, mcnemar, mcnemar_midp, paired_difference, sign_flip
from oeis_qa.intervals.estimate import Floats, grouped, is_binary

FLIPS = 9_999  # drawn patterns of signs, where there are too many to count them all


@dataclass(frozen=True)
class Contrast:
    """B against A on one task."""

    task: str
    a: str
    b: str
    items: int
    unjudged: int  # items that are left out: of one of the two no answer could be judged
    accuracy_a: float
    accuracy_b: float
    difference: Estimate  # of b minus a
    unit: str  # what varies: "items", "families" or "seeds"
    units: int
    test: str
    p: float
    only_a: int | None  # items that a alone gets right; None where items have several answers
    only_b: int | None
    midp: float | None  # McNemar's, each item by itself
    exact: float | None
    equivalent: float | None  # p that the difference is the margin or more; None: not asked, or nothing tells
    adjusted: float = math.nan  # p by Holm, once all tests are known

    @property
    def least_p(self) -> float:
        """What p could be at least, with so few units."""
        return 0.0 if self.unit == "items" else 2 / 2**self.units


class Pairs(NamedTuple):
    """Scores of both models, in the same order."""

    a: Floats
    b: Floats
    clusters: Sequence[Hashable] | None
    unit: str


def contrast(a: Results, b: Results, margin: float | None = None) -> Contrast:
    """B against A on the same items of one task.

    Args:
        a: the rows of one model.
        b: of the other, with the same items and, where both have several, the same seeds.
        margin: the smallest difference in accuracy that matters, for the test of equivalence.

    Raises:
        OptionError: no item could be judged in both, a margin that is none.
    """
    runs_a, runs_b = ([scores.shares(run) for run in rows.runs().values()] for rows in (a, b))
    items = [item for item in dict.fromkeys(a.id) if all(item in run for run in (*runs_a, *runs_b))]
    if not items:
        raise OptionError(f"{a.task[0]}: no item could be judged in both {a.name} and {b.name}; score them again")
    clusters = scores.clusters(a, items)
    each = Pairs(_means(runs_a, items), _means(runs_b, items), clusters, "families" if clusters else "items")
    single = len(runs_a) == len(runs_b) == 1
    pairs = each if single else _by_seed(runs_a, runs_b, items)
    told = _telling(pairs)
    test, p = _test(pairs)
    only_a, only_b = _alone(each) if single and _binary(each) else (None, None)
    return Contrast(
        task=a.task[0],
        a=a.name,
        b=b.name,
        items=len(items),
        unjudged=len(set(a.id)) - len(items),
        accuracy_a=float(each.a.mean()),
        accuracy_b=float(each.b.mean()),
        difference=_difference(pairs, told),
        unit=pairs.unit,
        units=_units(pairs),
        test=test,
        p=p,
        only_a=only_a,
        only_b=only_b,
        midp=None if only_a is None or only_b is None else mcnemar_midp(only_a, only_b),
        exact=None if only_a is None or only_b is None else mcnemar(only_a, only_b),
        equivalent=None
        if margin is None or told is None
        else equivalence(told.b, told.a, margin, clusters=told.clusters).p,
    )


def _means(runs: Sequence[Mapping[str, float]], items: Sequence[str]) -> Floats:
    return np.array([[run[item] for item in items] for run in runs]).mean(axis=0)


def _by_seed(runs_a: Sequence[Mapping[str, float]], runs_b: Sequence[Mapping[str, float]], items: list[str]) -> Pairs:
    """The accuracy of each run; the one run of a model that has no more stands against each of the other's."""
    a, b = (np.array([_means([run], items).mean() for run in runs]) for runs in (runs_a, runs_b))
    a, b = np.broadcast_arrays(a, b)
    return Pairs(a, b, None, "seeds")


def _binary(pairs: Pairs) -> bool:
    return is_binary(pairs.a) and is_binary(pairs.b)


def _units(pairs: Pairs) -> int:
    return len(pairs.a) if pairs.clusters is None else len(set(pairs.clusters))


def _test(pairs: Pairs) -> tuple[str, float]:
    """The name of the test of the difference, and its p."""
    if pairs.unit == "items" and _binary(pairs):
        return "mid-p McNemar", mcnemar_midp(*_alone(pairs))
    totals = grouped(pairs.b - pairs.a, pairs.clusters)[0]
    apart = totals[np.abs(totals) > 1e-12]  # the sign of 0 is all one
    return f"sign-flip of {_units(pairs)} {pairs.unit}", sign_flip(apart, resamples=FLIPS) if len(apart) > 1 else 1.0


def _alone(pairs: Pairs) -> tuple[int, int]:
    return int((pairs.a > pairs.b).sum()), int((pairs.a < pairs.b).sum())


def _telling(pairs: Pairs) -> Pairs | None:
    """Pairs from which an interval can be told: where all clusters agree, one for each; None where nothing tells."""
    apart = pairs.b - pairs.a
    if (pairs.clusters is None and _binary(pairs)) or scores.varied(apart, pairs.clusters):
        return pairs
    if abs(apart[0]) not in (0, 1) or np.ptp(apart):
        return None
    alike = np.zeros(_units(pairs))
    return Pairs(alike - min(apart[0], 0), alike + max(apart[0], 0), None, pairs.unit)


def _difference(pairs: Pairs, told: Pairs | None) -> Estimate:
    if told is None:
        return Estimate(float((pairs.b - pairs.a).mean()), -1.0, 1.0, len(pairs.a), "no spread")
    found = paired_difference(told.b, told.a, told.clusters)
    method = found.method if told is pairs else f"{found.method}, {found.n} {pairs.unit} as items"
    return Estimate(found.mean, max(-1.0, found.low), min(1.0, found.high), len(pairs.a), method)
