"""What a puzzle is made of: a rule with parameters, and inputs that show it.

A family is a file of groups. A task has one group and one of its parameters, the same for all of its pairs; which
parameter that is, the examples have to tell.

In:  group = Group(("x", "y"), by_parameter((flipx, flipy)), noise); group.rule(Grids.of([[[1, 2]]]), numpy.array([0]))
Out: a batch of [[2, 1]]
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints, by_number
from oeis_qa.loaders.arc_rle.images import Range, random_images
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.streams import Words

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Draw:
    """The inputs that are to be drawn, one for each pair."""

    keys: Words  # what each is drawn from
    tasks: Words  # the same for all pairs of a task, for what they have in common
    which: Ints  # the number of the rule's parameter, the same for all pairs of a task
    sides: Range | None  # least and most side, where the user says so

    def within(self, default: Range) -> Range:
        """The least and the most side of an input, where the group has these."""
        return self.sides or default


Rule = Callable[[Grids, Ints], Grids]  # grids, and for each the number of its parameter -> what becomes of them


@dataclass(frozen=True)
class Group:
    parameters: Sequence[Any]  # every parameter that the rule can have, in words or numbers
    rule: Rule  # gives NOTHING for a grid that the rule does not fit
    draw: Callable[[Draw], Grids]
    one_colour: bool = False  # whether outputs of one colour are good ones
    traits: Traits = Traits.NONE  # what is true of every pair that the rule makes, whatever the input and the parameter


def by_parameter(operations: Sequence[Callable[[Grids], Grids]]) -> Rule:
    """The rule that is one of these operations on batches, by number."""
    return partial(by_number, operations)


def only_where(fits: Flags, grids: Grids) -> Grids:
    """The grids, and NOTHING, which has no cell and equals no grid, where the rule does not fit."""
    cells = np.where(fits[:, None, None], grids.cells, OUTSIDE)
    return Grids(cells, np.where(fits, grids.height, 0), np.where(fits, grids.width, 0))


def noise(default: Range) -> Callable[[Draw], Grids]:
    """Random images of two to four colours with sides in this range."""

    def draw(wanted: Draw) -> Grids:
        sides = wanted.within(default)
        return random_images(wanted.keys, sides, sides, (2, 4))

    return draw
