"""Variants of tasks: each keeps the rule, and no two of one task show the same."""

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.arc_agi.plan import plan
from oeis_qa.loaders.arc_rle.arc_agi.variants import AUGMENT, changed, changes
from oeis_qa.loaders.arc_rle.task_text import parse
from tests.loaders.arc_rle.arc_agi.conftest import OTHER, PAIR, TASK

ALL = (1.0, 0.0, 0.0)


def plain_turn(grid, number):
    turns = number if number < 4 else 0
    made = np.rot90(grid, -turns)
    return {4: np.fliplr, 5: np.flipud, 6: np.transpose, 7: lambda g: np.rot90(np.transpose(g), 2)}.get(
        number, np.asarray
    )(made)


@pytest.mark.parametrize("augment", [AUGMENT, ("symmetries",), ("colours",), ("order",)])
def test_a_variant_is_the_task_turned_recoloured_and_in_another_order(augment):
    made = plan((), augment, "train", ALL)
    task = np.arange(len(made.names)).repeat(50)
    number = np.arange(len(task)) * 7919 % made.ways.counts()[task]
    for at, change in zip(task, zip(*changes(made.ways, task, number), strict=True), strict=True):
        symmetry, colours, order = change
        assert sorted(colours[:10]) == list(range(10))
        assert sorted(order) == list(range(10))
        pair = made.pairs.starts[at]
        grids = made.pairs.before.some(np.array([pair]))
        wanted = colours[plain_turn(grids[0], symmetry)]
        assert changed(grids, np.array([symmetry]), colours[None])[0].tolist() == wanted.tolist()


@pytest.mark.parametrize(
    ("augment", "size"),
    [((), 1 + 1), (("order",), 2 + 1), (("symmetries",), 8 + 4), (("symmetries", "order"), 8 * 2 + 4)],
)
def test_all_variants_of_small_tasks_show_something_else(written, built, augment, size):
    mirrored = {"train": [{"input": [[1, 2]], "output": [[2, 1]]}] * 2, "test": [{"input": [[1, 1]], "output": [[5]]}]}
    builder = built(source=written(a__json=TASK, b__json=mirrored), split_fractions=ALL, augment=augment)
    assert builder.capacity()["train"] == size
    data = builder.batch("train", range(size)).data.to_pylist()
    assert len(set(data)) == size


def test_all_recoloured_variants_of_a_task_are_distinct_and_keep_its_answer(written, built):
    task = {"train": [PAIR], "test": [{"input": [[1, 2]], "output": [[2, 1]]}]}
    builder = built(source=written(a__json=task), split_fractions=ALL, augment="colours", predict="rle")
    assert builder.capacity()["train"] == 10 * 9 * 8
    rows = builder.batch("train", range(720))
    assert len(set(rows.data.to_pylist())) == 720
    for data, answer in zip(rows.data.to_pylist(), rows.answer.to_pylist(), strict=True):
        (asked, unknown), *_ = parse(data).tests
        assert unknown is None
        assert answer == f"2 1 {asked[0, 1]}{asked[0, 0]}"


def test_colours_stay_where_an_answer_has_one_that_nothing_shows(written, built):
    task = {"train": [PAIR], "test": [{"input": [[1, 2]], "output": [[9, 9]]}]}
    assert built(source=written(a__json=task), split_fractions=ALL, augment="colours").capacity()["train"] == 1


def test_examples_of_one_look_keep_their_order(written, built):
    task = {"train": [OTHER, OTHER], "test": [PAIR]}
    assert built(source=written(a__json=task), split_fractions=ALL, augment="order").capacity()["train"] == 1
