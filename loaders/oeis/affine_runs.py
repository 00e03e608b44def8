"""Hashes of runs that no affine map changes: 1, 4, 9, 16 and 5, 11, 21, 35 (twice the squares and three) share one.

Such a map multiplies all differences of neighbours by one number, so each difference divided by the last one before it
that is not zero stays. A run is the list of these ratios, modulo a prime; the first of its differences that is not zero
counts as 1, whatever stands before the run. Runs that are no images of each other share a hash where all their ratios
agree modulo the prime by chance: for two that differ in a single ratio, once in two thousand million.

In:  affine_runs(residues of 1,4,9,16,5,11,21,35).hashes(last=np.array([3, 7]), length=4)
Out: two equal words
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Corpus, Ints
from oeis_qa.loaders.oeis.solvers.numbers import PRIMES, Words, numbers, reduced
from oeis_qa.loaders.oeis.uniqueness import powers
from oeis_qa.streams import Stream

PRIME = PRIMES[0]
_STREAM = Stream(0, "oeis_qa", "affine runs")
_BASE, _FIRST = _STREAM[0] | 1, np.uint64(_STREAM[1])
LONGEST = 1024  # terms of a run
_SMALL = powers(_BASE, LONGEST)


@dataclass(frozen=True)
class AffineRuns:
    """Lists of values, one after the other, ready for the hashes of their runs."""

    ratio: Words  # of every value: how its difference from the value before it stands to the difference before, mixed
    moving: NDArray[np.int32]  # from every value on, the first place whose difference is not zero
    sums: Words  # of the ratios before every value, each with a weight of its place
    weight: Words  # what makes the weights of a run from there on the same wherever it stands

    def hashes(self, last: Ints, length: int) -> Words:
        """Of the `length` values, 2 to LONGEST, that end at each place; a run must lie in one list."""
        second = last + 2 - length
        first = self.moving[second]
        inside = first <= last
        first = np.where(inside, first, second)
        found = (self.sums[last + 1] - self.sums[second]) * self.weight[second]
        found += np.where(inside, (_FIRST - self.ratio[first]) * _SMALL[first - second], 0)
        return found


def affine_runs(values: Words) -> AffineRuns:
    """The runs of lists one after the other, given modulo PRIME."""
    count, differences = len(values), rises(values)
    places = np.flatnonzero(differences)
    own, ratio = differences[places], np.zeros_like(values)
    ratio[places[1:]] = _STREAM[reduced(own[1:] * inverses(own[:-1]), PRIME)]
    moving = np.full(count + 1, count, np.int32)
    moving[places] = places
    moving = np.minimum.accumulate(moving[::-1])[::-1]
    sums = powers(_BASE, count)
    sums[1:] = ratio * sums[:-1]
    sums[:1] = 0
    return AffineRuns(ratio, moving, np.cumsum(sums, out=sums), powers(pow(_BASE, -1, 1 << 64), count))


def rises(values: Words) -> Words:
    """Every value less the value before it, modulo PRIME."""
    found = np.zeros_like(values)
    found[1:] = reduced(values[1:] + np.uint64(PRIME) - values[:-1], PRIME)
    return found


def residues(corpus: Corpus, places: Ints) -> Words:
    """The terms at these places modulo PRIME, fractions too."""
    found: Words = numbers(corpus)[0].residue[corpus.term_ids[places]].astype(np.uint64)
    return found


def inverses(values: Words) -> Words:
    """Of values that are not 0 modulo PRIME: two are inverted by inverting their product."""
    if len(values) < 2:
        return np.array([pow(value, -1, PRIME) for value in values.tolist()], np.uint64)
    padded = np.append(values, np.ones(len(values) % 2, np.uint64))
    left, right = padded[::2], padded[1::2]
    product = inverses(reduced(left * right, PRIME))
    found = np.empty_like(padded)
    found[::2], found[1::2] = reduced(product * right, PRIME), reduced(product * left, PRIME)
    return found[: len(values)]
