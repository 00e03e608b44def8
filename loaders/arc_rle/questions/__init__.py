"""The kinds of question about grids, one file each: its phrases, its operations, what it draws.

In:  KINDS["image"].OPERATIONS["flipx"].phrases[0]
Out: "mirror {image} left to right"
"""

from types import ModuleType

from oeis_qa.loaders.arc_rle.questions import (
    cellular_automaton,
    dilation,
    erosion,
    histogram,
    image,
    image_pair,
    mass,
    rle,
    scale,
    shape,
    symmetry,
    task,
)

KINDS: dict[str, ModuleType] = {
    "histogram": histogram,
    "rle": rle,
    "image": image,
    "image_pair": image_pair,
    "task": task,
    "cellular_automaton": cellular_automaton,
    "dilation": dilation,
    "erosion": erosion,
    "mass": mass,
    "scale": scale,
    "shape": shape,
    "symmetry": symmetry,
}
