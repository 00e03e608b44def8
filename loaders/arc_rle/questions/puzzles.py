"""puzzles: a task whose examples show a rule; what does the rule make of a further input?

In:  three examples of images mirrored left to right, and a test
Out: "Find the rule that turns each input I of the task into its output O, and ... O3T.⏎I0⏎2 1 12⏎O0⏎2 1 21⏎..." -> "31"
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.contents import contents, lies_in
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.difficulty import Difficulty
from oeis_qa.loaders.arc_rle.puzzles.tasks import Tasks, all_together, tasks
from oeis_qa.loaders.arc_rle.puzzles.unique import fitting
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.earlier import earlier
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.sizes import pixels_word, side_word
from oeis_qa.loaders.arc_rle.questions.telling import told_grids
from oeis_qa.loaders.arc_rle.task_text import UNKNOWN
from oeis_qa.streams import Stream, Words

SIMON_NAMES = tuple(
    joint.join(map(style, ("simon", "solve", version)))
    for version in ("version1", "v1")
    for joint, style in (("-", str.upper), ("-", str.lower), ("-", str.title), ("", str.upper), ("", str.title))
)
"""SIMON-SOLVE-VERSION1, simon-solve-version1 ... SimonSolveV1."""
SIMON_FORMS = {"digits": " as rows of digits", "rle": " in run-length text"}
MAY_BE_WRONG = " (below the task stands an earlier prediction of it, which may be wrong)"
PHRASES = (
    "find the rule that turns each input I of the task into its output O, and work out {output}",
    "see in the examples what becomes of an input, and do the same to get {output}",
    "solve the ARC task: give the missing {output}",
    "learn from the pairs of I and O how outputs come about, then predict {output}",
)


@dataclass(frozen=True)
class Puzzles:
    """Which puzzles are wanted."""

    groups: tuple[tuple[str, str], ...]  # family and group of each
    examples: Range  # pairs that are shown with their outputs
    tests: Range  # pairs whose outputs are not shown
    difficulty: Difficulty  # of inputs
    unique: bool  # whether every rule that fits the examples must agree on the tests
    earlier_prediction: str  # which earlier prediction is shown, or "none"


def ask(rows: Rows) -> Asked:
    """Tasks of all groups, with one of the tests of each asked for."""
    puzzles = rows.wanted.puzzles
    made, chosen = _tasks(rows, puzzles)
    counts = np.bincount(made.task, minlength=len(rows))
    tests = np.bincount(made.task[made.is_test], minlength=len(rows))
    asked_place = counts - tests + one_drawn(rows.keys, "asked", tests)
    asked = np.flatnonzero(made.place == asked_place[made.task])
    before, after = made.before.some(asked), made.after.some(asked)
    output = _join("O", asked_place, "T")
    found = fitting(made) if puzzles.unique else None
    return Asked(
        data=_data(rows, text(made, counts, rows.wanted.encoding), output, before, after),
        told=told_grids(rows, after),
        contents=_content(made, counts),
        slots={"{output}": _join(output, _manner(rows))},
        benchmark={**_named(rows, chosen), **sizes(made, before, len(rows))},
        meta={} if found is None else {"families": found.families, "rules": found.rules},
        good=made.good if found is None else made.good & found.unique,
        public=_public(puzzles, chosen) if rows.wanted.simon else None,
    )


def _data(rows: Rows, task: pa.StringArray, output: pa.StringArray, before: Grids, after: Grids) -> pa.StringArray:
    """The task, and below it the earlier prediction if there is to be one."""
    kind = rows.wanted.puzzles.earlier_prediction
    if kind == "none":
        return task
    shown = written(earlier(rows, kind, before, after), rows.wanted.encoding)
    return _join(task, "\nEarlier prediction of ", output, "\n", shown)


def _manner(rows: Rows) -> str:
    """What is to be said of the output besides its name: simon-arc-lab's instructions have no other place for it."""
    wanted = rows.wanted
    form = SIMON_FORMS[wanted.answer_encoding] if wanted.simon else ""
    return form if wanted.puzzles.earlier_prediction == "none" else form + MAY_BE_WRONG


