"""How hard the inputs of puzzles are: their sides, their colours, and cells that were given another colour.

Inputs are changed before the rule sees them, so that it makes the output of the changed input. One that the rule does
not fit any more is drawn again.

In:  made_hard(a batch of [[1, 2, 3], [1, 1, 1]], keys, Difficulty(colours=(2, 2), noise=0.1))
Out: a batch of [[1, 1, 3], [1, 3, 1]], say: 2 became 1, and one cell in ten (at least one) has another's colour
"""

import math
from dataclasses import dataclass

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.boards import drawn_in_cells
from oeis_qa.loaders.arc_rle.puzzles.ground import colour_counts
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Flags
from oeis_qa.streams import Words

_CHANCES = 1 << 30
_STEPS = math.lcm(*range(1, COLOURS))  # a multiple of however many other colours there are


@dataclass(frozen=True)
class Difficulty:
    """What the user wants of inputs; None: as each group has it."""

    sides: Range | None = None  # least and most
    colours: Range | None = None  # fewest and most
    noise: float = 0.0  # share of the cells that are given another colour of their input


def made_hard(grids: Grids, keys: Words, wanted: Difficulty) -> Grids:
    """The inputs with no more colours than are wanted, and with noise."""
    if wanted.colours is not None:
        grids = _with_fewer_colours(grids, keys, wanted.colours)
    return _with_noise(grids, keys, wanted.noise) if wanted.noise else grids


def as_wanted(grids: Grids, wanted: Difficulty) -> Flags:
    """Which inputs have the sides and the number of colours that are wanted: some groups can only come near."""
    fits = np.ones(len(grids), bool)
    if wanted.sides is not None:
        least, most = np.minimum(grids.height, grids.width), np.maximum(grids.height, grids.width)
        fits &= (least >= wanted.sides[0]) & (most <= wanted.sides[1])
    if wanted.colours is not None:
        count = (colour_counts(grids) > 0).sum(axis=1)
        fits &= (count >= wanted.colours[0]) & (count <= wanted.colours[1])
    return fits


def _with_fewer_colours(grids: Grids, keys: Words, wanted: Range) -> Grids:
    """Of inputs with too many colours some are kept, and each of the others becomes one of these."""
    there = colour_counts(grids) > 0
    count = there.sum(axis=1)
    fewer = wanted[0] + one_drawn(keys, "fewer colours", wanted[1] - wanted[0] + 1)
    kept = np.where(count > wanted[1], fewer, COLOURS)[:, None]
    mixed = order(keys, "kept colours", COLOURS)
    there_first = np.argsort(~np.take_along_axis(there, mixed, axis=1), axis=1, kind="stable")
    colours = np.take_along_axis(mixed, there_first, axis=1)
    place = np.argsort(colours, axis=1)  # of each colour
    place = np.where(place < kept, place, drawn(keys, "lost colours", kept, COLOURS))
    return _recoloured(grids, np.take_along_axis(colours, place, axis=1))


def _recoloured(grids: Grids, colours: Ints) -> Grids:
    """The grids with these colours in place of 0 to 9."""
    cells = np.minimum(grids.cells, COLOURS - 1)
    return grids.filled(colours[np.arange(len(grids))[:, None, None], cells])


def _with_noise(grids: Grids, keys: Words, share: float) -> Grids:
    """The inputs with a share of their cells, at least one, in another of their colours, each as likely."""
    there = colour_counts(grids) > 0
    count = there.sum(axis=1)[:, None, None]
    colours, place = np.argsort(~there, axis=1, kind="stable"), np.cumsum(there, axis=1) - 1
    own = _recoloured(grids, place).cells.astype(np.int64)
    step = drawn_in_cells(keys, "noise colour", _STEPS, grids.cells.shape)
    other = (own + 1 + step % np.maximum(count - 1, 1)) % count
    noisy = np.take_along_axis(colours, other.reshape(len(grids), -1), axis=1).reshape(grids.cells.shape)
    return grids.filled(np.where(_some_cells(grids, keys, share), noisy, grids.cells))


def _some_cells(grids: Grids, keys: Words, share: float) -> Flags:
    """A share of the cells of each grid, at least one, in random places."""
    chance = drawn_in_cells(keys, "noise", _CHANCES, grids.cells.shape)
    chance[~grids.inside] = _CHANCES
    many = np.maximum(np.rint(share * grids.height * grids.width).astype(np.int64), 1)
    bound = np.take_along_axis(np.sort(chance.reshape(len(grids), -1), axis=1), many[:, None] - 1, axis=1)
    chosen: Flags = chance <= bound[:, :, None]
    return chosen
