"""The baselines of a score: hand-worked runs, the rows' own solvers beside them, and what does not apply."""

import json
from collections import Counter

import numpy as np
import pytest

from oeis_qa.errors import OptionError
from oeis_qa.evaluation import tasks
from oeis_qa.evaluation.baselines import ANY, LOOKUP, MAJORITY, baselines, told
from oeis_qa.evaluation.lookup import Held
from oeis_qa.evaluation.sequences import ALL, Question, questions_of, solved
from oeis_qa.evaluation.tasks import Item, task
from oeis_qa.loaders.oeis.solvers import SOLVERS
from oeis_qa.loaders.oeis.sources import open_source
from oeis_qa.registry import load_dataset_builder

NAMES = [solver.name for solver in SOLVERS]


def item(gold, kind="integer", row="squares/test/0"):
    return Item(row, (), gold, kind, "", None, None)


def right(terms, at, gold):
    """The names of the baselines that are right about one question."""
    found = solved([Question(terms.split(), at, gold)])
    return {name for name, rights in found.items() if rights == [True]}


def rows_of(address):
    """The test rows of an address, and its builder."""
    builder = load_dataset_builder(address)
    return builder, builder.batch("test", range(builder.sizes()["test"]))


def test_a_solver_is_right_where_it_says_the_next_term():
    assert right("4 7 10 13 16 19 22 25", 8, "28") == {
        *("constant difference", "difference table", "linear recurrence", "interleaving of two"),
        *(ALL, ANY),
    }


def test_the_simplest_solver_that_fits_speaks_for_all_even_where_another_is_right():
    assert right("2 4 8 16", 4, "32") >= {"constant ratio", ALL, ANY}
    assert right("2 4 8 16", 4, "23") == {"digit rule", ANY}  # 16 + (1 + 6)


def test_a_term_some_places_on_is_found_by_continuing_what_was_continued():
    assert {"difference table", ALL, ANY} <= right("1 4 9 16 25 36 49 64", 10, "121")
    assert right("1 4 9 16 25 36 49 64", 10, "81") == set()


def test_the_term_before_a_run_is_found_by_continuing_it_backwards():
    assert {"constant ratio", ALL, ANY} <= right("6 12 24 48 96 192 384", -1, "3")
    assert {"constant ratio", ALL, ANY} <= right("3 6 12 24 48 96 192", -1, "3/2")


def test_of_a_run_without_a_rule_nothing_is_said_and_that_is_wrong():
    assert right("2 3 5 7 11 13 17 19 23 29", 10, "31") == set()


def test_lookup_answers_with_what_follows_most_often(corpus_of):
    held = Held(corpus_of([1, 2, 3, 4], [1, 2, 3, 5], [9, 1, 2, 3, 5]), np.ones(3, bool))
    assert held.terms([["2", "3"], ["1", "2", "3", "4"], ["9", "1"]], [2, 0, 2]) == ["5", "1", "2"]


def test_lookup_finds_what_stands_before_and_some_places_on(corpus_of):
    held = Held(corpus_of([10, 20, 30, 40, 50]), np.ones(1, bool))
    assert held.terms([["20", "30"], ["20", "30"], ["10", "20"]], [-1, 3, -1]) == ["10", "50", None]


def test_lookup_takes_the_first_of_equally_common_terms(corpus_of):
    held = Held(corpus_of([1, 2, 8], [1, 2, 7], [1, 2, 9]), np.ones(3, bool))
    assert held.terms([["1", "2"]], [2]) == ["8"]


def test_lookup_knows_no_sequence_but_those_it_holds(corpus_of):
    corpus = corpus_of([1, 2, 3], [4, 5, 6], [7, 8, 9])
    runs, at = [["1", "2"], ["4", "5"], ["7", "8"]], [2, 2, 2]
    assert Held(corpus, np.array([True, False, True])).terms(runs, at) == ["3", None, "9"]


def test_lookup_finds_no_run_across_two_sequences_and_none_with_a_strange_term(corpus_of):
    held = Held(corpus_of([1, 2, 3], [4, 5, 6]), np.ones(2, bool))
    assert held.terms([["2", "3", "4"], ["2", "99"], ["2", "3"], ["5", "6"]], [3, 2, 2, 2]) == [None] * 4


@pytest.mark.parametrize("kind", ["completion", "previous_term", "nth_term"])
def test_the_asked_place_and_the_terms_are_those_of_the_sequence(kind):
    builder, rows = rows_of(f"oeis_qa/{kind}")
    corpus = open_source("bundled", builder._cache_dir_root)
    index = {label: row for row, label in enumerate(corpus.labels.to_pylist())}
    for question, meta in zip(
        questions_of(builder, rows.id.to_pylist()), map(json.loads, rows.meta.to_pylist()), strict=True
    ):
        terms, start = corpus.terms_of(index[meta["a_number"]]), meta["start"]
        assert question.terms == terms[start : start + meta["shown"]]
        assert question.gold == terms[start + question.at]


