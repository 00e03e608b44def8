"""Summaries: accuracies and intervals worked out by hand, by scipy or by counting."""

import itertools
import json

import numpy as np
import pytest
from scipy import stats

from oeis_qa.errors import OptionError, SourceFormatError
from oeis_qa.evaluation import scores
from oeis_qa.evaluation.summary import score, summary
from oeis_qa.intervals import bootstrap, student
from tests.evaluation.rows import answered, results, row


def test_one_answer_an_item_has_wilsons_interval():
    found = summary(answered("A", "1" * 83 + "0" * 17), {"sums": 0.1})["sums"]
    exact = stats.binomtest(83, 100).proportion_ci(0.95, "wilson")
    assert (found["n"], found["correct"], found["accuracy"], found["chance"]) == (100, 83, 0.83, 0.1)
    assert (found["low"], found["high"]) == (pytest.approx(exact.low), pytest.approx(exact.high))
    assert found["method"] == "wilson 95%"
    assert not {"unsolved", "seeds", "pass", "answers", "unjudged"} & found.keys()
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_one_answer_an_item_has_wilsons_interval_whatever_its_family():
    assert score(answered("A", "1100", family="f")) == score(answered("A", "1100"))


def test_rows_that_no_solver_solves_stand_beside_the_whole():
    rows = [row("0", solved=True), row("1", solved=False), row("2", False, solved=False), row("3", solved=None)]
    found = summary(results("A", rows))["sums"]
    assert (found["n"], found["correct"]) == (4, 3)
    assert (found["unsolved"]["n"], found["unsolved"]["correct"], found["unsolved"]["accuracy"]) == (2, 1, 0.5)
    assert found["chance"] is None


def test_every_key_has_a_breakdown_in_the_order_of_its_numbers():
    levels = ["10", "9", "9", "x"]
    rows = [row(str(i), i != 1, benchmark=f'dataset=sums level={level} solver="a b"') for i, level in enumerate(levels)]
    found = summary(results("A", rows))["sums"]["breakdowns"]
    assert list(found) == ["dataset", "level", "solver"]
    assert [(value, part["n"], part["correct"]) for value, part in found["level"].items()] == [
        ("9", 2, 1),
        ("10", 1, 1),
        ("x", 1, 1),
    ]
    assert found["solver"]["a b"]["accuracy"] == 0.75


def test_what_could_not_be_judged_is_counted_apart():
    found = score(results("A", [row("0"), row("1", None), row("2", False)]))
    assert (found["n"], found["correct"], found["accuracy"], found["unjudged"]) == (2, 1, 0.5, 1)
    assert score(results("A", [row("0", None)])) == {"n": 0, "correct": 0, "unjudged": 1}


def test_several_samples_are_a_mean_over_items_and_pass_at_k():
    rights = {"a": [True, True], "b": [True, False], "c": [False, False]}
    rows = [row(item, right, sample=k) for item, each in rights.items() for k, right in enumerate(each)]
    found = summary(results("A", rows))["sums"]
    t = student([1.0, 0.5, 0.0])
    assert (found["n"], found["correct"], found["answers"], found["accuracy"]) == (3, 3, 6, 0.5)
    assert (found["low"], found["high"], found["method"]) == (max(0, t.low), min(1, t.high), "t 95%")
    assert {k: part["accuracy"] for k, part in found["pass"].items()} == {"1": 0.5, "2": pytest.approx(2 / 3)}
    assert found["pass"]["2"]["method"] == "wilson 95%"  # each item is passed or not


def test_seeds_stand_each_by_itself_and_pass_at_k_is_of_one_run():
    rows = [row(str(i), i < right, seed=seed) for seed, right in ((0, 1), (1, 3)) for i in range(4)]
    found = summary(results("A", rows))["sums"]
    assert {seed: part["accuracy"] for seed, part in found["seeds"].items()} == {"0": 0.25, "1": 0.75}
    assert found["accuracy"] == 0.5
    assert "pass" not in found


def test_many_items_with_kin_have_a_bootstrap_over_families():
    samples = [
        row(str(i), (i // 4 + i * k) % 3 > 0, sample=k, family=f"f{i // 4}") for i in range(120) for k in range(2)
    ]
    found = summary(results("A", samples))["sums"]
    shares = [np.mean([(i // 4 + i * k) % 3 > 0 for k in range(2)]) for i in range(120)]
    expected = bootstrap(shares, [i // 4 for i in range(120)])
    assert found["method"] == "bootstrap-t 95%, 30 clusters"
    assert (found["low"], found["high"]) == (expected.low, expected.high)


def test_where_all_are_alike_an_interval_claims_no_more_than_it_can():
    assert str(scores.mean([1.0] * 6, ["a"] * 3 + ["b"] * 3)) == (
        "1.000 [0.342, 1.000] (n=6, wilson 95%, 2 clusters as items)"
    )
    assert str(scores.mean([0.5] * 6, None)) == "0.500 [0.000, 1.000] (n=6, no spread)"


@pytest.mark.parametrize(("answers", "correct"), [(5, 0), (5, 2), (5, 5), (4, 1)])
def test_pass_at_k_is_the_share_of_sets_with_a_right_answer(answers, correct):
    for k in range(1, answers + 1):
        sets = list(itertools.combinations(range(answers), k))
        expected = sum(min(chosen) < correct for chosen in sets) / len(sets)
        assert scores.pass_at(k, answers, correct) == pytest.approx(expected)


# Bad input


def test_more_answers_than_there_are_cannot_be_drawn():
    with pytest.raises(OptionError, match="k=3 of 2 answers an item: give 1 to 2"):
        scores.pass_at(3, 2, 1)


def test_a_wrong_chance_is_refused():
    with pytest.raises(OptionError, match=r"chance of 'smus': the results have no such task; did you mean 'sums'\?"):
        summary(answered("A", "1"), {"smus": 0.1})
    with pytest.raises(OptionError, match="chance of 'sums' is 25; give the share"):
        summary(answered("A", "1"), {"sums": 25})


def test_a_benchmark_key_that_cannot_be_read_is_refused():
    with pytest.raises(SourceFormatError, match="the benchmark key 'level 4' cannot be read"):
        summary(answered("A", "1", benchmark="level 4"))
