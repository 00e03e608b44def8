"""Tasks: a few pairs of grids that one rule made with one parameter, some of them examples, the others tests.

Pairs of all tasks lie flat in one batch, those of a task one behind the other, its examples first. A pair that shows
nothing (its output is its input, or has one colour where that is no good output) is drawn again.

In:  tasks(group, keys, inside, examples=(2, 5), tests=(1, 2))
Out: Tasks(before, after, task=[0, 0, 0, 1, ...], place=[0, 1, 2, 0, ...], is_test=[False, False, True, False, ...])
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.drawing import again, keys_for, one_drawn
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints, alike, merged
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.difficulty import Difficulty, as_wanted, made_hard
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group
from oeis_qa.streams import Stream, Words

Flags = NDArray[np.bool_]
Inside = Callable[[Words], Flags]  # which contents lie in the split that is wanted

_ATTEMPTS = 100  # draws of a pair, after which the whole task is drawn again
_AS_THEY_ARE = Difficulty()


@dataclass(frozen=True)
class Tasks:
    before: Grids
    after: Grids
    task: Ints  # of each pair
    place: Ints  # of the pair in its task
    is_test: Flags
    which: Ints  # of each task, the number of its parameter
    good: Flags  # of each task, whether all of its pairs show something


def tasks(
    group: Group, own: Words, inside: Inside, examples: Range, tests: Range, wanted: Difficulty = _AS_THEY_ARE
) -> Tasks:
    """A task for each key of `own`, all of whose inputs lie inside the split."""
    shown = one_drawn(own, "examples", examples[1] - examples[0] + 1) + examples[0]
    hidden = one_drawn(own, "tests", tests[1] - tests[0] + 1) + tests[0]
    counts = shown + hidden
    task = np.repeat(np.arange(len(own)), counts)
    place = np.arange(len(task)) - np.repeat(np.cumsum(counts) - counts, counts)
    which = one_drawn(own, "parameter", len(group.parameters))
    keys = Stream(0, "arc_rle", "pair")[own[task] + place.astype(np.uint64)]
    draw = Draw(keys, keys_for(own, "task")[task], which[task], wanted.sides)
    before, after, good = _pairs(group, inside, draw, wanted)
    all_good = np.bincount(task[~good], minlength=len(own)) == 0
    return Tasks(before, after, task, place, place >= shown[task], which, all_good)


def _pairs(group: Group, inside: Inside, draw: Draw, wanted: Difficulty) -> tuple[Grids, Grids, Flags]:
    """Inputs that lie in the split and outputs, and whether they show something."""
    parts: list[tuple[Grids, Grids]] = []
    places: list[Ints] = []
    good = np.zeros(len(draw.keys), bool)
    pending = np.arange(len(draw.keys))
    for attempt in range(_ATTEMPTS):
        keys = draw.keys[pending] if attempt == 0 else again(draw.keys[pending], attempt)
        drawn = group.draw(Draw(keys, draw.tasks[pending], draw.which[pending], draw.sides))
        before = made_hard(drawn, keys, wanted)
        after = group.rule(before, draw.which[pending])
        kept = _shows(before, after, group.one_colour)
        kept &= as_wanted(before, wanted) & inside(contents(before))
        good[pending] = kept
        if attempt == _ATTEMPTS - 1:  # the task will not be used, yet is written, and NOTHING cannot be
            after = merged([after.some(kept), before.some(~kept)], [np.flatnonzero(kept), np.flatnonzero(~kept)])
            kept = np.ones_like(kept)
            after = _in_place_of_nothing(before, after)
        if attempt == 0 and kept.all():
            return before, after, good
        parts.append((before.some(kept), after.some(kept)))
        places.append(pending[kept])
        pending = pending[~kept]
        if not len(pending):
            break
    befores, afters = (merged(grids, places) for grids in zip(*parts, strict=True))
    return befores, afters, good


def _shows(before: Grids, after: Grids, one_colour: bool) -> Flags:
    there = after.height > 0
    changed = there & ~alike(before, after)
    return changed if one_colour else changed & ~_of_one_colour(after)


def _in_place_of_nothing(before: Grids, after: Grids) -> Grids:
    """The outputs, and the input where there is none: a pair that is given up is written too before its row is drawn
    again."""
    there = after.height > 0
    return merged([after.some(there), before.some(~there)], [np.flatnonzero(there), np.flatnonzero(~there)])


def _of_one_colour(grids: Grids) -> Flags:
    inside = grids.cells != OUTSIDE
    most = np.where(inside, grids.cells, 0).max(axis=(1, 2), initial=0)
    least = grids.cells.min(axis=(1, 2), initial=OUTSIDE)
    same: Flags = most == least
    return same


def all_together(parts: Sequence[Tasks], rows: Sequence[Ints]) -> Tasks:
    """The tasks of several groups as one batch, each task the row that it is of."""
    task = np.concatenate([at[part.task] for part, at in zip(parts, rows, strict=True)])
    order = np.argsort(task, kind="stable")  # the pairs of a task stay as they lie
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    ends = np.cumsum([len(part.task) for part in parts])
    places = [place[end - len(part.task) : end] for part, end in zip(parts, ends, strict=True)]
    of_tasks = np.argsort(np.concatenate(rows))
    return Tasks(
        merged([part.before for part in parts], places),
        merged([part.after for part in parts], places),
        task[order],
        np.concatenate([part.place for part in parts])[order],
        np.concatenate([part.is_test for part in parts])[order],
        np.concatenate([part.which for part in parts])[of_tasks],
        np.concatenate([part.good for part in parts])[of_tasks],
    )
