"""The answer kind `program`: what is right, and what every other completion is told."""

import contextlib
import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oeis_qa
from oeis_qa.answers.fences import NoProgramError, blocks, fenced, program_in
from oeis_qa.errors import AnswerError, NotRunError, OptionError
from oeis_qa.loaders.oeis.programs import sandbox
from oeis_qa.loaders.oeis.programs.answer import Terms, gold
from oeis_qa.loaders.oeis.programs.literals import holds_terms, may_hold

FIBONACCI = [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584, 4181, 6765, 10946]
RIGHT = "def a(n):\n    x, y = 0, 1\n    for _ in range(n):\n        x, y = y, x + y\n    return x"


def answer(offset=3, shown=6, language="python"):
    terms = list(map(str, FIBONACCI[offset:]))
    return json.dumps({"language": language, "offset": offset, "shown": terms[:shown], "hidden": terms[shown:]})


def verdict(completion, **given):
    return oeis_qa.verify(completion, answer(**given), "program")


def block(program, tag="python"):
    return f"```{tag}\n{program}\n```"


walled = pytest.mark.usefixtures("walled")


@walled
@pytest.mark.parametrize(
    "completion",
    [
        block(RIGHT),
        block(RIGHT, ""),
        block(RIGHT, "py"),
        block(RIGHT, "Python3"),
        f"Each term is the sum of the two before.\n\n{block(RIGHT)}\n\nThat is all.",
        block(RIGHT).replace("```", "~~~~"),
        f"<think>{block('def a(n): return 1')}</think>{block(RIGHT)}",
        f"Run it like this:\n{block('python fib.py', 'bash')}\n{block(RIGHT)}",
        f"{block(RIGHT)}\nagain:\n{block(RIGHT)}",
        block(RIGHT).replace("\n", "\r\n"),
        block(RIGHT + "\nprint(*[a(n) for n in range(9)], end=', ')"),
        block("a = lambda n: n if n < 2 else a(n - 1) + a(n - 2)"),
        block("from functools import cache\n@cache\n" + RIGHT),
        block("def a(n: int, x=0, y=1) -> int:\n    return x if n == 0 else a(n - 1, y, x + y)"),
        block("import sys\nclass Int(int): pass\n" + RIGHT.replace("return x", "return Int(x)")),
        block("from __future__ import annotations\n" + RIGHT),
        block(RIGHT + "\nif __name__ == '__main__':\n    print(a(int(input())))"),
        block("from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n" + RIGHT),
        "1. Here:\n\n" + "\n".join("   " + line for line in block(RIGHT).split("\n")),
        "10. Here:\n\n" + "\n".join("    " + line for line in block(RIGHT).split("\n")),
        block(RIGHT, "python3.11"),
        block(RIGHT, "python:main.py"),
        block(RIGHT, "text"),
        block(RIGHT + "\n# 34, 55, 89, 144, 233, 377, 610"),
        block(RIGHT.replace("a(n):", 'a(n):\n    """34, 55, 89, 144, 233, 377, 610"""')),
        block(RIGHT.replace("a(n):", "a(n):\n    # ```\n    # ```")),
    ],
)
def test_a_program_that_gives_the_terms_is_right(completion):
    found = verdict(completion)
    assert (found.right, found.reason) == (True, "right")


