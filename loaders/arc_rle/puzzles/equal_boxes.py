"""Grids whose cells lie in rectangles of one size on a background: drawn and read.

In:  boxes_in(Grids.of([[[1, 1, 0, 2, 2], [1, 1, 0, 2, 2], [0, 0, 0, 0, 0]]]))
Out: two boxes of grid 0, at rows [0, 0] and columns [0, 3], of height and width 2, and background [0]
"""

from typing import NamedTuple

import numpy as np

from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, bordered, neighbour
from oeis_qa.loaders.arc_rle.histograms import histograms_of
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Flags
from oeis_qa.streams import Words

_LEAST, LARGEST = 2, 4  # side of a box
_ALONG = 4  # places for boxes along a side of a grid


class Boxes(NamedTuple):
    grid: Ints  # that each box is in
    top: Ints
    left: Ints
    height: Ints
    width: Ints

    def some(self, which: Flags) -> "Boxes":
        return Boxes(*(values[which] for values in self))

    def places(self) -> tuple[Ints, Ints, Ints]:
        """Grid, row and column of their cells, in as many places as the largest has; others repeat their last ones."""
        down, right = (np.minimum(np.arange(side.max(initial=1)), side[:, None] - 1) for side in self[3:])
        return self.grid[:, None, None], (self.top[:, None] + down)[:, :, None], (self.left[:, None] + right)[:, None]


def boxes_in(grids: Grids) -> tuple[Boxes, Ints]:
    """The boxes of the grids that hold nothing else, and of each grid the commonest colour, of equals the lowest."""
    ground = histograms_of(grids).argmax(axis=1)
    solid = grids.inside & (grids.cells != ground[:, None, None])
    held = bordered(solid, False)
    grid, top, left = np.nonzero(solid & ~neighbour(held, (-1, 0)) & ~neighbour(held, (0, -1)))
    boxes = Boxes(grid, top, left, _run(solid.swapaxes(1, 2))[grid, left, top], _run(solid)[grid, top, left])
    boxes = _where_all(boxes, _of_one_size(boxes, len(grids)))
    boxes = _where_all(boxes, solid[boxes.places()].all(axis=(1, 2)))
    area = np.bincount(boxes.grid, boxes.height * boxes.width, len(grids))
    return boxes.some((area == solid.sum(axis=(1, 2)))[boxes.grid]), ground


def _of_one_size(boxes: Boxes, count: int) -> Flags:
    """Whether each box has the sides that are the largest of its grid, and no small ones."""
    fits = (boxes.height >= _LEAST) & (boxes.width >= _LEAST)
    for sides in (boxes.height, boxes.width):
        largest = np.zeros(count, np.int64)
        np.maximum.at(largest, boxes.grid, sides)
        fits &= sides == largest[boxes.grid]
    return fits


def _where_all(boxes: Boxes, good: Flags) -> Boxes:
    """The boxes of the grids that have none which is not good."""
    return boxes.some(~np.isin(boxes.grid, boxes.grid[~good]))


def _run(solid: Flags) -> Ints:
    """How many solid cells there are from each place on to the right."""
    places = np.arange(solid.shape[2])
    ends = np.where(solid, solid.shape[2], places)
    return np.minimum.accumulate(ends[:, :, ::-1], axis=2)[:, :, ::-1] - places


def random_boxes(keys: Words, sides: Range, count: Range) -> tuple[Grids, Boxes, Flags]:
    """Grids of 0, boxes apart from each other in them, if there is room for so many, and which are first ones."""
    low, high = sides
    height, width = (one_drawn(keys, f"boxes {name}", high - low + 1) + low for name in ("height", "width"))
    tall, wide = (_side(keys, name, side) for name, side in (("tall", height), ("wide", width)))
    down, across = (np.minimum((side + 1) // (own + 1), _ALONG) for side, own in ((height, tall), (width, wide)))
    places = order(keys, "boxes places", _ALONG**2)
    there = places < (down * across)[:, None]
    turn = np.cumsum(there, axis=1)
    wanted = one_drawn(keys, "boxes count", count[1] - count[0] + 1) + count[0]
    grid, at = np.nonzero(there & (turn <= wanted[:, None]))
    y, x = np.divmod(places[grid, at], across[grid])
    top = _start(keys, "top", y, at, grid, (height + 1) // down, tall)
    left = _start(keys, "left", x, at, grid, (width + 1) // across, wide)
    blank = Grids(np.zeros((len(keys), height.max(initial=1), width.max(initial=1)), np.uint8), height, width)
    return blank.filled(blank.cells), Boxes(grid, top, left, tall[grid], wide[grid]), turn[grid, at] == 1


def _side(keys: Words, name: str, side: Ints) -> Ints:
    """A side of the boxes, at most a third of the grid's where that leaves a choice."""
    return np.minimum(_LEAST + one_drawn(keys, f"boxes {name}", np.clip(side // 3, _LEAST, LARGEST) - _LEAST + 1), side)


def _start(keys: Words, name: str, place: Ints, at: Ints, grid: Ints, pitch: Ints, side: Ints) -> Ints:
    """Where boxes begin in their places, which are a pitch apart; one behind the box stays free."""
    moved = drawn(keys, f"boxes {name}", (pitch - side)[:, None], _ALONG**2)
    return place * pitch[grid] + moved[grid, at]
