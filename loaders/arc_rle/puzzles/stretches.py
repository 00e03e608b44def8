"""The inputs of span: stretches of drawn lengths, the next always of another colour, on a background.

In:  diagonals(a draw whose stretches of the first pair are of 1 and 2 cells)
Out: a batch of [[3, 0, 0], [0, 5, 5], [0, 5, 5]], ...
"""

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.boxes import board
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, by_parameter
from oeis_qa.loaders.arc_rle.transforms import flipx, identity
from oeis_qa.streams import Words

_COLOURS = (2, 4)  # fewest and most in a task
_LONGEST = 5  # cells of a stretch
_SQUARE_SIDES = (6, 15)
_SIDES = (4, 13)


def diagonals(wanted: Draw, spared: bool = False) -> Grids:
    """Blocks along a diagonal, the other diagonal in every other task."""
    palette = _palettes(wanted, spared)
    side, numbers, colours = _stretched(wanted, palette)
    blocks = np.where(numbers[:, :, None] == numbers[:, None, :], colours[:, None, :], palette[:, :1, None])
    return by_parameter([identity, flipx])(_squares(side, blocks), one_drawn(wanted.tasks, "rising", 2))


def coloured_row(wanted: Draw) -> Grids:
    """A coloured row at the top."""
    palette = _palettes(wanted)
    side, numbers, colours = _stretched(wanted, palette)
    at_top = np.arange(numbers.shape[1])[:, None] == 0
    return _squares(side, np.where(at_top, colours[:, None, :], palette[:, :1, None]))


def marked_rows(wanted: Draw) -> Grids:
    """A coloured row at the top, and cells of one more colour on the left."""
    blank = board(wanted, _SIDES)
    numbers = _stretches(wanted.keys, "across", blank.width, np.clip(blank.width // 2, 1, _LONGEST))
    marks = drawn(wanted.keys, "marks", 3, blank.cells.shape[1]) == 0
    row = 1 + _colours_of(wanted.keys, wanted.tasks, numbers)
    return _edged(blank, _palettes(wanted), row, marks * (COLOURS - 2))


def alternating(wanted: Draw) -> Grids:
    """Cells at the top and on the left whose every other stretch is coloured."""
    blank = board(wanted, _SIDES)
    row, column = (
        _stretches(wanted.keys, axis, side, np.clip(side // 2, 1, _LONGEST))
        + one_drawn(wanted.keys, f"{axis} begins", 2)[:, None]
        for axis, side in (("across", blank.width), ("down", blank.height))
    )
    other = 1 + one_drawn(wanted.tasks, "other colour", 2)[:, None]
    return _edged(blank, _palettes(wanted, spared=True), row % 2, column % 2 * other)


def _palettes(wanted: Draw, spared: bool = False) -> Ints:
    """Nine colours in an order for each task, which spare the colour that is the rule's parameter where they are to."""
    palette = order(wanted.tasks, "palette", COLOURS)
    other = palette != (wanted.which if spared else palette[:, -1])[:, None]
    return palette[other].reshape(len(palette), COLOURS - 1)


def _stretched(wanted: Draw, palette: Ints) -> tuple[Ints, Ints, Ints]:
    """Sides of square grids, and for each place the number of its stretch and its colour."""
    low, high = wanted.within(_SQUARE_SIDES)
    side = one_drawn(wanted.keys, "side", high - low + 1) + low
    numbers = _stretches(wanted.keys, "stretches", side, np.clip(side // 3, 1, _LONGEST))
    chosen = 1 + _colours_of(wanted.keys, wanted.tasks, numbers)
    return side, numbers, np.take_along_axis(palette, chosen, axis=1)


def _squares(side: Ints, cells: Ints) -> Grids:
    return Grids(np.full(cells.shape, OUTSIDE, np.uint8), side, side).filled(cells)


def _edged(blank: Grids, palette: Ints, row: Ints, column: Ints) -> Grids:
    """Colours of the palette, by number, in the top row and the left column, but for the corner; else its first."""
    chosen = np.zeros(blank.cells.shape, np.int64)
    chosen[:, 0, 1:], chosen[:, 1:, 0] = row[:, 1:], column[:, 1:]
    return blank.filled(palette[np.arange(len(blank))[:, None, None], chosen])


def _stretches(keys: Words, purpose: str, side: Ints, longest: Ints) -> Ints:
    """For each line, which stretch each of its places lies in, counted from 0."""
    places = int(side.max(initial=1))
    starts = np.cumsum(drawn(keys, purpose, longest[:, None], places) + 1, axis=1)
    is_start = np.zeros((len(keys), places + 1), np.int64)
    is_start[np.arange(len(keys))[:, None], np.minimum(starts, places)] = 1
    return np.cumsum(is_start[:, :places], axis=1)


def _colours_of(keys: Words, tasks: Words, numbers: Ints) -> Ints:
    """A number from 0 for the colour of each place; two to four in a task, and neighbouring stretches have two."""
    count = one_drawn(tasks, "stretch colours", _COLOURS[1] - _COLOURS[0] + 1) + _COLOURS[0]
    steps = drawn(keys, "stretch colour", count[:, None] - 1, numbers.shape[1]) + 1
    colours = np.cumsum(steps, axis=1) % count[:, None]
    return np.take_along_axis(colours, numbers, axis=1)
