"""Relations between sequences: what is found, what is not, and that every row can be read again from the terms."""

import itertools
import math

import datasets
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.relations import holds
from oeis_qa.loaders.oeis.corpus import Corpus, Sequence
from oeis_qa.loaders.oeis.relations import SCHEMA, relations
from oeis_qa.loaders.oeis.relations.affine import coefficients
from oeis_qa.loaders.oeis.relations.stated import Statement, stated
from oeis_qa.loaders.oeis.sources import open_source

PRIMES = [p for p in range(2, 200) if all(p % d for d in range(2, p))]  # 46
FIBONACCI = [0, 1]
while len(FIBONACCI) < 40:
    FIBONACCI.append(FIBONACCI[-1] + FIBONACCI[-2])
SIGMA = [sum(d for d in range(1, n + 1) if n % d == 0) for n in range(1, 41)]
PHI = [sum(math.gcd(k, n) == 1 for k in range(1, n + 1)) for n in range(1, 41)]


def corpus(*lists, names=None, offsets=None):
    rows = [
        Sequence(i, tuple(map(str, terms)), (names or {}).get(i, f"Number {i}."), (offsets or {}).get(i, 0), ())
        for i, terms in enumerate(lists, start=1)
    ]
    return Corpus.of(rows, "Apache-2.0")


def found(*lists, **about):
    """The relations as (sequence, relation, of), counted from 1 as in their A-numbers."""
    rows = relations(corpus(*lists, **about)).to_pylist()
    return {(row["sequence"] + 1, row["relation"], row["of"] + 1) for row in rows}


CASES = {
    "shift": (PRIMES, PRIMES[2:]),
    "negation": (PRIMES, [-p for p in PRIMES]),
    "absolute values": ([(-1) ** n * p for n, p in enumerate(PRIMES)], PRIMES),
    "affine image": (PRIMES, [3 * p - 7 for p in PRIMES]),
    "first differences": (PRIMES, [q - p for p, q in itertools.pairwise(PRIMES)]),
    "partial sums": (PRIMES, [sum(PRIMES[: i + 1]) for i in range(46)]),
    "bisection, even places": (PRIMES, PRIMES[::2]),
    "bisection, odd places": (PRIMES, PRIMES[1::2]),
    "binomial transform": (FIBONACCI, FIBONACCI[::2]),
    "inverse binomial transform": (FIBONACCI[::2], FIBONACCI[:20]),
    "inverse Moebius transform": (list(range(1, 41)), SIGMA),
}


@pytest.mark.parametrize("relation", CASES)
def test_each_relation_is_found(relation):
    one, other = CASES[relation]
    assert (2, relation, 1) in found(one, other, offsets={1: 1, 2: 1})


def test_transforms_that_count_from_one_are_found():
    ones = [1] * 20
    assert (2, "Euler transform", 1) in found([1, 0, 1, *ones], euler([1, 0, 1, *ones]), offsets={1: 1, 2: 1})
    assert (1, "inverse Euler transform", 2) in found([1, 0, 1, *ones], euler([1, 0, 1, *ones]), offsets={1: 1, 2: 1})
    jordan = [n * n for n in range(1, 31)]
    sums = [sum(d * d for d in range(1, n + 1) if n % d == 0) for n in range(1, 31)]
    told = found(jordan, sums, offsets={1: 1, 2: 1})
    assert {(1, "Moebius transform", 2), (2, "inverse Moebius transform", 1)} <= told
    assert (2, "Moebius transform", 1) in found(list(range(1, 41)), PHI, offsets={1: 1, 2: 1})
    with_zero = found([0, *range(1, 41)], [0, *PHI], offsets={1: 0, 2: 0})
    assert (2, "Moebius transform", 1) in with_zero


def euler(exponents):
    """By the number of multisets: coins of value k come in `exponents[k - 1]` kinds."""
    ways = [1] + [0] * len(exponents)
    for value, kinds in enumerate(exponents, start=1):
        for _ in range(kinds):
            for total in range(value, len(ways)):
                ways[total] += ways[total - value]
    return ways[1:]


def test_a_sum_or_product_with_a_sequence_that_is_named_is_found():
    sums = [p + f for p, f in zip(PRIMES, FIBONACCI, strict=False)]
    products = [p * f for p, f in zip(PRIMES, FIBONACCI, strict=False)]
    names = {3: "Built from A000001.", 4: "As A000001."}
    rows = relations(corpus(PRIMES, FIBONACCI, sums, products, names=names)).to_pylist()
    told = {(r["sequence"] + 1, r["relation"], r["of"] + 1, r["other"] + 1) for r in rows if r["other"] is not None}
    assert told == {(3, "sum", 1, 2), (4, "product", 1, 2)}


def test_a_sum_with_a_sequence_that_nobody_names_is_not_looked_for():
    assert found(PRIMES, FIBONACCI, [p + f for p, f in zip(PRIMES, FIBONACCI, strict=False)]) == set()


@pytest.mark.parametrize("relation", ["negation", "affine image", "first differences", "partial sums"])
def test_one_other_term_anywhere_breaks_a_relation(relation):
    one, other = CASES[relation]
    for place in (0, 17, len(other) - 1):
        changed = [*other[:place], other[place] + 1, *other[place + 1 :]]
        assert (2, relation, 1) not in found(one, changed)


