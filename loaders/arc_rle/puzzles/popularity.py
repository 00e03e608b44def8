"""How often each colour occurs in each grid: what rules read of colours that vary from task to task.

In:  common_and_rare(counted(Grids.of([[[3, 3, 7]]])))
Out: CommonAndRare(fits=[True], common=[3], rare=[7])
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints

Flags = NDArray[np.bool_]


class CommonAndRare(NamedTuple):
    fits: Flags  # whether there are just two colours, one of them commoner than the other
    common: Ints
    rare: Ints


class MostAndLeast(NamedTuple):
    most: Ints
    least: Ints
    one_most: Flags  # whether no other colour occurs as often
    one_least: Flags


def counted(grids: Grids) -> Ints:
    """How many cells of each grid have each colour; one pass, where a comparison for each colour takes ten."""
    bins = np.minimum(grids.cells, COLOURS).astype(np.int64)
    bins += (np.arange(len(grids)) * (COLOURS + 1))[:, None, None]
    counts = np.bincount(bins.reshape(-1), minlength=len(grids) * (COLOURS + 1))
    return counts.reshape(len(grids), COLOURS + 1)[:, :COLOURS]


def common_and_rare(counts: Ints) -> CommonAndRare:
    """The two colours of grids that have two."""
    common = counts.argmax(axis=1)
    others = np.where(np.arange(COLOURS) == common[:, None], 0, counts)
    differ = others.max(axis=1) < counts.max(axis=1)
    return CommonAndRare(differ & ((counts > 0).sum(axis=1) == 2), common, others.argmax(axis=1))


def most_and_least(counts: Ints) -> MostAndLeast:
    """The commonest and the rarest colour of those that occur, of equals the lower."""
    held = np.where(counts > 0, counts, counts.max(axis=1, keepdims=True) + 1)
    most, least = counts.argmax(axis=1), held.argmin(axis=1)
    one_most, one_least = (
        (counts == np.take_along_axis(counts, colour[:, None], axis=1)).sum(axis=1) == 1 for colour in (most, least)
    )
    return MostAndLeast(most, least, one_most, one_least)


def colour_of(grids: Grids, cells: Flags) -> tuple[Ints, Flags]:
    """The highest colour of these cells of each grid, and whether it is their only one."""
    most = np.where(cells, grids.cells, 0).max(axis=(1, 2))
    least = np.where(cells, grids.cells, OUTSIDE).min(axis=(1, 2))
    return most, most == least
