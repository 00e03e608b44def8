"""The families of puzzles, one file each: its groups, each a rule, its parameters and the inputs that show it.

In:  FAMILIES["flip"].GROUPS["flip"].parameters
Out: ("x", "y", "a", "b")
"""

from types import ModuleType

from oeis_qa.loaders.arc_rle.puzzles import flip, rectangle, reverse, rotate, scale, skew, span, translate

FAMILIES: dict[str, ModuleType] = {
    "flip": flip,
    "rectangle": rectangle,
    "reverse": reverse,
    "rotate": rotate,
    "scale": scale,
    "skew": skew,
    "span": span,
    "translate": translate,
}
