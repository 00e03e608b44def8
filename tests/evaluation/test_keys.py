"""Benchmark keys are read as they were written, in every form that rows have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeis_qa.errors import SourceFormatError
from oeis_qa.evaluation.keys import keys
from oeis_qa.records import benchmark

names = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
values = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="'\"="), max_size=12)


def test_values_with_blanks_lose_their_quotes():
    text = 'dataset=oeis_qa group=completion solver="linear recurrence" digits=3'
    assert keys(text) == {"dataset": "oeis_qa", "group": "completion", "solver": "linear recurrence", "digits": "3"}
    assert keys("") == {}


@given(st.dictionaries(names, values, max_size=5))
def test_what_benchmark_writes_is_read_back(pairs):
    assert keys(benchmark(**pairs)) == pairs


def test_quotes_and_equals_signs_within_values_stay():
    assert keys(benchmark(said='he said "x y"', rule="a=b c=d")) == {"said": 'he said "x y"', "rule": "a=b c=d"}


def test_other_peoples_quotes_and_blanks_are_read_too():
    text = "dataset=histogram_two group='add two' histogram_size=a b image_width=9"
    assert keys(text) == {"dataset": "histogram_two", "group": "add two", "histogram_size": "a b", "image_width": "9"}


@pytest.mark.parametrize("text", ["completion", "=3", "dataset=a dataset=b"])
def test_a_text_that_is_no_pairs_is_refused(text):
    with pytest.raises(SourceFormatError, match=r"cannot be read at .*; give key=value pairs"):
        keys(text)
