"""edge: the cells whose neighbour on one side has the same colour are marked; beyond the border there is no neighbour.

In:  [[1, 1, 2], [3, 2, 2]], group "left", parameter (0, 5): 0 elsewhere, 5 where a cell is marked
Out: [[0, 5, 0], [0, 0, 5]]
"""

from functools import partial

from oeis_qa.loaders.arc_rle.features import shape3x3_center
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.images import blocky_images
from oeis_qa.loaders.arc_rle.puzzles.marks import MARKINGS, TRAITS, marking
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Flags, Group

SIDES = ("top_left", "top", "top_right", "left", "right", "bottom_left", "bottom", "bottom_right")  # in reading order


def _marked(grids: Grids, side: int) -> Flags:
    return shape3x3_center(grids, side).cells == 1


def _draw(draw: Draw) -> Grids:
    sides = draw.within((3, 12))
    return blocky_images(draw.keys, sides, sides, (2, 4))


GROUPS = {
    name: Group(MARKINGS, marking(partial(_marked, side=side)), _draw, traits=TRAITS) for side, name in enumerate(SIDES)
}
