"""Contents: one word for equal grids, other words for others, and the split that it decides."""

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.contents import contents, contents_of, lies_in, spelled, together
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.splits import SPLITS

NEAR = [
    [[0]],
    [[1]],
    [[0, 0]],
    [[0], [0]],
    [[0, 0], [0, 0]],
    [[1, 0]],
    [[0, 1]],
    [[1], [0]],
    [[0, 1, 0]],
    [[0, 1], [0, 0]],
]


def test_equal_grids_alone_have_equal_contents(lists):
    different = {str(grid): grid for grid in [*NEAR, *lists]}
    words = contents(Grids.of(list(different.values())))
    assert len(set(words.tolist())) == len(different)


def test_a_grid_has_its_content_in_whatever_box():
    alone = [int(contents(Grids.of([grid]))[0]) for grid in NEAR]
    assert contents(Grids.of([*NEAR, [[7] * 99] * 99]))[:-1].tolist() == alone


def test_no_grids_have_no_contents():
    assert len(contents(Grids.of([]))) == 0


def test_a_content_for_ever():
    assert spelled(contents(Grids.of([[[1, 2], [3, 4]]]))).to_pylist() == ["8897a9661ccf86ea"]


def test_rows_of_numbers_have_contents_by_their_places():
    words = contents_of(np.array([[1, 2, 3], [1, 2, 3], [3, 2, 1], [1, 2, 4]], np.uint64))
    assert words[0] == words[1]
    assert len(set(words.tolist())) == 3


def test_several_contents_count_in_their_order():
    one, other = contents(Grids.of([[[1]]])), contents(Grids.of([[[2]]]))
    assert together(one, other) == together(one, other)
    assert len({int(words[0]) for words in (together(one, other), together(other, one), together(one, one))}) == 3


def test_contents_lie_in_one_split_each_by_the_fractions():
    grids = np.stack(np.meshgrid(*[np.arange(10)] * 4), axis=-1).reshape(-1, 2, 2).astype(np.uint8)
    words = contents(Grids(grids, np.full(10_000, 2), np.full(10_000, 2)))
    held = np.stack([lies_in(words, split, (0.8, 0.1, 0.1)) for split in SPLITS])
    assert (held.sum(axis=0) == 1).all()
    assert held.mean(axis=1) == pytest.approx([0.8, 0.1, 0.1], abs=0.02)


def test_the_ends_of_the_line_of_contents():
    words = np.array([0, 2**63, 2**64 - 1], np.uint64)
    assert lies_in(words, "train", (0.5, 0.5, 0.0)).tolist() == [True, False, False]
    assert spelled(words).to_pylist() == ["0" * 16, "8" + "0" * 15, "f" * 16]
