"""Which sequences are kin."""

from itertools import accumulate

import pytest

from oeis_qa.loaders.oeis.corpus import Sequence
from oeis_qa.loaders.oeis.families import families


def fibonacci(count, a=0, b=1):
    terms = [a, b]
    while len(terms) < count:
        terms.append(terms[-1] + terms[-2])
    return terms


PRIMES = [n for n in range(2, 400) if all(n % d for d in range(2, n))]


@pytest.mark.parametrize(
    "kin",
    [
        fibonacci(40)[1:],
        fibonacci(40)[7:],
        [-term for term in fibonacci(40)],
        [(-1) ** n * term for n, term in enumerate(fibonacci(40))],
        [5, 5, 5, *fibonacci(40)],
        [9, *fibonacci(40)[5:]],
        fibonacci(20),
        [*fibonacci(40)[20:35], 0, 0, 0],
    ],
    ids=["shifted", "shifted far", "negated", "alternating", "prefixed", "other start", "cut short", "long shared run"],
)
def test_copies_of_a_sequence_are_its_family(corpus_of, kin):
    assert families(corpus_of(fibonacci(40), PRIMES, kin)).tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    "stranger",
    [
        PRIMES,
        [2 * term for term in fibonacci(40)],
        list(accumulate(fibonacci(40)))[3:],
        fibonacci(9) + PRIMES,
    ],
    ids=["primes", "doubled", "partial sums", "common beginning"],
)
def test_other_sequences_are_not(corpus_of, stranger):
    numbers = families(corpus_of(fibonacci(40), stranger))
    assert numbers.tolist() == [0, 1]


def test_a_sequence_that_says_it_is_the_same_is_kin(corpus_of):
    said = Sequence(9, ("4", "4"), "", crossrefs=("Cf. A000002.", "Essentially the same as A000001."))
    assert families(corpus_of([1, 2], [3, 4], said)).tolist() == [0, 1, 0]


def test_a_merely_related_sequence_is_not_kin(corpus_of):
    said = Sequence(9, ("4", "4"), "", crossrefs=("Partial sums of A000001.", "Cf. A000002."))
    assert families(corpus_of([1, 2], [3, 4], said)).tolist() == [0, 1, 2]


def test_kinship_is_handed_on(corpus_of):
    one, two = fibonacci(60)[:20], fibonacci(60)[6:40]
    assert families(corpus_of(one, two, fibonacci(60)[12:])).tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    "run",
    [
        list(range(100, 140)),
        [n * n for n in range(50, 90)],
        [n**3 for n in range(50, 90)],
        [n // 2 * 1000 + n % 2 for n in range(40)],
        [1234567] * 40,
    ],
    ids=["naturals", "squares", "cubes", "two lines", "constant"],
)
def test_runs_of_a_polynomial_do_not_make_kin(corpus_of, run):
    other = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, *run, 2, 7, 1]
    assert families(corpus_of([*PRIMES[:20], *run], other)).tolist() == [0, 1]
