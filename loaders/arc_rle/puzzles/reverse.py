"""reverse: each run of cells of other colours than the background turned round, along the rows or along the columns.

The background is the commonest colour of the grid, of several the lowest. A run is as long as can be, and its cells may
have several colours.

In:  [[0, 1, 2, 3, 0, 0, 4, 5]], parameter "left-right"
Out: [[0, 3, 2, 1, 0, 0, 5, 4]]
"""

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import one_drawn, order
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.puzzles.boxes import NO_BOX, board, boxed, drawn_in_cells
from oeis_qa.loaders.arc_rle.puzzles.ground import things
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.puzzles.turned import turned

_COLOURS = (2, 4)  # fewest and most that the cells of runs have


def reversed_runs(grids: Grids) -> Grids:
    """The runs of each row turned round."""
    run = things(grids)
    wide = run.shape[2]
    place = np.arange(wide)
    last_gap = np.maximum.accumulate(np.where(run, -1, place), axis=2)
    next_gap = np.minimum.accumulate(np.where(run, wide, place)[:, :, ::-1], axis=2)[:, :, ::-1]
    facing = np.where(run, last_gap + next_gap - place, place)
    return Grids(np.take_along_axis(grids.cells, facing, axis=2), grids.height, grids.width)


def _draw(wanted: Draw) -> Grids:
    """Boxes on a background, their cells of a few colours."""
    blank = board(wanted, (4, 14))
    palette = order(wanted.tasks, "palette", COLOURS)
    count = one_drawn(wanted.tasks, "colours", _COLOURS[1] - _COLOURS[0] + 1) + _COLOURS[0]
    other = 1 + drawn_in_cells(wanted.keys, "cell colours", count, blank.cells.shape[1:])
    in_box = boxed(wanted.keys, blank.height, blank.width, least=2) != NO_BOX
    chosen = np.where(in_box, other, 0).reshape(len(blank), -1)
    return blank.filled(np.take_along_axis(palette, chosen, axis=1).reshape(blank.cells.shape))


WAYS = {"left-right": "orig", "top-bottom": "flipa"}  # how each is turned from the first

GROUPS = {
    "reverse": Group(tuple(WAYS), turned(reversed_runs, WAYS.values()), _draw, traits=Traits.SIDES | Traits.COUNTS)
}
