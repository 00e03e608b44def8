"""histogram: worked rows of every operation, how often each is asked, where histograms lie, what is refused."""

import json
from collections import Counter

import numpy as np
import pytest

import oeis_qa
from oeis_qa.answers import verify
from oeis_qa.errors import CapacityError, OptionError
from oeis_qa.loaders.arc_rle.contents import contents_of, lies_in
from oeis_qa.loaders.arc_rle.histograms import parse
from oeis_qa.loaders.arc_rle.options import SHARES
from oeis_qa.loaders.arc_rle.questions.histogram import OPERATIONS

A, B = "6:8,0:6,8:6,5:4", "9:9,2:7,8:7,6:2"
WORKED = {
    "add": "8:13,6:10,9:9,2:7,0:6,5:4",
    "subtract": "0:6,6:6,5:4",
    "max": "9:9,6:8,2:7,8:7,0:6,5:4",
    "min": "8:6,6:2",
    "number_of_unique_colors": "6",
    "unique_colors": "0,2,5,6,8,9",
    "intersection": "6,8",
    "a_remove_b_colors": "0:6,5:4",
    "b_remove_a_colors": "9:9,2:7",
    "most_popular": "8",
    "least_popular": "5",
    "one_number_of_unique_colors": "4",
    "one_unique_colors": "0,5,6,8",
}


def batch(rows, split="train", **options):
    return oeis_qa.load_dataset_builder("arc_rle", "histogram", **options).batch(split, range(rows))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_first_row_of_each_operation_is_what_was_worked_out_by_hand(operation):
    rows = batch(1, operations=operation, max_side=3)
    assert rows.data[0].as_py() == (A if operation.startswith("one_") else f"{A}\n{B}")
    assert rows.answer[0].as_py() == WORKED[operation]


@pytest.mark.parametrize(("operation", "row", "answer"), [("subtract", 2, "empty"), ("most_popular", 2, "1,3")])
def test_nothing_is_empty_and_colours_that_tie_are_all_named(operation, row, answer):
    rows = batch(3, operations=operation, max_side=3)
    assert rows.data[row].as_py() == "3:1,8:1\n1:9,3:8,5:6,7:2,8:2"
    assert rows.answer[row].as_py() == answer


def test_one_row_in_twenty_is_of_one_histogram_and_the_others_are_asked_equally_often():
    asked = Counter(json.loads(meta)["operation"] for meta in batch(40_000).meta.to_pylist())
    ones = [asked.pop(name) for name in WORKED if name.startswith("one_")]
    assert sum(ones) == pytest.approx(2_000, abs=150)
    assert list(asked.values()) == pytest.approx([38_000 / 11] * 11, abs=200)


def test_counts_and_colours_are_as_many_as_the_page_says():
    for operation, most in (("add", 1600), ("one_unique_colors", 6400)):
        texts = batch(4_000, operations=operation).data.to_pylist()
        counts = np.array([parse(line) for text in texts for line in text.split("\n")])
        assert set((counts > 0).sum(axis=1)) == set(range(1, 10))
        assert counts[counts > 0].min() == 1
        assert 0.98 * most < counts.max() <= most


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_every_histogram_lies_in_its_split(split):
    lines = [line for text in batch(300, split).data.to_pylist() for line in text.split("\n")]
    words = contents_of(np.array([parse(line) for line in lines]).astype(np.uint64))
    assert lies_in(words, split, SHARES).all()


def test_no_histogram_recurs_among_neighbouring_rows_or_seeds():
    texts = [text for seed in range(3) for text in batch(2_000, operations="add", seed=seed).data.to_pylist()]
    large = [line for text in texts for line in text.split("\n") if line.count(",") > 2 and parse(line).max() > 100]
    assert len(set(large)) == len(large) > 5_000


def test_a_row_is_the_same_in_any_batch():
    builder = oeis_qa.load_dataset_builder("arc_rle", "histogram")
    assert builder.batch("test", range(40, 50)).prompt == builder.batch("test", range(50)).prompt[40:]


def test_the_sizes_of_the_benchmark_are_those_of_all_cells():
    rows = batch(1, operations="add", max_side=3, vocabulary="simon")
    assert rows.benchmark[0].as_py() == "dataset=histogram_two group=add histogram_size=b"  # 24 cells and 25


def test_the_wrong_response_is_wrong():
    rows = batch(500, layout="preference", max_side=2)
    columns = (rows.wrong, rows.answer, rows.answer_kind)
    assert not any(verify(*row).right for row in zip(*(column.to_pylist() for column in columns), strict=True))


def test_an_unknown_operation_is_refused_with_the_near_ones():
    with pytest.raises(OptionError, match=r"'subtrakt' is no operation of histogram; .*subtract"):
        batch(1, operations="subtrakt")


def test_a_split_without_histograms_is_refused():
    with pytest.raises(
        CapacityError, match=r"nothing that histogram draws lies in test .* give the split a larger share"
    ):
        batch(1, "test", split_fractions=(1.0, 0.0, 0.0))
