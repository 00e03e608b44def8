"""The rows of a split in their seeded order, each found by its index alone: nothing is shuffled, nothing stored.

Train takes every sequence once, in random order, before any comes twice, and so on (weighting="sequence"), or every run
equally often ("position"); validation and test take every family once before any comes twice. Owners (sequences or
families) are sorted by how many runs they have, so those still in the running in a round are the first so many; a keyed
permutation chooses among them, another one among the owner's runs.

In:  Order(...).take(range(10_000, 20_000))
Out: Runs, the same rows whatever else is taken, in 20 ms
"""

from dataclasses import dataclass

import numpy as np

from oeis_qa.loaders.oeis.corpus import Flags, Ints
from oeis_qa.loaders.oeis.pools import Pool
from oeis_qa.loaders.oeis.runs import Runs, Selection, Studied, run_key
from oeis_qa.loaders.oeis.uniqueness import Lengths
from oeis_qa.rounds import turns
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream, permuted


@dataclass(frozen=True)
class Order:
    """All runs of a split by owner, place and length, and the seeded order on them."""

    known: Studied
    last: Ints  # places at which runs end, owner by owner
    shortest: Lengths  # for every place of the corpus
    before: Ints  # runs in front of each of these places, and at the end the number of all
    owner: Ints  # the key of each owner's sequence, those with the most runs first
    first: Ints  # for each owner, its first place in `last`
    places: Ints  # for each owner, how many places it has there
    runs: Ints  # for each owner, how many runs it has
    rounds: Stream  # order of the owners in each round
    choices: Stream  # order of each owner's runs

    def __len__(self) -> int:
        return int(self.before[-1])

    def take(self, rows: range | Ints) -> Runs:
        """The runs of these rows."""
        row = np.arange(rows.start, rows.stop) if isinstance(rows, range) else rows
        turn, place, owners = turns(self.runs, row)
        own = permuted(self.rounds[turn], owners, place)
        return self.cut(own, permuted(self.choices[self.owner[own]], self.runs[own], turn))

    def cut(self, own: Ints, which: Ints) -> Runs:
        """For each of these owners, by place, the one of its runs that has this number."""
        run = self.before[self.first[own]] + which
        slot = self._slot(own, run)
        corpus, last = self.known.corpus, self.last[slot]
        shown = self.shortest[last] + run - self.before[slot]
        sequence = corpus.sequence_of[last]
        start = last - shown + 1 - corpus.starts[sequence]
        return Runs(sequence, start, shown, run_key(corpus.key[sequence], start, shown))

    def _slot(self, own: Ints, run: Ints) -> Ints:
        """For every run, which of its owner's places it ends at: bisection among a few, not among all of the corpus."""
        low, high = self.first[own], self.first[own] + self.places[own] - 1
        for _ in range(int(self.places[own].max(initial=1)).bit_length()):
            middle = (low + high) >> 1
            beyond = self.before[middle + 1] <= run
            low, high = np.where(beyond, middle + 1, low), np.where(beyond, high, middle)
        return low


def order(known: Studied, pool: Pool, selection: Selection, kind: str, split: str, by_sequence: bool = False) -> Order:
    """The rows of this split; `by_sequence`: every sequence owns its runs, whatever the split and the options."""
    last = np.flatnonzero(_asked(known, pool, split))
    sequence = known.corpus.sequence_of[last]
    owner = sequence if by_sequence else _owners(known, last, split, selection.weighting)
    if (owner[1:] < owner[:-1]).any():
        by_owner = np.argsort(owner, kind="stable")
        last, owner = last[by_owner], owner[by_owner]
    before = np.zeros(len(last) + 1, np.int64)
    np.cumsum(pool.longest[last] - pool.shortest[last] + np.uint16(1), out=before[1:])
    begin = np.flatnonzero(np.append(True, owner[1:] != owner[:-1])) if len(owner) else owner
    ends = np.append(begin, len(last))
    places, runs = np.diff(ends), np.diff(before[ends])
    most = np.lexsort((owner[begin], -runs))
    names = known.corpus.key[owner[begin][most]]
    streams = (Stream(selection.seed, "oeis_qa", kind, use) for use in ("round", "order"))
    return Order(known, last, pool.shortest, before, names, begin[most], places[most], runs[most], *streams)


def _asked(known: Studied, pool: Pool, split: str) -> Flags:
    in_split = (known.split == SPLITS.index(split))[known.corpus.sequence_of]
    asked: Flags = in_split & (pool.shortest <= pool.longest)
    return asked


def _owners(known: Studied, last: Ints, split: str, weighting: str) -> Ints:
    """For every place, the sequence that takes turns: its own, its family's eldest, or one where every run does."""
    if split == "train" and weighting == "position":
        return np.zeros(len(last), np.int64)
    sequence = known.corpus.sequence_of[last]
    return sequence if split == "train" else known.family[sequence]
