"""Pads of one colour around grids.

In:  without_pad(Grids.of([[[7, 7, 7], [7, 1, 7], [7, 7, 7]]]))
Out: a batch of [[1]]
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS, LONGEST
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints, gathered
from oeis_qa.loaders.arc_rle.puzzles.cutting import cut, spans
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, only_where

_WIDEST = 2  # pad


def without_pad(grids: Grids) -> Grids:
    """The box of all cells that have not the colour of the first cell; NOTHING where it reaches an edge of the grid."""
    other = grids.inside & (grids.cells != grids.cells[:, :1, :1])
    (top, height), (left, width) = spans(other.any(axis=2)), spans(other.any(axis=1))
    framed = (top > 0) & (left > 0) & (top + height < grids.height) & (left + width < grids.width)
    return only_where(framed, cut(grids, top, left, height, width))


def with_pad(draw: Callable[[Draw], Grids]) -> Callable[[Draw], Grids]:
    """The same images, which lose one colour, with a pad of it around: the same colour in a whole task."""

    def padded(wanted: Draw) -> Grids:
        low, high = wanted.sides or (LONGEST, LONGEST)
        widest = min(max((low - 1) // 2, 1), _WIDEST)
        inner = (max(low - widest - 1, 1), max(high - widest - 1, 1))
        images = draw(replace(wanted, sides=inner if wanted.sides else None))
        widths = drawn(wanted.keys, "pad", widest, 4) + 1
        return _padded(images, widths, one_drawn(wanted.tasks, "pad colour", COLOURS)[:, None, None])

    return padded


def _padded(grids: Grids, widths: Ints, pad: Ints) -> Grids:
    """The grids with this much of the colour above, below, left and right; their own cells of it take the next one."""
    above, below, left, right = widths.T
    height, width = grids.height + above + below, grids.width + left + right
    rows, columns = _later(height, above, grids.cells.shape[1]), _later(width, left, grids.cells.shape[2])
    moved = gathered(grids, rows, columns, height, width)
    own = np.where(moved.cells == pad, (pad + 1) % COLOURS, moved.cells)
    return moved.filled(np.where(moved.cells == OUTSIDE, pad, own))


def _later(sides: Ints, start: Ints, outside: int) -> Ints:
    """For each place the one that lies so far before it."""
    places = np.arange(sides.max(initial=1)) - start[:, None]
    return np.where(places < 0, outside, np.minimum(places, outside))
