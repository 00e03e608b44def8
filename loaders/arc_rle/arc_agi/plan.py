"""Which test of which task each row asks for, and in which variant: by index alone.

Every test of a split comes once before any comes in a second variant, and no variant comes twice.

In:  plan(files("data/arc-agi-1"), (), "train", (0.8, 0.1, 0.1)).rows(seed=0, index=numpy.arange(2))
Out: Chosen(tasks, names, families, test, variant=[0, 0]), one value a row
"""

import functools
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.arc_rle.arc_agi.chosen_layouts import Flags, Room, relaid
from oeis_qa.loaders.arc_rle.arc_agi.sources import State, Task, tasks
from oeis_qa.loaders.arc_rle.arc_agi.variants import AUGMENT, Pairs, Ways, changed, changes, free_colours, kept_apart
from oeis_qa.loaders.arc_rle.cells import Grid
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.tasks import Tasks
from oeis_qa.rounds import turns
from oeis_qa.splits import Fractions, split_of
from oeis_qa.streams import Stream, Words, permuted

_ROUNDS = 1_000_000  # variants of a test at most; all rows together are then a number that can be counted


class Chosen(NamedTuple):
    """The tasks of some rows."""

    tasks: Tasks
    names: pa.StringArray  # of the task of each row
    families: pa.StringArray
    test: Ints  # which of the task's tests is asked for
    variant: Ints
    layouts: pa.StringArray | None  # the names of the changes that lay each task out otherwise; None: none is wanted


@dataclass(frozen=True)
class Plan:
    names: pa.StringArray  # of all tasks
    families: pa.StringArray  # of each the first task that has the same pairs, mostly itself
    pairs: Pairs
    ways: Ways
    task: Ints  # of each test of the split, those with the most variants first
    test: Ints  # its number in the task
    layouts: tuple[str, ...]  # changes that lay a task out otherwise
    free: Flags  # for each task, the colours that it does not show
    given: bool  # whether the tasks are the user's, under whatever licence

    def __len__(self) -> int:
        return int(self._rounds().sum())

    def _rounds(self) -> Ints:
        return np.minimum(self.ways.counts()[self.task], _ROUNDS)

    def rows(self, seed: int, index: Ints) -> Chosen:
        """What the rows of these numbers ask."""
        turn, place, owners = turns(self._rounds(), index)
        order, variants = (Stream(seed, "arc_rle", "arc_agi", use) for use in ("order", "variant"))
        own = permuted(order[turn], owners, place)
        task = self.task[own]
        number = permuted(variants[own], self.ways.counts()[task], turn)
        names, families = (names.take(pa.array(task)) for names in (self.names, self.families))
        drawn = Stream(seed, "arc_rle", "arc_agi", "layout")
        made, layouts = self._varied(drawn[drawn[task] + number.astype(np.uint64)], task, number)
        return Chosen(made, names, families, self.test[own], number, layouts)

    def _varied(self, keys: Words, task: Ints, number: Ints) -> tuple[Tasks, pa.StringArray | None]:
        """These tasks in these variants, one a row, and the changes of their layouts."""
        counts, examples = self.pairs.counts[task], self.pairs.examples[task]
        row = np.repeat(np.arange(len(task)), counts)
        place = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, counts)
        change = changes(self.ways, task, number)
        first = np.minimum(place, change.order.shape[1] - 1)  # further places stay as they are
        pair = self.pairs.starts[task][row] + np.where(place == first, change.order[row, first], place)
        before, after, layouts = self.pairs.before.some(pair), self.pairs.after.some(pair), None
        if self.layouts:
            before, after, layouts = relaid(keys, self.layouts, self.free[task], Room(row, before, after))
        before, after = (changed(grids, change.symmetry[row], change.colours[row]) for grids in (before, after))
        return Tasks(before, after, row, place, place >= examples[row], number, np.ones(len(task), bool)), layouts


@functools.lru_cache(maxsize=6)
def plan(state: State, augment: tuple[str, ...], split: str, fractions: Fractions) -> Plan:
    """The tests of the split, in all variants that are wanted."""
    names, families, pairs, ways = _library(state, augment)
    inside = np.array([split_of(family, fractions) == split for family in families.to_pylist()])
    tests = np.where(inside, pairs.tests, 0)
    task = np.repeat(np.arange(len(tests)), tests)
    test = np.arange(len(task)) - np.repeat(np.cumsum(tests) - tests, tests)
    most = np.argsort(-ways.counts()[task], kind="stable")
    layouts = tuple(name for name in augment if name not in AUGMENT)
    return Plan(names, families, pairs, ways, task[most], test[most], layouts, free_colours(pairs), given=bool(state))


@functools.lru_cache(maxsize=2)
def _library(state: State, augment: tuple[str, ...]) -> tuple[pa.StringArray, pa.StringArray, Pairs, Ways]:
    found = tasks(state)
    pairs = [pair for task in found for pair in (*task.examples, *task.tests)]
    told = Pairs(
        Grids.of([before for before, _ in pairs]),
        Grids.of([after for _, after in pairs]),
        np.array([len(task.examples) for task in found]),
        np.array([len(task.tests) for task in found]),
    )
    names = pa.array([task.name for task in found])
    return names, pa.array(_families(found)), told, kept_apart(told, augment)


def _families(found: tuple[Task, ...]) -> list[str]:
    """For each task the first that has the same pairs: ARC has some twice, under two names."""
    first: dict[frozenset[bytes], str] = {}
    return [first.setdefault(frozenset(map(_bytes, (*task.examples, *task.tests))), task.name) for task in found]


def _bytes(pair: tuple[Grid, Grid]) -> bytes:
    return bytes(side for grid in pair for side in grid.shape) + b"".join(grid.tobytes() for grid in pair)
