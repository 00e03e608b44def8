"""Plain grounds to draw inputs on, and which colour of a grid is its ground: the commonest, of equals the lowest.

In:  commonest(Grids.of([[[7, 7, 2]], [[3, 2]]]))
Out: array([7, 2])
"""

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw


def commonest(grids: Grids) -> Cells:
    """The colour of most cells of each grid."""
    return colour_counts(grids).argmax(axis=1).astype(np.uint8)


def colour_counts(grids: Grids) -> Ints:
    """How many cells of each colour there are; much faster than to compare with each colour."""
    slots = COLOURS + 1  # the last one counts what is outside
    codes = np.minimum(grids.cells, COLOURS) + np.arange(0, len(grids) * slots, slots)[:, None, None]
    counts = np.bincount(codes.reshape(-1), minlength=len(grids) * slots).reshape(len(grids), slots)
    return counts[:, :COLOURS]


def background(grids: Grids) -> Cells:
    """The commonest colour of each grid, in the shape (grids, 1, 1)."""
    return commonest(grids)[:, None, None]


def things(grids: Grids) -> NDArray[np.bool_]:
    """Which cells have another colour than the background."""
    return (grids.cells != background(grids)) & (grids.cells != OUTSIDE)


def last_things(grids: Grids) -> Cells:
    """For each cell, the colour of the last one up to it in its row that is none of the background, where there is one.

    Where there is none it is the background.
    """
    places = np.where(things(grids), np.arange(grids.cells.shape[2]), 0)
    return np.take_along_axis(grids.cells, np.maximum.accumulate(places, axis=2), axis=2)


def plain(colours: Ints | Cells, height: Ints, width: Ints) -> Grids:
    """Grids of these sizes, each of one colour."""
    box = np.full((len(colours), height.max(initial=1), width.max(initial=1)), OUTSIDE, np.uint8)
    return Grids(box, height, width).filled(colours[:, None, None])


def ground(draw: Draw, colour: Ints | Cells, default: Range) -> Grids:
    """A grid of its colour, of drawn sides, for each pair."""
    return plain(colour, *drawn_sides(draw, default))


def drawn_sides(draw: Draw, default: Range) -> tuple[Ints, Ints]:
    """Height and width of the input of each pair."""
    low, high = draw.within(default)
    height, width = (one_drawn(draw.keys, side, high - low + 1) + low for side in ("height", "width"))
    return height, width
