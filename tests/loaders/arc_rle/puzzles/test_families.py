"""Every family of puzzles: its answers in plain loops, its pairs, and its rules on grids that nobody drew for them."""

import importlib

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.drawing import again
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.tasks import tasks
from oeis_qa.streams import Stream

GROUPS = [(family, group) for family, module in FAMILIES.items() for group in module.GROUPS]
ODD = (
    [[3]],
    [[0]],
    [[1, 2]],
    [[2], [1], [2]],
    [[5] * 7] * 4,
    [[(x * y) % 10 for x in range(99)] for y in range(3)],
    [[(x + y) % 2 for x in range(9)] for y in range(9)],
    [[x % 10] * 2 for x in range(99)],
)


def everywhere(contents):
    return np.ones(len(contents), bool)


def drawn(family, group, count):
    """Tasks of a group, drawn until each of them shows something, and the group."""
    made_of = FAMILIES[family].GROUPS[group]
    keys = Stream(3, "tests", family, group)[np.arange(count)]
    made = tasks(made_of, keys, everywhere, (2, 5), (1, 2))
    for attempt in range(20):
        if made.good.all():
            break
        keys = np.where(made.good, keys, again(keys, attempt))
        made = tasks(made_of, keys, everywhere, (2, 5), (1, 2))
    return made, made_of


@pytest.mark.parametrize(("family", "group"), GROUPS)
def test_every_output_is_what_plain_loops_make_of_its_input(family, group):
    plain = importlib.import_module(f"tests.loaders.arc_rle.puzzles.plain.{family}")
    made, group_of = drawn(family, group, 250)
    assert made.good.mean() > 0.95
    for before, after, task in zip(made.before, made.after, made.task, strict=True):
        if made.good[task]:
            parameter = group_of.parameters[made.which[task]]
            found = plain.answer(group, parameter, [list(map(int, row)) for row in before])
            assert found == after.tolist(), (parameter, before.tolist())


@pytest.mark.parametrize(("family", "group"), GROUPS)
def test_no_pair_is_trivial_and_the_parameters_are_all_drawn(family, group):
    made, group_of = drawn(family, group, 250)
    good = made.good[made.task]
    for before, after in zip(made.before.some(good), made.after.some(good), strict=True):
        assert before.tolist() != after.tolist()
        assert group_of.one_colour or len(np.unique(after)) > 1
    if len(group_of.parameters) <= 20:
        assert len(np.unique(made.which)) == len(group_of.parameters)


@pytest.mark.parametrize(("family", "group"), GROUPS)
def test_a_rule_says_something_of_any_grid_or_nothing(family, group):
    made_of = FAMILIES[family].GROUPS[group]
    noise = Stream(1, "odd").below(10, np.arange(3600)).reshape(4, 30, 30)
    grids = Grids.of([*ODD, *noise])
    for number in range(0, len(made_of.parameters), max(1, len(made_of.parameters) // 12)):
        after = made_of.rule(grids, np.full(len(grids), number))
        assert len(after) == len(grids)
        for made in after:
            assert made.size == 0 or (made < 10).all()


@pytest.mark.parametrize(("family", "group"), GROUPS)
def test_a_grid_becomes_the_same_whatever_stands_beside_it(family, group):
    made, made_of = drawn(family, group, 20)
    alone = [made_of.rule(made.before.some(np.array([i])), made.which[made.task[[i]]])[0] for i in range(20)]
    assert all(np.array_equal(one, other) for one, other in zip(alone, made.after.some(np.arange(20)), strict=True))
