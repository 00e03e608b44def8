"""How often the intervals hold the truth and the tests reject it, beside the estimators they were chosen over.

Coverage of Wilson's interval is summed exactly over the binomial and also simulated; everything else is simulated, by
Stream, so that every run prints the same shares. Only the times differ.

In:  python -m benchmarks.intervals
Out: one table: what was measured, the figure, what it was compared with, the figure asked for
"""

import contextlib
import functools
import math
import timeit
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from oeis_qa import intervals
from oeis_qa.errors import OptionError
from oeis_qa.streams import Stream

DRAWS = 20_000  # of a closed form
DATASETS = 2_000  # of a bootstrap
RESAMPLES = 999
Z = 1.959963984540054
Row = tuple[str, str, str, str]  # what, the figure, compared with, asked for
Ends = tuple[float, float]
Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


def main() -> None:
    """Print the table."""
    rows = [*proportions(), *discordant_pairs(), *differences(), *dependent(), *means(), *planning(), *times()]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in [("what", "measured", "compared with", "asked for"), *rows]:
        print(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def proportions() -> Iterator[Row]:
    """Coverage of wilson at 95 %, exact and simulated, beside the textbook's share +- z * error."""
    for n in (20, 100, 1000):
        for p in (0.02, 0.5, 0.98):
            exact = exact_coverage(_wilson, n, p)
            drawn = binomial(np.full(DRAWS, n), p, uniforms("wilson", n, round(100 * p), DRAWS))
            simulated = np.mean([holds(_wilson(int(k), n), p) for k in drawn])
            measured, wald = f"{exact:.2%} exact, {simulated:.2%} simulated", exact_coverage(_wald, n, p)
            yield f"wilson coverage, n={n}, p={p}", measured, f"Wald {wald:.2%}", "93-97 %"


def discordant_pairs() -> Iterator[Row]:
    """Size of the tests of McNemar at 5 %: how often they find a difference where none is."""
    for n, discordance in ((50, 0.1), (50, 0.4), (200, 0.1), (200, 0.4), (1000, 0.2)):
        sizes = mcnemar_rejections(n, discordance, 0.0, DRAWS)
        others = f"exact {sizes['exact']:.2%}, chi-square {sizes['chi-square']:.2%}"
        yield (
            f"mid-p McNemar size, n={n}, discordant {discordance:.0%}",
            f"{sizes['mid-p']:.2%}",
            others,
            "at most 5.5 %",
        )


def differences() -> Iterator[Row]:
    """Coverage of paired_difference for right and wrong answers, beside closed forms."""
    peers = {"Wald": 0.0, "Agresti-Min": 0.5, "Bonett-Price": 1.0}
    for n in (20, 100, 1000):
        for discordance, true in ((0.1, 0.0), (0.1, 0.05), (0.4, 0.0), (0.4, 0.2)):
            only_a, only_b = paired_counts(n, discordance, true, DRAWS)
            ours = _share(only_a, only_b, functools.partial(_holds_paired, n, true))
            shares = {name: _within(_adjusted(only_a, only_b, n, add), true) for name, add in peers.items()}
            what = f"paired_difference coverage, n={n}, discordant {discordance:.0%}, difference {true:.0%}"
            others = ", ".join(f"{name} {share:.2%}" for name, share in shares.items())
            yield what, f"{ours:.2%}", others, "93 % or more"


def dependent() -> Iterator[Row]:
    """Coverage over clusters of items whose differences lean together, beside Tango's as if they did not."""
    for groups in (5, 12, 50):
        held, blind = [], []
        for i in range(DATASETS):
            labels, u = _clustered(f"dependent {groups}", i, groups)
            lean = stats.norm.ppf(uniforms("lean", groups, i, groups))[labels] * 0.06
            a, b = u < 0.3 + lean, u > 0.8 + lean
            with contextlib.suppress(OptionError):  # clusters without spread
                held.append(holds(_ends(intervals.paired_difference(a, b, labels)), 0.1))
            blind.append(holds(_ends(intervals.paired_difference(a, b)), 0.1))
        what = f"paired_difference coverage, {groups} clusters of unequal size"
        yield what, _shown(held), f"clusters left out {np.mean(blind):.1%}", "93 % or more"


def means() -> Iterator[Row]:
    """Coverage of the bootstrap-t, beside t, percentiles and BCa on the same data."""
    for what, true, draw in POPULATIONS:
        held: list[list[bool]] = []
        for i in range(DATASETS):
            values, clusters = draw(i)
            with contextlib.suppress(OptionError):  # too few clusters unlike the rest
                ours = intervals.bootstrap(values, clusters, seed=i, resamples=RESAMPLES)
                t = intervals.student(values, np.arange(len(values)) if clusters is None else clusters)
                held.append([holds(ends, true) for ends in (_ends(ours), _ends(t), *_stock(values, clusters, i))])
        first, *rest = zip(*held, strict=True)
        others = ", ".join(
            f"{name} {np.mean(of):.1%}" for name, of in zip(("t", "percentile", "BCa"), rest, strict=True)
        )
        yield f"bootstrap coverage, {what}", _shown(first), others, "93 % or more"


def planning() -> Iterator[Row]:
    """Power of the tests at the difference that minimal_detectable says; size of equivalence at its margin."""
    for n, discordance in ((100, 0.2), (500, 0.1), (1319, 0.2)):
        true = intervals.minimal_detectable(n, discordance)
        found = mcnemar_rejections(n, discordance, true, DRAWS)
        what = f"power at minimal_detectable {true:.3f}, n={n}, discordant {discordance:.0%}"
        yield what, f"mid-p {found['mid-p']:.1%}", f"exact {found['exact']:.1%}", "80 % or more"
    for n in (200, 1000):
        said = _share(*paired_counts(n, 0.2, 0.05, DRAWS), functools.partial(_equivalent, n))
        yield f"equivalence size at its margin 5 %, n={n}, discordant 20%", f"{said:.2%}", "", "at most 5.5 %"


def times() -> Iterator[Row]:
    """The least of five calls, beside scipy's where it has one."""
    some = uniforms("times", 0, 0, 1000)
    a, b, runs = some < 0.7, some < 0.6, list(some[:20] - 0.4)
    flips = functools.partial(stats.permutation_test, permutation_type="samples", vectorized=True, n_resamples=2**20)
    exact = stats.binomtest
    calls: dict[str, list[Callable[[], object]]] = {
        "wilson": [lambda: intervals.wilson(417, 500), lambda: exact(417, 500).proportion_ci(0.95, "wilson")],
        "mcnemar": [lambda: intervals.mcnemar(30, 50), lambda: exact(30, 80)],
        "paired_difference, 1,000 pairs": [lambda: intervals.paired_difference(a, b)],
        "bootstrap, 1,000 values (BCa)": [lambda: intervals.bootstrap(some), lambda: stats.bootstrap((some,), np.mean)],
        "sign_flip, 20 runs": [lambda: intervals.sign_flip(runs), lambda: flips((runs,), np.mean)],
        "holm, 1,000 tests": [lambda: intervals.holm(some)],
    }
    for what, (ours, *scipys) in calls.items():
        yield f"time of {what}", _least(ours), "".join(f"scipy {_least(other)}" for other in scipys), ""


def exact_coverage(interval: Callable[[int, int], Ends], n: int, p: float) -> float:
    """The probability, summed over every count of n, that the interval of the count holds p."""
    weights = stats.binom.pmf(np.arange(n + 1), n, p)
    return math.fsum(w for k, w in enumerate(weights) if holds(interval(k, n), p))


def mcnemar_rejections(n: int, discordance: float, true: float, draws: int) -> dict[str, float]:
    """How often each test of two models whose accuracies differ by `true` gives p <= 0.05."""
    only_a, only_b = paired_counts(n, discordance, true, draws)
    apart, together = np.abs(only_a - only_b), np.maximum(only_a + only_b, 1)
    return {
        "mid-p": _share(only_a, only_b, lambda a, b: _midp(a, b) <= 0.05),
        "exact": _share(only_a, only_b, lambda a, b: _exact(a, b) <= 0.05),
        "chi-square": float(np.mean(apart**2 / together >= Z * Z)),
    }


def paired_counts(n: int, discordance: float, true: float, draws: int) -> tuple[Counts, Counts]:
    """Items that only the first and only the second model gets right, in `draws` evaluations of n."""
    u = uniforms("pairs", n, f"{discordance} {true}", 2 * draws).reshape(2, draws)
    apart = binomial(np.full(draws, n), discordance, u[0])
    only_a = binomial(apart, (discordance + true) / (2 * discordance), u[1])
    return only_a, apart - only_a


def _share(only_a: Counts, only_b: Counts, true_of: Callable[[int, int], bool]) -> float:
    return float(np.mean([true_of(a, b) for a, b in zip(only_a.tolist(), only_b.tolist(), strict=True)]))


def uniforms(purpose: str, first: int, second: int | str, count: int) -> Floats:
    """Numbers in (0, 1), the same on every machine."""
    drawn: Floats = ((Stream(0, purpose, first, second)[np.arange(count)] >> np.uint64(11)) + 0.5) * 2.0**-53
    return drawn


def binomial(n: Counts, p: float | Floats, u: Floats) -> Counts:
    """One count for each u, by the inverse of the distribution function."""
    return np.asarray(stats.binom.ppf(u, n, p)).astype(np.int64)


def holds(ends: Ends, true: float) -> bool:
    """Whether the interval holds the truth; a hair's breadth outside is rounding."""
    return ends[0] - 1e-12 <= true <= ends[1] + 1e-12


def _shown(held: Sequence[bool]) -> str:
    refused = 1 - len(held) / DATASETS
    return f"{np.mean(held):.1%}" + (f", {refused:.1%} refused" if refused else "")


def _clustered(purpose: str, i: int, groups: int) -> tuple[Counts, Floats]:
    """The cluster of each item, of sizes 2, 3, ... around 6, and a uniform number for each."""
    sizes = 1 + stats.geom.ppf(uniforms(f"{purpose} sizes", i, 0, groups), 0.2).astype(np.int64)
    return np.repeat(np.arange(groups), sizes), uniforms(f"{purpose} items", i, 0, int(sizes.sum()))


def _log_normal(i: int) -> tuple[Floats, None]:
    return np.exp(stats.norm.ppf(uniforms("log-normal", i, 0, 100))), None


def _shares(i: int) -> tuple[Floats, None]:
    """Of eight samples the share that is right, on items most of which are easy or hopeless."""
    u = uniforms("shares", i, 0, 200).reshape(2, 100)
    return stats.binom.ppf(u[0], 8, stats.beta.ppf(u[1], 0.4, 0.2)) / 8, None


def _right(n: int, p: float, i: int) -> tuple[Floats, None]:
    return (uniforms("right", n, i, n) < p).astype(np.float64), None


def _in_clusters(groups: int, p: float, i: int) -> tuple[Floats, Counts]:
    labels, u = _clustered(f"right {groups}", i, groups)
    easy = stats.beta.ppf(uniforms("easy", groups, i, groups), p * 7 / 3, (1 - p) * 7 / 3)  # items correlate by 0.3
    return (u < easy[labels]).astype(np.float64), labels


POPULATIONS: list[tuple[str, float, Callable[[int], tuple[Floats, Any]]]] = [
    ("100 log-normal values", math.exp(0.5), _log_normal),
    ("100 shares of 8 samples", 0.4 / 0.6, _shares),
    ("200 answers, 80 % right", 0.8, functools.partial(_right, 200, 0.8)),
    ("1,000 answers, 98 % right", 0.98, functools.partial(_right, 1000, 0.98)),
    ("20 clusters of answers, 50 % right", 0.5, functools.partial(_in_clusters, 20, 0.5)),
    ("30 clusters of answers, 80 % right", 0.8, functools.partial(_in_clusters, 30, 0.8)),
    ("100 clusters of answers, 80 % right", 0.8, functools.partial(_in_clusters, 100, 0.8)),
]


def _stock(values: Floats, clusters: Counts | None, seed: int) -> tuple[Ends, Ends]:
    """Percentile and BCa (Efron 1987) intervals from as many resamples."""
    labels = np.arange(len(values)) if clusters is None else clusters
    totals, sizes = np.bincount(labels, values), np.bincount(labels)
    groups, mean = len(sizes), values.mean()
    drawn = Stream(seed, "bootstrap").below(groups, np.arange(RESAMPLES * groups)).reshape(RESAMPLES, groups)
    resampled = totals[drawn].sum(1) / sizes[drawn].sum(1)
    left_out = (totals.sum() - totals) / (sizes.sum() - sizes)
    pull = left_out.mean() - left_out
    acceleration = (pull**3).sum() / (6 * (pull**2).sum() ** 1.5)
    below = (np.mean(resampled < mean) + np.mean(resampled <= mean)) / 2
    bias = stats.norm.ppf(np.clip(below, 1 / RESAMPLES, 1 - 1 / RESAMPLES))
    shifted = bias + np.array([-Z, Z])
    places = stats.norm.cdf(bias + shifted / (1 - acceleration * shifted))
    (low, high), (first, last) = np.quantile(resampled, [0.025, 0.975]), np.quantile(resampled, places)
    return (float(low), float(high)), (float(first), float(last))


def _adjusted(only_a: Counts, only_b: Counts, n: int, add: float) -> tuple[Floats, Floats]:
    """Wald's interval of the paired difference after adding to each discordant count (2 * add to n)."""
    total = n + (2 if add else 0)
    p, q = (only_a + add) / total, (only_b + add) / total
    half = Z * np.sqrt(p + q - (p - q) ** 2) / math.sqrt(total)
    return p - q - half, p - q + half


def _within(ends: tuple[Floats, Floats], true: float) -> float:
    return float(np.mean((ends[0] - 1e-12 <= true) & (true <= ends[1] + 1e-12)))


def _ends(estimate: intervals.Estimate) -> Ends:
    return estimate.low, estimate.high


@functools.cache
def _wilson(correct: int, n: int) -> Ends:
    return _ends(intervals.wilson(correct, n))


def _wald(correct: int, n: int) -> Ends:
    share = correct / n
    half = Z * math.sqrt(share * (1 - share) / n)
    return share - half, share + half


@functools.cache
def _holds_paired(n: int, true: float, only_a: int, only_b: int) -> bool:
    return holds(_ends(intervals.paired_difference(*_scores(only_a, only_b, n))), true)


@functools.cache
def _equivalent(n: int, only_a: int, only_b: int) -> bool:
    return intervals.equivalence(*_scores(only_a, only_b, n), margin=0.05).p <= 0.05


def _scores(only_a: int, only_b: int, n: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    item = np.arange(n)
    return item < only_a, (item >= only_a) & (item < only_a + only_b)


_midp, _exact = functools.cache(intervals.mcnemar_midp), functools.cache(intervals.mcnemar)


def _least(work: Callable[[], object]) -> str:
    least = min(timeit.repeat(work, number=1, repeat=5))
    return f"{least * 1e6:,.0f} µs" if least < 0.001 else f"{least * 1e3:,.1f} ms"


if __name__ == "__main__":
    main()
