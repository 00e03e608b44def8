"""image: rows by hand, what is drawn for which operation, and what is refused."""

import json

import numpy as np
import pytest

import oeis_qa
from oeis_qa.errors import CapacityError, OptionError
from oeis_qa.loaders.arc_rle.configs import CONFIGS
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.questions import image
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.rle import decode
from oeis_qa.streams import Stream

WANTED = CONFIGS["image"].wanted("train")
ROWS = Rows(Stream(3, "test")[np.arange(4)], WANTED)
CORNER = [[4, 4, 7], [4, 4, 7]]


@pytest.fixture
def shown(monkeypatch):
    """A function: operation, grid -> what is asked where this is what was drawn, in all four rows."""

    def ask(operation, grid):
        monkeypatch.setattr(image, "drawn_images", lambda rows, use, draw: Grids.of([grid] * len(rows)))
        return image.OPERATIONS[operation].ask(ROWS)

    return ask


@pytest.mark.parametrize(
    ("operation", "answer"),
    [
        ("flipx", "3 2 7a4,"),
        ("flipy", "3 2 a47,"),
        ("flipa", "2 3 4,,7"),
        ("flipb", "2 3 7,4,"),
        ("rotate_cw", "2 3 4,,7"),
        ("rotate_ccw", "2 3 7,4,"),
        ("rotate_180", "3 2 7a4,"),
        ("translate_x_minus1", "3 2 474,"),
        ("translate_x_plus1", "3 2 7a4,"),
        ("translate_y_minus1", "3 2 a47,"),
        ("compress_x", "2 2 47,"),
        ("compress_y", "3 1 a47"),
        ("compress_xy", "2 1 47"),
        ("count_neighbors_with_same_color", "3 2 a31,"),
        ("all_neighbors_matching_center", "3 2 0,"),
        ("pixels", "447\n447"),
        ("json", "[[4, 4, 7], [4, 4, 7]]"),
        ("histogram", "4:4,7:2"),
        ("get_row_as_list", "4, 4, 7"),
    ],
)
def test_the_answer_by_hand(shown, operation, answer):
    asked = shown(operation, CORNER)
    assert asked.data.to_pylist() == ["3 2 a47,"] * 4
    assert asked.told.text.to_pylist() == [answer] * 4


def test_a_column_is_that_of_its_index(shown):
    asked = shown("get_column_as_list", [[1, 2, 3], [4, 5, 6]])
    index = asked.slots["{index}"].to_pylist()
    assert [["1, 4", "2, 5", "3, 6"][int(i)] for i in index] == asked.told.text.to_pylist()


def test_cells_with_k_neighbours_of_their_colour_are_marked(shown):
    asked = shown("pixels_with_k_matching_neighbors", CORNER)
    wanted = {"1": "3 2 a01,", "3": "3 2 a10,"}
    told = zip(asked.slots["{k}"].to_pylist(), asked.told.text.to_pylist(), strict=True)
    assert all(answer == wanted.get(k, "3 2 0,") for k, answer in told)


@pytest.mark.parametrize(("operation", "data"), [("pixels", "447\n447"), ("json", "[[4, 4, 7], [4, 4, 7]]")])
def test_what_is_written_otherwise_is_asked_in_rle(shown, operation, data):
    asked = shown(f"serialize_{operation}", CORNER)
    assert asked.data.to_pylist() == [data] * 4
    assert asked.told.text.to_pylist() == ["3 2 a47,"] * 4
    assert set(asked.told.kind.to_pylist()) == {"grid:rle"}


def rows_of(operation, count=300, **options):
    return oeis_qa.load_dataset_builder("arc_rle", "image", operations=operation, **options).batch(
        "train", range(count)
    )


def test_images_that_are_compressed_have_areas():
    batch = rows_of("compress_xy")
    sizes = [
        (decode(data).size, decode(answer).size)
        for data, answer in zip(batch.data.to_pylist(), batch.answer.to_pylist(), strict=True)
    ]
    assert all(after < before for before, after in sizes)
    assert sum(2 * after < before for before, after in sizes) > 100


def test_sides_are_those_that_are_asked_for():
    shapes = [decode(data).shape for data in rows_of("flipx", min_side=4, max_side=6).data.to_pylist()]
    assert {side for shape in shapes for side in shape} == {4, 5, 6}


def test_an_image_of_one_colour_has_only_lines_besides():
    grids = [decode(data) for data in rows_of("flipx", colours="1,1").data.to_pylist()]
    assert np.mean([len(np.unique(grid)) for grid in grids]) > 2  # one colour alone is the same when flipped


def test_what_is_shown_is_never_asked_for():
    asked = {json.loads(meta)["operation"] for meta in rows_of(None, encoding="json").meta.to_pylist()}
    assert "json" not in asked
    assert "pixels" in asked
    with pytest.raises(OptionError, match="operations='json' asks for what encoding='json' shows; change one"):
        rows_of("json", encoding="json")


def test_an_operation_that_there_is_not_is_refused():
    with pytest.raises(OptionError, match="operations='flipxx' is no operation of image; did you mean 'flipx'"):
        rows_of("flipxx")


def test_what_no_image_of_these_sides_can_be_asked_says_so():
    with pytest.raises(CapacityError, match=r"image, train: 0 of 2,\d+ draws of flipx gave a question"):
        rows_of("flipx", count=1, max_side=1)
