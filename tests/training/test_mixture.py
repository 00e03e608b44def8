"""Mixtures of parts: shares to within a row, no row twice, one order for all seeds' sakes, streaming or not."""

import numpy as np
import pytest
from datasets import Dataset
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.errors import OptionError
from oeis_qa.training.mixture import mixed, order
from oeis_qa.training.sources import Part


def part(name, rows, weight=None, columns=("prompt", "completion"), known=True, streaming=False):
    data = Dataset.from_dict({column: [f"{name}{i}" for i in range(rows)] for column in (*columns, "id")})
    train = data.to_iterable_dataset() if streaming else data
    return Part(name, name, weight, train, rows if known else None, lambda: None, lambda n: None, False, name)


def test_one_part_alone_stays_as_it_is():
    rows, shares = mixed([part("a", 5)], seed=3)
    assert rows["id"] == ["a0", "a1", "a2", "a3", "a4"]
    assert str(shares[0]) == "a: weight 1, 5 of 5 rows"


def test_without_weights_every_row_of_every_part_is_used_once():
    rows, shares = mixed([part("a", 30), part("b", 7)], seed=0)
    assert sorted(rows["id"]) == sorted([f"a{i}" for i in range(30)] + [f"b{i}" for i in range(7)])
    assert [share.taken for share in shares] == [30, 7]


def test_weights_are_shares_until_the_first_part_is_used_up():
    rows, shares = mixed([part("a", 100, 2), part("b", 100, 1)], seed=0)
    assert [share.taken for share in shares] == [100, 50]
    assert len(set(rows["id"])) == len(rows) == 150


def test_a_part_without_a_weight_beside_one_that_has_it_weighs_one():
    _, shares = mixed([part("a", 100, 3), part("b", 100)], seed=0)
    assert [share.weight for share in shares] == [3, 1]


def test_rows_of_a_part_keep_their_order():
    rows, _ = mixed([part("a", 20), part("b", 20)], seed=5)
    of_a = [int(name[1:]) for name in rows["id"] if name[0] == "a"]
    assert of_a == sorted(of_a)


def test_another_seed_gives_another_order_of_parts():
    orders = {tuple(mixed([part("a", 20), part("b", 20)], seed)[0]["id"]) for seed in range(3)}
    assert len(orders) == 3


@given(
    st.lists(st.tuples(st.integers(1, 60), st.floats(0.05, 20)), min_size=1, max_size=4),
    st.integers(0, 5),
)
@settings(max_examples=200, deadline=None)
def test_in_every_stretch_the_shares_are_the_weights_to_within_a_row_of_each_part(parts, seed):
    rows, weights = [n for n, _ in parts], [w for _, w in parts]
    of, row = order(rows, weights, seed)
    for i in range(len(parts)):
        assert row[of == i].tolist() == list(range((of == i).sum()))
        assert (of == i).sum() <= rows[i]
    for stop in range(1, len(of) + 1):
        counts = np.bincount(of[:stop], minlength=len(parts)) / weights
        slack = 1.0 / np.array(weights)
        assert ((counts[:, None] - counts[None, :]) <= slack[:, None] + slack[None, :] + 1e-9).all()
    assert any((of == i).sum() == rows[i] for i in range(len(parts)))


@pytest.mark.parametrize("seed", [0, 1])
def test_streaming_gives_the_same_rows_in_the_same_order(seed):
    weights = [2, 0.7, 1]
    whole, _ = mixed([part(n, 25, w) for n, w in zip("abc", weights, strict=True)], seed)
    stream, shares = mixed([part(n, 25, w, streaming=True) for n, w in zip("abc", weights, strict=True)], seed)
    assert [row["id"] for row in stream] == whole["id"]
    assert str(shares[0]) == "a: weight 2, rows as they come"


def test_rows_that_stream_and_are_not_counted_need_weights():
    parts = [part("a", 5, known=False, streaming=True), part("b", 5, streaming=True)]
    with pytest.raises(OptionError, match=r"'a': nobody knows how many rows it has; give each part a weight="):
        mixed(parts, 0)


def test_parts_of_two_layouts_are_refused():
    with pytest.raises(OptionError, match=r"'b' has messages, 'a' has completion, prompt; a mixture needs one layout"):
        mixed([part("a", 5), part("b", 5, columns=("messages",))], 0)


def test_columns_of_two_types_are_refused():
    turns = Dataset.from_dict({"prompt": [[{"role": "user", "content": "1, 2"}]], "completion": ["3"], "id": ["b0"]})
    other = Part("b", "b", None, turns, 1, lambda: None, lambda n: None, False, "b")
    with pytest.raises(OptionError, match="other types"):
        mixed([part("a", 5), other], 0)
