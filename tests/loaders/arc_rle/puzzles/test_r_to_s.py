"""rectangle, reverse, rotate, scale, skew and span: cases worked by hand, and their rules on noise."""

import importlib

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.images import random_images
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.streams import Stream

WRITTEN_HERE = ("rectangle", "reverse", "rotate", "scale", "skew", "span")
GROUPS = [(family, group) for family in WRITTEN_HERE for group in FAMILIES[family].GROUPS]
TWO_BOXES = ["222.333", "2.2.3.3", "222.3.3", "....333"]


def rows(text):
    return [[0 if cell == "." else int(cell) for cell in row] for row in text]


def made(family, group, parameter, before):
    group = FAMILIES[family].GROUPS[group]
    return group.rule(Grids.of([rows(before)]), np.array([group.parameters.index(parameter)]))[0].tolist()


@pytest.mark.parametrize(
    ("group", "parameter", "before", "after"),
    [
        ("fill", "fill", TWO_BOXES, ["222.333", "222.333", "222.333", "....333"]),
        ("fill", "fill", ["..4..", "4...4", "....."], ["..4..", "4...4", "....."]),
        ("hollow", "hollow", ["222...", "222.33", "222.33", "....33"], ["222...", "2.2.33", "222.33", "....33"]),
        ("hollow", "hollow", ["222...", "242...", "222..."], ["222...", "242...", "222..."]),
        ("hollow_area", 8, TWO_BOXES, [".......", ".8...8.", ".....8.", "......."]),
        ("outside_hollow", 8, TWO_BOXES, ["...8...", "...8...", "...8...", "8888..."]),
        ("outside_filled", 5, [".....", ".22..", ".22..", "....."], ["5555.", "5..5.", "5..5.", "5555."]),
    ],
)
def test_rectangles(group, parameter, before, after):
    assert made("rectangle", group, parameter, before) == rows(after)


@pytest.mark.parametrize(
    ("parameter", "before", "after"),
    [
        ("left-right", [".123..45"], [".321..54"]),
        ("left-right", ["12...", "...34"], ["21...", "...43"]),
        ("top-bottom", ["1..", "2..", "3.4"], ["3..", "2..", "1.4"]),
        ("top-bottom", ["771", "772", "777"], ["772", "771", "777"]),
    ],
)
def test_runs_are_reversed(parameter, before, after):
    assert made("reverse", "reverse", parameter, before) == rows(after)


@pytest.mark.parametrize(
    ("parameter", "after"),
    [
        ("cw", ["41", "52", "63"]),
        ("ccw", ["36", "25", "14"]),
        ("180", ["654", "321"]),
        ("flipx", ["321", "654"]),
        ("flipy", ["456", "123"]),
        ("flipa", ["14", "25", "36"]),
        ("flipb", ["63", "52", "41"]),
    ],
)
def test_an_image_is_turned_or_mirrored(parameter, after):
    assert made("rotate", "rotate", parameter, ["123", "456"]) == rows(after)


@pytest.mark.parametrize(
    ("parameter", "before", "after"),
    [
        (("2 up", "same"), ["12"], ["1122"]),
        (("same", "3 up"), ["12"], ["12", "12", "12"]),
        (("2 down", "2 down"), ["1122", "1322"], ["12"]),
        (("3 down", "2 up"), ["111222"], ["12", "12"]),
        (("2 down", "same"), ["2133"], ["13"]),
        (("2 down", "same"), ["123"], []),
        (("same", "3 up"), ["1"] * 34, []),
    ],
)
def test_sides_are_scaled_up_and_down(parameter, before, after):
    assert made("scale", "scale", parameter, before) == rows(after)


@pytest.mark.parametrize(
    ("direction", "before", "after"),
    [
        ("right", ["12", "34"], ["12.", ".34"]),
        ("left", ["12", "34"], [".12", "34."]),
        ("down", ["12", "34"], ["1.", "32", ".4"]),
        ("up", ["12", "34"], [".2", "14", "3."]),
    ],
)
def test_an_image_is_skewed_and_straightened(direction, before, after):
    assert made("skew", "skew", (direction, 0), before) == rows(after)
    assert made("skew", "unskew", direction, after) == rows(before)


def test_what_was_not_skewed_is_not_straightened():
    assert made("skew", "unskew", "right", ["12.", "934"]) == []
    assert made("skew", "unskew", "right", ["1", "2"]) == []


@pytest.mark.parametrize(
    ("group", "parameter", "before", "after"),
    [
        ("diagonal_fill", "right", ["3..", ".55", ".55"], ["333", "055", "055"]),
        ("diagonal_fill", "up", ["3...", ".55.", ".55.", "...7"], ["3557", ".557", ".557", "...7"]),
        ("diagonal_template", "top left", ["355", "...", "..."], ["3..", ".55", ".55"]),
        ("diagonal_template", "bottom right", ["....", "....", "....", "5332"], ["5...", ".33.", ".33.", "...2"]),
        ("diagonal_template", "left bottom", ["3..", "5..", "5.."], ["..3", "55.", "55."]),
        ("diagonal_template", "top left", ["35", "..", ".."], []),
        ("diagonal_border", 8, ["444...", "444...", "444...", "...5.."], ["888...", "848...", "888...", "...8.."]),
        ("diagonal_extract", "row", ["..7", "33.", "33."], ["37"]),
        ("diagonal_extract", "column", ["..7", "33.", "33.", "..."], ["7", "3", "."]),
        ("template_lines", "top left", [".1221", "6....", ".....", "6...."], [".1221", "61221", ".....", "61221"]),
        ("template_lines", "right top", ["..6.", "...1", "...2", "...."], ["..6.", "..11", "..22", "...."]),
        ("alternating_and", 8, [".3.3", "5...", "...."], [".3.3", "58.8", "...."]),
        ("alternating_or", 8, [".3.3", "5...", "...."], [".3.3", "5888", ".8.8"]),
        ("alternating_xor", 8, [".3.3", "5...", "...."], [".3.3", "5.8.", ".8.8"]),
        ("alternating_sum", 8, [".3.3", "5...", "...."], [".3.3", "5858", ".3.3"]),
    ],
)
def test_spans(group, parameter, before, after):
    assert made("span", group, parameter, before) == rows(after)


@pytest.mark.parametrize(("family", "group"), GROUPS)
def test_a_rule_makes_of_noise_what_plain_loops_make_of_it(family, group):
    plain = importlib.import_module(f"tests.loaders.arc_rle.puzzles.plain.{family}")
    made_of = FAMILIES[family].GROUPS[group]
    keys = Stream(4, "noise", family, group)[np.arange(200)]
    grids = random_images(keys, (1, 8), (1, 8))
    which = np.arange(200) % len(made_of.parameters)
    for before, number, after in zip(grids, which, made_of.rule(grids, which), strict=True):
        if after.size:
            assert plain.answer(group, made_of.parameters[number], before.tolist()) == after.tolist()
