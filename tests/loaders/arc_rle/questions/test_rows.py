"""Rows: what is drawn for a key lies in the split, whichever rows are drawn beside it."""

from dataclasses import replace

import numpy as np
import pytest

from oeis_qa.errors import CapacityError
from oeis_qa.loaders.arc_rle.configs import CONFIGS
from oeis_qa.loaders.arc_rle.contents import contents, lies_in
from oeis_qa.loaders.arc_rle.drawing import again
from oeis_qa.loaders.arc_rle.images import random_images
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_images
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream

SHARES = (0.8, 0.1, 0.1)
WANTED = CONFIGS["image"].wanted("train")
KEYS = Stream(3, "test")[np.arange(200)]


def draw(keys):
    return random_images(keys, (3, 7), (3, 7))


def grids_of(rows, use="image"):
    return [grid.tolist() for grid in drawn_images(rows, use, draw)]


@pytest.mark.parametrize("split", SPLITS)
def test_every_image_lies_in_the_split(split):
    found = drawn_images(Rows(KEYS, replace(WANTED, split=split)), "image", draw)
    assert len(found) == 200
    assert lies_in(contents(found), split, SHARES).all()


@pytest.mark.parametrize("split", SPLITS)
def test_an_image_is_the_first_of_its_key_that_lies_in_the_split(split):
    rows = Rows(KEYS[:30], replace(WANTED, split=split))
    keys = rows.keys_for("image")
    for i, found in enumerate(grids_of(rows)):
        key, attempt = keys[i : i + 1], 0
        while not lies_in(contents(draw(key)), split, SHARES)[0]:
            attempt += 1
            key = again(keys[i : i + 1], attempt)
        assert draw(key)[0].tolist() == found


def test_rows_do_not_touch_each_other():
    rows = Rows(KEYS, replace(WANTED, split="test"))
    whole = grids_of(rows)
    assert grids_of(rows.some(np.array([150, 3, 77]))) == [whole[150], whole[3], whole[77]]
    assert grids_of(rows.some(np.arange(200) == 9)) == [whole[9]]


def test_what_is_drawn_for_different_uses_differs():
    rows = Rows(KEYS, WANTED)
    assert not any(one == other for one, other in zip(grids_of(rows), grids_of(rows, "other"), strict=True))


def test_no_rows_have_no_images():
    assert grids_of(Rows(KEYS[:0], WANTED)) == []


def test_a_split_without_any_image_says_so():
    everything_is_train = Rows(KEYS[:2], replace(WANTED, split="test", fractions=(1.0, 0.0, 0.0)))
    with pytest.raises(CapacityError, match=r"nothing that image draws lies in test with split_fractions"):
        drawn_images(everything_is_train, "image", lambda keys: random_images(keys, (1, 1), (1, 1)))


@pytest.mark.parametrize(
    ("least", "most", "sides"),
    [
        (None, None, (5, 20)),
        (8, None, (8, 20)),
        (None, 9, (5, 9)),
        (None, 3, (3, 3)),
        (30, None, (30, 30)),
        (2, 3, (2, 3)),
    ],
)
def test_sides_are_the_kinds_own_unless_told_otherwise(least, most, sides):
    assert replace(WANTED, min_side=least, max_side=most).sides((5, 20)) == sides
