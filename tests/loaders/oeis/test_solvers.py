"""The solvers: hand-worked runs, what they refuse, and the screen beside the exact functions."""

import gzip
import itertools
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.loaders.oeis.corpus import SCHEMA, Corpus, Sequence
from oeis_qa.loaders.oeis.runs import Runs
from oeis_qa.loaders.oeis.solvers import NOBODY, SOLVERS, parsed, screened, solution
from oeis_qa.loaders.oeis.solvers.numbers import PRIMES, numbers
from oeis_qa.loaders.oeis.solvers.recurrence import weights
from oeis_qa.loaders.oeis.solvers.worked import ordinal, weighed
from oeis_qa.streams import Stream

REAL = Path(__file__).parents[4] / "shared/data/oeis/stripped.gz"  # beside the repository; not everybody has it
PRIME_NUMBERS = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89]
NAMES = [solver.name for solver in SOLVERS]
BIG = 10**59


def of(lists):
    return Corpus.of((Sequence(i, tuple(map(str, terms)), "") for i, terms in enumerate(lists)), "")


def all_but_last(corpus):
    """For every sequence the run of all terms but the last one."""
    count, nothing = np.arange(len(corpus)), np.zeros(len(corpus), np.int64)
    return Runs(count, nothing, np.diff(corpus.starts) - 1, count)


def names_of(lists):
    """For every list, what the screen says: the name of the solver and of the rival."""
    corpus = of(lists)
    found = screened(corpus, all_but_last(corpus))
    columns = (found.solved_by.tolist(), found.rival.tolist())
    return [tuple(None if i == NOBODY else NAMES[i] for i in row) for row in zip(*columns, strict=True)]


def plainly(terms):
    """The same for one list, from the exact functions."""
    *shown, truth = terms
    found = [(name, solver.solve(shown)) for name, solver in zip(NAMES, SOLVERS, strict=True)]
    right = (name for name, said in found if said and said.prediction == truth)
    return next(right, None), next((name for name, said in found if said and said.prediction != truth), None)


@pytest.mark.parametrize(
    ("terms", "name", "following"),
    [
        ([7, 7, 7], "repeat last", 7),
        ([0, 0, 0, 0], "repeat last", 0),
        ([2, 5, 8, 11], "constant difference", 14),
        ([10, 7, 4, 1], "constant difference", -2),
        ([Fraction(1, 2), 1, Fraction(3, 2), 2], "constant difference", Fraction(5, 2)),
        ([1, 2, 4, 8], "constant ratio", 16),
        ([3, -6, 12, -24], "constant ratio", 48),
        ([16, 8, 4, 2], "constant ratio", 1),
        ([1, Fraction(-1, 3), Fraction(1, 9), Fraction(-1, 27)], "constant ratio", Fraction(1, 81)),
        ([1, 2, 3, 1, 2, 3, 1], "repeating block", 2),
        ([1, -1, 1, -1, 1], "constant ratio", -1),
        ([0, 1, 0, 1, 0], "repeating block", 1),
        ([1, 4, 9, 16, 25], "difference table", 36),
        ([0, 1, 8, 27, 64, 125], "difference table", 216),
        ([k**9 for k in range(12)], "difference table", 12**9),
        ([1, 1, 2, 3, 5, 8, 13, 21], "linear recurrence", 34),
        ([0, 1, 1, 2, 4, 7, 13, 24, 44], "linear recurrence", 81),
        ([5, 0, 0, 0], "linear recurrence", 0),
        ([1, 3, 7, 15, 31, 63], "linear recurrence", 127),
        ([BIG, 1, BIG + 1, BIG + 2, 2 * BIG + 3, 3 * BIG + 5], "linear recurrence", 5 * BIG + 8),
        ([Fraction(k, 2) for k in (1, 1, 2, 3, 5, 8)], "linear recurrence", Fraction(13, 2)),
        ([1, 10, 2, 20, 3, 30, 4, 40], "interleaving of two", 5),
        ([1, 10, 2, 100, 3, 1000, 4, 10000, 5], "interleaving of two", 100000),
        ([1, 5, 2, 2, 5, 4, 3, 5, 8, 4, 5, 16], "interleaving of three", 5),
        ([16, 23, 28, 38], "digit rule", 49),
        ([4, 16, 37, 58, 89], "digit rule", 145),
        ([12, 21, 12, 21], "digit rule", 12),
        ([59, 154, 605, 1111], "digit rule", 2222),
        ([BIG + 17 * k * k for k in range(9)], "difference table", BIG + 17 * 81),
        ([7 * BIG**k for k in range(4)], "constant ratio", 7 * BIG**4),
    ],
)
def test_the_simplest_solver_that_fits_says_the_next_term(terms, name, following):
    found = solution(terms)
    assert (found[0], found[1].prediction) == (name, following)
    assert names_of([[*terms, following]])[0][0] == name


