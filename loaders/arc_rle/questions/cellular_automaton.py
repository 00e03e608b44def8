"""cellular_automaton: what an automaton makes of an image in some steps, or which automaton it was.

In:  a 3 x 3 image of 0 and 1
Out: "Let the RLE image go through 1 step of Game of Life (a 1 with two or three ...⏎3 3 010,,0" -> "3 3 0,1,0"
"""

from collections.abc import Iterable
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.automata import RULES, stepped_each
from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.drawing import one_drawn, order
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, merged
from oeis_qa.loaders.arc_rle.images import Range, binary_images, wire_images
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_images
from oeis_qa.loaders.arc_rle.questions.recognising import Recognised, recognised, recognition
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.sizes import image_words
from oeis_qa.loaders.arc_rle.questions.telling import told_grids
from oeis_qa.streams import Words

TOKEN = "cellular automata"
SIDES: Range = (5, 27)
RECOGNISED_SIDES: Range = (12, 27)
BINARY = True  # what is drawn holds 0 and 1

NAMES = tuple(f"{rule}_{border}" for rule in RULES for border in ("wrap", "nowrap"))
"""Of each rule, on a grid that wraps around and on one that is dead beyond its border."""

TOLD = {
    "gameoflife": "a 1 with two or three 1s around it stays, other 1s become 0, what is no 1 becomes 1 if it has three",
    "highlife": "a 1 with two or three 1s around it stays, other 1s become 0, what is no 1 becomes 1 at three or six",
    "serviettes": "a 0 with two, three or four 1s around it becomes 1, every other cell becomes 0",
    "cave": "a cell with fewer than four 1s around it becomes 0, with more than five 1, others stay",
    "maze": "a cell with three 1s around it becomes 1, with none or more than five 0, others stay",
    "wireworld": "1 becomes 2, 2 becomes 3, a 3 with one or two 1s around it becomes 1, others stay",
}
TITLES = {"gameoflife": "Game of Life", "highlife": "HighLife", "wireworld": "WireWorld"}
BORDERS = {"wrap": "the image wraps around", "nowrap": "everything beyond the border counts as 0"}

_CELLS = "all cells change at once, and around a cell are its eight neighbours"
_NAMED = f"({_CELLS}; with wrap {BORDERS['wrap']}, with nowrap {BORDERS['nowrap']}; {{rules}})"
APPLY = (
    f"let {{image}} go through {{steps}} of {{rule}}, where {{border}}; {_CELLS}",
    f"run {{rule}} on {{image}} for {{steps}}, where {{border}}; {_CELLS}",
    f"apply {{steps}} of {{rule}} to {{image}}, where {{border}}; {_CELLS}",
)
RECOGNISE = (
    f"say which of {{names}} leads from the first to the second of the two images in {{steps}} {_NAMED}",
    f"find out for each of {{names}} whether it turns the first image into the second in {{steps}} {_NAMED}",
    f"decide which of the automata {{names}} make the second image of the first in {{steps}} {_NAMED}",
)

_FIRST_WIRE = NAMES.index("wireworld_wrap")
_CHUNK = 256  # images worked on at once, which fit in a processor's cache


def run(grids: Grids, which: Ints, steps: Ints) -> Grids:
    """Each grid after its number of steps of the automaton of its number in NAMES."""
    cells, rules, wraps = grids.cells.copy(), which // 2, which % 2 == 0
    for at in range(0, len(grids), _CHUNK):
        left = steps[at : at + _CHUNK]
        for step in range(left.max()):
            goes = at + np.flatnonzero(left > step)
            before = Grids(cells[goes], grids.height[goes], grids.width[goes])
            cells[goes] = stepped_each(before, rules[goes], wraps[goes]).cells
    return Grids(cells, grids.height, grids.width)


def _started(rows: Rows, which: Ints) -> Grids:
    """Images of 0 and 1, and for wireworld of its four states."""
    sides = rows.wanted.sides(SIDES)
    wires = which >= _FIRST_WIRE
    places = [np.flatnonzero(wires), np.flatnonzero(~wires)]
    draws = (partial(images, width=sides, height=sides) for images in (wire_images, binary_images))
    return merged([drawn_images(rows.some(at), "image", draw) for at, draw in zip(places, draws, strict=True)], places)


def _mixed(keys: Words, width: Range, height: Range, margin: int) -> Grids:
    """Images of two states, of wireworld's four, and such with zeros at the border, which hide whether it wraps."""
    wires, islands = one_drawn(keys, "wires", 3) == 0, one_drawn(keys, "islands", 2) == 0
    draws = [(wire_images, np.flatnonzero(wires)), (binary_images, np.flatnonzero(~wires))]
    grids = merged([draw(keys[at], width, height) for draw, at in draws], [at for _, at in draws])
    broad = np.where(islands, np.minimum(margin, (np.minimum(grids.height, grids.width) - 1) // 3), 0)[:, None]
    rows, columns = (np.arange(places) for places in grids.cells.shape[1:])
    high, wide = (
        (places >= broad) & (places < sides[:, None] - broad)
        for places, sides in ((rows, grids.height), (columns, grids.width))
    )
    return grids.filled(np.where(high[:, :, None] & wide[:, None, :], grids.cells, 0))


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
            "{rule}": _told((f"{TITLES.get(rule, rule.title())} ({TOLD[rule]})" for rule in rules), which),
            "{border}": _told((BORDERS[border] for border in borders), which),
        },
        {"ca": _told(NAMES, which), "ca_step": pc.cast(pa.array(steps), pa.string()), **image_words(before)},
    )


def recognise(rows: Rows) -> Asked:
    """Which of the offered automata lead from one image to another."""
    sides, (_, most) = rows.wanted.sides(RECOGNISED_SIDES), rows.wanted.steps
    found = recognised(
        rows,
        _with_kin(order(rows.keys, "names", len(NAMES)), one_drawn(rows.keys, "kin", 4) > 0),
        partial(_mixed, width=sides, height=sides, margin=most),
        lambda some, grids, which: run(grids, which, _steps(some)),
    )
    return recognition(rows, found, NAMES, steps=_counted(_steps(rows)), rules=_rules(found))


def _with_kin(names: Ints, kin: NDArray[np.bool_]) -> Ints:
    """The orders in which, where wanted, the second name is the first with the other border."""
    first, second, row = names[:, 0], names[:, 1], np.arange(len(names))
    there = (names == (first ^ 1)[:, None]).argmax(axis=1)
    changed = names.copy()
    changed[row, there], changed[row, 1] = second, first ^ 1
    return np.where(kin[:, None], changed, names)


def _rules(found: Recognised) -> pa.StringArray:
    """What the rules of the offered automata are."""
    rules = np.where(found.offered, found.names // 2, len(RULES))
    told = [
        pc.if_else(
            pa.array((rules == number).any(axis=1)), pa.scalar(f"{rule}: {TOLD[rule]}"), pa.scalar(None, pa.string())
        )
        for number, rule in enumerate(RULES)
    ]
    return pc.binary_join_element_wise(*told, "; ", null_handling="skip")


OPERATIONS = {
    "apply": Operation(APPLY, apply, "grid", "dataset=cellular_automaton group=apply"),
    "recognise": Operation(RECOGNISE, recognise, "flags", "dataset=cellular_automaton group=recognize_transformation"),
}
