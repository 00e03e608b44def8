"""Affine images: b(n) = factor * a(n) + added, with two rational numbers.

Every run has a normal form that no such map changes: its differences from the first term, divided by the first of them
that is not zero. Sequences whose first runs share theirs are compared with the eldest of them. Runs of one term and
arithmetic progressions, which are all images of each other, are left out.

In:  affine_images(lists of 1,4,9,16,25,... and 3,9,19,33,51,...)
Out: Matches(sequence=[1], of=[0], shift=[0], shared=[30])
"""

from fractions import Fraction

import numpy as np

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.relations.lists import Lists
from oeis_qa.loaders.oeis.relations.matching import AT_ONCE, FARTHEST, RUN, Matches, all_of, hashes
from oeis_qa.loaders.oeis.solvers.numbers import PRIMES, Words, reduced


def affine_images(lists: Lists) -> Matches:
    """Every sequence that is an affine image of an older one, but for shifts and negations, with the eldest."""
    rows = np.flatnonzero(lists.lengths >= RUN)
    row = np.repeat(rows, FARTHEST + 1)
    start = np.tile(np.arange(FARTHEST + 1), len(rows))
    inside = start + RUN <= lists.lengths[row]
    row, start = row[inside], start[inside]
    normal, telling = _normal_forms(lists, lists.starts[row] + start)
    row, start, form = row[telling], start[telling], hashes(normal, normal.starts[:-1])[telling]
    order = np.lexsort((start, row, form))
    row, start, form = row[order], start[order], form[order]
    eldest = np.searchsorted(form, form, side="left")
    younger = row != row[eldest]
    shift = start[eldest] - start
    pairs = np.unique(np.stack([row[younger], row[eldest][younger], shift[younger]]), axis=1)
    return _confirmed(lists, *pairs[:, np.abs(pairs[2]) <= FARTHEST])


def _normal_forms(lists: Lists, first: Ints) -> tuple[Lists, Flags]:
    """The normal form of the run from each place on, and whether it tells anything."""
    runs = lists.picked(first, np.full(len(first), RUN))
    forms = []
    for row, prime in zip(runs.values, PRIMES, strict=True):
        terms = row.reshape(-1, RUN)
        steps = reduced(terms + np.uint64(prime) - terms[:, :1], prime)
        pivot = steps[np.arange(len(steps)), np.argmax(steps != 0, axis=1)]
        forms.append(reduced(steps * inverse(pivot, prime)[:, None], prime))
    straight = np.arange(RUN, dtype=np.uint64)
    telling = (forms[0] != 0).any(axis=1) & (forms[0] != straight).any(axis=1)
    return Lists(np.stack([form.ravel() for form in forms]), runs.starts), telling


def inverse(values: Words, prime: int) -> Words:
    """By Fermat's little theorem; of 0 it is 0."""
    found, power = np.ones_like(values), values.copy()
    for bit in f"{prime - 2:b}"[::-1]:
        if bit == "1":
            found = reduced(found * power, prime)
        power = reduced(power * power, prime)
    return found


def _confirmed(lists: Lists, sequence: Ints, of: Ints, shift: Ints) -> Matches:
    """Those pairs whose terms, all that both hold, are images of each other, but no shift or negation."""
    from_ = np.maximum(0, -shift)
    shared = np.minimum(lists.lengths[sequence], lists.lengths[of] - shift) - from_
    kept = np.zeros(len(sequence), bool)
    for begin in range(0, len(sequence), AT_ONCE):
        part = slice(begin, begin + AT_ONCE)
        own = lists.picked(lists.starts[sequence[part]] + from_[part], shared[part])
        theirs = lists.picked(lists.starts[of[part]] + (from_ + shift)[part], shared[part])
        kept[part] = are_images(own, theirs)
    return Matches(sequence, of, shift, shared).take(kept & (shared >= RUN)).best()


def are_images(own: Lists, theirs: Lists) -> Flags:
    """For every pair of lists of one length, whether the first is an image of the second, and no copy of it."""
    equal, plain = np.ones(own.values.shape[1], bool), np.ones(len(own.lengths), bool)
    for y, x, prime in zip(own.values, theirs.values, PRIMES, strict=True):
        modulus, lengths, first = np.uint64(prime), own.lengths, own.starts[:-1]
        rise_x, rise_y = (reduced(values + modulus - np.repeat(values[first], lengths), prime) for values in (x, y))
        differs = np.where(rise_x != 0, np.arange(len(x)), len(x))
        pivot = np.minimum.reduceat(differs, first)
        found = pivot < len(x)
        at = np.where(found, pivot, 0)
        factor = np.where(found, reduced(rise_y[at] * inverse(rise_x[at], prime), prime), 0)
        equal &= reduced(rise_x * np.repeat(factor, lengths), prime) == rise_y
        equal &= np.repeat(found & (factor != 0), lengths)
        same, opposite = factor == 1, factor == modulus - np.uint64(1)
        total = reduced(x[first] + y[first], prime)
        plain &= (same & (x[first] == y[first])) | (opposite & (total == 0))
    return all_of(own, equal) & ~plain


def coefficients(corpus: Corpus, sequence: int, of: int, shift: int) -> tuple[Fraction, Fraction]:
    """factor and added of b(i) = factor * a(i + shift) + added, i counting places."""
    from_ = max(0, -shift)
    b = list(map(int, corpus.terms_of(sequence)[from_:]))
    a = list(map(int, corpus.terms_of(of)[from_ + shift :]))
    other = next(i for i, term in enumerate(a) if term != a[0])
    factor = Fraction(b[other] - b[0], a[other] - a[0])
    return factor, b[0] - factor * a[0]
