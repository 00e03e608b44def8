"""compress: rows that equal the one above them go, and columns that equal the one on their left.

In:  [[1, 1, 2], [1, 1, 2], [3, 3, 3]]
Out: [[1, 2], [3, 3]]
"""

import numpy as np

from oeis_qa.loaders.arc_rle.drawing import drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, gathered
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, by_parameter, noise
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.transforms import compress_xy


def stretched(draw: Draw) -> Grids:
    """Random images, about half of whose rows and columns stand twice or more often."""
    image = noise((3, 14))(draw)
    rows, columns = (_places(draw, axis, image.cells.shape[axis]) for axis in (1, 2))
    return gathered(image, rows, columns, image.height, image.width)


def _places(draw: Draw, axis: int, count: int) -> Ints:
    """The row of the image that lies at each place: the one before, or the next."""
    steps = drawn(draw.keys, f"stretch {axis}", 2, count)
    steps[:, 0] = 0
    return np.cumsum(steps, axis=1)


GROUPS = {"compress": Group(("xy",), by_parameter((compress_xy,)), stretched, traits=Traits.RESIZED | Traits.COLOURS)}
