"""The kinds of question on corpora small enough to work out every right row by hand, and on random ones.

The plain reader of rows, which the random corpora are held against, is that of benchmarks/kinds_plain.py.
"""

import collections
import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import oeis_qa
from benchmarks.kinds_plain import faults, read, world_of
from oeis_qa.splits import split_of

THIRDS = (0.34, 0.33, 0.33)
SEEDS = range(40)  # enough that every draw of a small corpus is seen


def folder_of(path, lists, names=None, offsets=None, labels=None):
    """A source of these lists; A000001, A000002, ... unless labels are given."""
    path.mkdir(parents=True)
    labels = labels or [f"A{i:06d}" for i in range(1, len(lists) + 1)]
    columns = {"stripped": [f",{','.join(map(str, terms))}," for terms in lists], "names": names, "offsets": offsets}
    for name, values in columns.items():
        if values is not None:
            lines = (f"{label} {value}\n" for label, value in zip(labels, values, strict=True))
            (path / f"{name}.gz").write_bytes(gzip.compress("".join(lines).encode()))
    return str(path)


def rows_of(kind, source, cache, most=400, **options):
    """The first rows of every split, as the plain reader reads them."""
    own = {"split_fractions": (1.0, 0.0, 0.0), **options}
    builder = oeis_qa.load_dataset_builder("oeis_qa", kind, source=source, cache_dir=cache, separators=",", **own)
    world, rows = world_of(builder), []
    for split, count in builder.capacity().items():
        rows += read(kind, split, builder.batch(split, range(min(count, most))), world)
    return world, rows


@pytest.fixture
def asked(tmp_path):
    """A function: kind, lists, options -> (shown, answer) of every row that any seed gives; `_` for a blank."""

    def ask(kind, lists, names=None, offsets=None, **options):
        source = folder_of(tmp_path / "source", lists, names, offsets)
        found = set()
        for seed in SEEDS:
            for row in rows_of(kind, source, str(tmp_path / "cache"), seed=seed, **options)[1]:
                found.add((" ".join("_" if term is None else term for term in row.shown), row.answer))
        return found

    return ask


THREE = {"min_terms": 3, "max_terms": 3}
EIGHT = {"min_terms": 8, "max_terms": 8}
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19)


def test_an_ambiguous_blank_is_not_asked(asked):
    found = asked("fill_in", [[1, 2, 3, 4], [9, 2, 3, 4, 6]], **THREE, hidden=1)
    assert found == {("1 2 3 _", "4"), ("9 2 3 _", "4")}  # 2 3 4 stands behind 1 and behind 9


def test_a_blank_that_only_what_follows_determines_is_asked(asked):
    assert asked("fill_in", [[1, 2, 3, 4]], **THREE, hidden=1) == {("1 2 3 _", "4"), ("_ 2 3 4", "1")}


def test_a_blank_is_not_asked_where_the_terms_that_follow_begin_a_list(asked):
    found = asked("fill_in", [[1, 2, 3, 4], [2, 3, 4, 8]], **THREE, hidden=1)
    assert found == {("1 2 3 _", "4")}


def test_two_blanks_stay_determined_together(asked):
    found = asked("fill_in", [[1, 2, 3, 4, 5, 6, 7]], min_terms=4, max_terms=6, hidden=2)
    two = {shown for shown, answer in found if "," in answer}
    # Four terms in a row are what it takes to determine one: both blanks stand at the ends of such a stretch.
    assert two == {"_ 2 3 4 5 _", "_ 3 4 5 6 _", "_ 2 3 4 5 6 _", "_ 2 3 4 5 _ 7", "1 _ 3 4 5 6 _"}


def test_kept_ambiguous_questions_hide_the_last_term_where_nothing_is_determined(asked):
    lists = [[1, 2, 3, 4], [1, 2, 3, 5], [6, 2, 3, 4], [6, 2, 3, 5]]
    assert asked("fill_in", lists, **THREE, hidden=1, ambiguity="keep") == {("1 2 3 _", "4"), ("6 2 3 _", "4")}


def test_the_previous_term_is_asked_where_it_is_one(asked):
    assert asked("previous_term", [[7, 1, 2, 3], [8, 1, 2, 3, 4]], **THREE) == {("2 3 4", "1")}


def test_a_run_that_begins_a_list_has_no_known_previous_term(asked):
    assert asked("previous_term", [[7, 1, 2, 3], [1, 2, 3, 5]], **THREE) == {("2 3 5", "1")}


def test_a_previous_term_that_is_too_long_is_not_asked(asked):
    found = asked("previous_term", [[1000, 1, 2, 3, 4]], **THREE, max_digits=3)
    assert found == {("2 3 4", "1")}


