"""Runs share a hash if and only if one is an affine image of the other, as exact fractions tell."""

import itertools
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from oeis_qa.loaders.oeis.affine_runs import PRIME, affine_runs, inverses, residues

TERMS = st.lists(st.integers(-3, 3), min_size=9, max_size=40)


def normal_form(run):
    """What no affine map changes: differences from the first term, divided by the first that is not zero."""
    rises = [Fraction(term - run[0]) for term in run]
    unit = next((rise for rise in rises if rise), Fraction(1))
    return tuple(rise / unit for rise in rises)


def hashes(terms, length):
    last = np.arange(length - 1, len(terms))
    return affine_runs(np.array([term % PRIME for term in terms], np.uint64)).hashes(last, length).tolist()


def test_twice_the_squares_and_three_are_an_image_of_the_squares() -> None:
    one, *_, other = hashes([1, 4, 9, 16, 25, 5, 11, 21, 35, 53], 5)
    assert one == other


def test_so_are_negated_terms_but_not_terms_backwards() -> None:
    forwards, negated, backwards = (
        hashes(terms, 5)[0] for terms in ([1, 2, 4, 7, 0], [-1, -2, -4, -7, 0], [0, 7, 4, 2, 1])
    )
    assert forwards == negated != backwards


@given(TERMS, st.integers(2, 9))
def test_two_runs_of_a_list_share_a_hash_where_one_is_an_image_of_the_other(terms, length) -> None:
    runs = [tuple(terms[i : i + length]) for i in range(len(terms) - length + 1)]
    for (one, a), (other, b) in itertools.combinations(zip(runs, hashes(terms, length), strict=True), 2):
        assert (a == b) == (normal_form(one) == normal_form(other)), (one, other)


@given(TERMS, st.integers(-50, 50).filter(bool), st.integers(-(10**40), 10**40))
def test_a_list_and_its_image_have_the_same_hashes(terms, factor, added) -> None:
    assert hashes(terms, 6) == hashes([factor * term + added for term in terms], 6)


def test_terms_are_read_whole_with_sign_and_as_fractions(corpus_of) -> None:
    read = residues(corpus_of(["5", "-5", str(10**30), "3/2"]), np.arange(4)).tolist()
    assert read == [5, PRIME - 5, 10**30 % PRIME, 3 * pow(2, -1, PRIME) % PRIME]


@given(st.lists(st.integers(1, PRIME - 1), max_size=20))
def test_every_value_times_its_inverse_is_one(values) -> None:
    found = inverses(np.array(values, np.uint64)).tolist()
    assert [value * inverse % PRIME for value, inverse in zip(values, found, strict=True)] == [1] * len(values)
