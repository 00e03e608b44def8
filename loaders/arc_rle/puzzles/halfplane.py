"""halfplane: a pixel, or the line through two, bounds the half of the grid that takes its colour.

The background is the commonest colour, of several the lowest; the pixels are all other cells. `one_pixel`: exactly one;
everything from it on in one of eight directions is filled, cells level with it too: for "down right" those whose
row and column add up to as much as the pixel's or more. `two_pixels`: exactly two of one colour; the cells on the line
through their centres and those on one side of it are filled: "up" all above, which says nothing of an upright line,
"left" all to the left, which says nothing of a level one.

In:  [[0, 0, 0], [0, 5, 0], [0, 0, 0]], group "one_pixel", parameter "up left"
Out: [[5, 5, 5], [5, 5, 0], [5, 0, 0]]
"""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, Offset
from oeis_qa.loaders.arc_rle.puzzles.boards import DIRECTIONS, palettes
from oeis_qa.loaders.arc_rle.puzzles.ground import ground, things
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, by_parameter, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits

SIDES = ("up", "down", "left", "right")
_TRAITS = Traits.THINGS | Traits.COLOURS | Traits.TWO


def beyond_pixel(grids: Grids, direction: Offset) -> Grids:
    """Everything from the pixel on filled."""
    pixels = things(grids)
    row, column = _first(pixels)
    filled = _filled(grids, (row, column), (np.full_like(row, direction[0]), np.full_like(row, direction[1])))
    return only_where(pixels.sum(axis=(1, 2)) == 1, filled)


def beyond_line(grids: Grids, side: str) -> Grids:
    """Everything on one side of the line through both pixels filled."""
    pixels = things(grids)
    high, wide = pixels.shape[1:]
    row, column = _first(pixels)
    from_end = _first(pixels[:, ::-1, ::-1])
    last_row, last_column = high - 1 - from_end[0], wide - 1 - from_end[1]
    down, right = last_row - row, last_column - column  # down is never below 0
    sign = np.sign(right) if side in ("up", "down") else np.sign(down)
    turned = sign if side in ("up", "right") else -sign
    filled = _filled(grids, (row, column), (-right * turned, down * turned))
    grid = np.arange(len(grids))
    same = grids.cells[grid, row, column] == grids.cells[grid, last_row, last_column]
    return only_where((pixels.sum(axis=(1, 2)) == 2) & same & (sign != 0), filled)


def _first(pixels: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Row and column of the first pixel in reading order."""
    row, column = np.divmod(pixels.reshape(len(pixels), -1).argmax(axis=1), pixels.shape[2])
    return row, column


def _filled(grids: Grids, pixel: tuple[Ints, Ints], slope: tuple[Ints, Ints]) -> Grids:
    """The pixel's colour where the steps from it, down and to the right, times the slopes add up to 0 or more."""
    high, wide = grids.cells.shape[1:]
    down = slope[0][:, None] * (np.arange(high) - pixel[0][:, None])
    right = slope[1][:, None] * (np.arange(wide) - pixel[1][:, None])
    colour = grids.cells[np.arange(len(grids)), pixel[0], pixel[1]]
    return grids.filled(np.where(down[:, :, None] + right[:, None, :] >= 0, colour[:, None, None], grids.cells))


def _pixels(wanted: Draw, count: int) -> Grids:
    """One or two pixels of one colour on a background."""
    palette = palettes(wanted.tasks)
    grids = ground(wanted, palette[:, 0], (3, 14))
    area, grid = grids.height * grids.width, np.arange(len(grids))
    colour = palette[grid, 1 + one_drawn(wanted.keys, "colour", palette.shape[1] - 1)]
    first = one_drawn(wanted.keys, "first", area)
    second = (first + 1 + one_drawn(wanted.keys, "second", np.maximum(area - 1, 1))) % area
    for place in (first, second)[:count]:
        grids.cells[grid, place // grids.width, place % grids.width] = colour
    return grids


GROUPS = {
    "one_pixel": Group(
        tuple(DIRECTIONS),
        by_parameter([partial(beyond_pixel, direction=direction) for direction in DIRECTIONS.values()]),
        partial(_pixels, count=1),
        traits=_TRAITS,
    ),
    "two_pixels": Group(
        SIDES,
        by_parameter([partial(beyond_line, side=side) for side in SIDES]),
        partial(_pixels, count=2),
        traits=_TRAITS,
    ),
}
