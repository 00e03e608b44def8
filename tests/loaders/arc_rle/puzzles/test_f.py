"""symmetry, template and zindex, worked by hand."""

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES


def made(family, group, parameter, grid):
    """What the rule makes of a grid; [] for nothing."""
    own = FAMILIES[family].GROUPS[group]
    return own.rule(Grids.of([grid]), np.array([own.parameters.index(parameter)]))[0].tolist()


def digits(text):
    return [list(map(int, row)) for row in text.split()]


@pytest.mark.parametrize(
    ("group", "parameter", "grid", "output"),
    [
        ("rectangle", "hstack(orig flipx)", "12", "1221"),
        ("rectangle", "vstack(orig flipy orig)", "12 34", "12 34 34 12 12 34"),
        ("rectangle", "2x2(180 flipy flipx orig)", "12", "2112 2112"),
        ("square", "2x2(orig cw 180 ccw)", "12 34", "1231 3442 4324 2113"),
        ("square", "hstack(flipa orig)", "12 34", "1312 2434"),
        ("square", "hstack(flipa orig)", "12", ""),
        ("rectangle", "hstack(orig flipx)", "1" * 50, ""),
        ("tile", (1, 2, 0, 0), "1221", "12"),
        ("tile", (3, 1, 2, 0), "12 21 12", "12"),
        ("tile", (2, 2, 1, 0), "1221 3443", "34"),
        ("tile", (2, 2, 1, 0), "122 344", ""),
        ("rectangle_padded", "hstack(orig flipx)", "0000 0120 0000", "1221"),
        ("rectangle_padded", "hstack(orig flipx)", "0000 0012 0000", ""),
        ("rectangle_padded", "hstack(orig flipx)", "000 000", ""),
        ("tile_padded", (1, 2, 0, 1), "7777777 7712177 7777777", ""),
        ("tile_padded", (1, 2, 0, 1), "777777 771277 777777", "2"),
        ("square_padded", "vstack(orig cw)", "5555 5125 5345 5555", "12 34 31 42"),
    ],
)
def test_images_of_a_tile_are_put_together_and_cut_out(group, parameter, grid, output):
    assert made("symmetry", group, parameter, digits(grid)) == digits(output)


@pytest.mark.parametrize(
    ("parameter", "grid", "output"),
    [
        ("mirrored", "12522", "12521"),
        ("copied", "12522", "12512"),
        ("mirrored inverted", "12522", "12512"),
        ("turned", "12522 11522", "12511 11521"),
        ("mirrored", "22512", "21512"),
        ("mirrored", "12 21 55 22 22", "12 21 55 21 12"),
        ("copied inverted", "22 22 55 12 21", "21 12 55 12 21"),
    ],
)
def test_an_empty_half_takes_the_other_one(parameter, grid, output):
    assert made("symmetry", "line", parameter, digits(grid)) == digits(output)


@pytest.mark.parametrize(
    "grid",
    ["1222", "12222", "11522", "12544", "12552", "13512", "1", "15"],
    ids=["even", "no line", "one colour", "two empty", "line colour in shape", "nothing empty", "cell", "two cells"],
)
def test_no_half_is_taken_without_a_line_and_an_empty_side(grid):
    assert made("symmetry", "line", "mirrored", digits(grid)) == []


@pytest.mark.parametrize(
    ("group", "parameter", "grid", "output"),
    [
        ("one_to_many", "kept", "55000 55012 00022", "12000 22012 00022"),
        ("one_to_many", "removed", "55000 55012 00022", "12000 22000 00000"),
        ("many_to_one", "kept", "55000 55000 00000 12012 22022", "12000 22000 00000 12012 22022"),
        ("many_to_one", "removed", "55000 55000 00000 12012 22022", "12000 22000 00000 00000 00000"),
        ("many_to_one", "kept", "55000 55012 00022", ""),
        ("one_to_many", "kept", "55000 55000 00000 12012 22022", ""),
        ("one_to_many", "kept", "55000 55012 00020", ""),
        ("one_to_many", "kept", "55000 55012 00000", ""),
        ("one_to_many", "kept", "5500000 5501206 0002200", ""),
        ("one_to_many", "kept", "5500000 5501203 0002200 6600000 6600000", ""),
        ("many_to_one", "kept", "55000 55000 00000 12012 22021", ""),
        ("one_to_many", "kept", "00000 00000 00000", ""),
    ],
)
def test_blank_rectangles_take_the_pattern_of_the_sources(group, parameter, grid, output):
    assert made("template", group, parameter, digits(grid)) == digits(output)


@pytest.mark.parametrize(
    ("group", "parameter", "output"),
    [
        ("mask_of_top", 7, "7700 7700 7700 0000"),
        ("mask_of_obscured", 1, "0000 0110 0110 0110"),
        ("mask_of_intersection", 9, "0000 0900 0900 0000"),
        ("obscured_to_top", "obscured", "3300 3440 3440 0440"),
    ],
)
def test_the_obscured_rectangle_is_the_box_of_its_colour(group, parameter, output):
    assert made("zindex", group, parameter, digits("3300 3340 3340 0440")) == digits(output)


@pytest.mark.parametrize(
    "grid",
    [
        "3300 3300 0044 0044",
        "3300 3344 3344 0000",
        "3300 3000 3440 0440",
        "3300550 3340556 3340556 0440066",
        "3333 3333",
    ],
    ids=["apart", "one side hidden whole", "top not filled", "two pairs", "one colour"],
)
def test_no_rectangle_is_brought_to_the_top_unless_exactly_one_is_obscured(grid):
    assert made("zindex", "obscured_to_top", "obscured", digits(grid)) == []
