"""Grids: many coloured grids of different sizes in one array, the form that every operation takes and gives.

A grid is rows of colours 0..9, each side 1 to 99. A batch lays grids into equal boxes, each at the top left of its box,
the rest of the box filled with OUTSIDE; one operation then serves the whole batch at numpy's speed.

In:  Grids.of([[[1, 2], [3, 4]], [[5, 5, 5]]])
Out: cells of shape (2, 2, 3), height [2, 1], width [2, 3]; batch[1] is array([[5, 5, 5]])
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.cells import checked

OUTSIDE = 255  # stands where a box holds no cell of its grid
Cells = NDArray[np.uint8]
Ints = NDArray[np.int64]
Offset = tuple[int, int]  # rows down, columns to the right


@dataclass(frozen=True, eq=False)
class Grids:
    cells: Cells  # (grids, rows, columns); OUTSIDE behind the end of a grid
    height: Ints  # of each grid
    width: Ints

    @classmethod
    def of(cls, grids: Iterable[ArrayLike]) -> "Grids":
        """The batch of these grids.

        Raises:
            GridError: a grid that is ragged, empty or over 99, or a colour that is none of 0..9.
        """
        arrays = [checked(grid) for grid in grids]
        height = np.array([len(array) for array in arrays], np.int64)
        width = np.array([array.shape[1] for array in arrays], np.int64)
        cells = np.full((len(arrays), height.max(initial=1), width.max(initial=1)), OUTSIDE, np.uint8)
        for box, array in zip(cells, arrays, strict=True):
            box[: array.shape[0], : array.shape[1]] = array
        return cls(cells, height, width)

    def __len__(self) -> int:
        return len(self.cells)

    def __getitem__(self, index: int) -> Cells:
        """One grid, without what is outside it."""
        return self.cells[index, : self.height[index], : self.width[index]]

    def __iter__(self) -> Iterator[Cells]:
        return (self[index] for index in range(len(self)))

    def some(self, which: slice | NDArray[Any]) -> "Grids":
        """These grids alone, in boxes no larger than they need."""
        height, width = self.height[which], self.width[which]
        return Grids(self.cells[which, : height.max(initial=1), : width.max(initial=1)], height, width)

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Which places of the boxes are cells of their grids."""
        high, wide = self.cells.shape[1:]
        return places_below(self.height, high)[:, :, None] & places_below(self.width, wide)[:, None, :]

    def filled(self, values: NDArray[Any]) -> "Grids":
        """Grids of the same sizes with these values in their cells."""
        return Grids(np.where(self.inside, values, OUTSIDE).astype(np.uint8), self.height, self.width)


def merged(parts: Sequence[Grids], places: Sequence[Ints]) -> Grids:
    """The grids of all parts in one batch, each part at these places of it."""
    count = sum(map(len, parts))
    high, wide = (max((part.cells.shape[axis] for part in parts), default=1) for axis in (1, 2))
    whole = Grids(np.full((count, high, wide), OUTSIDE, np.uint8), np.zeros(count, np.int64), np.zeros(count, np.int64))
    for part, at in zip(parts, places, strict=True):
        whole.cells[at, : part.cells.shape[1], : part.cells.shape[2]] = part.cells
        whole.height[at], whole.width[at] = part.height, part.width
    return whole


def by_number(operations: Sequence[Callable[[Grids], Grids]], grids: Grids, which: Ints) -> Grids:
    """What the operation of each number makes of each grid, done for all grids of a number together."""
    places = [np.flatnonzero(which == number) for number in range(len(operations))]
    parts = [operation(grids.some(at)) for operation, at in zip(operations, places, strict=True) if len(at)]
    return merged(parts, [at for at in places if len(at)])


def alike(grids: Grids, others: Grids) -> NDArray[np.bool_]:
    """Whether each grid equals the other one at its place."""
    same = (grids.height == others.height) & (grids.width == others.width)
    high, wide = (min(grids.cells.shape[axis], others.cells.shape[axis]) for axis in (1, 2))
    return same & (grids.cells[:, :high, :wide] == others.cells[:, :high, :wide]).all(axis=(1, 2))


def varied(grids: Grids) -> NDArray[np.bool_]:
    """Which grids have more than one colour."""
    other = (grids.cells != grids.cells[:, :1, :1]) & grids.inside
    found: NDArray[np.bool_] = other.any(axis=(1, 2))
    return found


def one(operation: Callable[..., Grids], grid: ArrayLike, *options: Any) -> Cells:
    """What an operation on batches makes of a single grid."""
    return operation(Grids.of([grid]), *options)[0]


def for_each(grids: Grids, name: str, value: int | Ints) -> Ints:
    """One number for each grid, where `value` may be one for all.

    Raises:
        OptionError: it is neither.
    """
    numbers = np.asarray(value)
    if numbers.dtype.kind not in "iu" or numbers.shape not in ((), (len(grids),)):
        raise OptionError(f"{name}={value!r}: give one whole number, or one for each of the {len(grids)} grids")
    return np.broadcast_to(numbers.astype(np.int64), len(grids))


def places_below(counts: Ints, places: int) -> NDArray[np.bool_]:
    """A row for each count: which of 0..places-1 lie below it."""
    return np.arange(places) < counts[:, None]


def every_cell(height: Ints, width: Ints) -> tuple[Ints, Ints, Ints]:
    """Grid, row and column of every cell in grids of these sizes, in order; nothing outside, which is most of a box."""
    area = height * width
    grid = np.repeat(np.arange(len(area)), area)
    turn = np.arange(len(grid)) - (np.cumsum(area) - area)[grid]
    return grid, *np.divmod(turn, width[grid])


def bordered(cells: NDArray[Any], border: int = OUTSIDE) -> NDArray[Any]:
    """The boxes with one more place on every side."""
    return np.pad(cells, ((0, 0), (1, 1), (1, 1)), constant_values=border)


def neighbour(boxes: NDArray[Any], offset: Offset) -> NDArray[Any]:
    """What lies at this offset from each place within a border of one."""
    (down, right), (_, high, wide) = offset, boxes.shape
    return boxes[:, 1 + down : high - 1 + down, 1 + right : wide - 1 + right]


def gathered(grids: Grids, rows: Ints, columns: Ints, height: Ints, width: Ints) -> Grids:
    """Grids of new sizes: row i of one is row `rows[grid, i]` of the old, and so for columns, within the sizes."""
    held = np.pad(grids.cells, ((0, 0), (0, 1), (0, 1)), constant_values=OUTSIDE)
    high, wide = held.shape[1:]
    down = np.where(places_below(height, rows.shape[1]), rows, high - 1)
    right = np.where(places_below(width, columns.shape[1]), columns, wide - 1)
    starts = np.arange(len(grids))[:, None] * high + down
    return Grids(held.reshape(-1).take((starts * wide)[:, :, None] + right[:, None, :]), height, width)
