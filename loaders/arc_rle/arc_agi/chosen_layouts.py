"""Which layout a variant of a task has: one or more of the wanted changes, with which its grids are small enough.

In:  chosen(keys, ("scale", "pad"), free, room)   # which colours are free, and the grids of each task
Out: for each task its Layout, and which of CHANGES that makes
"""

import itertools
import json
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.arc_agi.layouts import Layout, laid_out, sides
from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.skew import DIRECTIONS
from oeis_qa.streams import Stream, Words

Flags = NDArray[np.bool_]

CHANGES = ("scale", "grid", "pad", "skew")  # all but the first need a colour
NOISE = "noise"
NOISY = CHANGES[:2]  # which leave cells to spare, so that some may be disturbed
LARGEST_SIDE, MOST_CELLS = 30, 2_000  # of a grid, and of all grids of a task together, where they are changed
_SCALES = range(2, 7)
_WIDEST = 2  # pad
_TOLD = pa.array(
    [json.dumps(list(itertools.compress((*CHANGES, NOISE), made))) for made in itertools.product((0, 1), repeat=5)]
)


@dataclass(frozen=True)
class Room:
    """How large the grids of some tasks are."""

    task: Ints  # of each pair
    before: Grids
    after: Grids

    def holds(self, layout: Layout) -> Flags:
        """Whether each task is small enough in its layout."""
        own, tasks = layout.some(self.task), len(layout.scale)
        (high, wide), (higher, wider) = (sides(some.height, some.width, own) for some in (self.before, self.after))
        large = np.maximum(np.maximum(high, wide), np.maximum(higher, wider)) > LARGEST_SIDE
        cells = np.bincount(self.task, high * wide + higher * wider, tasks)
        return (np.bincount(self.task[large], minlength=tasks) == 0) & (cells <= MOST_CELLS)


def relaid(keys: Words, wanted: Collection[str], free: Flags, room: Room) -> tuple[Grids, Grids, pa.StringArray]:
    """Inputs and outputs of all tasks in a layout for each, and the names of the changes as JSON."""
    layout, made = chosen(keys, wanted, free, room)
    own = layout.some(room.task)
    noisy: Flags = (made[:, 0] | made[:, 1]) & (NOISE in wanted)
    place = np.arange(len(room.task)) - np.searchsorted(room.task, room.task)  # of each pair in its task
    noise = Stream(0, "arc_rle", "pair")[keys[room.task] + place.astype(np.uint64)] if NOISE in wanted else None
    told = np.column_stack([made, noisy]) @ (1 << np.arange(len(CHANGES), -1, -1))
    return laid_out(room.before, own, noise), laid_out(room.after, own), _TOLD.take(pa.array(told))


def chosen(keys: Words, wanted: Collection[str], free: Flags, room: Room) -> tuple[Layout, Flags]:
    """A layout for each task, and which changes that makes.

    They are tried in random order; the first that there are room and a colour for is made, each further one half the
    time.
    """
    full, turns = _drawn(keys, room), order(keys, "changes", len(CHANGES))
    also = drawn(keys, "also", 2, len(CHANGES)) == 1
    colours = _free_first(keys, free)
    made = np.zeros((len(keys), len(CHANGES)), bool)
    for turn in turns.T:
        tried = made | (turn[:, None] == np.arange(len(CHANGES)))
        good = np.array([name in wanted for name in CHANGES])[turn] & (also[np.arange(len(keys)), turn] | ~made.any(1))
        good &= (tried[:, 1:].sum(axis=1) <= free.sum(axis=1)) & room.holds(_only(full, tried, colours))
        made = np.where(good[:, None], tried, made)
    return _only(full, made, colours), made


def _drawn(keys: Words, room: Room) -> Layout:
    """Layouts that make every change, as if there were room for all."""
    pad = drawn(keys, "pad", _WIDEST + 1, 4)
    pad[:, 0] += pad.sum(axis=1) == 0
    one = np.ones(len(keys), np.int64)
    none = Layout(one, 0 * one, 0 * one, 0 * pad, 0 * one, np.zeros((len(keys), 3), np.int64))
    scales = sum(room.holds(none._replace(scale=one * scale)).astype(np.int64) for scale in _SCALES)
    return Layout(
        scale=_SCALES[0] + one_drawn(keys, "scale", 1 + one_drawn(keys, "most", np.maximum(scales, 1))),  # leaving room
        line=one,
        outer=one_drawn(keys, "outer", 2),
        pad=pad,
        skew=one_drawn(keys, "skew", len(DIRECTIONS)) + 1,
        colours=none.colours,
    )


def _free_first(keys: Words, free: Flags) -> Ints:
    """All colours in random order, those that are free before the others."""
    mixed = order(keys, "new colours", COLOURS)
    first = np.argsort(~np.take_along_axis(free, mixed, axis=1), axis=1, kind="stable")
    return np.take_along_axis(mixed, first, axis=1)


def _only(full: Layout, made: Flags, colours: Ints) -> Layout:
    """The layouts with these changes alone; each of them takes the next of the colours."""
    scale, line, pad, skew = made.T
    return Layout(
        scale=np.where(scale, full.scale, 1),
        line=full.line * line,
        outer=full.outer * line,
        pad=full.pad * pad[:, None],
        skew=full.skew * skew,
        colours=np.take_along_axis(colours, np.cumsum(made[:, 1:], axis=1) - 1, axis=1),
    )
