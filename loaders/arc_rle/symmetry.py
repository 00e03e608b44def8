"""Recipes that put images of a grid side by side: `hstack(orig flipx)`, `vstack(180 orig flipy)`, `2x2(orig ...)`.

An image that exchanges rows and columns (flipa, flipb, cw, ccw) fits beside the others only where the grid is square.

In:  one(built, [[1, 2]], ["hstack(orig flipx)"])
Out: array([[1, 2, 2, 1]], dtype=uint8)
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from oeis_qa.errors import OptionError, choices
from oeis_qa.loaders.arc_rle.cells import LONGEST
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints, every_cell
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
_CHUNK = 512  # grids worked on at once, which fit in a processor's cache
_CODES = {name: code for code, name in enumerate(IMAGES)}
_NAMED = tuple(IMAGES.values())


class Blocks(NamedTuple):
    """Of each recipe, which image lies in which block, as a place in IMAGES."""

    codes: Ints  # (recipes, MOST, MOST), from the top left
    down: Ints  # how many blocks there are downwards
    across: Ints

    def some(self, which: slice | Ints) -> "Blocks":
        return Blocks(self.codes[which], self.down[which], self.across[which])


def built(grids: Grids, recipes: Sequence[str]) -> Grids:
    """What its recipe makes of each grid.

    Raises:
        OptionError: not a recipe for each grid, no recipe, a grid that is not square where it must be, or one that
            would be over 99.
    """
    if isinstance(recipes, str) or len(recipes) != len(grids):
        raise OptionError(f"recipes={recipes!r:.60} for {len(grids)} grids: give a list with one for each")
    layouts = [layout_of(recipe) for recipe in recipes]
    blocks = blocks_of(layouts)
    _check_fits(grids, recipes, layouts, np.maximum(grids.height * blocks.down, grids.width * blocks.across))
    return put_together(grids, blocks)


def put_together(grids: Grids, blocks: Blocks) -> Grids:
    """The images that the blocks name, of each grid; they have to fit."""
    height, width = grids.height * blocks.down, grids.width * blocks.across
    cells = np.full((len(grids), height.max(initial=1), width.max(initial=1)), OUTSIDE, np.uint8)
    for at in range(0, len(grids), _CHUNK):
        some = slice(at, at + _CHUNK)
        _fill(cells[some], grids.some(some), blocks.some(some))
    return Grids(cells, height, width)


def _fill(cells: Cells, grids: Grids, blocks: Blocks) -> None:
    grid, down, right = every_cell(grids.height * blocks.down, grids.width * blocks.across)
    (block_y, y), (block_x, x) = np.divmod(down, grids.height[grid]), np.divmod(right, grids.width[grid])
    cells[grid, down, right] = _images(grids, blocks)[blocks.codes[grid, block_y, block_x], grid, y, x]


def stacked(stacks: Ints, counts: Ints, codes: Ints) -> Blocks:
    """The blocks of recipes: the place of each in STACKS, how many images it names, and their places in IMAGES."""
    rows, columns, fours = (stacks == number for number in range(len(STACKS)))
    blocks = np.zeros((len(stacks), MOST, MOST), np.int64)
    blocks[rows, 0, :], blocks[columns, :, 0] = codes[rows], codes[columns]
    blocks[fours, :2, :2] = codes[fours, :4].reshape(-1, 2, 2)
    return Blocks(blocks, np.select([rows, fours], [1, 2], counts), np.select([columns, fours], [1, 2], counts))


def layout_of(recipe: str) -> list[list[str]]:
    """The names of a recipe's images, in rows as they lie.

    Raises:
        OptionError: it is no recipe.
    """
    match = _RECIPE.fullmatch(recipe)
    if not match or match[1] not in STACKS:
        raise OptionError(f"recipe {recipe!r}: write {', '.join(STACKS)} and names, as in hstack(orig flipx)")
    stack, names = match[1], match[2].split()
    for name in names:
        if name not in IMAGES:
            raise OptionError(f"recipe {recipe!r} names {name!r}; {choices(name, IMAGES)}")
    if not (len(names) == 4 if stack == "2x2" else FEWEST <= len(names) <= MOST):
        raise OptionError(f"recipe {recipe!r} names {len(names)} images: 2x2 takes 4, a stack {FEWEST} to {MOST}")
    return {"hstack": [names], "vstack": [[name] for name in names], "2x2": [names[:2], names[2:]]}[stack]


def blocks_of(layouts: Sequence[list[list[str]]]) -> Blocks:
    """The blocks of each layout."""
    codes = np.zeros((len(layouts), MOST, MOST), np.int64)
    for place, layout in zip(codes, layouts, strict=True):
        place[: len(layout), : len(layout[0])] = [[_CODES[name] for name in names] for names in layout]
    down = np.array([len(layout) for layout in layouts], np.int64)
    return Blocks(codes, down, np.array([len(layout[0]) for layout in layouts], np.int64))


def _check_fits(grids: Grids, recipes: Sequence[str], layouts: list[list[list[str]]], sides: Ints) -> None:
    turned = np.array([any(not SQUARE.keys().isdisjoint(names) for names in layout) for layout in layouts], bool)
    for i in np.flatnonzero(turned & (grids.height != grids.width)).tolist():
        raise OptionError(
            f"{recipes[i]} of a grid of {grids.height[i]} x {grids.width[i]}: {', '.join(SQUARE)} need square grids"
        )
    for i in np.flatnonzero(sides > LONGEST).tolist():
        raise OptionError(f"{recipes[i]} would be {sides[i]} wide or high, over {LONGEST}; take a smaller grid")


def _images(grids: Grids, blocks: Blocks) -> Cells:
    """Each of IMAGES that a block names of each grid, in boxes that are wide and high enough for all."""
    side = max(grids.cells.shape[1:])
    boxes = np.full((len(IMAGES), len(grids), side, side), OUTSIDE, np.uint8)
    for code in np.unique(blocks.codes).tolist():
        cells = _NAMED[code](grids).cells
        boxes[code, :, : cells.shape[1], : cells.shape[2]] = cells
    return boxes
