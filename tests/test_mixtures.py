"""Mixtures: weights as users write them, the schedule, and rows woven together."""

import numpy as np
import pytest

from oeis_qa.errors import OptionError
from oeis_qa.mixtures import mixed_capacity, schedule, shares, woven
from oeis_qa.records import Batch, Example


def batch(*names, **more):
    return Batch.of(Example(name, "?", "1", "1", "integer", "dataset=x", "?", "", **more) for name in names)


def test_weights_come_in_one_text_or_in_several():
    assert shares(["a=3, b=1"], "abc") == shares(["a=3", "b=1"], "abc") == {"a": 3, "b": 1}


def test_without_weights_every_kind_has_one():
    assert shares([], ["a", "b"]) == {"a": 1, "b": 1}


@pytest.mark.parametrize("weights", [["d=1"], ["a=0"], ["a=101"], ["a=1.5"], ["a"], ["a=1", "a=2"]])
def test_weights_that_make_no_sense_are_refused(weights):
    with pytest.raises(OptionError, match=weights[0].partition("=")[0]):
        shares(weights, "abc")


def test_a_schedule_is_found_by_index_alone():
    weights = {"a": 2, "b": 1, "c": 4}
    kind, row = schedule(weights, 5, range(700))
    for i in (0, 13, 699):
        assert [part.tolist() for part in schedule(weights, 5, range(i, i + 1))] == [[kind[i]], [row[i]]]
    for k, weight in enumerate(weights.values()):
        assert sorted(row[kind == k].tolist()) == list(range(100 * weight))
    assert not np.array_equal(kind, schedule(weights, 6, range(700))[0])


def test_a_mixture_ends_with_the_first_kind_that_runs_out():
    assert mixed_capacity([10, 7, 100], [2, 1, 3]) == 5 * 6
    assert mixed_capacity([10, 0], [1, 1]) == 0


def test_woven_rows_stand_where_the_schedule_says():
    mixed = woven(np.array([1, 0, 1, 1, 0]), [batch("a", "b"), batch("x", "y", "z")])
    assert mixed.id.to_pylist() == ["x", "a", "y", "z", "b"]
    assert mixed.wrong is None


def test_woven_rows_keep_what_is_optional():
    mixed = woven(np.array([1, 0]), [batch("a", wrong="0"), batch("x", wrong="2")])
    assert mixed.wrong.to_pylist() == ["2", "0"]
