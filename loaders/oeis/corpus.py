"""The columnar store: every sequence of a source, its terms as one text column cut by offsets.

No term needs to become an integer to be shown, compared or counted. Equal terms have equal ids (`term_ids`), so that
runs of terms are compared as runs of small integers.

In:  Corpus.of([Sequence(45, ("0", "1", "1", "2"), "Fibonacci numbers.", ...)], licence="Apache-2.0")
Out: corpus.terms == ["0", "1", "1", "2"], corpus.starts == [0, 4], corpus.labels == ["A000045"]
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.errors import OptionError, choices

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# The keywords of the OEIS (https://oeis.org/eishelp2.html), and four more that stand in its exports.
KEYWORDS = (
    "base bref cofr cons core dead dumb easy eigen fini frac full hard hear less look more mult new nice nonn obsc "
    "probation sign tabf tabl uned unkn walk word allocated allocating changed recycled"
).split()
RATIONAL = 1 << 24  # set in the key of a rational sequence; A-numbers, of at most seven digits, are smaller
SCHEMA = pa.schema(
    {
        "number": pa.int64(),
        "denominator": pa.int64(),
        "terms": pa.list_(pa.string()),
        "name": pa.string(),
        "offset": pa.int64(),
        "keywords": pa.list_(pa.string()),
        "crossrefs": pa.list_(pa.string()),
        "program": pa.string(),
        "text": pa.int64(),
    }
)


@dataclass(frozen=True)
class Sequence:
    """One sequence of a source, as parsed. None: the source does not say."""

    number: int  # 45 for A000045; of a rational sequence, its numerators'
    terms: tuple[str, ...]  # decimal text, of a rational sequence also 3/2
    name: str | None = None
    offset: int | None = None  # index of the first term
    keywords: tuple[str, ...] | None = None
    crossrefs: tuple[str, ...] = ()  # as stated: "Partial sums of A000027."
    program: str | None = None
    denominator: int | None = None  # the number of a rational sequence's denominators
    text: int | None = None  # row of the whole entry in the source's table of entries


@dataclass(frozen=True, eq=False)
class Corpus:
    """Sequences in A-number order; every column but `terms` and `starts` has one value a sequence."""

    number: Ints
    denominator: Ints  # 0 where the sequence is one of integers
    terms: pa.StringArray  # all terms of all sequences, one sequence after the other
    starts: Ints  # sequence i has terms[starts[i]:starts[i + 1]]; one more value than sequences
    name: pa.StringArray
    offset: pa.Int64Array
    keywords: pa.ListArray  # of strings
    crossrefs: pa.ListArray  # of strings
    program: pa.StringArray
    licence: str  # of names and terms, an SPDX id
    dropped: Mapping[str, int]  # what the source held and could not be used, by reason
    label: pa.StringArray | None = None  # names of sequences that have no A-numbers

    @classmethod
    def of(cls, sequences: Iterable[Sequence], licence: str) -> "Corpus":
        """The corpus of these sequences."""
        rows = sorted(sequences, key=lambda sequence: (sequence.number, sequence.denominator or 0))
        columns = {field.name: pa.array([getattr(row, field.name) for row in rows], field.type) for field in SCHEMA}
        return cls.from_table(pa.table(columns, SCHEMA), licence, {})

    @classmethod
    def from_table(cls, table: pa.Table, licence: str, dropped: Mapping[str, int]) -> "Corpus":
        """The corpus of a table of SCHEMA, in order of number and denominator; nothing is copied."""
        columns = {name: _whole(table.column(name)) for name in table.column_names}
        lists = columns["terms"]
        return cls(
            number=columns["number"].to_numpy(),
            denominator=pc.fill_null(columns["denominator"], 0).to_numpy(),
            terms=lists.values,
            starts=lists.offsets.to_numpy().astype(np.int64),
            **{name: columns[name] for name in ("name", "offset", "keywords", "crossrefs", "program")},
            licence=licence,
            dropped=dropped,
        )

    @classmethod
    def of_terms(
        cls,
        terms: pa.StringArray,
        starts: Ints,
        licence: str,
        label: pa.StringArray | None = None,
        offset: pa.Int64Array | None = None,
    ) -> "Corpus":
        """Sequences of integers that no entry describes, numbered as they stand."""
        count = len(starts) - 1
        empty = {
            name: pa.nulls(count, SCHEMA.field(name).type) for name in ("name", "keywords", "crossrefs", "program")
        }
        offset = pa.nulls(count, pa.int64()) if offset is None else offset
        numbers = np.arange(count), np.zeros(count, np.int64)
        return cls(*numbers, terms, starts, **empty, offset=offset, licence=licence, dropped={}, label=label)

    def __len__(self) -> int:
        return len(self.number)

    def terms_of(self, index: int) -> list[str]:
        """The terms of one sequence."""
        found: list[str] = self.terms[self.starts[index] : self.starts[index + 1]].to_pylist()
        return found

    @cached_property
    def labels(self) -> pa.StringArray:
        """All A-numbers as written: A000045, or A007408/A007409 for a rational sequence; else the names given."""
        if self.label is not None:
            return self.label
        above, below = (
            pc.utf8_lpad(pc.cast(pa.array(n), pa.string()), 6, "0") for n in (self.number, self.denominator)
        )
        integers = pc.binary_join_element_wise("A", above, "")
        rationals = pc.binary_join_element_wise(integers, "/A", below, "")
        return pc.if_else(pa.array(self.denominator > 0), rationals, integers)

    @cached_property
    def key(self) -> Ints:
        """For every sequence, an integer that names it, below 2**25."""
        return np.where(self.denominator > 0, self.number | RATIONAL, self.number)

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
        """For every term, its digits (see `digits_of`)."""
        return digits_of(self.terms)


def digits_of(terms: pa.StringArray) -> Ints:
    """The digits of each term, without sign, of fractions those of both halves."""
    offsets = np.frombuffer(terms.buffers()[1], np.int32)[terms.offset :][: len(terms) + 1]
    text = np.frombuffer(terms.buffers()[2] or b"", np.uint8)
    digits = np.diff(offsets) - (text[offsets[:-1]] == ord("-"))
    slashes = offsets[0] + np.flatnonzero(text[offsets[0] : offsets[-1]] == ord("/"))
    digits[np.searchsorted(offsets, slashes, side="right") - 1] -= 1
    widened: Ints = digits.astype(np.int64)
    return widened


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks or [pa.array([], column.type)])


def keywords_in(option: str, given: tuple[str, ...]) -> tuple[str, ...]:
    """The keywords that an option gives, also where several stand in one text with commas between.

    Raises:
        OptionError: one of them is no keyword of the OEIS.
    """
    keywords = tuple(sorted({word for text in given for word in text.replace(",", " ").split()}))
    for keyword in keywords:
        if keyword not in KEYWORDS:
            raise OptionError(f"{option}={keyword!r} is not a keyword of the OEIS; {choices(keyword, KEYWORDS)}")
    return keywords
