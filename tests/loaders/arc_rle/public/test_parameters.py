"""Parameters as simon-arc-lab and others may spell them."""

import pytest

from oeis_qa.loaders.arc_rle.public import parameters
from oeis_qa.loaders.arc_rle.public.lines import Line, keys_of


def line(instruction="", benchmark=""):
    return Line(1, instruction, "", "", benchmark, keys_of(benchmark))


@pytest.mark.parametrize(
    ("instruction", "benchmark", "name"),
    [
        ("", "connectivity=PixelConnectivity.ALL8 max_mass=3", "all8"),
        ("", "connectivity=tlbr2", "tlbr2"),
        ("", "connectivity=4", "nearest4"),
        ("the mask under CORNER4, please", "", "corner4"),
        ("with connectivity=8", "", "all8"),
        ("with some connectivity", "", None),
    ],
)
def test_connectivities(instruction, benchmark, name):
    assert parameters.connectivity(line(instruction, benchmark)) == name


@pytest.mark.parametrize(
    ("instruction", "benchmark", "automaton"),
    [
        ("a step", "group=maze_nowrap ca_step=2", ("maze", False, 2, 0, 1)),
        ("A step. dead=4 alive=7", "group=cave_wrap", ("cave", True, 1, 4, 7)),
        ("3 is dead, 9 is alive. steps=5", "group=cave_wrap", ("cave", True, 5, 3, 9)),
        ("Dead cells are 2; live cells are 8", "group=cave_wrap", ("cave", True, 1, 2, 8)),
        ("let the High-Life go on without wrap for 2 steps", "group=apply", ("highlife", False, 2, 0, 1)),
        ("GAME OF LIFE, wrap=both", "group=apply", ("gameoflife", True, 1, 0, 1)),
        ("WireWorld that does not say what is beyond", "group=apply", None),
        ("maze or cave, wrap=no", "group=apply", None),
        ("dead=4, and what is alive nobody knows", "group=cave_wrap", None),
        ("dead=4 alive=4", "group=cave_wrap", None),
    ],
)
def test_automata(instruction, benchmark, automaton):
    assert parameters.automaton(line(instruction, benchmark)) == automaton


def test_the_longest_list_is_what_is_offered():
    told = line("maze_wrap for example; which? cave_wrap,gameoflife_nowrap, maze_nowrap", "ca_step=3")
    assert parameters.automata(told) == (("cave_wrap", "gameoflife_nowrap", "maze_nowrap"), 3, None)
    assert parameters.scales(line("x2up_y1,x1_y3down")) == ("x2up_y1", "x1_y3down")
    assert parameters.recipes(line("hstack_orig_180, quad_cw_cw_orig_flipx")) == (
        "hstack_orig_180",
        "quad_cw_cw_orig_flipx",
    )
    assert parameters.automata(line("nothing")) is None


@pytest.mark.parametrize(
    ("instruction", "benchmark", "scale"),
    [
        ("", "scalex=up2 scaley=down3", (("up", 2), ("down", 3))),
        ("", "scalex=x2up scaley=1", (("up", 2), ("up", 1))),
        ("Scale-X Down by 4", "", (("down", 4), ("up", 1))),
        ("scalex=up3, scale y: down by 2", "", (("up", 3), ("down", 2))),
        ("larger", "scalex=2", None),
    ],
)
def test_scales(instruction, benchmark, scale):
    assert parameters.scale(line(instruction, benchmark)) == scale


@pytest.mark.parametrize(
    ("read", "instruction", "benchmark", "value"),
    [
        (parameters.mass, "", "connectivity=lr2 max_mass=5", ("lr2", 5)),
        (parameters.mass, "a mass of 12 at most, connectivity 4", "", ("nearest4", 12)),
        (parameters.mass, "all8", "", None),
        (parameters.matching, "Image: 3 of its neighbours alike", "", 3),
        (parameters.matching, "in the 3x3 area exactly 8 alike", "", 8),
        (parameters.matching, "neighbours alike", "", None),
        (parameters.place, "Give Row 12 of 3", "", 12),
        (parameters.place, "Give column 0", "", 0),
        (parameters.bit, "where bit 3 is set", "group=shape2x2", 3),
        (parameters.bit, "the top right and the bottom left places", "group=shape2x2", 5),
        (parameters.bit, "compare with the bottom neighbour", "group=shape3x3_center", 6),
        (parameters.bit, "somewhere", "group=shape3x3_center", None),
        (parameters.times, "enlarge the row by 4", "", 4),
        (parameters.times, "enlarge the row", "", None),
        (parameters.recipe, "", "instruction_sequence='vstack(orig 180)'", "vstack(orig 180)"),
        (parameters.recipe, "make hstack(flipx orig, 180)", "", "hstack(flipx orig 180)"),
        (parameters.recipe, "make it", "", None),
        (parameters.grid_name, "the grid 'O2T' of the task", "", "O2T"),
        (parameters.grid_name, "the grid of the task", "", None),
        (parameters.pair_number, "the pair P11T", "", 11),
        (parameters.pair_number, "the pair", "", None),
    ],
)
def test_other_parameters(read, instruction, benchmark, value):
    assert read(line(instruction, benchmark)) == value
