"""Numerals as people and models write them: read exactly, compared by value, never rounded."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.answers import extract, verify
from oeis_qa.answers.numerals import DIGITS, integer, integer_gold, number, number_gold
from oeis_qa.errors import AnswerError

SOME = settings(deadline=None, max_examples=150)
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SENTENCES = [
    "{}",
    "The next term is {}.",
    r"Hence \boxed{{{}}}.",
    "<answer>{}</answer>",
    "#### {}",
    "**{}**",
    "Answer: {}",
]

sentences = st.sampled_from(SENTENCES)
wholes = st.integers(-(10**6), 10**6) | st.integers(-(10**40), 10**40)
positive = st.integers(1, 10**6) | st.integers(1, 10**30)


def in_words(n):
    """A number below 100, as a school book writes it."""
    if n < 20:
        return ONES[n]
    return TENS[n // 10 - 2] + ("-" + ONES[n % 10] if n % 10 else "")


# By hand


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("34", "34"),
        ("+34", "34"),
        ("-34", "-34"),
        ("– 34", "-34"),
        ("minus 34", "-34"),
        ("0034", "34"),
        ("-0", "0"),
        ("1,234", "1234"),
        ("12,34,567", "1234567"),  # as in India
        ("1.234.567", "1234567"),
        ("1,234.50", "2469/2"),
        ("3.14", "157/50"),
        ("3,14", "157/50"),
        (".5", "1/2"),
        ("1e3", "1000"),
        ("2.5E-1", "1/4"),
        ("2.5 × 10^3", "2500"),
        (r"2.5 \times 10^{-3}", "1/400"),
        ("-2*10**3", "-2000"),
        (r"-\frac{50}{24}", "-25/12"),
        (r"\frac12", "1/2"),
        (r"\dfrac{-3}{4}", "-3/4"),
        (r"2\frac{1}{2}", "5/2"),
        ("2 1/12", "25/12"),
        ("-2 1/2", "-5/2"),
        ("50/24", "25/12"),
        ("3/-4", "-3/4"),
        ("1,000/3,000", "1/3"),
        (r"3 \over 4", "3/4"),
        ("Thirty-Four", "34"),
        ("ninety nine", "99"),
    ],
)
def test_the_value_of_a_numeral(written, value):
    assert number(written) == value


@pytest.mark.parametrize(
    "written", ["1/0", r"\frac{3}{0}", "1 0/0", f"1e{DIGITS + 1}", f"1e-{DIGITS + 1}", "1e999999999"]
)
def test_what_has_no_value_within_reason_is_none(written):
    assert number(written) is None
    assert extract(f"The answer is {written}.", "rational") is None


def test_a_ratio_is_no_integer_even_where_it_could_be_reduced():
    assert (integer("68/2"), number("68/2")) == ("68/2", "34")
    assert not verify("68/2", "34", "integer").right
    assert verify("68/2", "34", "rational").right


def test_a_decimal_without_a_rest_is_an_integer():
    assert integer("34.00") == "34"
    assert not verify("34.01", "34", "integer").right


@pytest.mark.parametrize("said", ["0.33", "0.3333333333", "33/100", "0.3...", r"\approx 0.33", "about a third"])
def test_a_rounded_value_is_wrong(said):
    for completion in (said, rf"\boxed{{{said}}}", f"The answer is {said}."):
        assert not verify(completion, "1/3", "rational").right, completion
        assert not verify(completion, "1/3", "decimal").right, completion


@pytest.mark.parametrize("kind", ["rational", "decimal"])
def test_fractions_and_decimals_are_one_value_for_both_kinds(kind):
    assert verify("0.25", "1/4", kind).right
    assert verify("1/4", "0.25", kind).right
    assert verify("0.2500", "0.25", kind).right
    assert not verify("0.26", "0.25", kind).right


def test_a_group_of_thousands_does_not_begin_with_zero():
    assert not verify("0,034", "34", "integer").right
    assert verify("0,125", "0.125", "decimal").right
    assert not verify("The answer is 0,034.", "34", "rational").right
    assert verify("1,034", "1034", "integer").right


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("30/5 = 6", "6"),
        ("1/2 + 1/3 = 5/6", "5/6"),
        ("a(10) = 30/5 = 6", "6"),
        ("13 + 21 = 34", "34"),
        ("3/4 = 0.75", "3/4"),
    ],
)
def test_of_an_equation_the_side_that_it_comes_to_is_the_answer(said, value):
    for completion in (said, f"The answer is {said}.", rf"\boxed{{{said}}}", f"Answer: {said}, since it is."):
        assert extract(completion, "rational") == value, completion
    assert value == "3/4" or "/" in value or verify(said, value, "integer").right


def test_sides_that_differ_are_no_answer():
    assert extract("The answer is 34 = 35.", "integer") is None
    assert not verify("The answer is 34 = 35.", "34", "integer").right


def test_digits_past_the_limit_of_int_are_read_as_an_integer():
    long = "9" * 5000
    assert integer(long) == number(long) == long
    assert number("1," + "000," * 2000 + "000") == "1" + "000" * 2001
    assert number(f"{long}/{long}") is None
    assert verify(long, long, "integer").right


@pytest.mark.parametrize("said", ["The answer is {}.", r"\boxed{{{}}}", "{}."])
def test_a_numeral_too_long_to_read_is_not_read_in_part(said):
    for n in range(1_950, 2_010):
        assert not verify(said.format("-" + "9" * 5000), "-" + "9" * n, "integer").right
    assert verify(said.format("-" + "9" * 3000), "-" + "9" * 3000, "integer").right


def test_a_negative_power_of_ten_as_in_python_is_read():
    assert extract("The answer is 3 * 10**-1.", "decimal") == "3/10"


# Golds


@pytest.mark.parametrize("gold", ["34", "-34", "0", "1" + "0" * 5000])
def test_an_integer_in_plain_digits_is_a_gold(gold):
    assert integer_gold(gold) == gold


@pytest.mark.parametrize("gold", ["+34", "-0", "00", "034", "1,234", "34.0", "1e3", "３４", "٣", "34 ", "thirty", "³"])
def test_another_way_to_write_an_integer_is_no_gold(gold):
    with pytest.raises(AnswerError, match="is no integer; write its digits alone, as in '-34'"):
        integer_gold(gold)


@pytest.mark.parametrize(("gold", "value"), [("50/24", "25/12"), ("3.140", "157/50"), ("-7", "-7"), ("-0.0", "0")])
def test_the_gold_of_a_number_is_its_value(gold, value):
    assert number_gold(gold) == value


@pytest.mark.parametrize("gold", ["1/0", "x", "1/2 or 1/3", "3.14.15", "½x", "nan", "1/2 cm", "1 2", "--3", "3-"])
def test_what_is_not_one_numeral_is_no_gold(gold):
    with pytest.raises(AnswerError, match=r"is no number; write it as in '34', '3\.14' or '25/12'"):
        number_gold(gold)


def test_a_long_gold_is_cut_in_the_message():
    with pytest.raises(AnswerError) as caught:
        integer_gold("x" * 10_000)
    assert len(str(caught.value)) < 200


# Round trips


@SOME
@given(wholes, sentences, st.sampled_from([",", " ", "_", "'", r"{,}", r"\,", "\u202f"]))
def test_an_integer_in_thousands_reads_back(n, sentence, mark):
    assert extract(sentence.format(f"{n:,}".replace(",", mark)), "integer") == str(n)


@SOME
@given(wholes, sentences, st.sampled_from(["{}.0", "{}.00", "${}$", r"\({}\)", "({})", '"{}"', r"\text{{{}}}"]))
def test_an_integer_in_any_dress_reads_back(n, sentence, dress):
    assert extract(sentence.format(dress.format(n)), "integer") == str(n)


@SOME
@given(wholes, st.sampled_from(["`{}`", "**{}**", "The answer is `{}`.", "Answer: **{}**", "#### `{}`", "#### **{}**"]))
def test_an_integer_in_code_or_bold_reads_back(n, sentence):
    assert extract(sentence.format(n), "integer") == str(n)


@SOME
@given(st.integers(0, 10**30), sentences, st.sampled_from(["+", "00", "０", "+０"]))
def test_an_integer_with_a_plus_or_leading_zeros_reads_back(n, sentence, head):
    assert extract(sentence.format(f"{head}{n}"), "integer") == str(n)


@SOME
@given(positive, sentences, st.sampled_from(["-", "−", "－", "﹣", "minus ", "negative ", "–"]))
def test_a_negative_integer_reads_back_with_any_minus(n, sentence, minus):
    assert extract(sentence.format(f"{minus}{n}"), "integer") == str(-n)


@pytest.mark.parametrize("n", range(100))
def test_a_number_below_a_hundred_reads_back_from_words(n):
    for written in (in_words(n), in_words(n).replace("-", " "), in_words(n).capitalize(), in_words(n).upper()):
        for sentence in SENTENCES:
            assert extract(sentence.format(written), "integer") == str(n), sentence.format(written)


@SOME
@given(wholes, wholes)
def test_two_integers_are_the_same_exactly_when_they_are_equal(one, other):
    assert verify(f"It is {one:,}.", str(other), "integer").right == (one == other)


@SOME
@given(st.fractions(), sentences, st.sampled_from(["frac", "dfrac", "tfrac", "/", " / ", "over"]), st.integers(1, 99))
def test_a_fraction_reads_back_however_it_is_written_and_reduced(value, sentence, style, factor):
    top, bottom = abs(value.numerator) * factor, value.denominator * factor
    texts = {"/": f"{top}/{bottom}", " / ": f"{top} / {bottom}", "over": rf"{top} \over {bottom}"}
    written = ("-" if value < 0 else "") + texts.get(style, rf"\{style}{{{top}}}{{{bottom}}}")
    assert extract(sentence.format(written), "rational") == str(value)


@SOME
@given(st.integers(1, 10**6), st.fractions(0, 1).filter(lambda part: 0 < part < 1), st.booleans(), sentences)
def test_a_mixed_number_reads_back(whole, part, negative, sentence):
    sign, value = ("-", -(whole + part)) if negative else ("", whole + part)
    for fraction in (f" {part}", rf"\frac{{{part.numerator}}}{{{part.denominator}}}", f"-{part}"):
        assert extract(sentence.format(f"{sign}{whole}{fraction}"), "rational") == str(value)


@SOME
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6), sentences)
def test_a_decimal_reads_back_exactly(value, sentence):
    assert Fraction(extract(sentence.format(value), "decimal")) == Fraction(value)


@SOME
@given(st.integers(-(10**8), 10**8), st.integers(0, 8), st.integers(-60, 60), sentences)
def test_scientific_notation_agrees_with_exact_arithmetic(digits, places, power, sentence):
    base = Decimal(digits).scaleb(-places)
    value = Fraction(digits, 10**places) * Fraction(10) ** power
    for style in (
        "{}e{}",
        "{}E{}",
        "{} × 10^{}",
        r"{} \times 10^{{{}}}",
        r"{}\cdot10^{{{}}}",
        "{}x10^({})",
    ):
        written = style.format(f"{base:f}", power)
        assert extract(sentence.format(written), "decimal") == str(value), written
        assert verify(sentence.format(written), written if "(" not in written else str(value), "decimal").right


@SOME
@given(st.fractions(), st.fractions())
def test_two_fractions_are_the_same_exactly_when_they_are_equal(one, other):
    assert verify(f"It is {one}.", str(other), "rational").right == (one == other)
    assert verify(f"It is {one}.", str(one), "rational").right
