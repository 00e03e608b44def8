"""erosion: which cells of an image lie amid their own colour, which do not, or which connectivity that was.

In:  an image of 4 x 2 cells, and the connectivity lr2
Out: "Write 1 for a cell of the RLE image if all the places it touches ...⏎4 2 b72,7b2" -> "4 2 01a0,a010"
"""

from functools import partial

from oeis_qa.loaders.arc_rle.grids import Grids, Ints, by_number
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.morphology import erosion, outline
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.connectivities import (
    NAMES,
    applied,
    areas,
    recognise_connectivity,
    recognise_phrases,
)
from oeis_qa.loaders.arc_rle.questions.rows import Rows

TOKEN = "erosion"
SIDES: Range = (5, 20)
RECOGNISED_SIDES: Range = (5, 15)  # of two images

ERODE = (
    "write 1 for a cell of {image} if all the places it touches lie inside the image and have its colour, else 0; "
    "a cell touches {touched}",
    "erode {image}: a cell that touches another colour or a place beyond the border becomes 0, every other cell 1, "
    "where a cell touches {touched}",
    "find the cells of {image} that touch none but cells of their own colour, and nothing outside the image: 1 for "
    "them, 0 for the rest; a cell touches {touched}",
)
OUTLINE = (
    "write 1 for a cell of {image} if it touches another colour or a place outside the image, else 0; "
    "a cell touches {touched}",
    "draw the outlines in {image}: a cell whose touched places are all inside the image and of its colour becomes 0, "
    "every other cell 1, where a cell touches {touched}",
    "find the cells of {image} that touch a cell of another colour or reach beyond the border: 1 for them, 0 for the "
    "rest; a cell touches {touched}",
)
RECOGNISE = recognise_phrases(
    "the second image has 1 for each cell of the first if all the places it touches lie inside the image and have its "
    "colour, else 0"
)

_EROSIONS = [partial(erosion, connectivity=name) for name in NAMES]
_OUTLINES = [partial(outline, connectivity=name) for name in NAMES]


def eroded(rows: Rows, grids: Grids, which: Ints) -> Grids:
    """What is left of each grid under the connectivity of its number."""
    return by_number(_EROSIONS, grids, which)


def outlined(rows: Rows, grids: Grids, which: Ints) -> Grids:
    """What erosion takes from it."""
    return by_number(_OUTLINES, grids, which)


def recognise(rows: Rows) -> Asked:
    """Which of the offered connectivities lead from one image to another."""
    return recognise_connectivity(rows, areas(rows, RECOGNISED_SIDES), eroded)


OPERATIONS = {
    "apply_erosion": Operation(
        ERODE, partial(applied, sides=SIDES, image=eroded), "grid", "dataset=erosion group=apply_erosion"
    ),
    "outline": Operation(
        OUTLINE, partial(applied, sides=SIDES, image=outlined), "grid", "dataset=erosion group=outline"
    ),
    "recognise_connectivity": Operation(
        RECOGNISE,
        recognise,
        "flags",
        "dataset=erosion group=recognize_connectivity",
    ),
}
