"""Random images: each a function of its key alone, with sides, shares and lines as simon-arc-lab's page tells them."""

import itertools
from collections import Counter

import numpy as np
import pytest

from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle import images
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.images import binary_images, blocky_images, points, random_images, wire_images
from oeis_qa.streams import Stream

KEYS = Stream(1, "test")[np.arange(3_000)]
THREE, FOUR = (1, 1, 1, 2, 3, 4, 7, 11), (1, 1, 1, 1, 2, 2, 3, 3, 4, 7, 11)


def as_lists(grids):
    return [grid.tolist() for grid in grids]


@pytest.fixture
def without_lines(monkeypatch):
    monkeypatch.setattr(images, "_draw_lines", lambda keys, grids: None)


def bresenham(x, y, other_x, other_y):
    """Bresenham's line, by its error term."""
    dx, dy = abs(other_x - x), abs(other_y - y)
    right, down, error = (1 if x < other_x else -1), (1 if y < other_y else -1), dx - dy
    cells = [(x, y)]
    while (x, y) != (other_x, other_y):
        twice = 2 * error
        if twice > -dy:
            x, error = x + right, error - dy
        if twice < dx:
            y, error = y + down, error + dx
        cells.append((x, y))
    return cells


def test_an_image_is_a_function_of_its_key():
    whole = as_lists(random_images(KEYS[:200], (1, 30), (1, 30)))
    assert as_lists(random_images(KEYS[100:110], (1, 30), (1, 30))) == whole[100:110]
    assert as_lists(random_images(KEYS[:200][::-1], (1, 30), (1, 30))) == whole[::-1]
    assert as_lists(random_images(KEYS[7:8], (1, 30), (1, 30))) == whole[7:8]


def test_an_image_for_ever():
    assert random_images(np.array([7], np.uint64), (5, 5), (3, 3), colours=(4, 4))[0].tolist() == [
        [8, 4, 6, 2, 6],
        [6, 6, 5, 2, 5],
        [5, 5, 5, 9, 4],
    ]


def test_near_keys_share_nothing():
    drawn = random_images(np.arange(3_000, dtype=np.uint64), (8, 8), (8, 8), colours=(3, 4))
    assert len({grid.tobytes() for grid in drawn}) == 3_000
    agree = np.mean(drawn.cells[1:] == drawn.cells[:-1])
    assert agree == pytest.approx(np.mean(drawn.cells[100:] == drawn.cells[:-100]), abs=0.01)


def test_sides_are_equally_likely():
    grids = random_images(KEYS, (3, 6), (10, 12))
    assert_even(grids.width, range(3, 7))
    assert_even(grids.height, range(10, 13))
    assert abs(np.corrcoef(grids.width, grids.height)[0, 1]) < 0.09


def assert_even(drawn, values):
    """Every value within five standard deviations of its share."""
    assert set(drawn.tolist()) == set(values)
    share = len(drawn) / len(values)
    assert all(abs(count - share) < 5 * share**0.5 for count in Counter(drawn.tolist()).values())


@pytest.mark.usefixtures("without_lines")
def test_one_to_four_colours_are_equally_likely():
    grids = random_images(KEYS, (12, 12), (12, 12))
    counts = np.array([len(np.unique(grid)) for grid in grids])
    assert_even(counts, range(1, 5))
    assert_even(np.array([grid[0, 0] for grid in grids]), range(10))
    assert {len(np.unique(grid)) for grid in random_images(KEYS, (12, 12), (12, 12), colours=(2, 3))} == {2, 3}


@pytest.mark.usefixtures("without_lines")
def test_two_colours_share_a_grid_by_tenths():
    grids = random_images(KEYS, (10, 10), (10, 10), colours=(2, 2))
    fewer = np.array([min(Counter(grid.ravel().tolist()).values()) for grid in grids])
    assert_even(fewer, (10, 20, 30, 40, 50))


@pytest.mark.usefixtures("without_lines")
@pytest.mark.parametrize(("colours", "weights"), [(3, THREE), (4, FOUR)])
def test_more_colours_share_a_grid_by_weights(colours, weights):
    grids = random_images(KEYS, (30, 30), (30, 30), colours=(colours, colours))
    heavy = np.mean([max(Counter(grid.ravel().tolist()).values()) / 900 for grid in grids])
    assert heavy == pytest.approx(heaviest_share(weights, colours), abs=0.02)
    assert all(len(np.unique(grid)) == colours for grid in grids)


def heaviest_share(weights, colours):
    picks = list(itertools.combinations(weights, colours))
    return sum(max(pick) / sum(pick) for pick in picks) / len(picks)


@pytest.mark.usefixtures("without_lines")
def test_every_place_is_as_likely_to_be_of_the_lesser_colour():
    grids = random_images(KEYS, (4, 4), (5, 5), colours=(2, 2))
    lesser = np.zeros((5, 4))
    for grid in grids:
        values, counts = np.unique(grid, return_counts=True)
        lesser += grid == values[counts.argmin()]
    share = lesser.sum() / 20
    assert (abs(lesser - share) < 5 * share**0.5).all()


