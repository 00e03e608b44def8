"""Palettes, directions, blank grids and numbers for cells, in forms that many families draw their inputs with.

In:  palettes(keys of tasks)
Out: for each the ten colours in an order of its own, the same for all pairs of a task
"""

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints, Offset, places_below
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.ground import ground
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw
from oeis_qa.streams import Words

_CHUNK = 128  # grids at once, whose numbers fit in a processor's cache

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
