"""Single rows in run-length text: worked rows both ways, the batch against the plain loops, and what is refused."""

import random

import numpy as np
import pytest

from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle.cell_rows import CellRows, compress, histogram, random_rows, reverse, scale_up
from oeis_qa.loaders.arc_rle.rle_rows import (
    canonical_row,
    decode_row,
    decode_rows,
    digits,
    encode_row,
    encode_rows,
    json_lists,
    lists,
)
from oeis_qa.streams import Stream
from tests.loaders.arc_rle.plain.grids import read_row, write_row

WORKED = [
    ([7], "7"),
    ([3, 3, 3], "b3"),
    ([8, 8, 2, 4, 4, 4], "a82b4"),
    ([6] * 27, "z6"),
    ([6] * 28 + [3], "z663"),
    ([6] * 29 + [3], "z6a63"),
    ([0] * 100, "z0z0z0r0"),
]
TWO = CellRows.of([[8, 8, 2, 4, 4, 4], [5]])


def rows_of(rows):
    """The rows as lists."""
    return [part.tolist() for part in np.split(rows.cells, rows.starts[1:])]


@pytest.fixture(scope="module")
def some():
    chance = random.Random(5)
    return [
        [chance.choice(chance.choice(["47", "0123456789"])) for _ in range(chance.randint(1, 300))] for _ in range(99)
    ]


@pytest.mark.parametrize(("cells", "text"), WORKED)
def test_a_row_is_written_in_its_longest_runs_and_read_back(cells, text):
    assert encode_row(cells) == text
    assert decode_row(text).tolist() == cells
    assert encode_rows(CellRows.of([cells])).to_pylist() == [text]


@pytest.mark.parametrize("text", ["a82b4", "882444", "a82a44", "8824a4"])
def test_runs_may_be_cut_anywhere(text):
    assert decode_row(text).tolist() == [8, 8, 2, 4, 4, 4]
    assert canonical_row(text) == "a82b4"


def test_many_rows_are_written_and_read_as_plain_loops_do(some):
    cells = [list(map(int, row)) for row in some]
    texts = encode_rows(CellRows.of(cells)).to_pylist()
    assert texts == list(map(write_row, cells))
    assert rows_of(decode_rows(texts)) == cells


def test_a_cut_begins_a_run_where_it_stands():
    cuts = np.array([True, True, False, False, False, True, True])
    assert encode_rows(TWO, cuts).to_pylist() == ["882a44", "5"]
    assert read_row("882a44") == [8, 8, 2, 4, 4, 4]


def test_rows_are_written_as_digits_and_lists():
    assert digits(TWO).to_pylist() == ["882444", "5"]
    assert lists(TWO).to_pylist() == ["8, 8, 2, 4, 4, 4", "5"]
    assert json_lists(TWO).to_pylist() == ["[8, 8, 2, 4, 4, 4]", "[5]"]


def test_what_is_made_of_rows_is_what_was_worked_out_by_hand():
    assert rows_of(reverse(TWO)) == [[4, 4, 4, 2, 8, 8], [5]]
    assert rows_of(compress(TWO)) == [[8, 2, 4], [5]]
    assert rows_of(scale_up(TWO, np.array([2, 3]))) == [[8, 8, 8, 8, 2, 2, 4, 4, 4, 4, 4, 4], [5, 5, 5]]
    assert histogram(TWO).tolist() == [[0, 0, 1, 0, 3, 0, 0, 0, 2, 0], [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]]


def test_no_rows_make_no_texts():
    none = CellRows.of([])
    for made in (none, reverse(none), compress(none), scale_up(none, np.zeros(0, np.int64))):
        assert encode_rows(made).to_pylist() == []
        assert json_lists(made).to_pylist() == []
    assert histogram(none).shape == (0, 10)
    assert len(decode_rows([])) == 0


def test_a_drawn_row_is_a_function_of_its_key_alone():
    keys = Stream(3, "test")[np.arange(50)]
    together, alone = random_rows(keys, (1, 99), (2, 4)), random_rows(keys[7:8], (1, 99), (2, 4))
    assert together[7].tolist() == alone[0].tolist()


def test_drawn_rows_have_the_lengths_and_the_runs_that_they_shall():
    rows = CellRows.of_grids(random_rows(Stream(3, "test")[np.arange(2000)], (10, 60), (2, 4)))
    assert (rows.lengths.min(), rows.lengths.max()) == (10, 60)
    runs = compress(rows).lengths
    assert runs.min() < 8
    assert runs.max() > 40
    assert set(np.count_nonzero(histogram(rows), axis=1)) == set(range(2, 11))


@pytest.mark.parametrize("text", ["", "a", "3a", "aa1", "A1", "1 1", "1,1", "1\n", "٣", None])
def test_a_text_that_is_no_row_is_refused(text):
    for read in (decode_row, canonical_row, lambda text: decode_rows(["1", text])):
        with pytest.raises(GridError, match="is no row of runs; write them one behind the other, as in 'a82b4'"):
            read(text)


@pytest.mark.parametrize("row", [[], [[1]], 7, [0.5], ["1"]])
def test_what_is_no_row_is_not_written(row):
    with pytest.raises(GridError, match="is no row of cells; give a list of colours, one or more"):
        encode_row(row)


@pytest.mark.parametrize("row", [[10], [3, -1]])
def test_a_colour_over_nine_is_not_written(row):
    with pytest.raises(GridError, match=f"colour {row[-1]} in a row; give colours 0 to 9"):
        CellRows.of([[1], row])
