"""Transforms and recipes beside plain ones on lists, and the group that flips and turns make."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle import transforms
from oeis_qa.loaders.arc_rle.grids import Grids, one
from oeis_qa.loaders.arc_rle.symmetry import IMAGES, RECTANGULAR, built, layout_of
from oeis_qa.loaders.arc_rle.transforms import TRANSFORMS, column, row, scaled_down, scaled_up

FEW = settings(deadline=None, max_examples=60)
FLAT = [[1, 2, 3], [4, 5, 6]]
rectangles = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=6)
)


def columns_of(grid):
    return [[line[x] for line in grid] for x in range(len(grid[0]))]


def mirrored(grid):
    return [line[::-1] for line in grid]


def without_repeats(lines):
    return [line for line, _ in itertools.groupby(lines)]


PLAIN = {
    "flipx": mirrored,
    "flipy": lambda grid: grid[::-1],
    "flipa": columns_of,
    "flipb": lambda grid: mirrored(columns_of(mirrored(grid))),
    "rotate_cw": lambda grid: mirrored(columns_of(grid)),
    "rotate_ccw": lambda grid: columns_of(mirrored(grid)),
    "rotate_180": lambda grid: mirrored(grid[::-1]),
    "translate_x_minus1": lambda grid: [line[1:] + line[:1] for line in grid],
    "translate_x_plus1": lambda grid: [line[-1:] + line[:-1] for line in grid],
    "translate_y_minus1": lambda grid: grid[1:] + grid[:1],
    "translate_y_plus1": lambda grid: grid[-1:] + grid[:-1],
    "compress_x": lambda grid: columns_of(without_repeats(columns_of(grid))),
    "compress_y": without_repeats,
    "compress_xy": lambda grid: without_repeats(columns_of(without_repeats(columns_of(grid)))),
}


@pytest.mark.parametrize("name", TRANSFORMS)
def test_a_transform_is_that_of_plain_lists(lists, batch, same, name):
    same(TRANSFORMS[name](batch), [PLAIN[name](grid) for grid in lists])


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("flipx", [[3, 2, 1], [6, 5, 4]]),
        ("flipy", [[4, 5, 6], [1, 2, 3]]),
        ("flipa", [[1, 4], [2, 5], [3, 6]]),
        ("flipb", [[6, 3], [5, 2], [4, 1]]),
        ("rotate_cw", [[4, 1], [5, 2], [6, 3]]),
        ("rotate_ccw", [[3, 6], [2, 5], [1, 4]]),
        ("rotate_180", [[6, 5, 4], [3, 2, 1]]),
        ("translate_x_plus1", [[3, 1, 2], [6, 4, 5]]),
        ("translate_y_minus1", [[4, 5, 6], [1, 2, 3]]),
    ],
)
def test_by_hand(name, wanted):
    assert one(TRANSFORMS[name], FLAT).tolist() == wanted


def test_compressing_by_hand():
    grid = [[1, 1, 2, 2, 1], [1, 1, 2, 2, 1], [3, 3, 2, 2, 3]]
    assert one(TRANSFORMS["compress_x"], grid).tolist() == [[1, 2, 1], [1, 2, 1], [3, 2, 3]]
    assert one(TRANSFORMS["compress_xy"], grid).tolist() == [[1, 2, 1], [3, 2, 3]]
    assert one(TRANSFORMS["compress_xy"], [[7] * 9] * 9).tolist() == [[7]]


@FEW
@given(rectangles)
def test_four_quarter_turns_are_none(grid):
    turned = Grids.of([grid])
    for _ in range(4):
        turned = transforms.rotate_cw(turned)
    assert turned[0].tolist() == grid


@FEW
@given(rectangles, st.sampled_from(["flipx", "flipy", "flipa", "flipb", "rotate_180"]))
def test_a_flip_undoes_itself(grid, name):
    flip = TRANSFORMS[name]
    assert flip(flip(Grids.of([grid])))[0].tolist() == grid


@FEW
@given(rectangles)
def test_what_undoes_what(grid):
    grids = Grids.of([grid])
    assert transforms.rotate_ccw(transforms.rotate_cw(grids))[0].tolist() == grid
    for axis in "xy":
        there = TRANSFORMS[f"translate_{axis}_plus1"](grids)
        assert TRANSFORMS[f"translate_{axis}_minus1"](there)[0].tolist() == grid


@FEW
@given(rectangles, st.integers(1, 7), st.integers(1, 7))
def test_scaling_down_undoes_scaling_up(grid, x, y):
    large = scaled_up(Grids.of([grid]), x, y)
    assert large[0].tolist() == [[cell for cell in line for _ in range(x)] for line in grid for _ in range(y)]
    assert scaled_down(large, x, y)[0].tolist() == grid


@FEW
@given(rectangles, st.integers(1, 7), st.integers(1, 7))
def test_compressing_sees_no_scale(grid, x, y):
    compressed = one(TRANSFORMS["compress_xy"], grid)
    assert np.array_equal(compressed, TRANSFORMS["compress_xy"](scaled_up(Grids.of([grid]), x, y))[0])
    assert np.array_equal(compressed, one(TRANSFORMS["compress_xy"], compressed))


def test_each_grid_has_its_own_scale(same):
    small = [FLAT, [[9]], [[1, 2]]]
    large = scaled_up(Grids.of(small), np.array([2, 7, 1]), np.array([1, 2, 3]))
    same(large, [[[1, 1, 2, 2, 3, 3], [4, 4, 5, 5, 6, 6]], [[9] * 7] * 2, [[1, 2]] * 3])
    same(scaled_down(large, np.array([2, 7, 1]), np.array([1, 2, 3])), small)


def test_rows_and_columns(lists, batch, same):
    same(row(batch, 0), [[grid[0]] for grid in lists])
    same(column(batch, 0), [[columns_of(grid)[0]] for grid in lists])
    same(row(batch, batch.height - 1), [[grid[-1]] for grid in lists])
    same(column(batch, batch.width - 1), [[columns_of(grid)[-1]] for grid in lists])
    assert one(column, FLAT, 1).tolist() == [[2, 5]]


@pytest.mark.parametrize(
    ("recipe", "wanted"),
    [
        ("hstack(orig flipx)", [[1, 2, 2, 1], [3, 4, 4, 3]]),
        ("vstack(180 orig)", [[4, 3], [2, 1], [1, 2], [3, 4]]),
        ("2x2(orig flipx flipy 180)", [[1, 2, 2, 1], [3, 4, 4, 3], [3, 4, 4, 3], [1, 2, 2, 1]]),
        ("hstack(cw ccw flipa flipb)", [[3, 1, 2, 4, 1, 3, 4, 2], [4, 2, 1, 3, 2, 4, 3, 1]]),
    ],
)
def test_recipes_by_hand(recipe, wanted):
    assert one(built, [[1, 2], [3, 4]], [recipe]).tolist() == wanted


@FEW
@given(
    st.lists(rectangles, min_size=1, max_size=4), st.lists(st.sampled_from(sorted(RECTANGULAR)), min_size=4, max_size=4)
)
def test_recipes_are_those_of_plain_lists(grids, names):
    def plain(name, grid):
        return grid if name == "orig" else PLAIN[{"180": "rotate_180"}.get(name, name)](grid)

    def joined(parts):
        return list(itertools.chain.from_iterable(parts))

    def beside(images):
        return [joined(lines) for lines in zip(*images, strict=True)]

    batch, listed = Grids.of(grids), " ".join(names)
    for i, grid in enumerate(grids):
        images = [plain(name, grid) for name in names]
        wanted = {
            f"hstack({listed})": beside(images),
            f"vstack({listed})": joined(images),
            f"2x2({listed})": beside(images[:2]) + beside(images[2:]),
        }
        for recipe, stacked in wanted.items():
            assert built(batch, [recipe] * len(grids))[i].tolist() == stacked


def test_each_grid_has_its_own_recipe(same):
    grids = Grids.of([FLAT, [[7]], [[1, 2], [3, 4]]])
    recipes = ["vstack(orig flipy)", "hstack(orig 180 orig orig orig)", "2x2(orig cw ccw flipa)"]
    turned = [[1, 2, 3, 1], [3, 4, 4, 2], [2, 4, 1, 3], [1, 3, 2, 4]]
    same(built(grids, recipes), [[*FLAT, *FLAT[::-1]], [[7] * 5], turned])


def test_a_recipe_is_read():
    assert layout_of("2x2(orig cw ccw 180)") == [["orig", "cw"], ["ccw", "180"]]
    assert layout_of("hstack(orig cw ccw)") == [["orig", "cw", "ccw"]]
    assert layout_of("vstack(orig cw)") == [["orig"], ["cw"]]
    assert set(IMAGES) == {"orig", "flipx", "flipy", "180", "flipa", "flipb", "cw", "ccw"}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: one(scaled_up, [[1]], 0, 1), "x=0: a scale is 1 to 7"),
        (lambda: one(scaled_up, [[1]], 1, 8), "y=8: a scale is 1 to 7"),
        (lambda: one(scaled_up, [[1]], 1.5, 1), "x=1.5: give one whole number, or one for each of the 1 grids"),
        (lambda: one(row, FLAT, np.array([0, 1])), r"row=array\(\[0, 1\]\): give one whole number, or one for each"),
        (lambda: one(built, FLAT, "hstack(orig orig)"), "recipes='hstack"),
        (lambda: one(built, FLAT, []), r"recipes=\[\] for 1 grids: give a list with one for each"),
        (lambda: one(scaled_up, [[1] * 50], 2, 1), "a grid would be over 99; take smaller factors"),
        (lambda: one(scaled_down, [[1, 1, 1]], 2, 1), "grid 0 cannot be scaled down by x=2, y=1"),
        (lambda: one(scaled_down, [[1, 2]], 2, 1), "grid 0 cannot be scaled down by x=2, y=1"),
        (lambda: one(scaled_down, [[1]], 1, 7), "grid 0 cannot be scaled down by x=1, y=7"),
        (lambda: one(row, FLAT, 2), "row 2 of a grid that has 0 to 1"),
        (lambda: one(column, FLAT, -1), "column -1 of a grid that has 0 to 2"),
        (lambda: one(built, [[1]], ["hstack"]), "recipe 'hstack': write hstack, vstack, 2x2 and names"),
        (lambda: one(built, [[1]], ["stack(orig orig)"]), "recipe 'stack"),
        (lambda: one(built, [[1]], ["hstack(orig flip)"]), "names 'flip'; did you mean 'flipy'"),
        (lambda: one(built, [[1]], ["hstack(orig)"]), "names 1 images: 2x2 takes 4, a stack 2 to 5"),
        (lambda: one(built, [[1]], ["2x2(orig orig)"]), "names 2 images"),
        (lambda: one(built, FLAT, ["vstack(orig cw)"]), "need square grids"),
        (
            lambda: one(built, [[1] * 20], ["hstack(orig orig orig orig orig)"]),
            r"hstack\(orig orig orig orig orig\) would be 100 wide",
        ),
    ],
)
def test_what_cannot_be_is_refused(call, message):
    with pytest.raises(OptionError, match=message):
        call()
