"""The families of puzzles, one file each: its groups, each a rule, its parameters and the inputs that show it.

In:  FAMILIES["flip"].GROUPS["flip"].parameters
Out: ("x", "y", "a", "b")
"""

from types import ModuleType

from oeis_qa.loaders.arc_rle.puzzles import bool, color, compress, count, cross, flip, translate

FAMILIES: dict[str, ModuleType] = {
    "bool": bool,
    "color": color,
    "compress": compress,
    "count": count,
    "cross": cross,
    "flip": flip,
    "translate": translate,
}
