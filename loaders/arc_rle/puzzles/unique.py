"""Whether the examples of a task leave one answer: every rule of the library, with every parameter, that makes the
outputs of all examples has to make the output of every test too.

In:  fitting(tasks of flip "x", one of whose examples is also a shift)
Out: Fitting(families=[1, 2, ...], rules=[1, 3, ...], unique=[True, False, ...]), one value a task
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.grids import Grids, Ints, alike, places_below
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Group
from oeis_qa.loaders.arc_rle.puzzles.tasks import Tasks
from oeis_qa.loaders.arc_rle.puzzles.traits import traits_of

Flags = NDArray[np.bool_]

_TOGETHER = 512  # examples that a rule is tried on at once


class Fitting(NamedTuple):
    families: Ints  # how many of them have a rule that fits all examples of a task
    rules: Ints  # how many rules that is, each parameter counted
    unique: Flags  # whether all of these make the same of the tests


def fitting(tasks: Tasks) -> Fitting:
    """What fits each task."""
    count = len(tasks.good)
    smallest, traits = _smallest(tasks), _traits(tasks)
    families, rules, unique = np.zeros(count, np.int64), np.zeros(count, np.int64), np.ones(count, bool)
    for module in FAMILIES.values():
        fits = np.zeros(count, bool)
        for group in module.GROUPS.values():
            likely = smallest[(traits[tasks.task[smallest]] & group.traits) == group.traits]
            for numbers, own in _candidates(group, tasks, likely):
                fitted, agrees = _all_pairs(group, numbers, tasks, own)
                fits[fitted] = True
                np.add.at(rules, fitted, 1)
                np.logical_and.at(unique, fitted, agrees)
        families += fits
    return Fitting(families, rules, unique)


def _smallest(tasks: Tasks) -> Ints:
    """Of each task its smallest example, the small ones first, as a batch takes boxes for its largest."""
    side = np.maximum(tasks.before.height, tasks.before.width)
    shown = np.flatnonzero(~tasks.is_test)
    ordered = shown[np.lexsort((side[shown], tasks.task[shown]))]
    smallest = ordered[np.unique(tasks.task[ordered], return_index=True)[1]]
    return smallest[np.argsort(side[smallest], kind="stable")]


def _traits(tasks: Tasks) -> Ints:
    """Of each task the traits that all of its examples have."""
    shown = np.flatnonzero(~tasks.is_test)
    own = traits_of(tasks.before.some(shown), tasks.after.some(shown))
    common = np.full(len(tasks.good), ~0)
    np.bitwise_and.at(common, tasks.task[shown], own)
    return common


def _candidates(group: Group, tasks: Tasks, examples: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Parameters, by number, and for each of them a task whose example among these the rule makes, in batches."""
    for start in range(0, len(examples), _TOGETHER):
        at = examples[start : start + _TOGETHER]
        before, after = tasks.before.some(at), tasks.after.some(at)
        at_once = max(1, _TOGETHER // len(at))
        for first in range(0, len(group.parameters), at_once):
            numbers = np.arange(first, min(first + at_once, len(group.parameters)))
            number, place = np.divmod(np.flatnonzero(_made(group, numbers, before, after)), len(at))
            if len(number):
                yield numbers[number], tasks.task[at[place]]


def _made(group: Group, numbers: Ints, before: Grids, after: Grids) -> Flags:
    """For each of these parameters which outputs the rule makes, one parameter behind the other."""
    again = np.tile(np.arange(len(before)), len(numbers))
    return alike(group.rule(before.some(again), np.repeat(numbers, len(before))), after.some(again))


def _all_pairs(group: Group, numbers: Ints, tasks: Tasks, own: Ints) -> tuple[Ints, Flags]:
    """Of these tasks, those all of whose examples the rule makes, each with its parameter, and whether tests too."""
    begins, ends = (np.searchsorted(tasks.task, own, side) for side in ("left", "right"))
    try_of, pair = np.nonzero(places_below(ends - begins, int((ends - begins).max())))
    pair += begins[try_of]
    made = alike(group.rule(tasks.before.some(pair), numbers[try_of]), tasks.after.some(pair))
    is_test = tasks.is_test[pair]
    missed, missed_tests = (np.bincount(try_of[~made & which], minlength=len(own)) for which in (~is_test, is_test))
    return own[missed == 0], (missed_tests == 0)[missed == 0]
