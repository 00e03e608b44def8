"""Many runs at once: their terms modulo a prime, one run a column, and what a rule says of them.

A rule is asked modulo one prime below 2**31, and where it fits modulo a second one. For a run of 24 terms all rules
together look some 500 times whether a number is 0; that one of them errs in the same place modulo both primes has odds
below (500 / 2**31)**2 = 6e-14 a run. A rule that fits can be overlooked where a prime divides a number that it is
divided by: odds of about 1e-8.

In:  window of 1,2,3,4 (then 5) and 1,2,4,8 (then 15); wrong = second difference is not 0
Out: window.obeyed(wrong, reach=2, least=4) == fits [True, False], right [True, False]
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.runs import Runs
from oeis_qa.loaders.oeis.solvers.numbers import Numbers, Residues, numbers

Found = tuple[Flags, Flags]  # for every run: whether a rule fits what is shown, and whether it also gives the next term


@dataclass(frozen=True, eq=False)
class Window:
    """Runs as columns of equal height: `shown` terms, the next one, and below it whatever follows, never looked at."""

    ids: Ints  # (height, runs), of the terms among the different ones of the corpus
    values: Residues  # the same modulo the prime in use
    shown: Ints  # for every run
    moduli: tuple[Numbers, ...]  # the different terms modulo the primes, of which the first is in use

    @classmethod
    def of(cls, corpus: Corpus, runs: Runs) -> "Window":
        """The window of these runs of consecutive terms."""
        places = corpus.starts[runs.sequence] + runs.start + np.arange(int(runs.shown.max(initial=0)) + 1)[:, None]
        return _modulo(corpus.term_ids[np.minimum(places, len(corpus.terms) - 1)], runs.shown, numbers(corpus))

    def take(self, runs: Ints) -> "Window":
        """The window of some of the runs."""
        ids, values = self.ids.take(runs, axis=1), self.values.take(runs, axis=1)
        return Window(ids, values, self.shown[runs], self.moduli)

    def strand(self, first: int, step: int) -> "Window":
        """Of every run the terms first, first + step, first + 2 * step, ..."""
        shown = (self.shown - first + step - 1) // step
        return Window(self.ids[first::step], self.values[first::step], shown, self.moduli)

    @property
    def known(self) -> Numbers:
        """The different terms modulo the prime in use."""
        return self.moduli[0]

    @cached_property
    def inside(self) -> Flags:
        """For every term, whether it is shown."""
        flags: Flags = np.arange(len(self.ids))[:, None] < self.shown
        return flags

    def obeyed(self, wrong: Flags, reach: int, least: int) -> Found:
        """What a rule says that at least `least` terms must obey; wrong[i]: terms i to i + reach do not."""
        if not len(wrong):
            return nothing(len(self.shown))
        fits = (self.shown >= least) & ~(wrong & self.inside[reach:]).any(axis=0)
        right, rows = np.zeros(len(fits), bool), np.flatnonzero(fits)
        behind = np.minimum(self.shown[rows] - reach, len(wrong) - 1)  # of a strand the next term may lie outside
        right[rows] = ~wrong[behind, rows]
        return fits, right

    def confirmed(self, rule: Callable[["Window"], Found]) -> Found:
        """What a rule says modulo each of the primes; the second one is asked only where the first one fits."""
        fits, right = rule(self)
        rows = np.flatnonzero(fits)
        if len(rows) and len(self.moduli) > 1:
            again = _modulo(self.ids.take(rows, axis=1), self.shown[rows], self.moduli[1:]).confirmed(rule)
            fits[rows], right[rows] = again[0], again[1] & right[rows]
        return fits, right


def _modulo(ids: Ints, shown: Ints, moduli: tuple[Numbers, ...]) -> Window:
    return Window(ids, moduli[0].residue[ids], shown, moduli)


def nothing(runs: int) -> Found:
    """What a rule says that fits none of so many runs."""
    return np.zeros(runs, bool), np.zeros(runs, bool)


def either(one: Found, other: Found) -> Found:
    """What two rules say, of which the first counts where both fit."""
    return one[0] | other[0], np.where(one[0], one[1], other[1])


def difference(values: Residues, prime: int) -> Residues:
    """What each value is more than the one before it, modulo the prime."""
    found = values[1:] - values[:-1]  # below zero it wraps round to something large
    return np.minimum(found, found + np.uint32(prime), out=found)