@walled
@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("def a(n): return 34", "a(3) is 34, not 2"),
        (RIGHT.replace("return x", "return x + n // 20"), "a(20) is 6766, not 6765"),
        ("print(1)", "a(3) is not given: status 1: the program defines no a(n)"),
        ("def a(n): return", "a(3) is not given: status 1: TypeError: 'NoneType' object cannot be interpreted as an"),
        ("def a(n): return float('nan')", "a(3) is not given: status 1: TypeError: 'float' object cannot be interpret"),
        ("def a(n): return 2.0", "a(3) is not given: status 1: TypeError: 'float' object cannot be interpreted as an"),
        ("def a(n): return str(n)", "a(3) is not given: status 1: TypeError: 'str' object cannot be interpreted as an"),
        ("raise SystemExit(0)", "a(3) is not given: the program ends before"),
        ("import os\nos._exit(0)", "a(3) is not given: the program ends before"),
        (RIGHT + "\nimport sys\nsys.exit()", "a(3) is not given: the program ends before"),
        ("import sys\ndef a(n): sys.exit()", "a(3) is not given: the program ends before"),
        ("def a(n):\n    while True: pass", "a(3) is not given: seconds: more than 2 seconds of processor time"),
        ("while True: input()", "a(3) is not given: status 1: EOFError: EOF when reading a line"),
        ("def a(n) return 1", "a(3) is not given: status 1: SyntaxError: expected ':'"),
        ("print('@term 3 \u0662')", "a(3) is not given: status 1: the program defines no a(n)"),
        (
            "print('@term 3 2')\n" + RIGHT.replace("return x", "return x + 1"),
            "a(3) is not given: the program ends befo",
        ),
        (
            "shown = [2, 3, 5, 8, 13, 21]\ndef a(n): return shown[n - 3]",
            "a(9) is not given: status 1: IndexError: list",
        ),
        ("exec('t = [2, 3, 5, 8, 13, 21]')\ndef a(n): return t[(n - 3) % 6]", "a(9) is 2, not 34"),
        ("import requests", "a(3) is not given: status 1: ModuleNotFoundError: No module named 'requests'"),
        ("def a(n): return open('/etc/passwd').read()", "a(3) is not given: status 1: FileNotFoundError: [Errno 2] No"),
        ("def a(n): return 10 ** 10 ** 9", "a(3) is not given: "),
    ],
)
def test_every_other_program_is_told_what_is_wrong(program, reason):
    found = verdict(block(program))
    assert not found.right
    assert found.reason.startswith(reason)
    assert found.answer == program


@pytest.mark.parametrize(
    ("completion", "reason"),
    [
        ("", "no fenced code block"),
        (RIGHT, "no fenced code block"),
        ("34", "no fenced code block"),
        (answer(), "no fenced code block"),
        (f"```python\n{RIGHT}", "its code block is not closed"),
        (f"<think>{block(RIGHT)}</think>", "no fenced code block"),
        (f"{block(RIGHT)}\n{block('def a(n): return n')}", "two different code blocks"),
        (block("function a(n) { return n }", "javascript"), "its code block is in javascript, not in python"),
        (block(""), "its code block is empty"),
        (block("#" * 100_001), "its program has over 100,000 characters"),
        (f"`{RIGHT}`", "no fenced code block"),
    ],
)
def test_a_completion_without_one_program_is_wrong(completion, reason):
    found = verdict(completion)
    assert (found.right, found.answer, found.reason) == (False, None, reason)


@walled
def test_what_is_shown_must_be_given_too():
    found = verdict(block(RIGHT.replace("return x", "return x if n > 8 else 1")))
    assert found.reason == "a(3) is 1, not 2"


@walled
def test_terms_of_thousands_of_digits_are_compared():
    terms = ["1" + "0" * n for n in (9_000, 9_001, 9_002)]
    told = json.dumps({"language": "python", "offset": 9_000, "shown": [], "hidden": terms})
    assert oeis_qa.verify(block("def a(n): return 10 ** n"), told, "program").right
    found = oeis_qa.verify(block("def a(n): return 10 ** n + 1"), told, "program")
    assert found.reason.startswith("a(9000) is 10000000000000000000... (9001 digits), not ")


@walled
def test_indices_below_zero_are_indices():
    told = json.dumps({"language": "python", "offset": -3, "shown": ["9", "4"], "hidden": ["1", "0", "1", "4"]})
    assert oeis_qa.verify(block("def a(n): return n * n"), told, "program").right


