"""The estimate that every report prints, and the checks that every estimator makes of its arguments.

In:  str(Estimate(0.834, 0.799, 0.864, 500, "wilson 95%"))
Out: "0.834 [0.799, 0.864] (n=500, wilson 95%)"
"""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from oeis_qa.errors import OptionError

Floats = NDArray[np.float64]
Clusters = Sequence[Hashable] | NDArray[Any]


@dataclass(frozen=True)
class Estimate:
    """A number with its interval: low <= mean <= high, from `n` values, by `method` ("wilson 95%")."""

    mean: float
    low: float
    high: float
    n: int
    method: str

    def __str__(self) -> str:
        """Rounded so that the width of the interval keeps two digits; at least three decimals."""
        width = self.high - self.low
        places = max(3, 1 - math.floor(math.log10(width))) if 0 < width < math.inf else 3
        mean, low, high = (f"{round(x, places) + 0.0:.{places}f}" for x in (self.mean, self.low, self.high))
        return f"{mean} [{low}, {high}] (n={self.n}, {self.method})"


def percent(level: float) -> str:
    """A level as it is printed: 0.95 -> "95%"."""
    return f"{100 * level:g}%"


def normal_quantile(level: float) -> float:
    """How many standard errors an interval of this level reaches to each side: 0.95 -> 1.96.

    Raises:
        OptionError: a level that is not between 0 and 1.
    """
    check_share("level", level, "0.95")
    return -NormalDist().inv_cdf((1 - level) / 2)


def check_share(name: str, value: float, example: str) -> None:
    """Raise OptionError unless 0 < value < 1."""
    if not 0 < value < 1:
        raise OptionError(f"{name}={value}: give a number between 0 and 1, both excluded, such as {example}")


def whole(name: str, value: float, least: int) -> int:
    """The value as an int; 3.0 and numpy's integers count as whole.

    Raises:
        OptionError: not a whole number, or below `least`.
    """
    real = isinstance(value, int | float | np.integer | np.floating) and math.isfinite(value)
    if not real or value != int(value) or value < least:
        raise OptionError(f"{name}={value!r}: give a whole number, at least {least}")
    return int(value)


def numbers(name: str, values: ArrayLike) -> Floats:
    """The values as a flat array of floats; booleans count as 0 and 1.

    Raises:
        OptionError: none at all, nested, not numbers, or NaN or infinite.
    """
    try:
        array = np.asarray(values)
    except ValueError:  # a list of lists of different lengths
        array = np.asarray(None)
    if array.ndim != 1 or not array.size or array.dtype.kind not in "biuf":
        raise OptionError(f"{name}={_shown(values)}: give a flat list or array of numbers or booleans, at least one")
    floats = array.astype(np.float64)
    if not np.isfinite(floats).all():
        i = int(np.flatnonzero(~np.isfinite(floats))[0])
        raise OptionError(
            f"{name}[{i}]={array[i]}: scores must be finite; score the item 0 or leave it out, and say so"
        )
    return floats


def same_length(
    first: str, one: Sequence[Any] | NDArray[Any], second: str, other: Sequence[Any] | NDArray[Any]
) -> None:
    """Raise OptionError unless both hold as many items."""
    if len(one) != len(other):
        raise OptionError(f"{len(one)} {first} but {len(other)} {second}: give one of each per item, in the same order")


def is_binary(values: Floats) -> bool:
    """Whether every value is 0 or 1."""
    return bool(((values == 0) | (values == 1)).all())


def grouped(values: Floats, clusters: Clusters | None) -> tuple[Floats, Floats]:
    """The sum and the size of each cluster; without clusters every value is one.

    In an order that depends on neither the order of the values nor the labels, so nor does what is drawn from it.

    Raises:
        OptionError: not one label for each value, a label that is missing or cannot be hashed.
    """
    totals, sizes = values, np.ones(len(values))
    if clusters is not None:
        same_length("values", values, "clusters", clusters)
        codes = _codes(clusters)
        totals, sizes = np.bincount(codes, values).astype(np.float64), np.bincount(codes).astype(np.float64)
    order = np.lexsort((sizes, totals))
    return totals[order], sizes[order]


def _codes(clusters: Clusters) -> list[int]:
    seen: dict[Hashable, int] = {}
    for i, label in enumerate(clusters):
        if not isinstance(label, Hashable) or label is None or label != label:  # NaN alone differs from itself
            raise OptionError(f"clusters[{i}]={label!r}: give every value a label, a string or a number")
    return [seen.setdefault(label, len(seen)) for label in clusters]


def _shown(values: object) -> str:
    text = repr(values)
    return text if len(text) <= 60 else f"{text[:57]}..."
