"""outline: the cells at the edge of the areas, in one colour, and those within them, in another.

A cell lies within where all of its eight neighbours are in the grid and have its colour; else it is at the edge. The
parameter is the colour of the edge and that of what lies within.

In:  [[3, 3, 3, 8], [3, 3, 3, 8], [3, 3, 3, 8]], parameter (5, 0)
Out: [[5, 5, 5, 5], [5, 0, 5, 5], [5, 5, 5, 5]]
"""

from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.morphology import erosion
from oeis_qa.loaders.arc_rle.puzzles.ground import drawn_sides, plain
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits

Flags = NDArray[np.bool_]

_MOST = 4  # rectangles


def _outlined(grids: Grids, which: Ints) -> Grids:
    within = erosion(grids, "all8").cells
    return grids.filled(np.where(within == 1, _WITHIN[which][:, None, None], _EDGE[which][:, None, None]))


def _drawn(draw: Draw) -> Grids:
    """One to four filled rectangles over one another; most of them are large enough to have something within."""
    height, width = drawn_sides(draw, (4, 14))
    grids = plain(one_drawn(draw.keys, "ground", COLOURS), height, width)
    colours = drawn(draw.keys, "colours", COLOURS, _MOST)
    count = one_drawn(draw.keys, "count", _MOST) + 1
    for number in range(_MOST):
        rows = _between(draw, f"rows {number}", height, grids.cells.shape[1])
        columns = _between(draw, f"columns {number}", width, grids.cells.shape[2])
        covered = rows[:, :, None] & columns[:, None, :] & (number < count)[:, None, None]
        np.copyto(grids.cells, colours[:, number, None, None].astype(np.uint8), where=covered)
    return grids


def _between(draw: Draw, purpose: str, side: Ints, places: int) -> Flags:
    """For each input, which of these places lie in a part of its side, of two fifths to four fifths of it."""
    length = (side * (one_drawn(draw.keys, f"length {purpose}", 3) + 2) + 4) // 5
    start = one_drawn(draw.keys, f"start {purpose}", side - length + 1)[:, None]
    return (np.arange(places) >= start) & (np.arange(places) < start + length[:, None])


PARAMETERS = tuple(permutations(range(COLOURS), 2))
_EDGE, _WITHIN = np.array(PARAMETERS, np.uint8).T

GROUPS = {"outline": Group(PARAMETERS, _outlined, _drawn, traits=Traits.SIDES | Traits.TWO)}
