"""gravity: cells fall in one of eight directions, or draw a trail on their way.

The background is the commonest colour, of several the lowest. `move`: every other cell goes on until the border or
another one stops it, so that they pile up in their order. `draw`: every other cell stays and colours the background
ahead of it, as far as the border or the next such cell.

In:  [[1, 0, 2, 0, 0, 0]], group "move", parameter "right"; the same in group "draw"
Out: [[0, 0, 0, 0, 1, 2]]; [[1, 1, 2, 2, 2, 2]]
"""

from functools import partial

import numpy as np

from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Offset, bordered, neighbour
from oeis_qa.loaders.arc_rle.puzzles.boards import DIRECTIONS, drawn_in_cells, palettes
from oeis_qa.loaders.arc_rle.puzzles.ground import commonest, ground
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, by_parameter
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits

_MOST_COLOURS = 4
_CHANCES = 240  # of a cell; a multiple of all numbers of colours
_STEP = 12
_EMPTY = np.uint8(OUTSIDE - 1)  # over all colours


def moved(grids: Grids, direction: Offset) -> Grids:
    """Every thing moved as far as it can go."""
    boxes, here, ahead = _opened(grids, direction)
    while len(falls := np.flatnonzero((here < _EMPTY) & (ahead == _EMPTY))):
        ahead[falls] = here[falls]
        here[falls] = _EMPTY
    return _closed(grids, boxes)


def trailed(grids: Grids, direction: Offset) -> Grids:
    """Every thing with a trail."""
    boxes, here, ahead = _opened(grids, direction)
    while len(grows := np.flatnonzero((here < _EMPTY) & (ahead == _EMPTY))):
        ahead[grows] = here[grows]
    return _closed(grids, boxes)


def _opened(grids: Grids, step: Offset) -> tuple[Cells, Cells, Cells]:
    """Bordered boxes with _EMPTY as background, and their places one after the other, themselves and one step on.

    The last two change with the boxes. In one row they are much faster to compare than in boxes.
    """
    boxes = bordered(np.where(grids.cells == commonest(grids)[:, None, None], _EMPTY, grids.cells))
    places, jump = boxes.reshape(-1), step[0] * boxes.shape[2] + step[1]
    first, end = abs(jump), len(places) - abs(jump)
    return boxes, places[first:end], places[first + jump : end + jump]


def _closed(grids: Grids, boxes: Cells) -> Grids:
    cells = neighbour(boxes, (0, 0))
    empty = commonest(grids)[:, None, None]
    return Grids(np.where(cells == _EMPTY, empty, cells), grids.height, grids.width)


def _lonely_cells(wanted: Draw, most: int) -> Grids:
    """A few cells of up to four colours on a background, up to `most` twentieths of all."""
    palette = palettes(wanted.tasks)
    empty = ground(wanted, palette[:, 0], (3, 11))
    colours = one_drawn(wanted.tasks, "colours", _MOST_COLOURS)[:, None, None] + 1
    things = (one_drawn(wanted.keys, "things", most) + 1)[:, None, None] * _STEP
    chance = drawn_in_cells(wanted.keys, "cells", _CHANCES, empty.cells.shape)
    colour = np.take_along_axis(palette[:, 1:, None], chance.reshape(len(palette), -1, 1) % colours, axis=1)
    return empty.filled(np.where(chance < things, colour.reshape(chance.shape), empty.cells))


GROUPS = {
    "move": Group(
        tuple(DIRECTIONS),
        by_parameter([partial(moved, direction=direction) for direction in DIRECTIONS.values()]),
        partial(_lonely_cells, most=7),
        traits=Traits.SIDES | Traits.COUNTS,
    ),
    "draw": Group(
        tuple(DIRECTIONS),
        by_parameter([partial(trailed, direction=direction) for direction in DIRECTIONS.values()]),
        partial(_lonely_cells, most=4),
        traits=Traits.THINGS | Traits.COLOURS,
    ),
}
