"""Sequences that may be multiplicative: a(1) = 1, and a(mn) = a(m) a(n) wherever m and n without a common divisor.

Read modulo a prime, for all sequences at once, so that no sequence that obeys is missed; one that obeys as far as it is
known need not be multiplicative, but nobody can say that it is not.

In:  may_be_multiplicative(corpus of the numbers of divisors and the primes, both from index 1)
Out: [True, False]
"""

import math

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.residues import PRIME, residues

_LARGEST = 60  # mn
_PAIRS = [
    (m, n) for m in range(2, 8) for n in range(m + 1, _LARGEST // m + 1) if math.gcd(m, n) == 1 and m * n <= _LARGEST
]


def may_be_multiplicative(corpus: Corpus) -> Flags:
    """For every sequence, whether no known terms contradict it."""
    first = corpus.starts[:-1] + 1 - pc.fill_null(corpus.offset, 2).to_numpy()  # place of a(1)
    known = (first >= corpus.starts[:-1]) & (first < corpus.starts[1:])
    one = _values(corpus, np.flatnonzero(known), first, 1)[0]
    own = np.flatnonzero(known)[one == 1]
    for m, n in _PAIRS:
        (left, _), (right, _), (both, told) = (_values(corpus, own, first, index) for index in (m, n, m * n))
        own = own[~told | (left * right % PRIME == both)]
    flags = np.zeros(len(corpus), bool)
    flags[own] = True
    return flags


def _values(corpus: Corpus, own: Ints, first: Ints, index: int) -> tuple[Ints, Flags]:
    """a(index) of each of these sequences modulo PRIME, and whether it is known."""
    place = first[own] + index - 1
    told: Flags = place < corpus.starts[1:][own]
    return residues(corpus.terms.take(pa.array(np.where(told, place, corpus.starts[:-1][own])))), told
