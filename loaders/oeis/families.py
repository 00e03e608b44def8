"""Families: sequences so much alike that they must lie in one split.

Two sequences are kin if
- they say so ("Essentially the same as A000045."), or one holds the numerators or denominators of the other, or
- one is the other shifted, negated or with other leading terms: behind at most LEADING terms of each, all terms that
  both lists still hold agree but for their signs, COPY of them or more with enough digits, and not all the same, or
- they share an informative run: RUN terms with enough digits in all that no low-degree polynomial explains.
Digits stand in for information. Runs of a polynomial (1, 2, 3, ...) stand in half of the encyclopedia and would glue it
together, as would the short terms of slowly growing sequences; so polynomials do not count, and in a large corpus the
digits asked for rise until no family holds more than LARGEST of it. What families miss, the exact check of every
validation and test run in pools.py catches.

In:  families(corpus of 0,1,1,2,3,5,8,... and 1,2,3,5,8,13,... and the primes)
Out: array([0, 0, 2]), for each sequence the index of the eldest of its family
"""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.residues import PRIME, residues
from oeis_qa.loaders.oeis.uniqueness import Groups, groups

LEADING = 4
COPY = 12
RUN = 12
DIGITS = (24, 36, 54, 81, 122)  # how many are enough: the first number that keeps families small
DEGREE = 3  # polynomials up to this degree carry no information
LARGEST = 0.02  # of a corpus of LARGE sequences or more
LARGE = 10_000

_SAME = r"(?:Essentially the same as|Shifted copy of|Negation of|Absolute values of) (A\d{6,7})"
Links = tuple[Ints, Ints]  # sequences that are kin, pair by pair


def families(corpus: Corpus) -> Ints:
    """For every sequence, the index of the eldest (lowest A-number) of its family."""
    known, (one, other, agreeing) = [_stated(corpus), _halves(corpus)], _copies(corpus)
    (runs,) = groups(corpus, RUN, RUN)
    digits, shared = _telling(corpus, runs)
    for enough in DIGITS:
        copies = one[agreeing >= enough], other[agreeing >= enough]
        family = _joined(len(corpus), [*known, copies, _sharing(corpus, runs, shared & (digits >= enough))])
        if len(corpus) < LARGE or np.bincount(family).max() <= LARGEST * len(corpus):
            break
    return family


def _joined(count: int, links: list[Links]) -> Ints:
    one, other = (np.concatenate([pair[side] for pair in links]) for side in range(2))
    matrix = coo_array((np.ones(len(one), bool), (one, other)), shape=(count, count))
    components, family = connected_components(matrix, directed=False)
    eldest = np.full(components, count, np.int64)
    np.minimum.at(eldest, family, np.arange(count))
    return eldest[family]


def _stated(corpus: Corpus) -> Links:
    """Pairs of which one says that it is the other but for shift or sign."""
    phrases = corpus.crossrefs.flatten()
    telling = np.flatnonzero(pc.match_substring_regex(phrases, _SAME).to_numpy(zero_copy_only=False))
    sequence = pc.list_parent_indices(corpus.crossrefs).to_numpy()[telling].tolist()
    texts = phrases.take(pa.array(telling)).to_pylist()
    said = [(i, int(label[1:])) for i, text in zip(sequence, texts, strict=True) for label in re.findall(_SAME, text)]
    one, number = np.array(said, np.int64).reshape(-1, 2).T
    other = np.minimum(np.searchsorted(corpus.number, number), len(corpus) - 1)
    there = corpus.number[other] == number
    return one[there], other[there]


def _halves(corpus: Corpus) -> Links:
    """Rational sequences beside their numerators, and beside their denominators."""
    rational = np.flatnonzero(corpus.denominator)
    integers = np.flatnonzero(corpus.denominator == 0)
    halves = np.concatenate([corpus.number[rational], corpus.denominator[rational]])
    return np.tile(rational, 2), integers[np.searchsorted(corpus.number[integers], halves)]


