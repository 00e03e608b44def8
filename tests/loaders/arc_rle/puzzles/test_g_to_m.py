"""The families gravity, grid, half, halfplane and mask on grids worked out by hand."""

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.boards import drawn_in_cells
from oeis_qa.loaders.arc_rle.puzzles.ground import commonest
from oeis_qa.loaders.arc_rle.puzzles.slants import read
from oeis_qa.streams import Stream


def made(family, group, parameter, picture):
    """What a rule makes of a picture, rows of digits, as one too; nothing where it does not fit."""
    group_of = FAMILIES[family].GROUPS[group]
    grids = Grids.of([[[int(cell) for cell in row] for row in picture.split()]])
    after = group_of.rule(grids, np.array([list(group_of.parameters).index(parameter)]))[0]
    return " ".join("".join(map(str, row)) for row in after)


def test_cells_pile_up_in_their_order():
    assert made("gravity", "move", "right", "102000 000000") == "000012 000000"
    assert made("gravity", "move", "up", "0000 1200 0020 0304") == "1224 0300 0000 0000"


def test_cells_fall_along_diagonals_until_the_border():
    assert made("gravity", "move", "down right", "1000 0000 0020") == "0000 0100 0020"
    assert made("gravity", "move", "up right", "0000 0000 5600") == "0056 0000 0000"


def test_trails_end_at_the_next_cell():
    assert made("gravity", "draw", "left", "00102 00000") == "11122 00000"
    assert made("gravity", "draw", "down left", "0001 0200 0000") == "0001 0210 2100"


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("identity", "12 34"),
        ("flipx", "21 43"),
        ("flipy", "34 12"),
        ("rotate_180", "43 21"),
        ("flipa", "13 24"),
        ("flipb", "42 31"),
        ("rotate_cw", "31 42"),
        ("rotate_ccw", "24 13"),
    ],
)
def test_tiles_become_cells_in_eight_positions(parameter, expected):
    assert made("grid", "extract", parameter, "11002 11002 00000 33004 00000") == expected


def test_tiles_exchange_their_colours_and_lines_stay():
    assert made("grid", "mutate", "flipx", "1102 0000 3304") == "2201 0000 4403"
    assert made("grid", "mutate", "flipy", "1102 0000 3304") == "3304 0000 1102"
    assert made("grid", "mutate", "rotate_180", "1102 0000 3304") == "4403 0000 2201"


def test_a_tile_may_have_the_colour_of_the_lines():
    assert made("grid", "extract", "flipx", "1102 0000 0004") == "21 40"


@pytest.mark.parametrize("picture", ["12 34", "1102 0000 3504", "111 222", "000 000", "10 20"])
def test_a_grid_without_lines_both_ways_or_with_uneven_tiles_is_none(picture):
    assert made("grid", "extract", "identity", picture) == ""
    assert made("grid", "mutate", "flipx", picture) == ""


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("top", "3300 3300 0006 0000"),
        ("bottom", "0000 3300 0306 0000"),
        ("left", "3000 3000 0006 0000"),
        ("right", "0300 0300 0306 0000"),
    ],
)
def test_the_middle_of_an_object_belongs_to_either_half(parameter, expected):
    assert made("half", "half", parameter, "3300 3300 0306 0000") == expected


def test_corners_touch_but_other_colours_are_other_objects():
    assert made("half", "half", "top", "1000 0100 0010 0002 0002") == "1000 0100 0000 0002 0000"


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("up", "555 555 000"),
        ("right", "055 055 055"),
        ("up left", "555 550 500"),
        ("down left", "500 550 555"),
    ],
)
def test_a_pixel_fills_the_half_on_its_side(parameter, expected):
    assert made("halfplane", "one_pixel", parameter, "000 050 000") == expected


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("up", "77777 00777 00007"),
        ("down", "70000 77700 77777"),
        ("left", "70000 77700 77777"),
        ("right", "77777 00777 00007"),
    ],
)
def test_a_line_through_two_pixels_bounds_a_half(parameter, expected):
    assert made("halfplane", "two_pixels", parameter, "70000 00700 00000") == expected


def test_a_level_line_has_no_left_and_an_upright_one_nothing_above():
    assert made("halfplane", "two_pixels", "left", "000 707 000") == ""
    assert made("halfplane", "two_pixels", "down", "000 707 000") == "000 777 777"
    assert made("halfplane", "two_pixels", "up", "070 070 000") == ""
    assert made("halfplane", "two_pixels", "right", "070 070 000") == "077 077 077"


@pytest.mark.parametrize(
    ("group", "picture"), [("one_pixel", "100 010"), ("two_pixels", "100 020"), ("two_pixels", "000 010")]
)
def test_a_half_needs_its_number_of_pixels(group, picture):
    assert made("halfplane", group, "up", picture) == ""


HOLED = "1212 2771 1772 2121"


@pytest.mark.parametrize(
    ("group", "parameter", "expected"),
    [
        ("find_holes", 9, "9999 9779 9779 9999"),
        ("repair", None, "1212 2121 1212 2121"),
        ("locate", 0, "0000 0770 0770 0000"),
        ("crop", None, "12 21"),
        ("keep", 5, "5555 5125 5215 5555"),
    ],
)
def test_holes_are_found_filled_cut_out_and_kept(group, parameter, expected):
    assert made("mask", group, parameter, HOLED) == expected


def test_lines_may_slant_either_way():
    assert made("mask", "repair", None, "1237 2312 3123 1231") == "1231 2312 3123 1231"
    assert made("mask", "repair", None, "1237 3123 2312 1231") == "1231 3123 2312 1231"


def test_holes_apart_are_no_rectangle():
    apart = "1217 2121 1212 7121"
    assert made("mask", "repair", None, apart) == "1212 2121 1212 2121"
    assert {
        made("mask", group, parameter, apart) for group, parameter in (("crop", None), ("keep", 3), ("locate", 3))
    } == {""}


@pytest.mark.parametrize("picture", ["1212 2121", "7777 7777", "1234 4321 5678", "1171 1711"])
def test_what_has_no_holes_or_no_lines_is_not_read(picture):
    grid = [[int(cell) for cell in row] for row in picture.split()]
    assert not read(Grids.of([grid])).fits[0]
    assert made("mask", "repair", None, picture) == ""


def test_the_background_is_the_commonest_colour_and_of_several_the_lowest():
    assert commonest(Grids.of([[[4, 4, 1]], [[7, 2, 0]], [[9, 9], [3, 3]]])).tolist() == [4, 0, 3]


def test_what_is_drawn_for_a_cell_does_not_change_with_the_box():
    keys = Stream(1, "cells")[np.arange(5)]
    small, large = drawn_in_cells(keys, "test", 100, (5, 3, 4)), drawn_in_cells(keys, "test", 100, (5, 9, 7))
    assert np.array_equal(small, large[:, :3, :4])
