"""span: stretches of rows and columns, as blocks along a diagonal or as coloured lines at the edge of the grid.

The background is the commonest colour of the grid, of several the lowest; all other cells are things.
`diagonal_fill`, parameter a direction: the colours run from the blocks that way; each cell of the background takes the
colour of the nearest thing on the other side of it, in its row or column, where there is one.
`diagonal_template`, parameter two edges, as "top left": the row at the first edge, read from the second, is cut where
its colour changes, and the rows are cut just so; each stretch of it becomes a block of its colour where it meets the
same stretch of rows, all else background. For "left top" and the like it is a column. A grid that is not square fits
nothing.
`diagonal_border`, parameter a colour: things that have not eight neighbours of their own colour take it.
`diagonal_extract`, parameter "row" or "column": the first thing of each column from the top (or of each row from the
left), or background where there is none; of neighbours that are equal one is kept.
`template_lines`, parameter two edges: each row that has a thing at the second edge becomes what the row at the first
edge is, but for the cell at the second edge; for "left top" and the like, columns.
`alternating_and`, `_or`, `_xor`, parameter a colour: the cells below the top row and right of the left column take it
where their column's top cell and (or; or just one of them) their row's left cell are things, else the background.
`alternating_sum`: they take the colour of the one that is a thing, and the parameter where both are.

In:  [[0, 3, 0, 3], [5, 0, 0, 0], [0, 0, 0, 0]], alternating_and, parameter 8
Out: [[0, 3, 0, 3], [5, 8, 0, 8], [0, 0, 0, 0]]
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.morphology import erosion
from oeis_qa.loaders.arc_rle.puzzles.ground import background, last_things, things
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, Rule, by_parameter
from oeis_qa.loaders.arc_rle.puzzles.stretches import alternating, coloured_row, diagonals, marked_rows
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.puzzles.turned import turned
from oeis_qa.loaders.arc_rle.symmetry import IMAGES
from oeis_qa.loaders.arc_rle.transforms import compress_x

DIRECTIONS = {"right": "orig", "left": "flipx", "down": "flipa", "up": "ccw"}  # how each is turned from the first
LINES = {"row": "orig", "column": "flipa"}
EDGES = {
    "top left": "orig",
    "top right": "flipx",
    "bottom left": "flipy",
    "bottom right": "180",
    "left top": "flipa",
    "right top": "cw",
    "left bottom": "ccw",
    "right bottom": "flipb",
}
Flags = NDArray[np.bool_]


def fill(grids: Grids) -> Grids:
    """The background in the colours on its left."""
    return grids.filled(np.where(things(grids), grids.cells, last_things(grids)))


def diagonal(grids: Grids) -> Grids:
    """The stretches of the top row as blocks from the top left."""
    side = min(grids.cells.shape[1:])  # of square grids none is larger
    top = grids.cells[:, 0, :side]
    number = np.cumsum(np.diff(top, axis=1, prepend=top[:, :1]) != 0, axis=1)
    blocks = np.where(number[:, :, None] == number[:, None, :], top[:, None, :], background(grids))
    sides = np.where(grids.height == grids.width, grids.width, 0)
    return Grids(blocks, sides, sides).filled(blocks)


def border(grids: Grids, colour: Ints) -> Grids:
    """The border of each thing in this colour."""
    border = things(grids) & (erosion(grids, "all8").cells == 0)
    return grids.filled(np.where(border, colour[:, None, None], grids.cells))


def extract(grids: Grids) -> Grids:
    """The first thing of each column, in a row without repeats."""
    first = things(grids).argmax(axis=1)[:, None, :]  # the top cell, which is background, where there is none
    row = Grids(np.take_along_axis(grids.cells, first, axis=1), np.ones_like(grids.height), grids.width)
    return compress_x(row)


def template_lines(grids: Grids) -> Grids:
    """The top row put into each row that begins with a thing."""
    made = np.where(things(grids)[:, :, :1], grids.cells[:, :1, :], grids.cells)
    made[:, :, 0] = grids.cells[:, :, 0]
    return grids.filled(made)


def combined(grids: Grids, colour: Ints, operation: Callable[[Flags, Flags], Flags]) -> Grids:
    """The colour where the operation is true of a cell's place in the top row and in the left column."""
    thing = things(grids)
    true = operation(thing[:, :1, :], thing[:, :, :1])
    return _inside(grids, np.where(true, colour[:, None, None], background(grids)))


def added(grids: Grids, colour: Ints) -> Grids:
    """The colour of the one that is a thing, another where both are."""
    thing, cells = things(grids), grids.cells
    column, row = thing[:, :1, :], thing[:, :, :1]
    one = np.where(column, cells[:, :1, :], np.where(row, cells[:, :, :1], background(grids)))
    return _inside(grids, np.where(column & row, colour[:, None, None], one))


def _inside(grids: Grids, values: NDArray[Any]) -> Grids:
    """The grids with these values, but for the top row and the left column."""
    values[:, 0, :], values[:, :, 0] = grids.cells[:, 0, :], grids.cells[:, :, 0]
    return grids.filled(values)


def _turned(draw: Callable[[Draw], Grids]) -> Callable[[Draw], Grids]:
    """Inputs that are drawn for the top and the left, turned to the edges of the parameter."""
    turn = by_parameter([IMAGES[way] for way in EDGES.values()])
    return lambda wanted: turn(draw(wanted), wanted.which)


def _in_ways(
    ways: dict[str, str], operation: Callable[[Grids], Grids], draw: Callable[[Draw], Grids], traits: Traits
) -> Group:
    return Group(tuple(ways), turned(operation, ways.values()), draw, traits=traits)


def _in_colours(rule: Rule, draw: Callable[[Draw], Grids]) -> Group:
    return Group(range(COLOURS), rule, draw, traits=Traits.SIDES | Traits.ONE_NEW)


_OPERATIONS = {"and": np.logical_and, "or": np.logical_or, "xor": np.logical_xor}

GROUPS = {
    "diagonal_fill": _in_ways(DIRECTIONS, fill, diagonals, Traits.THINGS | Traits.COLOURS),
    "diagonal_template": _in_ways(EDGES, diagonal, _turned(coloured_row), Traits.SIDES | Traits.COLOURS),
    "diagonal_border": _in_colours(border, partial(diagonals, spared=True)),
    "diagonal_extract": _in_ways(LINES, extract, diagonals, Traits.RESIZED | Traits.COLOURS),
    "template_lines": _in_ways(EDGES, template_lines, _turned(marked_rows), Traits.SIDES | Traits.COLOURS),
    **{
        f"alternating_{name}": _in_colours(partial(combined, operation=operation), alternating)
        for name, operation in _OPERATIONS.items()
    },
    "alternating_sum": _in_colours(added, alternating),
}
