"""Pictures of rows: what is asked, the grids that are shown and the grid that answers, in ARC's colours.

Grids of a row have cells of one size. Grids of a task stand in pairs, outputs under inputs; what is no grid (counts,
flags, an output that is not known) is written as text.

In:  draw([row], "out.png"), the row of layout "instruction"
Out: a picture: "flipx · image/train/0/7", "Mirror the RLE image left to right. ...", two grids with their sizes
"""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from oeis_qa import figures
from oeis_qa.errors import GridError, OptionError
from oeis_qa.loaders.arc_rle.cells import Grid
from oeis_qa.loaders.arc_rle.codecs import CODECS

# The ten colours in which ARC's tasks are shown everywhere.
PALETTE = (
    *("#000000", "#0074D9", "#FF4136", "#2ECC40", "#FFDC00"),
    *("#AAAAAA", "#F012BE", "#FF851B", "#7FDBFF", "#870C25"),
)
_LINE, _TEXT = "#555555", "#222222"

# All lengths are pixels.
_WIDTH, _TALLEST = 1_200, 30_000
_MARGIN, _GAP = 24, 28
_LARGEST, _SMALLEST, _SIDE = 32, 5, 320  # of a cell, and of the longest side where that is between the two
_TITLE, _WORDS, _SMALL = 17, 15, 13  # heights of letters
_LEADING = 1.35
_SANS, _MONO = 0.56, 0.602  # widths of letters, as shares of their heights: about, and exactly
_ACROSS, _TEXT_ACROSS = _WIDTH - 2 * _MARGIN, 440  # widths of a row, and of a text among its grids

_BREAKS = re.compile(r"(\s+)|(?<=,)")  # where lines may end
_NAMES = re.compile(r"^([IO][0-9]+T?)\n", re.MULTILINE)

Pixels = NDArray[np.uint8]


class Piece(NamedTuple):
    """A grid of a row, or a text in the place of one."""

    title: str
    held: Grid | str

    @property
    def caption(self) -> str:
        return (
            self.title if isinstance(self.held, str) else f"{self.title}, {self.held.shape[1]} × {self.held.shape[0]}"
        )


class Mark(NamedTuple):
    """Something at a place of the picture, counted from the top left."""

    x: int
    y: int
    what: str | Pixels
    height: int  # of letters
    style: Mapping[str, str]


def draw(rows: Sequence[Mapping[str, Any]], path: str) -> None:
    """Write a PNG of these rows, one below another.

    Raises:
        MissingExtraError: matplotlib is not installed.
        OptionError: the rows are too many for a picture.
        TargetError: the file cannot be written.
    """
    marks, high = _all_marks(rows)
    if high > _TALLEST:
        raise OptionError(f"{len(rows):,} rows make a picture of {high:,} pixels from top to bottom; draw fewer")
    figure = figures.new("pictures", figsize=(_WIDTH, high), dpi=1)
    for mark in marks:
        _put(figure, mark, high)
    figures.save(figure, path, format="png")


def _put(figure: Any, mark: Mark, high: int) -> None:
    if isinstance(mark.what, str):
        place = {"x": mark.x / _WIDTH, "y": 1 - mark.y / high, "va": "top"}
        figure.text(s=mark.what, fontsize=72 * mark.height, color=_TEXT, parse_math=False, **place, **mark.style)
    else:
        figure.figimage(mark.what, xo=mark.x, yo=high - mark.y - len(mark.what))


# What stands where


def _all_marks(rows: Sequence[Mapping[str, Any]]) -> tuple[list[Mark], int]:
    """The marks of all rows, and the height of the picture."""
    marks: list[Mark] = []
    top = _MARGIN
    for row in rows:
        top = _row(row, top, marks) + 2 * _GAP
    return marks, top - 2 * _GAP + _MARGIN


def _row(row: Mapping[str, Any], top: int, marks: list[Mark]) -> int:
    """Add the marks of a row from `top` on; where it ends."""
    title = f"{json.loads(row['meta'])['operation']} · {row['id']}"
    top = _write(title, (_MARGIN, top), _TITLE, _ACROSS, marks, weight="bold")[1]
    top = _write(row["instruction"], (_MARGIN, top), _WORDS, _ACROSS, marks)[1] + _SMALL
    columns = list(pieces(row))
    cell = _cell([piece.held for column in columns for piece in column])
    for line in _flowed(columns, cell):
        first = max((_column(column[:1], cell)[2] for column in line if column[1:]), default=0)
        left, end = _MARGIN, top
        for column in line:
            drawn, wide, high = _column(column, cell, first)
            marks += [mark._replace(x=mark.x + left, y=mark.y + top) for mark in drawn]
            left, end = left + wide + _GAP, max(end, top + high)
        top = end + _GAP
    return top - _GAP


