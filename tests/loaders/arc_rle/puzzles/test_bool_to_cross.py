"""Cases of bool, color, compress, count and cross that were worked out by hand."""

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.difficulty import Difficulty
from oeis_qa.loaders.arc_rle.puzzles.tasks import tasks
from oeis_qa.streams import Stream


def made(name, parameter, grid):
    """What the rule of a group makes of one grid, [] for nothing."""
    family, group = name.split("/")
    own = FAMILIES[family].GROUPS[group]
    return own.rule(Grids.of([grid]), np.array([list(own.parameters).index(parameter)]))[0].tolist()


WALLED = [[1, 1, 5, 1, 2], [1, 2, 5, 1, 1], [2, 1, 5, 2, 1]]
UPRIGHT = [[3, 3, 4], [3, 4, 3], [6, 6, 7], [6, 6, 6]]
FOUND = [[0, 0, 0, 0, 0, 0], [0, 7, 8, 0, 0, 5], [0, 8, 8, 0, 0, 0], [0, 0, 0, 0, 5, 0]]
FRAMED = [[9, 9, 9, 9, 9], [9, 1, 2, 1, 9], [9, 1, 1, 2, 9], [9, 9, 9, 9, 9], [9, 9, 9, 9, 9]]
CROSSED = [[0, 3, 0, 0], [5, 0, 5, 5], [0, 3, 0, 0]]
SLANTED = [[4, 0, 0, 4, 0], [0, 4, 4, 0, 0], [0, 4, 4, 0, 0], [4, 0, 0, 4, 0]]


@pytest.mark.parametrize(
    ("name", "parameter", "before", "after"),
    [
        ("bool/or", ("x", 8), WALLED, [[1, 8], [1, 8], [8, 1]]),
        ("bool/and", ("x", 8), WALLED, [[1, 1], [1, 1], [8, 1]]),
        ("bool/xor", ("x", 8), WALLED, [[1, 8], [1, 8], [1, 1]]),
        ("bool/and", ("y", 0), UPRIGHT, [[3, 3, 0], [3, 3, 3]]),
        ("bool/xor", ("y", 0), UPRIGHT, [[3, 3, 3], [3, 0, 3]]),
        ("compress/compress", "xy", [[1, 1, 2], [1, 1, 2], [3, 3, 3]], [[1, 2], [3, 3]]),
        ("compress/compress", "xy", [[1, 2, 1], [1, 2, 1], [1, 2, 1]], [[1, 2, 1]]),
        ("count/repeat_x", "10/11", [[3, 0, 0], [0, 0, 3]], [[3, 0, 3, 0], [3, 3, 3, 3]]),
        ("count/repeat_y", "01", [[3, 0, 0], [0, 0, 3]], [[0, 3], [0, 3]]),
        ("count/repeat_found_x", "x", FOUND, [[7, 8, 7, 8], [8, 8, 8, 8]]),
        ("count/repeat_found_y", "y", FOUND, [[7, 8], [8, 8], [7, 8], [8, 8]]),
        ("cross/color", ("lr", "tb", "both"), CROSSED, [[0, 3, 0, 0], [5, 5, 5, 5], [0, 3, 0, 0]]),
        ("cross/color", ("lr", "tb", "first"), CROSSED, [[0, 0, 0, 0], [5, 5, 5, 5], [0, 0, 0, 0]]),
        ("cross/color", ("lr", "tb", "second"), CROSSED, [[0, 3, 0, 0]] * 3),
        ("cross/color", ("lr", "tb", "crossing"), CROSSED, [[0, 0, 0, 0], [0, 5, 0, 0], [0, 0, 0, 0]]),
        ("cross/mask", ("tb", "tlbr", "second"), [[6, 6, 0], [0, 9, 0], [0, 6, 6]], [[6, 0, 0], [0, 6, 0], [0, 0, 6]]),
        ("cross/intersection", ("tb", "trbl"), [[0, 0, 0], [0, 4, 0]], [[0, 4, 4], [0, 4, 0]]),
        ("cross/intersection", ("lr",), [[0, 0, 0], [0, 4, 0]], [[0, 0, 0], [4, 4, 4]]),
        ("color/replace_same_palette_no_padding", (2, 6), [[1, 2], [2, 3]], [[1, 6], [6, 3]]),
        ("color/replace_same_palette_crop", (2, 6), FRAMED, [[1, 6, 1], [1, 1, 6]]),
        ("color/replace_different_palettes_no_padding", ("b", 4), [[2, 2, 7], [2, 7, 2]], [[7, 7, 4], [7, 4, 7]]),
        ("color/replace_different_palettes_crop", ("donothing", None), FRAMED, [[1, 2, 1], [1, 1, 2]]),
        ("color/replace_different_palettes_crop", ("h", None), FRAMED, [[2, 1, 2], [2, 2, 1]]),
        ("color/swap_colors", ("h", None), [[1, 2, 2]], [[2, 1, 1]]),
        ("color/most_popular_nxm", (3, 2), [[1, 2, 2]], [[2, 2, 2], [2, 2, 2]]),
        ("color/least_popular_nxm", (1, 2), [[1, 2, 2]], [[1], [1]]),
        ("color/most_popular_same", "same", [[1, 2, 2]], [[2, 2, 2]]),
        ("color/least_popular_same", "same", [[1, 2, 2]], [[1, 1, 1]]),
        ("color/most_and_least_popular", 0, [[1, 2, 2]], [[2, 1]]),
        ("color/most_and_least_popular", 90, [[1, 2, 2]], [[1], [2]]),
        ("color/most_and_least_popular", 180, [[1, 2, 2]], [[1, 2]]),
        ("color/most_and_least_popular", 270, [[1, 2, 2]], [[2], [1]]),
        ("color/swap_most_and_least_popular", "swap", [[1, 2, 2, 2, 3, 3]], [[2, 1, 1, 1, 3, 3]]),
    ],
)
def test_a_rule_makes_of_a_grid_what_its_docstring_says(name, parameter, before, after):
    assert made(name, parameter, before) == after