def test_an_index_is_never_asked_past_the_list(tmp_path):
    source = folder_of(tmp_path / "source", [[10, 11, 13, 17, 19, 23]], offsets=["-5"])
    found = set()
    for seed in SEEDS:
        for row in rows_of("nth_term", source, str(tmp_path / "cache"), seed=seed, **THREE)[1]:
            found.add((row.told[0], row.meta["index"], row.answer))
    first = "Index of the first term: {}".format
    assert found == {
        *((first(-5), -2, "17"), (first(-5), -1, "19"), (first(-5), 0, "23")),
        *((first(-4), -1, "19"), (first(-4), 0, "23"), (first(-3), 0, "23")),
    }


def test_no_index_is_asked_whose_term_is_too_long(asked):
    found = asked("nth_term", [[1, 2, 3, 4, 5000, 6]], offsets=["0"], **THREE, max_digits=2)
    assert found == {("1 2 3", "4"), ("1 2 3", "6")}


def test_an_index_is_not_asked_of_a_run_of_two_sequences(asked):
    assert asked("nth_term", [[1, 2, 3, 4], [9, 1, 2, 3, 4]], offsets=["0", "0"], **THREE) == {
        ("9 1 2", "3"),
        ("9 1 2", "4"),
    }


@pytest.mark.parametrize(
    "terms",
    [
        range(1, 9),
        range(8, 0, -1),
        (1, 1, 2, 2, 3, 3, 4, 4),
        (-9, -8, -1, 0, 0, 10, 11, 100),
        (9, 8, 1, 0, 0, -1, -2, -10),
    ],
)
def test_a_run_that_sorting_restores_is_not_shuffled(asked, terms):
    assert asked("reorder", [list(terms)], **EIGHT) == set()


@pytest.mark.parametrize("other", [(1, 3, 4, 1, 5, 9, 2, 6), (0, 6, 2, 9, 5, 1, 4, 1, 3, 0)])
def test_terms_that_stand_in_two_orders_are_not_shuffled(asked, other):
    lists = [[3, 1, 4, 1, 5, 9, 2, 6], list(other)]
    assert not any(sorted(shown.split()) == list("11234569") for shown, _ in asked("reorder", lists, **EIGHT))


def test_terms_are_never_shown_in_their_own_order(asked):
    own = "1 1 1 1 1 1 2 1"
    found = asked("reorder", [list(map(int, own.split()))], **EIGHT)
    assert {answer for _, answer in found} == {own.replace(" ", ", ")}
    assert len(found) == 7  # all other orders of one 2 and seven 1s
    assert own not in {shown for shown, _ in found}


def test_one_gap_is_counted_from_the_terms_shown(asked):
    found = asked("gaps", [PRIMES], **EIGHT)
    own = [str(term) for term in PRIMES]
    assert found == {(" ".join(own[:at] + own[at + 1 :]), f"{at}, {own[at]}") for at in range(1, 7)}


def test_two_gaps_are_both_counted_from_the_terms_shown(asked):
    own = [str(term * term) for term in range(1, 15)]
    found = asked("gaps", [own], min_terms=14, max_terms=14)
    expected = {(" ".join(own[:i] + own[i + 1 :]), f"{i}, {own[i]}") for i in range(1, 13)}
    for i in range(1, 13):
        for j in range(i + 1, 13):
            shown = " ".join(own[:i] + own[i + 1 : j] + own[j + 1 :])
            expected.add((shown, f"{i}, {own[i]}, {j - 1}, {own[j]}"))
    assert found <= expected
    assert {answer.count(",") for _, answer in found} == {1, 3}


def test_equal_neighbours_leave_no_gap(asked):
    answers = {answer for _, answer in asked("gaps", [[2, 3, 3, 7, 11, 13, 17, 19]], **EIGHT)}
    assert answers == {"3, 7", "4, 11", "5, 13", "6, 17"}


def test_a_gap_that_another_term_fills_elsewhere_is_not_asked(asked):
    answers = {answer for _, answer in asked("gaps", [PRIMES, [2, 3, 5, 99, 11, 13, 17, 19]], **EIGHT)}
    assert answers == {f"{at}, {PRIMES[at]}" for at in (1, 2, 4, 5, 6)}


@pytest.mark.parametrize(
    "other", [(9, 2, 3, 5, 11, 13, 17, 19), (2, 3, 5, 11, 13, 17, 19, 9), (2, 3, 5, 11, 13, 17, 19)]
)
def test_a_gap_is_not_asked_where_the_shown_terms_stand_side_by_side(asked, other):
    assert not any(shown == "2 3 5 11 13 17 19" for shown, _ in asked("gaps", [PRIMES, other], **EIGHT))


