"""symmetry: images of a tile put together, a tile cut out of such an image, and a line at which a half is mirrored.

In:  [[1, 2]], group "rectangle", parameter "hstack(orig flipx)"
Out: [[1, 2, 2, 1]]

- rectangle, square: the grid is the tile; the parameter, a recipe as in `loaders.arc_rle.symmetry`, says which images
  of it lie where. A square's recipe exchanges rows and columns, so its tile is square. NOTHING is over 99.
- tile: the grid is cut into equal parts, so many down and across, one of which is the output: parameter (down, across,
  row, column). The inputs are images of it that are mirrored or turned, the same way at every cut.
- rectangle_padded, square_padded, tile_padded: the same for the box of all cells that have not the colour of the first
  cell, which touches no edge of the grid.
- line: the middle column, of an odd width, has one colour, the line. All cells on one side of it have one other colour,
  those on the other side that one and a third. The empty side takes the other one, mirrored at the line, copied, or
  turned by 180 degrees; "inverted" exchanges the two colours in it. Where columns do not fit, rows may.
"""

from collections.abc import Callable
from itertools import permutations, product

import numpy as np

from oeis_qa.loaders.arc_rle.cells import LONGEST
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.images import random_images, square_images
from oeis_qa.loaders.arc_rle.puzzles.cutting import cut
from oeis_qa.loaders.arc_rle.puzzles.half_taken import WAYS, half_images, half_taken
from oeis_qa.loaders.arc_rle.puzzles.pads import with_pad, without_pad
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, Rule, noise, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.symmetry import MOST, RECTANGULAR, SQUARE, Blocks, blocks_of, layout_of, put_together

_STACKS = ("hstack", "vstack")
_COLOURS = (2, 4)
_MIRRORINGS = 3  # flipx, flipy, 180 as bits: the images 1, 2 and 3 of RECTANGULAR, which follow one another by xor
_TWO, _THREE = tuple(product(RECTANGULAR, repeat=2)), tuple((a, b, a) for a, b in permutations(RECTANGULAR, 2))
RECTANGLES = (
    *(f"{stack}({' '.join(names)})" for stack in _STACKS for names in _TWO + _THREE),
    *(f"2x2({' '.join(names)})" for names in permutations(RECTANGULAR)),
)
SQUARES = (
    *(f"{stack}({' '.join(names)})" for stack in _STACKS for name in SQUARE for names in permutations(("orig", name))),
    *(f"2x2({' '.join(names)})" for names in permutations(("orig", "cw", "180", "ccw"))),
    *(f"2x2({' '.join(names)})" for names in permutations(("orig", "flipa", "180", "flipb"))),
)
TILES = tuple(
    (down, across, row, column)
    for down, across in ((1, 2), (2, 1), (2, 2), (1, 3), (3, 1))
    for row, column in product(range(down), range(across))
)


def _recipes(names: tuple[str, ...]) -> Rule:
    """The rule that puts images of a tile together."""
    all_blocks = blocks_of([layout_of(name) for name in names])

    def rule(grids: Grids, which: Ints) -> Grids:
        blocks = all_blocks.some(which)
        fits = np.maximum(grids.height * blocks.down, grids.width * blocks.across) <= LONGEST
        if names is SQUARES:
            fits &= grids.height == grids.width
        return put_together(only_where(fits, grids), blocks)

    return rule


def _tile(grids: Grids, which: Ints) -> Grids:
    down, across, row, column = np.array(TILES)[which].T
    height, width = grids.height // down, grids.width // across
    fits = (height * down == grids.height) & (width * across == grids.width)
    return only_where(fits, cut(grids, row * height, column * width, height, width))


def _pad_ignored(rule: Rule) -> Rule:
    return lambda grids, which: rule(without_pad(grids), which)


def _squares(wanted: Draw) -> Grids:
    return square_images(wanted.keys, wanted.within((2, 5)), _COLOURS)


def _tiled(wanted: Draw) -> Grids:
    """Images of a tile, each of them the one before, mirrored or turned in the one way or the other of the task."""
    sides = wanted.within((4, 12))
    images = random_images(wanted.keys, sides, sides, _COLOURS)
    down, across = np.array(TILES)[wanted.which, :2].T
    height, width = np.maximum(images.height // down, 1), np.maximum(images.width // across, 1)
    tiles = cut(images, np.zeros_like(height), np.zeros_like(width), height, width)
    odd = np.arange(MOST) % 2
    ways = [one_drawn(wanted.tasks, f"tile {end}", _MIRRORINGS)[:, None, None] + 1 for end in ("below", "beside")]
    return put_together(tiles, Blocks(ways[0] * odd[:, None] ^ ways[1] * odd, down, across))


def _with_padded(
    name: str, parameters: tuple[object, ...], rule: Rule, draw: Callable[[Draw], Grids], traits: Traits
) -> dict[str, Group]:
    of_padded = traits & ~Traits.RESIZED  # an output may be as large as tile and pad
    return {
        name: Group(parameters, rule, draw, traits=traits),
        f"{name}_padded": Group(parameters, _pad_ignored(rule), with_pad(draw), traits=of_padded),
    }


_LARGER, _SMALLER = Traits.RESIZED | Traits.COLOURS, Traits.FEWER | Traits.COLOURS


GROUPS = {
    **_with_padded("rectangle", RECTANGLES, _recipes(RECTANGLES), noise((2, 5)), _LARGER),
    **_with_padded("square", SQUARES, _recipes(SQUARES), _squares, _LARGER),
    **_with_padded("tile", TILES, _tile, _tiled, _SMALLER),
    "line": Group(WAYS, half_taken, half_images, traits=Traits.THINGS | Traits.COLOURS),
}
