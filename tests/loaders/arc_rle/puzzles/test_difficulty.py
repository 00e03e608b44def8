"""How hard puzzles are: inputs with few or many colours and with noise, whose outputs are what plain loops make."""

import importlib
import re

import numpy as np
import pytest

import oeis_qa
from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.images import random_images
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.difficulty import Difficulty, as_wanted, made_hard
from oeis_qa.loaders.arc_rle.puzzles.limits import colours_of, stands_noise
from oeis_qa.loaders.arc_rle.puzzles.tasks import tasks
from oeis_qa.loaders.arc_rle.rle import decode
from oeis_qa.streams import Stream

GROUPS = [(family, group) for family, module in FAMILIES.items() for group in module.GROUPS]
NOISY = [pair for pair in GROUPS if stands_noise(*pair)]
KEYS = Stream(3, "difficulty")[np.arange(300)]
IMAGES = random_images(KEYS, (2, 9), (2, 9), (2, 4))


def builder(**options):
    return oeis_qa.load_dataset_builder("arc_rle", "puzzles", **{"unique": False, **options})


def everywhere(contents):
    return np.ones(len(contents), bool)


def made(family, group, count=20, **wanted):
    return tasks(FAMILIES[family].GROUPS[group], KEYS[:count], everywhere, (2, 2), (1, 1), Difficulty(**wanted))


def colours(grid):
    return len(np.unique(grid))


def inputs_of(data):
    return [decode(text) for text in re.findall(r"^I[0-9]+T?\n(.*)$", data, flags=re.M)]


def check_answers(family, group, found):
    """Whether some tasks show something, and each output of these is what plain loops make of its input."""
    plain = importlib.import_module(f"tests.loaders.arc_rle.puzzles.plain.{family}")
    assert found.good.any()
    own = found.good[found.task]
    for before, after, task in zip(found.before.some(own), found.after.some(own), found.task[own], strict=True):
        parameter = FAMILIES[family].GROUPS[group].parameters[found.which[task]]
        assert plain.answer(group, parameter, [list(map(int, row)) for row in before]) == after.tolist()


@pytest.mark.parametrize("wanted", [(2, 3), (4, 5)])
@pytest.mark.parametrize(("family", "group"), GROUPS)
def test_inputs_have_as_many_colours_as_are_wanted(family, group, wanted):
    least, most = colours_of(family, group)
    if least > wanted[1] or most < wanted[0]:
        pytest.skip(f"inputs of {family}/{group} have {least} to {most} colours")
    found = made(family, group, colours=wanted)
    assert all(wanted[0] <= colours(grid) <= wanted[1] for grid in found.before.some(found.good[found.task]))
    check_answers(family, group, found)


@pytest.mark.parametrize(("family", "group"), NOISY)
def test_outputs_are_those_of_inputs_with_noise(family, group):
    noisy, clean = made(family, group, noise=0.1), made(family, group)
    check_answers(family, group, noisy)
    assert not any(
        np.array_equal(one, other) for one, other in zip(noisy.before, clean.before, strict=True) if colours(other) > 1
    )


def test_noise_gives_a_share_of_the_cells_another_of_their_colours():
    noisy = made_hard(IMAGES, KEYS, Difficulty(noise=0.1))
    for before, after in zip(IMAGES, noisy, strict=True):
        assert set(np.unique(after)) <= set(np.unique(before))
        assert (before != after).sum() == (max(1, round(0.1 * before.size)) if colours(before) > 1 else 0)


def test_colours_that_are_too_many_become_others_of_the_same_input():
    fewer = made_hard(IMAGES, KEYS, Difficulty(colours=(2, 3)))
    for before, after in zip(IMAGES, fewer, strict=True):
        assert set(np.unique(after)) <= set(np.unique(before))
        assert colours(after) <= 3
        assert colours(before) > 3 or np.array_equal(before, after)
        changed = {(int(one), int(other)) for one, other in zip(before.ravel(), after.ravel(), strict=True)}
        assert len(changed) == colours(before)
    assert {colours(grid) for grid in fewer} == {2, 3}


def test_a_hard_input_is_the_same_alone_and_among_others():
    hard = Difficulty(colours=(2, 3), noise=0.1)
    together = made_hard(IMAGES, KEYS, hard)
    for i in range(20):
        assert np.array_equal(made_hard(IMAGES.some(np.array([i])), KEYS[[i]], hard)[0], together[i])


def test_inputs_are_as_wanted_or_not():
    grids = Grids.of([[[1, 2, 3]], [[1, 1], [2, 2]], [[1]]])
    assert as_wanted(grids, Difficulty()).tolist() == [True, True, True]
    assert as_wanted(grids, Difficulty(sides=(2, 3))).tolist() == [False, True, False]
    assert as_wanted(grids, Difficulty(colours=(2, 2))).tolist() == [False, True, False]


@pytest.mark.parametrize("options", [{"colours": (2, 3)}, {"noise": 0.1}, {"colours": (3, 3), "noise": 0.05}])
def test_rows_are_as_hard_as_is_wanted(options):
    source = builder(families="edge,flip,half,reverse,scale", **options)
    batch = source.batch("test", range(60))
    low, high = options.get("colours", (1, 10))
    for data in batch.data.to_pylist():
        assert all(low <= colours(grid) <= high for grid in inputs_of(data))
    again = source.batch("test", np.array([41, 7]))
    assert again.prompt.to_pylist() == [batch.prompt[i].as_py() for i in (41, 7)]


def test_groups_that_cannot_are_left_out_where_nobody_names_them():
    asked = builder(noise=0.1).config.asked()
    assert ("flip", "flip") in asked
    assert ("symmetry", "tile") in asked
    assert not {("grid", "extract"), ("symmetry", "tile_padded")} & set(asked)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"colours": (0, 2)}, r"colours=\(0, 2\): give fewest and most, from 1 to 10"),
        ({"colours": (2, 11)}, r"colours=\(2, 11\): give fewest and most, from 1 to 10"),
        ({"colours": (1, 1)}, r"colours=\(1, 1\): no puzzle has inputs with so many or so few"),
        ({"colours": (3, 9), "families": "flip,halfplane"}, r"colours=\(3, 9\): halfplane has no such inputs"),
        ({"colours": (2, 2), "groups": "cross/color"}, r"colours=\(2, 2\): cross/color has no such inputs"),
        ({"noise": 0.1, "families": "zindex"}, r"noise=0.1: the rule of zindex stands none; give 0 or leave it out"),
        ({"noise": 0.1, "groups": "skew/unskew"}, r"noise=0.1: the rule of skew/unskew stands none"),
        ({"noise": 0.3}, r"noise=0.3: give a share of the cells, from 0 to 0.2"),
        ({"noise": -0.1}, r"noise=-0.1: give a share of the cells, from 0 to 0.2"),
    ],
)
def test_difficulties_that_no_puzzle_can_have_say_what_to_give(options, message):
    with pytest.raises(OptionError, match=message):
        builder(**options)
