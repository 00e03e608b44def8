"""Where in the corpus a pattern stands that is no run of it: terms with a change, or with some left out.

A pattern that differs from a stretch of the corpus in few places agrees with it on one of a few disjoint blocks. So
the places where a block of GRAM terms stands, found in one sorted table, are all that has to be looked at.

In:  Grams(corpus).places(ids of 144, 233, 377, 610)
Out: the row, and the place of 144, of every stretch of the corpus that reads so
"""

from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.runs import Studied
from oeis_qa.streams import Stream, Words

GRAM = 4  # terms
COMMON = 256  # places; a block that stands in more tells too little
NOWHERE = -1  # the id of a term that the corpus does not hold
OUTSIDE = -2  # stands for what lies behind the end of a sequence
_FOUND: WeakKeyDictionary[Corpus, "Grams"] = WeakKeyDictionary()


class Grams:
    """Every stretch of GRAM terms of a corpus, sorted."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        last = corpus.starts[1:][corpus.sequence_of] - np.arange(len(corpus.terms)) >= GRAM
        places = np.flatnonzero(last)
        hashed = _hash(corpus.term_ids[places[:, None] + np.arange(GRAM)])
        order = np.argsort(hashed, kind="stable")
        self._places, self._hashes = places[order], hashed[order]

    def places(self, blocks: Ints) -> tuple[Ints, Ints, Flags]:
        """Rows of `blocks` (GRAM ids each) and where each stands, pair by pair; and which rows are too common."""
        hashed = _hash(blocks)
        first = np.searchsorted(self._hashes, hashed, side="left")
        count = np.searchsorted(self._hashes, hashed, side="right") - first
        common = count > COMMON
        count[common | (blocks == NOWHERE).any(axis=1)] = 0
        row = np.repeat(np.arange(len(blocks)), count)
        within = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
        place = self._places[first[row] + within]
        same = (self._corpus.term_ids[place[:, None] + np.arange(GRAM)] == blocks[row]).all(axis=1)
        return row[same], place[same], common


def grams(corpus: Corpus) -> Grams:
    """The table of a corpus, made once."""
    if corpus not in _FOUND:
        _FOUND.clear()
        _FOUND[corpus] = Grams(corpus)
    return _FOUND[corpus]


def ids_of(corpus: Corpus, terms: pa.StringArray) -> Ints:
    """For every term its id in the corpus, NOWHERE if that does not hold it."""
    any_place = np.empty(int(corpus.term_ids.max(initial=-1)) + 1, np.int64)
    any_place[corpus.term_ids] = np.arange(len(corpus.terms))
    found = pc.index_in(terms, corpus.terms.take(pa.array(any_place)))
    ids: Ints = pc.fill_null(found, NOWHERE).to_numpy(zero_copy_only=False).astype(np.int64)
    return ids


def searched_ids(known: Studied, places: Ints) -> Ints:
    """The ids of the terms at these places of the corpus, where other answers are looked for."""
    corpus = known.corpus
    return (
        corpus.term_ids[places] if known.drawn is None else ids_of(known.searched, corpus.terms.take(pa.array(places)))
    )


def window(corpus: Corpus, place: Ints, width: int) -> Ints:
    """The ids of the `width` terms from each place on, into the next sequence where its own ends before."""
    places = place[:, None] + np.arange(width)
    return corpus.term_ids[np.clip(places, 0, len(corpus.terms) - 1)]


def fits(corpus: Corpus, inside: Ints, place: Ints, width: int) -> Flags:
    """Whether `width` terms from each place on stand in the sequence that the term at `inside` is of."""
    sequence = corpus.sequence_of[inside]
    fitting: Flags = (place >= corpus.starts[sequence]) & (place + width <= corpus.starts[1:][sequence])
    return fitting


def _hash(blocks: Ints) -> NDArray[np.uint64]:
    stream: Words = Stream(0, "oeis_qa", "gram")[blocks]
    return (stream * np.array([1, 3, 9, 27], np.uint64)[:GRAM]).sum(axis=1, dtype=np.uint64)
