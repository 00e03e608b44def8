"""Rows of several images or histograms: those that share one lie in one split."""

import itertools

import pytest

from oeis_qa.loaders.arc_rle.public.lines import stamp
from oeis_qa.loaders.arc_rle.public.plan import plan
from oeis_qa.splits import SPLITS
from tests.loaders.arc_rle.public.conftest import row
from tests.loaders.arc_rle.public.test_deriving import wanted


def pairs(numbers):
    for one, other in numbers:
        first, second = f"1:{one}", f"1:{other}"
        yield row("Add", f"{first}\n{second}", f"1:{one + other}", "dataset=histogram_two group=add")


def placed(written, numbers):
    """The split of each pair of counts."""
    found = plan("histogram", (), stamp(written(pairs(numbers))), wanted("histogram"))
    assert found.dropped == {}
    for split in SPLITS:
        for data in found.rows[split].data.to_pylist():
            yield tuple(int(text[2:]) for text in data.split("\n")), split


def test_a_chain_of_pairs_is_one_family(written):
    assert len({split for _, split in placed(written, itertools.pairwise(range(1, 60)))}) == 1


def test_pairs_that_share_nothing_fill_all_splits_by_their_shares(written):
    splits = [split for _, split in placed(written, [(i, i + 1) for i in range(1, 2000, 2)])]
    shares = [splits.count(name) / len(splits) for name in SPLITS]
    assert shares == pytest.approx([0.8, 0.1, 0.1], abs=0.03)


def test_no_histogram_lies_in_two_splits(written):
    split_of = {}
    for numbers, split in placed(written, [(i, i * 7 % 400 + 1) for i in range(1, 200)]):
        for number in numbers:
            assert split_of.setdefault(number, split) == split
    assert set(split_of.values()) == set(SPLITS)
