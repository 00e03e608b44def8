"""Single rows of cells in run-length text, without the size that an image has in front of it, and in other texts.

    row := run+                       a lone digit is one cell
    run := COLOUR | LETTER COLOUR     one cell, or 2 (a) to 27 (z) cells of this colour, 0 to 9

What is written is canonical: the longest runs. Any text of the grammar is read.

In:  encode_row([8, 8, 2, 4, 4, 4])
Out: "a82b4"
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle.cell_rows import CellRows, Flags, checked_row
from oeis_qa.loaders.arc_rle.grids import Cells
from oeis_qa.loaders.arc_rle.rle import runs, written_out
from oeis_qa.loaders.arc_rle.rle_batches import cut, strings

_ROW = re.compile(r"(?:[a-z]?[0-9])+", re.ASCII)
_BEFORE_A = ord("a") - 2  # a is 2
_COMMA, _BLANK, _ZERO = b", 0"


def encode_row(row: Any) -> str:
    """The canonical text of a row.

    Raises:
        GridError: it is none.
    """
    return runs((checked_row(row) + np.uint8(_ZERO)).tobytes().decode())


def decode_row(text: str) -> Cells:
    """The cells of a text.

    Raises:
        GridError: the text is none of the grammar.
    """
    return decode_rows([text]).cells


def canonical_row(text: str) -> str:
    """The canonical text of the row that a text says.

    Raises:
        GridError: the text is none of the grammar.
    """
    return runs(digits_of(text))


def encode_rows(rows: CellRows, cuts: Flags | None = None) -> pa.StringArray:
    """The text of each row; canonical, unless `cuts` says at which cells a run shall begin too."""
    begins = rows.begins if cuts is None else rows.begins | cuts
    starts = np.flatnonzero(begins)
    lengths = np.diff(starts, append=len(rows.cells))
    colours, lengths, first_runs = cut(rows.cells[starts], lengths, np.searchsorted(starts, rows.starts))
    slots = np.empty((len(colours), 2), np.uint8)  # of each run: its letter, its digit
    slots[:, 0], slots[:, 1] = lengths + _BEFORE_A, colours + np.uint8(_ZERO)
    used = np.ones((len(colours), 2), bool)
    used[:, 0] = lengths > 1
    signs = np.append(0, np.cumsum(used.sum(axis=1)))
    return strings(slots[used], np.diff(signs[np.append(first_runs, len(colours))]))


def decode_rows(texts: Sequence[str]) -> CellRows:
    """The rows of many texts.

    Raises:
        GridError: one of them is none of the grammar.
    """
    rows = [digits_of(text) for text in texts]
    cells = np.frombuffer("".join(rows).encode(), np.uint8) - np.uint8(_ZERO)
    return CellRows(cells, np.array([len(row) for row in rows], np.int64))


def digits_of(text: str) -> str:
    """The row of a text with a digit for each cell; it may be longer than a grid.

    Raises:
        GridError: the text is none of the grammar.
    """
    if not isinstance(text, str) or not _ROW.fullmatch(text):
        raise GridError(f"{str(text)[:60]!r} is no row of runs; write them one behind the other, as in 'a82b4'")
    return written_out(text)


def digits(rows: CellRows) -> pa.StringArray:
    """A digit for each cell."""
    return strings(rows.cells + np.uint8(_ZERO), rows.lengths)


def lists(rows: CellRows) -> pa.StringArray:
    """The colours of each row with commas between."""
    slots = np.empty((len(rows.cells), 3), np.uint8)
    slots[:, 0], slots[:, 1], slots[:, 2] = _COMMA, _BLANK, rows.cells + np.uint8(_ZERO)
    used = np.ones((len(rows.cells), 3), bool)
    used[rows.starts, :2] = False
    return strings(slots[used], 3 * rows.lengths - 2)


def json_lists(rows: CellRows) -> pa.StringArray:
    """Each row as a JSON list."""
    return pc.binary_join_element_wise("[", lists(rows), "]", "")
