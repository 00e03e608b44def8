"""Grids of one colour, on which inputs are drawn.

In:  ground(draw, colours, (3, 12)), the colours one for each pair
Out: a batch of grids of drawn sizes, each wholly of its colour
"""

import numpy as np

from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw


def drawn_sides(draw: Draw, default: Range) -> tuple[Ints, Ints]:
    """Height and width of the input of each pair."""
    low, high = draw.within(default)
    height, width = (one_drawn(draw.keys, side, high - low + 1) + low for side in ("height", "width"))
    return height, width


def ground(draw: Draw, colour: Ints, default: Range) -> Grids:
    """A grid of its colour for each pair."""
    height, width = drawn_sides(draw, default)
    boxes = np.empty((len(height), height.max(initial=1), width.max(initial=1)), np.uint8)
    return Grids(boxes, height, width).filled(colour[:, None, None])
