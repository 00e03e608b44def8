"""Families: sequences so much alike that they must lie in one split.

Two sequences are kin if
- they say so ("Essentially the same as A000045."), or
- one is the other shifted, negated or with other leading terms: behind at most LEADING terms of each, all terms that
  both lists still hold agree but for their signs, at least COPY of them, or
- they share an informative run: RUN terms of at least RUN_DIGITS digits in all that no low-degree polynomial explains.
Digits stand in for information; runs of a polynomial (1, 2, 3, ...) stand in half of the encyclopedia and would glue it
together. What families miss, the exact check of every validation and test run in runs.py catches.

In:  families(corpus of 0,1,1,2,3,5,8,... and 1,2,3,5,8,13,... and the primes)
Out: array([0, 0, 2]), for each sequence the index of the eldest of its family
"""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.uniqueness import Occurrences, occurrences

LEADING = 8
COPY = 10
RUN = 12
RUN_DIGITS = 24
DEGREE = 3  # polynomials up to this degree carry no information

_SAME = re.compile(r"(?:Essentially the same as|Shifted copy of|Negation of|Absolute values of) (A\d{6})")


def families(corpus: Corpus) -> Ints:
    """For every sequence, the index of the eldest (lowest A-number) of its family."""
    pairs = [*_stated(corpus), *_copies(corpus), *_sharing(corpus)]
    one, other = np.array(pairs, np.int64).reshape(-1, 2).T
    links = coo_array((np.ones(len(one), bool), (one, other)), shape=(len(corpus), len(corpus)))
    count, family = connected_components(links, directed=False)
    eldest = np.full(count, len(corpus), np.int64)
    np.minimum.at(eldest, family, np.arange(len(corpus)))
    return eldest[family]


def _stated(corpus: Corpus) -> Iterator[tuple[int, int]]:
    index = {label: i for i, label in enumerate(corpus.labels.to_pylist())}
    for i, phrases in enumerate(corpus.crossrefs.to_pylist()):
        for other in _SAME.findall(" ".join(phrases)):
            if other in index:
                yield i, index[other]


def _copies(corpus: Corpus) -> Iterator[tuple[int, int]]:
    """Sequences whose lists agree behind their leading terms, up to sign."""
    lists = [_signless(corpus.terms_of(i)) for i in range(len(corpus))]
    places: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for i, terms in enumerate(lists):
        for skip in range(min(LEADING, len(terms) - COPY) + 1):
            places.setdefault(terms[skip : skip + COPY], []).append((i, skip))
    for found in places.values():
        for (i, skip), (j, other) in combinations(found, 2):
            common = min(len(lists[i]) - skip, len(lists[j]) - other)
            if i != j and lists[i][skip : skip + common] == lists[j][other : other + common]:
                yield i, j


def _signless(terms: list[str]) -> tuple[str, ...]:
    return tuple(term.lstrip("-") for term in terms)


def _sharing(corpus: Corpus) -> Iterator[tuple[int, int]]:
    """For every informative run, each of its sequences beside the first one."""
    for found in occurrences(corpus, RUN, RUN):
        sequence = corpus.sequence_of[found.at]
        telling = found.differ(sequence) & _informative(corpus, found)
        order = np.argsort(found.run[telling], kind="stable")
        run, kin = found.run[telling][order], sequence[telling][order]
        first = np.searchsorted(run, run)
        yield from zip(kin[first].tolist(), kin.tolist(), strict=True)


def _informative(corpus: Corpus, found: Occurrences) -> Flags:
    digits = np.concatenate([[0], np.cumsum(corpus.digits)])
    enough: Flags = digits[found.at + RUN] - digits[found.at] >= RUN_DIGITS
    enough[enough] = [not _polynomial(corpus.terms[at : at + RUN].to_pylist()) for at in found.at[enough]]
    return enough


def _polynomial(terms: list[str]) -> bool:
    """Whether one polynomial of at most DEGREE, or one and the same for every second term, makes all these terms."""
    values = [int(term) for term in terms]
    return _flat(values) or (_flat(values[::2]) and _flat(values[1::2]))


def _flat(values: list[int]) -> bool:
    for _ in range(min(DEGREE + 1, len(values) - 2)):
        values = [after - before for before, after in pairwise(values)]
    return not any(values)
