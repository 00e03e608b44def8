"""Single rows of cells, many of different lengths in one array, and what may be done to them.

A row has one cell or more, of colours 0 to 9. In text: `rle_rows`.

In:  compress(CellRows.of([[8, 8, 2, 4, 4, 4], [5]]))
Out: rows 8 2 4 and 5: cells [8, 2, 4, 5], lengths [3, 1]
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints, places_below
from oeis_qa.loaders.arc_rle.images import MOST_COLOURS, Range
from oeis_qa.streams import Words

Flags = NDArray[np.bool_]

_CHANCES = (1 << 16) // COLOURS  # of sixteen bits beside the choice of a colour
_RUNS = 6  # drawn on average at least, lest short rows be of one colour and recur


@dataclass(frozen=True, eq=False)
class CellRows:
    cells: Cells  # of all rows, one row behind the other
    lengths: Ints  # of each row

    @classmethod
    def of(cls, rows: Iterable[Any]) -> "CellRows":
        """These rows.

        Raises:
            GridError: one of them is none.
        """
        arrays = [checked_row(row) for row in rows]
        return cls(np.concatenate([np.zeros(0, np.uint8), *arrays]), np.array([len(row) for row in arrays], np.int64))

    @classmethod
    def of_grids(cls, grids: Grids) -> "CellRows":
        """The rows that grids of one row are."""
        return cls(grids.cells[grids.inside], grids.width)

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def starts(self) -> Ints:
        """The place of the first cell of each row."""
        return np.cumsum(self.lengths) - self.lengths

    @property
    def begins(self) -> Flags:
        """Which cells begin a run: they are the first of their row, or differ from the one before."""
        begins = np.empty(len(self.cells), bool)
        np.not_equal(self.cells[1:], self.cells[:-1], out=begins[1:])
        begins[self.starts] = True
        return begins


def checked_row(row: Any) -> Cells:
    """The row as an array of uint8.

    Raises:
        GridError: it is none.
    """
    cells = np.asarray(row)
    if cells.ndim != 1 or not len(cells) or cells.dtype.kind not in "uib":
        raise GridError(f"{str(row)[:60]} is no row of cells; give a list of colours, one or more")
    if cells.min() < 0 or cells.max() >= COLOURS:
        raise GridError(f"colour {cells[(cells < 0) | (cells >= COLOURS)][0]} in a row; give colours 0 to 9")
    return cells.astype(np.uint8)


def random_rows(keys: Words, length: Range, colours: Range) -> Grids:
    """A grid of one row for each key: runs short in some rows and long in others, of a few colours.

    Its main colours are as many as `colours` allows; up to six others are strewn in.
    """
    low, high = length
    width = one_drawn(keys, "length", high - low + 1) + low
    places = np.arange(width.max(initial=1), dtype=np.uint8)
    chances = drawn(keys, "cells", 1 << 32, -(-len(places) // 2)).astype("<u4").view("<u2")[:, : len(places)]
    goes_on = one_drawn(keys, "goes on", np.maximum(_CHANCES - _RUNS * _CHANCES // width, 0) + 1).astype(np.uint16)
    begins = chances // COLOURS >= goes_on[:, None]
    drawn_at = np.maximum.accumulate(np.where(begins, places, np.uint8(0)), axis=1)
    cells = _taken(_paints(keys, colours), _taken(chances % COLOURS, drawn_at))
    inside = places_below(width, len(places))
    return Grids(np.where(inside, cells, np.uint8(OUTSIDE))[:, None, :], np.ones_like(width), width)


def _taken(values: NDArray[Any], which: NDArray[Any]) -> NDArray[Any]:
    """Of each row the values at these places; much faster than numpy.take_along_axis."""
    return values.ravel().take(which + np.arange(len(values))[:, None] * values.shape[1])


def _paints(keys: Words, colours: Range) -> Cells:
    """The colours that the cells of each row are drawn from, ten with repetitions."""
    low, high = colours
    places = np.arange(COLOURS)
    count = one_drawn(keys, "colours", high - low + 1)[:, None] + low
    others = one_drawn(keys, "others", COLOURS - MOST_COLOURS + 1)[:, None]
    which = np.where(places >= COLOURS - others, places, places % count)
    return _taken(order(keys, "palette", COLOURS).astype(np.uint8), which)


def reverse(rows: CellRows) -> CellRows:
    """Every row from its end to its start."""
    mirrored = np.repeat(2 * rows.starts + rows.lengths - 1, rows.lengths) - np.arange(len(rows.cells))
    return CellRows(rows.cells[mirrored], rows.lengths)


def compress(rows: CellRows) -> CellRows:
    """One cell of each run."""
    begins = rows.begins
    return CellRows(rows.cells[begins], np.add.reduceat(begins, rows.starts, dtype=np.int64))


def scale_up(rows: CellRows, factors: Ints) -> CellRows:
    """Every cell as often as the factor of its row says."""
    return CellRows(np.repeat(rows.cells, np.repeat(factors, rows.lengths)), rows.lengths * factors)


def histogram(rows: CellRows) -> Ints:
    """How many cells of each colour every row has: a row of ten counts."""
    which = np.repeat(np.arange(len(rows)) * COLOURS, rows.lengths)
    return np.bincount(which + rows.cells, minlength=COLOURS * len(rows)).reshape(-1, COLOURS)
