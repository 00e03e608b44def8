"""mass: what the number of cells of a component or of a run decides.

"mass": components that touch at sides and corners and have as many cells as the parameter says keep their colour; all
other cells take the commonest colour, of equals the lowest.
"rows": each cell of a row but the last is compared with the cell below it by the lengths of the runs of one colour, in
their rows, that they lie in. Where its run is the shorter one, there is the first colour of the parameter, where it is
the longer one the second, and where both are equal there is 0.
"columns": the same of each column with the one on its right, and of runs in columns.

In:  [[1, 1, 1, 2], [3, 3, 4, 4]], group "rows", parameter (5, 6)
Out: [[6, 6, 6, 5]]
"""

from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.components import masses
from oeis_qa.loaders.arc_rle.grids import Cells, Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.boards import drawn_in_cells, palettes, sized
from oeis_qa.loaders.arc_rle.puzzles.ground import commonest, drawn_sides
from oeis_qa.loaders.arc_rle.puzzles.objects import HEAVIEST, scattered
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.transforms import flipa

_LONGEST = 5  # run on the average, where runs are longest
_CHANCES = 60  # a multiple of all average lengths


def _kept(grids: Grids, which: Ints) -> Grids:
    has_mass = masses(grids, "all8") == MASSES[which][:, None, None]
    return grids.filled(np.where(has_mass, grids.cells, commonest(grids)[:, None, None]))


def _rows_compared(grids: Grids, which: Ints) -> Grids:
    runs = _runs(grids.cells)
    below = np.pad(runs[:, 1:], ((0, 0), (0, 1), (0, 0)))
    colours = np.where(runs < below, _SHORTER[which][:, None, None], _LONGER[which][:, None, None])
    compared = Grids(grids.cells, grids.height - 1, grids.width).filled(np.where(runs == below, np.uint8(0), colours))
    return only_where(grids.height > 1, compared)


def _columns_compared(grids: Grids, which: Ints) -> Grids:
    compared = flipa(_rows_compared(flipa(grids), which))
    return only_where(grids.width > 1, compared)


def _runs(cells: Cells) -> NDArray[np.int8]:
    """The length of the run that each cell lies in, less one."""
    last = cells.shape[2] - 1
    places = np.arange(last + 1, dtype=np.int8)
    changes = cells[:, :, 1:] != cells[:, :, :-1]
    starts = np.where(np.pad(changes, ((0, 0), (0, 0), (1, 0))), places, np.int8(0))
    ends = np.where(np.pad(changes, ((0, 0), (0, 0), (0, 1))), places, np.int8(last))
    start = np.maximum.accumulate(starts, axis=2)
    end = np.minimum.accumulate(ends[:, :, ::-1], axis=2)[:, :, ::-1]
    lengths: NDArray[np.int8] = end - start
    return lengths


def _rows_of_runs(draw: Draw) -> Grids:
    """Three colours of the task, in some rows longer runs than in others."""
    height, width = drawn_sides(draw, (3, 10))
    shape = len(height), int(height.max(initial=1)), int(width.max(initial=1))
    length = 2 + drawn_in_cells(draw.keys, "run length", _LONGEST - 1, (*shape[:2], 1))
    chance = drawn_in_cells(draw.keys, "runs", 2 * _CHANCES, shape)
    steps = np.where(chance % length == 0, 1 + chance // _CHANCES, 0)  # to one of the two other colours
    return sized(height, width, np.take_along_axis(palettes(draw.tasks)[:, None], np.cumsum(steps, axis=2) % 3, axis=2))


def _columns_of_runs(draw: Draw) -> Grids:
    return flipa(_rows_of_runs(draw))


def _objects(draw: Draw) -> Grids:
    return scattered(draw, (7, 13), MASSES[draw.which])


MASSES = np.arange(1, HEAVIEST + 1)
COLOUR_PAIRS = tuple(permutations(range(1, COLOURS), 2))
_SHORTER, _LONGER = np.array(COLOUR_PAIRS, np.uint8).T

GROUPS = {
    "mass": Group(tuple(MASSES.tolist()), _kept, _objects, traits=Traits.CLEARED),
    "rows": Group(COLOUR_PAIRS, _rows_compared, _rows_of_runs, traits=Traits.FEWER),
    "columns": Group(COLOUR_PAIRS, _columns_compared, _columns_of_runs, traits=Traits.FEWER),
}