def test_a_change_is_not_asked_that_could_be_another_one(asked):
    lists = [[100, 200, 300, 400, 500, 600, 700, 800], [100, 200, 300, 450, 500, 600, 700, 800]]
    positions = collections.Counter(int(answer.split(",")[0]) for _, answer in asked("anomaly", lists, **EIGHT))
    assert set(positions) == {1, 2, 3, 5, 6, 7, 8}


def test_a_change_is_asked_with_its_place_and_true_value(asked):
    own = "100 200 300 400 500 600 700 800".split()
    for shown, answer in asked("anomaly", [own], **EIGHT):
        place, true = answer.split(", ")
        different = [at for at, pair in enumerate(zip(shown.split(), own, strict=True)) if pair[0] != pair[1]]
        assert different == [int(place) - 1]
        assert own[different[0]] == true


LETTERS = st.integers(0, 3)
LISTS = st.lists(st.lists(LETTERS, min_size=9, max_size=18), min_size=4, max_size=7)
SMALL = ("fill_in", "previous_term", "nth_term", "incorrect_completion", "identify_choice")
LARGE = ("reorder", "gaps", "anomaly", "membership")


@pytest.mark.parametrize("kind", [*SMALL, *LARGE])
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lists=LISTS, more=st.integers(0, 7), seed=st.integers(0, 3), data=st.data())
def test_no_row_of_a_random_corpus_breaks_a_promise(kind, lists, more, seed, data, tmp_path_factory):
    if data.draw(st.booleans(), "kindred"):  # a copy with a change: what makes questions ambiguous
        copy = list(data.draw(st.sampled_from(lists)))
        copy[data.draw(st.integers(0, len(copy) - 1))] = data.draw(LETTERS)
        lists = [*lists, copy]
    place = tmp_path_factory.mktemp("random")
    source = folder_of(place / "source", lists, [f"Kind {i}." for i in range(len(lists))], ["1"] * len(lists))
    least = 3 if kind in SMALL else 8
    options = {"min_terms": least, "max_terms": least + more, "seed": seed, "split_fractions": THIRDS}
    if kind == "incorrect_completion":
        options |= {"acknowledge_incorrect": True, "dose": 0.5}
    world, rows = rows_of(kind, source, str(place / "cache"), **options)
    assert not faults(world, rows)


@pytest.mark.parametrize("kind", [*SMALL, *LARGE])
def test_a_row_is_the_same_alone_and_among_others(kind):
    options = {"acknowledge_incorrect": True} if kind == "incorrect_completion" else {}
    builder = oeis_qa.load_dataset_builder(
        "oeis_qa", kind, layout="preference" if not options else "messages", **options
    )
    together = builder.batch("test", range(50))
    for row in (0, 17, 49):
        alone = builder.batch("test", range(row, row + 1))
        for column in ("id", "prompt", "response", "answer", "data", "instruction", "meta", "wrong"):
            if getattr(alone, column) is not None:
                assert getattr(alone, column)[0].as_py() == getattr(together, column)[row].as_py()


def held_out_rows(tmp_path, kind, train, test, **options):
    """World and test rows over two lists, the second of which lies in test."""
    numbers = [next(i for i in range(1, 200) if split_of(f"A{i:06d}", THIRDS) == split) for split in ("train", "test")]
    lists = dict(zip((f"A{i:06d}" for i in numbers), (train, test), strict=True))
    source = folder_of(tmp_path / "source", [lists[label] for label in sorted(lists)], labels=sorted(lists))
    for seed in SEEDS:
        own = {**options, "split_fractions": THIRDS, "seed": seed}
        world, rows = rows_of(kind, source, str(tmp_path / "cache"), **own)
        yield world, [row for row in rows if row.split == 2]


def test_no_run_of_a_held_out_row_stands_in_train(tmp_path):
    found = set()
    for _, rows in held_out_rows(tmp_path, "fill_in", [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 9, 9], **THREE, hidden=1):
        found |= {"".join("_" if term is None else term for term in row.shown) for row in rows}
    assert found == {"349_", "_499"}  # 2 3 4 is in train


@pytest.mark.parametrize("kind", ["fill_in", "gaps"])
def test_no_hidden_term_of_a_held_out_row_stands_in_train_beside_nine_shown_ones(tmp_path, kind):
    train, test = range(1, 12), [*range(1, 11), 50, 60, 70, 80]
    for world, rows in held_out_rows(tmp_path, kind, train, test, min_terms=9, max_terms=12):
        assert not faults(world, rows)
