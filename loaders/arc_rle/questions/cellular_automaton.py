"""cellular_automaton: what an automaton makes of an image in some steps, or which automaton it was.

In:  a 3 x 3 image of 0 and 1
Out: "Let the RLE image go through 1 step of Game of Life (a 0 with three 1s ...⏎3 3 010,,0" -> "3 3 0,1,0"
"""

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.arc_rle.automata import RULES, stepped
from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, merged
from oeis_qa.loaders.arc_rle.images import Range, binary_images, wire_images
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.recognising import by_number, recognised, recognition
from oeis_qa.loaders.arc_rle.questions.rows import Rows, drawn_images
from oeis_qa.loaders.arc_rle.questions.sizes import image_words
from oeis_qa.loaders.arc_rle.questions.telling import told_grids

TOKEN = "cellular automata"
SIDES: Range = (5, 27)
RECOGNISED_SIDES: Range = (12, 27)
BINARY = True  # what is drawn holds 0 and 1

NAMES = tuple(f"{rule}_{border}" for rule in RULES for border in ("wrap", "nowrap"))
"""Of each rule, on a grid that wraps around and on one that is dead beyond its border."""

TOLD = {
    "gameoflife": "Game of Life (a 0 with three 1s around it becomes 1, a 1 with two or three stays, other 1s die)",
    "highlife": "HighLife (a 0 with three or six 1s around it becomes 1, a 1 with two or three stays, other 1s die)",
    "serviettes": "Serviettes (a 0 with two, three or four 1s around it becomes 1, every other cell becomes 0)",
    "cave": "Cave (a cell with fewer than four 1s around it becomes 0, with more than five 1, others stay)",
    "maze": "Maze (a cell with three 1s around it becomes 1, with none or more than five 0, others stay)",
    "wireworld": "WireWorld (1 becomes 2, 2 becomes 3, a 3 with one or two 1s around it becomes 1, others stay)",
}
BORDERS = {"wrap": "the image wraps around", "nowrap": "everything beyond the border counts as 0"}

APPLY = (
    "let {image} go through {steps} of {rule}, where {border}",
    "run {rule} on {image} for {steps}, where {border}",
    "apply {steps} of {rule} to {image}, where {border}",
)
RECOGNISE = (
    "say which of {names} leads from the first to the second of the two images in {steps}",
    "find out for each of {names} whether it turns the first image into the second in {steps}",
    "decide which of the automata {names} make the second image of the first in {steps}",
)

_NUMBER = {name: number for number, name in enumerate(NAMES)}


def _once(name: str) -> Callable[[Grids], Grids]:
    rule, _, border = name.partition("_")
    return lambda grids: stepped(grids, rule, border == "wrap")


_ONCE = [_once(name) for name in NAMES]


def run(grids: Grids, which: Ints, steps: Ints) -> Grids:
    """Each grid after its number of steps of the automaton of its number in NAMES."""
    for step in range(steps.max(initial=0)):
        goes, rests = np.flatnonzero(steps > step), np.flatnonzero(steps <= step)
        grids = merged([by_number(_ONCE, grids.some(goes), which[goes]), grids.some(rests)], [goes, rests])
    return grids


def _started(rows: Rows, which: Ints) -> Grids:
    """Images of 0 and 1, and for wireworld of its four states."""
    sides = rows.wanted.sides(SIDES)
    wires = which >= _NUMBER["wireworld_wrap"]
    places = [np.flatnonzero(wires), np.flatnonzero(~wires)]
    draws = (partial(images, width=sides, height=sides) for images in (wire_images, binary_images))
    return merged([drawn_images(rows.some(at), "image", draw) for at, draw in zip(places, draws, strict=True)], places)


def _steps(rows: Rows) -> Ints:
    low, high = rows.wanted.steps
    return one_drawn(rows.keys, "steps", high - low + 1) + low


def _counted(steps: Ints) -> pa.StringArray:
    return pa.array([f"{count} step{'s' * (count > 1)}" for count in steps.tolist()], pa.string())


def _told(names: Iterable[str], which: Ints) -> pa.StringArray:
    return pa.array(list(names)).take(pa.array(which))


def apply(rows: Rows) -> Asked:
    """What some steps of an automaton make of an image."""
    which, steps = one_drawn(rows.keys, "automaton", len(NAMES)), _steps(rows)
    before = _started(rows, which)
    rules, borders = zip(*(name.split("_") for name in NAMES), strict=True)
    return Asked(
        written(before, rows.wanted.encoding),
        told_grids(rows, run(before, which, steps)),
        contents(before),
        {
            "{steps}": _counted(steps),
            "{rule}": _told((TOLD[rule] for rule in rules), which),
            "{border}": _told((BORDERS[border] for border in borders), which),
        },
        {"ca": _told(NAMES, which), "ca_step": pc.cast(pa.array(steps), pa.string()), **image_words(before)},
    )


def recognise(rows: Rows) -> Asked:
    """Which of the offered automata lead from one image to another."""
    sides = rows.wanted.sides(RECOGNISED_SIDES)
    found = recognised(
        rows,
        len(NAMES),
        partial(binary_images, width=sides, height=sides),
        lambda some, grids, which: run(grids, which, _steps(some)),
    )
    return recognition(rows, found, NAMES, steps=_counted(_steps(rows)))


OPERATIONS = {
    "apply": Operation(APPLY, apply, "grid", "dataset=cellular_automaton group=apply"),
    "recognise": Operation(RECOGNISE, recognise, "flags", "dataset=cellular_automaton group=recognize_transformation"),
}
