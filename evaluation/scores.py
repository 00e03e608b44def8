"""From verdicts to numbers: the share of right answers of each item, and the mean of such shares with its interval.

In:  shares(rows of three items, two samples each)
Out: {"gsm8k/test/0": 1.0, "gsm8k/test/1": 0.5, "gsm8k/test/2": 0.0}
"""

import math
from collections.abc import Hashable, Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from oeis_qa.errors import OptionError
from oeis_qa.evaluation.results import Results
from oeis_qa.intervals import Estimate, bootstrap, student, wilson
from oeis_qa.intervals.estimate import grouped, is_binary, numbers
from oeis_qa.intervals.means import FEWEST_CLUSTERS, FEWEST_UNLIKE, FEWEST_VALUES


def counts(rows: Results) -> dict[str, tuple[int, int]]:
    """Of each item that could be judged at all, how many answers there are and how many of them are right."""
    found: dict[str, tuple[int, int]] = {}
    for item, right in zip(rows.id, rows.right, strict=True):
        if right is not None:
            answers, correct = found.get(item, (0, 0))
            found[item] = answers + 1, correct + right
    return found


def shares(rows: Results) -> dict[str, float]:
    """Of each item that could be judged at all, the share of its answers that are right."""
    return {item: correct / answers for item, (answers, correct) in counts(rows).items()}


def clusters(rows: Results, items: Iterable[str]) -> list[Hashable] | None:
    """The family of each item, an item without one being its own; None where no two of them share one."""
    families: dict[str, str | None] = dict(zip(rows.id, rows.family, strict=True))
    labels: list[Hashable] = [families[item] or ("alone", item) for item in items]
    return labels if len(set(labels)) < len(labels) else None


def varied(values: ArrayLike, labels: Sequence[Hashable] | None) -> bool:
    """Whether there is a spread between the clusters (or the values), from which an interval can be told."""
    totals, sizes = grouped(numbers("values", values), labels)
    return len(sizes) > 1 and bool(np.ptp(totals / sizes) > 1e-12)


def mean(values: ArrayLike, labels: Sequence[Hashable] | None) -> Estimate:
    """The mean of shares: Wilson's interval where each is 0 or 1 and no item has kin, else over clusters.

    That is the bootstrap-t where there are enough items for it, else Student's t. Where all are right or all
    wrong, each cluster counts as one item; where all are alike otherwise, nothing tells how far the mean may be off.
    """
    x = numbers("values", values)
    if labels is None and is_binary(x):
        return wilson(int(x.sum()), len(x))
    if _enough(x, labels):
        return bootstrap(x, labels)
    if varied(x, labels):
        found = student(x, labels)
        return Estimate(found.mean, max(0.0, found.low), min(1.0, found.high), found.n, found.method)
    if is_binary(x):
        alike = len(set(labels or x))
        found = wilson(alike * int(x[0]), alike)
        return Estimate(found.mean, found.low, found.high, len(x), f"{found.method}, {alike} clusters as items")
    return Estimate(float(x.mean()), 0.0, 1.0, len(x), "no spread")


def _enough(x: np.ndarray, labels: Sequence[Hashable] | None) -> bool:
    """Whether the bootstrap covers what it says; these are its own limits."""
    totals, sizes = grouped(x, labels)
    unlike = [len(each) - np.unique(each, return_counts=True)[1].max() for each in (x, totals / sizes)]
    return len(x) >= FEWEST_VALUES and len(sizes) >= FEWEST_CLUSTERS and min(unlike) >= FEWEST_UNLIKE


def pass_at(k: int, answers: int, correct: int) -> float:
    """The chance that at least one of k answers is right, unbiased from more of them (Chen et al. 2021).

    1 - C(answers - correct, k) / C(answers, k): of all sets of k of the answers, the share with a right one.

    Raises:
        OptionError: k below 1 or above the number of answers.
    """
    if not 1 <= k <= answers:
        raise OptionError(f"k={k} of {answers} answers an item: give 1 to {answers}, or draw more answers")
    return 1 - math.comb(answers - correct, k) / math.comb(answers, k)
