"""The smallest box around some cells of each grid, and that part of the grid alone.

In:  box_around(numpy.array([[[False, True, True], [False, True, False]]]))
Out: Box(top=[0], left=[1], height=[2], width=[2])
"""

from typing import NamedTuple

import numpy as np

from oeis_qa.loaders.arc_rle.grids import Grids, Ints, gathered
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Flags


class Box(NamedTuple):
    top: Ints
    left: Ints
    height: Ints  # 0 where there are no cells
    width: Ints


def box_around(cells: Flags) -> Box:
    """The box around these cells of each grid."""
    (top, height), (left, width) = (_reach(cells, axis) for axis in (2, 1))
    return Box(top, left, height, width)


def cut_out(grids: Grids, box: Box) -> Grids:
    """What lies in the box."""
    rows = box.top[:, None] + np.arange(box.height.max(initial=1))
    columns = box.left[:, None] + np.arange(box.width.max(initial=1))
    return gathered(grids, rows, columns, box.height, box.width)


def _reach(cells: Flags, along: int) -> tuple[Ints, Ints]:
    """The first of the lines that hold any of the cells, and how many there are up to the last."""
    lines = np.logical_or.reduce(cells, axis=along)
    first, last = lines.argmax(axis=1), lines.shape[1] - lines[:, ::-1].argmax(axis=1)
    return first, np.where(lines.any(axis=1), last - first, 0)
