"""erosion: the cells all of whose neighbours have their colour are marked: what is left of objects without their rim.

Which neighbours count, says the connectivity; beyond the border there is none, so that the border eats too.

In:  [[1, 1, 1, 2], [1, 1, 2, 2]], group "lr2", parameter (0, 4): 0 elsewhere, 4 where a cell is marked
Out: [[0, 4, 0, 0], [0, 0, 0, 0]]
"""

from functools import partial

from oeis_qa.loaders.arc_rle.components import CONNECTIVITIES
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.images import blocky_images
from oeis_qa.loaders.arc_rle.morphology import erosion
from oeis_qa.loaders.arc_rle.puzzles.marks import MARKINGS, TRAITS, marking
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Flags, Group


def _marked(grids: Grids, connectivity: str) -> Flags:
    return erosion(grids, connectivity).cells == 1


def _draw(draw: Draw) -> Grids:
    sides = draw.within((7, 14))
    return blocky_images(draw.keys, sides, sides, (2, 3))


GROUPS = {
    name: Group(MARKINGS, marking(partial(_marked, connectivity=name)), _draw, traits=TRAITS) for name in CONNECTIVITIES
}
