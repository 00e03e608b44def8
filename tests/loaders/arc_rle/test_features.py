"""Features of neighbourhoods beside plain ones that ask cell by cell."""

import pytest

from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle import features
from oeis_qa.loaders.arc_rle.features import FEATURES, feature_named
from oeis_qa.loaders.arc_rle.grids import one

AROUND = ((-1, -1), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1))  # x, y in reading order
CORNERS, SIDES = (AROUND[0], AROUND[2], AROUND[5], AROUND[7]), (AROUND[1], AROUND[3], AROUND[4], AROUND[6])
PARTS = {
    "all9": (*AROUND, (0, 0)),
    "around_center": AROUND,
    "corners": CORNERS,
    "diamond4": SIDES,
    "diamond5": (*SIDES, (0, 0)),
}
WINDOW = (("tl", "tr"), ("bl", "br"), ("tl", "bl"), ("tr", "br"), ("tl", "br"), ("tr", "bl"))


def at(grid, x, y):
    return grid[y][x] if 0 <= x < len(grid[0]) and 0 <= y < len(grid) else None


def mapped(grid, value):
    return [[int(value(x, y)) for x in range(len(grid[0]))] for y in range(len(grid))]


def windows(grid, bit):
    def equal(x, y):
        seen = {"tl": at(grid, x - 1, y - 1), "tr": at(grid, x, y - 1), "bl": at(grid, x - 1, y), "br": at(grid, x, y)}
        one, other = WINDOW[bit]
        return int(seen[one] == seen[other])

    return [[equal(x, y) for x in range(len(grid[0]) + 1)] for y in range(len(grid) + 1)]


def opposite(grid, bit):
    dx, dy = AROUND[bit]

    def equal(x, y):
        return at(grid, x + dx, y + dy) == at(grid, x - dx, y - dy) is not None

    return mapped(grid, equal)


def center(grid, bit):
    dx, dy = AROUND[bit]
    return mapped(grid, lambda x, y: at(grid, x + dx, y + dy) == grid[y][x])


def colours(grid, part):
    return mapped(grid, lambda x, y: len({at(grid, x + dx, y + dy) for dx, dy in PARTS[part]} - {None}))


def matching(grid):
    return mapped(grid, lambda x, y: sum(at(grid, x + dx, y + dy) == grid[y][x] for dx, dy in AROUND))


def exactly(grid, k):
    return [[int(count == k) for count in line] for line in matching(grid)]


PLAIN = {
    **{f"shape2x2_bit{bit}": (windows, bit) for bit in range(6)},
    **{f"shape3x3_opposite_bit{bit}": (opposite, bit) for bit in range(4)},
    **{f"shape3x3_center_bit{bit}": (center, bit) for bit in range(8)},
    **{f"shape3x3_histogram_{part}": (colours, part) for part in PARTS},
    "count_neighbors_with_same_color": (matching,),
    "all_neighbors_matching_center": (exactly, 8),
    **{f"pixels_with_{k}_matching_neighbors": (exactly, k) for k in range(1, 9)},
}


def test_every_feature_has_a_plain_one():
    assert FEATURES.keys() == PLAIN.keys()


@pytest.mark.parametrize("name", PLAIN)
def test_a_feature_is_that_of_the_plain_one(lists, batch, same, name):
    plain, *options = PLAIN[name]
    same(FEATURES[name](batch), [plain(grid, *options) for grid in lists])


def test_a_window_reaches_over_the_border():
    assert one(features.shape2x2, [[5, 5]], 0).tolist() == [[1, 1, 1], [0, 1, 0]]
    assert one(features.shape2x2, [[5, 5], [5, 6]], 4).tolist() == [[0, 0, 1], [0, 0, 0], [1, 0, 0]]


def test_by_hand():
    grid = [[1, 1, 2], [3, 1, 1], [4, 5, 1]]
    assert one(features.shape3x3_opposite, grid, 0).tolist() == [[0, 0, 0], [0, 1, 0], [0, 0, 0]]
    assert one(features.shape3x3_opposite, grid, 1).tolist() == [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    assert one(features.shape3x3_center, grid, 0).tolist() == [[0, 0, 0], [0, 1, 1], [0, 0, 1]]
    assert one(features.unique_colours, grid, "all9").tolist() == [[2, 3, 2], [4, 5, 3], [4, 4, 2]]
    assert one(features.count_neighbors_with_same_color, grid).tolist() == [[2, 3, 0], [0, 4, 3], [0, 0, 2]]


def test_a_cell_alone_has_no_neighbours():
    assert one(features.unique_colours, [[3]], "around_center").tolist() == [[0]]
    assert one(features.unique_colours, [[3]], "diamond5").tolist() == [[1]]
    assert one(features.shape2x2, [[3]], 0).tolist() == [[1, 1], [0, 0]]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: feature_named("shape2x2_bit6"), "feature 'shape2x2_bit6' is not a feature; did you mean"),
        (lambda: one(features.shape2x2, [[1]], 6), "bit=6: give 0 to 5"),
        (lambda: one(features.shape3x3_opposite, [[1]], 4), "bit=4: give 0 to 3"),
        (lambda: one(features.shape3x3_center, [[1]], -1), "bit=-1: give 0 to 7"),
        (lambda: one(features.unique_colours, [[1]], "diamond"), "neighbourhood='diamond' is not a neighbourhood"),
        (lambda: one(features.pixels_with_k_matching_neighbors, [[1]], 9), "k=9: a cell has 0 to 8 neighbours"),
    ],
)
def test_what_is_unknown_is_refused(call, message):
    with pytest.raises(OptionError, match=message):
        call()
