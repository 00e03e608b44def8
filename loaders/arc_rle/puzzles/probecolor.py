"""probecolor: each cell takes the colour of the first cell of another colour that lies from it in one direction.

A direction is a step to the right and a step down. A cell from which there is none, up to the border, takes the colour
of the parameter.

In:  [[1, 1, 2, 3, 3]], parameter ((1, 0), 7)
Out: [[2, 2, 3, 7, 7]]
"""

from functools import partial

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints, bordered, by_number
from oeis_qa.loaders.arc_rle.images import blocky_images
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.puzzles.translate import MOVES
from oeis_qa.loaders.arc_rle.transforms import flipa


def _probed(grids: Grids, which: Ints) -> Grids:
    direction, colour = which // COLOURS, (which % COLOURS).astype(np.uint8)
    seen = by_number([partial(_seen, right=right, down=down) for right, down in MOVES], grids, direction)
    return seen.filled(np.where(seen.cells == OUTSIDE, colour[:, None, None], seen.cells))


def _seen(grids: Grids, right: int, down: int) -> Grids:
    """What each cell sees; OUTSIDE where it sees no other colour."""
    if not down:
        return flipa(_seen(flipa(grids), 0, right))
    boxes = bordered(grids.cells)
    seen, (_, high, wide) = np.full_like(boxes, OUTSIDE), boxes.shape
    here, there = slice(1, wide - 1), slice(1 + right, wide - 1 + right)
    for row in range(1, high - 1)[::-down]:  # from the side that is looked to
        other = boxes[:, row + down, there]
        seen[:, row, here] = np.where(other == boxes[:, row, here], seen[:, row + down, there], other)
    return grids.filled(seen[:, 1:-1, 1:-1])


def _drawn(draw: Draw) -> Grids:
    sides = draw.within((3, 12))
    return blocky_images(draw.keys, sides, sides, (2, 4))


PARAMETERS = tuple((move, colour) for move in MOVES for colour in range(COLOURS))

GROUPS = {"probecolor": Group(PARAMETERS, _probed, _drawn, traits=Traits.SIDES | Traits.ONE_NEW)}
