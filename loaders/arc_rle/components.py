"""Connected components of equal colour under seven connectivities, labelled for a whole batch at once.

A connectivity says which of its eight neighbours a cell touches. Its opposite neighbour is always among them, so that
touching goes both ways.

In:  masses(Grids.of([[[1, 1, 2], [2, 2, 1]]]), "nearest4")[0], and with "all8"
Out: array([[2, 2, 1], [2, 2, 1]]), and array([[3, 3, 3], [3, 3, 3]])
"""

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from oeis_qa.errors import OptionError, choices
from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints, Offset

Labels = NDArray[np.int32]

_SIDES: tuple[Offset, ...] = ((-1, 0), (0, -1), (0, 1), (1, 0))
_CORNERS: tuple[Offset, ...] = ((-1, -1), (-1, 1), (1, -1), (1, 1))
CONNECTIVITIES: dict[str, tuple[Offset, ...]] = {
    "nearest4": _SIDES,
    "all8": (*_SIDES, *_CORNERS),
    "corner4": _CORNERS,
    "lr2": ((0, -1), (0, 1)),
    "tb2": ((-1, 0), (1, 0)),
    "tlbr2": ((-1, -1), (1, 1)),
    "trbl2": ((-1, 1), (1, -1)),
}


def touching(connectivity: str) -> tuple[Offset, ...]:
    """The offsets at which a cell's neighbours touch it.

    Raises:
        OptionError: there is no such connectivity.
    """
    if connectivity not in CONNECTIVITIES:
        raise OptionError(
            f"connectivity={connectivity!r} is not a connectivity; {choices(str(connectivity), CONNECTIVITIES)}"
        )
    return CONNECTIVITIES[connectivity]


def labels(grids: Grids, connectivity: str) -> Labels:
    """The number of the component that each cell belongs to, from 1 through the whole batch; 0 outside."""
    first, *others = touching(connectivity)
    if len(others) > 1:
        return _areas(grids.cells.transpose(1, 0, 2), (first, *others)).transpose(1, 0, 2)
    if first == (0, -1):
        return _lines(grids.cells.transpose(2, 0, 1), 0).transpose(1, 2, 0)
    return _lines(grids.cells.transpose(1, 0, 2), first[1]).transpose(1, 0, 2)


def _areas(cells: Cells, offsets: tuple[Offset, ...]) -> Labels:
    """The labels of cells that are given row by row, the same row of all grids together.

    All grids stand side by side, a column between each two: long lines are labelled much faster than many short ones.
    """
    structure = np.zeros((3, 3), bool)
    for down, right in ((0, 0), *offsets):
        structure[1 + down, 1 + right] = True
    strip = np.pad(cells, ((0, 0), (0, 0), (0, 1)), constant_values=OUTSIDE).reshape(len(cells), -1)
    found, count = np.zeros(strip.shape, np.int32), 0
    for colour in range(COLOURS):
        own_cells = strip == colour
        own, more = ndimage.label(own_cells, structure)
        own += np.int32(count)
        own *= own_cells
        found += own
        count += more
    return found.reshape(*cells.shape[:2], -1)[:, :, :-1]


def _lines(cells: Cells, right: int) -> Labels:
    """The same where components are lines, which come to each cell from the row above, from so far to the right."""
    high, count, wide = cells.shape
    above = np.pad(cells, ((1, 0), (0, 0), (1, 1)), constant_values=OUTSIDE)[:-1, :, 1 + right : 1 + right + wide]
    begins = (cells != OUTSIDE) & (cells != above)
    goes_on = (cells != OUTSIDE) & (cells == above)
    found = np.zeros((high, count, wide + 2), np.int32)
    found[:, :, 1:-1] = np.cumsum(begins).reshape(begins.shape) * begins
    for row in range(1, high):
        found[row, :, 1:-1] += found[row - 1, :, 1 + right : 1 + right + wide] * goes_on[row]
    return found[:, :, 1:-1]


def masses(grids: Grids, connectivity: str) -> Ints:
    """How many cells the component of each cell has; 0 outside."""
    numbers = labels(grids, connectivity)
    counts = np.bincount(numbers.reshape(-1))
    counts[:1] = 0  # what is outside is no component
    return counts[numbers]
