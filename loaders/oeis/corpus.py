"""The columnar store: every sequence of a source, its terms as one text column cut by offsets.

No term needs to become an integer to be shown, compared or counted. Equal terms have equal ids (`term_ids`), so that
runs of terms are compared as runs of small integers.

In:  Corpus.of([Sequence(45, ("0", "1", "1", "2"), "Fibonacci numbers.", ...)], licence="Apache-2.0")
Out: corpus.terms == ["0", "1", "1", "2"], corpus.starts == [0, 4], corpus.label(0) == "A000045"
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# The keywords of the OEIS (https://oeis.org/eishelp2.html), and four more that stand in its exports.
KEYWORDS = (
    "base bref cofr cons core dead dumb easy eigen fini frac full hard hear less look more mult new nice nonn obsc "
    "probation sign tabf tabl uned unkn walk word allocated allocating changed recycled"
).split()


@dataclass(frozen=True)
class Sequence:
    """One sequence of a source, as parsed."""

    number: int  # 45 for A000045
    terms: tuple[str, ...]  # decimal text
    name: str
    offset: int = 0  # index of the first term
    keywords: tuple[str, ...] = ()
    crossrefs: tuple[str, ...] = ()  # as stated: "Partial sums of A000027."
    program: str = ""


@dataclass(frozen=True)
class Corpus:
    """Sequences in A-number order; every column but `terms` and `starts` has one value a sequence."""

    number: Ints
    terms: pa.StringArray  # all terms of all sequences, one sequence after the other
    starts: Ints  # sequence i has terms[starts[i]:starts[i + 1]]; one more value than sequences
    name: pa.StringArray
    offset: Ints
    keywords: pa.ListArray  # of strings
    crossrefs: pa.ListArray  # of strings
    program: pa.StringArray
    licence: str  # of names and terms, an SPDX id

    @classmethod
    def of(cls, sequences: Iterable[Sequence], licence: str) -> "Corpus":
        """The corpus of these sequences."""
        rows = sorted(sequences, key=lambda sequence: sequence.number)
        return cls(
            number=np.array([row.number for row in rows], np.int64),
            terms=pa.array([term for row in rows for term in row.terms], pa.string()),
            starts=np.cumsum([0, *(len(row.terms) for row in rows)]).astype(np.int64),
            name=pa.array([row.name for row in rows], pa.string()),
            offset=np.array([row.offset for row in rows], np.int64),
            keywords=pa.array([row.keywords for row in rows], pa.list_(pa.string())),
            crossrefs=pa.array([row.crossrefs for row in rows], pa.list_(pa.string())),
            program=pa.array([row.program for row in rows], pa.string()),
            licence=licence,
        )

    def __len__(self) -> int:
        return len(self.number)

    def label(self, index: int) -> str:
        """The A-number as written: A000045."""
        return f"A{self.number[index]:06d}"

    def terms_of(self, index: int) -> list[str]:
        """The terms of one sequence."""
        found: list[str] = self.terms[self.starts[index] : self.starts[index + 1]].to_pylist()
        return found

    @cached_property
    def labels(self) -> pa.StringArray:
        """All A-numbers as written."""
        return pa.array([self.label(index) for index in range(len(self))], pa.string())

    @cached_property
    def sequence_of(self) -> Ints:
        """For every term, the index of its sequence."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    @cached_property
    def term_ids(self) -> Ints:
        """For every term, an id that equal terms share; 0 .. number of different terms - 1."""
        ids: Ints = pc.dictionary_encode(self.terms).indices.to_numpy(zero_copy_only=False).astype(np.int64)
        return ids

    @cached_property
    def digits(self) -> Ints:
        """For every term, its digits, without sign."""
        signless = pc.utf8_ltrim(self.terms, "-")
        lengths: Ints = pc.binary_length(signless).to_numpy(zero_copy_only=False).astype(np.int64)
        return lengths
