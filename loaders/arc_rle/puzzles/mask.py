"""mask: slanted lines with holes, which are to be found, or filled as the lines go on.

What the lines and the holes of a grid are, slants.py says; nothing is said of a grid that cannot be read so.
`find_holes`: holes keep their colour, all else takes the parameter's. `repair`: holes take the colours of their lines.
The other groups speak only of holes that fill one rectangle. `locate`: as find_holes. `crop`: the rectangle
alone, repaired. `keep`: the rectangle repaired in its place, all else in the parameter's colour.

In:  [[1, 2, 1, 2], [2, 7, 7, 1], [1, 7, 7, 2], [2, 1, 2, 1]], group "repair"; the same, group "crop"
Out: [[1, 2, 1, 2], [2, 1, 2, 1], [1, 2, 1, 2], [2, 1, 2, 1]]; [[1, 2], [2, 1]]
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, gathered, places_below
from oeis_qa.loaders.arc_rle.puzzles.boards import drawn_in_cells, palettes, sized
from oeis_qa.loaders.arc_rle.puzzles.ground import drawn_sides
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, Rule, only_where
from oeis_qa.loaders.arc_rle.puzzles.slants import MOST_LINES, lines_drawn, read
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.streams import Words

Flags = NDArray[np.bool_]
Holes = Callable[[Words, Ints, Ints], Flags]  # keys, heights, widths -> which cells of the boxes are holes

_HOLE = 4  # place of its colour in the palette; those before it are for lines
_SHARES, _FEWEST, _MOST = 16, 3, 6  # sixteenths of the cells
_BLOCK = 2  # cells of its side at most
_ONE_COLOUR = Traits.SIDES | Traits.ONE_NEW


class Rectangle(NamedTuple):
    """The box around the holes of each grid."""

    top: Ints
    left: Ints
    height: Ints
    width: Ints
    full: Flags  # whether the holes fill it


def _rectangle(holes: Flags) -> Rectangle:
    rows, columns = (np.logical_or.reduce(holes, axis=axis) for axis in (2, 1))
    top, left = rows.argmax(axis=1), columns.argmax(axis=1)
    height = np.where(rows.any(axis=1), rows.shape[1] - rows[:, ::-1].argmax(axis=1) - top, 0)
    width = np.where(columns.any(axis=1), columns.shape[1] - columns[:, ::-1].argmax(axis=1) - left, 0)
    return Rectangle(top, left, height, width, holes.sum(axis=(1, 2)) == height * width)


def find_holes(grids: Grids, colour: Ints) -> Grids:
    """Nothing but the holes."""
    reading = read(grids)
    return only_where(reading.fits, _alone(grids, reading.holes, colour))


def repair(grids: Grids, which: Ints) -> Grids:
    """The pattern without holes."""
    reading = read(grids)
    return only_where(reading.fits, reading.pattern)


def locate(grids: Grids, colour: Ints) -> Grids:
    """Nothing but the rectangle."""
    reading = read(grids)
    return only_where(reading.fits & _rectangle(reading.holes).full, _alone(grids, reading.holes, colour))


def crop(grids: Grids, which: Ints) -> Grids:
    """The repaired rectangle alone."""
    reading = read(grids)
    box = _rectangle(reading.holes)
    high, wide = (np.arange(max(1, side.max(initial=0))) for side in (box.height, box.width))
    rows, columns = box.top[:, None] + high, box.left[:, None] + wide
    return only_where(reading.fits & box.full, gathered(reading.pattern, rows, columns, box.height, box.width))


def keep(grids: Grids, colour: Ints) -> Grids:
    """Nothing but the repaired rectangle, where it is."""
    reading = read(grids)
    return only_where(reading.fits & _rectangle(reading.holes).full, _alone(reading.pattern, reading.holes, colour))


def _alone(grids: Grids, holes: Flags, colour: Ints) -> Grids:
    """The cells of the holes, all else in this colour."""
    return grids.filled(np.where(holes, grids.cells, colour[:, None, None]))


def _scattered(keys: Words, height: Ints, width: Ints) -> Flags:
    """Single cells or blocks, three to six sixteenths of all cells: fewer would leave outputs nearly empty."""
    share = one_drawn(keys, "share", _MOST - _FEWEST + 1)[:, None, None] + _FEWEST
    size = one_drawn(keys, "block", _BLOCK)[:, None] + 1
    high, wide = int(height.max(initial=1)), int(width.max(initial=1))
    blocks = drawn_in_cells(keys, "holes", _SHARES, (len(keys), high, wide)) < share
    rows, columns = (np.arange(side) // size for side in (high, wide))
    return blocks[np.arange(len(keys))[:, None, None], rows[:, :, None], columns[:, None, :]]


def _one_rectangle(keys: Words, height: Ints, width: Ints) -> Flags:
    """A rectangle of half the sides at most."""
    rows, columns = _span(keys, "rows", height), _span(keys, "columns", width)
    return rows[:, :, None] & columns[:, None, :]


def _span(keys: Words, name: str, sides: Ints) -> Flags:
    size = np.minimum(one_drawn(keys, f"{name} size", np.maximum(sides // 2 - 1, 1)) + 2, sides)
    start = one_drawn(keys, f"{name} start", sides - size + 1)
    places = int(sides.max(initial=1))
    return places_below(start + size, places) & ~places_below(start, places)


def _slanted(wanted: Draw, holes: Holes, coloured: bool) -> Grids:
    """Patterns with holes, which have not the parameter's colour where that is one."""
    keys, palette = wanted.keys, palettes(wanted.tasks)
    if coloured:
        taken = palette[:, _HOLE] == wanted.which
        palette[taken, _HOLE] = palette[taken, _HOLE + 1]
    height, width = drawn_sides(wanted, (5, 12))
    lines = lines_drawn(keys, height, width)
    of_line = drawn(keys, "line colours", _HOLE, MOST_LINES)
    of_line[:, :2] = 0, 1  # so that there are two colours at least
    grid = np.arange(len(keys))[:, None, None]
    place = np.where(holes(keys, height, width), _HOLE, of_line[grid, lines])
    return sized(height, width, palette[grid, place])


def _group(rule: Rule, holes: Holes, coloured: bool, traits: Traits) -> Group:
    parameters = tuple(range(COLOURS)) if coloured else (None,)
    return Group(parameters, rule, partial(_slanted, holes=holes, coloured=coloured), traits=traits)


GROUPS = {
    "find_holes": _group(find_holes, _scattered, coloured=True, traits=_ONE_COLOUR | Traits.TWO),
    "repair": _group(repair, _scattered, coloured=False, traits=Traits.SIDES | Traits.COLOURS),
    "crop": _group(crop, _one_rectangle, coloured=False, traits=Traits.FEWER | Traits.COLOURS),
    "locate": _group(locate, _one_rectangle, coloured=True, traits=_ONE_COLOUR | Traits.TWO),
    "keep": _group(keep, _one_rectangle, coloured=True, traits=_ONE_COLOUR),
}
