"""Slanted lines that repeat, and holes in them: how a grid is read so.

A pattern has a colour for each of 2 to 5 lines that repeat; a cell lies on the line (column + row) modulo their number,
or (column - row). Holes are all cells of one more colour. A grid is read as the fewest lines for which, the cells of
one colour left out, every line has cells and one colour, and not all lines the same; of the two slants the first that
fits, of several colours of holes the rarest, of these the lowest.

In:  read(Grids.of([[[1, 2, 1, 2], [2, 7, 7, 1], [1, 7, 7, 2], [2, 1, 2, 1]]]))
Out: Reading(the same with [2, 1, 2, 1] and [1, 2, 1, 2] in the middle, True for the four cells of 7, fits=[True])
"""

from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.ground import colour_counts
from oeis_qa.streams import Words

Flags = NDArray[np.bool_]

MOST_LINES = 5
_SLANTS = (1, -1)
_BIT = np.zeros(OUTSIDE + 1, np.uint16)  # of each colour, of which the colours on a line make up a number
_BIT[:COLOURS] = 1 << np.arange(COLOURS)
_COLOUR = np.full(1 << COLOURS, OUTSIDE, np.uint8)  # of each such number that is one colour's
_COLOUR[_BIT[:COLOURS]] = np.arange(COLOURS)


class Reading(NamedTuple):
    """What a rule makes out of each grid."""

    pattern: Grids  # as it would be without holes
    holes: Flags  # which cells are holes
    fits: Flags  # whether the grid can be read


def read(grids: Grids) -> Reading:
    """The patterns and the holes in them."""
    bits, counts = _BIT[grids.cells], colour_counts(grids)
    pattern, hole, fits = grids.cells.copy(), np.full(len(grids), OUTSIDE, np.uint8), np.zeros(len(grids), bool)
    for lines, slant in product(range(2, MOST_LINES + 1), _SLANTS):
        left = np.flatnonzero(~fits)
        line = _lines(grids.cells.shape[1:], lines, slant)
        held = np.stack([np.bitwise_or.reduce(bits[left][:, line == number], axis=1) for number in range(lines)], 1)
        found = _holes_found(held)
        new = found.any(axis=1)
        at = left[new]
        hole[at] = np.where(found[new], counts[at], counts.max(initial=0) + 1).argmin(axis=1)
        pattern[at] = _COLOUR[held[new] & ~_BIT[hole[at], None]][:, line]
        fits[at] = True
    return Reading(grids.filled(pattern), (grids.cells == hole[:, None, None]) & fits[:, None, None], fits)


def _lines(sides: tuple[int, ...], lines: int, slant: int) -> Ints:
    """The line that each cell lies on."""
    rows, columns = np.ogrid[: sides[0], : sides[1]]
    line: Ints = (columns + slant * rows) % lines
    return line


def _holes_found(held: NDArray[np.uint16]) -> Flags:
    """Of the colours on the lines of each grid, which of the ten may be that of holes."""
    others = held[:, :, None] & ~_BIT[:COLOURS]
    together = np.bitwise_or.reduce(others, axis=1)
    some = np.bitwise_or.reduce(held, axis=1)[:, None] & _BIT[:COLOURS]
    return (_COLOUR[others] != OUTSIDE).all(axis=1) & (_COLOUR[together] == OUTSIDE) & (some > 0)


def lines_drawn(keys: Words, height: Ints, width: Ints) -> Ints:
    """The line that each cell of a pattern lies on, two to five of them and either slant."""
    count, slant, start = (
        one_drawn(keys, name, bound)[:, None, None]
        for name, bound in (("lines of", MOST_LINES - 1), ("slant", 2), ("start", MOST_LINES))
    )
    rows, columns = np.ogrid[: height.max(initial=1), : width.max(initial=1)]
    lines: Ints = (columns + (2 * slant - 1) * rows + start) % (count + 2)
    return lines
