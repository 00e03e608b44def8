"""What the questions about connected components share: what a cell touches, told in words, and which answers are dull.

A connectivity is drawn for each row, or offered by its name with what it means.

In:  TOUCHED["lr2"]
Out: "the two cells left and right of it, no others"
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.arc_rle.components import CONNECTIVITIES
from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.images import Range, blocky_images
from oeis_qa.loaders.arc_rle.questions.asking import Asked
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_images
from oeis_qa.loaders.arc_rle.questions.recognising import Image, Recognised, recognised, recognition
from oeis_qa.loaders.arc_rle.questions.rows import Rows, informative
from oeis_qa.loaders.arc_rle.questions.sizes import image_words
from oeis_qa.loaders.arc_rle.questions.telling import told_grids
from oeis_qa.streams import Words

NAMES = tuple(CONNECTIVITIES)
TOUCHED = {
    "nearest4": "the four cells above, below, left and right of it, no others",
    "all8": "the eight cells around it, diagonal ones too",
    "corner4": "the four cells diagonally next to it, no others",
    "lr2": "the two cells left and right of it, no others",
    "tb2": "the two cells above and below it, no others",
    "tlbr2": "the cell to its upper left and the one to its lower right, no others",
    "trbl2": "the cell to its upper right and the one to its lower left, no others",
}
"""What a cell touches under each connectivity."""

COMPONENTS = (
    "cells of one colour that are linked by touching, directly or through others of that colour, form a component",
    "a component is all cells of one colour between which one can step from cell to touched cell without leaving them",
    "a component is a whole group of cells of one colour that hang together by touching",
)
"""What a component is, in three ways."""


def recognise_phrases(what: str) -> tuple[str, ...]:
    """How to ask under which connectivities something is true of two images."""
    return (
        f"say under which of these rules {what}: {{meanings}}",
        f"decide for each of these rules whether under it {what}: {{meanings}}",
        f"find out which of these rules of touching make it true that {what}: {{meanings}}",
    )


def drawn_connectivity(rows: Rows) -> Ints:
    """The number in NAMES of a connectivity for each row."""
    return one_drawn(rows.keys, "connectivity", len(NAMES))


def named(which: Ints) -> pa.StringArray:
    """The name of each connectivity."""
    return pa.array(NAMES).take(pa.array(which))


def touched(which: Ints) -> pa.StringArray:
    """What a cell touches under each connectivity."""
    return pa.array(TOUCHED.values()).take(pa.array(which))


def areas(rows: Rows, sides: Range) -> Callable[[Words], Grids]:
    """How images with areas are drawn: amid noise few components would have more than a cell."""
    low_high = rows.wanted.sides(sides)
    return partial(blocky_images, width=low_high, height=low_high, colours=rows.wanted.colours)


def applied(rows: Rows, sides: Range, image: Image) -> Asked:
    """What becomes of an image under a connectivity."""
    which = drawn_connectivity(rows)
    before = drawn_images(rows, "image", areas(rows, sides))
    after = image(rows, before, which)
    return Asked(
        written(before, rows.wanted.encoding),
        told_grids(rows, after),
        contents(before),
        {"{touched}": touched(which)},
        {"connectivity": named(which), **image_words(before)},
        good=informative(rows, after),
    )


def recognise_connectivity(rows: Rows, draw: Callable[[Words], Grids], image: Image) -> Asked:
    """Which of the offered connectivities lead from one image to another."""
    found = recognised(rows, len(NAMES), draw, image, few_dull=True)
    asked = recognition(rows, found, NAMES)
    return replace(asked, slots={"{meanings}": _meanings(found)})


def _meanings(found: Recognised) -> pa.StringArray:
    rules = np.array([f"{name}: a cell touches {told}" for name, told in TOUCHED.items()], object)[found.names]
    counts = found.offered.sum(axis=1).tolist()
    return pa.array(["; ".join(row[:count]) for row, count in zip(rules.tolist(), counts, strict=True)], pa.string())