def test_the_solvers_agree_with_what_rows_of_completion_say_of_themselves():
    own = task("oeis_qa/completion?eval_size=1000").items
    _, rows = rows_of("oeis_qa/completion?eval_size=1000")
    found = baselines("oeis_qa/completion?eval_size=1000", own)
    order = [*NAMES, "nobody"].index
    for place, meta in enumerate(map(json.loads, rows.meta.to_pylist())):
        assert next((name for name in NAMES if found[name][place]), "nobody") == meta["solved_by"]
        assert found[ANY][place] == (meta["solved_by"] != "nobody")
        assert found[ALL][place] == (order(meta["solved_by"]) < order(meta["rival"]))
    assert sum(found[ANY]) > 20
    assert not any(found[LOOKUP])


@pytest.mark.parametrize("kind", ["completion", "previous_term", "nth_term"])
def test_lookup_knows_the_answer_of_every_row_of_train_itself(kind, monkeypatch):
    monkeypatch.setattr(tasks, "_split", lambda *_: "train")
    address = f"oeis_qa/{kind}?size=200&eval_size=0"
    assert baselines(address, task(address).items)[LOOKUP] == [True] * 200


def test_rows_that_train_on_wrong_numbers_are_asked_for_the_right_ones():
    address = "oeis_qa/incorrect_completion?acknowledge_incorrect=true"
    plain = baselines("oeis_qa/completion", task("oeis_qa/completion").items)
    assert baselines(address, task(address).items) == plain


def test_rows_of_a_mixture_that_ask_something_else_are_left_alone():
    address = "oeis_qa/mixture?weights=completion=1&weights=identification=1"
    own = task(address).items
    found = baselines(address, own)
    asked = [one.id.startswith("completion/") for one in own]
    assert 50 < sum(asked) < 150
    for name in (*NAMES, ALL, ANY, LOOKUP):
        assert [right is not None for right in found[name]] == asked
    assert None not in found[MAJORITY]


@pytest.mark.parametrize("address", ["oeis_qa/identify_choice", "oeis_qa/completion?augment=shuffle"])
def test_other_questions_have_only_the_most_common_answer(address):
    assert list(baselines(address, task(address).items)) == [MAJORITY]


def test_programs_drawn_row_by_row_can_be_looked_up_nowhere():
    address = "oeis_qa/completion?source=novel&size=20&eval_size=20"
    found = baselines(address, task(address).items)
    assert {ALL, ANY, MAJORITY} <= set(found)
    assert LOOKUP not in found


def test_items_in_any_order_are_matched_by_their_ids():
    own = task("oeis_qa/completion").items
    found, turned = (baselines("oeis_qa/completion", some) for some in (own, own[:50][::-1]))
    assert {name: rights[:50][::-1] for name, rights in found.items()} == turned


def test_the_majority_is_the_most_common_train_answer_of_the_kind(squares):
    builder = load_dataset_builder("squares/short")
    (common, _), *_ = Counter(builder.batch("train", range(3_000)).answer.to_pylist()).most_common(1)
    items = [item(common), item("-1"), item(common, "text")]
    assert baselines("squares/short", items) == {MAJORITY: [True, False, None]}


def test_without_train_rows_no_answer_is_the_most_common():
    found = baselines("oeis_qa/completion?size=0", task("oeis_qa/completion?size=0").items)
    assert MAJORITY not in found
    assert ANY in found


def test_a_summary_gives_each_its_interval_over_what_it_applies_to():
    assert told({"repeat last": [True, False, None, True]}) == {
        "repeat last": {
            "n": 3,
            "correct": 2,
            "accuracy": pytest.approx(0.6667, abs=1e-4),
            "low": pytest.approx(0.2077, abs=1e-4),
            "high": pytest.approx(0.9385, abs=1e-4),
            "method": "wilson 95%",
        }
    }


def test_an_item_of_other_options_is_refused():
    own = task("oeis_qa/completion?seed=1").items
    with pytest.raises(
        OptionError, match=r"is no test row of oeis_qa/completion under these options; give the address"
    ):
        baselines("oeis_qa/completion?eval_size=1&seed=2", own)


def test_an_unknown_dataset_is_refused():
    with pytest.raises(OptionError, match="no dataset 'oeis'"):
        baselines("oeis/completion", [])


def test_other_datasets_bring_neither_torch_nor_what_reads_sequences(fresh_python):
    code = """
import sys
from oeis_qa.evaluation.baselines import baselines
from oeis_qa.evaluation.tasks import Item
baselines("arc_rle/rle?size=20", [Item("", (), "", "integer", "", None, None)])
print([name for name in sys.modules if name == "torch" or name.startswith("oeis_qa.loaders.oeis")])
"""
    assert fresh_python(code, PYTHONPATH=".") == "[]\n"
