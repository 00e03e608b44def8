"""task: a whole ARC task in compact text, and one of its grids or pairs by name: copied, counted or mirrored.

The grids are random, the outputs have nothing to do with the inputs, and those of the tests are not given. One row in
ten that ask about an output asks about one of these; the phrases say what to answer then.

In:  two examples and a test
Out: "Mirror the grid I1 left to right. Answer in RLE.⏎I0⏎2 1 12⏎O0⏎1 1 5⏎I1⏎3 1 a45⏎..." -> "3 1 5a4"
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, merged
from oeis_qa.loaders.arc_rle.histograms import Counts, add, colours, histograms_of, intersection, maximum, minimum
from oeis_qa.loaders.arc_rle.images import Range, random_images
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_images
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.sizes import pixels_word, side_word
from oeis_qa.loaders.arc_rle.questions.telling import Told, told_colours, told_grids, told_histograms
from oeis_qa.loaders.arc_rle.task_text import UNKNOWN
from oeis_qa.loaders.arc_rle.tasks import (
    INPUT,
    OUTPUT,
    Tasks,
    cells,
    contents_of_tasks,
    highest,
    known_places,
    numbered,
    text,
    widest,
)
from oeis_qa.loaders.arc_rle.transforms import flipx, flipy
from oeis_qa.streams import Words

TOKEN = "task"
SIDES: Range = (1, 5)
LEAST_IMAGES = 5  # in a task
EXAMPLES: Range = (2, 5)
TESTS: Range = (1, 3)
ONE_IN = 10  # of so many rows about outputs, one is about an unknown one
_AT_ONCE = 4_096  # images: more of the largest would take gigabytes
MISSING = "missing"  # the answer where an output is unknown; None, which stands in its place, could be copied
MAYBE = "maybe"  # what simon-arc-lab answers where the output of a pair is unknown; of a grid, None

GRID_PHRASES = {
    "extract": (
        "copy the grid {grid}, every cell as it is",
        "repeat the grid that stands below the name {grid}",
        "give the grid {grid} back with no cell changed",
    ),
    "histogram": (
        "count the cells of each colour in the grid {grid}",
        "make the histogram of the grid that stands below the name {grid}",
        "tally the colours of the grid {grid}",
    ),
    "flipx": (
        "mirror the grid {grid} left to right",
        "reverse every row of the grid that stands below the name {grid}",
        "flip the grid {grid} horizontally, so that left and right trade places",
    ),
    "flipy": (
        "mirror the grid {grid} top to bottom",
        "put the rows of the grid that stands below the name {grid} in reverse order",
        "flip the grid {grid} vertically, so that top and bottom trade places",
    ),
}
PAIR_PHRASES = {
    "intersection_colors": (
        "list the colours that both grids of pair P{number}, I{number} and O{number}, have",
        "find every colour that the input and the output of pair P{number} (I{number}, O{number}) have in common",
        "name the colours of pair P{number} that occur in I{number} and in O{number} too",
    ),
    "union_colors": (
        "list the colours that at least one grid of pair P{number}, I{number} or O{number}, has",
        "find every colour that the input or the output of pair P{number} (I{number}, O{number}) has, or both have",
        "name the colours of pair P{number}: those that occur in I{number}, in O{number} or in both",
    ),
    "add": (
        "count the cells of each colour in both grids of pair P{number}, I{number} and O{number}, together",
        "add up the histograms of the input and the output of pair P{number} (I{number}, O{number}), colour by colour",
        "make one histogram of all cells of pair P{number}, those of I{number} and those of O{number}",
    ),
    "max": (
        "give for each colour of pair P{number} the larger of its two counts, that of its cells in I{number} and that "
        "in O{number}",
        "make the histograms of the input and the output of pair P{number} (I{number}, O{number}) and take for each "
        "colour the higher count",
        "say for each colour of pair P{number} how many cells of I{number} or of O{number} have it, whichever are more",
    ),
    "min": (
        "give for each colour that both grids of pair P{number} have the smaller of its two counts, that of its cells "
        "in I{number} and that in O{number}",
        "make the histograms of the input and the output of pair P{number} (I{number}, O{number}) and take for each "
        "colour of both the lower count",
        "say for each colour that both grids of pair P{number} have how many cells of I{number} or of O{number} have "
        "it, whichever are fewer",
    ),
}
IF_UNKNOWN = (
    ", or write {unknown} if {output} is None",
    ", or, if {output} is None, answer {unknown}",
    ", but answer {unknown} if None stands in place of {output}",
)

TellGrid = Callable[[Rows, Grids], Told]
TellPair = Callable[[Rows, Counts, Counts], Told]


def drawn_tasks(rows: Rows) -> Tasks:
    """A task for each row; every one of its images lies in the split."""
    examples = _between(rows.keys, "examples", EXAMPLES)
    pairs = examples + _between(rows.keys, "tests", TESTS)
    known = known_places(examples, pairs)
    keys = rows.keys_for("places")[:, None] + np.arange(known.shape[1]).astype(np.uint64)
    return Tasks(_images(Rows(keys[known], rows.wanted)), numbered(known), examples, pairs)


def _images(places: Rows) -> Grids:
    """An image for each place of all tasks."""
    sides = places.wanted.sides(SIDES)
    draw = partial(random_images, width=sides, height=sides, colours=places.wanted.colours)
    index = np.arange(len(places))
    pieces = [index[at : at + _AT_ONCE] for at in range(0, max(len(index), 1), _AT_ONCE)]
    return merged([drawn_images(places.some(piece), "image", draw) for piece in pieces], pieces)


def _between(keys: Words, purpose: str, ends: Range) -> Ints:
    return one_drawn(keys, purpose, ends[1] - ends[0] + 1) + ends[0]


@dataclass(frozen=True)
class _Choice:
    """The pair that each row asks about."""

    pair: Ints
    unknown: NDArray[np.bool_]  # whether it is asked about its output, which is not given
    number: pa.StringArray  # what stands behind the letter in its names: 0, or 2T


def _chosen(rows: Rows, tasks: Tasks, side: int) -> _Choice:
    """Any pair for an input; for an output an example, and once in ten times a test."""
    unknown = (one_drawn(rows.keys, "unknown", ONE_IN) == 0) & (side == OUTPUT)
    test = tasks.examples + one_drawn(rows.keys, "test", tasks.pairs - tasks.examples)
    pair = one_drawn(rows.keys, "pair", tasks.pairs if side == INPUT else tasks.examples)
    pair = np.where(unknown, test, pair)
    marks = pc.if_else(pa.array(pair >= tasks.examples), "T", "")
    return _Choice(pair, unknown, pc.binary_join_element_wise(pc.cast(pa.array(pair), pa.string()), marks, ""))


def _grids(tasks: Tasks, choice: _Choice, side: int) -> Grids:
    """The grids that are asked about; for an unknown output the input, of which a wrong response is made."""
    return tasks.images.some(tasks.numbers(choice.pair, np.where(choice.unknown, INPUT, side)))


def _or_unknown(rows: Rows, answer: Told, unknown: NDArray[np.bool_], word: str) -> Told:
    """The answers, but the word for what is unknown.

    The word is a wrong response about as often as a right one, and an answer to an unknown grid is wrong.
    """
    shown, wrong = pa.array(unknown), None
    if answer.wrong is not None:
        said = pa.array(one_drawn(rows.keys_for("wrong"), "unknown", ONE_IN - 1) == 0)
        wrong = pc.if_else(shown, answer.text, pc.if_else(said, word, answer.wrong))
    return Told(pc.if_else(shown, word, answer.text), pc.if_else(shown, "text", answer.kind), wrong)


def _of_grid(tell: TellGrid, side: int, rows: Rows) -> Asked:
    """What becomes of one grid of the task."""
    tasks = drawn_tasks(rows)
    choice = _chosen(rows, tasks, side)
    answer = tell(rows, _grids(tasks, choice, side))
    word = UNKNOWN if rows.wanted.simon else MISSING
    if side == OUTPUT:
        answer = _or_unknown(rows, answer, choice.unknown, word)
    grid = pc.binary_join_element_wise("IO"[side], choice.number, "")
    return _asked(rows, tasks, answer, grid=grid, unknown=pa.repeat(pa.scalar(word), len(rows)))


def _of_pair(tell: TellPair, rows: Rows) -> Asked:
    """What the histograms of a pair make together."""
    tasks = drawn_tasks(rows)
    choice = _chosen(rows, tasks, OUTPUT)
    answer = tell(rows, *(histograms_of(_grids(tasks, choice, side)) for side in (INPUT, OUTPUT)))
    word = MAYBE if rows.wanted.simon else MISSING
    answer = _or_unknown(rows, answer, choice.unknown, word)
    return _asked(rows, tasks, answer, number=choice.number, unknown=pa.repeat(pa.scalar(word), len(rows)))


def _asked(rows: Rows, tasks: Tasks, answer: Told, **slots: pa.StringArray) -> Asked:
    sizes = {
        "image_width": side_word(widest(tasks)),
        "image_height": side_word(highest(tasks)),
        "task_pixels": pixels_word(cells(tasks)),
    }
    named = {f"{{{name}}}": value for name, value in slots.items()}
    return Asked(text(tasks, rows.wanted.encoding), answer, contents_of_tasks(tasks), named, sizes)


def _copied(rows: Rows, grids: Grids) -> Told:
    return told_grids(rows, grids)


def _counted(rows: Rows, grids: Grids) -> Told:
    return told_histograms(rows, histograms_of(grids))


def _mirrored(mirror: Callable[[Grids], Grids], rows: Rows, grids: Grids) -> Told:
    return told_grids(rows, mirror(grids))


def _common(rows: Rows, before: Counts, after: Counts) -> Told:
    return told_colours(rows, intersection(before, after))


def _all(rows: Rows, before: Counts, after: Counts) -> Told:
    return told_colours(rows, colours(before, after))


def _combined(combine: Callable[[Counts, Counts], Counts], rows: Rows, before: Counts, after: Counts) -> Told:
    return told_histograms(rows, combine(before, after))


_GRID_TELLS: dict[str, tuple[TellGrid, str]] = {
    "extract": (_copied, "grid"),
    "histogram": (_counted, "histogram"),
    "flipx": (partial(_mirrored, flipx), "grid"),
    "flipy": (partial(_mirrored, flipy), "grid"),
}
_PAIR_TELLS: dict[str, tuple[TellPair, str]] = {
    "intersection_colors": (_common, "colours"),
    "union_colors": (_all, "colours"),
    "add": (partial(_combined, add), "histogram"),
    "max": (partial(_combined, maximum), "histogram"),
    "min": (partial(_combined, minimum), "histogram"),
}


def _told_unknown(phrases: tuple[str, ...], output: str) -> tuple[str, ...]:
    """Every phrase with what to answer where the output is unknown."""
    behind = [tail.replace("{output}", output) for tail in IF_UNKNOWN]
    return tuple(phrase + tail for phrase in phrases for tail in behind)


def _operations() -> Iterator[tuple[str, Operation]]:
    public = "dataset=task group="
    for name, (tell_grid, form) in _GRID_TELLS.items():
        known = GRID_PHRASES[name]
        phrases = {"input": known, "output": _told_unknown(known, "{grid}")}
        for side, place in (("input", INPUT), ("output", OUTPUT)):
            ask = partial(_of_grid, tell_grid, place)
            yield f"{name}_{side}", Operation(phrases[side], ask, form, f"{public}{name}_{side}_by_id")
    for name, (tell_pair, form) in _PAIR_TELLS.items():
        full = f"pair_histogram_{name}"
        told = _told_unknown(PAIR_PHRASES[name], "O{number}")
        yield full, Operation(told, partial(_of_pair, tell_pair), form, public + full)


OPERATIONS = dict(_operations())
