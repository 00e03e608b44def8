"""Histograms: worked texts, every operation by hand and against Counter, what is refused."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle import histograms
from oeis_qa.loaders.arc_rle.histograms import histogram, parse, parse_colours, write, write_all, write_colours

COUNTS = arrays(np.int64, (10,), elements=st.integers(0, 4) | st.integers(0, 10**15))
A, B = parse("0:3,7:3,2:1"), parse("7:5,1:2,2:1")

OPERATIONS = [
    ("add", "7:8,0:3,1:2,2:2"),
    ("subtract", "0:3"),
    ("maximum", "7:5,0:3,1:2,2:1"),
    ("minimum", "7:3,2:1"),
    ("remove_colours", "0:3"),
]


def plain(counter):
    """The text of a Counter: the plain second path."""
    pairs = sorted(((-count, colour) for colour, count in counter.items() if count > 0))
    return ",".join(f"{colour}:{-count}" for count, colour in pairs) or "empty"


def counter(counts):
    return Counter(dict(enumerate(counts.tolist())))


def test_the_histogram_of_a_grid_counts_its_cells():
    assert write(histogram([[4, 7, 4, 7], [4, 7, 4, 7], [8, 8, 2, 4]])) == "4:5,7:4,8:2,2:1"
    assert write(histogram([[9]])) == "9:1"


def test_the_histograms_of_a_batch_are_those_of_its_grids(lists, batch):
    assert histograms.histograms_of(batch).tolist() == [histogram(grid).tolist() for grid in lists]


def test_the_commonest_colour_stands_first_and_of_equals_the_lower():
    assert write(np.array([0, 3, 3, 0, 0, 0, 0, 9, 0, 0])) == "7:9,1:3,2:3"


def test_no_colours_are_empty():
    none = np.zeros((2, 10), np.int64)
    assert write_all(none).to_pylist() == ["empty", "empty"]
    assert write_colours(none > 0).to_pylist() == ["empty", "empty"]
    assert not parse("empty").any()
    assert not parse_colours("empty").any()


def test_no_rows_give_no_texts():
    assert write_all(np.zeros((0, 10), np.int64)).to_pylist() == []


@pytest.mark.parametrize(("operation", "text"), OPERATIONS)
def test_an_operation_gives_what_was_worked_out_by_hand(operation, text):
    assert write(getattr(histograms, operation)(A, B)) == text


def test_sets_of_colours_are_what_was_worked_out_by_hand():
    sets = np.stack([histograms.colours(A), histograms.colours(A, B), histograms.intersection(A, B)])
    assert write_colours(sets).to_pylist() == ["0,2,7", "0,1,2,7", "2,7"]
    assert (histograms.number_of_colours(A), histograms.number_of_colours(A, B)) == (3, 4)


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1, max_size=5))
def test_operations_on_many_rows_agree_with_counters(pairs):
    a, b = (np.stack(side) for side in zip(*pairs, strict=True))
    counters = [(counter(x), counter(y)) for x, y in pairs]
    assert write_all(histograms.add(a, b)).to_pylist() == [plain(x + y) for x, y in counters]
    assert write_all(histograms.subtract(a, b)).to_pylist() == [plain(x - y) for x, y in counters]
    assert write_all(histograms.maximum(a, b)).to_pylist() == [plain(x | y) for x, y in counters]
    assert write_all(histograms.minimum(a, b)).to_pylist() == [plain(x & y) for x, y in counters]
    left = [Counter({colour: n for colour, n in x.items() if not y[colour]}) for x, y in counters]
    assert write_all(histograms.remove_colours(a, b)).to_pylist() == [plain(x) for x in left]
    assert histograms.number_of_colours(a, b).tolist() == [len(+(x + y)) for x, y in counters]
    both = [",".join(map(str, sorted(x & y))) or "empty" for x, y in counters]
    assert write_colours(histograms.intersection(a, b)).to_pylist() == both


@given(COUNTS)
def test_what_is_written_is_read_again(counts):
    assert (parse(write(counts)) == counts).all()
    assert (parse_colours(write_colours(counts[None] > 0)[0].as_py()) == (counts > 0)).all()


def test_the_order_of_a_text_and_blanks_behind_commas_do_not_count():
    assert (parse("2:1, 7:3,0:3") == A).all()
    assert (parse_colours("7, 0,2") == (A > 0)).all()


@pytest.mark.parametrize(
    "text", ["", "7", "7:0", "7:03", "10:1", "7:1,7:2", "7:1,", "a:1", "7:-1", "7:" + "9" * 19, "7:٣", "7:1\n", "Empty"]
)
def test_what_is_no_histogram_is_refused(text):
    with pytest.raises(GridError):
        parse(text)


@pytest.mark.parametrize("text", ["", "10", "7,7", "7,", "7;8", "07", "٣", "7\n"])
def test_what_is_no_set_of_colours_is_refused(text):
    with pytest.raises(GridError):
        parse_colours(text)
