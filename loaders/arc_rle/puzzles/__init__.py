"""The families of puzzles, one file each: its groups, each a rule, its parameters and the inputs that show it.

In:  FAMILIES["flip"].GROUPS["flip"].parameters
Out: ("x", "y", "a", "b")
"""

from types import ModuleType

from oeis_qa.loaders.arc_rle.puzzles import flip, symmetry, template, translate, zindex

FAMILIES: dict[str, ModuleType] = {
    "flip": flip,
    "symmetry": symmetry,
    "template": template,
    "translate": translate,
    "zindex": zindex,
}
