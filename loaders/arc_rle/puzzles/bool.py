"""bool: two pictures side by side or one above the other, laid over each other by and, or, or xor.

The grid is two halves of equal size, and where its side is odd, a wall of one colour between them. Each half has two
colours, one rarer than the other, and that one is on. The output has the size of a half: the parameter's colour where
the operation says on, else the commoner colour of the first half (the left or the upper one).

In:  [[1, 1, 5, 1, 2], [1, 2, 5, 1, 1], [2, 1, 5, 2, 1]], group "or", parameter ("x", 8): on are 2 and 2, the wall is 5
Out: [[1, 8], [1, 8], [8, 1]]
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints, every_cell, gathered, merged
from oeis_qa.loaders.arc_rle.puzzles.ground import drawn_sides
from oeis_qa.loaders.arc_rle.puzzles.likely import among
from oeis_qa.loaders.arc_rle.puzzles.popularity import common_and_rare, counted
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Flags, Group, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.transforms import flipa

Operation = Callable[[Any, Any], Any]

PARAMETERS = tuple((way, colour) for way in ("x", "y") for colour in range(COLOURS))
_WALL = 4  # place of its colour in a palette
_PALETTES = np.array([[0, 1, 0, 1, _WALL], [0, 1, 0, 3, _WALL], [0, 1, 2, 3, _WALL]])  # halves in like colours or not
_SIDES = (5, 14)
_CHANCES = 1 << 30
_TRAITS = Traits.FEWER | Traits.ONE_NEW | Traits.TWO


def laid_over(grids: Grids, which: Ints, operation: Operation) -> Grids:
    """The halves under an operation."""
    down, colour = np.divmod(which, COLOURS)
    beside = _turned(grids, down == 1)
    half = beside.width // 2
    likely = (half > 0) & _has_wall(beside, half)
    found = np.flatnonzero(likely)
    first, second = (_half(beside.some(found), start[found], half[found]) for start in (0 * half, beside.width - half))
    colours, others = common_and_rare(counted(first)), common_and_rare(counted(second))
    on = operation(first.cells == colours.rare[:, None, None], second.cells == others.rare[:, None, None])
    made = first.filled(np.where(on, colour[found, None, None], colours.common[:, None, None]))
    return among(likely, only_where(colours.fits & others.fits, _turned(made, down[found] == 1)))


def _turned(grids: Grids, which: Flags) -> Grids:
    """Rows and columns of some of the grids exchanged."""
    return merged([grids.some(~which), flipa(grids.some(which))], [np.flatnonzero(~which), np.flatnonzero(which)])


def _has_wall(grids: Grids, half: Ints) -> Flags:
    """Whether the column in the middle, where there is one, has one colour."""
    middle = grids.cells[np.arange(len(grids)), :, half]
    same = (middle == middle[:, :1]) | (middle == OUTSIDE)
    walled: Flags = same.all(axis=1) | (grids.width % 2 == 0)
    return walled


def _half(grids: Grids, start: Ints, width: Ints) -> Grids:
    rows = np.broadcast_to(np.arange(grids.cells.shape[1]), grids.cells.shape[:2])
    columns = start[:, None] + np.arange(width.max(initial=1))
    return gathered(grids, rows, columns, grids.height, width)


def two_pictures(draw: Draw) -> Grids:
    """Two halves with cells that are on in both, in the first alone, in the second alone and in none."""
    height, half, wall = _sizes(draw)
    grid, row, column = every_cell(height, 2 * half + wall)
    own_half = half[grid]
    second = column >= own_half + wall[grid]
    place = row * own_half + np.where(second, column - own_half - wall[grid], np.minimum(column, own_half - 1))
    on = np.where(second, *_pictures(draw, height * half, grid, place))
    kind = np.where((column >= own_half) & ~second, _WALL, 2 * second + on)
    cells = np.full((len(half), height.max(initial=1), (2 * half + wall).max(initial=1)), OUTSIDE, np.uint8)
    cells[grid, row, column] = _palette(draw)[grid, kind]
    return _turned(Grids(cells, height, 2 * half + wall), draw.which >= COLOURS)


def _sizes(draw: Draw) -> tuple[Ints, Ints, Ints]:
    """Height and width of a half, and of the wall, as if one half were beside the other."""
    height, width = drawn_sides(draw, _SIDES)
    wall = one_drawn(draw.tasks, "wall", 2)
    width += ((width - wall) % 2) * (width < draw.within(_SIDES)[1])  # of widths that do not halve, the next one
    return height, np.maximum((width - wall) // 2, 1), wall


def _pictures(draw: Draw, area: Ints, grid: Ints, place: Ints) -> tuple[Flags, Flags]:
    """What is on in the second half and in the first: in a quarter to a half of their cells, often in the same ones."""
    most = np.maximum((area - 1) // 2, 2)  # a half of fewer than five cells fits no rule
    least = np.minimum(np.maximum(area // 4, 2), most)
    one, other = (least + one_drawn(draw.keys, f"on {i}", most - least + 1) for i in (0, 1))
    both = np.minimum(one, other) // 3
    both += 1 + one_drawn(draw.keys, "on in both", np.maximum(both, 1))
    start = one - np.minimum(both, np.minimum(one, other) - 1)
    chance = drawn(draw.keys, "on", _CHANCES, int(area.max(initial=4)))
    chance[np.arange(chance.shape[1]) >= area[:, None]] = _CHANCES
    bounds = np.take_along_axis(np.sort(chance, axis=1), np.stack([one, start, start + other], axis=1), axis=1)[grid]
    own = chance[grid, place]
    return (own >= bounds[:, 1]) & (own < bounds[:, 2]), own < bounds[:, 0]


def _palette(draw: Draw) -> Ints:
    """Colours of each task: off and on in the first half, off and on in the second, and the wall's."""
    colours = order(draw.tasks, "palette", COLOURS)
    answer = draw.which % COLOURS
    colours[:, 0] = np.where(colours[:, 0] == answer, colours[:, _WALL + 1], colours[:, 0])
    return np.take_along_axis(colours, _PALETTES[one_drawn(draw.tasks, "alike", len(_PALETTES))], axis=1)


GROUPS = {
    name: Group(PARAMETERS, partial(laid_over, operation=operation), two_pictures, traits=_TRAITS)
    for name, operation in (("and", np.logical_and), ("or", np.logical_or), ("xor", np.logical_xor))
}
