"""A line through the middle of a grid, one side of which is empty and takes what lies on the other.

In:  one half in [[1, 2, 5, 2, 2]], way "mirrored"
Out: [[1, 2, 5, 2, 1]]
"""

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import one_drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints, gathered, merged
from oeis_qa.loaders.arc_rle.images import binary_images
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Flags, only_where
from oeis_qa.loaders.arc_rle.transforms import flipa, flipx, identity, rotate_ccw, rotate_cw

WAYS = tuple(f"{way}{inverted}" for way in ("mirrored", "copied", "turned") for inverted in ("", " inverted"))
_COPIED, _TURNED = 1, 2
_SIDES = ((identity, identity), (flipx, flipx), (flipa, flipa), (rotate_cw, rotate_ccw))  # turned to the right and back


def half_taken(grids: Grids, which: Ints) -> Grids:
    """The grids whose empty side is filled, the first of right, left, bottom and top that is one."""
    parts, places, pending = [], [], np.arange(len(grids))
    for turn, back in _SIDES:
        made = back(_taken_right(turn(grids.some(pending)), which[pending]))
        found = made.height > 0
        parts.append(made.some(found))
        places.append(pending[found])
        pending = pending[~found]
    parts.append(only_where(np.zeros(len(pending), bool), grids.some(pending)))
    return merged(parts, [*places, pending])


def half_images(wanted: Draw) -> Grids:
    """A shape on one side of a line, in three colours that are the same in a whole task."""
    sides = wanted.within((5, 13))
    shapes = binary_images(wanted.keys, sides, sides)
    width = shapes.width - (shapes.width % 2 == 0)
    middle = (width // 2)[:, None]
    columns = np.arange(shapes.cells.shape[2])
    empty, ink, line = order(wanted.tasks, "half colours", COLOURS)[:, :3].T[:, :, None, None]
    left = np.where(shapes.cells == 1, ink, empty)
    cells = np.select([(columns < middle)[:, None], (columns > middle)[:, None]], [left, empty], line)
    grids = Grids(shapes.cells, shapes.height, width).filled(cells)
    side = one_drawn(wanted.keys, "half side", len(_SIDES))
    places = [np.flatnonzero(side == number) for number in range(len(_SIDES))]
    return merged([back(grids.some(at)) for at, (_, back) in zip(places, _SIDES, strict=True)], places)


def _taken_right(grids: Grids, which: Ints) -> Grids:
    """The left side taken by the right one; NOTHING where that is not empty or no line is there."""
    beyond = (np.arange(grids.cells.shape[2]) - grids.width[:, None] // 2)[:, None, :]
    (line, most_line), (empty, most_empty) = _ends(grids, beyond == 0), _ends(grids, beyond > 0)
    ground = grids.cells == empty[:, None, None]
    ink, most_ink = _ends(grids, (beyond < 0) & ~ground)
    fits = (line == most_line) & (empty == most_empty) & (ink == most_ink) & (line != empty) & (line != ink)
    fits &= (grids.width % 2 == 1) & (ground & (beyond < 0)).any(axis=(1, 2))
    way, inverted = np.divmod(which, 2)
    shape = (_moved(grids, way).cells == empty[:, None, None]) == (inverted == 1)[:, None, None]
    taken = np.where(shape, ink[:, None, None], empty[:, None, None])
    return only_where(fits, grids.filled(np.where(beyond > 0, taken, grids.cells)))


def _moved(grids: Grids, way: Ints) -> Grids:
    """What the cells on the right take from the left."""
    across, down = np.arange(grids.cells.shape[2]), np.arange(grids.cells.shape[1])
    width, height = grids.width[:, None], grids.height[:, None]
    columns = np.where(way[:, None] == _COPIED, across - width // 2 - 1, width - 1 - across)
    rows = np.where(way[:, None] == _TURNED, height - 1 - down, down)
    return gathered(grids, rows, columns.clip(0), grids.height, grids.width)


def _ends(grids: Grids, where: Flags) -> tuple[Ints, Ints]:
    """The least and the most of the colours there; OUTSIDE and 0 of none."""
    there = where & (grids.cells != OUTSIDE)
    least = np.where(there, grids.cells, OUTSIDE).min(axis=(1, 2), initial=OUTSIDE)
    return least.astype(np.int64), np.where(there, grids.cells, 0).max(axis=(1, 2), initial=0).astype(np.int64)
