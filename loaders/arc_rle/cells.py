"""What a grid is: rows of colours 0 to 9, 1 to 99 of them, each as wide as the others, as a numpy array of uint8.

In:  checked([[4, 7], [8, 2]])
Out: array([[4, 7], [8, 2]], dtype=uint8)
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oeis_qa.errors import GridError

Grid = NDArray[np.uint8]
COLOURS = 10
LONGEST = 99  # cells of a side


def checked(grid: Any) -> Grid:
    """The grid as an array of uint8.

    Raises:
        GridError: it is none.
    """
    cells = shaped(grid)
    if cells.dtype.kind not in "uib":
        raise GridError(f"a grid of {cells.dtype} is none; give integers, 0 to 9")
    if cells.min() < 0 or cells.max() >= COLOURS:
        wrong = cells[(cells < 0) | (cells >= COLOURS)][0]
        raise GridError(f"colour {wrong} in a grid; give colours 0 to 9")
    return cells.astype(np.uint8)


def shaped(grid: Any) -> NDArray[Any]:
    """The grid as an array of whatever type, with two sides of 1 to 99.

    Raises:
        GridError: it has others.
    """
    try:
        cells = np.asarray(grid)
    except ValueError:
        raise GridError("a grid with rows of different widths; give every row as many cells") from None
    if cells.ndim != 2 or not 1 <= min(cells.shape) <= max(cells.shape) <= LONGEST:
        raise GridError(f"a grid of shape {cells.shape} is none; give rows and columns, 1 to {LONGEST} of each")
    return cells


def joined(grids: Sequence[Any]) -> tuple[Grid, NDArray[np.int64]]:
    """The cells of all grids in one array, and the shape of each.

    Raises:
        GridError: one of them is none.
    """
    arrays = [shaped(grid) for grid in grids]
    cells = np.concatenate([array.ravel() for array in arrays])
    if cells.dtype.kind not in "uib" or cells.min() < 0 or cells.max() >= COLOURS:
        return joined([checked(array) for array in arrays])
    return cells.astype(np.uint8, copy=False), np.array([array.shape for array in arrays])
