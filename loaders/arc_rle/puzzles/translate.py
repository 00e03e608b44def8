"""translate: everything moved by one cell, wrapping around, in one of eight directions.

In:  [[1, 2, 3]], parameter (1, 0)
Out: [[3, 1, 2]]
"""

from functools import partial

from oeis_qa.loaders.arc_rle.puzzles.puzzle import Group, by_parameter, noise
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.transforms import translated

MOVES = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if (x, y) != (0, 0))

GROUPS = {
    "translate": Group(
        MOVES,
        by_parameter([partial(translated, x=x, y=y) for x, y in MOVES]),
        noise((3, 14)),
        traits=Traits.SIDES | Traits.COUNTS,
    )
}