def test_steps_are_written_as_a_reader_would_work_them():
    assert [solution(terms)[1].steps for terms in ([1, 4, 9, 16, 25], [10, 7, 4, 1], [3, -6, 12, -24])] == [
        "Differences: 3, 5, 7, 9. Second differences: 2, 2, 2. The second differences are all equal. "
        "So the next difference is 9 + 2 = 11 and the next term is 25 + 11 = 36.",
        "Differences: -3, -3, -3. They are all -3. So the next term is 1 - 3 = -2.",
        "Each term divided by the one before it: -2, -2, -2. The ratio is always -2. "
        "So the next term is -24 * (-2) = 48.",
    ]
    assert solution([1, 1, 2, 3, 5, 8, 13, 21])[1].steps == (
        "Each term from the 3rd on is a fixed sum of those before it: a(n) = a(n-1) + a(n-2). "
        "For the last two terms shown: 8 + 5 = 13 and 13 + 8 = 21. So the next term is 21 + 13 = 34."
    )
    assert solution([1, 10, 2, 20, 3, 30, 4, 40])[1].steps == (
        "The terms are 2 sequences in turns. The 1st: 1, 2, 3, 4. The 2nd: 10, 20, 30, 40. The next term belongs to "
        "the 1st. Differences: 1, 1, 1. They are all 1. So the next term is 4 + 1 = 5."
    )
    assert solution([16, 23, 28, 38])[1].steps.endswith("28 + (2 + 8) = 38. So the next term is 38 + (3 + 8) = 49.")
    assert solution([1, 2, 3, 1, 2, 3, 1])[1].steps == (
        "The terms come in blocks of 3: 1, 2, 3, and so on again. "
        "The next term is the 2nd of its block, as 3 places before: 2."
    )


def test_a_recurrence_shows_its_weights_with_their_signs_and_leaves_out_zeros():
    assert weights([1, 1, 2, 3, 5, 8, 13, 21]) == [1, 1]
    assert weights([3, 0, 2, 3, 2, 5, 5, 7, 10, 12]) == [0, 1, 1]
    assert weighed([2, 0, -1, Fraction(-1, 2)], list("abcd")) == "2*a - c - (1/2)*d"
    assert weighed([-1], ["a"]) == "-a"
    assert weighed([0], ["a"]) == "0"


def test_a_recurrence_may_start_behind_odd_first_terms_and_says_where():
    # 9 is no part of it: from the fourth term on, a term is the sum of the two before it.
    name, found = solution([9, 1, 1, 2, 3, 5, 8, 13])
    assert (name, found.prediction) == ("linear recurrence", 21)
    assert found.steps.startswith(
        "Each term from the 4th on is a fixed sum of those before it: a(n) = a(n-1) + a(n-2)."
    )


@pytest.mark.parametrize(
    "terms",
    [
        [],
        [1],
        [7, 7],
        [2, 5, 8],
        [1, 2, 4],
        [1, 4, 9, 16],  # two equal second differences leave one to spare
        [1, 2, 3, 1, 2, 3],  # nothing of the third block is seen
        [1, 1, 2, 3, 5],  # one term to spare
        [1, 10, 2, 20, 3, 30, 4],
        [16, 23, 28],
        [2, 0, 0],
        [-16, -23, -28, -38],
        *(PRIME_NUMBERS[:count] for count in range(9, 25)),
        [1, 2, 6, 24, 120, 720, 5040, 40320, 362880, 3628800],
    ],
)
def test_nobody_solves_what_leaves_too_few_terms_to_spare_or_has_no_such_rule(terms):
    assert solution(terms) is None


def test_a_ratio_needs_terms_that_are_not_zero():
    for terms in ([0, 0, 0, 0, 5], [4, 0, 0, 0, 0], [0, 4, 0, 0, 0]):
        assert SOLVERS[NAMES.index("constant ratio")].solve(terms) is None


