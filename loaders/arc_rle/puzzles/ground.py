"""Plain grounds for families to put their objects on, and which colour of a grid is its ground.

In:  commonest(Grids.of([[[3, 3, 1]]]))
Out: array([3])
"""

import numpy as np

from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints
from oeis_qa.loaders.arc_rle.histograms import histograms_of
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw


def commonest(grids: Grids) -> Cells:
    """The colour of most cells of each grid, of equals the lowest."""
    return histograms_of(grids).argmax(axis=1).astype(np.uint8)


def plain(colours: Ints, height: Ints, width: Ints) -> Grids:
    """Grids of these sizes, each of one colour."""
    box = np.full((len(colours), height.max(initial=1), width.max(initial=1)), OUTSIDE, np.uint8)
    return Grids(box, height, width).filled(colours[:, None, None])


def drawn_sides(draw: Draw, default: Range) -> tuple[Ints, Ints]:
    """The height and the width of each input."""
    low, high = draw.within(default)
    height, width = (one_drawn(draw.keys, side, high - low + 1) + low for side in ("height", "width"))
    return height, width
