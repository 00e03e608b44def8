"""Dilation, erosion, outlines and mass masks: operations on the connected components of grids.

Each takes a connectivity, which says both what a component is and which neighbours its mask grows to or needs.

In:  dilation(Grids.of([[[1, 1, 2], [3, 1, 2]]]), "lr2")[0]
Out: array([[0, 1, 1], [1, 2, 1]]): the middle of the second row is reached by the components on both sides
"""

import numpy as np

from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.components import Labels, labels, masses, touching
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, bordered, for_each, neighbour


def dilation(grids: Grids, connectivity: str) -> Grids:
    """How many other components grow into each cell when every component grows by one.

    In the words of simon-arc-lab: the sum over components of the dilated component masks, clipped to 1..10, minus 1.
    Its clipping never bites, since a cell is reached by its own component and at most eight more.
    """
    own = labels(grids, connectivity)
    boxes = bordered(own, 0)
    reached: list[Labels] = []
    others = np.zeros(own.shape, np.uint8)
    for offset in touching(connectivity):
        other = neighbour(boxes, offset)
        new = (other != 0) & (other != own)
        for before in reached:
            new &= other != before
        others += new
        reached.append(other)
    return grids.filled(others)


def erosion(grids: Grids, connectivity: str) -> Grids:
    """1 where a cell stays when its component is eroded, else 0; beyond the border there is nothing, so it eats too.

    Neighbours that touch and have the cell's colour are in its component, so no component need be found.
    """
    boxes = bordered(grids.cells)
    stays = [neighbour(boxes, offset) == grids.cells for offset in touching(connectivity)]
    return grids.filled(np.logical_and.reduce(stays))


def outline(grids: Grids, connectivity: str) -> Grids:
    """1 where erosion takes a cell away, else 0."""
    return grids.filled(1 - erosion(grids, connectivity).cells)


def mass_mask(grids: Grids, connectivity: str, most: int | Ints) -> Grids:
    """1 where a cell's component has at most this many cells, else 0; `most` is one number, or one for each grid.

    Raises:
        OptionError: fewer than one cell.
    """
    bounds = for_each(grids, "most", most)
    if (bounds < 1).any():
        raise OptionError(f"most={bounds.min()}: a component has at least 1 cell; give 1 or more")
    return grids.filled(masses(grids, connectivity) <= bounds[:, None, None])
