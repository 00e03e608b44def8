"""Which runs may be asked, in which split, in which order: checked plainly on small corpora and on the bundled one."""

import collections
import json

import numpy as np
import pytest

from oeis_qa.errors import OptionError
from oeis_qa.loaders.oeis.corpus import Sequence
from oeis_qa.loaders.oeis.kin import kin
from oeis_qa.loaders.oeis.options import OeisConfig
from oeis_qa.loaders.oeis.order import order
from oeis_qa.loaders.oeis.pools import pool
from oeis_qa.loaders.oeis.questions import completion, identification
from oeis_qa.loaders.oeis.runs import Selection, Studied, run_key
from oeis_qa.splits import SPLITS

DEFAULTS = {
    "source": "bundled",
    "state": "",
    "cache_dir": "",
    "fractions": None,
    "seed": 0,
    "min_terms": 3,
    "max_terms": 3,
    "include": (),
    "exclude": (),
    "max_digits": 60,
    "weighting": "sequence",
    "ambiguity": "reject",
}


@pytest.fixture
def asked():
    """A function: corpus, splits of its sequences, kind -> (owners and shown runs of each split, the drops)."""

    def ask(corpus, splits, kind=completion, family=None, **options):
        known = Studied(corpus, np.arange(len(corpus)) if family is None else np.array(family), np.array(splits))
        selection = Selection(**{**DEFAULTS, **options})
        found = pool(known, selection, kind.RULES, kin(known, selection.min_terms, selection.max_terms))
        shown = {}
        for split in SPLITS:
            rows = order(known, found, selection, "completion", split)
            own = rows.take(range(len(rows)))
            texts = zip(own.sequence, own.start, own.shown, strict=True)
            shown[split] = [(corpus.labels[i].as_py(), " ".join(corpus.terms_of(i)[a : a + n])) for i, a, n in texts]
        return shown, found.dropped

    return ask


def test_every_run_with_a_known_next_term_is_asked_once(corpus_of, asked):
    shown, dropped = asked(corpus_of([1, 2, 3, 4, 5, 6]), [0])
    assert sorted(shown["train"]) == [("A000001", "1 2 3"), ("A000001", "2 3 4"), ("A000001", "3 4 5")]
    assert dropped == {"no next term": 1}


def test_a_completion_with_a_second_continuation_anywhere_is_dropped(corpus_of, asked):
    shown, dropped = asked(corpus_of([1, 2, 3, 4, 7, 7], [1, 2, 3, 5]), [0, 0])
    assert sorted(text for _, text in shown["train"]) == ["2 3 4", "3 4 7"]
    assert dropped == {"no next term": 2, "another term follows elsewhere": 2}


def test_a_sequence_that_is_filtered_out_still_makes_a_question_ambiguous(corpus_of, asked):
    dead = Sequence(2, ("1", "2", "3", "5"), "", keywords=("dead",))
    shown, dropped = asked(corpus_of([1, 2, 3, 4, 7, 7], dead), [0, 0], exclude=("dead",))
    assert sorted(text for _, text in shown["train"]) == ["2 3 4", "3 4 7"]
    assert dropped["keyword excluded"] == 2


def test_ambiguous_questions_are_kept_where_asked_for_and_still_asked_once(corpus_of, asked):
    shown, _ = asked(corpus_of([1, 2, 3, 4], [1, 2, 3, 5]), [0, 0], ambiguity="keep")
    assert shown["train"] == [("A000001", "1 2 3")]


def test_the_lowest_a_number_owns_a_run(corpus_of, asked):
    shown, dropped = asked(corpus_of([1, 2, 3, 4, 8], [1, 2, 3, 4, 8, 9]), [0, 0])
    assert sorted(shown["train"]) == [("A000001", "1 2 3"), ("A000001", "2 3 4")]
    assert dropped == {"no next term": 2, "another term follows elsewhere": 1, "asked already": 2}


