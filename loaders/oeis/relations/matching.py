"""Where transformed lists occur in a corpus: by hashes of runs, then term by term on everything that both hold.

A run that stands in many places (1, 2, 3, ... or zeros) tells nothing and is not looked up; other runs of the list are.

In:  Runs.of(lists).matches(partial sums of all lists)
Out: Matches(sequence=[7], of=[3], shift=[0], shared=[52]): list 7 is the partial sums of list 3, on 52 terms
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Flags, Ints
from oeis_qa.loaders.oeis.relations.lists import Lists
from oeis_qa.streams import Stream

RUN = 12  # terms that are looked up, and the fewest that two lists must share
_PLACES = 16  # in which a run that tells something may stand
_ANCHORS = 5  # runs of each list that are looked up: from its first one to its last one
AT_ONCE = 200_000  # pairs
FARTHEST = 4  # places of a shift; what agrees only behind more terms than these may end agreeing at any further one


@dataclass(frozen=True)
class Matches:
    """Pairs of lists: term i of `sequence` is term i + shift of the transform of `of`, wherever both are known."""

    sequence: Ints
    of: Ints
    shift: Ints
    shared: Ints  # terms that both hold

    def __len__(self) -> int:
        return len(self.sequence)

    def take(self, rows: "Ints | Flags") -> "Matches":
        return Matches(self.sequence[rows], self.of[rows], self.shift[rows], self.shared[rows])

    def best(self) -> "Matches":
        """Each pair once, with the shift by which it shares most, in order."""
        found = self.take(np.lexsort((np.abs(self.shift), -self.shared, self.of, self.sequence)))
        changes = (np.diff(found.sequence) != 0) | (np.diff(found.of) != 0)
        return found.take(np.append(np.ones(min(len(found), 1), bool), changes))


@dataclass(frozen=True)
class Runs:
    """All runs of a corpus by their hashes."""

    lists: Lists
    hashed: NDArray[np.uint64]  # in order
    first: Ints  # where each run begins, in all values
    owner: NDArray[np.int32]  # for every value, its list

    @classmethod
    def of(cls, lists: Lists) -> "Runs":
        owner = np.repeat(np.arange(len(lists.lengths), dtype=np.int32), lists.lengths)
        places = np.arange(lists.values.shape[1])
        first = places[places + RUN <= np.repeat(lists.starts[1:], lists.lengths)]
        hashed = hashes(lists, first)
        order = np.argsort(hashed)
        return cls(lists, hashed[order], first[order], owner)

    def matches(self, made: Lists, source: Ints) -> Matches:
        """The pairs of a list of the corpus and one of these that agree on all they share.

        Each of these was made from a list of the corpus, `source`, with which it is not compared.
        """
        list_of, place = _anchors(made)
        hashed = hashes(made, place)
        order = np.argsort(hashed)
        list_of, place, hashed = list_of[order], place[order], hashed[order]
        left, right = (np.searchsorted(self.hashed, hashed, side=side) for side in ("left", "right"))
        telling = (right > left) & (right - left <= _PLACES)
        list_of, place, left, count = list_of[telling], place[telling], left[telling], (right - left)[telling]
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        found = self.first[np.repeat(left, count) + within]
        of, sequence = np.repeat(list_of, count), self.owner[found].astype(np.int64)
        shift = np.repeat(place - made.starts[list_of], count) - (found - self.lists.starts[sequence])
        other = (sequence != source[of]) & (np.abs(shift) <= FARTHEST)
        pairs = np.unique(np.stack([sequence[other], of[other], shift[other]]), axis=1)
        return self._confirmed(made, *pairs)

    def _confirmed(self, made: Lists, sequence: Ints, of: Ints, shift: Ints) -> Matches:
        """Those that agree on every term that both hold, each pair with the shift by which they share most."""
        from_ = np.maximum(0, -shift)
        shared = np.minimum(self.lists.lengths[sequence], made.lengths[of] - shift) - from_
        same = np.zeros(len(sequence), bool)
        for start in range(0, len(sequence), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            own = self.lists.picked(self.lists.starts[sequence[part]] + from_[part], shared[part])
            theirs = made.picked(made.starts[of[part]] + (from_ + shift)[part], shared[part])
            same[part] = all_of(own, (own.values == theirs.values).all(axis=0))
        return Matches(sequence, of, shift, shared).take(same & (shared >= RUN)).best()


def all_of(lists: Lists, flags: Flags) -> Flags:
    """For every list, none of which is empty, whether the flag of each of its values is set."""
    found: Flags = np.logical_and.reduceat(flags, lists.starts[:-1]) if len(flags) else np.zeros(0, bool)
    return found


def _anchors(made: Lists) -> tuple[Ints, Ints]:
    """Some runs of each list, from its first one to its last one: the list, and the place in all values."""
    long = np.flatnonzero(made.lengths >= RUN)
    last = made.lengths[long] - RUN
    within = np.unique(
        np.stack([np.repeat(long, _ANCHORS), (last[:, None] * np.arange(_ANCHORS) // (_ANCHORS - 1)).ravel()]), axis=1
    )
    return within[0], made.starts[within[0]] + within[1]


def hashes(lists: Lists, first: Ints) -> NDArray[np.uint64]:
    """A hash of the RUN values from each place on; arithmetic is modulo 2**64."""
    powers = Stream(0, "oeis_qa", "relations")[np.arange(RUN)] | np.uint64(1)
    mixed = _mixed(lists)
    found = np.zeros(len(first), np.uint64)
    for i in range(RUN):
        found += mixed[first + i] * powers[i]
    return found


def _mixed(lists: Lists) -> NDArray[np.uint64]:
    """Every value as 64 bits without pattern (the finaliser of SplitMix64)."""
    mixed = lists.values[0] << np.uint64(32) | lists.values[1]
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ mixed >> np.uint64(shift)) * np.uint64(factor)
    return mixed ^ mixed >> np.uint64(31)
