"""The background of a grid, as rules read it off: its commonest colour, of several the lowest.

In:  background(Grids.of([[[7, 7, 2]], [[3, 2]]]))
Out: [7, 2], in an array that stands beside the cells
"""

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids


def background(grids: Grids) -> Cells:
    """The commonest colour of each grid, in the shape (grids, 1, 1)."""
    slots = COLOURS + 1  # the last one counts what is outside; one pass, where comparing each colour takes ten
    codes = np.minimum(grids.cells, COLOURS) + np.arange(0, len(grids) * slots, slots)[:, None, None]
    counts = np.bincount(codes.reshape(-1), minlength=len(grids) * slots).reshape(-1, slots)
    colours: Cells = counts[:, :COLOURS].argmax(axis=1).astype(np.uint8)[:, None, None]
    return colours


def things(grids: Grids) -> NDArray[np.bool_]:
    """Which cells have another colour than the background."""
    return (grids.cells != background(grids)) & (grids.cells != OUTSIDE)
