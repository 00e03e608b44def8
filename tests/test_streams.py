"""Streams of random words: a word is a function of seed, labels and index alone, and neighbours share nothing."""

import hashlib
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oeis_qa.streams import Draws, Stream

FEW = settings(deadline=None, max_examples=50)
MILLION = np.arange(1_000_000)

labels = st.lists(st.text(max_size=8) | st.integers(-(10**20), 10**20), max_size=4)
indices = st.integers(-(2**63), 2**63 - 1)


def mixed_by_hand(z):
    """The finaliser of SplitMix64 (Steele, Lea, Flood 2014), on integers without a size."""
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
    return z ^ (z >> 31)


def word_by_hand(index, seed, *labels):
    """What the docstring of the module says, step by step."""
    text = json.dumps([seed, *labels]).encode()
    keys = hashlib.blake2b(text, digest_size=16, person=b"oeis_qa.stream").digest()
    spread = index * 0x9E3779B97F4A7C15 + int.from_bytes(keys[:8], "little")
    return mixed_by_hand(mixed_by_hand(spread % 2**64) ^ int.from_bytes(keys[8:], "little"))


class Scripted(Draws):
    """Draws that hand out the given words, so that the arithmetic on top can be checked exactly."""

    def __init__(self, words):
        self.words = iter(words)

    def word(self):
        return next(self.words)


def chi_square(drawn, cells):
    counts = np.bincount(drawn, minlength=cells)
    assert len(counts) == cells
    expected = len(drawn) / cells
    return float(((counts - expected) ** 2 / expected).sum())


def all_differ(words):
    inorder = np.sort(words)
    return bool((inorder[1:] != inorder[:-1]).all())


def assert_unrelated(one, other):
    """No word in common, |Pearson r| < 0.005 (five sigma), and half of the bits differ."""
    assert all_differ(np.concatenate([one, other]))
    assert abs(np.corrcoef(one.astype(np.float64), other.astype(np.float64))[0, 1]) < 0.005
    differing = np.unpackbits((one[:10_000] ^ other[:10_000]).view(np.uint8))
    assert abs(differing.mean() - 0.5) < 0.005  # sigma is 0.000625


# The words


@FEW
@given(st.integers(), labels, indices)
def test_a_word_is_what_the_docstring_says(seed, names, index):
    assert Stream(seed, *names)[index] == word_by_hand(index, seed, *names)


@pytest.mark.parametrize(
    ("index", "word"),
    [(0, 15023419284690690116), (1, 17460681725672545925), (2, 17523907672311881695), (-1, 17882051201084985885)],
)
def test_the_words_of_a_stream_never_change(index, word):
    assert Stream(7, "completion", "order")[index] == word


@FEW
@given(st.integers(), labels, st.lists(indices, max_size=20))
def test_a_word_is_the_same_alone_and_in_an_array(seed, names, places):
    stream = Stream(seed, *names)
    drawn = stream[np.array(places, dtype=np.int64)]
    assert drawn.dtype == np.uint64
    assert drawn.tolist() == [stream[place] for place in places]


@pytest.mark.parametrize("dtype", [np.int8, np.int16, np.int32, np.int64])
def test_the_width_of_an_index_does_not_matter(dtype):
    places = [-128, -1, 0, 1, 127]
    stream = Stream(7, "width")
    assert stream[np.array(places, dtype)].tolist() == [stream[place] for place in places]
    assert [stream[dtype(place)] for place in places] == [stream[place] for place in places]


def test_an_index_may_fill_64_unsigned_bits():
    stream = Stream(7, "large")
    places = [2**63, 2**64 - 1]
    assert stream[np.array(places, np.uint64)].tolist() == [stream[place] for place in places]


def test_an_array_of_indices_keeps_its_shape_and_is_left_as_it_was():
    places = np.arange(6).reshape(2, 3)
    drawn = Stream(7, "shape")[places]
    assert drawn.tolist() == [[Stream(7, "shape")[i] for i in row] for row in ([0, 1, 2], [3, 4, 5])]
    assert places.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_no_indices_give_no_words():
    assert Stream(7, "none")[np.array([], np.int64)].tolist() == []
    assert Stream(7, "none").below(5, np.array([], np.int64)).tolist() == []


