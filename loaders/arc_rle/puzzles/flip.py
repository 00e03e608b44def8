"""flip: the image mirrored, in one of four ways.

In:  [[1, 2, 3]], parameter "x"
Out: [[3, 2, 1]]
"""

from oeis_qa.loaders.arc_rle.puzzles.puzzle import Group, by_parameter, noise
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.transforms import flipa, flipb, flipx, flipy

WAYS = {"x": flipx, "y": flipy, "a": flipa, "b": flipb}

GROUPS = {"flip": Group(tuple(WAYS), by_parameter(tuple(WAYS.values())), noise((2, 14)), traits=Traits.COUNTS)}
