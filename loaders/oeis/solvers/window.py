"""Many runs at once: their terms as residues, one run a column, and what a rule says of them.

Residues are modulo MODULUS, the product of two primes. Two different numbers are taken for equal with odds of about
2e-18. What needs products is found modulo the one prime and confirmed modulo the other: twenty-four accidents in each
have odds of about 1e-15 a run. A rule can be overlooked too, where a prime divides what it is divided by: odds 1e-9.

In:  window of 1,2,3,4 (then 5) and 1,2,4,8 (then 15); wrong = second difference is not 0
Out: window.obeyed(wrong, reach=2, least=4) == fits [True, False], right [True, False]
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.runs import Runs
from oeis_qa.loaders.oeis.solvers.numbers import MODULUS, PRIMES, Numbers, Words, numbers, reduced

Found = tuple[Flags, Flags]  # for every run: whether a rule fits what is shown, and whether it also gives the next term


@dataclass(frozen=True, eq=False)
class Window:
    """Runs as columns of equal height: `shown` terms, the next one, and below it whatever follows, never looked at."""

    ids: Ints  # (height, runs), of the terms among the different ones of the corpus
    values: Words  # the residues of the same
    shown: Ints  # for every run
    numbers: Numbers

    @classmethod
    def of(cls, corpus: Corpus, runs: Runs) -> "Window":
        """The window of these runs of consecutive terms."""
        height = int(runs.shown.max(initial=0)) + 1
        places = corpus.starts[runs.sequence] + runs.start + np.arange(height)[:, None]
        ids = corpus.term_ids[np.minimum(places, len(corpus.terms) - 1)]
        known = numbers(corpus)
        return cls(ids, known.residue[ids], runs.shown, known)

    def take(self, runs: Ints | Flags) -> "Window":
        """The window of some of the runs."""
        return Window(self.ids[:, runs], self.values[:, runs], self.shown[runs], self.numbers)

    def strand(self, first: int, step: int) -> "Window":
        """Of every run the terms first, first + step, first + 2 * step, ..."""
        shown = (self.shown - first + step - 1) // step
        return Window(self.ids[first::step], self.values[first::step], np.maximum(shown, 0), self.numbers)

    @cached_property
    def inside(self) -> Flags:
        """For every term, whether it is shown."""
        flags: Flags = np.arange(len(self.values))[:, None] < self.shown
        return flags

    def obeyed(self, wrong: Flags, reach: int, least: int) -> Found:
        """What a rule says that at least `least` terms must obey; wrong[i]: terms i to i + reach do not."""
        if not len(wrong):
            return nothing(len(self.shown))
        fits = ~(wrong & self.inside[reach:]).any(axis=0) & (self.shown >= least)
        behind = np.clip(self.shown - reach, 0, len(wrong) - 1)
        return fits, fits & ~wrong[behind, np.arange(len(self.shown))]

    def confirmed(self, rule: Callable[[Words, "Window", np.uint64], Found]) -> Found:
        """What a rule says modulo both primes; the second one is asked only where the first one fits."""
        fits, right = rule(reduced(self.values.copy(), PRIMES[0]), self, PRIMES[0])
        rows = np.flatnonzero(fits)
        rest = self.take(rows)
        fits[rows], also = rule(reduced(rest.values, PRIMES[1]), rest, PRIMES[1])
        right[rows] &= also
        return fits, fits & right


def nothing(runs: int) -> Found:
    """What a rule says that fits none of so many runs."""
    return np.zeros(runs, bool), np.zeros(runs, bool)


def either(one: Found, other: Found) -> Found:
    """What two rules say, of which the first counts where both fit."""
    return one[0] | other[0], np.where(one[0], one[1], other[1])


def difference(values: Words, step: int = 1) -> Words:
    """What each value is more than the one before it, modulo MODULUS."""
    found = values[step:] - values[:-step]  # below zero it wraps round to something large
    return np.minimum(found, found + MODULUS)
