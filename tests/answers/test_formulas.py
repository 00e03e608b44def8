"""Formulas: equal as text, as numerals, piece by piece in order, and only then by math-verify."""

import time
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.answers import formulas, verify
from oeis_qa.answers.formulas import Formula, formula

SOME = settings(deadline=None, max_examples=100)

numbers = st.integers(-999, 999).map(str) | st.fractions(max_denominator=99).map(str)


def same(value, gold):
    return formulas.same(formula(value), formula(gold))


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Time for a machine with more to do."""
    monkeypatch.setattr(formulas, "SECONDS", 20.0)


@pytest.fixture
def asked(monkeypatch):
    """The questions that reach math-verify, each of which is answered with no."""
    questions = []
    monkeypatch.setattr(formulas, "same_latex_value", lambda *question: questions.append(question))
    return questions


# Normal forms


@pytest.mark.parametrize(
    ("written", "form"),
    [
        (r"\dfrac{1}{2}.", r"\frac{1}{2}"),
        (r"\frac12", r"\frac{1}{2}"),
        (r"\tfrac 1 2", r"\frac{1}{2}"),
        (r"\left( x \right)", "(x)"),
        ("$$x$$", "x"),
        (r"\( x \, y \)", "xy"),
        (r"\sqrt2", r"\sqrt{2}"),
        ("√2", r"\sqrt{2}"),
        (r"90^\circ", "90"),
        ("90°", "90"),
        (r"5\%", "5"),
        (r"\text{Even}", "even"),
        ("Even", "even"),
        ("∞", r"\infty"),
        ("pi", r"\pi"),
        (r"\begin{bmatrix}1\\2\end{bmatrix}", r"\begin{pmatrix}1\\2\end{pmatrix}"),
    ],
)
def test_the_normal_form_drops_what_only_sets_a_formula(written, form):
    assert formula(written) == Formula(form)


@pytest.mark.parametrize(
    ("written", "core", "unit"),
    [
        (r"5\text{ cm}", "5", "cm"),
        (r"5\,\mathrm{kg}", "5", "kg"),
        (r"x+1 \text{ Metres}.", "x+1", "metres"),
        (r"5\text{ million}", r"5\text{million}", ""),
        (r"5\text{ p.m.}", r"5\text{p.m.}", ""),
        (r"\text{ Odd }", "odd", ""),
        (r"5\text{ Square  metres}", "5", "square metres"),
        (r"5\text{ m}^{2}", "5", "m2"),
        (r"\text{Odd numbers }", "odd numbers", ""),
    ],
)
def test_words_behind_a_formula_are_its_unit_and_words_alone_are_all_of_it(written, core, unit):
    assert formula(written) == Formula(core, unit)


# What needs no math-verify


@pytest.mark.parametrize(
    ("value", "gold"),
    [
        ("x^2+1", "x^2 + 1"),
        (r"\dfrac{1}{2}", r"\frac{1}{2}"),
        ("0.5", r"\frac{1}{2}"),
        ("1/2", "0.50"),
        (r"-\frac{1}{2}", r"\frac{-1}{2}"),
        (r"\frac{1}{-2}", r"-\frac{1}{2}"),
        (r"2\frac{1}{2}", "2.5"),
        (r"0.\overline{3}", r"\frac{1}{3}"),
        (r"0.1\overline{6}", r"\frac{1}{6}"),
        (r"-0.\overline{9}", "-1"),
        ("1,234", "1234"),
        ("1e3", "1000"),
        (r"50\%", "50"),
        ("x=5", "5"),
        ("5", "x = 5"),
        (r"f(x)=x^2", "x^2"),
        (r"\text{even}", "Even"),
        ("1,2,3", "1, 2, 3"),
        (r"\left(1, 2\right)", "(1,2)"),
        (r"(0.5, \infty)", r"(\frac{1}{2},\infty)"),
        (r"5\text{ m}", "5"),
        (r"5\text{ m}", r"5 \mathrm{M}"),
        (r"x\in[1,2)", "[1,2)"),
        ("(1,2)", "P=(1,2)"),
    ],
)
def test_the_same_formula_is_seen_without_math_verify(asked, value, gold):
    assert same(value, gold)
    assert same(gold, value)
    assert not asked


@pytest.mark.parametrize(
    ("value", "gold"),
    [
        ("3", "4"),
        ("0.333333", r"\frac{1}{3}"),
        ("3,2,1", "1,2,3"),
        ("1,2", "1,2,3"),
        ("1,1,2", "1,2,2"),
        ("(2,1)", "(1,2)"),
        ("(1,2)", "[1,2]"),
        ("[1,2)", "[1,2]"),
        ("(1,2)", "1,2"),
        ("((1,2),3)", "(1,(2,3))"),
        (r"(-\infty,1]", r"(-\infty,1)"),
        ("10_2", "10_3"),
        ("10_2", "10"),
        (r"\pm 2", "2"),
        ("2", r"\pm 2"),
        (r"1\text{ or }2", "1"),
        ("yes", "no"),
        ("x" * 401, "x+1"),
        ("{x", "x+1"),
        ("", "1"),
        (r"5\text{ cm}", r"5\text{ m}"),
        (r"5\,\mathrm{kg}", r"5\,\mathrm{g}"),
        ("101_2", "5"),
        ("101_2", "101_{3}"),
        ("x", "X"),
        ("x+1", "X+1"),
        ("2xY", "2Xy"),
        (r"\pi", r"\Pi"),
    ],
)
def test_another_formula_is_turned_down_without_math_verify(asked, value, gold):
    assert not same(value, gold)
    assert not asked


@SOME
@given(st.fractions(), st.fractions())
def test_two_numbers_are_the_same_exactly_when_they_are_equal(one, other):
    assert same(rf"\frac{{{one.numerator}}}{{{one.denominator}}}", str(other)) == (one == other)
    assert same(rf"\frac{{{one.numerator}}}{{{one.denominator}}}", str(one))


@SOME
@given(st.integers(0, 999), st.text("0123456789", max_size=3), st.text("0123456789", min_size=1, max_size=4))
def test_a_repeating_decimal_is_its_fraction(whole, fixed, again):
    value = whole + (Fraction(int(fixed + again)) - int(fixed or 0)) / (10 ** len(fixed) * (10 ** len(again) - 1))
    assert same(rf"{whole}.{fixed}\overline{{{again}}}", str(value))
    assert not same(rf"{whole}.{fixed}\overline{{{again}}}", str(value + Fraction(1, 10**9)))


@SOME
@given(
    st.lists(numbers, min_size=2, max_size=5),
    st.sampled_from(["{}", "({})", "[{}]", r"\left({}\right)", "({}]", "[{})"]),
    st.data(),
)
def test_a_list_is_compared_piece_by_piece_in_order(terms, brackets, data):
    # A slash in braces needs no question, so every comparison here is exact.
    permuted = data.draw(st.permutations(terms))
    gold = brackets.format(", ".join(terms))
    agree = all(Fraction(one) == Fraction(other) for one, other in zip(permuted, terms, strict=True))
    assert same(brackets.format(",".join(permuted)), gold) == agree
    assert not same(brackets.format(",".join([*terms, "7"])), gold)


# What math-verify is asked


@pytest.mark.parametrize(
    ("value", "gold"),
    [
        (r"2\sqrt2", r"\sqrt{8}"),
        (r"\frac{\sqrt{2}}{2}", r"\frac{1}{\sqrt2}"),
        ("(x+1)^2", "x^2+2x+1"),
        (r"\{2,1\}", r"\{1,2\}"),
        (r"[3,4]\cup[1,2]", r"[1,2]\cup[3,4]"),
        ("3>x", "x<3"),
        (r"\begin{pmatrix} 2 \\ 10/2 \end{pmatrix}", r"\begin{pmatrix} 2 \\ 5 \end{pmatrix}"),
        (r"(\sqrt{4}, 2\pi)", r"(2, \pi+\pi)"),
        ("10_{2}", "10_2"),
        (r"6\text{ or }5", r"5\text{ or }6"),
        ("12+10t", "10t+12"),
        ("10m+12", "12+10m"),
        ("2^{200}+1", "1+2^{200}"),
        ("x+1=y", "y=x+1"),
        ("2y=2x+2", "y=x+1"),
        ("x-y+1=0", "y=x+1"),
        ("1101_2", "1101_{2}"),
        ("x+X", "X+x"),
    ],
)
def test_equal_formulas_are_equal(value, gold):
    assert same(value, gold)
    assert verify(rf"So it is \boxed{{{value}}}.", gold, "latex").right


@pytest.mark.parametrize(
    ("value", "gold"),
    [
        (r"\sqrt{2}", r"\sqrt{8}"),
        ("1.4142135623730951", r"\sqrt{2}"),
        (r"\pi", "3.14"),
        (r"\frac{22}{7}", r"\pi"),
        ("x^2+2x+2", "(x+1)^2"),
        ("y=x+2", "y=x+1"),
        ("x>3", "x<3"),
        (r"x\le3", "x<3"),
        (r"[1,2]\cup[3,4)", r"[1,2]\cup[3,4]"),
        (r"\{1,2,3\}", r"\{1,2\}"),
        (r"(2\pi, \sqrt{4})", r"(2, \pi+\pi)"),
        ("-x", "x"),
        ("12+10t", "12+10h"),
        ("12h", "12"),
        ("2^{200}+1", "2^{200}"),
        ("2^{200}", "2^{200}+1"),
        ("2^{1000}", "2^{1000}+1"),
        (r"\frac{2^{200}+1}{3}", r"\frac{2^{200}}{3}"),
        ("x=5", "y=5"),
        ("R+r", "R-r"),
    ],
)
def test_different_formulas_are_different(value, gold):
    assert not same(value, gold)
    assert not verify(rf"So it is \boxed{{{value}}}.", gold, "latex").right


@pytest.mark.parametrize("value", [r"5\text{ million people}", r"5\text{ dozen eggs}", r"5\text{ if n is even}"])
def test_words_that_say_more_than_a_unit_count(value):
    assert not same(value, "5")


def test_words_alone_are_compared_as_words():
    assert not same(r"\text{no table}", r"\text{notable}")


@pytest.mark.parametrize(
    ("value", "gold", "equal"),
    [
        ("X^2+x", "x^2+X", "x+X^2"),
        ("R-r", "r-R", "-r+R"),
        ("aX+A", "AX+a", "A+Xa"),
        (r"\pi R^2-\pi r^2", r"\pi r^2-\pi R^2", r"\pi (R-r)(R+r)"),
        (r"2\cdot X+x", "2x+X", "x+2X"),
        (r"\pi Rr", r"\pi RR", r"\pi rR"),
    ],
)
def test_a_capital_letter_is_not_its_small_one(value, gold, equal):
    assert not same(value, gold)
    assert same(equal, value)


@pytest.mark.parametrize(("value", "gold"), [("2^{-200}", "2^{-201}"), (r"\frac{1}{10^{50}}", "0")])
def test_small_constants_are_different(value, gold):
    assert not same(value, gold)


@pytest.mark.parametrize(
    ("value", "gold"),
    [(r"5\text{ cm}^2", r"5\text{ cm}"), (r"5\text{ m}^{2}", r"5\text{ m}^3"), ("AB", "ab"), ("xY", "Xy")],
)
def test_units_of_another_power_and_letters_of_another_case_are_different(value, gold):
    assert not same(value, gold)


@pytest.mark.parametrize(
    "value", ["9^{9^{9^{9}}}", r"\sum_{n=1}^{10^{12}} \frac{1}{n}", "((99999!)!)!", "(x+1)^{100000}"]
)
def test_a_formula_that_nobody_can_work_out_is_turned_down_in_time(value, monkeypatch):
    monkeypatch.setattr(formulas, "SECONDS", 0.5)
    start = time.monotonic()
    verdict = verify(rf"\boxed{{{value}}}", r"\sqrt{2}", "latex")
    assert not verdict.right
    assert verdict.reason == "it takes too long to read or to compare" or verdict.answer == value
    assert time.monotonic() - start < 5
