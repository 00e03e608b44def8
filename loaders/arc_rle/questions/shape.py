"""shape: what is true of the neighbourhood of each cell of an image: which cells there are equal, how many colours.

A map of 2x2 windows is larger by one than its image, which therefore has at most 98 cells a side.

In:  an image of 2 x 1 cells
Out: "Mark with 1 each cell of the RLE image whose left neighbour exists and has its colour ...⏎2 1 5" -> "2 1 01"
"""

from collections.abc import Callable, Iterator
from functools import partial

from oeis_qa.loaders.arc_rle.cells import LONGEST
from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.features import FEATURES
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.images import Range, blocky_images, random_images
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_images
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.sizes import image_words
from oeis_qa.loaders.arc_rle.questions.telling import told_grids

TOKEN = "image shape"
SIDES: Range = (3, 30)  # in a smaller image no cell stands between two others
LARGEST = LONGEST - 1
"""The most cells of a side."""

WINDOW = (
    "slide a window of 2x2 cells over {image}, from where it holds the top left cell alone to where it holds the "
    "bottom right cell alone, and write 1 where its {one} and {other} places are equal, else 0; places outside the "
    "image equal each other and nothing else",
    "give {image} a border one cell wide of a colour that it does not have, then write for each 2x2 block (there is "
    "one row and one column of them more than the image has) 1 if its {one} and {other} cells are equal, else 0",
    "map where the {one} and {other} cells of a 2x2 window agree in {image}, 1 if so and 0 if not, for every window "
    "that holds at least one cell of the image; two places beyond the border agree, one beyond and one inside do not",
)
OPPOSITE = (
    "mark with 1 each cell of {image} whose {one} and {other} neighbours both exist and have one colour, others with 0",
    "write for each cell of {image} 1 if its {one} and its {other} neighbour are equal, 0 if not or if one is outside",
    "find the cells of {image} whose two neighbours at the {one} and at the {other} share a colour: 1 for them, 0 for "
    "all others, also where one of the two is missing",
)
CENTER = (
    "mark with 1 each cell of {image} whose {one} neighbour exists and has its colour, others with 0",
    "write 1 where a cell of {image} has the same colour as its {one} neighbour, else 0, also where it has none there",
    "compare every cell of {image} with its neighbour at the {one}: 1 if both are equal, 0 if not or if it is outside",
)
HISTOGRAM = (
    "count for each cell of {image} how many different colours there are among {one}; places outside do not count",
    "replace each cell of {image} by the number of distinct colours of {one}, as far as these lie inside the image",
    "write for every cell of {image} how many colours occur in {one}, leaving out what is beyond the border",
)
PLACES = {
    "shape2x2": (
        ("top left", "top right"),
        ("bottom left", "bottom right"),
        ("top left", "bottom left"),
        ("top right", "bottom right"),
        ("top left", "bottom right"),
        ("top right", "bottom left"),
    ),
    "shape3x3_opposite": (
        ("top left", "bottom right"),
        ("top", "bottom"),
        ("top right", "bottom left"),
        ("left", "right"),
    ),
    "shape3x3_center": (
        ("top left",),
        ("top",),
        ("top right",),
        ("left",),
        ("right",),
        ("bottom left",),
        ("bottom",),
        ("bottom right",),
    ),
}
"""Of each group of bits, what every bit compares."""
PARTS = {
    "all9": "the nine cells of the 3x3 block around it, its own included",
    "around_center": "the eight cells around it, its own left out",
    "corners": "the four cells that touch its corners",
    "diamond4": "the cells above, below, left and right of it",
    "diamond5": "its own cell and those above, below, left and right of it",
}


def _asked(name: str, draw: Callable[..., Grids], rows: Rows) -> Asked:
    low, high = rows.wanted.sides(SIDES)
    sides = (low, min(high, LARGEST))
    image = drawn_images(rows, "image", partial(draw, width=sides, height=sides, colours=rows.wanted.colours))
    return Asked(
        written(image, rows.wanted.encoding),
        told_grids(rows, FEATURES[name](image)),
        contents(image),
        benchmark=image_words(image),
    )


def _operation(
    name: str, group: str, phrases: tuple[str, ...], words: tuple[str, ...], draw: Callable[..., Grids]
) -> Operation:
    for slot, word in zip(("{one}", "{other}"), words, strict=False):
        phrases = tuple(phrase.replace(slot, word) for phrase in phrases)
    return Operation(phrases, partial(_asked, name, draw), "grid", f"dataset=shape group={group}")


def _operations() -> Iterator[tuple[str, Operation]]:
    """One operation a feature; colours are counted in images with areas, since noise has all of its own everywhere."""
    for (group, places), phrases in zip(PLACES.items(), (WINDOW, OPPOSITE, CENTER), strict=True):
        for bit, words in enumerate(places):
            name = f"{group}_bit{bit}"
            yield name, _operation(name, group, phrases, words, random_images)
    for part, told in PARTS.items():
        name = f"shape3x3_histogram_{part}"
        yield name, _operation(name, name, HISTOGRAM, (told,), blocky_images)


OPERATIONS = dict(_operations())
