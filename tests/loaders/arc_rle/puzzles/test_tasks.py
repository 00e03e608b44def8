"""Tasks of puzzles: which pairs they have, rows apart from each other, and options that leave none."""

import json

import numpy as np
import pytest

import oeis_qa
from oeis_qa.errors import CapacityError, OptionError
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.difficulty import Difficulty
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Group, only_where
from oeis_qa.loaders.arc_rle.puzzles.tasks import Tasks, all_together, tasks
from oeis_qa.streams import Stream

KEYS = Stream(3, "tests")[np.arange(40)]
FLIP = FAMILIES["flip"].GROUPS["flip"]


def everywhere(contents):
    return np.ones(len(contents), bool)


def nowhere(contents):
    return np.zeros(len(contents), bool)


def of(pairs, task, place, is_test, which):
    before, after = (Grids.of(grids) for grids in zip(*pairs, strict=True))
    good = np.ones(len(which), bool)
    return Tasks(before, after, np.array(task), np.array(place), np.array(is_test), np.array(which), good)


def builder(**options):
    return oeis_qa.load_dataset_builder("arc_rle", "puzzles", **options)


def test_a_task_has_its_examples_first_and_then_its_tests():
    made = tasks(FLIP, KEYS, everywhere, (2, 3), (1, 2))
    for task in range(len(KEYS)):
        own = made.task == task
        tests = made.is_test[own].tolist()
        assert made.place[own].tolist() == list(range(own.sum()))
        assert tests == sorted(tests)
        assert 1 <= sum(tests) <= 2 <= len(tests) - sum(tests) <= 3


def test_all_pairs_of_a_task_have_its_parameter():
    made = tasks(FLIP, KEYS, everywhere, (2, 3), (1, 2))
    after = FLIP.rule(made.before, made.which[made.task])
    assert all(np.array_equal(one, other) for one, other in zip(after, made.after, strict=True))


@pytest.mark.parametrize("group", [group for family in FAMILIES.values() for group in family.GROUPS.values()])
def test_a_task_is_the_same_whatever_is_made_with_it(group):
    whole = tasks(group, KEYS, everywhere, (2, 5), (1, 2))
    for number in (7, 22):
        alone = tasks(group, KEYS[number : number + 1], everywhere, (2, 5), (1, 2))
        own = np.flatnonzero(whole.task == number)
        assert [grid.tolist() for grid in whole.before.some(own)] == [grid.tolist() for grid in alone.before]
        assert whole.is_test[own].tolist() == alone.is_test.tolist()


@pytest.mark.parametrize("sides", [(1, 3), (6, 8), (9, 9)])
@pytest.mark.parametrize("group", [group for family in FAMILIES.values() for group in family.GROUPS.values()])
def test_inputs_have_the_sides_that_are_wanted(group, sides):
    made = tasks(group, KEYS[:20], everywhere, (2, 2), (1, 1), Difficulty(sides))
    own = made.good[made.task]
    assert sides[0] == 1 or own.any()
    for grid in made.before.some(own):
        assert sides[0] <= min(grid.shape) <= max(grid.shape) <= sides[1]


def test_tasks_without_inputs_in_the_split_are_given_up():
    assert not tasks(FLIP, KEYS[:2], nowhere, (2, 2), (1, 1)).good.any()


def test_a_pair_without_an_output_is_given_up_and_can_still_be_written():
    nothing = Group(("x",), lambda grids, which: only_where(which < 0, grids), FLIP.draw)
    made = tasks(nothing, KEYS[:2], everywhere, (2, 2), (1, 1))
    assert not made.good.any()
    assert made.after.height.min() > 0


def test_tasks_of_groups_are_put_together_row_by_row():
    first = of([([[1, 2]], [[2, 1]]), ([[3, 4]], [[4, 3]])], [0, 1], [0, 0], [False, True], [5, 6])
    second = of([([[7], [8]], [[8], [7]]), ([[9]], [[1]])], [0, 0], [0, 1], [False, True], [7])
    made = all_together([first, second], [np.array([0, 2]), np.array([1])])
    assert [grid.tolist() for grid in made.before] == [[[1, 2]], [[7], [8]], [[9]], [[3, 4]]]
    assert [grid.tolist() for grid in made.after] == [[[2, 1]], [[8], [7]], [[1]], [[4, 3]]]
    assert made.task.tolist() == [0, 1, 1, 2]
    assert made.place.tolist() == [0, 0, 1, 0]
    assert made.is_test.tolist() == [False, False, True, True]
    assert made.which.tolist() == [5, 7, 6]


