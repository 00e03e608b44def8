"""What the whole corpus says of a run of terms: where else it stands, and what follows it there.

A run is named by the place of its last term and its length. Whatever makes a run a good question (one continuation, one
sequence, first of its kind, absent from train families) holds of every longer run with the same last term once it holds
of one, since a longer run stands in no more places. So one number a place says it all: the shortest run, ending there,
of which it holds. Only places whose runs stand in several places need a look at each further length: a quarter of the
corpus at nine terms, a tenth at twenty-four.

Equal runs are found by a 64-bit hash of term ids and confirmed term by term; every sequence of the source counts,
whatever the options filter out.

In:  [group for group in groups(corpus of 1,2,3,4 and 1,2,3,5, 3, 3)]
Out: one group of length 3, whose runs end at the places 2 and 6: 1,2,3 stands twice
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.streams import Stream

Lengths = NDArray[np.uint16]
Column = TypeVar("Column", Ints, Flags)

NEVER = np.iinfo(np.uint16).max  # no run of the lengths looked at
_START = 9  # terms; the default min_terms
_FOUND: WeakKeyDictionary[Corpus, tuple[Ints, Ints]] = WeakKeyDictionary()
_LIST_END = -1  # stands for the unknown term behind the last one of a list


@dataclass(frozen=True)
class Sides:
    """For every place of the corpus, NEVER if no run up to the longest will do."""

    after: Lengths  # the shortest run that ends there and is always followed by the same term
    before: Lengths  # the shortest run that begins there and is always preceded by the same term


@dataclass(frozen=True)
class Groups:
    """All runs of one length that stand in more than one place, equal ones side by side."""

    length: int
    last: Ints  # place (index into corpus.terms) of each run's last term; ascending within a group
    first: Ints  # where each group begins in `last`

    def spread(self, values: Column) -> Column:
        """A value of every group, for every run of the group."""
        return np.repeat(values, np.diff(np.append(self.first, len(self.last))))

    def any(self, flags: Flags) -> Flags:
        """For every run, whether `flags` (one a run) holds of an equal one."""
        return self.spread(np.logical_or.reduceat(flags, self.first)) if len(flags) else flags

    def differ(self, values: Ints) -> Flags:
        """For every run, whether `values` (one a run) differ among the equal ones."""
        return self.any(values != self.spread(values[self.first]))

    def foremost(self, flags: Flags) -> Flags:
        """Whether a run is the first of the equal ones that has a flag."""
        before: Ints = np.cumsum(flags) - flags
        result: Flags = flags & (before == self.spread(before[self.first]))
        return result


def groups(corpus: Corpus, shortest: int, longest: int) -> Iterator[Groups]:
    """The runs that stand in several places, for each length from `shortest` to `longest`."""
    start = min(shortest, _START)
    place, group = _started(corpus) if start == _START else _equal_runs(corpus, start)
    for length in range(start, longest + 1):
        if length > start:
            inside = place - length + 1 >= corpus.starts[corpus.sequence_of[place]]
            place, group = place[inside], group[inside]
            pair = group * len(corpus.terms) + corpus.term_ids[place - length + 1]
            order = np.argsort(pair, kind="stable")
            place, group = _several(place[order], pair[order])
        if length >= shortest:
            yield Groups(length, place, np.flatnonzero(np.diff(group, prepend=-1)))


def _started(corpus: Corpus) -> tuple[Ints, Ints]:
    """Equal runs of _START terms, found once for a corpus: families and the usual configs all begin with them."""
    if corpus not in _FOUND:
        _FOUND.clear()
        _FOUND[corpus] = _equal_runs(corpus, _START)
    return _FOUND[corpus]


def behind(corpus: Corpus, last: Ints) -> Ints:
    """The id of the term behind each of these places, or -1 where the list ends."""
    inside = last + 1 < corpus.starts[1:][corpus.sequence_of[last]]
    following: Ints = np.where(inside, corpus.term_ids[np.minimum(last + 1, len(corpus.terms) - 1)], _LIST_END)
    return following


def open_ended(corpus: Corpus, found: Groups) -> Flags:
    """For every run, whether different terms, or somewhere the unknown end of a list, follow it."""
    following = behind(corpus, found.last)
    return found.differ(following) | found.any(following == _LIST_END)


def shared(corpus: Corpus, found: Groups) -> Flags:
    """For every run, whether it stands in a second sequence."""
    return found.differ(corpus.sequence_of[found.last])


def _equal_runs(corpus: Corpus, length: int) -> tuple[Ints, Ints]:
    """Places and group numbers of the runs of this length that stand in several places, sorted by group."""
    places = np.arange(len(corpus.terms))
    last = places[places - corpus.starts[corpus.sequence_of] >= length - 1]
    for attempt in range(8):
        hashed = hashes(corpus, last, length, attempt)
        order = np.argsort(hashed, kind="stable")
        place, group = _several(last[order], hashed[order])
        same = group[1:] == group[:-1]
        here, there = place[1:][same], place[:-1][same]
        if all(np.array_equal(corpus.term_ids[here - back], corpus.term_ids[there - back]) for back in range(length)):
            return place, group
    raise RuntimeError(f"eight 64-bit hashes of runs of {length} terms all collided: the corpus must be broken")


def _several(place: Ints, key: NDArray[np.generic]) -> tuple[Ints, Ints]:
    """Of places sorted by key, those that share their key with another, and the number of their group."""
    changes = key[1:] != key[:-1]
    alone = np.append(changes, True) & np.insert(changes, 0, True) if len(key) else np.zeros(0, bool)
    group = np.cumsum(np.insert(changes, 0, False)) if len(key) else np.zeros(0, np.int64)
    return place[~alone], group[~alone]


def hashes(corpus: Corpus, last: Ints, length: int, attempt: int = 0) -> NDArray[np.uint64]:
    """A polynomial hash of the `length` terms that end at each place, from prefix sums; arithmetic is modulo 2**64."""
    stream = Stream(attempt, "oeis_qa", "run hash")
    base = stream[0] | 1
    up, down = powers(base, len(corpus.terms)), powers(pow(base, -1, 1 << 64), len(corpus.terms))
    sums = np.zeros(len(corpus.terms) + 1, np.uint64)
    np.cumsum(stream[corpus.term_ids] * up[:-1], out=sums[1:])
    begin = last + 1 - length
    hashed: NDArray[np.uint64] = (sums[last + 1] - sums[begin]) * down[begin]  # every window at the same exponent
    return hashed


def powers(base: int, count: int) -> NDArray[np.uint64]:
    """1, base, base**2, ..., base**count modulo 2**64."""
    powers = np.full(count + 1, base, np.uint64)
    powers[0] = 1
    return np.cumprod(powers)
