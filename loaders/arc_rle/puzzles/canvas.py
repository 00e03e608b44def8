"""What inputs are drawn on: blank grids of drawn sides, and a number for each of their cells.

In:  blank(draw, (3, 14))
Out: Grids of 3 to 14 rows and columns (or as the user wants the sides), all of colour 0
"""

import numpy as np

from oeis_qa.loaders.arc_rle.drawing import drawn
from oeis_qa.loaders.arc_rle.grids import Cells, Grids
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.ground import ground
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw

_CHUNK = 128  # grids at once, whose numbers fit in a processor's cache


def blank(draw: Draw, default: Range) -> Grids:
    """A grid of 0 for each key."""
    return ground(draw, np.zeros(len(draw.keys), np.uint8), default)


def for_each_cell(draw: Draw, default: Range, grids: Grids, purpose: str, bound: int) -> Cells:
    """A number below the bound, at most 256, for each place of these grids, whose sides are within the wanted ones."""
    most = draw.within(default)[1]  # places are told by it, since the boxes depend on what else is in the batch
    high, wide = grids.cells.shape[1:]
    numbers = np.empty((len(grids), high, wide), np.uint8)
    for at in range(0, len(numbers), _CHUNK):
        some = slice(at, at + _CHUNK)
        drawn_here = drawn(draw.keys[some], purpose, bound, most * most).reshape(-1, most, most)
        numbers[some] = drawn_here[:, :high, :wide]
    return numbers
