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
    (top, height), (left, width) = (spans(np.logical_or.reduce(cells, axis=axis)) for axis in (2, 1))
    return Box(top, left, height, width)


def cut_out(grids: Grids, box: Box) -> Grids:
    """What lies in the box."""
    return cut(grids, *box)


def cut(grids: Grids, top: Ints, left: Ints, height: Ints, width: Ints) -> Grids:
    """The box of each grid that begins there and has these sides."""
    rows, columns = np.arange(height.max(initial=1)), np.arange(width.max(initial=1))
    return gathered(grids, top[:, None] + rows, left[:, None] + columns, height, width)


def spans(flags: Flags) -> tuple[Ints, Ints]:
    """The first flag of each row, and how many places there are from it to the last; 0 where there is none."""
    first, after = flags.argmax(axis=1), flags.shape[1] - flags[:, ::-1].argmax(axis=1)
    return first, np.where(flags.any(axis=1), after - first, 0)
