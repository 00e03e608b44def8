"""Grids in run-length text, the wire format of simon-arc-lab.

    image := WIDTH ' ' HEIGHT ' ' row (',' row)*        exactly HEIGHT rows; WIDTH and HEIGHT are 1 to 99
    row   := ''                                         the row above once more
           | COLOUR                                     the whole row has this colour
           | run+                                       two characters or more, runs that make up WIDTH cells
    run   := COLOUR | LETTER COLOUR                     one cell, or 2 (a) to 27 (z) cells of this colour, 0 to 9

What is written is canonical: the longest runs, one character for a row of one colour, none for a row repeated. Any
text of the grammar is read. https://github.com/neoneye/simon-arc-lab

In:  encode([[4, 7, 4, 7], [4, 7, 4, 7], [8, 8, 2, 4]])
Out: "4 3 4747,,a824"
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle.cells import LONGEST, Grid, checked, joined
from oeis_qa.loaders.arc_rle.rle_batches import LONGEST_RUN, decoded, encoded

READABLE = 100  # the score of a text that can be read
_CHUNK = 64  # grids worked on at once, which fit in a processor's cache
_SIZE = re.compile(r"(-?)0*([0-9]+)", re.ASCII)
_ROW = re.compile(r"(?:[a-z]?[0-9])+", re.ASCII)
_RUN = re.compile(rf"([0-9])\1{{1,{LONGEST_RUN - 1}}}")
_LETTER_RUN = re.compile(r"([a-z])([0-9])")


class _Fault(Exception):
    """Why a text cannot be read, and how far it is right."""

    def __init__(self, score: int, why: str) -> None:
        super().__init__(why)
        self.score = score


def encode(grid: Any) -> str:
    """The canonical text.

    Raises:
        GridError: it is no grid.
    """
    cells = checked(grid)
    rows = [bytes(row + ord("0")).decode() for row in cells]
    shown = ["" if i and row == rows[i - 1] else _encoded_row(row) for i, row in enumerate(rows)]
    return f"{cells.shape[1]} {cells.shape[0]} " + ",".join(shown)


def _encoded_row(row: str) -> str:
    if row == row[0] * len(row):
        return row[0]
    return runs(row)


def runs(row: str) -> str:
    """The longest runs of a row of digits."""
    return _RUN.sub(lambda run: chr(ord("a") - 2 + len(run[0])) + run[1], row)


def decode(text: str) -> Grid:
    """The grid.

    Raises:
        GridError: the text is none of the grammar.
    """
    try:
        return _decoded(text)
    except _Fault as fault:
        raise GridError(
            f"{_short(text)} is no grid: {fault}; write WIDTH HEIGHT ROW,ROW,... as in '4 3 4747,,a824'"
        ) from None


def partial_score(text: str) -> int:
    """How far a text can be read: 0 to 99 where it has a fault, 100 where it has none.

    0: it has not three parts; 1 to 3: its width is no number, under 1, over 99; 4 to 6: its height; 7, 8: it has two
    rows or more too few, too many; 9, 10: one; 11: its first row is empty; 12 to 99: a row is wrong, the higher the
    more rows were written out before it.
    """
    try:
        _decoded(text)
    except _Fault as fault:
        return fault.score
    return READABLE


def encode_all(grids: Sequence[Any]) -> pa.StringArray:
    """`encode` of every grid, many times faster.

    Raises:
        GridError: one of them is no grid.
    """
    parts = [encoded(*joined(grids[at : at + _CHUNK])) for at in range(0, len(grids), _CHUNK)]
    return pa.concat_arrays(parts) if parts else pa.array([], pa.string())


def decode_all(texts: Sequence[str] | pa.Array | pa.ChunkedArray) -> list[Grid]:
    """`decode` of every text, many times faster.

    Raises:
        GridError: one of them is none of the grammar.
    """
    if not isinstance(texts, pa.StringArray):
        texts = texts.to_pylist() if isinstance(texts, pa.Array | pa.ChunkedArray) else texts
        try:
            texts = pa.array(texts, pa.string())
        except (TypeError, ValueError):
            return [decode(text) for text in texts]  # one of them is no text, or none that can be encoded
    return [grid for at in range(0, len(texts), _CHUNK) for grid in _decoded_all(texts.slice(at, _CHUNK))]


def _decoded_all(texts: pa.StringArray) -> list[Grid]:
    grids = None if texts.null_count else decoded(texts)
    return [decode(text) for text in texts.to_pylist()] if grids is None else grids


def _decoded(text: str) -> Grid:
    if not isinstance(text, str):
        raise _Fault(0, f"{type(text).__name__} is no text")
    parts = text.split(" ")
    if len(parts) != 3:
        raise _Fault(0, f"it has {len(parts)} parts, not three with a blank between")
    width, height = _size(parts[0], "width", 1), _size(parts[1], "height", 4)
    rows = parts[2].split(",")
    _check_count(len(rows), height)
    cells = "".join(_decoded_rows(rows, width))
    return (np.frombuffer(cells.encode(), np.uint8) - ord("0")).reshape(height, width)


def _size(text: str, side: str, score: int) -> int:
    found = _SIZE.fullmatch(text)
    if not found:
        raise _Fault(score, f"its {side} {_short(text)} is no number")
    size = int(found[2][:4])  # Python reads no number of very many digits
    if found[1] or size < 1:
        raise _Fault(score + 1, f"its {side} {text[:20]} is under 1")
    if size > LONGEST:
        raise _Fault(score + 2, f"its {side} {text[:20]} is over {LONGEST}")
    return size


def _check_count(count: int, height: int) -> None:
    if count != height:
        one, more = (9, 7) if count < height else (10, 8)
        score = one if abs(count - height) == 1 else more
        raise _Fault(score, f"it has {count} rows, and a height of {height}")


def _decoded_rows(rows: list[str], width: int) -> Iterator[str]:
    row, written = "", 0
    for i, text in enumerate(rows):
        if text:
            row = _decoded_row(text, width)
            if len(row) != width:
                raise _Fault(12 + 87 * written // max(len(rows) - 1, 1), f"row {i + 1}, {_short(text)}, is wrong")
            written += 1
        elif i == 0:
            raise _Fault(11, "its first row is empty")
        yield row


def _decoded_row(text: str, width: int) -> str:
    """The cells of a row; more or fewer than `width` of them where it is none."""
    if len(text) > width or not _ROW.fullmatch(text):  # no run is longer than its cells
        return ""
    return text * width if len(text) == 1 else written_out(text)


def written_out(row: str) -> str:
    """The digits of a row of runs."""
    return _LETTER_RUN.sub(_run, row)


def _run(run: "re.Match[str]") -> str:
    return run[2] * (ord(run[1]) - ord("a") + 2)


def _short(text: object) -> str:
    return shown if len(shown := repr(text)) <= 60 else shown[:57] + "..."