def _tasks(rows: Rows, puzzles: Puzzles) -> tuple[Tasks, Ints]:
    """The task of each row, and the number of its group."""
    families = list(dict.fromkeys(family for family, _ in puzzles.groups))
    family = one_drawn(rows.first, "family", len(families))
    own = [[i for i, (name, _) in enumerate(puzzles.groups) if name == family] for family in families]
    counts = np.array([len(groups) for groups in own])
    turn = one_drawn(rows.first, "group", counts[family])
    chosen = np.array([groups + [-1] * (counts.max() - len(groups)) for groups in own])[family, turn]
    inside = partial(lies_in, split=rows.wanted.split, fractions=rows.wanted.fractions)
    parts, places = [], []
    for number in np.unique(chosen):
        name, group = puzzles.groups[number]
        at = np.flatnonzero(chosen == number)
        made = tasks(
            FAMILIES[name].GROUPS[group], rows.keys[at], inside, puzzles.examples, puzzles.tests, puzzles.difficulty
        )
        parts.append(made)
        places.append(at)
    return all_together(parts, places), chosen


def _named(rows: Rows, chosen: Ints) -> dict[str, pa.StringArray]:
    """What besides sizes is said of each row."""
    puzzles, wanted = rows.wanted.puzzles, rows.wanted
    shown = pa.repeat(puzzles.earlier_prediction, len(rows))
    if wanted.simon:
        predict = "rawpixels" if wanted.answer_encoding == "digits" else wanted.answer_encoding
        return {"predict": pa.repeat(predict, len(rows)), "earlier_prediction": shown}
    family, group = _family_and_group(puzzles, chosen)
    return {"family": family, "rule": group, "earlier_prediction": shown}


def _public(puzzles: Puzzles, chosen: Ints) -> pa.StringArray:
    family, group = _family_and_group(puzzles, chosen)
    return _join("dataset=solve_", family, " group=", group)


def _family_and_group(puzzles: Puzzles, chosen: Ints) -> tuple[pa.StringArray, pa.StringArray]:
    families, groups = zip(*puzzles.groups, strict=True)
    return pa.array(families).take(pa.array(chosen)), pa.array(groups).take(pa.array(chosen))


def sizes(made: Tasks, first: Grids, rows: int) -> dict[str, pa.StringArray]:
    """The keys that say how large the input of what is asked for is, and all that is shown of its task."""
    shown = made.before.height * made.before.width + np.where(made.is_test, 0, made.after.height * made.after.width)
    pixels = np.bincount(made.task, shown, rows).astype(np.int64)
    return {
        "image_width": side_word(first.width),
        "image_height": side_word(first.height),
        "task_pixels": pixels_word(pixels),
    }


def _content(made: Tasks, counts: Ints) -> Words:
    """The content of each task: of its pairs in their order."""
    words = _PAIRS[contents(made.before) ^ _OUTPUTS[contents(made.after)] + made.place.astype(np.uint64)]
    together: Words = np.bitwise_xor.reduceat(words, np.cumsum(counts) - counts)
    return together


_PAIRS, _OUTPUTS = Stream(0, "arc_rle", "pairs"), Stream(0, "arc_rle", "outputs")


def text(made: Tasks, counts: Ints, encoding: str) -> pa.StringArray:
    """Each task as compact text, outputs of tests unknown."""
    name = _join(made.place, np.where(made.is_test, "T", ""))
    outputs = pc.if_else(pa.array(made.is_test), UNKNOWN, written(made.after, encoding))
    pairs = _join("I", name, "\n", written(made.before, encoding), "\nO", name, "\n", outputs)
    ends = pa.array(np.append(0, np.cumsum(counts)), pa.int32())
    return pc.binary_join(pa.ListArray.from_arrays(ends, pairs), "\n")


def _join(*pieces: "str | pa.StringArray | NDArray[Any]") -> pa.StringArray:
    columns = [pc.cast(pa.array(piece), pa.string()) if isinstance(piece, np.ndarray) else piece for piece in pieces]
    return pc.binary_join_element_wise(*columns, "")


OPERATIONS = {"solve": Operation(PHRASES, ask, "grid", "")}  # what it is called in public depends on the row