def test_an_owner_that_is_filtered_out_hands_the_run_on(corpus_of, asked):
    dead = Sequence(1, ("1", "2", "3", "4"), "", keywords=("dead",))
    living = Sequence(2, ("1", "2", "3", "4", "5"), "")
    shown, _ = asked(corpus_of(dead, living), [0, 0], exclude=("dead",))
    assert ("A000002", "1 2 3") in shown["train"]


def test_a_test_run_that_stands_in_a_train_family_is_dropped_and_counted(corpus_of, asked):
    shown, dropped = asked(corpus_of([1, 2, 3, 4, 7], [9, 1, 2, 3, 4]), [2, 0])
    assert ("A000001", "1 2 3") not in shown["test"]
    assert shown["test"] == []
    assert dropped["stands in another split"] == 1


def test_a_test_run_that_stands_in_a_validation_family_is_dropped_but_not_the_other_way_round(corpus_of, asked):
    shown, dropped = asked(corpus_of([1, 2, 3, 4, 7], [9, 1, 2, 3, 4], [5, 5, 6, 6]), [2, 1, 0])
    assert ("A000001", "1 2 3") not in shown["test"]
    assert dropped["stands in another split"] == 1
    shown, _ = asked(corpus_of([1, 2, 3, 4, 7], [9, 1, 2, 3, 4], [5, 5, 6, 6]), [1, 2, 0])
    assert ("A000001", "1 2 3") in shown["validation"]


def test_identification_asks_no_run_of_one_term(corpus_of, asked):
    shown, dropped = asked(corpus_of([4, 5, 5, 5, 5, 6]), [0], kind=identification)
    assert sorted(text for _, text in shown["train"]) == ["4 5 5", "5 5 6"]
    assert dropped == {"one term again and again": 2}


def test_a_train_sequence_leaks_even_where_it_is_filtered_out(corpus_of, asked):
    hidden = Sequence(2, ("9", "1", "2", "3", "4"), "", keywords=("dead",))
    shown, dropped = asked(corpus_of([1, 2, 3, 4, 7], hidden), [2, 0], exclude=("dead",))
    assert shown["test"] == []
    assert dropped["stands in another split"] == 1


def test_identification_asks_only_runs_of_one_sequence(corpus_of, asked):
    shown, dropped = asked(corpus_of([1, 2, 3, 4], [5, 1, 2, 3]), [0, 0], kind=identification)
    assert sorted(shown["train"]) == [("A000001", "2 3 4"), ("A000002", "5 1 2")]
    assert dropped == {"stands in a second sequence": 2}


def test_a_run_that_comes_twice_in_its_sequence_is_asked_once(corpus_of, asked):
    shown, dropped = asked(corpus_of([1, 2, 3, 1, 2, 3]), [0], kind=identification)
    assert sorted(text for _, text in shown["train"]) == ["1 2 3", "2 3 1", "3 1 2"]
    assert dropped == {"asked already": 1}


def test_long_terms_are_not_shown_and_not_asked_for(corpus_of, asked):
    corpus = corpus_of([1, 2, 3, 1000, 4, -999, 6, 7, 8])
    shown, dropped = asked(corpus, [0], max_digits=3)
    assert sorted(text for _, text in shown["train"]) == ["-999 6 7", "4 -999 6"]
    assert dropped == {"no next term": 1, "over max_digits": 4}


@pytest.mark.parametrize(
    ("options", "kept"),
    [({"include": ("core",)}, {1}), ({"include": ("core", "nice")}, {1, 2}), ({"exclude": ("nice",)}, {1, 3})],
)
def test_keywords_choose_sequences(corpus_of, asked, options, kept):
    words = {1: ("core",), 2: ("nice",), 3: ()}
    corpus = corpus_of(*(Sequence(i, (str(i), "5", "6", "7"), "", keywords=words[i]) for i in words))
    shown, _ = asked(corpus, [0, 0, 0], **options)
    assert {int(owner[1:]) for owner, _ in shown["train"]} == kept


def test_every_sequence_comes_once_before_any_comes_twice(corpus_of, asked):
    corpus = corpus_of(range(100, 110), range(200, 250), range(300, 305))
    shown, _ = asked(corpus, [0, 0, 0])
    owners = [owner for owner, _ in shown["train"]]
    assert set(owners[:3]) == set(owners[3:6]) == {"A000001", "A000002", "A000003"}
    assert collections.Counter(owners[:14]) == {"A000001": 6, "A000002": 6, "A000003": 2}