def _flowed(columns: Sequence[Sequence[Piece]], cell: int) -> list[list[Sequence[Piece]]]:
    """The columns in lines that go into the width."""
    lines: list[list[Sequence[Piece]]] = []
    free = 0
    for column in columns:
        wide = _column(column, cell)[1]
        if not lines or wide > free:
            lines.append([])
            free = _ACROSS
        lines[-1].append(column)
        free -= wide + _GAP
    return lines


def _column(column: Sequence[Piece], cell: int, first: int = 0) -> tuple[list[Mark], int, int]:
    """The marks of pieces one below another, as if there were nothing else; how wide and how high they are.

    The first takes at least so many pixels, so that the second ones of a row are level.
    """
    marks: list[Mark] = []
    wide = top = 0
    for i, piece in enumerate(column):
        top = max(top, first) + _SMALL if i else 0
        right, top = _write(piece.caption, (0, top), _SMALL, _ACROSS, marks)
        if isinstance(piece.held, str):
            beyond, top = _write(piece.held, (0, top), _SMALL, _TEXT_ACROSS, marks, family="monospace")
        else:
            pixels = _pixels(piece.held, cell)
            marks.append(Mark(0, top, pixels, 0, {}))
            beyond, top = pixels.shape[1], top + len(pixels)
        wide = max(wide, right, beyond)
    return marks, wide, top


def _write(
    text: str, at: tuple[int, int], height: int, across: int, marks: list[Mark], **style: str
) -> tuple[int, int]:
    """Add the lines of a text, broken to go into this width; where they end, to the right and below."""
    (x, y), letter = at, height * (_MONO if "family" in style else _SANS)
    breaking = textwrap.TextWrapper(int(across / letter), break_on_hyphens=False)
    breaking.wordsep_simple_re = _BREAKS
    lines = [part for line in text.split("\n") for part in breaking.wrap(line) or [""]]
    step = round(height * _LEADING)
    marks += [Mark(x, y + i * step, line, height, style) for i, line in enumerate(lines)]
    return x + round(max(map(len, lines)) * letter), y + len(lines) * step


def _cell(held: Sequence[Grid | str]) -> int:
    """How large the cells of these grids are, lines not counted."""
    longest = max((max(grid.shape) for grid in held if not isinstance(grid, str)), default=1)
    return max(_SMALLEST, min(_LARGEST, _SIDE // longest)) - 1


def _pixels(grid: Grid, cell: int) -> Pixels:
    """The picture of a grid: a line a pixel wide around every cell."""
    colours = np.array([[int(name[at : at + 2], 16) for at in (1, 3, 5)] for name in (*PALETTE, _LINE)], np.uint8)
    lined = np.full([(cell + 1) * side + 1 for side in grid.shape], len(PALETTE))
    for down in range(1, cell + 1):
        for right in range(1, cell + 1):
            lined[down :: cell + 1, right :: cell + 1] = grid
    return colours[lined]


# What a row shows


def pieces(row: Mapping[str, Any]) -> Iterator[list[Piece]]:
    """What the row shows and then its answer, what belongs below one another in a list."""
    parts = _NAMES.split(row["input"])
    if len(parts) > 1:
        named = [Piece(*named) for named in zip(parts[1::2], map(_read, parts[2::2]), strict=True)]
        yield from (named[at : at + 2] for at in range(0, len(named), 2))
    else:
        held = list(_shown(row["input"]))
        yield from ([Piece(f"input {i}" if len(held) > 1 else "input", one)] for i, one in enumerate(held, start=1))
    kind, _, codec = row["answer_kind"].partition(":")
    answer = row["answer"]
    yield [Piece("answer", CODECS[codec].decode(answer) if kind == "grid" else answer)]


def _shown(data: str) -> Iterator[Grid | str]:
    """The grid that the data are, or those that its parts are: paragraphs or else lines."""
    whole = _read(data)
    if isinstance(whole, str):
        parts = data.split("\n\n") if "\n\n" in data else data.split("\n")
        yield from map(_read, parts)
    else:
        yield whole


def _read(text: str) -> Grid | str:
    """The grid or the row that the text is in any codec; else the text."""
    text = text.rstrip("\n")
    for codec in CODECS.values():
        try:
            return codec.decode(text)
        except GridError:
            continue
    return _read_row(text)


def _read_row(text: str) -> Grid | str:
    """The same for a row by itself: a list of numbers, or runs such as b34a1."""
    cells = sum(1 if letter.isdigit() else ord(letter) - ord("a") + 1 for letter in text)
    for codec, grid in (("json", f"[{text}]"), ("rle", f"{cells} 1 {text}")):
        try:
            return CODECS[codec].decode(grid)
        except GridError:
            continue
    return text
