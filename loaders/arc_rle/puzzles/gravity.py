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
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Offset, bordered, neighbour
from oeis_qa.loaders.arc_rle.puzzles.boards import DIRECTIONS, background, board, drawn_in_cells, palettes
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, by_parameter

_MOST_COLOURS = 4
_CHANCES = 240  # of a cell; a multiple of all numbers of colours
_STEP = 12


def moved(grids: Grids, direction: Offset) -> Grids:
    """Every thing moved as far as it can go."""
    boxes, empty = bordered(grids.cells), np.broadcast_to(background(grids)[:, None, None], grids.cells.shape)
    here, ahead = neighbour(boxes, (0, 0)), neighbour(boxes, direction)  # both change with the boxes
    while (falls := (here != empty) & (here != OUTSIDE) & (ahead == empty)).any():
        ahead[falls], here[falls] = here[falls], empty[falls]
    return Grids(here, grids.height, grids.width)


def trailed(grids: Grids, direction: Offset) -> Grids:
    """Every thing with a trail."""
    boxes, empty = bordered(grids.cells), background(grids)[:, None, None]
    here, behind = neighbour(boxes, (0, 0)), neighbour(boxes, (-direction[0], -direction[1]))
    while (grows := (here == empty) & (behind != empty) & (behind != OUTSIDE)).any():
        here[grows] = behind[grows]
    return Grids(here, grids.height, grids.width)


def _lonely_cells(wanted: Draw, most: int) -> Grids:
    """A few cells of up to four colours on a background, up to `most` twentieths of all."""
    palette = palettes(wanted.tasks)
    empty = board(wanted, (3, 11), palette[:, 0])
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
    ),
    "draw": Group(
        tuple(DIRECTIONS),
        by_parameter([partial(trailed, direction=direction) for direction in DIRECTIONS.values()]),
        partial(_lonely_cells, most=4),
    ),
}
