"""mirror: an object on one side of a wall moves to the other side, as it is, mirrored in the wall or turned about.

The ground is the commonest colour, of equals the lowest. The wall is the only whole column or row of one colour that
is not the ground's and that no other cell has. All cells of one side of it are of the ground; on the other side, the
least box that holds the other cells is the object. It moves straight across, to the cells next to the wall (group
"near") or to those at the border (group "far"); where there is no room for it, the rule does not fit. "turned" is half
a turn. Where the object was, the ground is left.

In:  [[0, 0, 3, 0, 0, 0], [1, 2, 3, 0, 0, 0]], group "near", parameter "mirrored"
Out: [[0, 0, 3, 0, 0, 0], [0, 0, 3, 2, 1, 0]]
"""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, merged
from oeis_qa.loaders.arc_rle.histograms import histograms_of
from oeis_qa.loaders.arc_rle.puzzles.ground import commonest, drawn_sides, plain
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.transforms import Transform, flipa, flipx

Flags = NDArray[np.bool_]
IMAGES = ("same", "mirrored", "turned")
_LONGEST = 4  # side of an object


def _moved(grids: Grids, which: Ints, far: bool) -> Grids:
    """Grids are turned so that the object lies on the left of an upright wall, and back again."""
    upright, lying = _walls(grids).sum(axis=1), _walls(flipa(grids)).sum(axis=1)
    stood = _changed(grids, lying > 0, flipa)
    wall = _walls(stood).argmax(axis=1)
    on_left, on_right = _beside(stood, wall)
    faced = _changed(stood, on_right, flipx)
    moved, room = _across(faced, np.where(on_right, stood.width - 1 - wall, wall), which, far)
    fits = (upright + lying == 1) & (on_left != on_right) & room
    return only_where(fits, _changed(_changed(moved, on_right, flipx), lying > 0, flipa))


def _beside(grids: Grids, wall: Ints) -> tuple[Flags, Flags]:
    """Whether there is something else than ground on the left and on the right of the wall."""
    objects = ((grids.cells != commonest(grids)[:, None, None]) & grids.inside).any(axis=1)
    places, wall = np.arange(objects.shape[1]), wall[:, None]
    left: Flags = (objects & (places < wall)).any(axis=1)
    right: Flags = (objects & (places > wall)).any(axis=1)
    return left, right


def _walls(grids: Grids) -> Flags:
    """Which columns are walls."""
    first = grids.cells[:, 0]
    counts = np.pad(histograms_of(grids), ((0, 0), (0, 1)))  # no cell is outside
    held = np.take_along_axis(counts, np.minimum(first, COLOURS).astype(np.int64), axis=1)
    whole = ((grids.cells == first[:, None]) | ~grids.inside).all(axis=1)
    return whole & (held == grids.height[:, None]) & (first != commonest(grids)[:, None])


def _changed(grids: Grids, where: Flags, operation: Transform) -> Grids:
    """These of the grids changed, the others as they are."""
    these, others = np.flatnonzero(where), np.flatnonzero(~where)
    return merged([operation(grids.some(these)), grids.some(others)], [these, others])


def _across(grids: Grids, wall: Ints, which: Ints, far: bool) -> tuple[Grids, Flags]:
    """The object moved from the left of the wall to its right, and whether there was room for it."""
    ground, wall = commonest(grids)[:, None, None], wall[:, None]
    rows, columns = np.arange(grids.cells.shape[1]), np.arange(grids.cells.shape[2])
    objects = (grids.cells != ground) & grids.inside & (columns < wall)[:, None, :]
    (left, right), (top, bottom) = _ends(objects.any(axis=1)), _ends(objects.any(axis=2))
    width = right - left + 1
    step = columns - np.where(far, grids.width[:, None] - width, wall + 1)
    from_column = np.where(which[:, None] > 0, right - step, left + step)
    from_row = np.where(which[:, None] == IMAGES.index("turned"), top + bottom - rows, rows)
    new = ((rows >= top) & (rows <= bottom))[:, :, None] & ((step >= 0) & (step < width))[:, None, :]
    copied = _taken(grids, from_row, from_column)
    cells = np.where(new, copied, np.where(objects, ground, grids.cells))
    return grids.filled(cells), (width <= grids.width[:, None] - wall - 1)[:, 0]


def _ends(flags: Flags) -> tuple[Ints, Ints]:
    """The places of the first and of the last flag that is set."""
    return flags.argmax(axis=1)[:, None], flags.shape[1] - 1 - flags[:, ::-1].argmax(axis=1)[:, None]


def _taken(grids: Grids, rows: Ints, columns: Ints) -> NDArray[np.uint8]:
    """The cells at these rows and columns; any cell where there is none."""
    _, high, wide = grids.cells.shape
    rows, columns = np.clip(rows, 0, high - 1), np.clip(columns, 0, wide - 1)
    return grids.cells[np.arange(len(grids))[:, None, None], rows[:, :, None], columns[:, None, :]]


def _drawn(draw: Draw) -> Grids:
    """An object of up to three colours on one side of a wall, the same side for all pairs of a task."""
    height, width = drawn_sides(draw, (5, 12))
    colours = order(draw.tasks, "colours", COLOURS)  # of the ground, the wall and the object
    grids = plain(colours[:, 0], height, width)
    wall = np.minimum(one_drawn(draw.keys, "wall", np.maximum(width - 4, 1)) + 2, width - 1)
    grids.cells[np.arange(len(grids)), :, wall] = colours[:, 1, None]
    wide, left = _part(draw, "across", np.minimum(wall, width - 1 - wall), wall)
    high, top = _part(draw, "down", height - 1, height)
    for number, cells in enumerate(drawn(draw.keys, "object", 4, _LONGEST**2).T):
        down, right = divmod(number, _LONGEST)
        at = np.flatnonzero((down < high) & (right < wide))
        grids.cells[at, top[at] + down, left[at] + right] = colours[at, np.where(cells[at] == 0, 0, cells[at] + 1)]
    turn = one_drawn(draw.tasks, "turn", 4)
    return _changed(_changed(grids.filled(grids.cells), turn % 2 == 1, flipx), turn > 1, flipa)


def _part(draw: Draw, purpose: str, most: Ints, room: Ints) -> tuple[Ints, Ints]:
    """A length of two to four cells, at most `most`, and its start within the room."""
    most = np.clip(most, 1, _LONGEST)
    length = np.minimum(one_drawn(draw.keys, f"length {purpose}", np.maximum(most - 1, 1)) + 2, most)
    return length, one_drawn(draw.keys, f"start {purpose}", np.maximum(room - length + 1, 1))


GROUPS = {
    name: Group(IMAGES, partial(_moved, far=name == "far"), _drawn, traits=Traits.SIDES | Traits.COUNTS)
    for name in ("near", "far")
}
