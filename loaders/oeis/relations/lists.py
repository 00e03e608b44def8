"""Lists of numbers modulo two primes, one list a sequence: what relations are looked for in.

Two residues of 31 bits tell numbers apart as well as 62 bits do; twelve equal terms in a row are no coincidence.

In:  lists_of(corpus of 0,1,1,2 and 5,-5)
Out: Lists(values=[[0, 1, 1, 2, 5, 2147483642], [...]], starts=[0, 4, 6])
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.solvers.numbers import PRIMES, Words, numbers

Matrix = NDArray[np.uint64]  # a list a row, padded with 0
_ENDS = (16, 32, 48, 64, 96, 128, 192, 256)  # lengths that lists are padded to


@dataclass(frozen=True)
class Lists:
    values: NDArray[np.uint64]  # modulo each of PRIMES, one row each: all lists, one after the other
    starts: Ints  # list i is values[:, starts[i]:starts[i + 1]]

    @property
    def lengths(self) -> Ints:
        found: Ints = np.diff(self.starts)
        return found

    def behind(self, dropped: Ints) -> "Lists":
        """The lists without so many of their first terms; empty where there are fewer."""
        lengths = np.maximum(self.lengths - dropped, 0)
        return self.picked(np.minimum(self.starts[:-1] + dropped, self.starts[1:]), lengths)

    def picked(self, first: Ints, lengths: Ints, step: int = 1) -> "Lists":
        """For every list, so many values from place `first` of all values on, every `step`-th one."""
        starts = np.concatenate([[0], np.cumsum(lengths)])
        within = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
        return Lists(self.values[:, np.repeat(first, lengths) + step * within], starts)


def lists_of(corpus: Corpus) -> Lists:
    """The terms of every sequence; of those of fractions, nothing."""
    values = np.stack([each.residue[corpus.term_ids].astype(np.uint64) for each in numbers(corpus)])
    lists = Lists(values, corpus.starts)
    return lists.behind(np.where(corpus.denominator > 0, lists.lengths, 0))


def negative(corpus: Corpus) -> Flags:
    """For every term of `lists_of`, whether it is below zero."""
    text = np.frombuffer(corpus.terms.buffers()[2] or b"", np.uint8)
    offsets = np.frombuffer(corpus.terms.buffers()[1], np.int32)[corpus.terms.offset :][: len(corpus.terms)]
    below: Flags = (text[offsets] == ord("-"))[(corpus.denominator == 0)[corpus.sequence_of]]
    return below


def each_prime(values: NDArray[np.uint64], function: Callable[[Words, int], Words]) -> NDArray[np.uint64]:
    """A function of residues and their prime, of both rows."""
    return np.stack([function(row, prime) for row, prime in zip(values, PRIMES, strict=True)])


def in_matrices(lists: Lists, function: Callable[[Matrix, int], Matrix]) -> Lists:
    """The lists that a function gives which works on many lists of one length at a time, with zeros at their ends.

    Term n of a result may depend on terms 0 .. n of its list only, so that padding does no harm.
    """
    values = np.zeros_like(lists.values)
    for rows, width in _widths(lists.lengths):
        at = lists.starts[:-1][rows][:, None] + np.arange(width)
        inside = np.arange(width) < lists.lengths[rows][:, None]
        for side, prime in enumerate(PRIMES):
            matrix = np.where(inside, lists.values[side][np.where(inside, at, 0)], np.uint64(0))
            values[side][at[inside]] = function(matrix, prime)[inside]
    return Lists(values, lists.starts)


def _widths(lengths: Ints) -> Iterator[tuple[Ints, int]]:
    """Lists of about one length, and what they are padded to; what is longer than the last of _ENDS is left out."""
    shorter = 0
    for width in _ENDS:
        rows = np.flatnonzero((lengths > shorter) & (lengths <= width))
        for start in range(0, len(rows), 20_000):
            yield rows[start : start + 20_000], width
        shorter = width
