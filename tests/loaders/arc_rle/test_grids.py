"""Grids: what goes in comes out, and what is no grid is refused."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, alike, merged, one
from oeis_qa.loaders.arc_rle.transforms import flipx

REAL = Path(__file__).parents[4] / "shared/data/arc-agi-1"  # beside the repository; not everybody has it


def test_grids_of_different_sizes_share_a_box():
    grids = Grids.of([[[1, 2], [3, 4]], [[5, 5, 5]]])
    assert grids.cells.tolist() == [
        [[1, 2, OUTSIDE], [3, 4, OUTSIDE]],
        [[5, 5, 5], [OUTSIDE, OUTSIDE, OUTSIDE]],
    ]
    assert len(grids) == 2
    assert grids[1].tolist() == [[5, 5, 5]]


def test_what_goes_in_comes_out(lists, batch, same):
    same(batch, lists)


def test_some_grids_have_boxes_no_larger_than_they_need():
    grids = Grids.of([[[1, 2], [3, 4]], [[5, 5, 5]], [[6]]])
    assert grids.some(np.array([2, 0])).cells.tolist() == [[[6, OUTSIDE], [OUTSIDE, OUTSIDE]], [[1, 2], [3, 4]]]
    assert grids.some(np.array([False, True, False])).cells.tolist() == [[[5, 5, 5]]]
    assert grids.some(slice(2, 3)).cells.tolist() == [[[6]]]
    assert len(grids.some(np.array([], int))) == 0


def test_merged_grids_stand_in_their_places():
    parts = [Grids.of([[[1, 2]], [[3]]]), Grids.of([[[4], [5]]]), Grids.of([])]
    whole = merged(parts, [np.array([2, 0]), np.array([1]), np.array([], int)])
    assert [grid.tolist() for grid in whole] == [[[3]], [[4], [5]], [[1, 2]]]
    assert whole.cells[0].tolist() == [[3, OUTSIDE], [OUTSIDE, OUTSIDE]]


def test_parts_come_together_again(batch, lists, same):
    odd = np.arange(len(batch)) % 2 == 1
    same(merged([batch.some(odd), batch.some(~odd)], [np.flatnonzero(odd), np.flatnonzero(~odd)]), lists)


def test_grids_are_alike_by_cells_and_sides_not_by_box():
    grids = Grids.of([[[1, 2]], [[1, 2]], [[1], [2]], [[0]], [[7]]])
    others = Grids.of([[[1, 2]], [[1, 3]], [[1, 2]], [[0, 0]], [[7]], [[9] * 9] * 9]).some(np.arange(5))
    assert alike(grids, others).tolist() == [True, False, False, False, True]
    large = Grids.of([[[1, 2]], [[1, 2]], [[1], [2]], [[0]], [[7]], [[9] * 9] * 9])
    assert alike(large, merged([large], [np.arange(6)])).all()


def test_no_grids_are_a_batch_too():
    assert len(flipx(Grids.of([]))) == 0


def test_an_operation_serves_one_grid():
    assert one(flipx, [[1, 2, 3]]).tolist() == [[3, 2, 1]]


def test_the_largest_grid_is_taken():
    assert Grids.of([np.zeros((99, 99), int)])[0].shape == (99, 99)


@pytest.mark.parametrize(
    ("grid", "message"),
    [
        ([[1, 2], [3]], "rows of different widths"),
        ([[1, 10]], "colour 10 in a grid; give colours 0 to 9"),
        ([[-1]], "colour -1 in a grid"),
        ([[0.5]], "a grid of float64"),
        ([["1"]], "a grid of <U1"),
        ([[1.0]], "a grid of float64"),
        ([[255]], "colour 255 in a grid"),
        ([[1, None]], "a grid of object"),
        (np.array([[1]], object), "a grid of object"),
        (None, r"a grid of shape \(\)"),
        ([[2**70]], "a grid of object"),
        ([[]], r"a grid of shape \(1, 0\) is none; give rows and columns, 1 to 99"),
        ([], r"a grid of shape \(0,\)"),
        ([1, 2], r"a grid of shape \(2,\)"),
        ([[[1]]], r"a grid of shape \(1, 1, 1\)"),
        ([[0] * 100], r"a grid of shape \(1, 100\)"),
        ([[0]] * 100, r"a grid of shape \(100, 1\)"),
    ],
)
def test_what_is_no_grid_is_refused(grid, message):
    with pytest.raises(GridError, match=message):
        Grids.of([[[1]], grid])


@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is not there")
def test_every_grid_of_the_real_tasks_is_taken(same):
    grids = [grid for path in sorted(REAL.glob("*.jsonl.gz")) for grid in grids_in(path)]
    assert len(grids) == 7_000
    same(Grids.of(grids), grids)


def grids_in(path):
    with gzip.open(path, "rt") as lines:
        pairs = [pair for line in lines for part in ("train", "test") for pair in json.loads(line)[part]]
    return [pair[side] for pair in pairs for side in ("input", "output")]
