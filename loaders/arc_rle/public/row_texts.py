"""Single rows of cells as a digit for each cell, whatever text they are read from; they may be longer than a grid.

In:  decode_list("[8, 2, 2]"), scaled("822", 2)
Out: "822", "882222"
"""

import json
import re

from oeis_qa.errors import GridError, OptionError
from oeis_qa.loaders.arc_rle.cells import COLOURS

_DIGITS = re.compile(r"[0-9]+", re.ASCII)


def decode_digits(text: str) -> str:
    """The row of a text with a digit for each cell.

    Raises:
        GridError: it is none.
    """
    if not _DIGITS.fullmatch(text):
        raise GridError(f"{text[:60]!r} is no row of digits; write one for each cell")
    return text


def decode_list(text: str) -> str:
    """The row of a JSON list of colours.

    Raises:
        GridError: it is none.
    """
    try:
        cells = json.loads(text)
    except (ValueError, RecursionError):
        cells = None
    if not isinstance(cells, list) or not cells or not all(type(cell) is int and 0 <= cell < COLOURS for cell in cells):
        raise GridError(f"{text[:60]!r} is no JSON list of colours, 0 to 9; write it as in '[8, 2, 2]'")
    return "".join(map(str, cells))


def listed(row: str) -> str:
    """Its cells with commas between."""
    return ", ".join(row)


def scaled(row: str, times: int) -> str:
    """Every cell so many times.

    Raises:
        OptionError: that is none.
    """
    if times < 1:
        raise OptionError(f"times={times}: give 1 or more")
    return "".join(cell * times for cell in row)


def compressed(row: str) -> str:
    """One cell of each run."""
    return "".join(cell for cell, before in zip(row, " " + row, strict=False) if cell != before)


def backwards(row: str) -> str:
    """The row from its end."""
    return row[::-1]
