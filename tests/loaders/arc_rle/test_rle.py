"""Run-length text: worked examples, a round trip of anything, every fault with its score, one grid and many alike."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from oeis_qa.errors import GridError, OeisQAError
from oeis_qa.loaders.arc_rle.rle import decode, decode_all, encode, encode_all, partial_score

SIDES = st.tuples(st.integers(1, 40), st.integers(1, 99))
GRIDS = SIDES.flatmap(lambda shape: arrays(np.uint8, shape, elements=st.integers(0, 9), fill=st.integers(0, 9)))

WORKED = [
    ([[7]], "1 1 7"),
    ([[5, 5, 5]] * 2, "3 2 5,"),
    ([[4, 7, 4, 7], [4, 7, 4, 7], [8, 8, 2, 4]], "4 3 4747,,a824"),
    ([[1], [1], [2], [1]], "1 4 1,,2,1"),
    ([[6] * 28 + [3]], "29 1 z663"),
    ([[6] * 29 + [3]], "30 1 z6a63"),
    ([[0] * 5, [0, 2, 2, 2, 0], [0, 2, 1, 2, 0], [0, 2, 2, 2, 0], [0] * 5], "5 5 0,0b20,02120,0b20,0"),
    ([[9] * 30] * 3, "30 3 9,,"),
    ([[6] * 27 + [3]], "28 1 z63"),
    ([[6] * 54 + [3]], "55 1 z6z63"),
    ([[0] * 99] * 99, "99 99 0" + "," * 98),
    ([[1, 2], [1, 2], [3, 3], [1, 2], [1, 2]], "2 5 12,,3,12,"),
]

LENIENT = [
    ("3 1 333", "3 1 3"),
    ("3 1 b3", "3 1 3"),
    ("4 2 a4a4,4", "4 2 4,"),
    ("03 1 5", "3 1 5"),
    ("2 2 12,12", "2 2 12,"),
]

FAULTS = [
    ("", 0),
    ("3 1", 0),
    (" 3 1 3", 0),
    ("3 1 3 ", 0),
    ("3  1 3", 0),
    ("3\n1\n3", 0),
    ("x 1 3", 1),
    (" 1 3", 1),
    ("+3 1 3", 1),
    ("٣ 1 3", 1),
    ("1_0 1 3", 1),
    ("0 1 3", 2),
    ("-3 1 3", 2),
    ("100 1 3", 3),
    ("9" * 5000 + " 1 3", 3),
    ("3 x 3", 4),
    ("3 0 3", 5),
    ("3 100 3", 6),
    ("3 3 3", 7),
    ("3 1 3,,", 8),
    ("3 2 3", 9),
    ("3 1 3,", 10),
    ("3 2 ,3", 11),
    ("3 1 ", 11),
    ("3 1 aa1", 12),
    ("3 1 12a", 12),
    ("3 1 12", 12),
    ("3 1 1234", 12),
    ("3 1 c1", 12),
    ("2 1 1\n", 12),
    ("2 1 A1", 12),
    ("2 1 1٣", 12),
    ("3 1 a", 12),
    ("2 3 12,,3a", 55),  # one row written out of two that can be: 12 + 87 / 2
    ("2 3 12,21,3a", 99),
    ("2 4 12,21,,3a", 70),
]


def expanded(text):
    """A plain decoder of canonical and other right texts, independent of ours: character by character."""
    width, _, body = text.split(" ")
    rows = []
    for part in body.split(","):
        cells, length = [], 1
        for mark in part:
            if mark.isdigit():
                cells += [int(mark)] * (int(width) if len(part) == 1 else length)
                length = 1
            else:
                length = "abcdefghijklmnopqrstuvwxyz".index(mark) + 2
        rows.append(cells or rows[-1])
    return rows


@pytest.mark.parametrize(("grid", "text"), WORKED)
def test_a_worked_example_is_written_and_read(grid, text):
    assert encode(grid) == text
    assert encode_all([grid]).to_pylist() == [text]
    assert decode(text).tolist() == grid
    assert decode_all([text])[0].tolist() == grid
    assert partial_score(text) == 100


@pytest.mark.parametrize(("text", "canonical"), LENIENT)
def test_another_spelling_is_read_too(text, canonical):
    assert encode(decode(text)) == canonical
    assert encode_all(decode_all([text, canonical])).to_pylist() == [canonical, canonical]


@pytest.mark.parametrize(("text", "score"), FAULTS)
def test_a_fault_is_refused_with_its_score(text, score):
    assert partial_score(text) == score
    with pytest.raises(GridError, match=r"is no grid: .*; write WIDTH HEIGHT"):
        decode(text)
    with pytest.raises(GridError, match="is no grid"):
        decode_all(["4 3 4747,,a824", text, "1 1 7"])


@pytest.mark.parametrize("text", [None, 7, b"1 1 7"])
def test_what_is_no_text_is_refused(text):
    assert partial_score(text) == 0
    with pytest.raises(GridError, match="is no text"):
        decode(text)


def test_a_null_among_many_is_refused():
    with pytest.raises(GridError, match="NoneType is no text"):
        decode_all(pa.array(["1 1 7", None]))


@pytest.mark.parametrize("text", [7, "\ud800", None, "3 1 \ud800"])
def test_what_is_no_text_among_many_is_refused(text):
    with pytest.raises(GridError, match="is no grid"):
        decode_all(["1 1 7", text])


def test_texts_of_every_kind_of_column_are_read():
    for texts in (("1 1 7",), pa.array(["1 1 7"], pa.large_string()), pa.chunked_array([["1 1 7"]])):
        assert decode_all(texts)[0].tolist() == [[7]]


def test_an_error_says_what_was_read():
    with pytest.raises(OeisQAError, match=r"^'4 2 4747,474' is no grid: row 2, '474', is wrong; write"):
        decode("4 2 4747,474")


@pytest.mark.parametrize(
    "grid",
    [[], [[]], [1, 2], [[1, 2], [3]], [[10]], [[-1]], [[1.0]], [["1"]], [[None]], 7, None, [[0] * 100], [[0]] * 100],
)
def test_what_is_no_grid_is_refused(grid):
    with pytest.raises(GridError):
        encode(grid)
    with pytest.raises(GridError):
        encode_all([[[1]], grid])


def test_grids_of_all_types_of_integers_are_written():
    types = [np.uint8, np.int8, np.int64, np.uint64, np.bool_]
    assert encode_all([np.array([[1, 0]], kind) for kind in types]).to_pylist() == ["2 1 10"] * 5


def test_no_grids_give_no_texts():
    assert encode_all([]).to_pylist() == []
    assert decode_all([]) == []


def test_part_of_an_array_of_texts_is_read():
    texts = pa.array(["bad", "1 1 7", "2 1 12", "bad"])
    assert [grid.tolist() for grid in decode_all(texts.slice(1, 2))] == [[[7]], [[1, 2]]]


@given(st.lists(GRIDS, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_anything_comes_back_the_same_alone_and_among_others(grids):
    texts = encode_all(grids).to_pylist()
    assert texts == [encode(grid) for grid in grids]
    assert [expanded(text) for text in texts] == [grid.tolist() for grid in grids]
    for grid, one, among in zip(grids, map(decode, texts), decode_all(texts), strict=True):
        assert one.dtype == among.dtype == np.uint8
        assert np.array_equal(grid, one)
        assert np.array_equal(grid, among)


@given(st.lists(st.text("0123 ,abz", max_size=14) | st.from_regex(r"[1-3] [1-3] [0-2abz,]{1,7}", fullmatch=True)))
@settings(max_examples=300, deadline=None)
def test_many_texts_are_read_where_each_of_them_can_be(texts):
    readable = [text for text in texts if partial_score(text) == 100]
    assert all(0 <= partial_score(text) < 100 for text in texts if text not in readable)
    assert [grid.tolist() for grid in decode_all(readable)] == [expanded(text) for text in readable]
    for text in set(texts) - set(readable):
        with pytest.raises(GridError):
            decode_all([*readable, text])


def test_a_grid_that_was_read_can_be_changed_and_its_neighbour_stays():
    one, other = decode_all(["2 1 12", "2 1 12"])
    one[0, 0] = 9
    assert other.tolist() == [[1, 2]]
    assert one.flags.writeable
    assert decode("2 1 12").flags.writeable