@walled
@pytest.mark.parametrize(
    ("language", "program"),
    [
        ("pari", "a(n)=fibonacci(n)"),
        ("maxima", "a(n):=fib(n)$"),
        ("maxima", "a(n):=fib(n)"),
        ("gap", "a:=n->Fibonacci(n);"),
        ("gap", "a:=n->Fibonacci(n);\nQUIT;"),
        ("pari", "a(n)=fibonacci(n)\nquit"),
        ("gap", "a:=function(n)\n  return Fibonacci(n);\nend"),
    ],
)
def test_programs_in_other_languages_are_right_or_wrong(language, program):
    if sandbox.LANGUAGES[language].interpreter() is None:
        pytest.skip(f"{language} is not installed")
    assert verdict(block(program, language), language=language).reason == "right"
    assert verdict(block(program.replace("(n)", "(n+1)", 1) + "x", language), language=language).right is False


def test_a_language_that_cannot_be_run_is_refused():
    with pytest.raises(OptionError, match="language='maple' is none that programs can be run in; Have: python, pari"):
        verdict(block("a:=n->n;", "maple"), language="maple")


def test_without_walls_only_where_that_is_asked_for():
    assert oeis_qa.verify(block(RIGHT), answer(), "program:unsafe").right
    with pytest.raises(OptionError, match="answer kind 'program:fast': write 'program', or 'program:unsafe'"):
        oeis_qa.verify(block(RIGHT), answer(), "program:fast")


def test_a_sandbox_that_fails_is_an_error_and_no_verdict(monkeypatch):
    monkeypatch.setattr(sandbox, "run", lambda *_, **__: sandbox.Outcome("infrastructure", "", "it rained"))
    with pytest.raises(NotRunError, match="a program could not be run: it rained; try again"):
        verdict(block(RIGHT))


def test_what_is_extracted_is_the_program():
    assert oeis_qa.extract(f"So:\n{block(RIGHT)}", "program") == RIGHT
    assert oeis_qa.extract("So: 34", "program") is None


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "34",
        "[]",
        '{"language": "python", "offset": 0, "shown": ["1"]}',
        '{"language": "python", "offset": 0, "shown": ["1"], "hidden": []}',
        '{"language": "python", "offset": 0, "shown": [1], "hidden": ["1"]}',
        '{"language": "python", "offset": 0, "shown": [], "hidden": ["01"]}',
        '{"language": "python", "offset": "0", "shown": [], "hidden": ["1"]}',
        '{"language": "python", "offset": true, "shown": [], "hidden": ["1"]}',
        '{"language": "python", "offset": 0, "shown": [], "hidden": ["\u0661"]}',
        '{"language": 3, "offset": 0, "shown": [], "hidden": ["1"]}',
    ],
)
def test_a_gold_that_is_no_such_object_is_an_error(answer):
    with pytest.raises(AnswerError, match="of kind 'program'"):
        oeis_qa.verify(block(RIGHT), answer, "program")


def test_a_gold_says_which_term_has_which_index():
    terms = gold(answer(offset=3, shown=2))
    assert terms == Terms("python", 3, ("2", "3"), tuple(map(str, FIBONACCI[5:])))
    assert list(terms.numbered())[:4] == [(3, "2"), (4, "3"), (5, "5"), (6, "8")]


