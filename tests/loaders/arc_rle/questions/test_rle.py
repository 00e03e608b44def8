"""rle: worked rows of every operation, texts that are no canonical ones, where rows of cells lie, what is refused."""

import json
import re

import numpy as np
import pytest

import oeis_qa
from oeis_qa.answers import verify
from oeis_qa.errors import CapacityError, OptionError
from oeis_qa.loaders.arc_rle.contents import contents, lies_in
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.options import SHARES
from oeis_qa.loaders.arc_rle.questions.rle import OPERATIONS
from oeis_qa.loaders.arc_rle.rle_rows import canonical_row, decode_row

RUNS = "55a25a284"  # the first two cells are two runs
WORKED = {
    "serialize_pixels": ("552252284", "a5a25a284"),
    "serialize_json": ("[5, 5, 2, 2, 5, 2, 2, 8, 4]", "a5a25a284"),
    "pixels": (RUNS, "552252284"),
    "json": (RUNS, "5, 5, 2, 2, 5, 2, 2, 8, 4"),
    "length": (RUNS, "9"),
    "histogram": (RUNS, "2:4,5:3,4:1,8:1"),
    "reverse": (RUNS, "48a25a2a5"),
    "compress": (RUNS, "525284"),
    "scaleup": (RUNS, "c5c2a5c2a8a4"),
}


def batch(rows, split="train", **options):
    return oeis_qa.load_dataset_builder("arc_rle", "rle", **options).batch(split, range(rows))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_second_row_of_each_operation_is_what_was_worked_out_by_hand(operation):
    rows = batch(2, operations=operation, max_side=9)
    assert (rows.data[1].as_py(), rows.answer[1].as_py()) == WORKED[operation]


def test_a_json_list_is_shown_as_one_and_answered_like_other_lists():
    rows = batch(2, operations="json", max_side=9)
    assert rows.response[1].as_py() == "[5, 5, 2, 2, 5, 2, 2, 8, 4]"
    assert rows.answer_kind[1].as_py() == "integer_list"


@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("vocabulary", ["own", "simon"])
def test_the_response_is_right_and_the_wrong_one_is_not(operation, vocabulary):
    rows = batch(300, operations=operation, layout="preference", vocabulary=vocabulary)
    columns = (rows.response, rows.wrong, rows.answer, rows.answer_kind)
    for response, wrong, answer, kind in zip(*(column.to_pylist() for column in columns), strict=True):
        assert verify(response, answer, kind).right
        assert not verify(wrong, answer, kind).right


def test_most_texts_that_are_read_are_not_canonical_and_some_are():
    texts = batch(2_000, operations="length").data.to_pylist()
    canonical = sum(text == canonical_row(text) for text in texts)
    assert 200 < canonical < 800
    assert {len(decode_row(text)) for text in texts} == set(range(8, 100))
    assert any("z" in text for text in texts)


def test_the_factor_stands_in_the_instruction():
    rows = batch(200, operations="scaleup")
    found = set()
    for instruction, data, answer in zip(rows.instruction, rows.data, rows.answer, strict=True):
        factor = int(re.search(r"\b[2-5]\b", re.sub(r"\(.*?\)", "", instruction.as_py()))[0])
        assert len(decode_row(answer.as_py())) == factor * len(decode_row(data.as_py()))
        found.add(factor)
    assert found == {2, 3, 4, 5}


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_every_row_of_cells_lies_in_its_split(split):
    grids = Grids.of([[list(map(int, text))] for text in batch(300, split, operations="pixels").answer.to_pylist()])
    assert lies_in(contents(grids), split, SHARES).all()


def test_a_row_is_the_same_in_any_batch():
    builder = oeis_qa.load_dataset_builder("arc_rle", "rle")
    assert builder.batch("test", range(40, 50)).prompt == builder.batch("test", range(50)).prompt[40:]


def test_rows_hardly_recur():
    rows = batch(30_000)
    operations = [json.loads(meta)["operation"] for meta in rows.meta.to_pylist()]
    assert len(set(zip(rows.data.to_pylist(), operations, strict=True))) >= 29_985


def test_the_benchmark_tells_how_long_the_row_is():
    rows = batch(2, operations="compress", max_side=9, vocabulary="simon")
    assert rows.benchmark[1].as_py() == "dataset=rle_deserialize group=compress pixel_length=small"
    assert np.unique(batch(300, operations="pixels", min_side=31).benchmark.to_numpy(False)).tolist() == [
        "dataset=arc_rle group=rle operation=pixels pixel_length=other"
    ]


def test_a_row_of_one_cell_is_no_question_about_its_digits():
    with pytest.raises(CapacityError, match=r"draws of serialize_pixels gave a question.* leave the operation out"):
        batch(1, operations="serialize_pixels", max_side=1)


def test_an_unknown_operation_is_refused_with_the_near_ones():
    with pytest.raises(OptionError, match=r"'revers' is no operation of rle; .*reverse"):
        batch(1, operations="revers")
