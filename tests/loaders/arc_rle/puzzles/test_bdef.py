"""Cases worked by hand: boundingbox, deform, edge, erosion and fractal, and what these are made of."""

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES, marks
from oeis_qa.loaders.arc_rle.puzzles.boards import blank, for_each_cell
from oeis_qa.loaders.arc_rle.puzzles.bounds import bounds_of, cropped
from oeis_qa.loaders.arc_rle.puzzles.padding import padded
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw
from oeis_qa.loaders.arc_rle.puzzles.unscaled import at_smallest_scale
from oeis_qa.streams import Stream


def made(family, group, parameter, text):
    """What a rule makes of a picture, both as rows of digits with spaces between."""
    rule = FAMILIES[family].GROUPS[group]
    grids = Grids.of([[[int(cell) for cell in row] for row in text.split()]])
    after = rule.rule(grids, np.array([rule.parameters.index(parameter)]))
    return " ".join("".join(map(str, row)) for row in after[0])


LONELY = "000000 020000 000000 000050 000000"


@pytest.mark.parametrize(
    ("group", "after"),
    [
        ("filled", "000000 044440 044440 044440 000000"),
        ("filled_inner", "000000 000000 004400 000000 000000"),
        ("filled_outer", "444444 444444 444444 444444 444444"),
        ("hollow", "000000 044440 040040 044440 000000"),
        ("hollow_inner", "000000 000000 004400 000000 000000"),
        ("hollow_outer", "444444 400004 400004 400004 444444"),
    ],
)
def test_lonely_cells_are_boxed(group, after):
    assert made("boundingbox", group, (0, 4), LONELY) == after


def test_an_outer_box_is_cut_off_at_the_border():
    assert made("boundingbox", "hollow_outer", (7, 0), "300 000 000 000") == "707 007 777 777"


def test_of_equally_common_colours_the_lowest_is_the_background():
    assert made("boundingbox", "filled", (0, 4), "5533") == "4400"


def test_a_frame_is_filled_around_what_is_in_it():
    framed = "000000 011111 010001 012031 010001 011111"
    assert made("boundingbox", "simple_fill", "fill", framed) == "000000 011111 011111 012031 011111 011111"
    assert made("boundingbox", "swap_background_outer", "swap", framed) == "111111 100000 100000 102030 100000 100000"


@pytest.mark.parametrize("text", ["0000 0110 0110", "00000 01110 01010 01110", "00000 01120 01310 01110", "3"])
def test_without_a_frame_and_something_in_it_nothing_is_filled(text):
    assert made("boundingbox", "simple_fill", "fill", text) == ""


@pytest.mark.parametrize(
    ("parameter", "before", "after"),
    [
        (("left", 1, 7), "7123 6456", "7312 6456"),
        (("left", -1, 7), "7123 6456", "7231 6456"),
        (("right", 1, 7), "1237 4567", "2317 5647"),
        (("top", 1, 7), "76 14 25 36", "76 34 15 26"),
        (("bottom", 1, 7), "14 25 36 76", "24 35 16 76"),
        (("top", 1, 2), "2", "2"),
        (("left", 1, 3), "7123 6456", "7123 6456"),
    ],
)
def test_marked_lines_move_by_one(parameter, before, after):
    assert made("deform", "deform_line", parameter, before) == after


@pytest.mark.parametrize(
    ("group", "after"),
    [
        ("left", "050 005 000"),
        ("right", "500 050 000"),
        ("top", "000 505 005"),
        ("bottom", "505 005 000"),
        ("top_left", "000 000 055"),
        ("bottom_right", "000 550 000"),
        ("top_right", "000 550 000"),
        ("bottom_left", "055 000 000"),
    ],
)
def test_cells_with_an_equal_neighbour_are_marked(group, after):
    assert made("edge", group, (0, 5), "112 122 312") == after


@pytest.mark.parametrize(
    ("group", "after"),
    [
        ("nearest4", "0000 0550 0000"),
        ("all8", "0000 0500 0000"),
        ("corner4", "0000 0500 0000"),
        ("lr2", "0500 0550 0550"),
        ("tb2", "0000 5550 0000"),
        ("tlbr2", "0000 0550 0000"),
        ("trbl2", "0000 0500 0000"),
    ],
)
def test_cells_all_of_whose_neighbours_are_equal_are_left(group, after):
    assert made("erosion", group, (0, 5), "1112 1111 1111") == after


@pytest.mark.parametrize(
    ("parameter", "after"),
    [
        ((1, 0, 0, 1), "4000 0400 0040 0004"),
        ((1, 1, 0, 1), "0400 4000 0004 0040"),
        ((0, 0, 1, 1), "4440 4404 4044 0444"),
        ((1, 0, 0, 2), "44000000 44000000 00440000 00440000 00004400 00004400 00000044 00000044"),
    ],
)
@pytest.mark.parametrize("pattern", ["40 04", "4400 4400 0044 0044", "7777 7407 7047 7777", "77777 77407 77047 77777"])
def test_a_pattern_at_any_scale_and_with_any_padding_becomes_a_fractal(pattern, parameter, after):
    assert made("fractal", "pattern_to_fractal", parameter, pattern) == after


