"""Bounding boxes: the least rectangles that hold all marked cells, one for each grid of a batch.

In:  bounds_of(numpy.array([[[0, 0, 0], [0, 1, 1]]], bool))
Out: Bounds(top=[1], left=[1], bottom=[2], right=[3]): rows 1 to before 2, columns 1 to before 3
"""

from typing import NamedTuple

import numpy as np

from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.cutting import box_around, cut
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Flags


class Bounds(NamedTuple):
    """The first row and column of each box and those behind its last ones."""

    top: Ints
    left: Ints
    bottom: Ints
    right: Ints

    def grown(self, by: int) -> "Bounds":
        """Boxes larger on every side; they may reach over the grid, or be empty where `by` is below 0."""
        return Bounds(self.top - by, self.left - by, self.bottom + by, self.right + by)

    def covers(self, grids: Grids) -> Flags:
        """Which places lie in the box."""
        row, column = np.arange(grids.cells.shape[1]), np.arange(grids.cells.shape[2])
        rows = (row >= self.top[:, None]) & (row < self.bottom[:, None])
        columns = (column >= self.left[:, None]) & (column < self.right[:, None])
        covered: Flags = rows[:, :, None] & columns[:, None, :]
        return covered


def bounds_of(marked: Flags) -> Bounds:
    """The box of each grid; an empty one where nothing is marked."""
    top, left, height, width = box_around(marked)
    return Bounds(top, left, top + height, left + width)


def cropped(grids: Grids, bounds: Bounds) -> Grids:
    """What lies in boxes, none of which reach over their grid."""
    return cut(grids, bounds.top, bounds.left, bounds.bottom - bounds.top, bounds.right - bounds.left)
