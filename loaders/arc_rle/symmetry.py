"""Recipes that put images of a grid side by side: `hstack(orig flipx)`, `vstack(180 orig flipy)`, `2x2(orig ...)`.

An image that exchanges rows and columns (flipa, flipb, cw, ccw) fits beside the others only where the grid is square.

In:  one(built, [[1, 2]], "hstack(orig flipx)")
Out: array([[1, 2, 2, 1]], dtype=uint8)
"""

import re

import numpy as np

from oeis_qa.errors import OptionError, choices
from oeis_qa.loaders.arc_rle.grids import MOST_SIDE, Grids, Ints, gathered
from oeis_qa.loaders.arc_rle.transforms import (
    Transform,
    flipa,
    flipb,
    flipx,
    flipy,
    identity,
    rotate_180,
    rotate_ccw,
    rotate_cw,
)

RECTANGULAR: dict[str, Transform] = {"orig": identity, "flipx": flipx, "flipy": flipy, "180": rotate_180}
SQUARE: dict[str, Transform] = {"flipa": flipa, "flipb": flipb, "cw": rotate_cw, "ccw": rotate_ccw}
IMAGES = {**RECTANGULAR, **SQUARE}
FEWEST, MOST = 2, 5  # images in a stack
STACKS = ("hstack", "vstack", "2x2")
_RECIPE = re.compile(r"(\w+)\(([^()]*)\)")


def built(grids: Grids, recipe: str) -> Grids:
    """What the recipe makes of each grid.

    Raises:
        OptionError: no recipe, a grid that is not square where it must be, or one that would be over 99.
    """
    stack, names = parts(recipe)
    if not SQUARE.keys().isdisjoint(names) and (grids.height != grids.width).any():
        raise OptionError(f"{recipe}: {', '.join(SQUARE)} need square grids; leave them out or take such grids")
    images = [IMAGES[name](grids) for name in names]
    if stack == "2x2":
        return _beside([_below(images[::2]), _below(images[1::2])])
    return _beside(images) if stack == "hstack" else _below(images)


def parts(recipe: str) -> tuple[str, list[str]]:
    """The stack of a recipe and the names of its images.

    Raises:
        OptionError: it is no recipe.
    """
    match = _RECIPE.fullmatch(recipe)
    if not match or match[1] not in STACKS:
        raise OptionError(f"recipe {recipe!r}: write {', '.join(STACKS)} and names, as in hstack(orig flipx)")
    names = match[2].split()
    for name in names:
        if name not in IMAGES:
            raise OptionError(f"recipe {recipe!r} names {name!r}; {choices(name, IMAGES)}")
    if not (len(names) == 4 if match[1] == "2x2" else FEWEST <= len(names) <= MOST):
        raise OptionError(f"recipe {recipe!r} names {len(names)} images: 2x2 takes 4, a stack {FEWEST} to {MOST}")
    return match[1], names


def _beside(images: list[Grids]) -> Grids:
    """The images from left to right; all have the size of the first."""
    first = images[0]
    wide, width = first.cells.shape[2], first.width * len(images)
    if width.max(initial=0) > MOST_SIDE:
        raise OptionError(f"{len(images)} images side by side would be {width.max()} wide or high, over {MOST_SIDE}")
    boxes = Grids(np.concatenate([image.cells for image in images], axis=2), first.height, width)
    image, within = np.divmod(np.arange(width.max(initial=1)), first.width[:, None])
    rows: Ints = np.broadcast_to(np.arange(boxes.cells.shape[1]), boxes.cells.shape[:2])
    return gathered(boxes, rows, image * wide + within, first.height, width)


def _below(images: list[Grids]) -> Grids:
    return flipa(_beside([flipa(image) for image in images]))
