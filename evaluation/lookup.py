"""Answering from memory: where a run stands in the sequences of one split, and what stands beside it there.

Where splits do not leak, this gives next to no test row its answer. Every place of a run's rarest term is looked at,
so that nothing is overlooked, however common the others are.

In:  Held(corpus of 1,2,3,4 and 1,2,3,5 and 9,1,2,3,5, all of them).terms([["2", "3"]], [2])
Out: ["5"], which follows 2, 3 twice, where 4 does once
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.search import NOWHERE, fits, ids_of


class Held:
    """The terms of some sequences of a corpus, sorted; `chosen` says for each sequence whether it is one of them."""

    def __init__(self, corpus: Corpus, chosen: Flags) -> None:
        self._corpus = corpus
        places = np.flatnonzero(chosen[corpus.sequence_of])
        ids = corpus.term_ids[places]
        self._places = places[np.argsort(ids, kind="stable")]
        different = int(corpus.term_ids.max(initial=-1)) + 1
        self._first = np.concatenate([[0], np.cumsum(np.bincount(ids, minlength=different))])  # of each id's places

    def terms(self, runs: Sequence[Sequence[str]], at: Sequence[int]) -> list[str | None]:
        """For each run the term `at` places from its beginning; of several the most common; None if there is none."""
        ids = ids_of(self._corpus, pa.array([term for run in runs for term in run], pa.string()))
        cuts = np.cumsum([len(run) for run in runs])[:-1]
        return [self._term(run, place) for run, place in zip(np.split(ids, cuts), at, strict=True)]

    def _term(self, run: Ints, at: int) -> str | None:
        begins = self._begins(run)
        asked = begins[fits(self._corpus, begins, begins + at, 1)] + at
        ids = self._corpus.term_ids[asked]
        common = Counter(ids.tolist()).most_common(1)
        return str(self._corpus.terms[asked[ids == common[0][0]][0]]) if common else None

    def _begins(self, run: Ints) -> Ints:
        """Every place where the run begins."""
        if (run == NOWHERE).any():
            return np.zeros(0, np.int64)
        rarest = int(np.argmin(self._first[run + 1] - self._first[run]))
        places = self._places[self._first[run[rarest]] : self._first[run[rarest] + 1]]
        begins = places[fits(self._corpus, places, places - rarest, len(run))] - rarest
        for place, term in enumerate(run):
            begins = begins[self._corpus.term_ids[begins + place] == term]
        return begins
