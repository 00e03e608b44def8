"""Records: a Batch is its Examples as columns, in their order and without loss."""

import dataclasses
import json

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.records import Batch, Example, benchmark

FEW = settings(deadline=None, max_examples=50)
NAMES = ["id", "prompt", "response", "answer", "answer_kind", "benchmark", "instruction", "data", "meta"]
OPTIONAL = ["system", "wrong", "prefers_right", "steps", "step_labels"]


def example(number, **changes):
    fields = {name: f"{name} {number}" for name in NAMES if name != "meta"}
    return Example(**{**fields, "meta": {"number": number}, **changes})


metas = st.dictionaries(
    st.text(max_size=5),
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=4),
    max_size=4,
)


def test_a_batch_has_the_fields_of_an_example():
    assert [f.name for f in dataclasses.fields(Example)] == NAMES + OPTIONAL
    assert [f.name for f in dataclasses.fields(Batch)] == NAMES + OPTIONAL


def test_a_batch_keeps_the_order_of_its_examples():
    batch = Batch.of([example(2), example(9), example(1)])
    assert batch.prompt.equals(pa.array(["prompt 2", "prompt 9", "prompt 1"]))
    assert batch.meta.equals(pa.array(['{"number": 2}', '{"number": 9}', '{"number": 1}']))
    assert len(batch) == 3


def test_every_field_of_an_example_is_in_the_column_of_its_name():
    batch = Batch.of([example(5)])
    assert {name: getattr(batch, name).to_pylist() for name in NAMES} == {
        "id": ["id 5"],
        "prompt": ["prompt 5"],
        "response": ["response 5"],
        "answer": ["answer 5"],
        "answer_kind": ["answer_kind 5"],
        "benchmark": ["benchmark 5"],
        "instruction": ["instruction 5"],
        "data": ["data 5"],
        "meta": ['{"number": 5}'],
    }


def test_a_column_of_what_no_row_has_is_none():
    batch = Batch.of([example(1), example(2)])
    assert (batch.system, batch.wrong) == (None, None)
    assert batch.prefers_right.equals(pa.array([True, True]))
    batch = Batch.of([example(1, system="Be brief."), example(2, wrong="33", prefers_right=False), example(3)])
    assert batch.system.equals(pa.array(["Be brief.", None, None]))
    assert batch.wrong.equals(pa.array([None, "33", None]))
    assert batch.prefers_right.equals(pa.array([True, False, True]))


@pytest.mark.parametrize("name", ["system", "wrong"])
def test_an_empty_text_is_said_all_the_same(name):
    assert getattr(Batch.of([example(1, **{name: ""})]), name).equals(pa.array([""]))
    with pytest.raises(pa.ArrowException):
        Batch.of([example(1, **{name: 34})])


def test_a_batch_of_columns_needs_none_that_are_optional():
    batch = Batch(**{name: getattr(Batch.of([example(1)]), name) for name in NAMES})
    assert (batch.system, batch.wrong, batch.prefers_right) == (None, None, None)
    assert len(batch) == 1


def test_a_batch_is_made_of_any_iterable():
    assert Batch.of(example(i) for i in range(3)) == Batch.of([example(0), example(1), example(2)])


def test_a_batch_of_nothing_has_columns_of_strings():
    batch = Batch.of([])
    assert len(batch) == 0
    assert {getattr(batch, name).type for name in NAMES} == {pa.string()}
    assert {len(getattr(batch, name)) for name in NAMES} == {0}


def test_meta_is_written_as_it_reads():
    meta = {
        "name": "Fibonacci-Zahlen, größer",
        "zeichen": "數列 😀",
        "n": 2**70,
        "of": [1, None, True],
        "in": {"a": 1.5},
    }
    written = Batch.of([example(1, meta=meta)]).meta[0].as_py()
    assert written == (
        '{"name": "Fibonacci-Zahlen, größer", "zeichen": "數列 😀", '
        '"n": 1180591620717411303424, "of": [1, null, true], "in": {"a": 1.5}}'
    )
    assert json.loads(written) == meta


def test_the_keys_of_meta_may_differ_from_row_to_row():
    batch = Batch.of([example(1, meta={"a": 1}), example(2, meta={"b": [2]}), example(3, meta={})])
    assert batch.meta.to_pylist() == ['{"a": 1}', '{"b": [2]}', "{}"]


def test_an_example_needs_no_meta():
    fields = dict.fromkeys(NAMES[:-1], "")
    assert Example(**fields).meta == {}
    assert Batch.of([Example(**fields)]).meta.to_pylist() == ["{}"]


@FEW
@given(st.lists(st.tuples(st.text(), metas), max_size=4))
def test_text_and_meta_come_back_as_they_were(rows):
    batch = Batch.of(example(1, prompt=prompt, meta=meta) for prompt, meta in rows)
    assert list(zip(batch.prompt.to_pylist(), map(json.loads, batch.meta.to_pylist()), strict=True)) == rows


@pytest.mark.parametrize("answer", [10946, 1.5, ["1"], b"\xff"])
def test_an_answer_that_is_not_text_is_refused(answer):
    with pytest.raises(pa.ArrowException):
        Batch.of([example(1, answer=answer)])


@pytest.mark.parametrize("record", [example(1), Batch.of([example(1)])])
def test_a_record_cannot_be_changed(record):
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.answer = "wrong"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ({}, ""),
        ({"dataset": "oeis_qa"}, "dataset=oeis_qa"),
        ({"dataset": "oeis_qa", "group": "completion", "shown": 9}, "dataset=oeis_qa group=completion shown=9"),
        ({"group": "completion", "dataset": "oeis_qa"}, "group=completion dataset=oeis_qa"),
        ({"group": "number theory", "shown": 9}, 'group="number theory" shown=9'),
        ({"group": " "}, 'group=" "'),
        ({"group": 'the "best" ones'}, 'group="the \\"best\\" ones"'),
        ({"group": "größe"}, "group=größe"),
        ({"shown": -(2**70)}, "shown=-1180591620717411303424"),
    ],
)
def test_a_benchmark_key_quotes_values_that_hold_blanks(keys, text):
    assert benchmark(**keys) == text


def test_a_quoted_value_of_a_benchmark_key_is_read_as_json():
    key = benchmark(dataset="oeis_qa", group='two words and a "quote"')
    assert json.loads(key.partition("group=")[2]) == 'two words and a "quote"'
