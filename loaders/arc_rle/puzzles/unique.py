"""Whether the examples of a task leave one answer: every rule of the library, with every parameter, that makes the
outputs of all examples has to make the output of every test too.

In:  fitting(tasks of flip "x", one of whose examples is also a shift)
Out: Fitting(families=[1, 2, ...], rules=[1, 3, ...], unique=[True, False, ...]), one value a task
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.grids import Grids, Ints, alike
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Group
from oeis_qa.loaders.arc_rle.puzzles.tasks import Tasks

Flags = NDArray[np.bool_]


_TOGETHER = 512  # examples that a rule is tried on at once


class Fitting(NamedTuple):
    families: Ints  # how many of them have a rule that fits all examples of a task
    rules: Ints  # how many rules that is, each parameter counted
    unique: Flags  # whether all of these make the same of the tests


def fitting(tasks: Tasks) -> Fitting:
    """What fits each task."""
    count = len(tasks.good)
    smallest = _smallest(tasks)
    families, rules, unique = np.zeros(count, np.int64), np.zeros(count, np.int64), np.ones(count, bool)
    for module in FAMILIES.values():
        fits = np.zeros(count, bool)
        for group in module.GROUPS.values():
            for number, own in enumerate(_candidates(group, tasks, smallest)):
                fitted, agrees = _all_pairs(group, number, tasks, own)
                fits[fitted] = True
                rules[fitted] += 1
                unique[fitted] &= agrees
        families += fits
    return Fitting(families, rules, unique)


def _smallest(tasks: Tasks) -> list[tuple[Ints, Grids, Grids]]:
    """Of each task its smallest example, in batches of much the same size, as a batch takes boxes for its largest."""
    side = np.maximum(tasks.before.height, tasks.before.width)
    shown = np.flatnonzero(~tasks.is_test)
    ordered = shown[np.lexsort((side[shown], tasks.task[shown]))]
    smallest = ordered[np.unique(tasks.task[ordered], return_index=True)[1]]
    smallest = smallest[np.argsort(side[smallest], kind="stable")]
    batches = np.array_split(smallest, range(_TOGETHER, len(smallest), _TOGETHER))
    return [(at, tasks.before.some(at), tasks.after.some(at)) for at in batches]


def _candidates(group: Group, tasks: Tasks, smallest: list[tuple[Ints, Grids, Grids]]) -> list[Ints]:
    """For each parameter the tasks whose smallest example the rule makes."""
    parts = [(tasks.task[at], _made_by_each(group, before, after)) for at, before, after in smallest]
    return [np.concatenate([task[made[number]] for task, made in parts]) for number in range(len(group.parameters))]


def _made_by_each(group: Group, before: Grids, after: Grids) -> Flags:
    """For each parameter, in a row, which outputs the rule makes; several at once where there are few grids."""
    count, numbers = len(before), len(group.parameters)
    at_once = max(1, _TOGETHER // count)
    parts = np.split(np.arange(numbers), range(at_once, numbers, at_once))
    return np.concatenate([_made(group, which, before, after, count) for which in parts])


def _all_pairs(group: Group, number: int, tasks: Tasks, own: Ints) -> tuple[Ints, Flags]:
    """Of these tasks, those all of whose examples the rule makes, and whether it makes their tests too."""
    if not len(own):
        return own, np.zeros(0, bool)
    pairs = np.flatnonzero(np.isin(tasks.task, own))
    made = _made(group, np.array([number]), tasks.before.some(pairs), tasks.after.some(pairs), len(pairs))[0]
    task, is_test = tasks.task[pairs], tasks.is_test[pairs]
    missed = np.bincount(task[~made & ~is_test], minlength=len(tasks.good))
    missed_tests = np.bincount(task[~made & is_test], minlength=len(tasks.good))
    fitted = own[missed[own] == 0]
    return fitted, missed_tests[fitted] == 0


def _made(group: Group, numbers: Ints, before: Grids, after: Grids, count: int) -> Flags:
    """For each of these parameters, in a row, which outputs the rule makes."""
    again = np.tile(np.arange(count), len(numbers))
    made = group.rule(before.some(again), np.repeat(numbers, count))
    return alike(made, after.some(again)).reshape(len(numbers), count)
