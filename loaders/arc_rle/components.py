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
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, Offset

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
    structure = np.zeros((3, 3, 3), bool)  # grids lie one behind the other, and none touches the next
    for down, right in ((0, 0), *touching(connectivity)):
        structure[1, 1 + down, 1 + right] = True
    found, count = np.zeros(grids.cells.shape, np.int32), 0
    for colour in range(COLOURS):
        cells = grids.cells == colour
        own, more = ndimage.label(cells, structure)
        found += np.where(cells, own + np.int32(count), np.int32(0))
        count += more
    return found


def masses(grids: Grids, connectivity: str) -> Ints:
    """How many cells the component of each cell has; 0 outside."""
    numbers = labels(grids, connectivity)
    counts = np.bincount(numbers.reshape(-1))
    counts[:1] = 0  # what is outside is no component
    return counts[numbers]
