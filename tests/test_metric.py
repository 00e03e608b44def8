"""The verifier as a metric of `evaluate`: loaded by its path, a share with its interval."""

from pathlib import Path

import evaluate
import pytest

import oeis_qa
from oeis_qa.errors import AnswerError, OptionError
from oeis_qa.intervals import wilson

METRIC = Path(oeis_qa.__file__).with_name("metric.py")


@pytest.fixture
def metric():
    return evaluate.load(str(METRIC))


def table(*rows):
    return dict(zip(("predictions", "references", "answer_kind"), map(list, zip(*rows, strict=True)), strict=True))


def test_a_metric_gives_the_share_of_right_answers_with_its_interval(metric):
    rows = [("It is 34.", "34", "integer")] * 3 + [("It is 33.", "34", "integer")] * 2
    expected = wilson(3, 5)
    assert metric.compute(**table(*rows)) == {
        "correctness": 0.6,
        "low": expected.low,
        "high": expected.high,
        "n": 5,
        "method": expected.method,
        "unscored": 0,
    }
    assert 0.2 < expected.low < 0.6 < expected.high < 0.9


def test_each_row_is_judged_by_its_own_kind(metric):
    rows = [
        ("(b)", "B", "choice"),
        ("50/24", "25/12", "rational"),
        (r"\boxed{\frac{1}{2}}", "0.5", "latex"),
        ("[5; 8]", "5, 8", "integer_list"),
        ("50/24", "2", "integer"),
        ("", "primes", "text"),
    ]
    found = metric.compute(**table(*rows))
    assert (found["correctness"], found["n"]) == (4 / 6, 6)


def test_rows_may_come_in_batches_and_one_by_one(metric):
    metric.add_batch(**table(("34", "34", "integer"), ("33", "34", "integer")))
    metric.add(prediction="34", reference="34", answer_kind="integer")
    assert metric.compute()["correctness"] == 2 / 3


def test_all_right_and_all_wrong_still_have_an_interval(metric):
    right = metric.compute(**table(*[("34", "34", "integer")] * 4))
    wrong = metric.compute(**table(*[("33", "34", "integer")] * 4))
    assert (right["correctness"], right["high"], wrong["correctness"], wrong["low"]) == (1.0, 1.0, 0.0, 0.0)
    assert right["low"] == pytest.approx(1 - wrong["high"])
    assert 0 < right["low"] < 1


def test_a_second_computation_starts_afresh(metric):
    assert metric.compute(**table(("33", "34", "integer")))["n"] == 1
    assert metric.compute(**table(("34", "34", "integer"), ("34", "34", "integer")))["correctness"] == 1.0


@pytest.mark.parametrize("short", ["predictions", "references", "answer_kind"])
def test_columns_of_different_lengths_are_refused(metric, short):
    columns = table(("34", "34", "integer"), ("34", "34", "integer"))
    columns[short] = columns[short][:1]
    with pytest.raises(ValueError):
        metric.compute(**columns)


def test_a_missing_column_is_refused(metric):
    with pytest.raises(ValueError, match="answer_kind"):
        metric.compute(predictions=["34"], references=["34"])


def test_a_kind_that_does_not_exist_is_refused(metric):
    with pytest.raises(OptionError, match="no answer kind 'intger'"):
        metric.compute(**table(("34", "34", "intger")))


def test_a_reference_that_is_none_of_its_kind_is_refused(metric):
    with pytest.raises(AnswerError, match=r"answer '3\.4' is no integer"):
        metric.compute(**table(("34", "3.4", "integer")))


def test_no_rows_are_refused(metric):
    with pytest.raises(ValueError):
        metric.compute(predictions=[], references=[], answer_kind=[])


SQUARES = '{"language": "python", "offset": 2, "shown": ["4", "9"], "hidden": ["16", "25", "36", "49", "64", "81"]}'
RIGHT = "```python\ndef a(n):\n    return n * n\n```"


@pytest.mark.usefixtures("walled")
def test_programs_are_run_and_those_past_the_time_are_not_counted(metric):
    rows = [(RIGHT, SQUARES, "program"), ("None.", SQUARES, "program"), ("It is 4.", "4", "integer")]
    assert metric.compute(**table(*rows))["correctness"] == pytest.approx(2 / 3)
    late = metric.compute(**table(*rows), seconds=0)
    assert (late["correctness"], late["n"], late["unscored"]) == (1.0, 1, 2)
