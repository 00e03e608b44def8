"""What the whole corpus says of a run of terms: where else it stands, and what follows it there.

Runs of each length get ids from the runs one term shorter: id(run + term) = id of the pair (id(run), id(term)). Equal
ids mean equal runs, exactly; nothing is hashed. Every sequence of the source counts, whatever the options filter out.

In:  occurrences(corpus of 1,2,3,4 and 1,2,3,5, 3, 3, ...)
Out: for the run 1,2,3: open_ended is True (4 and 5 follow it), shared is True
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints

_LIST_END = -1  # stands for the unknown term behind the last one of a list


@dataclass(frozen=True)
class Occurrences:
    """Every occurrence of every run of one length, in A-number order and then by place."""

    length: int
    at: Ints  # index into corpus.terms of the run's first term
    run: Ints  # id of the run, equal for equal runs of this length
    runs: int  # number of different runs

    def any(self, flags: Flags) -> Flags:
        """For every occurrence, whether `flags` (one an occurrence) holds at any occurrence of the same run."""
        found = np.zeros(self.runs, bool)
        found[self.run[flags]] = True
        return found[self.run]

    def differ(self, values: Ints) -> Flags:
        """For every occurrence, whether `values` (one an occurrence) differ among the occurrences of the same run."""
        one = np.empty(self.runs, np.int64)
        one[self.run] = values  # any one of them
        return self.any(one[self.run] != values)


def occurrences(corpus: Corpus, shortest: int, longest: int) -> Iterator[Occurrences]:
    """The runs of each length from `shortest` to `longest`."""
    at, run = np.arange(len(corpus.terms)), corpus.term_ids
    ends = corpus.starts[1:][corpus.sequence_of]
    for length in range(1, longest + 1):
        if length > 1:
            inside = at + length <= ends[at]
            at, pair = at[inside], run[inside] * len(corpus.terms) + corpus.term_ids[at[inside] + length - 1]
            _, run = np.unique(pair, return_inverse=True)
        if length >= shortest:
            yield Occurrences(length, at, run, int(run.max(initial=-1)) + 1)


def following(corpus: Corpus, found: Occurrences) -> Ints:
    """For every occurrence, the id of the term behind it, or -1 where the list ends."""
    behind = found.at + found.length
    inside = behind < corpus.starts[1:][corpus.sequence_of[found.at]]
    return np.where(inside, corpus.term_ids[np.minimum(behind, len(corpus.terms) - 1)], _LIST_END)


def open_ended(corpus: Corpus, found: Occurrences) -> Flags:
    """For every occurrence, whether different terms, or somewhere the unknown end of a list, follow its run."""
    behind = following(corpus, found)
    return found.differ(behind) | found.any(behind == _LIST_END)


def shared(corpus: Corpus, found: Occurrences) -> Flags:
    """For every occurrence, whether its run stands in a second sequence."""
    return found.differ(corpus.sequence_of[found.at])
