"""ray: single cells on a ground send out lines to the border, or have a square drawn around them.

The ground is the commonest colour, of equals the lowest; every other cell sends out its own colour. "falling" runs from
the top left to the bottom right, "rising" from the bottom left to the top right. Of a square, "box" is filled, "ring"
is its border alone, and "target" its border and its middle. A cell that nothing reaches has the colour of the ground,
and so has the middle of a ring. Where two colours reach one cell the rule does not fit.

In:  [[0, 0, 0, 0], [0, 5, 0, 0], [0, 0, 0, 0]], parameter ("row", "falling")
Out: [[5, 0, 0, 0], [5, 5, 5, 5], [0, 0, 5, 0]]
"""

from collections.abc import Callable
from functools import partial
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.ground import commonest, drawn_sides, plain
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, by_parameter, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits

Flags = NDArray[np.bool_]
Bits = NDArray[np.uint16]  # of each cell, a bit for each colour that reaches it

_MOST = 3  # cells that send out something
_BITS = np.zeros(OUTSIDE + 1, np.uint16)
_BITS[:COLOURS] = 1 << np.arange(COLOURS)
_COLOURS = np.full(1 << COLOURS, OUTSIDE, np.uint8)  # of a cell with these bits; OUTSIDE where several are set
_COLOURS[_BITS[:COLOURS]] = np.arange(COLOURS)


def _sent(grids: Grids, spread: Callable[[Bits], Bits]) -> Grids:
    ground = commonest(grids)[:, None, None]
    reached = spread(np.where(grids.cells == ground, np.uint16(0), _BITS[grids.cells]))
    cells = np.where(reached == 0, ground, _COLOURS[reached])
    met = ((cells == OUTSIDE) & grids.inside).any(axis=(1, 2))
    return only_where(~met, grids.filled(cells))


def _rows(bits: Bits) -> Bits:
    return np.broadcast_to(np.bitwise_or.reduce(bits, axis=2, keepdims=True), bits.shape)


def _columns(bits: Bits) -> Bits:
    return np.broadcast_to(np.bitwise_or.reduce(bits, axis=1, keepdims=True), bits.shape)


def _rising(bits: Bits) -> Bits:
    """Each row is moved one place to the right of the one above it, so that rising lines stand upright."""
    count, high, wide = bits.shape
    moved = np.pad(bits, ((0, 0), (0, 0), (0, high))).reshape(count, -1)[:, : high * (wide + high - 1)]
    lines = np.bitwise_or.reduce(moved.reshape(count, high, wide + high - 1), axis=1)
    return lines[:, np.arange(high)[:, None] + np.arange(wide)]


def _falling(bits: Bits) -> Bits:
    return _rising(bits[:, ::-1])[:, ::-1]


def _lines(bits: Bits, names: tuple[str, ...]) -> Bits:
    return np.bitwise_or.reduce([LINES[name](bits) for name in names])


def _squares(bits: Bits, rings: tuple[int, ...]) -> Bits:
    """All cells whose larger distance, across or down, is one of `rings`."""
    (_, high, wide), far = bits.shape, max(rings)
    held = np.pad(bits, ((0, 0), (far, far), (far, far)))
    reached = np.zeros_like(bits)
    for down in range(-far, far + 1):
        for right in range(-far, far + 1):
            if max(abs(down), abs(right)) in rings:
                reached |= held[:, far + down : far + down + high, far + right : far + right + wide]
    return reached


def _cells(draw: Draw, default: Range, may_differ: Flags) -> Grids:
    """One to three single cells on a ground; where it may be, half of the inputs give each cell its own colour."""
    height, width = drawn_sides(draw, default)
    ground = one_drawn(draw.tasks, "ground", COLOURS)
    grids = plain(ground, height, width)
    colours = (ground[:, None] + 1 + order(draw.keys, "colours", COLOURS - 1)[:, :_MOST]) % COLOURS
    differ = may_differ[draw.which] & (one_drawn(draw.keys, "differ", 2) == 1)
    count = one_drawn(draw.keys, "cells", _MOST) + 1
    down, right = (drawn(draw.keys, name, side[:, None], _MOST) for name, side in (("down", height), ("right", width)))
    for number in range(_MOST):
        at = np.flatnonzero(number < count)
        grids.cells[at, down[at, number], right[at, number]] = colours[at, np.where(differ[at], number, 0)]
    return grids


LINES = {"row": _rows, "column": _columns, "falling": _falling, "rising": _rising}
SQUARES = {"box3": (0, 1), "ring3": (1,), "box5": (0, 1, 2), "ring5": (2,), "target5": (0, 2)}
_SENT_LINES = [names for count in range(1, len(LINES) + 1) for names in combinations(LINES, count)]
_PARALLEL = np.array([len(names) == 1 for names in _SENT_LINES])  # the others would soon meet

GROUPS = {
    "lines": Group(
        tuple(_SENT_LINES),
        by_parameter([partial(_sent, spread=partial(_lines, names=names)) for names in _SENT_LINES]),
        partial(_cells, default=(5, 14), may_differ=_PARALLEL),
        traits=Traits.THINGS | Traits.COLOURS,
    ),
    "squares": Group(
        tuple(SQUARES),
        by_parameter([partial(_sent, spread=partial(_squares, rings=rings)) for rings in SQUARES.values()]),
        partial(_cells, default=(7, 13), may_differ=np.ones(len(SQUARES), bool)),
        traits=Traits.SIDES | Traits.COLOURS,
    ),
}
