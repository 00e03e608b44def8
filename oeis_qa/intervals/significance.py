"""p-values for a handful of training runs, and for many tests at once.

In:  sign_flip([0.02, 0.03, 0.01, 0.04, 0.02]); holm([0.01, 0.04, 0.03])
Out: 0.0625; [0.03, 0.06, 0.06]
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from oeis_qa.errors import OptionError
from oeis_qa.intervals.estimate import Floats, numbers, whole
from oeis_qa.streams import Stream

_MOST_EXACT = 20  # differences: half a million sums
_CELLS = 1 << 22  # of signs held at once


def holm(p_values: ArrayLike) -> list[float]:
    """The p-values adjusted for their number, in the order given: Holm's step-down method (1979).

    Rejecting where the adjusted p is at most alpha makes any false rejection at most alpha likely, however the tests
    depend on each other.

    Raises:
        OptionError: no p-value, or one outside 0..1.
    """
    p = numbers("p_values", p_values)
    wrong = p[(p < 0) | (p > 1)]
    if wrong.size:
        raise OptionError(f"p_values holds {wrong[0]:g}: a p-value lies between 0 and 1; give those of the tests")
    order = np.argsort(p, kind="stable")
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(1, np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)))
    return [float(x) for x in adjusted]


def sign_flip(differences: ArrayLike, seed: int = 0, resamples: int = 99_999) -> float:
    """Two-sided p that the differences are as likely to be positive as negative: the randomisation test of their mean
    (Fisher 1935, Pitman 1937).

    Up to 20 differences all 2**n patterns of signs are counted, so the smallest p that n can reach is 2 / 2**n: 0.25
    for three, 0.0625 for five, 0.03125 for six. Above 20, patterns are drawn, and p = (as extreme + 1) / (drawn + 1),
    never 0 (Phipson, Smyth 2010).

    Args:
        differences: one per run (seed), in any unit: the score with the change minus the score without.
        seed: of the drawn patterns.
        resamples: how many patterns to draw.

    Raises:
        OptionError: fewer than 2 differences, bad values, resamples below 1.
    """
    d, drawn = numbers("differences", differences), whole("resamples", resamples, 1)
    if len(d) < 2:
        raise OptionError(f"differences={d.tolist()}: one run shows no variation; give at least 2, better 6 or more")
    # Sums that are equal on paper may differ in the last bits.
    observed = abs(float(d.sum())) - 1e-12 * float(np.abs(d).sum())
    if len(d) <= _MOST_EXACT:
        return float((np.abs(_every_sum(d)) >= observed).mean())
    return (_drawn_beyond(d, observed, Stream(seed, "sign_flip"), drawn) + 1) / (drawn + 1)


def _every_sum(d: Floats) -> Floats:
    """The sums under every pattern of signs with the first one kept: the others mirror them."""
    sums = d[:1]
    for x in d[1:]:
        sums = np.concatenate([sums + x, sums - x])
    return sums


def _drawn_beyond(d: Floats, observed: float, stream: Stream, drawn: int) -> int:
    """How many of the drawn patterns give a sum at least as far from 0 as the observed one."""
    words, beyond = -(-len(d) // 64), 0
    for start in range(0, drawn, max(1, _CELLS // len(d))):
        rows = min(max(1, _CELLS // len(d)), drawn - start)
        bits = _bits(stream[np.arange(start * words, (start + rows) * words)].reshape(rows, words), len(d))
        beyond += int((np.abs(d.sum() - 2 * (bits @ d)) >= observed).sum())
    return beyond


def _bits(words: NDArray[np.uint64], count: int) -> Floats:
    return np.unpackbits(words.astype("<u8").view(np.uint8), axis=1, count=count).astype(np.float64)
