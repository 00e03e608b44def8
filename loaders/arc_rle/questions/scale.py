"""scale: an image made wider, narrower, higher or lower by whole factors, or which scaling made one image of another.

No side is over 99: images have at most 49, and the larger one is, the smaller is what it may be multiplied by.

In:  an image of 2 x 1 cells
Out: "Make the RLE image twice as wide and exactly as high as before: ... Answer in RLE.⏎2 1 37" -> "4 1 a3a7"
"""

from functools import partial

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import LONGEST
from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, by_number, merged
from oeis_qa.loaders.arc_rle.images import Range, random_images
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_images
from oeis_qa.loaders.arc_rle.questions.recognising import (
    NONE,
    Recognised,
    offers,
    recognition,
)
from oeis_qa.loaders.arc_rle.questions.rows import Rows, Wanted
from oeis_qa.loaders.arc_rle.questions.sizes import image_words
from oeis_qa.loaders.arc_rle.questions.telling import recoloured, told_grids
from oeis_qa.loaders.arc_rle.transforms import MOST_SCALE, scaled_up

TOKEN = "image scale"
SIDES: Range = (3, 10)
LARGEST = LONGEST // 2
"""The most cells of a side before it is multiplied, at least by two."""

APPLY = (
    "make {image} {wide} and {high}: growing repeats each cell, shrinking keeps one cell of each block of equal ones",
    "scale {image} until it is {wide} and {high}, a cell becoming a block of its colour or such a block one cell",
    "resize {image} so that it comes out {wide} and {high}; to grow, write cells several times, to shrink, keep one of "
    "every group of equal cells",
)
RECOGNISE = (
    "say which of {names} makes the second image of the first; x is the width and y the height, 3up, for instance, "
    "writes every cell 3 times, 3down keeps one of every 3 cells, which must be equal, and 1 changes nothing",
    "find out for each of {names} whether it turns the first image into the second, where 2up doubles every column "
    "(after x) or row (after y), 2down makes one of every 2 equal ones, larger numbers likewise, and 1 leaves them",
    "decide which of the scalings {names} lead from the first to the second of the two images: up multiplies the width "
    "(x) or height (y), repeating cells, down divides it, one cell standing for a block of equal ones, 1 keeps it",
)

# What may be done along an axis, by number: multiply by 1 to 7, then divide by 2 to 7.
UP = np.array([*range(1, MOST_SCALE + 1), *[1] * (MOST_SCALE - 1)])
DOWN = np.array([*[1] * MOST_SCALE, *range(2, MOST_SCALE + 1)])
_PARTS = ("half", "a third", "a quarter", "a fifth", "a sixth", "a seventh")
_TIMES = ("twice", *(f"{times} times" for times in range(3, MOST_SCALE + 1)), *_PARTS)
WIDE, HIGH = (
    (f"exactly as {size} as before", *(f"{times} as {size}" for times in _TIMES)) for size in ("wide", "high")
)
SPELLED = tuple(
    "1" if up == down else f"{up}up" if up > 1 else f"{down}down" for up, down in zip(UP, DOWN, strict=True)
)
KEYS = tuple(f"up{up}" if down == 1 else f"down{down}" for up, down in zip(UP, DOWN, strict=True))
"""In simon-arc-lab's benchmark."""

_ENLARGED = [partial(scaled_up, x=x + 1, y=y + 1) for x in range(MOST_SCALE) for y in range(MOST_SCALE)]


def _enlarged(grids: Grids, x: Ints, y: Ints) -> Grids:
    """The grids scaled up, those of equal factors together: a batch has boxes as large as its largest needs."""
    return by_number(_ENLARGED, grids, (x - 1) * MOST_SCALE + y - 1)


def _sides(wanted: Wanted) -> Range:
    low, high = wanted.sides(SIDES)
    return low, min(high, LARGEST)


def _small(rows: Rows, sides: Range) -> Grids:
    """Images before they are multiplied, so that one and the same is in one split however large it is shown."""
    draw = partial(random_images, width=sides, height=sides, colours=rows.wanted.colours)
    return drawn_images(rows, "image", draw)


def _drawn(rows: Rows, axis: str, sides: Ints) -> Ints:
    """What is done along an axis, up and down equally often, by each factor that fits."""
    factor = one_drawn(rows.keys, f"{axis} factor", np.minimum(MOST_SCALE, LONGEST // sides))
    down = one_drawn(rows.keys, f"{axis} down", 2) * (factor > 0)
    return factor + down * (MOST_SCALE - 1)


def _taken(texts: tuple[str, ...], which: Ints) -> pa.StringArray:
    return pa.array(texts).take(pa.array(which))


def apply(rows: Rows) -> Asked:
    """What becomes of an image that is scaled, up or down along either axis."""
    small = _small(rows, _sides(rows.wanted))
    x, y = _drawn(rows, "x", small.width), _drawn(rows, "y", small.height)
    shown = _enlarged(small, DOWN[x], DOWN[y])
    return Asked(
        written(shown, rows.wanted.encoding),
        told_grids(rows, _enlarged(small, UP[x], UP[y])),
        contents(small),
        {"{wide}": _taken(WIDE, x), "{high}": _taken(HIGH, y)},
        {**image_words(shown), "scalex": _taken(KEYS, x), "scaley": _taken(KEYS, y)},
    )


def recognise(rows: Rows) -> Asked:
    """Which of the offered scalings lead from one image to another.

    The sizes of two images leave one name, which holds if the cells agree; in half of the rows where none holds, a
    cell of either image has another colour, so that sizes do not do.
    """
    low, high = _sides(rows.wanted)
    most = min(MOST_SCALE, LONGEST // low)
    small = _small(rows, (low, min(high, LONGEST // most)))
    ways = np.flatnonzero(np.maximum(UP, DOWN) <= most)
    offer = offers(rows.keys, len(ways) ** 2)
    flawed = (offer.shall == NONE) & (one_drawn(rows.keys, "flawed", 2) == 1)
    holds = offer.shall != NONE
    applied = np.where(holds | flawed, offer.inside, offer.outside)
    x, y = (ways[number] for number in divmod(applied, len(ways)))
    first = one_drawn(rows.keys, "first", 2) == 1
    before = _flawed(rows, _enlarged(small, DOWN[x], DOWN[y]), flawed & first)
    after = _flawed(rows, _enlarged(small, UP[x], UP[y]), flawed & ~first)
    truth = offer.offered & (offer.names == applied[:, None]) & holds[:, None]
    found = Recognised(before, after, offer.names, offer.offered, truth, good=np.ones(len(rows), bool))
    return recognition(rows, found, [f"x{SPELLED[x]}_y{SPELLED[y]}" for x in ways for y in ways], small)


def _flawed(rows: Rows, grids: Grids, which: NDArray[np.bool_]) -> Grids:
    """The grids, those of these rows with another colour in one cell."""
    changed = recoloured(rows.some(which), grids.some(which))
    return merged([changed, grids.some(~which)], [np.flatnonzero(which), np.flatnonzero(~which)])


OPERATIONS = {
    "apply": Operation(APPLY, apply, "grid", "dataset=scale group=scale_input"),
    "recognise": Operation(RECOGNISE, recognise, "flags", "dataset=scale group=recognize_transformation"),
}
