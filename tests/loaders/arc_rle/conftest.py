"""What the tests of grids share: 300 random grids, with the odd ones among them, as lists and as a batch."""

import random

import pytest

from oeis_qa.loaders.arc_rle.grids import Grids

ODD = (
    [[7]],
    [[0]],
    [[1, 2, 3, 3, 1]],
    [[4], [4], [5]],
    [[2] * 6] * 5,
    [[1, 0] * 4] * 3,
    [[(x + y) % 2 for x in range(9)] for y in range(9)],
    [[(3 * x + 5 * y) % 10 for x in range(30)] for y in range(30)],
    [[x % 10 for x in range(99)]],
)


@pytest.fixture(scope="session")
def lists():
    """Grids as lists of rows: odd ones, then random ones of few and of many colours."""
    chance = random.Random(9)
    drawn = [noise(chance, chance.randint(1, 12), chance.randint(1, 12), chance.randint(1, 5)) for _ in range(291)]
    return [*ODD, *drawn]


def noise(chance, height, width, colours):
    palette = chance.sample(range(10), colours)
    return [[chance.choice(palette) for _ in range(width)] for _ in range(height)]


@pytest.fixture(scope="session")
def batch(lists):
    return Grids.of(lists)


@pytest.fixture(scope="session")
def same():
    """A function that asserts of a batch that it holds these lists, and OUTSIDE everywhere else."""

    def check(grids, wanted):
        assert [grid.tolist() for grid in grids] == wanted
        assert (grids.cells[~grids.inside] == 255).all()
        assert (grids.height.tolist(), grids.width.tolist()) == ([len(g) for g in wanted], [len(g[0]) for g in wanted])

    return check