def test_a_row_is_the_same_in_whatever_batch():
    source = builder(families="flip,translate,symmetry,template,zindex")
    whole, some = source.batch("test", range(30)), source.batch("test", np.array([17, 4]))
    for column in ("prompt", "answer", "meta"):
        assert getattr(some, column).to_pylist() == [getattr(whole, column)[i].as_py() for i in (17, 4)]


def test_rows_have_the_pairs_that_are_wanted():
    for data in builder(families="flip", examples=(4, 4), tests=(2, 2)).batch("train", range(20)).data.to_pylist():
        names = [line for line in data.split("\n") if line[0] in "IO"]
        assert names == ["I0", "O0", "I1", "O1", "I2", "O2", "I3", "O3", "I4T", "O4T", "I5T", "O5T"]
        assert data.count("None") == 2


def test_only_the_groups_that_are_named_are_asked():
    made = builder(groups=("symmetry/line", "zindex/mask_of_top"), unique=False).batch("train", range(60))
    named = {tuple(sorted(text.split()))[1:] for text in made.benchmark.to_pylist()}
    assert {name for words in named for name in words if name.startswith("rule=")} == {"rule=line", "rule=mask_of_top"}


def test_meta_counts_what_fits_only_where_that_was_looked_for():
    with_counts, without = (
        json.loads(builder(families="flip", unique=unique).batch("train", range(1)).meta[0].as_py())
        for unique in (True, False)
    )
    assert with_counts["families"] >= 1
    assert with_counts["rules"] >= with_counts["families"]
    assert not {"families", "rules"} & without.keys()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"families": "flop"}, r"families='flop' is no family of puzzles; .*flip"),
        ({"groups": "flip/flop"}, r"groups='flip/flop' is no group of a family; .*flip/flip"),
        ({"families": "flip", "groups": "translate/translate"}, r"hold none of groups=.*leave one of them out"),
        ({"examples": (1, 3)}, r"examples=\(1, 3\): give fewest and most, from 2 to 9"),
        ({"examples": (5, 3)}, r"examples=\(5, 3\): give fewest and most, from 2 to 9"),
        ({"tests": (0, 1)}, r"tests=\(0, 1\): give fewest and most, from 1 to 9"),
        ({"tests": (1, 10)}, r"tests=\(1, 10\): give fewest and most, from 1 to 9"),
        ({"answer_encoding": "json"}, r"answer_encoding='json': puzzles say it by predict=; use that"),
    ],
)
def test_options_that_leave_no_puzzle_say_what_to_give(options, message):
    with pytest.raises(OptionError, match=message):
        builder(**options)


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"families": "flip", "min_side": 1, "max_side": 1}, "flip; change"),
        ({"groups": "erosion/all8", "min_side": 3, "max_side": 3}, "erosion/all8; change"),
        ({"groups": "grid/extract,edge/top", "max_side": 2, "unique": False}, "grid/extract; change"),
    ],
)
def test_sides_that_leave_no_puzzle_of_what_is_named_say_the_way_out(options, named):
    with pytest.raises(OptionError, match=rf"^sides from . to . leave no puzzle of {named} min_side or max_side"):
        builder(**options)


def test_groups_that_have_no_room_are_left_out_of_their_family():
    made = builder(families="erosion", min_side=3, max_side=3).batch("train", range(30))
    assert all(text.split("\n")[1].startswith("3 3 ") for text in made.data.to_pylist())
    assert not any("rule=all8" in keys for keys in made.benchmark.to_pylist())


def test_rows_of_a_split_without_puzzles_are_refused(monkeypatch):
    monkeypatch.setattr("oeis_qa.loaders.arc_rle.puzzles.tasks._ATTEMPTS", 3)
    monkeypatch.setattr("oeis_qa.loaders.arc_rle.questions.puzzles.lies_in", lambda words, **_: nowhere(words))
    with pytest.raises(CapacityError, match=r"puzzles, train: 0 of .* draws of solve gave a question; change min_side"):
        builder(families="flip").batch("train", range(1))
