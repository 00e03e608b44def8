"""half: of every object one half is left.

The background is the commonest colour, of several the lowest. An object is what touches, corners included, in one other
colour. Of the box around it the top, bottom, left or right half, the middle row or column included, keeps its cells of
the object; the others take the background.

In:  [[3, 3, 0, 0], [3, 3, 0, 0], [0, 3, 0, 6]], parameter "top"
Out: [[3, 3, 0, 0], [3, 3, 0, 0], [0, 0, 0, 6]]
"""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import LONGEST
from oeis_qa.loaders.arc_rle.components import labels
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.boards import drawn_in_cells, palettes
from oeis_qa.loaders.arc_rle.puzzles.ground import commonest, ground, things
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, by_parameter
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.streams import Words

HALVES = ("top", "bottom", "left", "right")
_OBJECTS = 4
_MOST = 6  # of an object's rows and columns
_COLOURS = 3
_SOLID = 5  # one cell in so many of an object is missing


def halved(grids: Grids, half: str) -> Grids:
    """One half of every object."""
    grid, row, column = np.nonzero(things(grids))
    own = labels(grids, "all8")[grid, row, column]
    along = row if half in ("top", "bottom") else column
    least = np.full(own.max(initial=0) + 1, LONGEST)
    most = np.zeros_like(least)
    np.minimum.at(least, own, along)
    np.maximum.at(most, own, along)
    from_side = along - least[own] if half in ("top", "left") else most[own] - along
    lost = from_side > (most - least)[own] // 2
    cells = grids.cells.copy()
    cells[grid[lost], row[lost], column[lost]] = commonest(grids)[grid[lost]]
    return Grids(cells, grids.height, grids.width)


def _objects(wanted: Draw) -> Grids:
    """One to four rectangles with gaps on a background, which may lie over each other."""
    keys, palette = wanted.keys, palettes(wanted.tasks)
    grids = ground(wanted, palette[:, 0], (5, 14))
    count = one_drawn(keys, "objects", _OBJECTS) + 1
    solid = drawn_in_cells(keys, "solid", _SOLID, grids.cells.shape) > 0
    rows, columns = _spans(keys, "rows", grids.height), _spans(keys, "columns", grids.width)
    colour = palette[np.arange(len(grids))[:, None], 1 + drawn(keys, "object colours", _COLOURS, _OBJECTS)]
    for i in range(_OBJECTS):
        covered = solid & rows[:, i, :, None] & columns[:, i, None, :] & (i < count)[:, None, None]
        np.copyto(grids.cells, colour[:, i, None, None], where=covered)
    return grids


def _spans(keys: Words, name: str, sides: Ints) -> NDArray[np.bool_]:
    """For each object of each grid, which rows, or columns, it lies in."""
    sizes = np.minimum(drawn(keys, f"{name} size", _MOST - 1, _OBJECTS) + 2, sides[:, None])
    starts = drawn(keys, f"{name} start", sides[:, None] - sizes + 1, _OBJECTS)
    places = np.arange(sides.max(initial=1))
    within: NDArray[np.bool_] = (places >= starts[:, :, None]) & (places < (starts + sizes)[:, :, None])
    return within


GROUPS = {
    "half": Group(
        HALVES, by_parameter([partial(halved, half=half) for half in HALVES]), _objects, traits=Traits.CLEARED
    )
}
