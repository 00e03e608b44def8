"""dilation: how many other components each cell is reached by when all grow by one, or which connectivity that was.

In:  an image of 3 x 2 cells, and the connectivity lr2
Out: "Count for each cell of the RLE image the components it touches besides its own ...⏎3 2 112,312" -> "3 2 0a1,121"
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, by_number, gathered
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.morphology import dilation
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.connectivities import (
    COMPONENTS,
    NAMES,
    applied,
    areas,
    recognise_connectivity,
    recognise_phrases,
)
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.streams import Words

TOKEN = "dilation"
SIDES: Range = (5, 15)
RECOGNISED_SIDES: Range = (9, 13)  # of two images
_STRIPED = 24  # one image in so many has equal rows, as many equal columns

APPLY = (
    "count for each cell of {image} the components it touches besides its own, where a cell touches {touched}, and "
    + COMPONENTS[0],
    "let every component of {image} grow onto all the cells that its cells touch, and write in each cell how many "
    f"components other than its own have reached it; {COMPONENTS[1]}, and a cell touches {{touched}}",
    "write in each cell of {image} how many different components are found at the cells it touches, its own not "
    f"counted; a cell touches {{touched}}, and {COMPONENTS[2]}",
)
RECOGNISE = recognise_phrases(
    "the second image tells for each cell of the first how many components besides its own it touches "
    f"({COMPONENTS[0]})"
)

_DILATIONS = [partial(dilation, connectivity=name) for name in NAMES]


def reached(rows: Rows, grids: Grids, which: Ints) -> Grids:
    """Each grid dilated under the connectivity of its number."""
    return by_number(_DILATIONS, grids, which)


def recognise(rows: Rows) -> Asked:
    """Which of the offered connectivities lead from one image to another."""
    return recognise_connectivity(rows, partial(_some_striped, areas(rows, RECOGNISED_SIDES)), reached)


def _some_striped(draw: Callable[[Words], Grids], keys: Words) -> Grids:
    """Images of which some have equal rows, or equal columns: of others no two dilations are the same."""
    drawn, turn = draw(keys), one_drawn(keys, "stripes", _STRIPED)[:, None]
    high, wide = drawn.cells.shape[1:]
    rows, columns = (np.where(turn == i, 0, np.arange(side)) for i, side in enumerate((high, wide)))
    return gathered(drawn, rows, columns, drawn.height, drawn.width)


OPERATIONS = {
    "apply_dilation": Operation(
        APPLY, partial(applied, sides=SIDES, image=reached), "grid", "dataset=dilation group=apply_dilation"
    ),
    "recognise_connectivity": Operation(
        RECOGNISE,
        recognise,
        "flags",
        "dataset=dilation group=recognize_connectivity",
    ),
}