def _copies(corpus: Corpus) -> tuple[Ints, Ints, Ints]:
    """Pairs of which one's list begins the other's, behind leading terms and but for signs, and the agreeing digits.

    Sorted as bytes, a tail stands right behind its own beginnings: a stack of the beginnings of the present tail is
    enough to find them all in one pass.
    """
    ids = _signless_ids(corpus)
    sequence, begin = _comparable_tails(corpus, ids)
    text, ends = ids.tobytes(), corpus.starts[1:][sequence]
    tails = [text[4 * first : 4 * end] for first, end in zip(begin.tolist(), ends.tolist(), strict=True)]
    stack: list[int] = []
    links: list[tuple[int, int]] = []
    for place in sorted(range(len(tails)), key=tails.__getitem__):
        while stack and not tails[place].startswith(tails[stack[-1]]):
            stack.pop()
        if stack:
            links.append((stack[-1], place))
        stack.append(place)
    one, other = np.array(links, np.int64).reshape(-1, 2).T
    total = np.concatenate([[0], np.cumsum(corpus.digits)])
    return sequence[one], sequence[other], total[ends[one]] - total[begin[one]]


def _signless_ids(corpus: Corpus) -> NDArray[np.int32]:
    """For every term, an id that terms equal but for their sign share."""
    one = np.empty(int(corpus.term_ids.max(initial=-1)) + 1, np.int64)
    one[corpus.term_ids] = np.arange(len(corpus.terms))  # any place of each different term
    different = pc.utf8_ltrim(corpus.terms.take(pa.array(one)), "-")
    signless: NDArray[np.int32] = pc.dictionary_encode(different).indices.to_numpy()
    return signless[corpus.term_ids]


def _comparable_tails(corpus: Corpus, ids: NDArray[np.int32]) -> Links:
    """Sequences and where their tails begin, of the tails whose first COPY terms begin another sequence's tail too."""
    lengths = np.diff(corpus.starts)
    long = [np.flatnonzero(lengths - skip >= COPY) for skip in range(LEADING + 1)]
    sequence = np.concatenate(long)
    begin = np.concatenate([corpus.starts[own] + skip for skip, own in enumerate(long)])
    window = ids[begin[:, None] + np.arange(COPY)]
    varied = (window != window[:, :1]).any(axis=1)
    sequence, begin, window = sequence[varied], begin[varied], np.ascontiguousarray(window[varied])
    beginnings = window.view(np.dtype((np.void, window.itemsize * COPY))).ravel()
    _, group = np.unique(beginnings, return_inverse=True)
    several = np.bincount(group)[group] > 1
    return sequence[several], begin[several]


def _telling(corpus: Corpus, runs: Groups) -> tuple[Ints, Flags]:
    """For every group of equal runs, its digits, and whether several sequences share it and it is no polynomial."""
    total = np.concatenate([[0], np.cumsum(corpus.digits)])
    last = runs.last[runs.first]
    digits = total[last + 1] - total[last + 1 - RUN]
    telling = runs.differ(corpus.sequence_of[runs.last])[runs.first] & (digits >= DIGITS[0])
    places = last[telling, None] - np.arange(RUN - 1, -1, -1)
    different, inverse = np.unique(places, return_inverse=True)
    values = residues(corpus.terms.take(pa.array(different)))[inverse].reshape(places.shape)
    telling[telling] = ~(_flat(values) | (_flat(values[:, ::2]) & _flat(values[:, 1::2])))
    return digits, telling


def _flat(values: Ints) -> Flags:
    """Whether one polynomial of at most DEGREE makes all values of a row."""
    for _ in range(DEGREE + 1):
        values = (values[:, 1:] - values[:, :-1]) % PRIME
    flat: Flags = ~np.any(values, axis=1)
    return flat


def _sharing(corpus: Corpus, runs: Groups, telling: Flags) -> Links:
    """Of every telling run, each of its sequences beside the first one."""
    chosen = runs.spread(telling)
    sequence = corpus.sequence_of[runs.last]
    return runs.spread(sequence[runs.first])[chosen], sequence[chosen]
