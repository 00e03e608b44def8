"""Kinds of answers: named by path, imported at their first use, with a parameter where they take one."""

import re
import sys
from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import oeis_qa
from oeis_qa import registry
from oeis_qa.answers import check_gold, extract, verify
from oeis_qa.answers.kinds import KINDS, Kind, check_golds, kind_named, register_kind
from oeis_qa.errors import AnswerError, OptionError
from tests.answers.said import SAID

GRIDS = '''
"""Grids of digits: rows of the same width, joined by a comma or a slash."""
from oeis_qa.answers.kinds import Final, Kind
from oeis_qa.errors import AnswerError, OptionError

MARKS = {"comma": ",", "slash": "/"}


def grid(parameter):
    if parameter not in MARKS:
        raise OptionError(f"answer kind 'mesh' needs a parameter, one of {', '.join(MARKS)}; got {parameter!r}")
    rows = lambda text: tuple(text.split(MARKS[parameter]))

    def gold(answer):
        if len({len(row) for row in rows(answer)}) != 1 or not answer[0].isdigit():
            raise AnswerError(f"answer {answer!r} is no grid; give rows of one width")
        return rows(answer)

    def final(completion):
        said = completion.split()[-1]
        return Final((rows(said),), said)

    return Kind(gold, final, lambda value, gold: value == gold)
'''
GOOD = {
    "integer": ["34", "-34", "0", "9" * 5000],
    "integer_list": ["34", "5, 8, -13", "5,8,13", "0, 0"],
    "rational": ["25/12", "-3/4", "50/24", "34", "0.5"],
    "decimal": ["3.14", "-0.5", "0", "2.50", "1e-5"],
    "text": ["Fibonacci numbers: F(n) = F(n-1) + F(n-2).", "A000045", "素数"],
    "choice": ["A", "Z"],
    "latex": [r"\frac{1}{2}", "x^2+1", "[1, 2)", "3"],
}
BAD = {
    "integer": ["", "3.5", "-0", "034", "1,234", "thirty", " 34", "34\n", "٣٤"],
    "integer_list": ["", "5, ", ", 5", "5 8", "5, 08", "[5, 8]", "5, 8.0", "5,\x008"],
    "rational": ["", "1/0", "1/", "/2", "x", "1/2/3", "0/00", "34\n"],
    "decimal": ["", ".", "1.2.3", "nan", "inf", "1e999999999", "pi"],
    "text": ["", " ", "...", "\n"],
    "choice": ["", "b", "AB", "1", "É", "A\n", "(A)"],
    "latex": ["", "  ", "{", "}{", r"\frac{1}{2", "$$", "."],
}


@pytest.fixture
def grids(tmp_path, monkeypatch):
    """The path of a kind with a parameter, in a module of somebody else's that is not imported yet."""
    (tmp_path / "grids_of_digits.py").write_text(GRIDS)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield "grids_of_digits:grid"
    KINDS.pop("mesh", None)
    kind_named.cache_clear()
    sys.modules.pop("grids_of_digits", None)


# Registration


def test_a_kind_is_imported_at_its_first_use_and_not_before(grids):
    register_kind("mesh", grids)
    assert "grids_of_digits" not in sys.modules
    assert verify("The grid is 12,34", "12,34", "mesh:comma").right
    assert "grids_of_digits" in sys.modules


def test_our_own_kinds_cost_nothing_until_they_are_met(fresh_python):
    code = (
        "import sys, oeis_qa\n"
        "met = lambda: [n for n in ('latex', 'spoken', 'checking', 'words') if 'oeis_qa.answers.' + n in sys.modules]\n"
        "print(met()); oeis_qa.verify('34', '34', 'integer'); print(met()); print('math_verify' in sys.modules)"
    )
    assert fresh_python(code).splitlines() == ["[]", "['spoken', 'words']", "False"]