@pytest.mark.parametrize(
    ("letter", "frame", "common", "rare"),
    [("a", 9, 1, 7), ("b", 9, 2, 7), ("c", 2, 1, 9), ("d", 2, 9, 1), ("e", 9, 9, 1), ("f", 9, 1, 9), ("g", 9, 9, 2)],
)
def test_a_map_says_what_becomes_of_the_frame_and_of_the_two_colours_in_it(letter, frame, common, rare):
    wanted = [[{9: frame, 1: common, 2: rare}[cell] for cell in row] for row in FRAMED]
    answer = 7 if letter in "ab" else None
    assert made("color/replace_different_palettes_padding", (letter, answer), FRAMED) == wanted


@pytest.mark.parametrize(
    ("name", "parameter", "grid"),
    [
        ("bool/or", ("x", 8), [[1, 2, 5, 1, 1]]),  # the second half has one colour
        ("bool/or", ("x", 8), [[1, 2, 5, 1, 2], [2, 1, 4, 2, 1]]),  # the wall has two
        ("count/repeat_x", "01", [[1, 2, 3]]),
        ("count/repeat_x", "01", [[3, 0] * 10]),  # ten pixels
        ("count/repeat_found_x", "x", [[0, 7, 8, 0, 0]]),  # no pixel
        ("count/repeat_found_x", "x", [[5, 0, 7, 8, 0, 4]] + [[0] * 6] * 3),  # pixels of two colours
        ("count/repeat_found_x", "x", [[5, 0, 7, 8], [0, 0, 7, 0], [0] * 4]),  # a hole in the pattern
        ("cross/mask", ("lr", "tb", "both"), CROSSED),  # the lines differ
        ("cross/color", ("lr", "tb", "both"), [[0, 3, 0, 6], [5, 0, 5, 5], [0, 3, 0, 0]]),  # a cell more
        ("cross/mask", ("tlbr", "trbl", "crossing"), SLANTED),  # they meet between cells
        ("cross/intersection", ("lr",), [[0, 4, 4], [0, 0, 0]]),
        ("color/replace_same_palette_no_padding", (2, 6), [[1, 3]]),
        ("color/replace_same_palette_crop", (2, 6), [[1, 2], [1, 1]]),  # the corners differ
        ("color/replace_different_palettes_padding", ("c", None), [[1, 2, 1], [3, 1, 3], [1, 2, 1]]),  # no frame
        ("color/swap_colors", ("h", None), [[1, 2, 3]]),
        ("color/swap_colors", ("h", None), [[1, 2]]),  # none is rarer
        ("color/most_popular_same", "same", [[1, 2]]),
        ("color/most_popular_same", "same", [[2, 2]]),
        ("color/least_popular_nxm", (1, 1), [[1, 2, 3, 3]]),
        ("color/most_and_least_popular", 0, [[1, 2, 2, 3, 3]]),
    ],
)
def test_a_rule_says_nothing_of_a_grid_that_it_does_not_fit(name, parameter, grid):
    assert made(name, parameter, grid) == []


def pairs_of(group, sides=None):
    keys = Stream(1, "pairs")[np.arange(50)]
    return tasks(group, keys, lambda words: np.ones(len(words), bool), (2, 3), (1, 1), Difficulty(sides))


def test_every_pair_of_bool_tells_the_three_operations_apart():
    groups = FAMILIES["bool"].GROUPS
    pairs = pairs_of(groups["and"])
    which = pairs.which[pairs.task]
    outputs = [[grid.tolist() for grid in group.rule(pairs.before, which)] for group in groups.values()]
    for each in zip(*outputs, strict=True):
        assert len({str(grid) for grid in each}) == 3


@pytest.mark.parametrize("family", ["bool", "color", "compress", "count", "cross"])
@pytest.mark.parametrize("sides", [(6, 9), (97, 99)])
def test_inputs_keep_to_the_sides_that_are_wanted(family, sides):
    for group in FAMILIES[family].GROUPS.values():
        pairs = pairs_of(group, sides)
        assert pairs.good.all()
        for side in (pairs.before.height, pairs.before.width):
            assert sides[0] <= side.min() <= side.max() <= sides[1]


def test_pixels_of_count_touch_nothing():
    for grid in pairs_of(FAMILIES["count"].GROUPS["repeat_x"]).before:
        own = min(np.unique(grid), key=lambda colour: (grid == colour).sum())
        marked = np.pad(grid == own, 1)
        around = sum(np.roll(marked, (down, right), (0, 1)) for down in (-1, 0, 1) for right in (-1, 0, 1))
        assert (np.where(marked, around, 0) <= 1).all()
