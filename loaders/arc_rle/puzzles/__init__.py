"""The families of puzzles, one file each: its groups, each a rule, its parameters and the inputs that show it.

In:  FAMILIES["flip"].GROUPS["flip"].parameters
Out: ("x", "y", "a", "b")
"""

from types import ModuleType

from oeis_qa.loaders.arc_rle.puzzles import (
    bool,
    boundingbox,
    color,
    compress,
    count,
    cross,
    deform,
    edge,
    erosion,
    flip,
    fractal,
    gravity,
    grid,
    half,
    halfplane,
    mask,
    mass,
    mirror,
    outline,
    probecolor,
    ray,
    rectangle,
    reverse,
    rotate,
    scale,
    skew,
    span,
    translate,
)

FAMILIES: dict[str, ModuleType] = {
    "bool": bool,
    "boundingbox": boundingbox,
    "color": color,
    "compress": compress,
    "count": count,
    "cross": cross,
    "deform": deform,
    "edge": edge,
    "erosion": erosion,
    "flip": flip,
    "fractal": fractal,
    "gravity": gravity,
    "grid": grid,
    "half": half,
    "halfplane": halfplane,
    "mask": mask,
    "mass": mass,
    "mirror": mirror,
    "outline": outline,
    "probecolor": probecolor,
    "ray": ray,
    "rectangle": rectangle,
    "reverse": reverse,
    "rotate": rotate,
    "scale": scale,
    "skew": skew,
    "span": span,
    "translate": translate,
}
