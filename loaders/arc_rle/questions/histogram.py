"""histogram: what two histograms of colours make together, and in one row of twenty what a single one holds.

In:  two histograms, each on a line of its own
Out: "Add the two histograms, colour by colour. ...⏎7:3,0:1⏎0:4,2:2" -> "0:5,7:3,2:2"
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pyarrow.compute as pc

from oeis_qa.loaders.arc_rle import histograms
from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.contents import contents_of, together
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.histograms import Counts
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.histogram_phrases import PHRASES
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_in_split
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.sizes import total_word
from oeis_qa.loaders.arc_rle.questions.telling import Told, told_colours, told_histograms, told_numbers
from oeis_qa.streams import Words

TOKEN = "histogram"
SIDES_OF_TWO: Range = (1, 40)  # of squares: a colour has as many cells as some square at most, so up to 1600
SIDES_OF_ONE: Range = (1, 80)
MOST_COLOURS = 9
WEIGHT, WEIGHT_OF_ONE = 38, 11  # which makes the two operations on one histogram a twentieth of all

Form = tuple[str, Callable[..., Any]]  # the form of the answer, and what makes it of the counts

_TOLD: dict[str, Callable[[Rows, Any], Told]] = {
    "histogram": told_histograms,
    "colours": told_colours,
    "integer": told_numbers,
}
_OF_ONE: dict[str, Form] = {
    "number_of_unique_colors": ("integer", histograms.number_of_colours),
    "unique_colors": ("colours", histograms.colours),
}
_OF_TWO: dict[str, Form] = {
    "add": ("histogram", histograms.add),
    "subtract": ("histogram", histograms.subtract),
    "max": ("histogram", histograms.maximum),
    "min": ("histogram", histograms.minimum),
    "number_of_unique_colors": ("integer", histograms.number_of_colours),
    "unique_colors": ("colours", histograms.colours),
    "intersection": ("colours", histograms.intersection),
    "a_remove_b_colors": ("histogram", histograms.remove_colours),
    "b_remove_a_colors": ("histogram", lambda a, b: histograms.remove_colours(b, a)),
    "most_popular": ("colours", lambda a, b: histograms.most_popular(a + b)),
    "least_popular": ("colours", lambda a, b: histograms.least_popular(a + b)),
}


def _random(keys: Words, sides: Range) -> Counts:
    """A histogram for each key: one to nine colours, each of a count between the areas of two such squares."""
    low, high = sides
    most = (one_drawn(keys, "side", high - low + 1) + low) ** 2
    counts = drawn(keys, "counts", (most - low**2 + 1)[:, None], COLOURS) + low**2
    shown = order(keys, "palette", COLOURS) <= one_drawn(keys, "colours", MOST_COLOURS)[:, None]
    return np.where(shown, counts, 0)


def _drawn(rows: Rows, use: str, default: Range) -> tuple[Counts, Words]:
    """A histogram of the split for each row, and its content."""
    draw = partial(_random, sides=rows.wanted.sides(default))
    counts = np.empty((len(rows), COLOURS), np.int64)
    for part, places in drawn_in_split(rows, use, draw, _content, lambda part, which: part[which]):
        counts[places] = part
    return counts, _content(counts)


def _content(counts: Counts) -> Words:
    return contents_of(counts.astype(np.uint64))


def _of_one(form: Form, rows: Rows) -> Asked:
    counts, words = _drawn(rows, "a", SIDES_OF_ONE)
    return Asked(
        histograms.write_all(counts),
        _TOLD[form[0]](rows, form[1](counts)),
        words,
        benchmark={"histogram_size": total_word(counts.sum(axis=1))},
    )


def _of_two(form: Form, rows: Rows) -> Asked:
    (a, first), (b, second) = _drawn(rows, "a", SIDES_OF_TWO), _drawn(rows, "b", SIDES_OF_TWO)
    shown, answer = [histograms.write_all(a), histograms.write_all(b)], _TOLD[form[0]](rows, form[1](a, b))
    copied = pc.or_(*(pc.equal(text, answer.text) for text in shown))
    return Asked(
        pc.binary_join_element_wise(*shown, "\n"),
        answer,
        together(first, second),
        benchmark={"histogram_size": total_word((a + b).sum(axis=1))},
        good=pc.invert(copied).to_numpy(zero_copy_only=False),  # or the second line, copied, would often be right
    )


def _operation(name: str, ask: Callable[[Rows], Asked], form: str, count: str, weight: int) -> Operation:
    public = f"dataset=histogram_{count} group={name}"
    return Operation(PHRASES[count][name], ask, form, public, weight=weight)


OPERATIONS = {
    **{name: _operation(name, partial(_of_two, form), form[0], "two", WEIGHT) for name, form in _OF_TWO.items()},
    **{
        f"one_{name}": _operation(name, partial(_of_one, form), form[0], "one", WEIGHT_OF_ONE)
        for name, form in _OF_ONE.items()
    },
}
