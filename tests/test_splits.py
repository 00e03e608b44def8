"""Splits: a family lies where the hash of its key says, whatever else is in the corpus."""

import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.errors import OptionError
from oeis_qa.splits import SPLITS, check_fractions, default_fractions, split_of

FEW = settings(deadline=None, max_examples=50)


def place_by_hand(family):
    """Where in [0, 1) the family lies: the eight bytes of its hash as a binary fraction, the last byte first."""
    digest = hashlib.blake2b(family.encode("utf-8"), digest_size=8, person=b"oeis_qa.split").hexdigest()
    return int("".join(reversed([digest[i : i + 2] for i in range(0, 16, 2)])), 16) / 16**16


@FEW
@given(st.text())
def test_a_family_lies_where_its_hash_says(family):
    place = place_by_hand(family)
    expected = "train" if place < 0.8 else "validation" if place < 0.8 + 0.1 else "test"
    assert split_of(family, (0.8, 0.1, 0.1)) == expected


@pytest.mark.parametrize(
    ("family", "split"),
    [("A000000", "train"), ("A000004", "validation"), ("A000008", "test"), ("A000045", "validation"), ("é", "test")],
)
def test_a_family_never_moves(family, split):
    assert split_of(family, (0.8, 0.1, 0.1)) == split


@pytest.mark.parametrize("fractions", [(0.8, 0.1, 0.1), (0.9, 0.05, 0.05), (0.5, 0.25, 0.25), (0.2, 0.3, 0.5)])
def test_the_shares_of_the_families_are_the_fractions(fractions):
    families = 20_000
    found = [split_of(f"family {i}", fractions) for i in range(families)]
    for split, share in zip(SPLITS, fractions, strict=True):
        sigma = (families * share * (1 - share)) ** 0.5
        assert abs(found.count(split) - families * share) < 5 * sigma


@pytest.mark.parametrize(("fractions", "split"), [((1, 0, 0), "train"), ((0, 1, 0), "validation"), ((0, 0, 1), "test")])
def test_a_split_of_everything_holds_everything(fractions, split):
    assert {split_of(str(i), fractions) for i in range(2000)} == {split}


def test_an_empty_validation_split_gets_no_family():
    assert {split_of(str(i), (0.5, 0.0, 0.5)) for i in range(2000)} == {"train", "test"}


@FEW
@given(st.text())
def test_a_family_in_train_stays_there_when_train_grows(family):
    if split_of(family, (0.8, 0.1, 0.1)) == "train":
        assert split_of(family, (0.9, 0.05, 0.05)) == "train"
    if split_of(family, (0.9, 0.05, 0.05)) == "test":
        assert split_of(family, (0.8, 0.1, 0.1)) == "test"


def test_families_that_differ_by_one_letter_are_split_independently():
    together = [split_of(f"{i}a", (0.5, 0.5, 0)) == split_of(f"{i}b", (0.5, 0.5, 0)) for i in range(10_000)]
    assert abs(sum(together) - 5000) < 250  # five sigma


def test_the_splits_are_in_the_order_of_their_fractions():
    assert SPLITS == ("train", "validation", "test")


@pytest.mark.parametrize(
    ("entities", "fractions"),
    [
        (0, (0.8, 0.1, 0.1)),
        (9_999, (0.8, 0.1, 0.1)),
        (10_000, (0.9, 0.05, 0.05)),
        (400_000, (0.9, 0.05, 0.05)),
    ],
)
def test_a_large_corpus_gives_train_a_larger_share(entities, fractions):
    assert default_fractions(entities) == fractions
    check_fractions(fractions)


@pytest.mark.parametrize(
    "fractions",
    [(0.8, 0.1, 0.1), (1, 0, 0), (0.0, 0.0, 1.0), (0.1, 0.2, 0.7), (1 / 3, 1 / 3, 1 / 3), [0.8, 0.1, 0.1]],
)
def test_three_shares_that_sum_to_one_are_accepted(fractions):
    check_fractions(fractions)


@pytest.mark.parametrize(
    "fractions",
    [
        (0.8, 0.1, 0.2),
        (0.8, 0.1, 0.0999),
        (0.8, 0.2),
        (0.7, 0.1, 0.1, 0.1),
        (),
        (1.1, -0.1, 0.0),
        (0.6, -0.1, 0.5),
        (0.6, 0.5, -0.1),
        (80, 10, 10),
        (0, 0, 0),
        (float("nan"), 0.5, 0.5),
        (float("inf"), 0.0, 0.0),
    ],
)
def test_other_shares_are_refused_with_the_rule_and_an_example(fractions):
    message = re.escape(
        f"split_fractions={fractions}: give the shares of train, validation and test, "
        "three numbers from 0 to 1 that sum to 1, such as (0.8, 0.1, 0.1)"
    )
    with pytest.raises(OptionError, match=message):
        check_fractions(fractions)
