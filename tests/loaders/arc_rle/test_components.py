"""Connected components and what is made of them, beside plain flood fills written from simon-arc-lab's words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.components import CONNECTIVITIES, labels, masses
from oeis_qa.loaders.arc_rle.grids import Grids, one
from oeis_qa.loaders.arc_rle.morphology import dilation, erosion, mass_mask, outline

PICTURES = {  # what touches the middle, as one would draw it
    "nearest4": (".x.", "xox", ".x."),
    "all8": ("xxx", "xox", "xxx"),
    "corner4": ("x.x", ".o.", "x.x"),
    "lr2": ("...", "xox", "..."),
    "tb2": (".x.", ".o.", ".x."),
    "tlbr2": ("x..", ".o.", "..x"),
    "trbl2": ("..x", ".o.", "x.."),
}
every_connectivity = pytest.mark.parametrize("connectivity", PICTURES)
grids = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 2), min_size=width, max_size=width), min_size=1, max_size=6)
)
names = st.sampled_from(sorted(PICTURES))
FEW = settings(deadline=None, max_examples=60)


def around(grid, x, y, connectivity):
    """The places that touch this one, and are inside."""
    for dy, line in enumerate(PICTURES[connectivity], start=-1):
        for dx, mark in enumerate(line, start=-1):
            if mark == "x" and 0 <= x + dx < len(grid[0]) and 0 <= y + dy < len(grid):
                yield x + dx, y + dy


def components(grid, connectivity):
    """Sets of places of one colour, found by filling from each place that is in none yet."""
    found, done = [], set()
    for y, row in enumerate(grid):
        for x, colour in enumerate(row):
            if (x, y) in done:
                continue
            component, edge = {(x, y)}, [(x, y)]
            while edge:
                for place in around(grid, *edge.pop(), connectivity):
                    if place not in component and grid[place[1]][place[0]] == colour:
                        component.add(place)
                        edge.append(place)
            found.append(component)
            done |= component
    return found


def painted(grid, value):
    return [[value(x, y) for x in range(len(grid[0]))] for y in range(len(grid))]


def dilated_plainly(grid, connectivity):
    """The sum over components of the dilated component mask, clipped 1..10, minus 1."""
    total = painted(grid, lambda x, y: 0)
    for component in components(grid, connectivity):
        for x, y in component.union(*(around(grid, x, y, connectivity) for x, y in component)):
            total[y][x] += 1
    return [[min(max(count, 1), 10) - 1 for count in row] for row in total]


def eroded_plainly(grid, connectivity):
    """The largest over components of the eroded component mask; the border counts as outside."""
    wanted = sum(line.count("x") for line in PICTURES[connectivity])
    largest = painted(grid, lambda x, y: 0)
    for component in components(grid, connectivity):
        for x, y in component:
            stays = sum(place in component for place in around(grid, x, y, connectivity)) == wanted
            largest[y][x] = max(largest[y][x], int(stays))
    return largest


def masses_plainly(grid, connectivity):
    mass = {place: len(found) for found in components(grid, connectivity) for place in found}
    return painted(grid, lambda x, y: mass[x, y])


def test_all_connectivities_are_here():
    assert CONNECTIVITIES.keys() == PICTURES.keys()


@every_connectivity
def test_components_are_those_of_a_flood_fill(lists, batch, connectivity):
    found = labels(batch, connectivity)
    assert (found[~batch.inside] == 0).all()
    seen = set()
    for grid, numbers in zip(lists, found, strict=True):
        for component in components(grid, connectivity):
            (number,) = {int(numbers[y, x]) for x, y in component}
            assert number > 0
            assert number not in seen  # not in this grid, nor in any other
            seen.add(number)


@every_connectivity
def test_masses_count_the_cells_of_components(lists, batch, connectivity):
    counted = masses(batch, connectivity)
    wanted = [masses_plainly(grid, connectivity) for grid in lists]
    assert [counts[: len(w), : len(w[0])].tolist() for counts, w in zip(counted, wanted, strict=True)] == wanted
    assert not counted[~batch.inside].any()


@every_connectivity
def test_dilation_is_the_sum_of_dilated_masks(lists, batch, same, connectivity):
    same(dilation(batch, connectivity), [dilated_plainly(grid, connectivity) for grid in lists])


@every_connectivity
def test_erosion_is_the_largest_of_eroded_masks(lists, batch, same, connectivity):
    same(erosion(batch, connectivity), [eroded_plainly(grid, connectivity) for grid in lists])


@every_connectivity
def test_an_outline_is_what_erosion_takes(lists, batch, same, connectivity):
    taken = [[[1 - stays for stays in row] for row in eroded_plainly(grid, connectivity)] for grid in lists]
    same(outline(batch, connectivity), taken)


@every_connectivity
@pytest.mark.parametrize("most", [1, 2, 5, 8])
def test_a_mass_mask_marks_light_components(lists, batch, same, connectivity, most):
    wanted = [[[int(m <= most) for m in row] for row in masses_plainly(grid, connectivity)] for grid in lists]
    same(mass_mask(batch, connectivity, most), wanted)


def test_each_grid_has_its_own_mass(same):
    grids = Grids.of([[[1, 1, 2]], [[1, 1, 2]], [[3]]])
    same(mass_mask(grids, "lr2", np.array([1, 2, 9])), [[[0, 0, 1]], [[1, 1, 1]], [[1]]])


def test_by_hand():
    ring = [[2, 2, 2], [2, 7, 2], [2, 2, 2]]
    assert one(dilation, ring, "all8").tolist() == [[1, 1, 1], [1, 1, 1], [1, 1, 1]]
    assert one(dilation, ring, "nearest4").tolist() == [[0, 1, 0], [1, 1, 1], [0, 1, 0]]
    assert one(erosion, [[5] * 4] * 3, "all8").tolist() == [[0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0]]
    assert one(erosion, [[5] * 4] * 3, "lr2").tolist() == [[0, 1, 1, 0]] * 3
    assert one(erosion, [[3]], "nearest4").tolist() == [[0]]
    assert one(outline, [[5] * 3] * 3, "all8").tolist() == [[1, 1, 1], [1, 0, 1], [1, 1, 1]]
    assert one(mass_mask, ring, "nearest4", 7).tolist() == [[0, 0, 0], [0, 1, 0], [0, 0, 0]]


def test_nine_colours_around_a_cell_are_eight_others():
    assert one(dilation, [[1, 2, 3], [4, 5, 6], [7, 8, 9]], "all8")[1, 1] == 8


def test_crossing_diagonals_do_not_cut_each_other():
    assert masses(Grids.of([[[1, 2], [2, 1]]]), "corner4")[0].tolist() == [[2, 2], [2, 2]]


@FEW
@given(grids, names)
def test_a_component_erodes_only_where_no_other_grows_into_it(grid, connectivity):
    stays, reached = one(erosion, grid, connectivity), one(dilation, grid, connectivity)
    assert not (stays.astype(bool) & reached.astype(bool)).any()


@FEW
@given(grids, names)
def test_more_neighbours_make_components_no_lighter(grid, connectivity):
    one_grid = Grids.of([grid])
    assert (masses(one_grid, "all8") >= masses(one_grid, connectivity)).all()


@FEW
@given(grids, names)
def test_a_grid_on_its_own_gives_what_it_gives_among_others(grid, connectivity):
    others = Grids.of([[[1] * 9] * 2, grid, [[0]] * 9])
    for operation in (dilation, erosion, outline):
        assert np.array_equal(operation(others, connectivity)[1], one(operation, grid, connectivity))
    assert np.array_equal(mass_mask(others, connectivity, 3)[1], one(mass_mask, grid, connectivity, 3))


def test_what_is_unknown_is_refused(batch):
    for operation in (labels, masses, dilation, erosion, outline):
        with pytest.raises(OptionError, match="connectivity='near4' is not a connectivity; did you mean 'nearest4'"):
            operation(batch, "near4")
    with pytest.raises(OptionError, match="most=0: a component has at least 1 cell"):
        mass_mask(batch, "all8", 0)
