"""Golds: programs of entries, made to define a(n), run, and kept where they give the published terms."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oeis_qa.errors import NotRunError, SandboxError
from oeis_qa.loaders.oeis.corpus import Corpus, Sequence
from oeis_qa.loaders.oeis.programs import golds as found_out
from oeis_qa.loaders.oeis.programs import limits
from oeis_qa.loaders.oeis.programs.adapters import adapted
from oeis_qa.loaders.oeis.programs.candidates import Candidate
from oeis_qa.loaders.oeis.programs.drivers import driven, terms_told
from oeis_qa.loaders.oeis.programs.entries import NOBODY, programs_in
from oeis_qa.loaders.oeis.programs.golds import Gold, golds
from oeis_qa.sandbox import LANGUAGES, run

walled = pytest.mark.usefixtures("walled")

ENTRY = r"""%I A005843 M0985
%S A005843 0,2,4,6,8,10
%N A005843 The even numbers.
%p A005843 A005843 := n->2*n;
%p A005843 seq(A005843(n), n=0..9); # _Ann Other_, Jan 01 2001
%t A005843 Range[0, 120, 2] (* _Carl D. E. Fox_ *)
%o A005843 (Magma) [2*n : n in [0..100]];
%o A005843 (PARI) A005843(n) = 2*n \\ _Gil Hay_, Feb 02 2002
%o A005843 (PARI)
%o A005843 {a(n) =
%o A005843   2*n} /* (n in Z) */
%o A005843 (Python)
%o A005843 def a(n):
%o A005843     if n &lt; 0: return None
%o A005843     return 2*n # _Ida Joy_, _Gil Hay_, Mar 03 2003
%o A005843 (definec (A005843 n) (* 2 n))
%o A005843 (SageMath) [2*n for n in range(9)]
%K A005843 nonn
"""


def test_every_program_of_an_entry_is_found_with_whoever_signed_it():
    assert [(written.language, written.by, written.code) for written in programs_in(ENTRY)] == [
        ("maple", "Ann Other", "A005843 := n->2*n;\nseq(A005843(n), n=0..9); # _Ann Other_, Jan 01 2001"),
        ("mathematica", "Carl D. E. Fox", "Range[0, 120, 2] (* _Carl D. E. Fox_ *)"),
        ("magma", NOBODY, "[2*n : n in [0..100]];"),
        ("pari", "Gil Hay", r"A005843(n) = 2*n \\ _Gil Hay_, Feb 02 2002"),
        ("pari", NOBODY, "{a(n) =\n  2*n} /* (n in Z) */"),
        (
            "python",
            "Ida Joy; Gil Hay",
            "def a(n):\n    if n < 0: return None\n    return 2*n # _Ida Joy_, _Gil Hay_, Mar 03 2003\n"
            "(definec (A005843 n) (* 2 n))",
        ),
        ("sage", NOBODY, "[2*n for n in range(9)]"),
    ]


@given(st.text())
def test_no_text_makes_the_search_for_programs_fail(text):
    assert programs_in(f"%o A000001 (Python)\n%o A000001 {text}") is not None


FIBONACCI = [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]
PRINTED = 'for n in [0..20] do Print(Fibonacci(n), ", "); od;'
ADAPTED = [  # language, program, the adapter that fits first
    ("python", "def a(n, x=0, y=1): return x if n == 0 else a(n - 1, y, x + y)", "function"),
    ("python", "a = lambda n: n if n < 2 else a(n - 1) + a(n - 2)", "function"),
    ("python", "def A000045(n): return n if n < 2 else A000045(n - 1) + A000045(n - 2)", "renamed"),
    ("python", "def g(n): return 1\ndef fib(n): return n if n < 2 else fib(n-1) + fib(n-2)\nprint(fib(9))", "renamed"),
    ("python", "def agen():\n    x, y = 0, 1\n    while True:\n        yield x\n        x, y = y, x + y", "generator"),
    ("python", "fibs = [0, 1]\nfor _ in range(30): fibs.append(fibs[-1] + fibs[-2])\nprint(fibs)", "list"),
    ("python", "[(i:=-1)+(j:=1)] + [(j:=i+j)+(i:=j-i) for _ in range(100)] # by a hand", "expression"),
    ("python", "x, y = 0, 1\nfor _ in range(30):\n    print(x, end=', ')\n    x, y = y, x + y", "printed"),
    ("pari", "a(n)=fibonacci(n) \\\\ by a hand", "function"),
    ("pari", "{a(n)=my(x=quadgen(5));\nimag(x^n)}", "function"),
    ("pari", "A000045(n)=fibonacci(n)", "renamed"),
    ("pari", "first(n)=vector(n,i,fibonacci(i-1))", "first"),
    ("pari", "vector(30,n,fibonacci(n-1)) /* by\na hand */", "expression"),
    ("pari", "concat(0, Vec(x/(1-x-x^2) + O(x^30)))", "expression"),
    ("pari", 'for(n=0,20,print1(fibonacci(n), ", "))', "printed"),
    ("pari", 'for(n=0,20,print1(fibonacci(n)", "))', "printed"),
    ("pari", "x=0;y=1;while(x<10^9,print(x);[x,y]=[y,x+y])", "printed"),
    ("maxima", "a(n):=fib(n); /* by a hand */", "function"),
    ("maxima", "f(n):=fib(n)$", "renamed"),
    ("maxima", "a[0]:0$ a[1]:1$ a[n]:=a[n-1]+a[n-2]$", "array"),
    ("maxima", "makelist(fib(n),n,0,100); /* by a hand */", "expression"),
    ("maxima", 'for n:0 thru 20 do print(fib(n), ",");', "printed"),
    ("gap", "a:=n->Fibonacci(n);", "function"),
    ("gap", "F:=function(n) return Fibonacci(n); end; # by a hand", "renamed"),
    ("gap", "List([0..20],n->Fibonacci(n));", "expression"),
    ("gap", "Fib:=List([0..20],Fibonacci);; Print(Fib);", "list"),
    ("gap", PRINTED, "printed"),
]


@walled
@pytest.mark.parametrize(("language", "code", "expected"), ADAPTED, ids=[f"{a[0]}-{a[2]}" for a in ADAPTED])
def test_a_program_of_every_form_is_made_to_define_its_terms(language, code, expected):
    if LANGUAGES[language].interpreter() is None:
        pytest.skip(f"{language} is not installed")
    for name, program in adapted(language, code, "A000045", 0):
        told = terms_told(run(driven(language, program, 0, 11), language, limits=limits(language, 2)).stdout)
        if told == dict(enumerate(map(str, FIBONACCI))):
            assert name == expected
            return
    pytest.fail("no adapter fits")


@walled
@pytest.mark.parametrize("language", ["python", "pari"])
@pytest.mark.parametrize("offset", [-2, 0, 1, 5])
def test_adapters_count_from_the_offset(language, offset):
    code = {"python": "print([2, 3, 5, 7, 11])", "pari": "[2, 3, 5, 7, 11]"}[language]
    if LANGUAGES[language].interpreter() is None:
        pytest.skip(f"{language} is not installed")
    for _, program in adapted(language, code, "A000040", offset):
        told = terms_told(run(driven(language, program, offset, offset + 4), language).stdout)
        assert told == {offset + i: str(p) for i, p in enumerate([2, 3, 5, 7, 11])}


@pytest.mark.parametrize(
    "code",
    ["def a(n: return 1", "print 'a'", "(" * 5000, "\0", "x = 1" * 9000, "def a(): return 1", "'\\d'"],
)
def test_python_that_defines_nothing_gives_nothing_or_what_cannot_be_right(code):
    assert all(name in ("expression", "printed") for name, _ in adapted("python", code, "A000045", 0))


@given(st.sampled_from(list(LANGUAGES)), st.text(alphabet='an()[]{}=:;$,"\\/*# \n0print->', max_size=80))
def test_no_program_makes_the_adapters_fail(language, code):
    assert len(list(adapted(language, code, "A000045", 0))) <= 8


def corpus(*programs, keywords=()):
    terms = tuple(str(n * n) for n in range(1, 13))
    rows = [Sequence(i, terms, f"Squares {i}.", 1, keywords, (), code) for i, code in enumerate(programs, start=1)]
    return Corpus.of(rows, "Apache-2.0")


@pytest.fixture
def offered(monkeypatch):
    """A function: programs -> what a source of as many sequences, all of squares, offers."""

    def offer(*programs, trusted=False):
        found = {i: [Candidate(code, "us", trusted)] for i, code in enumerate(programs)}
        monkeypatch.setattr(found_out, "candidates", lambda *_: found)
        return corpus(*programs)

    return offer


SQUARES = "def a(n):\n    return n * n"


@walled
def test_a_gold_gives_all_terms_and_others_are_counted_by_what_is_wrong(offered, tmp_path, capsys):
    programs = [
        SQUARES,
        SQUARES + " + n // 12",
        "import nothing\n" + SQUARES,
        "x = 1",
        "def a(n):\n    while n > 3: pass\n    return n * n",
    ]
    found = golds(offered(*programs), "bundled", "a", str(tmp_path), "python", False)
    assert found == {0: Gold(0, SQUARES, "function", "us")}
    told = capsys.readouterr().err
    assert "bundled: 1 sequences with a right python program; dropped" in told
    assert json.loads(re.search(r"dropped (\{.*\})", told)[1]) == {
        "program gives another term": 1,
        "program ends with error": 1,
        "no program that an adapter fits": 1,
        "program ends with limit": 1,
    }


@walled
def test_a_trusted_program_goes_on_behind_the_published_terms(offered, tmp_path):
    found = golds(offered(SQUARES, trusted=True), "bundled", "b", str(tmp_path), "python", False)
    assert found[0].beyond == ("169", "196", "225", "256", "289")


@walled
def test_of_a_finite_sequence_nothing_is_asked_behind_its_end(monkeypatch, tmp_path):
    monkeypatch.setattr(found_out, "candidates", lambda *_: {0: [Candidate(SQUARES, "us", True)]})
    finite = corpus(SQUARES, keywords=("nonn", "fini"))
    assert golds(finite, "bundled", "c", str(tmp_path), "python", False)[0].beyond == ()


@walled
def test_a_run_that_was_cut_short_goes_on_where_it_was(offered, monkeypatch, tmp_path):
    programs = [SQUARES + f" + {i} * 0" for i in range(40)]
    source = offered(*programs)
    real, count = found_out._first_right, []

    def failing(*given):
        count.append(given)
        if len(count) == 25:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(found_out, "_first_right", failing)
    with pytest.raises(KeyboardInterrupt):
        golds(source, "bundled", "d", str(tmp_path), "python", False)
    (journal,) = tmp_path.rglob("*golds-python.jsonl")
    done = len(journal.read_text().splitlines())
    assert 10 <= done < 40
    with journal.open("a") as file:
        file.write('["torn')  # as by kill -9
    count.clear()
    monkeypatch.setattr(found_out, "_first_right", lambda *given: count.append(given) or real(*given))
    assert len(golds(source, "bundled", "d", str(tmp_path), "python", False)) == 40
    assert len(count) == 40 - done


@walled
def test_golds_are_found_once(offered, monkeypatch, tmp_path):
    source = offered(SQUARES)
    first = golds(source, "bundled", "e", str(tmp_path), "python", False)
    monkeypatch.setattr(found_out, "candidates", None)
    golds.cache_clear()
    assert golds(source, "bundled", "e", str(tmp_path), "python", False) == first


def test_a_sandbox_that_stops_working_ends_the_search(offered, monkeypatch, tmp_path):
    monkeypatch.setattr(found_out.sandbox, "check_host", lambda: None)
    monkeypatch.setattr(
        found_out.sandbox, "run", lambda *_, **__: found_out.sandbox.Outcome("infrastructure", "", "rain")
    )
    with pytest.raises(NotRunError, match="could not all be run: rain; start again to go on"):
        golds(offered(SQUARES), "bundled", "f", str(tmp_path), "python", False)


def test_without_a_sandbox_golds_are_refused_before_any_is_looked_for(monkeypatch, tmp_path):
    def refuse():
        raise SandboxError("no bubblewrap")

    monkeypatch.setattr(found_out.sandbox, "check_host", refuse)
    monkeypatch.setattr(found_out, "candidates", None)
    with pytest.raises(SandboxError, match="no bubblewrap"):
        golds(corpus(SQUARES), "bundled", "g", str(tmp_path), "python", False)


def test_unchecked_programs_are_taken_as_they_are(offered, monkeypatch, tmp_path):
    monkeypatch.setattr(found_out.sandbox, "run", None)
    found = golds(offered("def A000001(n): return n", "nonsense("), "bundled", "h", str(tmp_path), "python", True)
    assert found == {0: Gold(0, "def A000001(n): return n\n\na = A000001", "", "us")}
    found = golds(offered("seq(n^2, n=1..9);"), "bundled", "i", str(tmp_path), "maple", True)
    assert found == {0: Gold(0, "seq(n^2, n=1..9);", "", "us")}


def test_a_journal_line_says_what_was_found(offered, tmp_path, walled):
    golds(offered(SQUARES, "x = 1"), "bundled", "j", str(tmp_path), "python", False)
    (journal,) = tmp_path.rglob("*golds-python.jsonl")
    kept = [json.loads(line)[1] for line in journal.read_text().splitlines()]
    assert kept == [
        {"sequence": 0, "code": SQUARES, "adapter": "function", "by": "us", "beyond": []},
        "no program that an adapter fits",
    ]


def test_a_language_that_is_not_installed_is_refused_with_two_ways_out(monkeypatch, tmp_path):
    monkeypatch.setattr("oeis_qa.sandbox.languages.PATH", "/nowhere")
    with pytest.raises(SandboxError, match="for pari-gp is not installed; install it, or say unchecked=True"):
        golds(corpus(SQUARES), "bundled", "k", str(tmp_path), "pari", False)
