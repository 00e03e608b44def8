"""Recognition: whether names hold is decided before an image is drawn, and what is said of them is so."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.configs import CONFIGS
from oeis_qa.loaders.arc_rle.grids import Grids, by_number
from oeis_qa.loaders.arc_rle.images import random_images
from oeis_qa.loaders.arc_rle.questions.recognising import recognised, recognition
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.transforms import TRANSFORMS, flipx, flipy, identity
from oeis_qa.streams import Stream

NAMES = ("identity", "flipx", "flipy", "flipa", "flipb", "rotate_cw", "rotate_ccw", "rotate_180")
WANTED = CONFIGS["image"].wanted("train")
ROWS = Rows(Stream(3, "test")[np.arange(3_000)], WANTED)
OPERATIONS = [identity, *(TRANSFORMS[name] for name in NAMES[1:])]


def draw(keys):
    return random_images(keys, (1, 4), (1, 4))


def image(rows, grids, which):
    return by_number(OPERATIONS, grids, which)


@pytest.fixture(scope="module")
def found():
    return recognised(ROWS, len(NAMES), draw, image)


def test_a_name_holds_where_it_leads_from_the_one_image_to_the_other(found):
    for i in range(0, 3_000, 11):
        for place in np.flatnonzero(found.offered[i]):
            made = OPERATIONS[found.names[i, place]](Grids.of([found.before[i]]))[0]
            assert (made.tolist() == found.after[i].tolist()) == found.truth[i, place]


def test_what_is_not_offered_does_not_hold(found):
    assert not (found.truth & ~found.offered).any()
    assert Counter(found.offered.sum(axis=1).tolist()).keys() == {2, 3, 4, 5}


def test_none_one_or_several_hold_in_their_shares(found):
    assert found.good.mean() > 0.99
    hold = Counter(np.minimum(found.truth.sum(axis=1), 2).tolist())
    assert hold[0] / 3_000 == pytest.approx(0.40, abs=0.03)
    assert hold[1] / 3_000 == pytest.approx(0.35, abs=0.03)
    assert hold[2] / 3_000 == pytest.approx(0.25, abs=0.03)


def test_rows_do_not_touch_each_other(found):
    some = np.array([2_000, 4, 17])
    alone = recognised(ROWS.some(some), len(NAMES), draw, image)
    assert [grid.tolist() for grid in alone.before] == [found.before[i].tolist() for i in some]
    assert [grid.tolist() for grid in alone.after] == [found.after[i].tolist() for i in some]
    assert alone.truth.tolist() == found.truth[some].tolist()


def test_names_may_be_given_in_an_order_for_each_row():
    order = np.tile([7, 6, 5, 4, 3, 2, 1, 0], (100, 1))
    found = recognised(ROWS.some(np.arange(100)), order, draw, image)
    assert found.names.tolist() == [[7, 6, 5, 4, 3]] * 100


def test_of_two_names_one_is_not_offered_so_that_none_may_hold():
    found = recognised(ROWS.some(np.arange(300)), 2, draw, image)
    assert set(found.offered.sum(axis=1).tolist()) == {1}
    assert 0.3 < 1 - found.truth.any(axis=1).mean() < 0.5


def test_a_row_that_cannot_be_as_it_shall_is_given_up():
    always = recognised(ROWS.some(np.arange(400)), 4, draw, lambda rows, grids, which: grids)
    assert (always.truth == always.offered).all()
    assert 0.15 < always.good.mean() < 0.35  # where several shall hold; where one or none shall, all do


def test_a_question_shows_both_images_and_lists_the_offered_names():
    rows = Rows(ROWS.keys[:50], replace(WANTED, two=True))
    found = recognised(rows, len(NAMES), draw, image)
    asked = recognition(rows, found, NAMES)
    flags = [[flag.split("=") for flag in text.split(",")] for text in asked.told.text.to_pylist()]
    assert asked.slots["{names}"].to_pylist() == [", ".join(name for name, _ in row) for row in flags]
    assert [[bool(int(bit)) for _, bit in row] for row in flags] == [
        truth[offered].tolist() for truth, offered in zip(found.truth, found.offered, strict=True)
    ]
    assert all(data.count("\n") == 1 for data in asked.data.to_pylist())
    assert set(asked.told.kind.to_pylist()) == {"flags"}
    told = zip(asked.told.text.to_pylist(), asked.told.wrong.to_pylist(), strict=True)
    assert all(sum(a != b for a, b in zip(right, wrong, strict=True)) == 1 for right, wrong in told)


def test_what_each_number_makes_stands_where_its_grid_stood():
    grids = Grids.of([[[1, 2]], [[1], [2]], [[1, 2]], [[3, 4], [5, 6]]])
    made = by_number([flipx, flipy], grids, np.array([0, 1, 1, 0]))
    assert [grid.tolist() for grid in made] == [[[2, 1]], [[2], [1]], [[1, 2]], [[4, 3], [6, 5]]]
