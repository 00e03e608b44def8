"""Grids at the smallest scale: without what any scaling up, the same in both directions, may have done to them.

In:  at_smallest_scale(Grids.of([[[1, 1, 2, 2], [1, 1, 2, 2]], [[1, 1, 2]]]))
Out: a batch of [[1, 2]] and [[1, 1, 2]]
"""

import numpy as np

from oeis_qa.loaders.arc_rle.grids import Grids, Ints, gathered
from oeis_qa.loaders.arc_rle.transforms import flipa


def at_smallest_scale(grids: Grids) -> Grids:
    """The smallest grids of which scaling up makes these."""
    scale = np.maximum(np.gcd(_band(grids), _band(flipa(grids))), 1)  # an empty grid has none
    rows, columns = (scale[:, None] * np.arange(side) for side in grids.cells.shape[1:])
    return gathered(grids, rows, columns, grids.height // scale, grids.width // scale)


def _band(grids: Grids) -> Ints:
    """The greatest number of equal rows of which grids are made."""
    changes = (grids.cells[:, 1:] != grids.cells[:, :-1]).any(axis=2)
    bands: Ints = np.gcd.reduce(np.where(changes, np.arange(1, changes.shape[1] + 1), 0), axis=1, initial=0)
    return np.gcd(bands, grids.height)
