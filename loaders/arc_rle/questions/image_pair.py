"""image_pair: two images, and the colours that they have together, in common, or one without the other.

In:  images of 3 x 1 and 2 x 1 cells
Out: "List the colours that both images have. Answer with the colours ...⏎3 1 a12⏎2 1 23" -> "2"
"""

from collections.abc import Callable
from functools import partial

from oeis_qa.loaders.arc_rle.contents import contents, together
from oeis_qa.loaders.arc_rle.encodings import written_below
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.histograms import Counts, add, histograms_of, intersection, remove_colours
from oeis_qa.loaders.arc_rle.images import Range, random_images
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_images
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.telling import Told, told_colours, told_histograms, told_numbers

TOKEN = "image pair"
WIDTHS: Range = (1, 20)
HEIGHTS: Range = (1, 10)

PHRASES = {
    "add_histograms": (
        "count the cells of each colour in the two images together",
        "add up the histograms of the two images, colour by colour",
        "make one histogram of the cells of both images",
    ),
    "color_intersection": (
        "list the colours that both images have",
        "find every colour that occurs in the first image and in the second one too",
        "name the colours that the two images have in common",
    ),
    "number_of_intersection_colors": (
        "count the different colours that both images have",
        "say how many different colours occur in the first image and in the second one too",
        "find out how many colours the two images have in common",
    ),
    "a_remove_b_colors": (
        "make the histogram of the first image, without the colours that the second one has",
        "count the cells of each colour in the first image, but leave out every colour that occurs in the second",
        "count, for each colour of the first image that the second image lacks, its cells in the first",
    ),
    "b_remove_a_colors": (
        "make the histogram of the second image, without the colours that the first one has",
        "count the cells of each colour in the second image, but leave out every colour that occurs in the first",
        "count, for each colour of the second image that the first image lacks, its cells in the second",
    ),
}

Tell = Callable[[Rows, Counts, Counts], Told]  # the answer, from the histograms of both


def _image(rows: Rows, use: str) -> Grids:
    wanted = rows.wanted
    draw = partial(random_images, width=wanted.sides(WIDTHS), height=wanted.sides(HEIGHTS), colours=wanted.colours)
    return drawn_images(rows, use, draw)


def _asked(tell: Tell, rows: Rows) -> Asked:
    first, second = _image(rows, "first image"), _image(rows, "second image")
    return Asked(
        written_below(first, second, rows.wanted.encoding),
        tell(rows, histograms_of(first), histograms_of(second)),
        together(contents(first), contents(second)),
    )


def _sum(rows: Rows, first: Counts, second: Counts) -> Told:
    return told_histograms(rows, add(first, second))


def _common(rows: Rows, first: Counts, second: Counts) -> Told:
    return told_colours(rows, intersection(first, second))


def _number_common(rows: Rows, first: Counts, second: Counts) -> Told:
    return told_numbers(rows, intersection(first, second).sum(axis=1))


def _first_alone(rows: Rows, first: Counts, second: Counts) -> Told:
    return told_histograms(rows, remove_colours(first, second))


def _second_alone(rows: Rows, first: Counts, second: Counts) -> Told:
    return told_histograms(rows, remove_colours(second, first))


_TELLS: dict[str, tuple[Tell, str]] = {
    "add_histograms": (_sum, "histogram"),
    "color_intersection": (_common, "colours"),
    "number_of_intersection_colors": (_number_common, "integer"),
    "a_remove_b_colors": (_first_alone, "histogram"),
    "b_remove_a_colors": (_second_alone, "histogram"),
}

OPERATIONS = {
    name: Operation(PHRASES[name], partial(_asked, tell), form, f"dataset=image_pair group={name}")
    for name, (tell, form) in _TELLS.items()
}