def test_a_recurrence_has_eleven_weights_at_most():
    def last(order):
        terms = [0] * (order - 1) + [1]
        while len(terms) < 2 * order + 2:
            terms.append(terms[-1] + terms[-order])
        return solution(terms)

    assert last(11)[0] == "linear recurrence"
    assert last(12) is None


def test_a_rival_is_the_simplest_that_fits_and_is_wrong():
    assert names_of([[3, 6, 12, 24, 47], [3, 6, 12, 24, 48], [2, 4, 8, 16, 23], [2, 4, 8, 16, 32]]) == [
        (None, "constant ratio"),
        ("constant ratio", None),
        ("digit rule", "constant ratio"),
        ("constant ratio", "digit rule"),
    ]


def test_runs_at_the_end_of_a_list_are_answered_by_nobody():
    corpus = of([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]])
    found = screened(corpus, Runs(np.array([0, 1]), np.array([0, 1]), np.array([4, 4]), np.arange(2)))
    assert found.solved_by.tolist() == [NAMES.index("constant difference"), NOBODY]
    assert found.rival.tolist() == [NOBODY, NOBODY]


def test_no_runs_and_no_terms_are_screened_too():
    for corpus in (of([]), of([[]]), of([[1], [1, 1]])):
        assert screened(corpus, all_but_last(corpus).take(slice(0, 0))).rival.tolist() == []
    assert names_of([[1], [1, 1]]) == [(None, None)] * 2


def test_what_lies_behind_the_next_term_is_never_looked_at():
    corpus = of([[1, 2, 3, 4, 5, 99], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]])
    found = screened(corpus, Runs(np.array([0, 1]), np.array([0, 0]), np.array([4, 9]), np.arange(2)))
    assert [NAMES[i] for i in found.solved_by] == ["constant difference"] * 2
    assert found.rival.tolist() == [NOBODY] * 2


def test_a_long_run_is_screened_to_its_end():
    fibonacci = [1, 1]
    while len(fibonacci) < 300:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    broken = [*fibonacci[:200], 5, *fibonacci[201:]]
    assert names_of([fibonacci, broken]) == [("linear recurrence", None), (None, None)]


def test_numbers_are_read_modulo_two_primes_whatever_their_size():
    texts = ["0", "7", "-7", "1/2", "-22/7", str(-(10**60) - 1), str(3**900)]
    corpus = of([texts])
    for known in numbers(corpus):
        expected = [
            Fraction(text).numerator * pow(Fraction(text).denominator, -1, known.prime) % known.prime for text in texts
        ]
        assert known.residue[corpus.term_ids].tolist() == expected
    one, other = numbers(of([["120", "9", "10203", "-5", "1/2"]]))
    assert (one.mirrored.tolist()[:3], other.mirrored.tolist()[:3]) == ([21, 9, 30201],) * 2
    assert one.digit_sum.tolist()[:3] == [3, 9, 6]
    assert one.squares.tolist()[:3] == [5, 81, 14]
    assert one.cubes.tolist()[:3] == [9, 729, 36]
    assert one.natural.tolist() == [True, True, True, False, False]


def test_the_moduli_are_primes():
    for prime in PRIMES:
        assert all(pow(base, prime - 1, prime) == 1 for base in (2, 3, 5, 7))
        assert all(prime % divisor for divisor in range(2, 46_341))


def test_places_are_written_as_ordinals():
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 111)] == (
        "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 111th".split()
    )


small = st.integers(-3, 9)


@st.composite
def ruled(draw):
    """A list that obeys some rule, or nearly."""
    count = draw(st.integers(2, 26))
    kind = draw(st.sampled_from(["random", "block", "polynomial", "recurrence", "turns", "digits"]))
    if kind == "random":
        terms = draw(st.lists(st.integers(0, 2), min_size=count, max_size=count))
    elif kind == "block":
        block = draw(st.lists(small, min_size=1, max_size=12))
        terms = list(itertools.islice(itertools.cycle(block), count))
    elif kind == "polynomial":
        weight = draw(st.lists(small, min_size=1, max_size=12))
        terms = [sum(w * x**power for power, w in enumerate(weight)) for x in range(count)]
    elif kind == "recurrence":
        rule = draw(st.lists(st.integers(-2, 2), min_size=1, max_size=13))
        terms = draw(st.lists(small, min_size=len(rule), max_size=len(rule)))
        while len(terms) < count:
            terms.append(sum(w * term for w, term in zip(rule, reversed(terms), strict=False)))
    elif kind == "turns":
        turns = draw(st.integers(2, 3))
        strands = [[draw(small) * draw(small) ** k + draw(small) * k for k in range(9)] for _ in range(turns)]
        terms = [term for group in zip(*strands, strict=True) for term in group]
    else:
        terms, rule = [draw(st.integers(0, 300))], draw(st.sampled_from(digit_maps()))
        while len(terms) < min(count, 9):
            terms.append(rule(terms[-1]))
    terms = terms[:count]
    scale = draw(st.sampled_from([1, 1, 1, Fraction(1, 6), Fraction(-2, 3), BIG]))
    terms = [term * scale for term in terms]
    for place in draw(st.lists(st.integers(0, len(terms) - 1), max_size=1)):
        terms[place] += draw(st.integers(0, 1))
    return terms


