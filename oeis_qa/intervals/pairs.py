"""Two models on the same items: the difference with its interval, whether it is real, whether it is negligible, and
how small a one could be seen.

For right and wrong answers the interval is Tango's: the paired kin of Wilson's, it inverts a score test, so it stays in
-1..1, exists when the models never differ, and excludes 0 just where McNemar's chi-square does. Of five intervals
(Wald, Agresti-Min, Bonett-Price, Newcombe 10, Tango) its coverage was nearest to 95 % at every n from 20 to 1,000.

In:  paired_difference([1, 1, 1, 0, 1, 1], [1, 0, 1, 0, 0, 1])
Out: 0.333 [-0.187, 0.700] (n=6, Tango score 95%)
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

from numpy.typing import ArrayLike

from oeis_qa.errors import OptionError
from oeis_qa.intervals.estimate import (
    Clusters,
    Estimate,
    Floats,
    check_share,
    is_binary,
    normal_quantile,
    numbers,
    percent,
    same_length,
    whole,
)
from oeis_qa.intervals.means import jackknife, t_interval


@dataclass(frozen=True)
class Equivalence:
    """What `equivalence` found: `p` that a difference of `margin` or more looks like this, and the difference."""

    p: float
    margin: float
    estimate: Estimate

    def __str__(self) -> str:
        return f"{self.estimate}, within ±{self.margin:g}: p={self.p:.3g}"


def mcnemar(only_a: int, only_b: int) -> float:
    """Two-sided p that two models answer alike: McNemar's test (1947), exact, by the binomial of the discordant pairs.

    Args:
        only_a: items that only the first model gets right.
        only_b: items that only the second gets right.

    Raises:
        OptionError: a count that is negative or not whole.
    """
    at, _ = _lower_tails(only_a, only_b)
    return min(1.0, 2 * at)


def mcnemar_midp(only_a: int, only_b: int) -> float:
    """As `mcnemar`, by the mid-p (Fagerland, Lydersen, Laake 2013): half of what was observed counts.

    More powerful than the exact test, whose true size is far below the nominal one; its own size stays near it. 1 when
    the models never differ.

    Args:
        only_a: items that only the first model gets right.
        only_b: items that only the second gets right.

    Raises:
        OptionError: a count that is negative or not whole.
    """
    at, below = _lower_tails(only_a, only_b)
    if only_a == only_b:
        return 1 - (at - below) / 2 if only_a else 1.0
    return at + below


def _lower_tails(only_a: int, only_b: int) -> tuple[float, float]:
    """P(X <= k) and P(X < k) for X binomial with one half and k the smaller count."""
    from scipy.special import bdtr

    a, b = whole("only_a", only_a, 0), whole("only_b", only_b, 0)
    k = min(a, b)
    return float(bdtr(k, a + b, 0.5)), float(bdtr(k - 1, a + b, 0.5)) if k else 0.0


def paired_difference(a: ArrayLike, b: ArrayLike, clusters: Clusters | None = None, level: float = 0.95) -> Estimate:
    """Mean of a minus mean of b on the same items, with an interval.

    Right and wrong answers (0/1): Tango's score interval (1998). Other scores, or clusters: Student's t of the
    differences (1908), over clusters by the jackknife (Bell, McCaffrey 2002), cut at ±1 for 0/1 scores.

    Args:
        a: scores of the first model, one per item.
        b: scores of the second on the same items in the same order, in the same unit.
        clusters: for each item the label of its cluster (its run, its passage); items of a cluster may depend.
        level: share of such intervals that hold the true difference.

    Raises:
        OptionError: lists of different lengths, bad values, clusters or level; by t also fewer than 2 items or
            clusters, and differences without spread.
    """
    x, y = _paired(a, b)
    if clusters is None and is_binary(x) and is_binary(y):
        return _tango(x, y, level)
    mean, error, degrees = jackknife(x - y, clusters)
    bounds = (-1.0, 1.0) if is_binary(x) and is_binary(y) else None
    return t_interval(mean, error, degrees, level, bounds, len(x), "paired t", clusters)


def equivalence(
    a: ArrayLike, b: ArrayLike, margin: float, level: float = 0.95, clusters: Clusters | None = None
) -> Equivalence:
    """Whether two models differ by less than `margin`: two one-sided tests (Schuirmann 1987) of the paired difference.

    Right and wrong answers (0/1) by the score test (Tango 1998, Nam 1997), others and clusters by t. p is the larger
    of the two; p < 1 - level just where the interval of level 2 * level - 1 (90 % for 0.95) lies within ±margin.

    Args:
        a: scores of the first model, one per item.
        b: scores of the second on the same items in the same order, in the same unit.
        margin: the smallest difference that matters, in the unit of the scores; fix it before looking.
        level: of the tests.
        clusters: for each item the label of its cluster; items of a cluster may depend.

    Raises:
        OptionError: a margin not above 0 (or, for 0/1 scores, not below 1), a level not above 0.5, and whatever
            `paired_difference` refuses.
    """
    from scipy.special import stdtr

    if not 0 < margin < math.inf:
        raise OptionError(f"margin={margin}: give the smallest difference that matters, a number above 0")
    if not 0.5 < level < 1:
        raise OptionError(f"level={level}: give the level of the tests, between 0.5 and 1, such as 0.95")
    x, y = _paired(a, b)
    answers = clusters is None and is_binary(x) and is_binary(y)
    if answers and margin >= 1:
        raise OptionError(f"margin={margin}: shares of right answers never differ by more; give one below 1")
    estimate = paired_difference(x, y, clusters, 2 * level - 1)
    if answers:
        counts = _discordant(x, y)
        above, below = (NormalDist().cdf(-sign * _score(*counts, -sign * margin)) for sign in (1, -1))
    else:
        mean, error, degrees = jackknife(x - y, clusters)
        above, below = (float(stdtr(degrees, -(margin + sign * mean) / error)) for sign in (1, -1))
    return Equivalence(max(above, below), float(margin), estimate)


def minimal_detectable(n: int, discordance: float, power: float = 0.8, level: float = 0.95) -> float:
    """The smallest true difference in accuracy that McNemar's test detects, by Connor's normal approximation (1987).

    Connor: n = (z_level * sqrt(discordance) + z_power * sqrt(discordance - d**2))**2 / d**2, here solved for d. The
    mid-p test has this power or up to 6 points more; the exact one 1 to 4 points less.

    Args:
        n: how many items both models answer.
        discordance: the share of items that exactly one of the two gets right.
        power: how often the test shall detect the difference.
        level: 1 minus the size of the two-sided test.

    Raises:
        OptionError: n below 1, discordance outside (0, 1], power not between 1 - level and 1, a level outside (0, 1),
            or no difference that can be detected: it would exceed the discordance.
    """
    z, n = normal_quantile(level), whole("n", n, 1)
    if not 0 < discordance <= 1:
        raise OptionError(
            f"discordance={discordance}: give the share of items that one model alone gets right, in (0, 1]"
        )
    check_share("power", power, "0.8")
    if power <= 1 - level:
        raise OptionError(f"power={power}: at level={level} chance alone rejects so often; give more, such as 0.8")
    b = NormalDist().inv_cdf(power)
    # Below z**2 items the equation has no root, or one that squaring made.
    root = z * math.sqrt(n) + b * math.sqrt(n + b * b - z * z) if n > z * z else math.inf
    difference = math.sqrt(discordance) * root / (n + b * b)
    if difference > discordance:
        raise OptionError(
            f"n={n}, discordance={discordance}: with power={power} no difference can be detected, for none "
            "exceeds the discordance; give more items"
        )
    return difference


def _paired(a: ArrayLike, b: ArrayLike) -> tuple[Floats, Floats]:
    x, y = numbers("a", a), numbers("b", b)
    same_length("scores of a", x, "scores of b", y)
    return x, y


def _discordant(x: Floats, y: Floats) -> tuple[int, int, int]:
    return int((x > y).sum()), int((x < y).sum()), len(x)


def _tango(x: Floats, y: Floats, level: float) -> Estimate:
    z, (only_a, only_b, n) = normal_quantile(level), _discordant(x, y)
    mean = (only_a - only_b) / n
    low, high = (
        _last(lambda difference: abs(_score(only_a, only_b, n, difference)) <= z, mean, end) for end in (-1.0, 1.0)
    )
    return Estimate(mean, low, high, n, f"Tango score {percent(level)}")


def _last(holds: Callable[[float], bool], inside: float, outside: float) -> float:
    """Where between the two ends `holds` stops to hold, by halving."""
    if inside == outside:
        return inside
    for _ in range(64):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if holds(middle) else (inside, middle)
    return inside


def _score(only_a: int, only_b: int, n: int, difference: float) -> float:
    """Tango's z of a true difference: positive where more is observed. -1 < difference < 1."""
    linear = (2 * n - only_a + only_b) * difference - only_a - only_b
    root = math.sqrt(linear**2 + 8 * n * only_b * difference * (1 - difference))
    rare = (root - linear) / (4 * n)  # the share of pairs that b alone has right, most likely given the difference
    variance = n * (2 * rare + difference * (1 - difference))
    gap = only_a - only_b - n * difference
    return gap / math.sqrt(variance) if gap else 0.0