def test_what_stands_behind_the_colon_is_the_parameter_of_the_kind(grids):
    register_kind("mesh", grids)
    assert verify("12/34", "12/34", "mesh:slash").right
    assert not verify("12,34", "12/34", "mesh:slash").right
    assert extract("It is 12,34", "mesh:comma") == "12,34"
    with pytest.raises(AnswerError, match="answer '12,345' is no grid; give rows of one width"):
        check_gold("12,345", "mesh:comma")


@pytest.mark.parametrize("kind", ["mesh", "mesh:", "mesh:rle"])
def test_a_kind_itself_refuses_parameters_that_it_does_not_know(grids, kind):
    register_kind("mesh", grids)
    with pytest.raises(OptionError, match="answer kind 'mesh' needs a parameter, one of comma, slash; got"):
        verify("12,34", "12,34", kind)


@pytest.mark.parametrize("kind", ["integer:", "integer:big", "latex:x"])
def test_a_parameter_for_a_kind_that_takes_none_is_refused(kind):
    name = kind.partition(":")[0]
    with pytest.raises(OptionError, match=rf"answer kind '{name}' takes no parameter, got '{kind}'; write '{name}'"):
        verify("34", "34", kind)


def test_the_same_registration_twice_is_one(grids):
    register_kind("mesh", grids)
    register_kind("mesh", grids)
    assert KINDS["mesh"] == grids


@pytest.mark.parametrize(
    ("name", "path", "message"),
    [
        (
            "integer",
            "mine:KIND",
            "answer kind 'integer' belongs to oeis_qa.answers.spoken:INTEGER already; choose another name",
        ),
        (
            "mesh:rle",
            "mine:KIND",
            "answer kind 'mesh:rle' must be a plain name; what stands after a colon is its parameter",
        ),
        ("", "mine:KIND", "answer kind '' must be a plain name"),
        ("two words", "mine:KIND", "answer kind 'two words' must be a plain name"),
        ("mesh", "mine.KIND", "answer kind 'mesh': path 'mine.KIND' must be MODULE:NAME"),
    ],
)
def test_a_registration_that_does_not_fit_is_refused_and_leaves_nothing(name, path, message):
    before = dict(KINDS)
    with pytest.raises(OptionError, match=message):
        register_kind(name, path)
    assert before == KINDS


def test_a_dataset_brings_kinds_of_its_own(grids):
    try:
        oeis_qa.register("grids", "some_module", answer_kinds=("mesh:comma", "integer"), verifiers={"mesh": grids})
        assert verify("12,34", "12,34", "mesh:comma").right
        assert registry.DATASETS["grids"].answer_kinds == ("mesh:comma", "integer")
    finally:
        registry.DATASETS.pop("grids", None)


def test_a_dataset_with_a_kind_that_nobody_knows_is_refused():
    with pytest.raises(
        OptionError, match=r"dataset 'grids': no answer kind 'mesh:rle'; name it in verifiers=, or .*Have: integer,"
    ):
        oeis_qa.register("grids", "some_module", answer_kinds=("integer", "mesh:rle"))
    assert "grids" not in registry.DATASETS


def test_a_dataset_cannot_take_a_kind_over():
    with pytest.raises(OptionError, match=r"answer kind 'text' belongs to oeis_qa\.answers\.spoken:TEXT already"):
        oeis_qa.register("grids", "some_module", answer_kinds=("text",), verifiers={"text": "mine:KIND"})
    assert "grids" not in registry.DATASETS


# Golds


def column(values):
    return pa.array(values, pa.string())


def test_every_kind_has_golds_in_the_tables_below():
    assert [*GOOD] == [*BAD] == [*SAID]


@pytest.mark.parametrize("kind", GOOD)
def test_good_golds_pass_one_by_one_and_together(kind):
    for gold in GOOD[kind]:
        check_gold(gold, kind)
        assert verify(gold, gold, kind).right
    check_golds(column(GOOD[kind]), column([kind] * len(GOOD[kind])))


