"""The answers of public rows: from what is shown and a parameter for each row, in every form that the file may have.

In:  told_with(told_numbers, number_of_colours)(rows, [counts of 7:3,2:1], [()])
Out: [Told(text=["2"], kind=["integer"], wrong=None)]
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.cells import COLOURS, LONGEST
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.histograms import Counts, histograms_of
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.telling import Told, told_grids, told_histograms, told_lists, told_numbers
from oeis_qa.loaders.arc_rle.task_text import UNKNOWN, Task, names

Tell = Callable[[Rows, Any, list[Any]], list[Told]]  # what is shown, the parameters -> answers in each form
MAYBE = "maybe"  # of a pair whose output is unknown


def told_with(tell: Callable[[Rows, Any], Told], make: Callable[..., Any]) -> Tell:
    """What is made of all that is shown, without a parameter."""

    def answers(rows: Rows, shown: Any, _: list[Any]) -> list[Told]:
        return [tell(rows, make(*shown) if isinstance(shown, list | tuple) else make(shown))]

    return answers


def told_codec(codec: str) -> Tell:
    """The image as it is, in another codec."""
    return lambda rows, grids, _: [told_grids(rows, grids, codec)]


def told_line(take: Callable[[Grids, Ints], Grids]) -> Tell:
    """A row or column: as a list, or as simon-arc-lab has it, digits without commas."""

    def answers(rows: Rows, grids: Grids, places: list[int]) -> list[Told]:
        line = take(grids, np.array(places, np.int64))
        return [told_lists(rows, line), told_grids(rows, line, "digits")]

    return answers


def told_length(rows: Rows, cells: list[str], _: list[Any]) -> list[Told]:
    """How many cells a row has."""
    return [told_numbers(rows, np.array([len(row) for row in cells], np.int64))]


def told_row_counts(rows: Rows, cells: list[str], _: list[Any]) -> list[Told]:
    """The histogram of each row of cells."""
    counts = np.array([[row.count(str(colour)) for colour in range(COLOURS)] for row in cells], np.int64)
    return [told_histograms(rows, counts)]


def told_row(write: Callable[[str], str], kind: str, make: Callable[..., str] = str) -> Tell:
    """What is made of a row of cells; what is wrong has another colour in one of them. Rows over 99 are text."""

    def answers(rows: Rows, cells: list[str], values: list[Any]) -> list[Told]:
        made = [make(row) if value == () else make(row, value) for row, value in zip(cells, values, strict=True)]
        wrong = [write(row) for row in _recoloured(rows, made)] if rows.wanted.two else None
        kinds = ["text" if kind == "grid:digits" and len(row) > LONGEST else kind for row in made]
        return [Told(pa.array(map(write, made)), pa.array(kinds), None if wrong is None else pa.array(wrong))]

    return answers


def _recoloured(rows: Rows, cells: list[str]) -> list[str]:
    keys = rows.keys_for("wrong")
    places = one_drawn(keys, "column", np.array([len(row) for row in cells], np.int64)).tolist()
    shifts = (one_drawn(keys, "colour", COLOURS - 1) + 1).tolist()
    return [
        f"{row[:at]}{(int(row[at]) + shift) % COLOURS}{row[at + 1 :]}"
        for row, at, shift in zip(cells, places, shifts, strict=True)
    ]


def told_task_grid(tell: Callable[[Rows, Grids], Told]) -> Tell:
    """What becomes of the grid of a task that has this name; an unknown one is None."""

    def answers(rows: Rows, tasks: list[Task], called: list[str]) -> list[Told]:
        found = [_grid(task, name) for task, name in zip(tasks, called, strict=True)]
        return [_or_unknown(tasks, found, lambda grids: tell(rows, grids), UNKNOWN)]

    return answers


def told_task_pair(tell: Callable[[Rows, Any], Told], make: Callable[[Counts, Counts], Any]) -> Tell:
    """What is made of the histograms of the pair of this number; without its output that is "maybe"."""

    def answers(rows: Rows, tasks: list[Task], numbers: list[int]) -> list[Told]:
        before, after = zip(*(_pair(task, number) for task, number in zip(tasks, numbers, strict=True)), strict=True)
        inputs = histograms_of(Grids.of(before))
        return [_or_unknown(tasks, list(after), lambda grids: tell(rows, make(inputs, histograms_of(grids))), MAYBE)]

    return answers


def _grid(task: Task, name: str) -> Any:
    pairs = [*task.examples, *task.tests]
    known = names(len(pairs), len(task.examples))
    if name not in known:
        raise OptionError(f"{name!r} is no grid of a task that has {', '.join(known)}")
    pair, side = divmod(known.index(name), 2)
    return pairs[pair][side]


def _pair(task: Task, number: int) -> tuple[Any, Any]:
    pairs = [*task.examples, *task.tests]
    if number >= len(pairs):
        raise OptionError(f"P{number} is no pair of a task that has {len(pairs)}")
    return pairs[number]


def _or_unknown(tasks: list[Task], found: list[Any], tell: Callable[[Grids], Told], word: str) -> Told:
    """The answers, but the word where the grid is unknown; the answer to another grid is wrong there."""
    unknown = pa.array([grid is None for grid in found])
    first = [task.examples[0][0] if task.examples else task.tests[0][0] for task in tasks]
    told = tell(Grids.of([other if grid is None else grid for grid, other in zip(found, first, strict=True)]))
    wrong = None if told.wrong is None else pc.if_else(unknown, told.text, told.wrong)
    return Told(pc.if_else(unknown, word, told.text), pc.if_else(unknown, "text", told.kind), wrong)
