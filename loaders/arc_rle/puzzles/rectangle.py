"""rectangle: boxes that are filled or hollow, and what lies inside and around them.

The background is the commonest colour of the grid, of several the lowest. Hollow cells are cells of the background that
no way through the background, by sides, leads off the grid from.
`fill`: each hollow cell takes the colour of the last cell on its left that is none of the background.
`hollow`: each cell of a thing whose eight neighbours lie inside the grid and have its colour becomes background.
`hollow_area`, parameter a colour: the hollow cells alone, in this colour, on the background.
`outside_hollow`, `outside_filled`, parameter a colour: the cells of the background, but for hollow ones, that have a
neighbour of the eight which is none of it, alone in this colour; around boxes that are hollow or filled.

In:  [[2, 2, 2, 0], [2, 0, 2, 0], [2, 2, 2, 0]], fill
Out: [[2, 2, 2, 0], [2, 2, 2, 0], [2, 2, 2, 0]]
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.features import AROUND
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, bordered, neighbour
from oeis_qa.loaders.arc_rle.morphology import erosion
from oeis_qa.loaders.arc_rle.puzzles.boxes import MOST, board, boxed
from oeis_qa.loaders.arc_rle.puzzles.ground import background, last_things, things
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, Rule, by_parameter
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits

Flags = NDArray[np.bool_]
_LEAST = 3  # cells of a side, so that there is something inside
_FILLED = Traits.THINGS | Traits.COLOURS
_BY_SIDES = np.array([[[0, 0, 0]] * 3, [[0, 1, 0], [1, 1, 1], [0, 1, 0]], [[0, 0, 0]] * 3])  # within each grid


def fill(grids: Grids) -> Grids:
    """Hollow cells in the colour on their left."""
    return grids.filled(np.where(_hollow_cells(grids), last_things(grids), grids.cells))


def hollow(grids: Grids) -> Grids:
    """Things without their inner cells."""
    inner = things(grids) & (erosion(grids, "all8").cells == 1)
    return grids.filled(np.where(inner, background(grids), grids.cells))


def hollow_area(grids: Grids, colour: Ints) -> Grids:
    """Hollow cells alone."""
    return grids.filled(np.where(_hollow_cells(grids), colour[:, None, None], background(grids)))


def outside(grids: Grids, colour: Ints) -> Grids:
    """Cells just outside of things alone."""
    thing = things(grids)
    beside = np.logical_or.reduce([neighbour(bordered(thing, 0), offset) for offset in AROUND])
    marked = beside & ~thing & ~_hollow_cells(grids)
    return grids.filled(np.where(marked, colour[:, None, None], background(grids)))


def _hollow_cells(grids: Grids) -> Flags:
    ways = bordered(~things(grids), 1)  # around each grid too, so that all that leads off it is one part
    parts, _ = ndimage.label(ways, _BY_SIDES)
    enclosed: Flags = ways & (parts != parts[:, :1, :1])
    return enclosed[:, 1:-1, 1:-1]


def _filled(wanted: Draw) -> Grids:
    """Filled boxes of up to four colours on a background."""
    return _boxes(wanted, order(wanted.tasks, "palette", COLOURS))


def _filled_for_mask(wanted: Draw) -> Grids:
    """The same, where the background has not the colour that the rule marks cells with."""
    palette = order(wanted.tasks, "palette", COLOURS)
    same = palette[:, 0] == wanted.which
    palette[same] = np.roll(palette[same], 1, axis=1)
    return _boxes(wanted, palette)


def _boxes(wanted: Draw, palette: Ints) -> Grids:
    blank = board(wanted, (8, 15))
    count = one_drawn(wanted.tasks, "colours", MOST) + 1
    chosen = 1 + drawn(wanted.keys, "box colours", count[:, None], MOST)
    of_boxes = np.hstack([np.take_along_axis(palette, chosen, axis=1), palette[:, :1]])  # NO_BOX is the last one
    number = boxed(wanted.keys, blank.height, blank.width, _LEAST)
    return blank.filled(of_boxes[np.arange(len(blank))[:, None, None], number])


def _masks(draw: Callable[[Draw], Grids], rule: Rule) -> Group:
    return Group(range(COLOURS), rule, draw, traits=Traits.SIDES | Traits.ONE_NEW | Traits.TWO)


GROUPS = {
    "fill": Group(("fill",), by_parameter([fill]), lambda wanted: hollow(_filled(wanted)), traits=_FILLED),
    "hollow": Group(("hollow",), by_parameter([hollow]), _filled, traits=Traits.CLEARED),
    "hollow_area": _masks(lambda wanted: hollow(_filled_for_mask(wanted)), hollow_area),
    "outside_hollow": _masks(lambda wanted: hollow(_filled_for_mask(wanted)), outside),
    "outside_filled": _masks(_filled_for_mask, outside),
}
