"""What can be told of a pair at a glance. A rule all of whose pairs have a trait has not made one that has it not.

In:  traits_of(Grids.of([[[1, 1, 2]]]), Grids.of([[[2, 1, 1]]]))
Out: [SIDES | ONE_NEW | COLOURS | COUNTS | TWO]: a rule that always gives fewer cells cannot have made this
"""

from enum import IntFlag, auto

import numpy as np

from oeis_qa.loaders.arc_rle.grids import Cells, Grids, Ints, alike
from oeis_qa.loaders.arc_rle.puzzles.popularity import counted


class Traits(IntFlag):
    """What is true of an output beside its input."""

    NONE = 0
    SIDES = auto()  # it has the same
    RESIZED = auto()  # it has other sides, unless it is the input
    FEWER = auto()  # it has fewer cells
    ONE_NEW = auto()  # of the colours that the input has not, it has one at most
    COLOURS = auto()  # of these it has none
    COUNTS = auto()  # it has as many cells of each colour
    TWO = auto()  # it has two colours at most
    PLAIN = auto()  # it has one colour
    THINGS = auto()  # it is the input, some of whose background (its commonest colour, of several the lowest) changed
    CLEARED = auto()  # it is the input, some of whose cells became background


def traits_of(before: Grids, after: Grids) -> Ints:
    """The traits of each pair, as the bits of a number."""
    counts, after_counts = counted(before), counted(after)
    new = ((after_counts > 0) & (counts == 0)).sum(axis=1)
    several = (after_counts > 0).sum(axis=1)
    sides = (before.height == after.height) & (before.width == after.width)
    background = counts.argmax(axis=1)[:, None, None]
    old, made = _overlap(before, after)
    found = {
        Traits.SIDES: sides,
        Traits.RESIZED: ~sides | alike(before, after),
        Traits.FEWER: after.height * after.width < before.height * before.width,
        Traits.ONE_NEW: new <= 1,
        Traits.COLOURS: new == 0,
        Traits.COUNTS: (counts == after_counts).all(axis=1),
        Traits.TWO: several <= 2,
        Traits.PLAIN: several == 1,
        Traits.THINGS: sides & ((old == made) | (old == background)).all(axis=(1, 2)),
        Traits.CLEARED: sides & ((old == made) | (made == background)).all(axis=(1, 2)),
    }
    return np.sum([flags * trait.value for trait, flags in found.items()], axis=0)


def _overlap(before: Grids, after: Grids) -> tuple[Cells, Cells]:
    """The cells of both in boxes of one size, which holds the whole of those with the same sides."""
    high, wide = (min(before.cells.shape[axis], after.cells.shape[axis]) for axis in (1, 2))
    return before.cells[:, :high, :wide], after.cells[:, :high, :wide]
