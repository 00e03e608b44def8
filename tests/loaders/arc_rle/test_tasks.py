"""Many tasks at once: their text is that of each alone, and sizes and contents are those of their grids."""

import numpy as np

from oeis_qa.loaders.arc_rle import task_text
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.tasks import (
    INPUT,
    OUTPUT,
    Tasks,
    cells,
    contents_of_tasks,
    highest,
    known_places,
    numbered,
    text,
    widest,
)

A, B, C = [[1, 0], [0, 1]], [[2, 2, 2]], [[5], [6], [7], [8]]
SMALL = task_text.Task([(A, B)], [(C, None)])
LARGE = task_text.Task([(A, A), (B, C)], [(B, None), (A, None)])


def batch(*tasks):
    examples, tests = (np.array([len(part) for part in parts]) for parts in zip(*tasks, strict=True))
    known = known_places(examples, examples + tests)
    images = [grid for task in tasks for pair in (*task.examples, *task.tests) for grid in pair if grid is not None]
    return Tasks(Grids.of(images), numbered(known), examples, examples + tests)


def test_the_texts_are_those_of_each_task_alone():
    assert text(batch(SMALL, LARGE), "rle").to_pylist() == [task_text.write(SMALL), task_text.write(LARGE)]


def test_grids_are_written_in_any_codec():
    assert text(batch(SMALL), "digits").to_pylist() == ["I0\n10\n01\nO0\n222\nI1T\n5\n6\n7\n8\nO1T\nNone"]


def test_a_grid_is_found_by_its_pair_and_side():
    tasks = batch(SMALL, LARGE)
    found = tasks.images.some(tasks.numbers(np.array([1, 1]), np.array([INPUT, OUTPUT])))
    assert [grid.tolist() for grid in found] == [C, C]


def test_sizes_are_those_of_all_known_grids():
    tasks = batch(SMALL, LARGE)
    assert (widest(tasks).tolist(), highest(tasks).tolist(), cells(tasks).tolist()) == ([3, 3], [4, 4], [11, 22])


def test_contents_tell_where_a_grid_stands_and_do_not_depend_on_the_batch():
    turned = task_text.Task([(B, A)], [(C, None)])
    words = contents_of_tasks(batch(SMALL, turned, LARGE)).tolist()
    assert len(set(words)) == 3
    assert contents_of_tasks(batch(SMALL)).tolist() == words[:1]


def test_no_task_at_all_is_no_text():
    none = Tasks(Grids.of([]), np.zeros((0, 4), np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    assert (text(none, "rle").to_pylist(), contents_of_tasks(none).tolist(), widest(none).tolist()) == ([], [], [])
