"""deform: a line at one side of the image says which of the lines that start there are moved by one cell.

The first cell of a moved line has the colour of the parameter. It stays, and the rest of the line goes one cell away
from that side or towards it; what leaves at one end of the rest comes in at the other.

In:  [[7, 1, 2, 3], [6, 4, 5, 6]], parameter ("left", 1, 7): away from the left, where the first cell is 7
Out: [[7, 3, 1, 2], [6, 4, 5, 6]]
"""

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import Cells, Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.boards import blank, for_each_cell
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, by_parameter
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.transforms import flipa, flipb, flipx, identity

TO_LEFT = {"left": identity, "top": flipa, "right": flipx, "bottom": flipb}  # done twice, each is undone
PARAMETERS = tuple((side, step, colour) for side in TO_LEFT for step in (1, -1) for colour in range(COLOURS))
_SIDES, _STEPS, _MARKERS = (
    np.array(values) for values in zip(*((list(TO_LEFT).index(side), *rest) for side, *rest in PARAMETERS), strict=True)
)
_DEFAULT = (5, 14)
_LEAST_BLOCK, _BLOCKS = 2, 3  # its least side, and how many sides it can have
_turned = by_parameter(tuple(TO_LEFT.values()))


def _rule(grids: Grids, which: Ints) -> Grids:
    moved = _moved(_turned(grids, _SIDES[which]), _STEPS[which], _MARKERS[which])
    return _turned(moved, _SIDES[which])


def _moved(grids: Grids, step: Ints, marker: Ints) -> Grids:
    rest = np.maximum(grids.width - 1, 1)[:, None]
    from_left = np.arange(grids.cells.shape[2])
    moved = np.where(from_left == 0, 0, (from_left - 1 - step[:, None]) % rest + 1)
    there = np.take_along_axis(grids.cells, np.minimum(moved, from_left[-1])[:, None, :], axis=2)
    marked = grids.cells[:, :, :1] == marker[:, None, None]
    return grids.filled(np.where(marked, there, grids.cells))


def _draw(draw: Draw) -> Grids:
    """Blocks of two colours behind a line of the marker and one more, and a line of one of these at their end."""
    texture = blank(draw, _DEFAULT)
    cells = _blocks(draw, texture) + 2
    ends = np.arange(cells.shape[2]) == texture.width[:, None] - 1
    cells = np.where(ends[:, None, :], one_drawn(draw.tasks, "end", 2)[:, None, None], cells)
    share = one_drawn(draw.keys, "share", 4)[:, None] + 2
    cells[:, :, 0] = drawn(draw.keys, "marked", 10, draw.within(_DEFAULT)[1])[:, : cells.shape[1]] < share
    colours = _palette(draw)[np.arange(len(cells))[:, None, None], np.minimum(cells, 3)]
    return _turned(texture.filled(colours), _SIDES[draw.which])


def _blocks(draw: Draw, grids: Grids) -> Cells:
    """0 and 1 in blocks, by whose edges a line that is moved can be told; two that touch may look like one."""
    high, wide = (_LEAST_BLOCK + one_drawn(draw.keys, f"block {side}", _BLOCKS)[:, None] for side in ("y", "x"))
    rows, columns = (np.arange(side) // size for side, size in zip(grids.cells.shape[1:], (high, wide), strict=True))
    colours = for_each_cell(draw, _DEFAULT, grids, "texture", 2)
    return colours[np.arange(len(grids))[:, None, None], rows[:, :, None], columns[:, None, :]]


def _palette(draw: Draw) -> Ints:
    """The other colour of the line that marks, the marker, and the two of the maze."""
    marker = _MARKERS[draw.which][:, None]
    colours = order(draw.tasks, "palette", COLOURS)
    others = colours[colours != marker].reshape(-1, COLOURS - 1)
    return np.hstack([others[:, :1], marker, others[:, 1:3]])


GROUPS = {"deform_line": Group(PARAMETERS, _rule, _draw, traits=Traits.SIDES | Traits.COUNTS)}
