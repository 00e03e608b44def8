"""Lonely pixels: single cells in random places, none of which touches another one, not at a corner either.

In:  put_pixels(keys, Grids.of([[[0, 0, 0], [0, 0, 0]]]), colours=numpy.array([7]), count=numpy.array([2]), kept=...)
Out: a batch of [[7, 0, 0], [0, 0, 7]], say; a pixel that finds no place is left out
"""

import numpy as np

from oeis_qa.loaders.arc_rle.drawing import drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, bordered
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Flags
from oeis_qa.streams import Words

_TRIES = 3  # for each pixel


def put_pixels(keys: Words, grids: Grids, colours: Ints, count: Ints, kept: Flags) -> Grids:
    """The grids with so many pixels, where nothing is kept free."""
    cells, taken, placed = grids.cells.copy(), bordered(kept, False), np.zeros_like(count)
    tries = _TRIES * int(count.max(initial=0))
    rows = drawn(keys, "lonely y", grids.height[:, None], tries)
    columns = drawn(keys, "lonely x", grids.width[:, None], tries)
    around = np.arange(3)
    for row, column in zip(rows.T, columns.T, strict=True):
        free = ~taken[np.arange(len(grids)), row + 1, column + 1] & (placed < count)
        grid, down, right = np.flatnonzero(free), row[free], column[free]
        cells[grid, down, right] = colours[grid]
        placed[grid] += 1
        taken[grid[:, None, None], (down[:, None] + around)[:, :, None], (right[:, None] + around)[:, None, :]] = True
    return Grids(cells, grids.height, grids.width)
