"""The logical hash: equal for equal rows however they are held, different where anything in them is."""

import hashlib
import io
import json
import struct

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from datasets import Features, List, Value
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from oeis_qa.publishing.hashes import logical_hash

FEATURES = Features(
    {
        "text": Value("string"),
        "number": Value("int64"),
        "share": Value("float64"),
        "truth": Value("bool"),
        "words": List(Value("string")),
        "turns": List({"role": Value("string"), "counts": List(Value("int32"))}),
        "pair": {"left": Value("string"), "right": Value("int64")},
    }
)
TEXTS = st.none() | st.text(alphabet="ab\0é𝄞", max_size=4)
NUMBERS = st.none() | st.integers(-(2**63), 2**63 - 1)
TURNS = st.fixed_dictionaries(
    {"role": TEXTS, "counts": st.none() | st.lists(st.none() | st.integers(0, 9), max_size=3)}
)
ROW = st.fixed_dictionaries(
    {
        "text": TEXTS,
        "number": NUMBERS,
        "share": st.none() | st.integers(-3, 3).map(lambda x: x / 2),
        "truth": st.none() | st.booleans(),
        "words": st.none() | st.lists(TEXTS, max_size=3),
        "turns": st.none() | st.lists(st.none() | TURNS, max_size=3),
        "pair": st.none() | st.fixed_dictionaries({"left": TEXTS, "right": NUMBERS}),
    }
)
ROWS = st.lists(ROW, max_size=6)
LARGE = {
    "text": pa.large_string(),
    "words": pa.large_list(pa.large_string()),
    "turns": pa.large_list(pa.struct({"role": pa.large_string(), "counts": pa.large_list(pa.int32())})),
}


def table(rows):
    return pa.Table.from_pylist(rows, schema=FEATURES.arrow_schema)


def digest(*tables):
    return logical_hash(tables, FEATURES)


def one(values, kind, type_):
    """The hash of one column."""
    return logical_hash([pa.table({"x": pa.array(values, type_)})], Features({"x": kind}))


@given(ROWS, st.lists(st.integers(0, 6), max_size=4))
@settings(deadline=None)
def test_it_does_not_see_how_rows_are_cut_into_tables_and_chunks(rows, cuts):
    whole, ends = table(rows), sorted(min(cut, len(rows)) for cut in cuts)
    pieces = [whole.slice(a, b - a) for a, b in zip([0, *ends], [*ends, len(rows)], strict=True)]
    assert digest(*pieces) == digest(pa.concat_tables(pieces)) == digest(whole)


@given(ROWS)
@settings(deadline=None)
def test_it_does_not_see_whether_offsets_take_32_bits_or_64(rows):
    fields = [pa.field(field.name, LARGE.get(field.name, field.type)) for field in FEATURES.arrow_schema]
    assert digest(table(rows).cast(pa.schema(fields))) == digest(table(rows))


@given(ROWS)
@settings(deadline=None)
def test_rows_read_back_from_parquet_hash_as_before(rows):
    file = io.BytesIO()
    pq.write_table(table(rows), file, row_group_size=2)
    assert digest(pq.read_table(file)) == digest(table(rows))


@given(ROWS)
@settings(deadline=None)
def test_columns_may_come_in_any_order(rows):
    assert digest(table(rows).select(FEATURES.arrow_schema.names[::-1])) == digest(table(rows))


@given(ROWS, ROWS)
@settings(deadline=None)
def test_different_rows_hash_differently(rows, others):
    assume(rows != others)
    assert digest(table(rows)) != digest(table(others))


@given(ROWS)
@settings(deadline=None)
def test_the_order_of_rows_counts(rows):
    assert (digest(table(rows[::-1])) == digest(table(rows))) == (rows[::-1] == rows)


@pytest.mark.parametrize(
    ("kind", "type_", "values", "others"),
    [
        (Value("string"), pa.string(), ["ab", "c"], ["a", "bc"]),
        (Value("string"), pa.string(), ["", "a"], [None, "a"]),
        (Value("int64"), pa.int64(), [0], [None]),
        (Value("bool"), pa.bool_(), [False], [None]),
        (List(Value("int64")), pa.list_(pa.int64()), [[1], [2, 3]], [[1, 2], [3]]),
        (List(Value("int64")), pa.list_(pa.int64()), [[]], [None]),
        (List(Value("int64")), pa.list_(pa.int64()), [[]], [[None]]),
        ({"a": Value("int64")}, pa.struct({"a": pa.int64()}), [{"a": None}], [None]),
    ],
)
def test_boundaries_and_missing_values_count(kind, type_, values, others):
    assert one(values, kind, type_) != one(others, kind, type_)


def test_what_lies_under_a_missing_struct_does_not_count():
    values, mask = pa.array(["seen", "hidden"]), pa.array([False, True])
    hiding = pa.StructArray.from_arrays([values], ["a"], mask=mask)
    plain = pa.array([{"a": "seen"}, None])
    features = Features({"x": {"a": Value("string")}})
    assert logical_hash([pa.table({"x": hiding})], features) == logical_hash([pa.table({"x": plain})], features)


def test_it_is_what_its_description_says():
    features = Features({"x": Value("string")})
    leaves = {"x": "añb".encode(), "x#": struct.pack("<3q", 3, 0, 1), "x?": bytes([1, 0, 1])}
    whole = hashlib.sha256(json.dumps(features.to_dict(), sort_keys=True).encode() + b"\0" + b"3")
    for path in ("x", "x#", "x?"):
        whole.update(path.encode() + b"\0" + hashlib.sha256(leaves[path]).digest())
    assert one(["añ", None, "b"], Value("string"), pa.string()) == whole.hexdigest()


def test_the_same_values_of_other_features_hash_differently():
    assert one([1], Value("int64"), pa.int64()) != one([1], Value("int32"), pa.int32())


def test_no_rows_at_all_hash_alike_however_they_come():
    assert digest() == digest(table([])) == digest(table([]), table([]))


def test_a_column_of_another_kind_is_refused():
    with pytest.raises(TypeError, match=r"column x: binary has no logical hash; give text"):
        one([b"a"], Value("binary"), pa.binary())