def test_the_order_of_asking_does_not_matter():
    stream = Stream(7, "order")
    shuffled = np.random.default_rng(0).permutation(1000)
    assert (stream[shuffled] == stream[np.arange(1000)][shuffled]).all()


def test_a_scalar_word_is_a_python_integer_so_that_it_never_wraps():
    assert type(Stream(7, "type")[3]) is int
    assert type(Stream(7, "type").at(3).word()) is int


@pytest.mark.parametrize("seed", [-1, -7, -(2**63), -(2**70), 2**64, 10**30])
def test_negative_and_huge_seeds_give_streams_of_their_own(seed):
    assert Stream(seed, "x")[5] == word_by_hand(5, seed, "x")
    assert len({Stream(s, "x")[5] for s in (seed, -seed, seed % 2**64, 0)}) == len({seed, -seed, seed % 2**64, 0})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("ab",), ("a", "b")),
        (("a", ""), ("a",)),
        (("a", "b"), ("b", "a")),
        (("1",), (1,)),
        (('a", "b',), ("a", "b")),
        (("é",), ("e",)),
        (("A",), ("a",)),
        ((), ("",)),
    ],
)
def test_different_labels_name_different_streams(one, other):
    assert Stream(7, *one)[0] != Stream(7, *other)[0]


def test_a_seed_and_a_label_do_not_run_into_each_other():
    assert Stream(1, 23)[0] != Stream(12, 3)[0] != Stream(123)[0] != Stream(1, 23)[0]


# Neighbours


@pytest.mark.parametrize("seed", [0, 7, 2**32 - 1, -1])
def test_neighbouring_seeds_share_nothing(seed):
    assert_unrelated(Stream(seed, "x")[MILLION], Stream(seed + 1, "x")[MILLION])


@pytest.mark.parametrize(("one", "other"), [(("ab", "c"), ("a", "bc")), (("a",), ("b",)), ((1,), (2,)), ((), ("a",))])
def test_neighbouring_labels_share_nothing(one, other):
    assert_unrelated(Stream(7, *one)[MILLION], Stream(7, *other)[MILLION])


@pytest.mark.parametrize("step", [1, 2, 64, 1000])
def test_neighbouring_indices_share_nothing(step):
    words = Stream(7, "x")[np.arange(1_000_000 + step)].astype(np.float64)
    assert abs(np.corrcoef(words[:-step], words[step:])[0, 1]) < 0.005


def test_neighbouring_items_share_nothing():
    first, second = (np.array([Stream(7, "x").at(i + k).word() for i in range(5000)], np.uint64) for k in (0, 5000))
    every = np.concatenate([first, second])
    assert all_differ(every)
    every = every.astype(np.float64)
    assert abs(np.corrcoef(every[:-1], every[1:])[0, 1]) < 0.05  # five sigma of 10,000


def test_a_million_words_are_all_different_and_every_bit_is_fair():
    words = Stream(7, "x")[MILLION]
    assert all_differ(words)
    shares = [float(((words >> np.uint64(bit)) & np.uint64(1)).mean()) for bit in range(64)]
    assert max(abs(share - 0.5) for share in shares) < 0.0025  # five sigma


# Integers by array


@pytest.mark.parametrize(
    ("bound", "most"),  # `most` is mean + 5 sigma of chi-square with bound - 1 degrees of freedom, and some more
    [(2, 30), (3, 30), (10, 45), (97, 180), (1000, 1240)],
)
def test_integers_drawn_by_array_are_uniform(bound, most):
    assert chi_square(Stream(7, "uniform").below(bound, MILLION), bound) < most