class TestLiterals:
    SHOWN, HIDDEN = list(map(str, FIBONACCI[3:9])), list(map(str, FIBONACCI[9:]))

    @pytest.mark.parametrize(
        "program",
        [
            f"def a(n): return {FIBONACCI}[n]",
            f"t = '{' '.join(map(str, FIBONACCI))}'.split()",
            "d = {12: 144, 13: 233, 14: 377, 15: 610, 16: 987, 20: 6765}",
            "x = 34\ny = 55\nz = 89\nu = 144\nv = 233\nw = 377",
            "s = '3455891442333776109871597'",
            "t = [-34, -55, -89, -144, -233, -377]",
            "t = [1_597, 2_584, 4_181, 6_765, 10_946, 00144]",
            f"t = [{', '.join(map(hex, FIBONACCI))}]",
            f"t = [{', '.join(str(f + 1) for f in FIBONACCI)}]",
            f"t = {[g - f for f, g in itertools.pairwise(FIBONACCI)]}",
            "t = '\u0663\u0664 \u0665\u0665 \u0668\u0669 \u0661\u0664\u0664 \u0662\u0663\u0663 \u0663\u0667\u0667'",
            "def a(n):\n    '34 55 89 144 233 377 610'\n    return int(a.__doc__.split()[n - 9])",
        ],
    )
    def test_more_than_five_hidden_terms_are_held(self, program):
        assert holds_terms(program, self.SHOWN, self.HIDDEN)

    @pytest.mark.parametrize(
        "program",
        [RIGHT, "t = [2, 3, 5, 8, 13, 21]", "t = [34, 55, 89, 144, 233]", "x = 1234567890123456789", "m = 10 ** 9 + 7"],
    )
    def test_five_or_fewer_are_not(self, program):
        assert not holds_terms(program, self.SHOWN, self.HIDDEN)

    def test_what_was_shown_may_be_held_again(self):
        period = ["1", "2", "3", "4", "5", "6", "7"]
        assert not holds_terms("p = [1, 2, 3, 4, 5, 6, 7]", period * 2, period * 3)
        assert holds_terms("p = [1, 2, 3, 4, 5, 6, 7]", period[:3], period[3:] + period)

    def test_a_period_may_be_held_though_nothing_was_shown(self):
        assert not holds_terms("p = [9, 1, 2, 3, 4, 5, 6, 7, 8]", [], list("912345678" * 6))
        assert holds_terms("p = [9, 1, 2, 3, 4, 5, 6, 7, 8]", [], list("912345678"))
        assert holds_terms(f"p = {[9, 1, 2, 3, 4, 5, 6, 7, 8] * 6}", [], list("912345678" * 6))

    @given(st.lists(st.integers(-3, 12), max_size=14), st.lists(st.integers(-3, 12), max_size=30), st.integers(0, 30))
    def test_what_may_not_be_held_is_never_found_to_be(self, literals, terms, shown):
        program, terms = f"t = {literals}", list(map(str, terms))
        assert may_hold(program, terms) or not holds_terms(program, terms[:shown], terms[shown:])

    def test_digits_of_a_constant_are_held_in_one_number(self):
        digits = list("3141592653589793238462643383279502884")
        assert holds_terms("a = lambda n: int('3141592653589793238462643'[n])", digits[:9], digits[9:])
        assert not holds_terms("a = lambda n: int('314159265'[n])", digits[:9], digits[9:])

    @walled
    def test_a_lookup_table_is_wrong_though_its_terms_are_right(self):
        found = verdict(block(f"def a(n): return {FIBONACCI}[n]"))
        assert (found.right, found.reason) == (False, "its program holds more than 5 of the hidden terms")


@given(st.text(), st.sampled_from(["python", "pari", ""]))
def test_any_program_can_be_fenced_and_taken_out_again(program, tag):
    program = program.replace("\r", "")
    found = blocks(fenced(tag, program))
    assert [block.text.strip("\n") for block in found] == [program.strip("\n")]


@given(st.text(alphabet="`~ \npython\r", max_size=60))
def test_no_text_makes_the_search_for_blocks_fail(text):
    for found in blocks(text):
        assert found.tag == found.tag.lower()


@given(st.lists(st.sampled_from(["`", "~", "\n", "```", "```python\n", "x"]), max_size=40).map("".join))
def test_a_completion_holds_one_program_or_none(text):
    with contextlib.suppress(NoProgramError):
        assert program_in(text, "python").strip()
