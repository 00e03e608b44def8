"""Rules in several directions: one is written down, the others are the same on turned or mirrored grids.

In:  turned(skewed_to_the_right, "cw")
Out: the operation that skews downwards
"""

from collections.abc import Callable

from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.symmetry import IMAGES

_BACK = {"cw": "ccw", "ccw": "cw"}  # the others are their own way back


def turned(operation: Callable[[Grids], Grids], way: str) -> Callable[[Grids], Grids]:
    """The operation as it is when the grids, and what becomes of them, are turned this way."""
    there, back = IMAGES[way], IMAGES[_BACK.get(way, way)]
    return lambda grids: there(operation(back(grids)))
