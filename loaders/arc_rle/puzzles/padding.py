"""Padding: grids laid somewhere into larger ones of one colour, which has at least one cell on every side of them.

In:  padded(keys, Grids.of([[[1, 2]]]), numpy.array([True]), colours=numpy.array([7]), sides=(2, 4))
Out: a batch of, say, [[7, 7, 7, 7], [7, 1, 2, 7], [7, 7, 7, 7]]
"""

import numpy as np

from oeis_qa.loaders.arc_rle.drawing import keys_for, one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, gathered
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.bounds import Bounds
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Flags
from oeis_qa.streams import Words

_MOST = 16  # cells that a side is longer


def padded(keys: Words, grids: Grids, where: Flags, colours: Ints, sides: Range) -> Grids:
    """The grids with padding of these colours, where it is wanted; sides are within the range if there is space."""
    top, height = _room(keys_for(keys, "down"), grids.height, where, sides)
    left, width = _room(keys_for(keys, "right"), grids.width, where, sides)
    rows, columns = _inner(top, grids.height, height), _inner(left, grids.width, width)
    whole = gathered(grids, rows, columns, height, width)
    inside = Bounds(top, left, top + grids.height, left + grids.width).covers(whole)
    return whole.filled(np.where(inside, whole.cells, colours[:, None, None]))


def _room(keys: Words, side: Ints, where: Flags, sides: Range) -> tuple[Ints, Ints]:
    """Where a grid with this side begins in the whole, and the side of the whole."""
    least = np.maximum(side + 2, sides[0])
    more = np.maximum(np.minimum(sides[1], side + _MOST) - least, 0)
    padding = least + one_drawn(keys, "padding", more + 1) - side
    before = 1 + one_drawn(keys, "before", padding - 1)
    return np.where(where, before, 0), np.where(where, padding, 0) + side


def _inner(before: Ints, side: Ints, whole: Ints) -> Ints:
    """The place in the grid for each one in the whole, its ends for those in the padding."""
    return np.clip(np.arange(whole.max(initial=1)) - before[:, None], 0, side[:, None] - 1)