@FEW
@given(st.integers(1, 2**32), st.lists(indices, min_size=1, max_size=10))
def test_an_integer_drawn_by_array_is_the_top_half_of_its_word_scaled(bound, places):
    stream = Stream(7, "scaled")
    drawn = stream.below(bound, np.array(places, np.int64))
    assert drawn.dtype == np.int64
    assert drawn.tolist() == [stream[place] // 2**32 * bound // 2**32 for place in places]
    assert ((drawn >= 0) & (drawn < bound)).all()


def test_the_bounds_of_arrays_reach_from_one_to_two_to_the_32():
    assert Stream(7).below(1, np.arange(100)).tolist() == [0] * 100
    assert (Stream(7).below(2**32, np.arange(100)) == Stream(7)[np.arange(100)] >> np.uint64(32)).all()


# Draws, one after another


def test_the_draws_of_an_item_are_keyed_by_two_words_of_its_stream():
    stream, draws = Stream(7, "x"), Stream(7, "x").at(5)
    expected = [
        mixed_by_hand(mixed_by_hand((n * 0x9E3779B97F4A7C15 + stream[10]) % 2**64) ^ stream[11]) for n in range(1, 6)
    ]
    assert [draws.word() for _ in range(5)] == expected


def test_each_item_starts_its_draws_afresh():
    stream = Stream(7, "x")
    one, two = stream.at(3), stream.at(3)
    assert [one.word() for _ in range(4)] == [two.word() for _ in range(4)]
    stream.at(2).word()
    assert stream.at(3).word() == Stream(7, "x").at(3).word()


@pytest.mark.parametrize(
    ("bound", "bits"), [(2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 3), (8, 3), (9, 4), (100, 7), (129, 8)]
)
def test_every_integer_below_a_small_bound_is_equally_likely(bound, bits):
    accepted = []
    for top in range(2**bits):  # every value of the bits that count; the bits below them must not
        draws = Scripted([top << 64 - bits | 0x5A, 1 << 64 - bits])  # a refused word is followed by one that gives 1
        drawn = draws.below(bound)
        refused = next(draws.words, None) is None
        assert refused == (top >= bound)
        assert drawn == (1 if refused else top)
        accepted += [] if refused else [drawn]
    assert accepted == list(range(bound))


def test_a_bound_of_one_needs_no_word():
    assert Scripted([]).below(1) == 0


@pytest.mark.parametrize("bound", [2**64 - 1, 2**64, 2**64 + 1, 3 * 2**62, 2**100, 2**100 + 1, 10**40, 2**128, 7**200])
def test_integers_below_a_huge_bound_are_exact(bound):
    draws, words = Stream(7, "huge").at(1), Stream(7, "huge").at(1)
    size = next(bits for bits in range(1000) if 2**bits >= bound)
    for _ in range(50):
        expected = bound
        while expected >= bound:  # enough whole words, first the highest; their top bits count
            taken = [words.word() for _ in range((size + 63) // 64)]
            expected = int("".join(f"{word:064b}" for word in taken)[:size], 2)
        assert draws.below(bound) == expected
    assert draws.word() == words.word()


def test_integers_below_two_to_the_hundred_use_all_hundred_bits():
    draws = Stream(7, "bits").at(0)
    drawn = [draws.below(2**100) for _ in range(2000)]
    assert len(set(drawn)) == 2000
    for bit in range(100):
        assert abs(sum(value >> bit & 1 for value in drawn) - 1000) < 112  # five sigma


def test_integers_below_a_huge_bound_are_spread_evenly():
    draws, bound = Stream(7, "even").at(0), 3 * 2**98
    tenths = np.array([draws.below(bound) * 10 // bound for _ in range(10_000)])
    assert chi_square(tenths, 10) < 45


@pytest.mark.parametrize("bound", [2, 3, 10, 100])
def test_integers_drawn_one_by_one_are_uniform(bound):
    draws = Stream(7, "one by one").at(0)
    drawn = np.array([draws.below(bound) for _ in range(20_000)])
    assert chi_square(drawn, bound) < bound - 1 + 5 * (2 * bound) ** 0.5 + 20


@pytest.mark.parametrize("bound", [0, -1, -(2**100)])
def test_a_bound_under_one_is_refused(bound):
    with pytest.raises(ValueError, match=rf"below\({bound}\): the bound must be at least 1"):
        Stream(7).at(0).below(bound)


@FEW
@given(st.integers(), st.integers(0, 10**30), st.integers(0, 10**6))
def test_an_integer_lies_between_its_ends(low, width, item):
    drawn = Stream(7, "ends").at(item).integer(low, low + width)
    assert low <= drawn <= low + width
    assert drawn - low == Stream(7, "ends").at(item).below(width + 1)


def test_both_ends_of_an_integer_are_drawn():
    draws = Stream(7, "both").at(0)
    assert {draws.integer(-2, 2) for _ in range(200)} == {-2, -1, 0, 1, 2}
    assert draws.integer(5, 5) == 5


def test_an_interval_with_its_ends_exchanged_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        Stream(7).at(0).integer(5, 4)


@pytest.mark.parametrize(
    ("word", "number"), [(0, 0.0), (2**64 - 1, 1 - 2.0**-53), (2**63, 0.5), (2**11 - 1, 0.0), (2**11, 2.0**-53)]
)
def test_a_float_has_the_top_53_bits_of_its_word(word, number):
    assert Scripted([word]).uniform() == number


def test_floats_are_uniform():
    draws = Stream(7, "floats").at(0)
    drawn = np.array([draws.uniform() for _ in range(20_000)])
    assert drawn.min() >= 0
    assert drawn.max() < 1
    assert chi_square((drawn * 20).astype(int), 20) < 75


def test_a_choice_is_the_item_at_the_integer_drawn():
    items = "abcdefg"
    assert [Stream(7).at(i).choice(items) for i in range(50)] == [items[Stream(7).at(i).below(7)] for i in range(50)]
    assert {Stream(7).at(i).choice(items) for i in range(100)} == set(items)


def test_a_choice_among_nothing_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        Stream(7).at(0).choice([])


@FEW
@given(st.lists(st.integers()), st.data())
def test_a_sample_has_distinct_places_and_leaves_the_items_alone(items, data):
    count = data.draw(st.integers(0, len(items)))
    before = list(items)
    places = Stream(7, "sample").at(len(items)).sample(range(len(items)), count)
    assert len(places) == len(set(places)) == count
    assert set(places) <= set(range(len(items)))
    assert Stream(7, "sample").at(len(items)).sample(items, count) == [items[place] for place in places]
    assert items == before


def test_a_sample_is_drawn_as_fisher_and_yates_say():
    half, top = 1 << 63, 0xC000000000000000
    # below(4) takes two bits, 3 -> [d b c a]; below(3) two bits, 2 -> [d a c b]; below(2) one bit, 0
    assert Scripted([top, half, 0]).sample("abcd", 3) == ["d", "a", "c"]


def test_more_items_than_there_are_cannot_be_sampled():
    for count in (4, -1):
        with pytest.raises(ValueError, match=f"sample of {count} from 3 items: take 0 to 3"):
            Stream(7).at(0).sample([1, 2, 3], count)


@pytest.mark.parametrize("bound", [0, -1, 2**32 + 1])
def test_a_bound_of_many_draws_outside_32_bits_is_refused(bound):
    with pytest.raises(ValueError, match=rf"below\({bound}\): the bound must be 1 to 2\*\*32"):
        Stream(7).below(bound, np.arange(3))


def test_an_item_has_the_same_draws_by_whatever_integer_it_is_named():
    for index in (5, 2**30 + 5):
        assert Stream(7).at(np.int32(index)).word() == Stream(7).at(index).word()


def test_all_orders_of_four_items_are_equally_likely():
    orders = {}
    for i in range(12_000):
        order = "".join(Stream(7, "orders").at(i).shuffled("abcd"))
        orders[order] = orders.get(order, 0) + 1
    assert len(orders) == 24
    assert sum((count - 500) ** 2 / 500 for count in orders.values()) < 23 + 5 * 46**0.5


def test_shuffling_nothing_gives_nothing():
    assert Stream(7).at(0).shuffled([]) == []
    assert Stream(7).at(0).sample([], 0) == []
