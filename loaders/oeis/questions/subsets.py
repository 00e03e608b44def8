"""Random subsets: terms of one sequence shown in order, but with gaps. For identification with subset="random".

Each sequence offers DRAWS subsets, each a pure function of (seed, A-number, draw). A subset is unique if no other
sequence of the source holds its terms in this order, with whatever gaps; only sequences that hold its rarest term
need to be looked at.

In:  0,1,1,2,3,5,8,13,21,34,55,89,... with min_terms=4, max_terms=6
Out: places [1, 5, 6, 9, 11] -> "1, 5, 8, 34, 89"
"""

from bisect import bisect_right
from collections.abc import Iterable

import numpy as np

from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.pools import Faults, Tally, first_of_each, sequence_faults
from oeis_qa.loaders.oeis.runs import Runs, Selection, Studied, run_key
from oeis_qa.streams import Stream

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


def runs(known: Studied, selection: Selection, faults: Faults, dropped: dict[str, int]) -> Runs:
    """The random subsets that may be asked."""
    corpus, drawn = known.corpus, _drawn(known.corpus, selection)
    tally = Tally(dropped, len(drawn))
    for reason, flags in (*sequence_faults(corpus, selection), *faults):
        tally.drop(reason, flags[drawn.sequence])
    indices, offsets = drawn.term_indices(corpus)
    long = np.maximum.reduceat(corpus.digits[indices], offsets[:-1]) > selection.max_digits
    tally.drop("over max_digits", long)
    ids = np.split(corpus.term_ids[indices], offsets[1:-1])
    holders = Holders(corpus)
    held_by = [holders.of(terms.tolist()) if left else [] for terms, left in zip(ids, tally.left, strict=True)]
    if selection.ambiguity == "reject":
        tally.drop("stands in a second sequence", np.array([len(held) > 1 for held in held_by], bool))
    question = {terms.tobytes(): i for i, terms in reversed(list(enumerate(ids)))}
    tally.drop("asked already", ~first_of_each(np.array([question[terms.tobytes()] for terms in ids]), tally.left))
    in_train = np.array([any(known.split[held] == 0) for held in held_by], bool)
    tally.drop("stands in a train family", (known.split[drawn.sequence] > 0) & in_train)
    return drawn.take(tally.left)


def _drawn(corpus: Corpus, selection: Selection) -> Runs:
    """DRAWS subsets of every sequence that is long enough."""
    sequences, numbers, places = [], [], []
    for sequence, length in enumerate(np.diff(corpus.starts).tolist()):
        stream = Stream(selection.seed, "oeis_qa", "identification", "subset", corpus.label(sequence))
        for draw in range(DRAWS if length > selection.min_terms else 0):
            draws = stream.at(draw)
            shown = draws.integer(selection.min_terms, min(selection.max_terms, length - 1))
            places.append(sorted(draws.sample(range(length), shown)))
            sequences.append(sequence)
            numbers.append(draw)
    lengths = np.array([len(chosen) for chosen in places], np.int64)
    padded = np.full((len(places), selection.max_terms), -1, np.int64)
    padded[np.arange(selection.max_terms) < lengths[:, None]] = [place for chosen in places for place in chosen]
    key = run_key(corpus.number[sequences], np.array(numbers), lengths)
    return Runs(np.array(sequences), padded[:, 0], lengths, key, padded)
