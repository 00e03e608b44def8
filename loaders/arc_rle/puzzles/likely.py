"""Costly rules look at those grids alone that they may fit: when they are tried on other families, most are left out.

In:  among(numpy.array([False, True]), Grids.of([[[4]]]))
Out: a batch of NOTHING and [[4]]
"""

import numpy as np

from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Flags


def among(likely: Flags, made: Grids) -> Grids:
    """What was made of the likely grids, each at its place, and NOTHING at the others."""
    cells = np.full((len(likely), *made.cells.shape[1:]), OUTSIDE, np.uint8)
    height, width = np.zeros((2, len(likely)), np.int64)
    cells[likely], height[likely], width[likely] = made.cells, made.height, made.width
    return Grids(cells, height, width)
