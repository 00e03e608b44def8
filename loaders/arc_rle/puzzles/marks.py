"""Outputs that mark cells: one colour where a rule finds something, another elsewhere. One of the two is always 0.

In:  marking(lambda grids: grids.cells == 7)(Grids.of([[[7, 1, 7]]]), numpy.array([2])), whose parameter is (0, 3)
Out: a batch of [[3, 0, 3]]
"""

from collections.abc import Callable

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Flags, Rule
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits

# Colours elsewhere and where cells are marked. All 90 pairs would cost a check of uniqueness five times as much.
MARKINGS = (*((0, colour) for colour in range(1, COLOURS)), *((colour, 0) for colour in range(1, COLOURS)))
_COLOURS = np.array(MARKINGS, np.uint8)
TRAITS = Traits.SIDES | Traits.TWO


def marking(marked: Callable[[Grids], Flags]) -> Rule:
    """The rule that colours what is marked, its parameters MARKINGS."""

    def rule(grids: Grids, which: Ints) -> Grids:
        elsewhere, there = _COLOURS[which].T[:, :, None, None]
        return grids.filled(np.where(marked(grids), there, elsewhere))

    return rule
