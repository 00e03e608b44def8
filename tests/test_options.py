"""Options: Python values and their spellings in text become the declared type or are refused by name."""

import contextlib
import re
from fractions import Fraction
from pathlib import Path
from typing import Literal, Optional

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.errors import OptionError
from oeis_qa.options import coerced

FEW = settings(deadline=None, max_examples=50)
LEVEL = Literal["easy", "hard"]


@pytest.mark.parametrize(
    ("value", "hint", "expected"),
    [
        (7, int, 7),
        ("7", int, 7),
        ("-7", int, -7),
        ("2_000_000", int, 2_000_000),
        (" 7 ", int, 7),
        (str(2**70), int, 2**70),
        (np.int64(7), int, 7),
        (np.uint8(7), int, 7),
        (0.5, float, 0.5),
        (1, float, 1.0),
        ("0.5", float, 0.5),
        ("1e-3", float, 0.001),
        ("3", float, 3.0),
        (np.float32(0.5), float, 0.5),
        (Fraction(1, 4), float, 0.25),
        (True, bool, True),
        (False, bool, False),
        ("true", bool, True),
        ("False", bool, False),
        ("TRUE", bool, True),
        ("", str, ""),
        ("a b", str, "a b"),
        ("7", str, "7"),
        (Path("/data/oeis"), str, "/data/oeis"),
        (Path("a/b"), tuple[str, ...], ("a/b",)),
        ("easy", LEVEL, "easy"),
        (np.str_("hard"), LEVEL, "hard"),
        ([1, 2], tuple[int, ...], (1, 2)),
        ((1, "2"), tuple[int, ...], (1, 2)),
        ([], tuple[int, ...], ()),
        ("1,2,3", tuple[int, ...], (1, 2, 3)),
        ("1", tuple[int, ...], (1,)),
        ("1, -2", tuple[int, ...], (1, -2)),
        (["1", "2"], tuple[int, ...], (1, 2)),
        ("0.8,0.1,0.1", tuple[float, float, float], (0.8, 0.1, 0.1)),
        ([1, 0, 0], tuple[float, float, float], (1.0, 0.0, 0.0)),
        (["0.8", "0.1", 0.1], tuple[float, float, float], (0.8, 0.1, 0.1)),
        ("a", tuple[str, ...], ("a",)),
        ("a,b", tuple[str, ...], ("a,b",)),
        (["a", "b"], tuple[str, ...], ("a", "b")),
        ((), tuple[str, ...], ()),
        ("true,false", tuple[bool, ...], (True, False)),
        ("easy,hard", tuple[LEVEL, ...], ("easy", "hard")),
    ],
)
def test_a_value_becomes_the_declared_type(value, hint, expected):
    made = coerced("option", value, hint)
    assert made == expected
    assert type(made) is type(expected)
    if isinstance(made, tuple):
        assert [type(item) for item in made] == [type(item) for item in expected]


@pytest.mark.parametrize("hint", [int | None, None | int, Optional[int]])  # noqa: UP045
def test_a_type_that_may_be_none_is_read_as_the_type(hint):
    assert coerced("size", "2_000_000", hint) == 2_000_000


@pytest.mark.parametrize(
    ("value", "hint", "expected"),
    [
        ("1,0,0", tuple[float, float, float] | None, (1.0, 0.0, 0.0)),
        ("hard", LEVEL | None, "hard"),
        ("true", bool | None, True),
        (Path("a/b"), str | None, "a/b"),
    ],
)
def test_every_type_may_stand_beside_none(value, hint, expected):
    assert coerced("option", value, hint) == expected


