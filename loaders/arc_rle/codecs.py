"""The texts that a grid can be written in: run-length, digits, JSON, sparse. Each codec reads all that it writes.

    rle      2 2 10,01             see `rle`
    digits   10⏎01                 a line for each row; commas between the rows are read too
    json     [[1, 0], [0, 1]]
    sparse   2 2 0 0,0:1 1,1:1     width, height, the commonest colour; then column,row:colour of every other cell

In:  CODECS["sparse"].encode([[1, 0], [0, 1]])
Out: "2 2 0 0,0:1 1,1:1"
"""

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle import rle
from oeis_qa.loaders.arc_rle.cells import COLOURS, Grid, checked

_ROWS = re.compile(r"[0-9]+(?:[ \t\r]*\n[ \t]*[0-9]+)*|[0-9]+(?:,[ \t]*[0-9]+)*", re.ASCII)
_BETWEEN = re.compile(r"[ \t\r]*[\n,][ \t]*")
_SPARSE = re.compile(r"([1-9][0-9]?) ([1-9][0-9]?) ([0-9])((?: [0-9]{1,2},[0-9]{1,2}:[0-9])*)", re.ASCII)
_CELL = re.compile(r"([0-9]+),([0-9]+):([0-9])", re.ASCII)


class Codec(NamedTuple):
    encode: Callable[[Any], str]  # raises GridError for what is no grid
    decode: Callable[[str], Grid]  # raises GridError for a text that cannot be read


def encode_digits(grid: Any) -> str:
    """A line of digits for each row."""
    cells = checked(grid)
    text = np.full((cells.shape[0], cells.shape[1] + 1), ord("\n"), np.uint8)
    text[:, :-1] = cells + ord("0")
    return text.tobytes()[:-1].decode()


def decode_digits(text: str) -> Grid:
    """The grid of rows of digits, all on lines of their own or all with commas between."""
    if not _ROWS.fullmatch(text.strip()):
        raise GridError(f"{text[:60]!r} is no grid of digits; write a line of digits for each row")
    rows = _BETWEEN.split(text.strip())
    if len({len(row) for row in rows}) > 1:
        raise GridError(f"{text[:60]!r} has rows of different widths; give every row as many digits")
    return checked(np.array([[*row.encode()] for row in rows], np.uint8) - ord("0"))


def encode_json(grid: Any) -> str:
    """A JSON list of rows, each a list of numbers."""
    return json.dumps(checked(grid).tolist())


def decode_json(text: str) -> Grid:
    """The grid of a JSON list of lists."""
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list) or not all(isinstance(row, list) and all(map(_is_colour, row)) for row in rows):
        raise GridError(f"{text[:60]!r} is no JSON list of lists of colours, 0 to 9; write it as in '[[1, 0], [0, 1]]'")
    return checked(rows)


def _is_colour(value: Any) -> bool:
    return type(value) is int and 0 <= value < COLOURS


def encode_sparse(grid: Any) -> str:
    """The size, the commonest colour (of several the lowest), and the other cells, row by row."""
    cells = checked(grid)
    background = int(np.bincount(cells.ravel(), minlength=COLOURS).argmax())
    rows, columns = np.nonzero(cells != background)
    places = zip(columns.tolist(), rows.tolist(), cells[rows, columns].tolist(), strict=True)
    head = f"{cells.shape[1]} {cells.shape[0]} {background}"
    return " ".join([head, *(f"{column},{row}:{colour}" for column, row, colour in places)])


def decode_sparse(text: str) -> Grid:
    """The grid of a size, a background and other cells, in any order."""
    found = _SPARSE.fullmatch(text)
    if not found:
        raise GridError(
            f"{text[:60]!r} is no sparse grid; write WIDTH HEIGHT COLOUR, then COLUMN,ROW:COLOUR of other cells"
        )
    cells = np.full((int(found[2]), int(found[1])), int(found[3]), np.uint8)
    named = set()
    for place in _CELL.finditer(found[4]):
        column, row, colour = map(int, place.groups())
        if row >= cells.shape[0] or column >= cells.shape[1] or (column, row) in named:
            raise GridError(f"cell {place[0]} lies outside the grid or is named twice; count columns and rows from 0")
        named.add((column, row))
        cells[row, column] = colour
    return cells


CODECS = {
    "rle": Codec(rle.encode, rle.decode),
    "digits": Codec(encode_digits, decode_digits),
    "json": Codec(encode_json, decode_json),
    "sparse": Codec(encode_sparse, decode_sparse),
}
