"""The mean of one list of scores, with its interval.

`bootstrap` is the bootstrap-t because it held the truth most often: with 20 clusters of unequal size 95 % of the
time, where BCa and percentiles held it 91 %, and with 100 log-normal values 94 %, where they held it 92 %.

In:  wilson(0, 20); student([0.71, 0.74, 0.69])  # three training runs
Out: 0.000 [0.000, 0.161] (n=20, wilson 95%); 0.713 [0.651, 0.776] (n=3, t 95%)
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from oeis_qa.errors import OptionError
from oeis_qa.intervals.estimate import (
    Clusters,
    Estimate,
    Floats,
    check_share,
    grouped,
    is_binary,
    normal_quantile,
    numbers,
    percent,
    whole,
)
from oeis_qa.streams import Stream

FEWEST_VALUES, FEWEST_CLUSTERS, FEWEST_UNLIKE = 100, 20, 10  # below these the bootstrap's coverage falls under 93 %
_CELLS = 1 << 20  # of resamples held at once


def wilson(correct: int, n: int, level: float = 0.95) -> Estimate:
    """The share of right answers with Wilson's score interval (1927), which never leaves 0..1.

    Args:
        correct: how many of the `n` independent items are right.
        n: how many items.
        level: share of such intervals that hold the true share.

    Raises:
        OptionError: n below 1, correct outside 0..n, a level outside (0, 1).
    """
    z, n, correct = normal_quantile(level), whole("n", n, 1), whole("correct", correct, 0)
    if correct > n:
        raise OptionError(f"correct={correct} of n={n}: there cannot be more right answers than items; swap them?")
    share, widening = correct / n, 1 + z * z / n
    centre = (share + z * z / (2 * n)) / widening
    half = z * math.sqrt(share * (1 - share) / n + (z / (2 * n)) ** 2) / widening
    low = min(share, centre - half) if correct else 0.0
    high = max(share, centre + half) if correct < n else 1.0
    return Estimate(share, low, high, n, f"wilson {percent(level)}")


def student(values: ArrayLike, clusters: Clusters | None = None, level: float = 0.95) -> Estimate:
    """The mean with Student's t interval (1908); with clusters, by the jackknife over them on clusters - 1 degrees.

    For scores of training runs and for items in few clusters. The jackknife (Bell, McCaffrey 2002, CR3) equals the
    t interval of the clusters' means where they are equally large. It assumes means that are about normal: where
    fewer than ten of many values are unlike the rest it covers less than it says.

    Args:
        values: scores of any unit, one per run or item.
        clusters: for each value the label of its cluster (its run, its passage); values of a cluster may depend.
        level: share of such intervals that hold the true mean.

    Raises:
        OptionError: 0/1 values without clusters, under 2 values or clusters, no spread, bad values or level.
    """
    x = numbers("values", values)
    if clusters is None and is_binary(x):
        raise OptionError(f"student of {len(x)} values, all 0 or 1: use wilson({int(x.sum())}, {len(x)})")
    mean, error, degrees = jackknife(x, clusters)
    return t_interval(mean, error, degrees, level, (0.0, 1.0) if is_binary(x) else None, len(x), "t", clusters)


def jackknife(x: Floats, clusters: Clusters | None) -> tuple[float, float, int]:
    """The mean, its standard error by leaving out one cluster at a time, and the degrees of freedom.

    Raises:
        OptionError: fewer than 2 clusters, or clusters whose means are all the same.
    """
    totals, sizes = grouped(x, clusters)
    groups, n, unit = len(sizes), len(x), "values" if clusters is None else "clusters"
    if groups < 2:
        raise OptionError(f"{groups} {unit}: a spread needs at least 2; give more {unit}")
    mean = math.fsum(x) / n
    moved = (totals - mean * sizes) / (n - sizes)  # how far the mean goes when the cluster is left out
    error = math.sqrt((groups - 1) / groups * float(moved @ moved))
    if error <= 1e-14 * float(np.abs(x).max()):
        raise OptionError(f"all {groups} {unit} have the mean {mean:g}: no spread, so no interval; give others or more")
    return mean, error, groups - 1


def t_interval(
    mean: float,
    error: float,
    degrees: int,
    level: float,
    bounds: tuple[float, float] | None,
    n: int,
    name: str,
    clusters: Clusters | None,
) -> Estimate:
    """mean +- t * error, cut at the bounds that the mean cannot pass."""
    from scipy.special import stdtrit

    check_share("level", level, "0.95")
    half = -float(stdtrit(degrees, (1 - level) / 2)) * error
    least, most = bounds or (-math.inf, math.inf)
    return Estimate(
        mean, max(least, mean - half), min(most, mean + half), n, _method(name, level, degrees + 1, clusters)
    )


def bootstrap(
    values: ArrayLike,
    clusters: Clusters | None = None,
    seed: int = 0,
    level: float = 0.95,
    resamples: int = 9_999,
) -> Estimate:
    """The mean with the bootstrap-t interval (Efron 1981, Hall 1988), over clusters (Cameron, Gelbach, Miller 2008).

    Whole clusters are drawn again, and each drawn mean is measured in its own standard error (by linearisation, as
    the sizes vary). The interval is cut at the least and the greatest value. It depends on neither the order of the
    values nor the names of the clusters.

    Args:
        values: scores of any unit, one per item.
        clusters: for each value the label of its cluster (its passage, its template); values of a cluster may depend.
        seed: of the draws.
        level: share of such intervals that hold the true mean.
        resamples: how many; 9,999 place the ends to a hundredth of the width or so.

    Raises:
        OptionError: under 100 values or 20 clusters, fewer than 10 values (or clusters' means) that differ from the
            commonest, too few resamples for the level, bad values, clusters or level.
    """
    x = numbers("values", values)
    totals, sizes = grouped(x, clusters)
    _check_enough(x, totals / sizes, clusters)
    rank = _rank(level, whole("resamples", resamples, 1))
    mean, groups = math.fsum(x) / len(x), len(sizes)
    residuals = totals - mean * sizes
    error = math.sqrt(groups / (groups - 1) * float(residuals @ residuals)) / len(x)
    drawn = np.sort(_studentised(residuals, sizes, Stream(seed, "bootstrap"), int(resamples)))
    low = min(mean, max(float(x.min()), mean - error * float(drawn[-rank])))
    high = max(mean, min(float(x.max()), mean - error * float(drawn[rank - 1])))
    return Estimate(mean, low, high, len(x), _method("bootstrap-t", level, groups, clusters))


def _check_enough(x: Floats, means: Floats, clusters: Clusters | None) -> None:
    way = f"wilson({int(x.sum())}, {len(x)})" if is_binary(x) else "student(values)"
    if clusters is not None:
        way = "student(values, clusters)"
    if len(x) < FEWEST_VALUES:
        raise OptionError(f"bootstrap of {len(x)} values: it needs at least {FEWEST_VALUES}; use {way}")
    if len(means) < FEWEST_CLUSTERS:
        raise OptionError(f"bootstrap over {len(means)} clusters: it needs at least {FEWEST_CLUSTERS}; use {way}")
    for what, items in (("values", x), ("clusters' means", means)):
        different, counts = np.unique(items, return_counts=True)
        unlike = len(items) - int(counts.max())
        if unlike < FEWEST_UNLIKE:
            raise OptionError(
                f"bootstrap of {len(items)} {what}, of which {unlike} differ from the commonest, "
                f"{different[counts.argmax()]:g}: at least {FEWEST_UNLIKE} must; use {way} or more items"
            )


def _rank(level: float, resamples: int) -> int:
    """Which of the sorted resamples ends the interval, counted from either end."""
    check_share("level", level, "0.95")
    rank = int((resamples + 1) * (1 - level) / 2 + 1e-9)
    if not rank:
        raise OptionError(
            f"resamples={resamples}: level={level} needs at least {math.ceil(2 / (1 - level) - 1e-6) - 1}"
        )
    return rank


def _studentised(residuals: Floats, sizes: Floats, stream: Stream, resamples: int) -> Floats:
    """For each resample of the clusters: its mean's distance from the mean, in standard errors of its own."""
    groups, parts = len(sizes), []
    columns = np.stack([residuals, sizes, residuals**2, residuals * sizes, sizes**2], axis=1)
    floor = 1e-12 * float(residuals @ residuals)  # for the resample, one in millions, that is all alike
    for start in range(0, resamples, max(1, _CELLS // groups)):
        rows = np.arange(min(max(1, _CELLS // groups), resamples - start))[:, None]
        drawn = stream.below(groups, (start + rows) * groups + np.arange(groups)) + rows * groups
        times = np.bincount(drawn.ravel(), minlength=rows.size * groups).reshape(rows.size, groups)
        total, size, squares, cross, square_sizes = (times.astype(np.float64) @ columns).T
        off = total / size
        spread = squares - 2 * off * cross + off * off * square_sizes
        parts.append(total / np.sqrt(groups / (groups - 1) * np.maximum(spread, floor)))
    return np.concatenate(parts)


def _method(name: str, level: float, groups: int, clusters: Clusters | None) -> str:
    return f"{name} {percent(level)}" + ("" if clusters is None else f", {groups} clusters")
