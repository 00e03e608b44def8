"""Rules in several directions: one is written down, the others are the same on turned or mirrored grids.

In:  turned(skewed_to_the_right, ("orig", "flipa"))
Out: the rule that skews to the right or downwards, by number
"""

from collections.abc import Callable, Iterable

from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Rule, by_parameter
from oeis_qa.loaders.arc_rle.symmetry import IMAGES

_BACK = {"cw": "ccw", "ccw": "cw"}  # the others are their own way back


def turned(operation: Callable[[Grids], Grids], ways: Iterable[str]) -> Rule:
    """The operation as it is when the grids, and what becomes of them, are turned in one of these ways."""
    there, back = by_parameter([IMAGES[way] for way in ways]), turned_back(ways)
    return lambda grids, which: there(operation(back(grids, which)), which)


def turned_back(ways: Iterable[str]) -> Rule:
    """The rule that undoes one of these ways of turning."""
    return by_parameter([IMAGES[_BACK.get(way, way)] for way in ways])
