"""The families mass, mirror, outline, probecolor and ray on grids that were worked by hand."""

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.drawing import keys_for
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.difficulty import Difficulty
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw
from oeis_qa.loaders.arc_rle.puzzles.tasks import tasks
from oeis_qa.streams import Stream

OWN = ("mass", "mirror", "outline", "probecolor", "ray")


def rows(text):
    return [list(map(int, row)) for row in text.split()]


def made(family, group, parameter, text):
    """What a rule makes of a grid, in rows of digits; empty where it does not fit."""
    group_of = FAMILIES[family].GROUPS[group]
    after = group_of.rule(Grids.of([rows(text)]), np.array([group_of.parameters.index(parameter)]))
    return " ".join("".join(map(str, row)) for row in after[0])


@pytest.mark.parametrize(
    ("family", "group", "parameter", "before", "after"),
    [
        # Cells that touch at a corner are one component.
        ("mass", "mass", 1, "10000 01020 00000 33000", "00000 00020 00000 00000"),
        ("mass", "mass", 2, "10000 01020 00000 33000", "10000 01000 00000 33000"),
        ("mass", "mass", 6, "10000 01020 00000 33000", "00000 00000 00000 00000"),
        ("mass", "rows", (5, 6), "1112 3344", "6665"),
        ("mass", "rows", (5, 6), "111 222 212", "000 666"),
        ("mass", "columns", (5, 6), "13 13 14 24", "6 6 6 5"),
        ("mirror", "near", "mirrored", "00300 12300", "00300 00321"),
        ("mirror", "near", "turned", "00300 12300 40300", "00300 00304 00321"),
        ("mirror", "near", "same", "0030000 0120000 0430000", ""),  # no column is whole
        ("mirror", "near", "same", "1280000 0480000 0080000", "0081200 0080400 0080000"),
        ("mirror", "far", "same", "1280000 0480000 0080000", "0080012 0080004 0080000"),
        ("mirror", "far", "mirrored", "0000812 0000840 0000800", "2100800 0400800 0000800"),
        ("mirror", "near", "mirrored", "0000 0120 0400 8888 0000 0000 0000", "0000 0000 0000 8888 0400 0120 0000"),
        ("mirror", "far", "same", "0000 0120 0400 8888 0000 0000 0000", "0000 0000 0000 8888 0000 0120 0400"),
        ("mirror", "near", "same", "1280030 0080000 0080000", ""),  # an object on either side
        ("mirror", "near", "same", "0080000 0080000 0080000", ""),  # no object
        ("mirror", "near", "same", "1110800 0000800 0000800", ""),  # no room
        ("mirror", "near", "same", "1280080 0080000 0080000", ""),  # the wall's colour is found elsewhere
        ("outline", "outline", (5, 0), "3338 3338 3338", "5555 5055 5555"),
        ("outline", "outline", (1, 2), "333 343 333", "111 111 111"),
        ("probecolor", "probecolor", ((1, 0), 7), "11233", "22377"),
        ("probecolor", "probecolor", ((-1, 0), 7), "11233", "77122"),
        ("probecolor", "probecolor", ((0, 1), 7), "12 12 13", "73 73 77"),
        ("probecolor", "probecolor", ((1, 1), 7), "112 113 455", "537 557 777"),
        ("probecolor", "probecolor", ((-1, 1), 7), "112 113 455", "771 745 777"),
        ("ray", "lines", ("row", "falling"), "0000 0500 0000", "5000 5555 0050"),
        ("ray", "lines", ("rising",), "00000 05000 00000 00006", "00500 05000 50000 00006"),
        ("ray", "lines", ("row",), "00000 05006 00000", ""),  # two colours in one row
        ("ray", "squares", "ring3", "0000 0500 0000 0000", "5550 5050 5550 0000"),
        ("ray", "squares", "target5", "200000 000000 000000 000000", "202000 002000 222000 000000"),
        ("ray", "squares", "box3", "20000 00000 00300 00000", ""),  # both reach the cell between them
    ],
)
def test_a_rule_makes_what_was_worked_by_hand(family, group, parameter, before, after):
    assert made(family, group, parameter, before) == after


@pytest.mark.parametrize("sides", [(1, 1), (2, 2), (3, 4), (1, 6), (40, 40)])
@pytest.mark.parametrize(("family", "group"), [(family, group) for family in OWN for group in FAMILIES[family].GROUPS])
def test_inputs_are_drawn_with_any_sides(family, group, sides):
    group_of, keys = FAMILIES[family].GROUPS[group], Stream(4, "sides")[np.arange(60)]
    which = np.arange(60) % len(group_of.parameters)
    before = group_of.draw(Draw(keys, keys_for(keys, "task"), which, sides))
    group_of.rule(before, which)
    assert {len(grid) for grid in before} | {grid.shape[1] for grid in before} <= set(range(sides[0], sides[1] + 1))
    assert all((grid < 10).all() for grid in before)


@pytest.mark.parametrize(("family", "group"), [(family, group) for family in OWN for group in FAMILIES[family].GROUPS])
def test_an_input_is_the_same_whatever_is_drawn_beside_it(family, group):
    group_of, keys = FAMILIES[family].GROUPS[group], Stream(4, "alone")[np.arange(40)]
    which = np.arange(40) % len(group_of.parameters)
    together = group_of.draw(Draw(keys, keys, which, None))
    for i in range(0, 40, 7):
        alone = group_of.draw(Draw(keys[[i]], keys[[i]], which[[i]], None))
        assert np.array_equal(alone[0], together[i])


def test_a_task_that_is_given_up_has_grids_that_can_be_written():
    keys, two = Stream(4, "given up")[np.arange(20)], Difficulty((2, 2))
    made = tasks(FAMILIES["mirror"].GROUPS["near"], keys, lambda contents: contents % 2 > 5, (2, 3), (1, 1), two)
    assert not made.good.any()
    assert all(grid.size for grid in made.after)
