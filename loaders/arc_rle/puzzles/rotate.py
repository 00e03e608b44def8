"""rotate: the image turned by a quarter or by half, or mirrored.

In:  [[1, 2, 3]], parameter "cw"
Out: [[1], [2], [3]]
"""

from oeis_qa.loaders.arc_rle.puzzles.puzzle import Group, by_parameter, noise
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.symmetry import IMAGES

WAYS = tuple(way for way in IMAGES if way != "orig")

GROUPS = {"rotate": Group(WAYS, by_parameter([IMAGES[way] for way in WAYS]), noise((1, 18)), traits=Traits.COUNTS)}
