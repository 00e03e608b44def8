"""Upright boxes in a grid that do not touch each other, for inputs that show objects.

A grid is cut in two at a drawn column and each part at a drawn row, or first at a row; a box lies anywhere in its part.

In:  boxed(keys, height, width, least=3)
Out: for each cell of each grid the number of the box that it lies in, 0 to 3, or NO_BOX
"""

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw
from oeis_qa.streams import Words

MOST = 4  # boxes
FEWEST = 2
NO_BOX = -1
_FIRST = np.array([0, 0, 1, 1])  # which part of the first cut each box lies in
_SECOND = np.array([0, 1, 0, 1])
Numbers = NDArray[np.int8]


def board(wanted: Draw, default: Range) -> Grids:
    """An empty grid, of colour 0, for each pair; its sides are drawn."""
    low, high = wanted.within(default)
    height, width = (one_drawn(wanted.keys, side, high - low + 1) + low for side in ("height", "width"))
    cells = np.full((len(height), height.max(initial=1), width.max(initial=1)), OUTSIDE, np.uint8)
    return Grids(cells, height, width).filled(np.zeros_like(cells))


def drawn_in_cells(keys: Words, purpose: str, bound: int | Ints, shape: tuple[int, int]) -> Ints:
    """A number below the bound for each place of such boxes; a place has its own however large they are."""
    high, wide = shape
    bounds = np.repeat(np.broadcast_to(bound, len(keys)), high)[:, None]
    rows = (keys[:, None] + np.arange(high).astype(np.uint64)).reshape(-1)
    return drawn(rows, purpose, bounds, wide).reshape(-1, high, wide)


def boxed(keys: Words, height: Ints, width: Ints, least: int) -> Numbers:
    """The number of the box of each cell; two to four boxes a grid, of sides from `least` where there is room."""
    numbers = np.full((len(keys), height.max(initial=1), width.max(initial=1)), NO_BOX, np.int8)
    rows_first = one_drawn(keys, "rows first", 2)[:, None] == 1
    first = _spans(keys, "first", np.where(rows_first[:, 0], height, width), _FIRST, least)
    second = _spans(keys, "second", np.where(rows_first[:, 0], width, height), _SECOND, least)
    rows = _places(np.where(rows_first, first, second), numbers.shape[1])
    columns = _places(np.where(rows_first, second, first), numbers.shape[2])
    shown = order(keys, "boxes", MOST) < FEWEST + one_drawn(keys, "box count", MOST - FEWEST + 1)[:, None]
    for box in range(MOST):
        numbers[(rows[box] & shown[:, box, None])[:, :, None] & columns[box][:, None, :]] = box
    return numbers


def _spans(keys: Words, axis: str, side: Ints, part: Ints, least: int) -> Ints:
    """First place of each box along an axis, and the place behind its last: an array of (2, grids, boxes)."""
    cuts = least + drawn(keys, f"{axis} cut", np.maximum(side[:, None] - 2 * least, 1), MOST)
    cut = np.minimum(cuts[:, _FIRST if axis == "second" else np.zeros(MOST, np.int64)], side[:, None])
    low, high = np.where(part, cut + 1, 0), np.where(part, side[:, None], cut)
    room = np.maximum(high - low, 0)
    longest = room * 2 // 3  # leaves most of the grid free, where there is room
    length = np.minimum(least + drawn(keys, f"{axis} length", np.maximum(longest - least + 1, 1), MOST), room)
    start = low + drawn(keys, f"{axis} start", np.maximum(room - length + 1, 1), MOST)
    return np.stack([start, start + length])


def _places(spans: Ints, places: int) -> NDArray[np.bool_]:
    """Of each box, in each grid, whether a place along the axis lies in it."""
    at = np.arange(places)
    inside: NDArray[np.bool_] = (spans[0].T[:, :, None] <= at) & (at < spans[1].T[:, :, None])
    return inside
