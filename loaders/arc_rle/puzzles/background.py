"""The background of a grid, as rules read it off: its commonest colour, of several the lowest.

In:  background(Grids.of([[[7, 7, 2]], [[3, 2]]]))
Out: [7, 2], in an array that stands beside the cells
"""

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids
from oeis_qa.loaders.arc_rle.puzzles.ground import commonest


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
