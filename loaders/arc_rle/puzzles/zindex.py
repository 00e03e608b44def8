"""zindex: two rectangles on noise, one of which hides a part of the other.

In:  [[3, 3, 0, 0], [3, 3, 4, 0], [3, 3, 4, 0], [0, 4, 4, 0]], group "obscured_to_top"
Out: [[3, 3, 0, 0], [3, 4, 4, 0], [3, 4, 4, 0], [0, 4, 4, 0]]

Of each colour, take the smallest box that holds all of its cells. The top rectangle is a box of at least 2 by 2 that
its colour fills; the obscured one is a box whose cells have its colour or that of the top one, at least one of them
the latter. The rule fits where there is exactly one such pair.

- mask_of_top, mask_of_obscured, mask_of_intersection: the cells of the box, or of both boxes, in a colour on 0; the
  colour is the parameter
- obscured_to_top: the box of the obscured one filled with its colour
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import keys_for, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import Cells, Grids, Ints
from oeis_qa.loaders.arc_rle.histograms import histograms_of
from oeis_qa.loaders.arc_rle.puzzles.boards import blank, drawn_in_cells
from oeis_qa.loaders.arc_rle.puzzles.cutting import spans
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Flags, Group, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.streams import Words

INKS = tuple(range(1, COLOURS))
_SMALLEST, _LARGEST = 3, 7  # side of a rectangle
_SHARES, _SPECKLED = 16, 3  # of the cells around them, a few sixteenths at most
_MASK = Traits.SIDES | Traits.TWO


class Pair(NamedTuple):
    """Of each grid, the cells of its two rectangles, what is hidden of the one among them."""

    top: Flags
    obscured: Flags
    colour: Ints  # of the obscured one
    found: Flags


class Placed(NamedTuple):
    """Where along sides of grids the top and the obscured rectangle begin, and how long they are."""

    starts: tuple[Ints, Ints]
    lengths: tuple[Ints, Ints]


def _pair(grids: Grids) -> Pair:
    """The two rectangles of each grid."""
    turned = (grids.cells, grids.cells.swapaxes(1, 2))
    starts, lengths = zip(*(_spans(cells) for cells in turned), strict=True)
    area, count = lengths[0] * lengths[1], histograms_of(grids)
    shared = _shared(starts[0], lengths[0]) * _shared(starts[1], lengths[1])
    solid = (area == count) & (lengths[0] > 1) & (lengths[1] > 1)
    fits = (shared > 0) & ((area - count)[:, :, None] == shared) & solid[:, None, :]
    which = fits.reshape(len(grids), -1)
    colours = np.divmod(which.argmax(axis=1), COLOURS)
    obscured, top = (_box(grids, starts, lengths, colour) for colour in colours)
    return Pair(top, obscured, colours[0], which.sum(axis=1) == 1)


def _spans(cells: Cells) -> tuple[Ints, Ints]:
    """Of each grid and colour, the first row that has it, and how many there are to the last."""
    parts = [spans((cells == colour).any(axis=2)) for colour in range(COLOURS)]
    return np.stack([start for start, _ in parts], axis=1), np.stack([length for _, length in parts], axis=1)


def _shared(start: Ints, length: Ints) -> Ints:
    """How many rows (or columns) the boxes of every two colours have in common."""
    end = start + length
    both = np.minimum(end[:, :, None], end[:, None]) - np.maximum(start[:, :, None], start[:, None])
    return both.clip(0)


def _box(grids: Grids, starts: Sequence[Ints], lengths: Sequence[Ints], colour: Ints) -> Flags:
    """The cells of the box of one colour of each grid."""
    at, shape = np.arange(len(grids)), grids.cells.shape[1:]
    own = [(start[at, colour], length[at, colour]) for start, length in zip(starts, lengths, strict=True)]
    rows, columns = (_within(*span, places) for span, places in zip(own, shape, strict=True))
    return rows[:, :, None] & columns[:, None]


def _mask(grids: Grids, which: Ints, of: Callable[[Pair], Flags]) -> Grids:
    pair = _pair(grids)
    return only_where(pair.found, grids.filled(np.where(of(pair), which[:, None, None] + 1, 0)))


def _to_top(grids: Grids, which: Ints) -> Grids:
    pair = _pair(grids)
    return only_where(pair.found, grids.filled(np.where(pair.obscured, pair.colour[:, None, None], grids.cells)))


def _two(wanted: Draw) -> Grids:
    """Two rectangles that share a cell, among a few speckles: with more of them they could hardly be seen."""
    grids = blank(wanted, (6, 12))
    hidden = _hides_an_edge(*_placed(wanted.keys, grids))
    down, across = _placed(np.where(hidden, keys_for(wanted.keys, "zindex"), wanted.keys), grids)
    ground, speckle, obscured, top = order(wanted.keys, "zindex colours", COLOURS)[:, :4].T[:, :, None, None]
    share = one_drawn(wanted.keys, "speckles", _SPECKLED)[:, None, None] + 1
    cells = np.where(drawn_in_cells(wanted.keys, "speckles", _SHARES, grids.cells.shape) < share, speckle, ground)
    for which, colour in ((1, obscured), (0, top)):
        rows = _within(down.starts[which], down.lengths[which], cells.shape[1])
        columns = _within(across.starts[which], across.lengths[which], cells.shape[2])
        cells = np.where(rows[:, :, None] & columns[:, None], colour, cells)
    return grids.filled(cells)


def _hides_an_edge(down: Placed, across: Placed) -> Flags:
    """Whether nothing can be seen of an edge of the obscured one, so that its box is smaller than it."""
    spanned, ended = [], []
    for axis in (down, across):
        first, last = (axis.starts[1], axis.starts[1] + axis.lengths[1] - 1)
        ends = [(place >= axis.starts[0]) & (place < axis.starts[0] + axis.lengths[0]) for place in (first, last)]
        spanned.append(ends[0] & ends[1])
        ended.append(ends[0] | ends[1])
    hidden: Flags = (spanned[0] & ended[1]) | (spanned[1] & ended[0])
    return hidden


def _placed(keys: Words, grids: Grids) -> tuple[Placed, Placed]:
    return _placed_along(keys, "down", grids.height), _placed_along(keys, "across", grids.width)


def _placed_along(keys: Words, name: str, side: Ints) -> Placed:
    most = np.minimum(np.maximum(side - 1, 1), _LARGEST)
    least = np.minimum(most, _SMALLEST)
    top, obscured = (
        least + one_drawn(keys, f"zindex {which} {name}", most - least + 1) for which in ("top", "obscured")
    )
    start = one_drawn(keys, f"zindex top from {name}", side - top + 1)
    first, last = np.maximum(start - obscured + 1, 0), np.minimum(side - obscured, start + top - 1)
    behind = first + one_drawn(keys, f"zindex obscured from {name}", last - first + 1)
    return Placed((start, behind), (top, obscured))


def _within(starts: Ints, lengths: Ints, places: int) -> Flags:
    """Which of so many places lie in the part of each row that begins there and is so long."""
    after = np.arange(places) - starts[:, None]
    return (after >= 0) & (after < lengths[:, None])


GROUPS = {
    "mask_of_top": Group(INKS, partial(_mask, of=lambda pair: pair.top), _two, traits=_MASK),
    "mask_of_obscured": Group(INKS, partial(_mask, of=lambda pair: pair.obscured), _two, traits=_MASK),
    "mask_of_intersection": Group(INKS, partial(_mask, of=lambda pair: pair.top & pair.obscured), _two, traits=_MASK),
    "obscured_to_top": Group(("obscured",), _to_top, _two, traits=Traits.SIDES | Traits.COLOURS),
}
