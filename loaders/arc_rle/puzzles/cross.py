"""cross: two straight lines from side to side that cross; one of them, both, or the point where they meet.

Lines are named by where they go: lr, tb, tlbr and trbl. The background is the commonest colour, of equals the lowest.

mask, color: all cells but the background's are those of two lines, each at least three cells long and, the crossing
aside, of one colour; the crossing may have any colour, the background's too. In `mask` both lines have the same
colour, in `color` they have not. The output is the background with the first line ("first"), the second ("second"),
the crossing in the colour of the first ("crossing"), or the second and over it the first ("both").
intersection: one cell has another colour than all others; lines of the parameter go through it in its colour.

In:  [[0, 3, 0, 0], [5, 0, 5, 5], [0, 3, 0, 0]], group "color", parameter ("lr", "tb", "both")
Out: [[0, 3, 0, 0], [5, 5, 5, 5], [0, 3, 0, 0]]
"""

from functools import partial
from itertools import combinations

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import one_drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.ground import ground
from oeis_qa.loaders.arc_rle.puzzles.likely import among
from oeis_qa.loaders.arc_rle.puzzles.popularity import colour_of, common_and_rare, counted
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Flags, Group, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits

# Along a line, row and column times these factors have the same sum.
LINES = {"lr": (1, 0), "tb": (0, 1), "tlbr": (1, -1), "trbl": (1, 1)}
PAIRS = tuple(combinations(LINES, 2))
OUTPUTS = ("first", "second", "crossing", "both")
CROSSINGS = tuple((*pair, output) for pair in PAIRS for output in OUTPUTS)
THROUGH = (*((name,) for name in LINES), *PAIRS)
_FACTORS = np.array([[LINES[name] for name in pair] for pair in PAIRS])
_RAYS = np.array([[LINES[names[0]], LINES[names[-1]]] for names in THROUGH])
_SHORTEST = 3
_DIFFERENT = Traits.SIDES | Traits.COLOURS
_SAME = _DIFFERENT | Traits.TWO
_SECOND, _CROSSING, _BOTH = 1, 2, 3  # places in OUTPUTS


def told_of_crossing(grids: Grids, which: Ints, same: bool) -> Grids:
    """What the parameter wants of two lines, which have the same colour or different ones."""
    counts = counted(grids)
    plain, drawn_cells = counts.argmax(axis=1), counts.sum(axis=1) - counts.max(axis=1)
    likely = (drawn_cells > _SHORTEST) & (drawn_cells < 2 * np.maximum(grids.height, grids.width))
    pair, output = np.divmod(which[likely], len(OUTPUTS))
    own = plain[likely].astype(np.uint8)[:, None, None]
    return among(likely, _told(grids.some(likely), _FACTORS[pair], own, output[:, None, None], same))


def _told(grids: Grids, factors: Ints, plain: Cells, output: Ints, same: bool) -> Grids:
    shown = (grids.cells != plain) & (grids.cells != OUTSIDE)
    row, column, meets = _crossing(shown, factors)
    lines = [_through(grids, row, column, factors[:, i]) & grids.inside for i in (0, 1)]
    point = lines[0] & lines[1]
    colours, whole = zip(*(colour_of(grids, line & ~point) for line in lines), strict=True)
    fits = meets & (point.sum(axis=(1, 2)) == 1) & whole[0] & whole[1] & ((colours[0] == colours[1]) == same)
    fits &= ((shown == (lines[0] | lines[1])) | point).all(axis=(1, 2))
    for line in lines:
        fits &= line.sum(axis=(1, 2)) >= _SHORTEST
    first = np.where(output == _CROSSING, point, lines[0] & (output != _SECOND))
    second = lines[1] & ((output == _SECOND) | (output == _BOTH))
    made = np.select([first, second], [colour[:, None, None] for colour in colours], plain)
    return only_where(fits, grids.filled(made))