def digit_maps():
    """The rules on digits once more, in other words."""

    def powers(n, k):
        total = 0
        while n:
            total, n = total + (n % 10) ** k, n // 10
        return total

    def back(n):
        return int("".join(reversed(str(n))))

    return [
        lambda n: n + powers(n, 1),
        lambda n: n - powers(n, 1),
        lambda n: powers(n, 2),
        lambda n: powers(n, 3),
        back,
        lambda n: n + back(n),
    ]


@settings(deadline=None, max_examples=150)
@given(st.lists(ruled().filter(bool), min_size=1, max_size=12))
def test_the_screen_and_the_exact_functions_agree(lists):
    assert names_of(lists) == [plainly(terms) for terms in lists]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.integers(0, 1), min_size=2, max_size=14), min_size=20, max_size=60))
def test_they_agree_on_noughts_and_ones_where_much_fits_by_chance(lists):
    assert names_of(lists) == [plainly(terms) for terms in lists]


EQUATION = re.compile(r"(?<![\w,)])([-(]*\d[-\d+*/^() ]*) = (-?\d+(?:/\d+)?)(?![*\d/])")


@settings(deadline=None, max_examples=200)
@given(ruled().filter(bool))
def test_every_equation_in_the_steps_is_true_and_the_last_words_are_the_answer(terms):
    for solver in SOLVERS:
        found = solver.solve(terms)
        if found:
            assert found.steps.endswith(f" {found.prediction}.")
            for left, right in EQUATION.findall(found.steps):
                value = re.sub(r"\d+", lambda match: f"Fraction({match[0]})", left.replace("^", "**"))
                assert eval(value, {"Fraction": Fraction}) == Fraction(right), found.steps


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(-5, 5), min_size=8, max_size=24))
def test_weights_make_every_term_from_those_before_it(terms):
    rule = weights(terms)
    if rule:
        for place in range(len(rule), len(terms)):
            assert terms[place] == sum(w * terms[place - back] for back, w in enumerate(rule, start=1))


def test_nobody_solves_a_hundred_thousand_runs_of_random_terms():
    count, lengths = 100_000, Stream(1, "lengths").below(16, np.arange(100_000)) + 10
    starts = np.concatenate([[0], np.cumsum(lengths)])
    drawn = pc.cast(pa.array(Stream(1, "terms").below(2000, np.arange(starts[-1])) - 1000), pa.string())
    columns = {field.name: pa.nulls(count, field.type) for field in SCHEMA}
    columns |= {"number": pa.array(np.arange(count)), "terms": pa.ListArray.from_arrays(starts.astype(np.int32), drawn)}
    for name in ("keywords", "crossrefs"):
        columns[name] = pa.array([[]] * count, SCHEMA.field(name).type)
    corpus = Corpus.from_table(pa.table(columns, SCHEMA), "", {})
    found = screened(corpus, all_but_last(corpus))
    assert (found.solved_by == NOBODY).all()
    assert (found.rival == NOBODY).all()


@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is not there")
def test_they_agree_on_five_thousand_real_runs():
    with gzip.open(REAL, "rt", encoding="ascii") as lines:
        rows = [line.strip(" \n,").split(" ,")[1].split(",") for line in itertools.islice(lines, 5, None, 29)]
    lists = [terms[: 9 + i % 17] for i, terms in enumerate(rows) if len(terms) >= 10 and len(max(terms, key=len)) < 61]
    lists = lists[:5000]
    found = names_of(lists)
    assert len(lists) == 5000
    assert found == [plainly([parsed(term) for term in terms]) for terms in lists]
    assert 800 < sum(name is not None for name, _ in found) < 2000
