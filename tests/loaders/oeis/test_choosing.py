"""Options beside the right one tell nothing of which it is."""

import itertools
from collections import Counter

import numpy as np
import pytest

from oeis_qa.loaders.oeis.questions.choosing import OPTIONS, evenly
from oeis_qa.streams import Stream

DRAWS = Stream(0, "test", "choosing")


def test_four_different_choices_are_offered_and_the_right_one_is_among_them() -> None:
    shares = np.array([5, 1, 3, 4, 2, 5])
    right = np.repeat(np.arange(6), 50)
    offered = evenly(shares, right, DRAWS, np.arange(300))
    assert offered.shape == (300, OPTIONS)
    assert all(len(set(row)) == OPTIONS for row in offered.tolist())
    assert (offered == right[:, None]).any(axis=1).all()


def test_whatever_four_are_offered_each_is_right_equally_often() -> None:
    """Of every tooth of the comb, not by sampling: a right choice of share s lies on 4 s places of the circle."""
    shares = np.array([5, 1, 3, 4, 2, 5])
    offered = Counter[tuple[int, ...]]()
    right = Counter[tuple[tuple[int, ...], int]]()
    for choice, share in enumerate(shares.tolist()):
        rows = 20_000 * share  # as often as it is right
        sets = evenly(shares, np.full(rows, choice), DRAWS, np.arange(rows) + 10**7 * choice)
        for four, count in Counter(map(tuple, np.sort(sets, axis=1).tolist())).items():
            offered[four] += count
            right[four, choice] += count
    for four, choice in itertools.product(offered, range(6)):
        if choice in four:
            assert right[four, choice] / offered[four] == pytest.approx(1 / OPTIONS, abs=0.01)


def test_a_choice_that_is_right_too_often_is_refused() -> None:
    with pytest.raises(ValueError, match="right in 4 of 10 rows; it may be in a 4th at most"):
        evenly(np.array([4, 2, 2, 2]), np.array([0]), DRAWS, np.array([0]))