def test_fewer_than_twelve_shared_terms_tell_nothing():
    assert (2, "negation", 1) in found(PRIMES, [-p for p in PRIMES[:12]])
    assert found(PRIMES, [-p for p in PRIMES[:11]]) == set()


def test_a_shift_is_one_of_few_places():
    assert (2, "shift", 1) in found(PRIMES, PRIMES[4:])
    assert found(PRIMES, PRIMES[5:]) == set()


def test_what_stands_in_many_places_tells_nothing():
    assert found(*[[1] * 5 + list(range(20)) + [i] * 3 for i in range(30)]) == set()


def test_sequences_of_fractions_have_no_relations():
    halves = Sequence(2, tuple(f"{p}/2" for p in PRIMES[1:]), "Halves.", 1, (), denominator=3)
    whole = Sequence(1, tuple(map(str, PRIMES[1:])), "Primes.", 1, ())
    assert len(relations(Corpus.of([whole, halves], "Apache-2.0"))) == 0


def test_an_empty_corpus_has_none():
    assert relations(Corpus.of([], "Apache-2.0")).schema == SCHEMA


@given(
    st.lists(st.integers(-(10**30), 10**30), min_size=12, max_size=20, unique=True),
    st.integers(-50, 50).filter(lambda factor: factor not in (0, 1, -1)),
    st.integers(-(10**9), 10**9),
)
def test_every_affine_image_is_found_with_its_numbers(terms, factor, added):
    rows = relations(corpus(terms, [factor * t + added for t in terms])).to_pylist()
    (image,) = [row for row in rows if row["relation"] == "affine image" and row["shift"] == 0]
    assert (image["factor"], image["added"]) == (str(factor), str(added))


def test_the_numbers_of_an_image_may_be_fractions():
    assert coefficients(corpus([3 * p + 1 for p in PRIMES], PRIMES), 0, 1, 0) == (3, 1)
    assert [str(n) for n in coefficients(corpus(PRIMES, [3 * p + 1 for p in PRIMES]), 0, 1, 0)] == ["1/3", "-1/3"]


class TestStated:
    def test_a_statement_that_holds_is_marked(self):
        sums = [sum(PRIMES[: i + 1]) for i in range(46)]
        rows = relations(corpus(PRIMES, sums, names={2: "Partial sums of A000001."})).to_pylist()
        assert {r["relation"]: r["stated"] for r in rows} == {"partial sums": True, "first differences": False}

    def test_a_statement_that_does_not_hold_is_not_kept(self):
        assert found(PRIMES, FIBONACCI, names={2: "Partial sums of A000001. Row sums of triangle A000001."}) == set()

    def test_row_sums_and_columns_of_a_triangle(self):
        pascal = [math.comb(n, k) for n in range(15) for k in range(n + 1)]
        powers, triangular = [2**n for n in range(15)], [math.comb(n, 2) for n in range(2, 15)]
        names = {2: "Row sums of triangle A000001.", 3: "Column k=2 of A000001."}
        assert found(pascal, powers, triangular, names=names) >= {(2, "row sums", 1), (3, "column 2", 1)}

    def test_complements_and_inverse_permutations(self):
        squares = [n * n for n in range(1, 20)]
        others = [n for n in range(1, 300) if math.isqrt(n) ** 2 != n]
        permutation = [n + 1 if n % 2 else n - 1 for n in range(1, 31)]
        cycle = [n - 2 if n % 3 == 0 else n + 1 for n in range(1, 31)]
        back = [n + 2 if n % 3 == 1 else n - 1 for n in range(1, 31)]
        names = {2: "Complement of A000001.", 4: "Inverse permutation to A000003.", 5: "Inverse of A000003."}
        offsets = dict.fromkeys(range(1, 6), 1)
        told = found(squares, others, cycle, back, permutation, names=names, offsets=offsets)
        assert {(2, "complement", 1), (4, "inverse permutation", 3)} <= told
        assert (5, "inverse permutation", 3) not in told

    def test_what_entries_say_is_read_in_their_words(self):
        names = {2: "Möbius transform of A000001. Column 3 of array A000001. Cf. partial sums of A999999."}
        assert list(stated(corpus(PRIMES, FIBONACCI, names=names))) == [
            Statement(1, "moebius transform", 0),
            Statement(1, "column", 0, 3),
        ]


def test_every_relation_of_the_bundled_sequences_holds_when_read_again_by_plain_arithmetic():
    bundled = open_source("bundled", str(datasets.config.HF_DATASETS_CACHE))
    rows = relations(bundled).to_pylist()
    assert len(rows) > 300
    assert [row for row in rows if not holds(bundled, row)] == []
    assert all(row["shared"] >= 12 for row in rows)


def test_known_relations_of_the_bundled_sequences_are_among_them():
    bundled = open_source("bundled", str(datasets.config.HF_DATASETS_CACHE))
    label = np.array(bundled.labels.to_pylist())
    told = {(label[row["sequence"]], row["relation"], label[row["of"]]) for row in relations(bundled).to_pylist()}
    assert told >= {
        ("A000330", "partial sums", "A000290"),  # square pyramidal numbers
        ("A001519", "bisection, odd places", "A000045"),
        ("A000010", "Moebius transform", "A000027"),
        ("A000203", "inverse Moebius transform", "A000027"),
        ("A002061", "affine image", "A000124"),
        ("A005843", "complement", "A005408"),
    }
