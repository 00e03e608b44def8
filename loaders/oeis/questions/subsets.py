"""Random subsets: terms of one sequence shown in order, but with gaps. For identification with subset="random".

Each sequence offers DRAWS subsets, each a pure function of (seed, A-number, draw). A subset is unique if no other
sequence of the source holds its terms in this order, with whatever gaps; only sequences that hold its rarest term
need to be looked at.

In:  0,1,1,2,3,5,8,13,21,34,55,89,... with min_terms=4, max_terms=6
Out: places [1, 5, 6, 9, 11] -> "1, 5, 8, 34, 89"
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.pools import Reasons, unwanted
from oeis_qa.loaders.oeis.runs import Runs, Selection, Studied, run_key
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream, Words

DRAWS = 32  # subsets drawn from each sequence


class Holders:
    """Which sequences hold given terms in a given order."""

    def __init__(self, corpus: Corpus) -> None:
        self._places: list[dict[int, list[int]]] = [{} for _ in range(len(corpus))]  # by sequence and term id
        self._having: dict[int, list[int]] = {}  # sequences by term id
        ids = corpus.term_ids.tolist()
        for place, (sequence, term) in enumerate(zip(corpus.sequence_of.tolist(), ids, strict=True)):
            if term not in self._places[sequence]:
                self._having.setdefault(term, []).append(sequence)
            self._places[sequence].setdefault(term, []).append(place)

    def of(self, terms: list[int]) -> list[int]:
        """The sequences that hold these terms (ids) in this order."""
        rarest = min(terms, key=lambda term: len(self._having[term]))
        return [sequence for sequence in self._having[rarest] if self._holds(self._places[sequence], terms)]

    @staticmethod
    def _holds(places: dict[int, list[int]], terms: Iterable[int]) -> bool:
        last = -1
        for term in terms:
            own = places.get(term, [])
            next_place = bisect_right(own, last)
            if next_place == len(own):
                return False
            last = own[next_place]
        return True


@dataclass(frozen=True)
class Listed:
    """The subsets of one split, in order."""

    runs: Runs

    def __len__(self) -> int:
        return len(self.runs)

    def take(self, rows: range) -> Runs:
        """The runs of these rows."""
        return self.runs.take(slice(rows.start, rows.stop))


def subsets(known: Studied, selection: Selection, reasons: Reasons) -> tuple[Mapping[str, Listed], Mapping[str, int]]:
    """The random subsets that may be asked, by split, and the counts of those that may not, by reason."""
    drawn, dropped = _drawn(known.corpus, selection), dict[str, int]()
    left = np.ones(len(drawn), bool)
    for reason, flags in _faults(known, selection, drawn, reasons):
        dropped[reason] = int((left & flags).sum())
        left &= ~flags
    split = known.split[drawn.sequence]
    ordered = {name: _ordered(known, selection, drawn.take(left & (split == i)), i) for i, name in enumerate(SPLITS)}
    return ordered, {reason: count for reason, count in dropped.items() if count}


def _faults(known: Studied, selection: Selection, drawn: Runs, reasons: Reasons) -> Reasons:
    corpus = known.corpus
    indices, offsets = drawn.term_indices(corpus)
    ids = [terms.tolist() for terms in np.split(corpus.term_ids[indices], offsets[1:-1])]
    holders = Holders(corpus)
    held_by = [holders.of(terms) for terms in ids]
    in_train = np.array([any(known.split[held] == 0) for held in held_by], bool)
    faults = [(reason, flags[drawn.sequence]) for reason, flags in [*unwanted(corpus, selection), *reasons]]
    faults.append(("over max_digits", np.maximum.reduceat(corpus.digits[indices], offsets[:-1]) > selection.max_digits))
    if selection.ambiguity == "reject":
        faults.append(("stands in a second sequence", np.array([len(held) > 1 for held in held_by], bool)))
    faults.append(("asked already", _repeated(ids, np.any([flags for _, flags in faults], axis=0))))
    return [*faults, ("stands in a train family", (known.split[drawn.sequence] > 0) & in_train)]


def _repeated(questions: list[list[int]], out: Flags) -> Flags:
    """Questions that an earlier one, itself not out already, asks too."""
    first: dict[tuple[int, ...], int] = {}
    for i, question in enumerate(questions):
        if not out[i]:
            first.setdefault(tuple(question), i)
    return np.array([first.get(tuple(question), i) != i for i, question in enumerate(questions)], bool)


def _ordered(known: Studied, selection: Selection, runs: Runs, split: int) -> Listed:
    """Every sequence (in train) or family comes once, in random order, before any comes twice; or all at random."""
    streams = [Stream(selection.seed, "oeis_qa", "identification", "subset", use) for use in ("order", "round")]
    owner = runs.sequence if split == 0 else known.family[runs.sequence]
    if split == 0 and selection.weighting == "position":
        owner = np.arange(len(runs))
    within, between = (stream[runs.key] for stream in streams)
    return Listed(runs.take(_in_rounds(owner, within, between)))


def _in_rounds(owner: Ints, within: Words, between: Words) -> Ints:
    by_owner = np.lexsort((within, owner))
    turn = np.empty(len(owner), np.int64)
    turn[by_owner] = np.arange(len(owner)) - np.searchsorted(owner[by_owner], owner[by_owner])
    return np.lexsort((between, turn))


def _drawn(corpus: Corpus, selection: Selection) -> Runs:
    """DRAWS subsets of every sequence that is long enough."""
    sequences, numbers, places = [], [], []
    for sequence, length in enumerate(np.diff(corpus.starts).tolist()):
        stream = Stream(selection.seed, "oeis_qa", "identification", "subset", corpus.labels[sequence].as_py())
        for draw in range(DRAWS if length > selection.min_terms else 0):
            draws = stream.at(draw)
            shown = draws.integer(selection.min_terms, min(selection.max_terms, length - 1))
            places.append(sorted(draws.sample(range(length), shown)))
            sequences.append(sequence)
            numbers.append(draw)
    lengths = np.array([len(chosen) for chosen in places], np.int64)
    padded = np.full((len(places), selection.max_terms), -1, np.int64)
    padded[np.arange(selection.max_terms) < lengths[:, None]] = [place for chosen in places for place in chosen]
    key = run_key(corpus.key[sequences], np.array(numbers), lengths)
    return Runs(np.array(sequences), padded[:, 0], lengths, key, padded)
