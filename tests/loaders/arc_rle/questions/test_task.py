"""task: rows worked out by hand, what is asked of outputs that are not given, splits, what is refused."""

import json
import re

import numpy as np
import pytest

import oeis_qa
from oeis_qa.answers import verify
from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.questions.task import OPERATIONS
from oeis_qa.loaders.arc_rle.rle import encode
from oeis_qa.loaders.arc_rle.task_text import parse
from oeis_qa.splits import SPLITS

# Row 2 of each operation at sides of at most 3.
SHOWN = "I0\n3 1 2a6\nO0\n3 3 8,,a80\nI1\n2 3 65,3,62\nO1\n3 2 a31,a73\n"
SHOWN += "I2T\n3 2 438,737\nO2T\nNone\nI3T\n2 2 3,63\nO3T\nNone"
BY_HAND = {
    "extract_output": ("O1", "3 2 a31,a73"),
    "histogram_output": ("O1", "3:3,7:2,1:1"),
    "flipx_output": ("O1", "3 2 1a3,3a7"),
    "flipy_output": ("O1", "3 2 a73,a31"),
    "pair_histogram_intersection_colors": ("P1", "3"),
    "pair_histogram_union_colors": ("P1", "1,2,3,5,6,7"),
    "pair_histogram_add": ("P1", "3:5,6:2,7:2,1:1,2:1,5:1"),
    "pair_histogram_max": ("P1", "3:3,6:2,7:2,1:1,2:1,5:1"),
    "pair_histogram_min": ("P1", "3:2"),
}
ABOUT_OUTPUTS = tuple(BY_HAND)
ABOUT_INPUTS = tuple(name for name in OPERATIONS if name not in BY_HAND)


def builder(**options):
    return oeis_qa.load_dataset_builder("arc_rle", "task", **options)


def rows(split="train", count=200, **options):
    return builder(**options).batch(split, range(count))


def grids(task):
    return [encode(grid) for pair in (*task.examples, *task.tests) for grid in pair if grid is not None]


@pytest.mark.parametrize("operation", BY_HAND)
def test_a_row_is_what_was_worked_out_by_hand(operation):
    batch = rows(count=3, operations=operation, max_side=3)
    name, answer = BY_HAND[operation]
    assert (batch.data[2].as_py(), batch.answer[2].as_py()) == (SHOWN, answer)
    assert name in batch.instruction[2].as_py()


def test_tasks_have_two_to_five_examples_and_one_to_three_tests_without_outputs():
    tasks = [parse(text) for text in rows().data.to_pylist()]
    assert {len(task.examples) for task in tasks} == {2, 3, 4, 5}
    assert {len(task.tests) for task in tasks} == {1, 2, 3}
    assert all(after is None for task in tasks for _, after in task.tests)
    sides = [side for task in tasks for pair in task.examples for grid in pair for side in np.shape(grid)]
    assert (min(sides), max(sides)) == (1, 5)


@pytest.mark.parametrize("operation", ABOUT_OUTPUTS)
def test_one_row_in_ten_about_an_output_asks_for_one_that_is_not_given(operation):
    batch = rows(count=2000, operations=operation)
    unknown = np.array(batch.answer.to_pylist()) == "missing"
    assert 0.08 < unknown.mean() < 0.12
    assert (unknown == (np.array(batch.answer_kind.to_pylist()) == "text")).all()


@pytest.mark.parametrize("operation", ABOUT_INPUTS)
def test_inputs_are_always_known_and_those_of_tests_are_asked_for_too(operation):
    batch = rows(operations=operation)
    assert "missing" not in batch.answer.to_pylist()
    assert not any("None" in text for text in batch.instruction.to_pylist())
    assert 0.2 < np.mean([re.search(r"\bI[0-9]T", text) is not None for text in batch.instruction.to_pylist()]) < 0.6


@pytest.mark.parametrize(("vocabulary", "word"), [("own", "missing"), ("simon", "maybe")])
def test_every_phrase_says_what_to_answer_where_the_output_is_not_given(vocabulary, word):
    batch = rows(operations="pair_histogram_add", vocabulary=vocabulary)
    assert word in batch.answer.to_pylist()
    assert all(f" {word}" in text for text in batch.instruction.to_pylist())


def test_simon_has_none_for_a_grid_that_is_not_given():
    assert "None" in rows(operations="flipx_output", vocabulary="simon").answer.to_pylist()


def test_an_answer_to_an_unknown_grid_is_wrong_and_missing_is_wrong_for_a_known_one():
    batch = rows(count=600, layout="preference")
    columns = (batch.answer, batch.wrong, batch.answer_kind)
    for answer, wrong, kind in zip(*(column.to_pylist() for column in columns), strict=True):
        assert verify(answer, answer, kind).right, answer
        assert not verify(wrong, answer, kind).right, (wrong, answer)


def test_missing_is_as_often_wrong_as_right_where_there_is_a_wrong_response():
    batch = rows(count=6000, operations=",".join(ABOUT_OUTPUTS), layout="preference")
    right, wrong = (column.to_pylist().count("missing") for column in (batch.answer, batch.wrong))
    assert 0.85 < right / wrong < 1.18


def test_no_image_of_one_split_is_in_another():
    images = []
    for split in SPLITS:
        tasks = map(parse, rows(split, min_side=3).data.to_pylist())
        images.append({text for task in tasks for text in grids(task)})
    assert sum(map(len, images)) == len(set.union(*images))


def test_rows_may_be_made_in_any_batches():
    together, alone = builder().batch("test", range(40)), builder().batch("test", range(37, 38))
    assert alone.prompt.to_pylist() == together.prompt.to_pylist()[37:38]
    assert alone.meta.to_pylist() == together.meta.to_pylist()[37:38]


def test_pieces_of_many_images_are_the_images_of_all(monkeypatch):
    whole = rows(operations="pair_histogram_add").prompt.to_pylist()
    monkeypatch.setattr("oeis_qa.loaders.arc_rle.questions.task._AT_ONCE", 7)
    assert rows(operations="pair_histogram_add").prompt.to_pylist() == whole


def test_the_benchmark_tells_the_size_of_the_task():
    batch = rows(count=50, vocabulary="simon", operations="flipx_input", max_side=12)
    tasks = [
        [np.shape(grid) for pair in (*task.examples, *task.tests) for grid in pair if grid is not None]
        for task in map(parse, batch.data.to_pylist())
    ]
    for shapes, benchmark in zip(tasks, batch.benchmark.to_pylist(), strict=True):
        high, wide = ("small" if max(sides) <= 10 else "medium" for sides in zip(*shapes, strict=True))
        pixels = "a" if sum(height * width for height, width in shapes) <= 500 else "b"
        sizes = f"image_width={wide} image_height={high} task_pixels={pixels}"
        assert benchmark == f"dataset=task group=flipx_input_by_id {sizes}"


def test_the_families_of_different_tasks_differ():
    families = [json.loads(meta)["family"] for meta in rows(count=3000).meta.to_pylist()]
    assert len(set(families)) == 3000


def test_an_unknown_operation_is_refused():
    with pytest.raises(OptionError, match="operations='flipa_input' is no operation of task"):
        rows(operations="flipa_input")
