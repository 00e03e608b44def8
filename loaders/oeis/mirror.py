"""The corpus read backwards, so that what is proved of the term behind a run is proved of the term before it.

In:  mirrored(studied corpus of 1,2,3,5)
Out: the same, of 5,3,2,1; Mirrored turns its runs back: the run 5,3 becomes 3,5
"""

from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.corpus import Corpus, Ints
from oeis_qa.loaders.oeis.order import Order
from oeis_qa.loaders.oeis.runs import Runs, Studied, run_key

_FOUND: WeakKeyDictionary[Corpus, Corpus] = WeakKeyDictionary()


def mirrored(known: Studied) -> Studied:
    """The same sequences, families and splits, every list of terms backwards."""
    corpus = known.corpus
    if corpus not in _FOUND:
        last = np.repeat(corpus.starts[1:] - 1, np.diff(corpus.starts))
        backwards = last - (np.arange(len(corpus.terms)) - corpus.starts[corpus.sequence_of])
        _FOUND[corpus] = replace(corpus, terms=corpus.terms.take(pa.array(backwards)))
    return replace(known, corpus=_FOUND[corpus])


@dataclass(frozen=True)
class Mirrored:
    """The rows of an order of the mirrored corpus, as runs of the corpus itself."""

    known: Studied
    order: Order

    def __len__(self) -> int:
        return len(self.order)

    def take(self, rows: range | Ints) -> Runs:
        """The runs of these rows."""
        runs, corpus = self.order.take(rows), self.known.corpus
        start = np.diff(corpus.starts)[runs.sequence] - runs.start - runs.shown
        return Runs(runs.sequence, start, runs.shown, run_key(corpus.key[runs.sequence], start, runs.shown))
