"""Plain grounds to draw inputs on, and which colour of a grid is its ground: the commonest, of equals the lowest.

In:  commonest(Grids.of([[[3, 3, 1]]]))
Out: array([3])
"""

import numpy as np

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