def _crossing(shown: Flags, factors: Ints) -> tuple[Ints, Ints, Flags]:
    """Row and column where the fullest lines of both kinds meet, and whether that is at a cell's place."""
    _, high, wide = shown.shape
    grid, row, column = np.nonzero(shown)
    sums = []
    for i in (0, 1):
        line = factors[grid, i, 0] * row + factors[grid, i, 1] * column + wide  # numbered from 1
        bins = np.bincount(grid * (high + 2 * wide) + line, minlength=len(shown) * (high + 2 * wide))
        sums.append(bins.reshape(len(shown), high + 2 * wide).argmax(axis=1) - wide)
    (a, b), (c, d) = factors[:, 0].T, factors[:, 1].T
    determinant = a * d - b * c
    (row, odd_row), (column, odd_column) = (
        np.divmod(value, determinant) for value in (sums[0] * d - sums[1] * b, sums[1] * a - sums[0] * c)
    )
    return row, column, (odd_row == 0) & (odd_column == 0)


def _through(grids: Grids, row: Ints, column: Ints, factors: Ints) -> Flags:
    """The places on a line through a cell of each grid."""
    down = factors[:, :1] * (np.arange(grids.cells.shape[1]) - row[:, None])
    right = factors[:, 1:] * (np.arange(grids.cells.shape[2]) - column[:, None])
    return down[:, :, None] == -right[:, None, :]


def lines_through(grids: Grids, which: Ints) -> Grids:
    """Lines of the parameter through the only cell of its colour."""
    counts = counted(grids)
    colours = common_and_rare(counts)
    fits = colours.fits & (counts[np.arange(len(grids)), colours.rare] == 1)
    own, rare, factors = grids.some(fits), colours.rare[fits, None, None], _RAYS[which[fits]]
    _, row, column = np.nonzero(own.cells == rare)
    drawn = np.logical_or.reduce([_through(own, row, column, factors[:, i]) for i in (0, 1)])
    return among(fits, own.filled(np.where(drawn, rare, own.cells)))


def two_lines(draw: Draw, same: bool) -> Grids:
    """Two lines through a cell, which has a line's colour, the background's or its own."""
    pair, output = np.divmod(draw.which, len(OUTPUTS))
    plain, first, second, special = order(draw.tasks, "palette", COLOURS)[:, :4].T
    second = first if same else second
    grids = ground(draw, plain, (5, 12))
    row, column = _at(draw, grids)
    shows = np.where(output == _BOTH, one_drawn(draw.tasks, "crossing", 2), one_drawn(draw.tasks, "crossing", 3))
    over, under = (_through(grids, row, column, _FACTORS[pair, i]) for i in (1, 0))
    colours = [values[:, None, None] for values in (np.choose(shows, [plain, special, second]), second, first)]
    return grids.filled(np.select([over & under, over, under], colours, grids.cells))


def one_cell(draw: Draw) -> Grids:
    """One cell on the background."""
    plain, colour = order(draw.tasks, "palette", COLOURS)[:, :2].T
    grids = ground(draw, plain, (5, 12))
    row, column = _at(draw, grids)
    grids.cells[np.arange(len(grids)), row, column] = colour
    return grids


def _at(draw: Draw, grids: Grids) -> tuple[Ints, Ints]:
    """Row and column of a cell of each grid, none at the border, where lines would be short."""
    sides = grids.height, grids.width
    row, column = (one_drawn(draw.keys, f"at {i}", np.maximum(side - 2, 1)) for i, side in enumerate(sides))
    return np.minimum(row + 1, grids.height - 1), np.minimum(column + 1, grids.width - 1)


GROUPS = {
    "mask": Group(CROSSINGS, partial(told_of_crossing, same=True), partial(two_lines, same=True), traits=_SAME),
    "color": Group(CROSSINGS, partial(told_of_crossing, same=False), partial(two_lines, same=False), traits=_DIFFERENT),
    "intersection": Group(THROUGH, lines_through, one_cell, traits=Traits.THINGS | _SAME),
}
