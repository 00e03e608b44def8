"""skew: each line of an image moved one cell further than the line before, or such an image straightened again.

`skew`, parameter (direction, filler): "right" and "left" move row r, counted from 0 at the top, by r cells; "down" and
"up" move column c, counted from 0 on the left, by c cells. The grid grows by the number of these lines less one, and
the filler takes the cells that are left free.
`unskew`, parameter direction: what `skew` has moved in that direction goes back. The cells that it left free, which are
thrown away, must have one colour; a grid with more lines than they are long fits nothing.

In:  [[1, 2], [3, 4]], skew, parameter ("right", 0)
Out: [[1, 2, 0], [0, 3, 4]]
"""

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS, LONGEST
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints, merged
from oeis_qa.loaders.arc_rle.images import random_images
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, by_parameter, noise, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.puzzles.turned import turned, turned_back
from oeis_qa.loaders.arc_rle.symmetry import IMAGES

DIRECTIONS = {"right": "orig", "left": "flipx", "down": "flipa", "up": "ccw"}  # and how each is turned from "right"
FILLED = tuple((direction, filler) for direction in DIRECTIONS for filler in range(COLOURS))


def skewed(grids: Grids, filler: Ints) -> Grids:
    """Row r moved by r cells to the right."""
    width = grids.width + grids.height - 1
    high, wide = grids.cells.shape[1:]
    cells = np.full((len(grids), high, high + wide - 1), OUTSIDE, np.uint8)
    for row in range(high):
        cells[:, row, row : row + wide] = grids.cells[:, row]
    longer = Grids(cells, grids.height, width)
    return only_where(width <= LONGEST, longer.filled(np.where(cells == OUTSIDE, filler[:, None, None], cells)))


def unskewed(grids: Grids) -> Grids:
    """Row r moved by r cells to the left, where the cells in front of it and behind the others have one colour."""
    free = _free(grids)
    most, least = np.where(free, grids.cells, 0).max(axis=(1, 2)), np.where(free, grids.cells, OUTSIDE).min(axis=(1, 2))
    width = grids.width - grids.height + 1
    moved = np.stack([np.roll(grids.cells[:, row], -row, axis=1) for row in range(grids.cells.shape[1])], axis=1)
    fits = (width > 0) & ((most == least) | (grids.height == 1))
    straight = Grids(moved, np.where(fits, grids.height, 0), np.where(fits, width, 0))
    return straight.filled(moved)


def _free(grids: Grids) -> NDArray[np.bool_]:
    """Which cells skewing to the right has left free."""
    rows, columns = np.arange(grids.cells.shape[1])[:, None], np.arange(grids.cells.shape[2])
    length = (grids.width - grids.height + 1)[:, None, None]
    return grids.inside & ((columns < rows) | (columns >= rows + length))


def _draw_skewed(draw: Draw) -> Grids:
    """Random images, turned so that lines are longer than there are of them, with a colour over what is to be free."""
    sides = draw.within((3, 13))
    grids = random_images(draw.keys, sides, sides, (2, 4))
    turn = np.flatnonzero(grids.height > grids.width)
    keep = np.flatnonzero(grids.height <= grids.width)
    lying = merged([grids.some(keep), IMAGES["flipa"](grids.some(turn))], [keep, turn])
    filler = one_drawn(draw.tasks, "filler", COLOURS)[:, None, None]
    return _turn(lying.filled(np.where(_free(lying), filler, lying.cells)), draw.which)


def _skew(grids: Grids, which: Ints) -> Grids:
    direction, filler = np.divmod(which, COLOURS)
    return _turn(skewed(_turn_back(grids, direction), filler), direction)


_turn, _turn_back = by_parameter([IMAGES[way] for way in DIRECTIONS.values()]), turned_back(DIRECTIONS.values())

GROUPS = {
    "skew": Group(FILLED, _skew, noise((2, 10)), traits=Traits.RESIZED | Traits.ONE_NEW),
    "unskew": Group(
        tuple(DIRECTIONS), turned(unskewed, DIRECTIONS.values()), _draw_skewed, traits=Traits.RESIZED | Traits.COLOURS
    ),
}
