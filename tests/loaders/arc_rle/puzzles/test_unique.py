"""What fits a task, worked by hand."""

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.puzzles import flip, translate, unique
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Group, by_parameter
from oeis_qa.loaders.arc_rle.puzzles.tasks import Tasks
from oeis_qa.loaders.arc_rle.transforms import flipx, identity, rotate_180


@pytest.fixture(autouse=True)
def two_families(monkeypatch):
    monkeypatch.setattr(unique, "FAMILIES", {"flip": flip, "translate": translate})


def of(*own_pairs, hidden=1):
    """Tasks of these pairs, the last ones of each of them tests."""
    pairs = [pair for own in own_pairs for pair in own]
    before, after = (Grids.of(grids) for grids in zip(*pairs, strict=True))
    task = np.repeat(np.arange(len(own_pairs)), [len(own) for own in own_pairs])
    place = np.concatenate([np.arange(len(own)) for own in own_pairs])
    is_test = np.concatenate([np.arange(len(own)) >= len(own) - hidden for own in own_pairs])
    none = np.zeros(len(own_pairs), np.int64)
    return Tasks(before, after, task, place, is_test, none, none == 0)


MIRRORED = ([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[3, 2, 1], [6, 5, 4], [9, 8, 7]])
MOVED = ([[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[3, 1, 2], [6, 4, 5], [9, 7, 8]])
# Mirrored left to right, these two are also moved: [1, 2] by one either way, [1, 1, 2] by one to the left.
PAIR, TRIPLE = ([[1, 2]], [[2, 1]]), ([[1, 1, 2]], [[2, 1, 1]])


def test_one_rule_fits_examples_that_only_it_makes():
    found = unique.fitting(of([MIRRORED, MIRRORED, TRIPLE]))
    assert (found.families.tolist(), found.rules.tolist(), found.unique.tolist()) == ([1], [1], [True])


def test_a_task_that_two_rules_explain_differently_is_refused():
    found = unique.fitting(of([PAIR, PAIR, MIRRORED]))
    assert found.families.tolist() == [2]
    assert found.rules.tolist() == [1 + 6]  # flip x; moves by one to either side, up, down or neither
    assert found.unique.tolist() == [False]


def test_rules_that_agree_on_the_tests_leave_one_answer():
    found = unique.fitting(of([PAIR, PAIR, ([[3, 4]], [[4, 3]])]))
    assert (found.families.tolist(), found.rules.tolist(), found.unique.tolist()) == ([2], [7], [True])


def test_every_test_of_a_task_has_to_agree():
    found = unique.fitting(of([PAIR, PAIR, ([[3, 4]], [[4, 3]]), MIRRORED], hidden=2))
    assert found.unique.tolist() == [False]


def test_every_example_has_to_fit_not_only_the_smallest():
    found = unique.fitting(of([PAIR, MIRRORED, TRIPLE], [MIRRORED, PAIR, MOVED]))
    assert (found.families.tolist(), found.rules.tolist(), found.unique.tolist()) == ([1, 1], [1, 1], [True, False])


def test_tasks_of_one_batch_do_not_touch_each_other():
    own = ([MIRRORED, MIRRORED, TRIPLE], [PAIR, PAIR, MIRRORED], [MOVED, MOVED, MOVED], [PAIR, PAIR, ([[5]], [[6]])])
    together, alone = unique.fitting(of(*own)), [unique.fitting(of(task)) for task in own]
    for name in unique.Fitting._fields:
        assert getattr(together, name).tolist() == [getattr(found, name)[0] for found in alone]


def test_many_tasks_are_tried_in_several_batches_with_the_same_result(monkeypatch):
    own = of(*[[MIRRORED, TRIPLE, PAIR], [PAIR, PAIR, MOVED], [MOVED, MOVED, MIRRORED]] * 5)
    whole = unique.fitting(own)
    monkeypatch.setattr(unique, "_TOGETHER", 2)
    for one, other in zip(whole, unique.fitting(own), strict=True):
        assert one.tolist() == other.tolist()


def test_a_family_counts_once_and_each_of_its_parameters(monkeypatch):
    class Turning:
        GROUPS = {
            "turn": Group(("x", "180"), by_parameter((flipx, rotate_180)), None),
            "same": Group(("same",), by_parameter((identity,)), None),
        }

    monkeypatch.setattr(unique, "FAMILIES", {"turning": Turning})
    found = unique.fitting(of([PAIR, PAIR, PAIR]))
    assert (found.families.tolist(), found.rules.tolist(), found.unique.tolist()) == ([1], [2], [True])
