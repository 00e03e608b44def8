"""How many rows can be drawn before they repeat, beside how often drawn images really do."""

import numpy as np
import pytest

import oeis_qa
from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.images import binary_images, blocky_images, random_images
from oeis_qa.loaders.arc_rle.repeats import MOST, chance_alike, chance_alike_binary, rows_without_repeats
from oeis_qa.streams import Stream


def measured(draw, sides, *more):
    """The share of pairs among 30,000 images that are the same."""
    _, counts = np.unique(
        contents(draw(Stream(1, "repeats")[np.arange(30_000)], sides, sides, *more)), return_counts=True
    )
    return (counts * (counts - 1)).sum() / 30_000 / 29_999


@pytest.mark.parametrize("draw", [random_images, blocky_images])
@pytest.mark.parametrize(("sides", "colours"), [((1, 3), (2, 4)), ((2, 4), (1, 4)), ((3, 3), (2, 2)), ((2, 5), (4, 4))])
def test_the_chance_is_not_told_too_small_nor_far_too_large(draw, sides, colours):
    found = measured(draw, sides, colours)
    assert found <= chance_alike(sides, colours) <= 20 * found


@pytest.mark.parametrize("sides", [(2, 4), (3, 5), (4, 4)])
def test_so_it_is_for_images_of_0_and_1(sides):
    found = measured(binary_images, sides)
    assert found / 1.5 <= chance_alike_binary(sides) <= 3 * found


def test_one_in_a_thousand_repeats_at_capacity():
    chance = 1e-6
    rows = rows_without_repeats(chance, 1.0)
    assert rows == 2_000
    assert rows * chance / 2 == pytest.approx(0.001)


def test_where_nothing_repeats_there_is_a_bound_all_the_same():
    assert rows_without_repeats(0.0, 0.8) == 0.8 * MOST


def test_small_images_run_out_and_the_message_says_how_many_there_are():
    assert oeis_qa.capacity("arc_rle/image")["train"] > 1_000_000
    with pytest.raises(oeis_qa.CapacityError, match=r"arc_rle/image, train: 3,039 distinct rows"):
        oeis_qa.load_dataset("arc_rle/image", max_side=4, size=100_000)
