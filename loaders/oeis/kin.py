"""Kin: validation and test runs that a simple map takes to a run of a train sequence, though no family joins the two.

A run is kin if an affine map takes it to a run of a train sequence, to every second term of one, to its first
differences, or if such a map takes its own first differences to a run of one (so that it is partial sums). Of a longer
run with the same last term this holds only if it holds of the shorter one, so one number a place and link says it all:
the longest run, ending there, of which it holds. Six terms are the fewest that say anything, since two fix the map;
shorter runs are unrelated, but where six terms are kin, those behind them are not asked as unrelated either.

In:  kin(studied corpus of 1,4,9,16,... in train and 5,11,21,35,... in test, 9, 24)
Out: Kin(place=[..., 38], longest=[[..., 9], ...]): the nine terms that end there are an affine image of a train run
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.affine_runs import AffineRuns, affine_runs, residues, rises
from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.runs import Runs, Studied
from oeis_qa.loaders.oeis.solvers.numbers import Words
from oeis_qa.loaders.oeis.uniqueness import Lengths
from oeis_qa.splits import SPLITS
from oeis_qa.threads import in_threads

NONE = "none"
LINKS = ("affine image", "partial sums", "every second term", "first differences")
FEWEST = 6  # terms
_AT_ONCE = 3 << 19  # terms of train sequences
_TRAIN = SPLITS.index("train")


@dataclass(frozen=True)
class Kin:
    """For the places of the corpus where a kindred run ends, the terms of the longest one by each of LINKS."""

    place: Ints  # ascending
    longest: NDArray[np.uint16]  # (LINKS, places); 0 where there is none

    def unrelated(self, shortest: int, count: int) -> Lengths:
        """For each of `count` places the terms of the shortest run, ending there, that is no kin."""
        found = np.full(count, shortest, np.uint16)
        found[self.place] = self.longest.max(axis=0, initial=0) + 1
        return found

    def links(self, corpus: Corpus, runs: Runs) -> Ints:
        """Which of LINKS is the first that each run has, or their number where it has none."""
        last, shown = _ends(corpus, runs)
        at = np.searchsorted(self.place, last)
        at[at == len(self.place)] = -1
        there = np.append(self.place, -1)[at] == last
        linked = there & (shown >= FEWEST) & (np.pad(self.longest, ((0, 0), (0, 1)))[:, at] >= shown)
        return np.where(linked.any(axis=0), np.argmax(linked, axis=0), len(LINKS))

    def names(self, corpus: Corpus, runs: Runs) -> pa.StringArray:
        """The first link of each run, or "none"."""
        return pa.array([*LINKS, NONE]).take(pa.array(self.links(corpus, runs)))

    def table(self) -> pa.Table:
        return pa.table([self.place, *self.longest], ["place", *LINKS])

    @classmethod
    def from_table(cls, table: pa.Table) -> "Kin":
        place, *longest = (column.to_numpy() for column in table.columns)
        return cls(place, np.stack(longest))


def kin(known: Studied, shortest: int, longest: int) -> Kin:
    """The kindred runs of `shortest` to `longest` terms."""
    corpus = known.corpus
    ours = (known.split != _TRAIN)[corpus.sequence_of]
    own, train = _lists(corpus, np.flatnonzero(ours)), np.flatnonzero(~ours)
    sides = _Side.of(own), _Side.of(_risen(own))
    cuts = np.unique(corpus.starts[corpus.sequence_of[train[::_AT_ONCE]]])
    parts = np.split(train, np.searchsorted(train, cuts)[1:])
    lengths = range(max(shortest, FEWEST), longest + 1)
    found = np.zeros((len(LINKS), len(own.values)), np.uint16)
    for part in in_threads(lambda places: _found(*sides, _lists(corpus, places), lengths), parts, workers=2):
        np.maximum(found, part, out=found)
    linked = found.any(axis=0)
    return Kin(np.flatnonzero(ours)[linked], found[:, linked])


@dataclass(frozen=True)
class _Lists:
    """Lists of values, one after the other."""

    values: Words
    reach: NDArray[np.int32]  # for every value, how many of its list there are up to it


def _lists(corpus: Corpus, places: Ints) -> _Lists:
    """The lists of whole sequences, all of whose places are given."""
    reach = places - corpus.starts[corpus.sequence_of[places]] + 1
    return _Lists(residues(corpus, places), reach.astype(np.int32))


@dataclass(frozen=True)
class _Side:
    """The runs of lists."""

    runs: AffineRuns
    reach: NDArray[np.int32]

    @classmethod
    def of(cls, lists: _Lists) -> "_Side":
        return cls(affine_runs(lists.values), lists.reach)


def _found(own: _Side, risen: _Side, train: _Lists, lengths: range) -> NDArray[np.uint16]:
    """For each of LINKS and every place of ours the terms of the longest kindred run that ends there, or 0."""
    plain = _Side.of(train)
    sums = _longest_shared(risen, plain, range(lengths.start - 1, lengths.stop - 1))
    found = [_longest_shared(own, plain, lengths), sums + (sums > 0)]
    found += [_longest_shared(own, _Side.of(made(train)), lengths) for made in (_halves, _risen)]
    return np.stack(found)


def _risen(lists: _Lists) -> _Lists:
    """The first differences, each at the place of its later term."""
    return _Lists(rises(lists.values), lists.reach - np.int32(1))


def _halves(lists: _Lists) -> _Lists:
    """Of every list the terms at even places, then those at odd ones."""
    begins = np.flatnonzero(lists.reach == 1)
    lengths = np.diff(np.append(begins, len(lists.reach)))
    within = lists.reach - 1
    place = np.repeat(begins, lengths) + within // 2 + np.where(within % 2, np.repeat((lengths + 1) // 2, lengths), 0)
    values, reach = np.empty_like(lists.values), np.empty_like(lists.reach)
    values[place], reach[place] = lists.values, within // 2 + 1
    return _Lists(values, reach)


def _longest_shared(ours: _Side, theirs: _Side, lengths: range) -> Lengths:
    """For every place of ours the most values, ending there, that are a run of theirs; 0 where none are."""
    found = np.zeros(len(ours.reach), np.uint16)
    own, other = np.arange(len(ours.reach)), np.arange(len(theirs.reach))
    for length in lengths:
        own, other = own[ours.reach[own] >= length], other[theirs.reach[other] >= length]
        hashed = ours.runs.hashes(own, length)
        other, among = _likely(theirs.runs, other, length, hashed)
        own = own[_held(hashed, among)]
        found[own] = length
        if length == lengths.start:
            other = _different(theirs, other, lengths.stop - 1)
    return found


def _held(hashed: Words, among: Words) -> Flags:
    """Which of these are among those."""
    order, among = np.argsort(hashed), np.sort(among)  # sorted words are found many times faster
    flags = np.zeros(len(hashed), bool)
    if len(among):
        flags[order] = among[np.searchsorted(among, hashed[order]) % len(among)] == hashed[order]
    return flags


def _different(side: _Side, places: Ints, length: int) -> Ints:
    """One place of each of the runs of this length, with which all shorter ones are equal too, and what is shorter."""
    long = side.reach[places] >= length
    _, one = np.unique(side.runs.hashes(places[long], length), return_index=True)
    return np.concatenate([places[long][np.sort(one)], places[~long]])


def _likely(runs: AffineRuns, places: Ints, length: int, wanted: Words) -> tuple[Ints, Words]:
    """The places whose hashes are wanted, with these; and a few others."""
    table = np.zeros(1 << 24, bool)
    table[wanted >> np.uint64(40)] = True
    hashed = runs.hashes(places, length)
    flags = table[hashed >> np.uint64(40)]
    return places[flags], hashed[flags]


def _ends(corpus: Corpus, runs: Runs) -> tuple[Ints, Ints]:
    """The places of the last shown terms, and how many terms there are from the first one to them."""
    first = corpus.starts[runs.sequence] + runs.start
    if runs.places is None:
        return first + runs.shown - 1, runs.shown
    last = corpus.starts[runs.sequence] + runs.places.max(axis=1, initial=0)
    return last, last - first + 1