@pytest.mark.parametrize(
    ("kind", "gold"),
    [(kind, gold) for kind in BAD for gold in BAD[kind]],
)
def test_a_bad_gold_among_many_good_ones_is_refused(kind, gold):
    with pytest.raises(AnswerError, match="answer '"):
        check_gold(gold, kind)
    golds = [*GOOD[kind] * 100, gold, *GOOD[kind] * 100]
    with pytest.raises(AnswerError, match="answer '"):
        check_golds(column(golds), column([kind] * len(golds)))


def test_golds_are_checked_each_by_its_own_kind():
    check_golds(column(["34", "B", "5, 8", "34"]), column(["integer", "choice", "integer_list", "text"]))
    with pytest.raises(AnswerError, match="answer 'B' is no integer"):
        check_golds(column(["B", "B"]), column(["choice", "integer"]))


@pytest.mark.parametrize("kind", SAID)
def test_a_row_without_a_gold_or_kind_is_refused(kind):
    with pytest.raises(AnswerError, match="a row without an answer; give every row one, as text"):
        check_golds(column([GOOD[kind][0], None]), column([kind, kind]))
    with pytest.raises(AnswerError, match="answer '' is no"):
        check_golds(column([GOOD[kind][0], ""]), column([kind, kind]))
    with pytest.raises(OptionError, match="answer kind None is no text; Have: integer, integer_list"):
        check_golds(column(GOOD[kind][:1] * 2), column([kind, None]))


@pytest.mark.parametrize("kind", [None, 34, b"integer", 1.5])
@pytest.mark.parametrize("call", [lambda k: verify("34", "34", k), lambda k: extract("34", k), kind_named])
def test_a_kind_that_is_no_text_is_refused(call, kind):
    with pytest.raises(OptionError, match=rf"answer kind {re.escape(repr(kind))} is no text; .*Have: integer"):
        call(kind)


def test_no_golds_are_good_golds():
    check_golds(column([]), column([]))


def test_an_unknown_kind_among_the_golds_is_refused():
    with pytest.raises(OptionError, match="no answer kind 'intger'"):
        check_golds(column(["34", "34"]), column(["integer", "intger"]))


@pytest.mark.parametrize("kind", SAID)
@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_a_gold_that_is_plain_is_accepted_without_a_look(kind, data):
    known = kind_named(kind)
    short = {"rational": "{0,20}", "decimal": "{0,20}"}.get(kind)
    pattern = known.plain_gold.replace("{0,1000}", short).replace("{1,1000}", "{1,20}") if short else known.plain_gold
    if known.plain_gold == Kind.plain_gold:
        return
    gold = data.draw(st.from_regex(pattern).filter(lambda text: not text.endswith("\n")))
    known.gold(gold)


@pytest.mark.parametrize("gold", ["1" * 1000 + "/" + "7" * 1000, "-" + "0" * 999 + "." + "0" * 1000, "1" * 4000])
def test_a_long_gold_is_accepted_with_a_look_and_without(gold):
    check_golds(column([gold]), column(["rational"]))
    check_gold(gold, "rational")


@pytest.mark.parametrize("gold", ["1/" + "0" * 5000 + "1", "1/" + "7" * 5000, "0." + "3" * 5000])
def test_a_gold_too_long_to_read_is_refused_with_a_look_and_without(gold):
    for check in (lambda: check_gold(gold, "rational"), lambda: check_golds(column([gold]), column(["rational"]))):
        with pytest.raises(AnswerError, match="is no number"):
            check()


@settings(deadline=None, max_examples=200)
@given(st.fractions())
def test_every_fraction_is_a_gold_and_right(value):
    check_gold(str(value), "rational")
    assert verify(f"The answer is {value}.", str(value), "rational").right
    assert Fraction(extract(f"{value}", "rational")) == value