def test_a_line_is_bresenhams():
    ends = Stream(2, "lines").below(25, np.arange(8_000)).reshape(4, -1)
    x, y = points(*ends)
    for i, wanted in enumerate(bresenham(*map(int, line)) for line in ends.T):
        found = list(zip(x[i].tolist(), y[i].tolist(), strict=True))
        assert found[: len(wanted)] == wanted
        assert set(found[len(wanted) :]) <= {wanted[-1]}


def test_lines_by_hand():
    x, y = points(*np.array([[0, 3, 2], [0, 1, 2], [4, 0, 2], [2, 1, 2]]))
    assert list(zip(x[0].tolist(), y[0].tolist(), strict=True)) == [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2)]
    assert x[1].tolist() == [3, 2, 1, 0, 0]
    assert set(y[1].tolist()) == {1}
    assert set(x[2].tolist()) == set(y[2].tolist()) == {2}


def test_lines_bring_more_colours_than_four():
    counts = Counter(len(np.unique(grid)) for grid in random_images(KEYS, (20, 30), (20, 30)))
    assert max(counts) in (9, 10, 11)
    assert sum(counts[n] for n in range(5, 11)) > 1_000


def test_a_tenth_of_images_of_one_colour_have_no_line():
    plain = sum(len(np.unique(grid)) == 1 for grid in random_images(KEYS, (30, 30), (30, 30), colours=(1, 1)))
    assert plain == pytest.approx(300 + 30, abs=90)  # 0 lines, or one of the same colour


def test_binary_images_hold_tenths_of_ones():
    grids = binary_images(KEYS, (10, 10), (5, 5))
    ones = np.array([int(grid.sum()) for grid in grids])
    assert_even(ones, range(5, 50, 5))
    assert set(np.unique(grids.cells)) == {0, 1}


def test_wire_images_have_as_many_heads_as_tails_and_the_rest_is_wire_and_nothing():
    grids = wire_images(KEYS, (10, 10), (11, 11))
    counts = np.array([np.bincount(grid.ravel(), minlength=4) for grid in grids])
    assert counts.shape == (3_000, 4)
    share = counts * 12 / 110  # in twelfths: nothing 0 to 8, heads 1, tails 1, wire the rest
    empty = np.rint(share[:, 0])
    assert_even(empty.astype(int), range(9))
    assert abs(share - np.stack([empty, empty * 0 + 1, empty * 0 + 1, 10 - empty], axis=1)).max() < 0.2


def test_a_block_is_one_cell_of_a_smaller_image(monkeypatch):
    monkeypatch.setattr(images, "one_drawn", lambda keys, purpose, bound: fixed(keys, purpose, bound))
    grids = blocky_images(KEYS[:50], (7, 7), (5, 5))
    for grid in grids:
        assert grid.shape == (5, 7)
        assert all((grid[y] == grid[y // 2 * 2]).all() for y in range(5))  # blocks are two rows high ...
        assert all((grid[:, x] == grid[:, x // 3 * 3]).all() for x in range(7))  # ... and three columns wide


def fixed(keys, purpose, bound):
    known = {"block x": 2, "block y": 1}
    return np.full(len(keys), known[purpose]) if purpose in known else one_drawn(keys, purpose, bound)


def test_blocks_are_of_one_to_four_cells_each_way():
    grids = blocky_images(KEYS, (24, 24), (24, 24))
    widths = [np.flatnonzero((grid[:, 1:] != grid[:, :-1]).any(axis=0)) + 1 for grid in grids]
    steps = Counter(int(np.gcd.reduce(edges)) for edges in widths if len(edges) > 3)
    assert all(steps[width] == pytest.approx(steps.total() / 4, abs=150) for width in (1, 2, 3, 4))


def test_blocky_images_are_functions_of_their_keys():
    whole = as_lists(blocky_images(KEYS[:200], (1, 30), (1, 30)))
    assert as_lists(blocky_images(KEYS[90:99], (1, 30), (1, 30))) == whole[90:99]
    assert as_lists(wire_images(KEYS[5:6], (1, 30), (1, 30))) == as_lists(wire_images(KEYS[:9], (1, 30), (1, 30)))[5:6]


def test_the_smallest_and_the_largest():
    assert random_images(KEYS[:50], (1, 1), (1, 1)).cells.shape == (50, 1, 1)
    large = random_images(KEYS[:3], (99, 99), (99, 99))
    assert large.cells.shape == (3, 99, 99)
    assert large.cells.max() <= 9
    assert len(random_images(KEYS[:0], (1, 9), (1, 9))) == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"width": (0, 3)}, r"width=\(0, 3\): give the least and the most, from 1 to 99"),
        ({"height": (1, 100)}, r"height=\(1, 100\): give the least and the most, from 1 to 99"),
        ({"width": (5, 4)}, r"width=\(5, 4\)"),
        ({"colours": (1, 5)}, r"colours=\(1, 5\): give the least and the most, from 1 to 4"),
    ],
)
def test_ranges_that_cannot_be_are_refused(options, message):
    with pytest.raises(OptionError, match=message):
        random_images(KEYS[:1], **{"width": (1, 3), "height": (1, 3), **options})


def test_too_many_at_once_are_refused():
    with pytest.raises(OptionError, match="1,048,577 images at once: draw at most 1,048,576"):
        binary_images(np.broadcast_to(KEYS[:1], 2**20 + 1), (1, 1), (1, 1))
