"""Palettes, directions and numbers for cells, in forms that many families draw their inputs with.

In:  palettes(keys of tasks)
Out: for each the ten colours in an order of its own, the same for all pairs of a task
"""

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints, Offset, places_below
from oeis_qa.streams import Words

DIRECTIONS: dict[str, Offset] = {
    "up": (-1, 0),
    "down": (1, 0),
    "left": (0, -1),
    "right": (0, 1),
    "up left": (-1, -1),
    "up right": (-1, 1),
    "down left": (1, -1),
    "down right": (1, 1),
}


def palettes(tasks: Words) -> Cells:
    """The ten colours in an order that is the same for all pairs of a task."""
    return order(tasks, "palette", COLOURS).astype(np.uint8)


def sized(height: Ints, width: Ints, cells: Cells) -> Grids:
    """Grids of these sides with these cells, or the one that stands for all of each."""
    high, wide = places_below(height, height.max(initial=1)), places_below(width, width.max(initial=1))
    return Grids(np.where(high[:, :, None] & wide[:, None, :], cells, np.uint8(OUTSIDE)), height, width)


def drawn_in_cells(keys: Words, purpose: str, bound: int, shape: tuple[int, ...]) -> Ints:
    """A number below the bound for each place of boxes of this shape; a place has its own however large they are."""
    count, high, wide = shape
    rows = (keys[:, None] + np.arange(high).astype(np.uint64)).reshape(-1)
    return drawn(rows, purpose, bound, wide).reshape(count, high, wide)
