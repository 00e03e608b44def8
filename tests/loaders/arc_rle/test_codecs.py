"""Codecs: worked texts, what is refused, a round trip of anything and of every grid of ARC-AGI-1."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from benchmarks.shared import DATA, arc_grids
from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle.codecs import CODECS
from oeis_qa.loaders.arc_rle.rle import decode_all, encode_all

SHAPES = st.tuples(st.integers(1, 30), st.integers(1, 99))
GRIDS = SHAPES.flatmap(lambda shape: arrays(np.uint8, shape, elements=st.integers(0, 9), fill=st.integers(0, 9)))

WORKED = [
    ("rle", [[1, 0], [0, 1]], "2 2 10,01"),
    ("digits", [[1, 0], [0, 1]], "10\n01"),
    ("digits", [[7]], "7"),
    ("json", [[1, 0], [0, 1]], "[[1, 0], [0, 1]]"),
    ("sparse", [[1, 0], [0, 1]], "2 2 0 0,0:1 1,1:1"),
    ("sparse", [[3, 3, 3], [3, 8, 3]], "3 2 3 1,1:8"),
    ("sparse", [[5, 5]], "2 1 5"),
]

LENIENT = [
    ("digits", "10,01", "10\n01"),
    ("digits", " 10, 01 ", "10\n01"),
    ("digits", "10\r\n01\n", "10\n01"),
    ("digits", "1,2,3", "1\n2\n3"),
    ("json", "[[1,0],\n [0,1]]", "[[1, 0], [0, 1]]"),
    ("sparse", "2 2 0 1,1:1 0,0:1", "2 2 0 0,0:1 1,1:1"),
    ("sparse", "2 1 1 0,0:0", "2 1 0 1,0:1"),
]

WRONG = [
    ("digits", ["", "1a", "10\n1", "10,01\n10", "1 0\n0 1", "٣", "1" * 100, "\n".join("1" * 100), "10\n\n01", "-1"]),
    ("json", ["", "[]", "[[]]", "[[1], [2, 3]]", "[1, 2]", "[[10]]", "[[-1]]", "[[1.0]]", "[[true]]", "{}", "[[1]"]),
    ("json", ["[" * 100_000, "[[" + "1" * 5000 + "]]", "[[1]] [[1]]", "null", '"1"', "[[NaN]]", "[{}]", "[[[1]]]"]),
    ("sparse", ["", "2 2", "0 2 0", "2 100 0", "2 2 10", "2 2 0 2,0:1", "2 2 0 0,2:1", "2 2 0 0,0:1 0,0:1"]),
    ("sparse", ["2 2 0 0,0:10", "2 2 0  0,0:1", "2 2 0 0,0:1 ", "2 2 0\n", "2 2 ٣"]),
]


@pytest.mark.parametrize(("codec", "grid", "text"), WORKED)
def test_a_worked_example_is_written_and_read(codec, grid, text):
    assert CODECS[codec].encode(grid) == text
    assert CODECS[codec].decode(text).tolist() == grid


@pytest.mark.parametrize(("codec", "text", "written"), LENIENT)
def test_another_spelling_is_read_too(codec, text, written):
    assert CODECS[codec].encode(CODECS[codec].decode(text)) == written


@pytest.mark.parametrize(("codec", "text"), [(codec, text) for codec, texts in WRONG for text in texts])
def test_what_is_none_of_the_codec_is_refused(codec, text):
    with pytest.raises(GridError):
        CODECS[codec].decode(text)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("grid", [[], [[1], [1, 2]], [[10]], [[0.5]]])
def test_what_is_no_grid_is_refused(codec, grid):
    with pytest.raises(GridError):
        CODECS[codec].encode(grid)


@pytest.mark.parametrize("codec", CODECS)
@given(grid=GRIDS)
@settings(max_examples=40, deadline=None)
def test_any_grid_comes_back_the_same(codec, grid):
    read = CODECS[codec].decode(CODECS[codec].encode(grid))
    assert read.dtype == np.uint8
    assert np.array_equal(read, grid)


@pytest.mark.skipif(not (DATA / "arc-agi-1").exists(), reason="ARC-AGI-1 is not there; OEIS_QA_DATA names its folder")
def test_every_grid_of_arc_agi_1_comes_back_the_same():
    grids = arc_grids()
    assert len(grids) == 7_000
    for codec in CODECS.values():
        assert all(np.array_equal(codec.decode(codec.encode(grid)), grid) for grid in grids)
    texts = encode_all(grids)
    assert texts.to_pylist() == [CODECS["rle"].encode(grid) for grid in grids]
    assert all(map(np.array_equal, decode_all(texts), grids))
