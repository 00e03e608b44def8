"""Variants of a task that keep its rule: turned and mirrored, in other colours, its examples in another order.

Variants are counted so that no two of one task show the same: a turn that leaves the task as it was, but for its
colours and the order of its examples, counts no second time.

In:  ways = kept_apart(pairs, {"symmetries"}); changes(ways, numpy.array([0]), numpy.array([3]))
Out: for task 0 in its variant 3, the number of its symmetry, its colours and the order of its examples
"""

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS, Grid
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.ground import colour_counts
from oeis_qa.loaders.arc_rle.puzzles.puzzle import by_parameter
from oeis_qa.loaders.arc_rle.symmetry import IMAGES

AUGMENT = ("symmetries", "colours", "order")
SYMMETRIES = tuple(IMAGES[name] for name in ("orig", "cw", "180", "ccw", "flipx", "flipy", "flipa", "flipb"))
_MOVED = 10  # examples at most; further ones keep their places
_ARRANGEMENTS = np.array([math.perm(COLOURS, count) for count in range(COLOURS + 1)])
_ORDERS = np.array([math.factorial(count) for count in range(_MOVED + 1)])


@dataclass(frozen=True)
class Pairs:
    """The pairs of all tasks, task by task, examples first."""

    before: Grids
    after: Grids
    examples: Ints  # of each task
    tests: Ints

    @property
    def counts(self) -> Ints:
        """How many pairs each task has."""
        return self.examples + self.tests

    @property
    def starts(self) -> Ints:
        """Where the pairs of each task begin."""
        starts: Ints = np.cumsum(self.counts) - self.counts
        return starts


@dataclass(frozen=True)
class Ways:
    """How each task may be varied."""

    symmetries: Ints  # numbers of SYMMETRIES, those that make another question first
    kept: Ints  # how many of these do
    colours: Ints  # all colours, those that are exchanged first
    exchanged: Ints  # how many are
    moved: Ints  # how many examples change places

    def counts(self) -> Ints:
        """How many variants each task has."""
        counts: Ints = self.kept * _ARRANGEMENTS[self.exchanged] * _ORDERS[self.moved]
        return counts


class Changes(NamedTuple):
    symmetry: Ints
    colours: Cells  # what each colour becomes
    order: Ints  # which example comes at each of the first places


def kept_apart(pairs: Pairs, augment: Collection[str]) -> Ways:
    """How each of the tasks may be varied in the ways that are wanted."""
    turned = range(len(SYMMETRIES) if "symmetries" in augment else 1)
    looks = [_looks(pairs, number, "colours" in augment) for number in turned]
    told = [_way(pairs, at, [look[at] for look in looks], augment) for at in range(len(pairs.examples))]
    return Ways(*(np.array(column, np.int64) for column in zip(*told, strict=True)))


def _way(
    pairs: Pairs, task: int, looks: list[tuple[list[bytes], list[bytes]]], augment: Collection[str]
) -> tuple[list[int], int, list[int], int, int]:
    """The fields of Ways for one task, which looks so under each symmetry."""
    shown = [(tuple(sorted(examples)), tuple(tests)) for examples, tests in looks]
    apart = [number for number, look in enumerate(shown) if look not in shown[:number]]
    examples = looks[0][0]
    colours = _exchanged(pairs, task) if "colours" in augment else []
    others = [colour for colour in range(COLOURS) if colour not in colours]
    moved = min(len(examples), _MOVED) if "order" in augment and len(set(examples)) == len(examples) else 0
    return apart + [0] * (len(SYMMETRIES) - len(apart)), len(apart), colours + others, len(colours), moved


def _looks(pairs: Pairs, symmetry: int, blind: bool) -> list[tuple[list[bytes], list[bytes]]]:
    """For each task what its examples and its tests are like under a symmetry, perhaps whatever their colours."""
    before, after = SYMMETRIES[symmetry](pairs.before), SYMMETRIES[symmetry](pairs.after)
    found = []
    for start, examples, tests in zip(pairs.starts, pairs.examples, pairs.tests, strict=True):
        known, asked = np.arange(start, start + examples), np.arange(start + examples, start + examples + tests)
        shown = [_look([before[at], after[at]], blind) for at in known]
        found.append((shown, [_look([before[at]], blind) for at in asked]))
    return found


def _look(grids: list[Grid], blind: bool) -> bytes:
    """Equal for equal grids alone; blind: for those that are equal but for their colours, too."""
    cells = np.concatenate([grid.ravel() for grid in grids])
    if blind:
        _, first, inverse = np.unique(cells, return_index=True, return_inverse=True)
        cells = np.argsort(np.argsort(first)).astype(np.uint8)[inverse]
    return bytes(side for grid in grids for side in grid.shape) + cells.tobytes()


def _exchanged(pairs: Pairs, task: int) -> list[int]:
    """The colours that the task shows; none where the answer to a test has another, which could not be told."""
    start, stop = pairs.starts[task], pairs.starts[task] + pairs.counts[task]
    known = start + pairs.examples[task]
    shown = _colours(pairs.before, start, stop) | _colours(pairs.after, start, known)
    return sorted(shown) if _colours(pairs.after, known, stop) <= shown else []


def _colours(grids: Grids, start: int, stop: int) -> set[int]:
    return set(np.unique(grids.cells[start:stop]).tolist()) - {OUTSIDE}


def free_colours(pairs: Pairs) -> NDArray[np.bool_]:
    """For each task, whether it has none of each colour."""
    shown = colour_counts(pairs.before) + colour_counts(pairs.after) > 0
    free: NDArray[np.bool_] = ~np.logical_or.reduceat(shown, pairs.starts)
    return free


def changes(ways: Ways, task: Ints, number: Ints) -> Changes:
    """What makes each of these tasks this variant of it, `number` below its count."""
    number, which = np.divmod(number, ways.kept[task])
    number, colours = np.divmod(number, _ARRANGEMENTS[ways.exchanged[task]])
    became = np.full((len(task), OUTSIDE + 1), OUTSIDE, np.uint8)
    arranged = _arrangement(colours, COLOURS, ways.exchanged[task])
    np.put_along_axis(became, ways.colours[task], arranged.astype(np.uint8), axis=1)
    return Changes(ways.symmetries[task, which], became, _arrangement(number, ways.moved[task], ways.moved[task]))


def _arrangement(number: Ints, things: int | Ints, taken: Ints) -> Ints:
    """Ten places, the first `taken` of which hold some of the things, other ones or in other order for each number."""
    order, row = np.tile(np.arange(10), (len(number), 1)), np.arange(len(number))
    for place in range(10):
        number, further = np.divmod(number, np.where(place < taken, things - place, 1))
        order[row, place], order[row, place + further] = order[row, place + further], order[row, place]
    return order


def changed(grids: Grids, symmetry: Ints, colours: Cells) -> Grids:
    """The grids turned and in other colours, one of each for a grid."""
    turned = by_parameter(SYMMETRIES)(grids, symmetry)
    return Grids(colours[np.arange(len(turned))[:, None, None], turned.cells], turned.height, turned.width)
