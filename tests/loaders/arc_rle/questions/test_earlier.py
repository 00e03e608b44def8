"""Earlier predictions: what was changed, and that none of them is right."""

import dataclasses

import numpy as np
import pytest

import oeis_qa
from oeis_qa.loaders.arc_rle.grids import Grids, alike
from oeis_qa.loaders.arc_rle.images import random_images
from oeis_qa.loaders.arc_rle.questions.earlier import earlier, swapped
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.transforms import flipx
from oeis_qa.streams import Stream

KINDS = ("distorted_answer", "distorted_input", "wrong_pixel")
WANTED = oeis_qa.load_dataset_builder("arc_rle", "puzzles").config.wanted("train")


def rows_of(count):
    return Rows(Stream(4, "tests")[np.arange(count)], WANTED)


def images(count, sides=(1, 12)):
    return random_images(Stream(5, "tests")[np.arange(count)], sides, sides)


def changed(one, other):
    return [(a != b).sum() for a, b in zip(one, other, strict=True)]


def test_swaps_keep_the_cells_of_a_grid_and_change_at_most_two_in_ten():
    grids = images(300)
    for before, after in zip(grids, swapped(rows_of(300), grids), strict=True):
        assert sorted(before.ravel().tolist()) == sorted(after.ravel().tolist())
        assert (before != after).sum() <= 2 * max(before.size // 10, 1)


def test_a_single_swap_is_of_neighbours_and_can_be_of_any():
    grids = Grids.of([[[1, 2], [3, 4]]] * 200)
    found = {str(grid.tolist()) for grid in swapped(rows_of(200), grids)}
    assert found == {"[[2, 1], [3, 4]]", "[[1, 2], [4, 3]]", "[[3, 2], [1, 4]]", "[[1, 4], [3, 2]]"}


def test_a_single_cell_has_nothing_to_be_swapped_with():
    grids = Grids.of([[[7]], [[3]]])
    assert [grid.tolist() for grid in swapped(rows_of(2), grids)] == [[[7]], [[3]]]


@pytest.mark.parametrize("kind", KINDS)
def test_no_prediction_is_right(kind):
    before = images(400, (1, 3))
    after = flipx(before)
    assert not alike(earlier(rows_of(400), kind, before, after), after).any()


@pytest.mark.parametrize("kind", KINDS)
def test_where_swaps_leave_the_answer_one_pixel_is_wrong(kind):
    grids = Grids.of([[[5, 5], [5, 5]], [[1]]])
    assert changed(grids, earlier(rows_of(2), kind, grids, grids)) == [1, 1]


def test_one_wrong_pixel_is_one():
    grids = images(100)
    assert set(changed(grids, earlier(rows_of(100), "wrong_pixel", grids, grids))) == {1}


def test_a_distorted_input_has_the_cells_of_the_input():
    before, after = images(50, (5, 9)), images(100, (5, 9)).some(np.arange(50, 100))
    for one, other in zip(before, earlier(rows_of(50), "distorted_input", before, after), strict=True):
        assert sorted(one.ravel().tolist()) == sorted(other.ravel().tolist())


def test_a_prediction_is_the_same_in_whatever_batch():
    grids, rows = images(60), rows_of(60)
    whole = swapped(rows, grids)
    at = np.array([41, 7])
    some = swapped(dataclasses.replace(rows, keys=rows.keys[at]), grids.some(at))
    assert [grid.tolist() for grid in some] == [whole[41].tolist(), whole[7].tolist()]
