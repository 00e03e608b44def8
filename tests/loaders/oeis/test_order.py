"""The order of rows: every run once, owners in turn, found by index alone."""

import collections

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.loaders.oeis.residues import PRIME, residues
from oeis_qa.rounds import turns
from oeis_qa.streams import Stream, permuted


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_turns_give_every_owner_once_a_round_until_it_has_no_runs_left(runs):
    runs = np.array(sorted(runs, reverse=True))
    expected = [
        (turn, place, int((runs > turn).sum())) for turn in range(runs[0]) for place in range(int((runs > turn).sum()))
    ]
    rounds, places, owners = turns(runs, np.arange(runs.sum()))
    assert list(zip(rounds.tolist(), places.tolist(), owners.tolist(), strict=True)) == expected


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 700), st.integers(0, 2**64 - 1))
def test_a_permutation_takes_every_place_once(count, key):
    places = permuted(np.full(count, key, np.uint64), np.full(count, count), np.arange(count))
    assert sorted(places.tolist()) == list(range(count))


@pytest.mark.parametrize(("count", "orders"), [(2, 2), (3, 6), (4, 24)])
def test_all_orders_of_few_are_equally_likely(count, orders):
    keys = Stream(5, "orders")[np.arange(24_000)]
    columns = [permuted(keys, np.full(len(keys), count), np.full(len(keys), i)) for i in range(count)]
    seen = collections.Counter(zip(*(column.tolist() for column in columns), strict=True))
    expected = len(keys) / orders
    assert len(seen) == orders
    assert sum((n - expected) ** 2 / expected for n in seen.values()) < 2.5 * orders + 10


def test_a_place_is_the_same_alone_and_among_others():
    keys, counts, index = Stream(5, "x")[np.arange(50)], np.arange(1, 51), np.arange(50) // 2
    together = permuted(keys, counts, index)
    assert [
        int(permuted(keys[i : i + 1], counts[i : i + 1], index[i : i + 1])[0]) for i in range(50)
    ] == together.tolist()


def test_an_index_outside_its_count_is_refused():
    with pytest.raises(ValueError, match="give 0 <= index < count"):
        permuted(np.zeros(1, np.uint64), np.array([3]), np.array([3]))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(-(10**60), 10**60)))
def test_residues_are_those_of_the_integers(values):
    import pyarrow as pa

    assert residues(pa.array(map(str, values), pa.string())).tolist() == [value % PRIME for value in values]
