"""Layouts of a task: cells as blocks, lines between them, pads around them, lines of cells moved further and further.

Inputs and outputs of a task have one layout, so that whoever has seen it in the examples can lay out an answer too.
What it adds has colours that the task does not show. Only inputs are noisy: noise in the output that is asked for could
not be guessed, and examples whose outputs are clean show that it has to go. Each block keeps its colour in more than
half of its cells.

In:  laid_out(Grids.of([[[1, 2]]]), layout)   # blocks of 2 x 2, a line of 5 between them
Out: a batch of [[1, 1, 5, 2, 2], [1, 1, 5, 2, 2]]
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS, LONGEST
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints, gathered
from oeis_qa.loaders.arc_rle.puzzles.puzzle import by_parameter
from oeis_qa.loaders.arc_rle.puzzles.skew import DIRECTIONS, skewed
from oeis_qa.loaders.arc_rle.puzzles.turned import turned
from oeis_qa.loaders.arc_rle.transforms import identity
from oeis_qa.streams import Stream, Words

_CELL, _LINE, _PAD = range(3)
_SHARES, _AMOUNTS = 16, 3  # one, two or four cells of so many are disturbed
_NOISE = Stream(0, "arc_rle", "arc_agi", "noise")


class Layout(NamedTuple):
    """One value for each grid."""

    scale: Ints  # rows and columns of the block that a cell becomes
    line: Ints  # 1 where a line of one cell lies between blocks, else 0
    outer: Ints  # 1 where such lines lie around all blocks too
    pad: Ints  # cells above, below, on the left and on the right
    skew: Ints  # 0, or which direction lines are moved in, counted from 1
    colours: Ints  # of lines, of pads, and of what moved lines leave free

    def some(self, which: Ints) -> "Layout":
        return Layout(*(values[which] for values in self))


def sides(height: Ints, width: Ints, layout: Layout) -> tuple[Ints, Ints]:
    """The sides that grids of these have when they are laid out."""
    high, wide = _side(height, layout, 0), _side(width, layout, 2)
    across = (layout.skew == 1) | (layout.skew == 2)
    return np.where(layout.skew > 2, high + wide - 1, high), np.where(across, high + wide - 1, wide)


def _side(side: Ints, layout: Layout, pad: int) -> Ints:
    """The side before anything is moved; `pad` is the first of the two that lie at its ends."""
    blocks: Ints = side * layout.scale + (side - 1 + 2 * layout.outer) * layout.line
    return blocks + layout.pad[:, pad] + layout.pad[:, pad + 1]


def laid_out(grids: Grids, layout: Layout, noise: Words | None = None) -> Grids:
    """The grids in their layouts, one of each for a grid; `noise`: what it is drawn from where they are to have any."""
    (row, down, height), (column, across, width) = _axis(grids.height, layout, 0), _axis(grids.width, layout, 2)
    zone = np.maximum(down[:, :, None], across[:, None, :])
    line, pad, free = layout.colours.astype(np.uint8).T[:, :, None, None]
    blocks = gathered(grids, row, column, height, width)
    whole = blocks.filled(np.where(zone == _CELL, blocks.cells, np.where(zone == _LINE, line, pad)))
    if noise is not None:
        _disturb(whole, noise, layout.scale, zone, (row, column))
    moved = _moved(whole, layout.skew)
    return moved.filled(np.where(moved.cells == OUTSIDE, free, moved.cells))


def _axis(side: Ints, layout: Layout, pad: int) -> tuple[Ints, Cells, Ints]:
    """For each place of the new side the row or column that it shows, and what lies there; and the new side."""
    whole = _side(side, layout, pad)
    place = np.arange(whole.max(initial=1))
    before, after = layout.pad[:, pad, None], layout.pad[:, pad + 1, None]
    first = before + (layout.line * layout.outer)[:, None]
    cell, rest = np.divmod(place - first, (layout.scale + layout.line)[:, None])
    shown = (rest < layout.scale[:, None]) & (cell >= 0) & (cell < side[:, None])
    padded = (place < before) | (place >= whole[:, None] - after)
    zone = np.where(padded, _PAD, np.where(shown, _CELL, _LINE)).astype(np.uint8)
    return np.where(shown, cell, 0), zone, whole


def _disturb(grids: Grids, keys: Words, scale: Ints, zone: Cells, shown: tuple[Ints, Ints]) -> None:
    """Draw other colours into some cells of lines and of blocks, never into half of a block or more.

    `shown`: which cell's block every row and column belongs to.
    """
    spare = grids.inside & ((zone == _LINE) | ((zone == _CELL) & (scale > 1)[:, None, None]))
    grid, row, column = np.nonzero(spare)
    drawn = _NOISE.below(_SHARES * (COLOURS - 1), keys[grid] + (row * LONGEST + column).astype(np.uint64))
    hit = drawn // (COLOURS - 1) < (1 << one_drawn(keys, "noise", _AMOUNTS))[grid]
    grid, row, column, further = grid[hit], row[hit], column[hit], drawn[hit] % (COLOURS - 1)
    kept = zone[grid, row, column] == _LINE
    block = (grid * LONGEST + shown[0][grid, row]) * LONGEST + shown[1][grid, column]
    _, own, counts = np.unique(block[~kept], return_inverse=True, return_counts=True)
    kept[~kept] = 2 * counts[own] < scale[grid[~kept]] ** 2
    at = grid[kept], row[kept], column[kept]
    grids.cells[at] = (grids.cells[at] + 1 + further[kept]) % COLOURS


def _skewed(way: str) -> Callable[[Grids], Grids]:
    """Skewing in one direction, with nothing yet in what it leaves free."""
    rule = turned(lambda grids: skewed(grids, np.full(len(grids), OUTSIDE)), (way,))
    return lambda grids: rule(grids, np.zeros(len(grids), np.int64))


_moved = by_parameter([identity, *map(_skewed, DIRECTIONS.values())])
