"""Boxes and stretches, what inputs are made of, and the background that rules read off."""

import numpy as np
import pytest
from scipy import ndimage

from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.puzzles.boxes import NO_BOX, boxed, drawn_in_cells
from oeis_qa.loaders.arc_rle.puzzles.ground import background, last_things, things
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw
from oeis_qa.loaders.arc_rle.puzzles.stretches import diagonals
from oeis_qa.loaders.arc_rle.puzzles.turned import turned
from oeis_qa.loaders.arc_rle.symmetry import IMAGES
from oeis_qa.streams import Stream

KEYS = Stream(6, "boxes")[np.arange(300)]
SIDES = np.arange(300) % 9 + 8


@pytest.fixture(scope="module")
def numbers():
    return boxed(KEYS, SIDES, SIDES[::-1].copy(), least=3)


def test_two_to_four_boxes_of_at_least_three_cells_a_side_never_touch(numbers):
    counts = set()
    for grid in numbers:
        found, count = ndimage.label(grid != NO_BOX, np.ones((3, 3)))
        counts.add(count)
        assert count == len(np.unique(grid[grid != NO_BOX]))
        for box, (rows, columns) in enumerate(ndimage.find_objects(found), start=1):
            assert (found[rows, columns] == box).all()
            assert min(found[rows, columns].shape) >= 3
    assert counts == {2, 3, 4}


def test_boxes_lie_inside_their_grids(numbers):
    for grid, height, width in zip(numbers, SIDES, SIDES[::-1], strict=True):
        assert (grid[height:] == NO_BOX).all()
        assert (grid[:, width:] == NO_BOX).all()


def test_a_small_grid_holds_smaller_boxes_or_none():
    one = boxed(KEYS, np.ones(300, np.int64), np.ones(300, np.int64), least=3)
    assert set(np.unique(one)) <= {NO_BOX, 0, 1, 2, 3}


def test_a_place_is_drawn_the_same_in_larger_boxes():
    small, large = (drawn_in_cells(KEYS, "test", 10, shape) for shape in ((4, 5), (9, 12)))
    assert np.array_equal(small, large[:, :4, :5])


def test_stretches_on_the_diagonal_are_blocks_whose_neighbours_have_other_colours():
    drawn = diagonals(Draw(KEYS, KEYS, np.zeros(300, np.int64), None))
    for grid, ground in zip(drawn, background(drawn).ravel(), strict=True):
        for upright in (grid, grid[:, ::-1]):
            line = upright.diagonal()
            if (line != ground).all():
                break
        number = np.cumsum(np.diff(line, prepend=line[:1]) != 0)
        assert np.array_equal(upright, np.where(number[:, None] == number, line, ground))


def test_the_background_is_the_commonest_colour_and_of_several_the_lowest():
    grids = Grids.of([[[7, 7, 2]], [[3, 2]], [[9]]])
    assert background(grids).ravel().tolist() == [7, 2, 9]
    assert things(grids)[0].tolist() == [[False, False, True]]


def test_the_last_thing_is_the_nearest_up_to_a_cell():
    assert last_things(Grids.of([[[0, 4, 0, 5, 0, 0]]]))[0].tolist() == [[0, 4, 4, 5, 5, 5]]


def test_an_operation_is_turned():
    def with_first_row_cleared(grids):
        cells = grids.cells.copy()
        cells[:, 0] = 0
        return grids.filled(cells)

    rule, ways = turned(with_first_row_cleared, IMAGES), np.arange(len(IMAGES))
    made = rule(Grids.of([[[1, 2], [3, 4]]] * len(IMAGES)), ways)
    cleared = {way: made[i].tolist() for i, way in enumerate(IMAGES)}
    assert cleared == {
        "orig": [[0, 0], [3, 4]],
        "flipx": [[0, 0], [3, 4]],
        "flipy": [[1, 2], [0, 0]],
        "180": [[1, 2], [0, 0]],
        "flipa": [[0, 2], [0, 4]],
        "flipb": [[1, 0], [3, 0]],
        "cw": [[1, 0], [3, 0]],
        "ccw": [[0, 2], [0, 4]],
    }