@pytest.mark.parametrize(
    ("value", "hint", "told"),
    [
        ("seven", int, "size='seven' does not fit; give a whole number"),
        ("", int, "size='' does not fit; give a whole number"),
        ("7.0", int, "size='7.0' does not fit; give a whole number"),
        ("1e6", int, "size='1e6' does not fit; give a whole number"),
        ("0x10", int, "size='0x10' does not fit; give a whole number"),
        ("1,000", int, "size='1,000' does not fit; give a whole number"),
        (7.0, int, "size=7.0 does not fit; give a whole number"),
        (True, int, "size=True does not fit; give a whole number"),
        (None, int, "size=None does not fit; give a whole number"),
        (None, int | None, "size=None does not fit; give a whole number"),
        ([7], int, "size=[7] does not fit; give a whole number"),
        (b"7", int, "size=b'7' does not fit; give a whole number"),
        (np.True_, int, "does not fit; give a whole number"),
        ("half", float, "size='half' does not fit; give a number"),
        ("1/2", float, "size='1/2' does not fit; give a number"),
        ("0,5", float, "size='0,5' does not fit; give a number"),
        (True, float, "size=True does not fit; give a number"),
        ([0.5], float, "size=[0.5] does not fit; give a number"),
        (1j, float, "size=1j does not fit; give a number"),
        (1, bool, "size=1 does not fit; give true or false"),
        ("1", bool, "size='1' does not fit; give true or false"),
        ("yes", bool, "size='yes' does not fit; give true or false"),
        ("", bool, "size='' does not fit; give true or false"),
        (" true", bool, "size=' true' does not fit; give true or false"),
        (None, bool, "size=None does not fit; give true or false"),
        (7, str, "size=7 does not fit; give text"),
        (b"a", str, "size=b'a' does not fit; give text"),
        (["a"], str, "size=['a'] does not fit; give text"),
        ("medium", LEVEL, "size='medium' is not known; give one of 'easy', 'hard'"),
        ("Easy", LEVEL, "size='Easy' is not known; give one of 'easy', 'hard'"),
        ("", LEVEL, "size='' is not known; give one of 'easy', 'hard'"),
        (1, LEVEL, "size=1 is not known; give one of 'easy', 'hard'"),
        (["easy"], LEVEL, "size=['easy'] is not known; give one of 'easy', 'hard'"),
        (7, tuple[int, ...], "size=7 does not fit; give a list"),
        ({1}, tuple[int, ...], "size={1} does not fit; give a list"),
        ({"a": 1}, tuple[str, ...], "size={'a': 1} does not fit; give a list"),
        (None, tuple[int, ...], "size=None does not fit; give a list"),
        ("1,,2", tuple[int, ...], "size='' does not fit; give a whole number"),
        ("1;2", tuple[int, ...], "size='1;2' does not fit; give a whole number"),
        ([1, 2.5], tuple[int, ...], "size=2.5 does not fit; give a whole number"),
        (["a", 1], tuple[str, ...], "size=1 does not fit; give text"),
        ([[1]], tuple[int, ...], "size=[1] does not fit; give a whole number"),
        ([1, 0], tuple[float, float, float], "size=[1, 0] has 2 items; give 3"),
        ("1,0,0,0", tuple[float, float, float], "size=['1', '0', '0', '0'] has 4 items; give 3"),
        ((), tuple[float, float, float], "size=() has 0 items; give 3"),
        ("1,x,0", tuple[float, float, float], "size='x' does not fit; give a number"),
        ("easy,medium", tuple[LEVEL, ...], "size='medium' is not known; give one of 'easy', 'hard'"),
    ],
)
def test_a_wrong_value_is_refused_by_name_value_and_rule(value, hint, told):
    with pytest.raises(OptionError, match=f"{re.escape(told)}$"):
        coerced("size", value, hint)


def test_a_refusal_does_not_drag_along_the_error_beneath():
    with pytest.raises(OptionError) as refusal:
        coerced("size", "seven", int)
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


@FEW
@given(st.integers())
def test_an_integer_is_read_from_its_spelling(number):
    assert coerced("n", str(number), int) == coerced("n", number, int) == coerced("n", f"{number:_}", int) == number


@FEW
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_from_its_spelling(number):
    assert coerced("x", repr(number), float) == coerced("x", number, float) == number


@FEW
@given(st.text())
def test_text_stays_as_it_is(text):
    assert coerced("t", text, str) == text
    assert coerced("t", text, tuple[str, ...]) == (text,)
    assert coerced("t", [text, text], tuple[str, ...]) == (text, text)


@FEW
@given(st.lists(st.integers(), min_size=1))
def test_a_list_of_integers_is_read_from_its_spelling(numbers):
    assert coerced("n", ",".join(map(str, numbers)), tuple[int, ...]) == tuple(numbers)


@FEW
@given(
    st.sampled_from([int, bool, str, LEVEL, int | None, tuple[int, ...], tuple[str, ...]]),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.lists(st.text()),
)
def test_any_value_is_coerced_or_refused_as_an_option(hint, value):
    with contextlib.suppress(OptionError):
        made = coerced("option", value, hint)
        assert coerced("option", made, hint) == made  # what it makes, it takes
