"""Boards: grids of one colour to lay things on, what is drawn for their cells, and how a rule tells things from them.

The background of a grid is its commonest colour, of several the lowest.

In:  background(Grids.of([[[4, 4, 1]], [[7, 2, 0]]]))
Out: array([4, 0], dtype=uint8)
"""

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints, Offset, places_below
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw
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


def background(grids: Grids) -> Cells:
    """The commonest colour of each grid."""
    return colour_counts(grids).argmax(axis=1).astype(np.uint8)


def colour_counts(grids: Grids) -> Ints:
    """How many cells of each colour there are; much faster than to compare with each colour."""
    slots = COLOURS + 1  # the last one counts what is outside
    codes = np.minimum(grids.cells, COLOURS) + np.arange(len(grids))[:, None, None] * slots
    counts = np.bincount(codes.reshape(-1), minlength=len(grids) * slots).reshape(len(grids), slots)
    return counts[:, :COLOURS]


def things(grids: Grids) -> NDArray[np.bool_]:
    """Which cells have another colour than the background."""
    return (grids.cells != background(grids)[:, None, None]) & (grids.cells != OUTSIDE)


def palettes(tasks: Words) -> Cells:
    """The ten colours in an order that is the same for all pairs of a task."""
    return order(tasks, "palette", COLOURS).astype(np.uint8)


def sides_drawn(wanted: Draw, default: Range) -> tuple[Ints, Ints]:
    """A height and a width for each pair."""
    low, high = wanted.within(default)
    return one_drawn(wanted.keys, "height", high - low + 1) + low, one_drawn(wanted.keys, "width", high - low + 1) + low


def board(wanted: Draw, default: Range, colours: Cells) -> Grids:
    """A grid of one colour and of drawn sides for each pair."""
    return sized(*sides_drawn(wanted, default), colours[:, None, None])


def sized(height: Ints, width: Ints, cells: Cells) -> Grids:
    """Grids of these sides with these cells, or the one that stands for all of each."""
    high, wide = places_below(height, height.max(initial=1)), places_below(width, width.max(initial=1))
    return Grids(np.where(high[:, :, None] & wide[:, None, :], cells, np.uint8(OUTSIDE)), height, width)


def drawn_in_cells(keys: Words, purpose: str, bound: int, shape: tuple[int, ...]) -> Ints:
    """A number below the bound for each place of boxes of this shape; a place has its own however large they are."""
    count, high, wide = shape
    rows = (keys[:, None] + np.arange(high).astype(np.uint64)).reshape(-1)
    return drawn(rows, purpose, bound, wide).reshape(count, high, wide)