def test_the_first_in_a_round_is_not_the_longest_sequence(corpus_of, asked):
    corpus = corpus_of(range(1000, 1900), range(2000, 2006), range(3000, 3006), range(4000, 4006))
    firsts = collections.Counter(asked(corpus, [0] * 4, seed=seed)[0]["train"][0][0] for seed in range(200))
    assert all(30 <= firsts[f"A{i:06d}"] <= 70 for i in range(1, 5))


def test_by_position_long_sequences_come_more_often(corpus_of, asked):
    corpus = corpus_of(range(1000, 1900), range(2000, 2013))
    shown, _ = asked(corpus, [0, 0], weighting="position")
    owners = collections.Counter(owner for owner, _ in shown["train"][:450])
    assert owners["A000002"] <= 15


def test_test_rows_come_one_a_family_at_a_time(corpus_of, asked):
    corpus = corpus_of(range(100, 140), range(200, 240), range(300, 340))
    shown, _ = asked(corpus, [2, 2, 2], family=[0, 0, 2])
    families = ["A000003" if owner == "A000003" else "A000001" for owner, _ in shown["test"]]
    pairs = zip(families[:72:2], families[1:72:2], strict=True)  # A000003 has 36 runs, the other family 72
    assert all(set(pair) == {"A000001", "A000003"} for pair in pairs)


def test_a_run_key_holds_a_number_start_and_shown():
    key = run_key(np.array([45, 400_000]), np.array([12, 1000]), np.array([9, 24]))
    assert key.tolist() == [45 * 2**36 + 12 * 2**12 + 9, 400_000 * 2**36 + 1000 * 2**12 + 24]


def test_no_validation_or_test_run_of_the_bundled_corpus_stands_in_a_train_family():
    import oeis_qa

    for name in ("completion", "identification"):
        builder = oeis_qa.load_dataset_builder("oeis_qa", name)
        planned = builder._plan()
        known = planned.studied
        train = "|".join("," + ",".join(known.corpus.terms_of(i)) + "," for i in np.flatnonzero(known.split == 0))
        for split in ("validation", "test"):
            own = planned.rows[split].take(range(300))
            for i, start, shown in zip(own.sequence, own.start, own.shown, strict=True):
                assert "," + ",".join(known.corpus.terms_of(i)[start : start + shown]) + "," not in train


def test_the_default_options_of_a_selection_are_those_of_the_config():
    config = OeisConfig(name="completion")
    assert {name for name in DEFAULTS if hasattr(config, name)} == set(DEFAULTS) - {"cache_dir", "state"}
    assert json.dumps(config.exclude) == '["dead", "uned"]'


def test_only_entries_from_a_number_on_are_asked_and_no_run_that_an_older_one_holds(corpus_of, asked):
    old, new = [9, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 7, 8]
    shown, dropped = asked(corpus_of(old, new), [0, 0], since="A000002", kind=identification, min_terms=3, max_terms=3)
    assert sorted(shown["train"]) == [("A000002", "1 2 3"), ("A000002", "4 5 7"), ("A000002", "5 7 8")]
    assert dropped["older than since"] == 4
    assert dropped["stands in a second sequence"] == 2
    shown, dropped = asked(corpus_of(old, new), [0, 0], since="A000002", ambiguity="keep", kind=identification)
    assert sorted(text for _, text in shown["train"]) == ["1 2 3", "4 5 7", "5 7 8"]
    assert dropped["stands in an older entry"] == 2


@pytest.mark.parametrize(
    ("since", "message"),
    [
        ("380000", "since='380000' is no A-number; write it as in since='A380000'"),
        ("A380000", "since='A380000': the bundled sequences are all old; give a source of your own"),
    ],
)
def test_since_is_an_a_number_and_for_sources_of_ones_own(since, message):
    with pytest.raises(OptionError, match=message):
        OeisConfig(name="completion", since=since).check()