@pytest.mark.parametrize(
    ("fractal", "copied", "after"),
    [
        ("4000 0400 0040 0004", 1, "40 04"),
        ("4000 0400 0040 0004", 0, "04 40"),
        ("4440 4404 4044 0444", 0, "40 04"),
        ("000404 000004", 1, ""),
    ],
)
def test_a_fractal_becomes_its_pattern(fractal, copied, after):
    padded = " ".join(["7" * 6, *(f"7{row}7" for row in fractal.split()), "7" * 6])
    assert made("fractal", "fractal_to_pattern", (copied, 1), fractal) == after
    if after:
        assert made("fractal", "fractal_to_pattern", (copied, 1), padded) == after


@pytest.mark.parametrize(
    "text", ["44 44", "41 14", "123 456", "400000 040000 001000 000000 000000 000000", "4" + "0" * 6]
)
def test_what_is_no_pattern_has_no_fractal(text):
    assert made("fractal", "pattern_to_fractal", (1, 0, 0, 1), text) == ""


def test_marks_are_0_on_some_colour_or_the_other_way_around():
    assert len(set(marks.MARKINGS)) == 18
    assert all((there == 0) != (elsewhere == 0) for elsewhere, there in marks.MARKINGS)


def test_a_box_holds_all_that_is_marked_and_an_empty_one_nothing():
    grids = Grids.of([[[0, 0, 0], [0, 1, 2]], [[0, 0], [0, 0]]])
    box = bounds_of((grids.cells != 0) & grids.inside)
    assert [side.tolist() for side in box] == [[1, 0], [1, 0], [2, 0], [3, 0]]
    assert [cells.tolist() for cells in cropped(grids, box)] == [[[1, 2]], []]
    assert not box.covers(grids)[1].any()


@pytest.mark.parametrize("family", ["boundingbox", "deform", "edge", "erosion", "fractal"])
@pytest.mark.parametrize("sides", [None, (1, 1), (2, 6), (18, 18)])
def test_an_input_is_the_same_alone_and_among_others_and_has_the_wanted_sides(family, sides):
    for name, group in FAMILIES[family].GROUPS.items():
        keys = Stream(3, "tests", name)[np.arange(12)]
        which = np.arange(12) % len(group.parameters)
        together = group.draw(Draw(keys, keys, which, sides))
        alone = [group.draw(Draw(keys[[i]], keys[[i]], which[[i]], sides))[0].tolist() for i in range(12)]
        assert [cells.tolist() for cells in together] == alone
        if sides and (family != "fractal" or sides[1] > 4):
            assert {side for grid in together for side in grid.shape} <= set(range(sides[0], sides[1] + 1))


def test_a_canvas_is_blank_and_its_numbers_are_below_their_bound():
    keys = Stream(3, "tests")[np.arange(50)]
    draw = Draw(keys, keys, np.zeros(50, np.int64), None)
    grids = blank(draw, (2, 9))
    assert set(grids.height) == set(grids.width) == set(range(2, 10))
    assert not np.where(grids.inside, grids.cells, 0).any()
    assert set(for_each_cell(draw, (2, 9), grids, "test", 3)[grids.inside]) == {0, 1, 2}


def test_padding_surrounds_a_grid_where_it_is_wanted():
    keys = Stream(3, "tests")[np.arange(60)]
    wanted = np.arange(60) % 3 > 0
    laid = padded(keys, Grids.of([[[1, 2], [3, 4]]] * 60), wanted, np.full(60, 7), (4, 6))
    assert {grid.shape for grid in laid.some(~wanted)} == {(2, 2)}
    assert {side for grid in laid.some(wanted) for side in grid.shape} == {4, 5, 6}
    for grid in laid.some(wanted):
        row, column = np.argwhere(grid == 1)[0]
        assert 0 < row < len(grid) - 2
        assert 0 < column < grid.shape[1] - 2
        assert grid[row : row + 2, column : column + 2].tolist() == [[1, 2], [3, 4]]
        assert (grid == 7).sum() == grid.size - 4


def test_the_smallest_scale_is_the_same_in_both_directions():
    scaled = Grids.of([[[1] * 4] * 6, [[1, 1, 2, 2]] * 2, [[1, 1, 2, 2]] * 3, [[1, 2, 2]] * 2, [[5]]])
    small = [[[1, 1]] * 3, [[1, 2]], [[1, 1, 2, 2]] * 3, [[1, 2, 2]] * 2, [[5]]]
    assert [cells.tolist() for cells in at_smallest_scale(scaled)] == small
