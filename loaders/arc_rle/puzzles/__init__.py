"""The families of puzzles, one file each: its groups, each a rule, its parameters and the inputs that show it.

In:  FAMILIES["flip"].GROUPS["flip"].parameters
Out: ("x", "y", "a", "b")
"""

from types import ModuleType

from oeis_qa.loaders.arc_rle.puzzles import flip, mass, mirror, outline, probecolor, ray, translate

FAMILIES: dict[str, ModuleType] = {
    "flip": flip,
    "mass": mass,
    "mirror": mirror,
    "outline": outline,
    "probecolor": probecolor,
    "ray": ray,
    "translate": translate,
}
