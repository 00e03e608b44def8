"""The compact text of a task: a worked example, a round trip of anything, what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle.rle import encode
from oeis_qa.loaders.arc_rle.task_text import Task, labelled, parse, write

GRIDS = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: arrays(np.uint8, shape, elements=st.integers(0, 9))
)

EXAMPLES = [([[1, 0], [0, 1]], [[0, 1], [1, 0]]), ([[2, 2, 2]], [[3, 3, 3]])]
TEXT = "I0\n2 2 10,01\nO0\n2 2 01,10\nI1\n3 1 2\nO1\n3 1 3\nI2T\n2 1 56\nO2T\nNone"

WRONG = [
    "",
    "I0",
    "I0\n1 1 7",
    "I0\n1 1 7\nO0\n",
    "I0\n1 1 7\nO0\n1 1\n",
    "I0\n1 1 7\nO1\n1 1 7",
    "I1\n1 1 7\nO1\n1 1 7",
    "O0\n1 1 7\nI0\n1 1 7",
    "I0\nNone\nO0\n1 1 7",
    "I0T\n1 1 7\nO0T\n1 1 7\nI1\n1 1 7\nO1\n1 1 7",
    "I0T\n1 1 7\nO0\n1 1 7",
    "I0\n1 1 7\nO0\nnone",
    "I0\n1 1 7\nO0\n1 1 7\n",
]


def plain(task):
    return [[(x.tolist(), None if y is None else y.tolist()) for x, y in pairs] for pairs in task]


def test_the_worked_example_is_written_and_read():
    assert write(Task(EXAMPLES, [([[5, 6]], None)])) == TEXT
    assert plain(parse(TEXT)) == [EXAMPLES, [([[5, 6]], None)]]


def test_texts_that_are_there_already_are_given_their_names():
    texts = [tuple(map(encode, pair)) for pair in EXAMPLES]
    assert labelled([*texts, ("2 1 56", "None")], examples=2) == TEXT


@given(st.lists(st.tuples(GRIDS, GRIDS), max_size=12), st.lists(st.tuples(GRIDS, GRIDS | st.none()), min_size=1))
@settings(max_examples=50, deadline=None)
def test_any_task_comes_back_the_same(examples, tests):
    task = Task(examples, tests)
    assert plain(parse(write(task))) == plain(task)


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_task_is_refused(text):
    with pytest.raises(GridError):
        parse(text)


def test_an_error_names_the_grid():
    with pytest.raises(GridError, match=r"^O0: '2 1 123' is no grid: row 1"):
        parse("I0\n1 1 7\nO0\n2 1 123")


def test_what_is_no_grid_is_refused():
    with pytest.raises(GridError):
        write(Task([([[1]], None), ([[10]], [[1]])]))
