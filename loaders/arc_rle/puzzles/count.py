"""count: as many copies of a pattern as there are lonely pixels, side by side or one above the other.

repeat_x, repeat_y: the grid has two colours; the rarer one is that of the pixels, and there are 1 to 9 of them.
The pattern is the parameter: `1` has the colour of the pixels, `0` the other one.
repeat_found_x, repeat_found_y: the background is the commonest colour (of equals the lowest). A pixel is a cell of
another colour with the background on all sides, corners too; there are 1 to 9 of them, all of one colour. The pattern
is the smallest box around all other cells that are not background, which has to be full of them and at most 9 wide and
high.

In:  [[3, 0, 0], [0, 0, 3]], group "repeat_x", parameter "10/11"
Out: [[3, 0, 3, 0], [3, 3, 3, 3]]
"""

from itertools import product

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.features import AROUND
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints, bordered, gathered, neighbour
from oeis_qa.loaders.arc_rle.puzzles.cutting import Box, box_around, cut_out
from oeis_qa.loaders.arc_rle.puzzles.ground import ground
from oeis_qa.loaders.arc_rle.puzzles.lonely import put_pixels
from oeis_qa.loaders.arc_rle.puzzles.popularity import colour_of, common_and_rare, counted
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, Rule, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits

_MOST = 9  # pixels, and cells of a side of a pattern
_LARGEST = 3  # side of a pattern that is drawn


def _small(height: int, width: int) -> list[str]:
    """The patterns of this size that have both colours."""
    rows = list(map("".join, product("01", repeat=width)))
    return [text for text in map("/".join, product(rows, repeat=height)) if "0" in text and "1" in text]


PATTERNS = (
    *(text for size in ((1, 2), (2, 1), (2, 2), (1, 3), (3, 1)) for text in _small(*size)),
    *("010/111/010", "101/010/101", "111/101/111", "111/010/010", "100/100/111", "101/111/101", "110/011/110"),
)
_SHAPES = Grids.of([[list(map(int, row)) for row in text.split("/")] for text in PATTERNS])


def repeated(across: bool) -> Rule:
    """The pattern of the parameter, in the colours of the grid."""

    def rule(grids: Grids, which: Ints) -> Grids:
        counts = counted(grids)
        colours = common_and_rare(counts)
        pixels = counts[np.arange(len(grids)), colours.rare]
        fits = colours.fits & (pixels <= _MOST)
        made = _copies(_SHAPES.some(which), np.where(fits, pixels, 1), across)
        own = np.where(made.cells == 1, colours.rare[:, None, None], colours.common[:, None, None])
        return only_where(fits, made.filled(own))

    return rule


def repeated_found(across: bool) -> Rule:
    """The pattern that lies in the grid."""

    def rule(grids: Grids, which: Ints) -> Grids:
        common = counted(grids).argmax(axis=1)[:, None, None]
        free = (grids.cells == common) | (grids.cells == OUTSIDE)
        around = bordered(free, True)
        pixels = ~free & np.logical_and.reduce([neighbour(around, offset) for offset in AROUND])
        rest = ~free & ~pixels
        box, count = box_around(rest), pixels.sum(axis=(1, 2))
        fits = (count > 0) & (count <= _MOST) & colour_of(grids, pixels)[1]
        fits &= (rest.sum(axis=(1, 2)) == box.height * box.width) & (np.maximum(box.height, box.width) <= _MOST)
        fits &= box.height > 0
        pattern = cut_out(grids, Box(*(np.where(fits, side, 0) for side in box)))
        return only_where(fits, _copies(pattern, np.where(fits, count, 1), across))

    return rule


def _copies(pattern: Grids, count: Ints, across: bool) -> Grids:
    """So many copies of each pattern, side by side or one above the other."""
    down, right = (np.where(across, 1, count), np.where(across, count, 1))
    height, width = pattern.height * down, pattern.width * right
    rows = np.arange(height.max(initial=1)) % np.maximum(pattern.height, 1)[:, None]
    columns = np.arange(width.max(initial=1)) % np.maximum(pattern.width, 1)[:, None]
    return gathered(pattern, rows, columns, height, width)


def pixels(draw: Draw) -> Grids:
    """One to six pixels, in the two colours of the task."""
    plain, colour = order(draw.tasks, "palette", COLOURS)[:, :2].T
    grids = ground(draw, plain, (3, 12))
    return put_pixels(draw.keys, grids, colour, _wanted(draw, 6), np.zeros(grids.cells.shape, bool))


def pixels_and_pattern(draw: Draw) -> Grids:
    """One to five pixels and a pattern of two or three other colours, 2 or 3 cells wide and high."""
    palette = order(draw.tasks, "palette", COLOURS)
    grids = ground(draw, palette[:, 0], (6, 12))
    colours = one_drawn(draw.keys, "pattern colours", 2)[:, None] + 2
    own = np.take_along_axis(palette, 2 + drawn(draw.keys, "pattern", colours, _LARGEST**2), axis=1)
    (down, high), (right, wide) = (_placed(draw, grids, axis) for axis in (1, 2))
    turn = np.clip(down, 0, high - 1)[:, :, None] * _LARGEST + np.clip(right, 0, wide - 1)[:, None, :]
    pattern = own[np.arange(len(grids))[:, None, None], turn]
    held, near = (
        ((down >= -gap) & (down < high + gap))[:, :, None] & ((right >= -gap) & (right < wide + gap))[:, None, :]
        for gap in (0, 1)
    )
    with_pattern = grids.filled(np.where(held, pattern, grids.cells))
    return put_pixels(draw.keys, with_pattern, palette[:, 1], _wanted(draw, 5), near)


def _wanted(draw: Draw, most: int) -> Ints:
    return one_drawn(draw.keys, "count", most) + 1


def _placed(draw: Draw, grids: Grids, axis: int) -> tuple[Ints, Ints]:
    """How far each row or column lies behind the first of the pattern, and how many the pattern has."""
    sides = (grids.height, grids.width)[axis - 1]
    size = np.minimum(one_drawn(draw.keys, f"pattern side {axis}", _LARGEST - 1) + 2, sides)
    start = one_drawn(draw.keys, f"pattern at {axis}", sides - size + 1)
    return np.arange(grids.cells.shape[axis]) - start[:, None], size[:, None]


GROUPS = {
    "repeat_x": Group(PATTERNS, repeated(True), pixels, traits=Traits.COLOURS | Traits.TWO),
    "repeat_y": Group(PATTERNS, repeated(False), pixels, traits=Traits.COLOURS | Traits.TWO),
    "repeat_found_x": Group(("x",), repeated_found(True), pixels_and_pattern, traits=Traits.COLOURS),
    "repeat_found_y": Group(("y",), repeated_found(False), pixels_and_pattern, traits=Traits.COLOURS),
}
