"""What is drawn for a key: the same in whatever company, even, and other for another purpose."""

from collections import Counter

import numpy as np

from oeis_qa.loaders.arc_rle.drawing import again, drawn, one_drawn, order

NEAR = np.arange(6_000, dtype=np.uint64)


def test_numbers_depend_on_their_key_alone():
    whole = drawn(NEAR, "lines", 10, count=4)
    assert drawn(NEAR[50:60], "lines", 10, count=4).tolist() == whole[50:60].tolist()
    assert drawn(NEAR, "lines", 10, count=2).tolist() == whole[:, :2].tolist()
    assert order(NEAR[7:8], "names", 5).tolist() == order(NEAR, "names", 5)[7:8].tolist()


def test_numbers_are_even_and_within_their_bounds():
    counts = Counter(one_drawn(NEAR, "one", 6).tolist())
    assert set(counts) == set(range(6))
    assert all(abs(count - 1_000) < 5 * 1_000**0.5 for count in counts.values())
    bounds = np.arange(6_000) % 7 + 1
    bounded = one_drawn(NEAR, "one", bounds)
    assert (bounded < bounds).all()
    assert not bounded[bounds == 1].any()


def test_orders_are_even_permutations():
    counts = Counter(map(tuple, order(NEAR, "names", 3).tolist()))
    assert len(counts) == 6
    assert all(abs(count - 1_000) < 5 * 1_000**0.5 for count in counts.values())


def test_purposes_and_near_keys_share_nothing():
    one, other = one_drawn(NEAR, "one", 2**32), one_drawn(NEAR, "other", 2**32)
    assert not set(one.tolist()) & set(other.tolist())
    several = drawn(NEAR, "one", 2**32, count=3)
    assert len(set(several.ravel().tolist())) > 17_990  # of 18,000: none but chance repeats


def test_another_attempt_has_another_key():
    keys = [again(NEAR, attempt).tolist() for attempt in range(3)]
    assert len({*keys[0], *keys[1], *keys[2], *NEAR.tolist()}) == 4 * 6_000
    assert again(NEAR[9:10], 2).tolist() == keys[2][9:10]
