"""Completion with worked reasoning, with runs to restore, by solver; and mixtures of all kinds."""

import collections
import json

import pytest

import oeis_qa
from oeis_qa.errors import OptionError
from oeis_qa.loaders.oeis.configs import MIXED


def load(config, split="train", **options):
    return oeis_qa.load_dataset("oeis_qa", config, split=split, **{"size": 300, "eval_size": 40, **options})


def meta(row):
    return json.loads(row["meta"])


def verdict(said, row):
    return oeis_qa.verify(said, row["answer"], row["answer_kind"]).right


def test_reasoning_ends_in_the_answer_and_names_its_solver():
    for row in load("completion", reasoning=True):
        *steps, last = row["messages"][1]["content"].split("\n")
        assert last == f"Answer: {row['answer']}"
        assert row["answer"] in steps[-1]
        assert meta(row)["solved_by"] != "nobody"
        assert f'solver="{meta(row)["solved_by"]}"' in row["benchmark"]
        assert verdict(row["messages"][1]["content"], row)


def test_reasoning_keeps_the_questions_of_completion_that_a_solver_answers():
    asked = {row["id"]: row for row in load("completion", size=3000)}
    solved = {
        name for name, row in asked.items() if meta(row)["solved_by"] != "nobody" and meta(row)["rival"] == "nobody"
    }
    worked = {row["id"] for row in load("completion", size=len(solved), reasoning=True)}
    assert len(solved & worked) > 0.95 * len(solved)


def test_only_runs_of_the_solvers_that_are_asked_for_are_shown():
    rows = load("completion", solved_by=["difference table", "constant ratio"], eval_size=0)
    assert {meta(row)["solved_by"] for row in rows} == {"difference table", "constant ratio"}
    assert {meta(row)["solved_by"] for row in load("completion", solved_by="nobody")} == {"nobody"}


def test_steps_are_right_up_to_the_first_wrong_one():
    labels = collections.Counter()
    for row in load("completion", reasoning=True, layout="stepwise", size=600):
        assert len(row["steps"]) == len(row["labels"])
        right = all(row["labels"])
        labels[right] += 1
        assert verdict("\n".join(row["steps"]), row) == right
        if not right:
            first = row["labels"].index(False)
            assert not any(row["labels"][first:])
            assert first == len(row["steps"]) - 2
    assert 200 < labels[True] < 400


def test_of_two_workings_one_goes_wrong_in_one_step():
    for row in load("completion", reasoning=True, layout="preference"):
        chosen, rejected = (row[side][0]["content"].split("\n") for side in ("chosen", "rejected"))
        assert verdict("\n".join(chosen), row)
        assert not verdict("\n".join(rejected), row)
        at = next(i for i, (one, other) in enumerate(zip(chosen, rejected, strict=False)) if one != other)
        assert at == len(rejected) - 2


@pytest.mark.parametrize("config", ["completion", "identification"])
def test_a_shuffled_run_is_restored_before_the_answer(config):
    for row in load(config, augment="shuffle", layout="instruction", separators=[" "]):
        restored, _, answer = row["output"].partition("\nAnswer: ")
        terms = restored.removeprefix("Restored: ").split(", ")
        assert answer == row["answer"]
        assert sorted(terms) == sorted(row["input"].split())
        assert terms != row["input"].split()
        assert verdict(row["output"], row)


@pytest.mark.parametrize("config", ["completion", "identification"])
def test_a_run_with_gaps_is_restored_before_the_answer(config):
    for row in load(config, augment="drop", layout="instruction", separators=[" "]):
        restored, _, answer = row["output"].partition("\nAnswer: ")
        terms, shown = restored.removeprefix("Restored: ").split(", "), row["input"].split()
        assert answer == row["answer"]
        assert 1 <= len(terms) - len(shown) <= 2
        rest = iter(terms)
        assert all(term in rest for term in shown)
        assert (terms[0], terms[-1]) == (shown[0], shown[-1])
        assert verdict(row["output"], row)


@pytest.mark.parametrize(
    ("config", "options", "message"),
    [
        ("completion", {"solved_by": "magic"}, r"solved_by='magic' is no solver; .*Have: repeat last, constant diff"),
        ("completion", {"augment": "shuffle", "reasoning": True}, "augment='shuffle' goes with neither reasoning nor"),
        ("completion", {"reasoning": True, "solved_by": "nobody"}, "reasoning needs a solver"),
        ("completion", {"layout": "stepwise"}, "layout='stepwise' shows the steps .* add reasoning=True"),
        ("gaps", {"layout": "stepwise"}, "layout='stepwise' needs worked responses, which completion has"),
        (
            "completion",
            {"augment": "drop", "min_terms": 8},
            "min_terms=8: augment='drop' leaves terms out",
        ),
        ("completion", {"augment": "reverse"}, "augment='reverse' is not known; give one of"),
        ("identification", {"augment": "drop", "subset": "random"}, "a subset has gaps already; choose one"),
        ("identification", {"reasoning": True}, "identification has no option 'reasoning'"),
        ("mixture", {"templates": ["{terms}"]}, "mixture asks each kind in its own words; leave templates out"),
        ("mixture", {"weights": "gap=1"}, "'gap' is not mixed; did you mean 'gaps'"),
        ("mixture", {"weights": "incorrect_completion=1"}, "'incorrect_completion' is not mixed"),
        ("mixture", {"weights": ["gaps=1", "gaps=2"]}, "give each kind once, with a whole number from 1 to 100"),
        ("mixture", {"weights": "gaps=0.5"}, "give each kind once, with a whole number from 1 to 100"),
        ("mixture", {"min_terms": 5}, r"min_terms=5: reorder needs 8 terms or more"),
    ],
)
def test_what_makes_no_sense_is_refused(config, options, message):
    with pytest.raises(OptionError, match=message):
        oeis_qa.load_dataset_builder("oeis_qa", config, **options)


def test_a_mixture_holds_each_kind_as_often_as_its_weight_says():
    rows = load("mixture", weights="completion=3,gaps=1,membership=2", size=600)
    groups = [row["id"].partition("/")[0] for row in rows]
    assert collections.Counter(groups) == {"completion": 300, "gaps": 100, "membership": 200}
    for block in range(0, 600, 6):
        assert collections.Counter(groups[block : block + 6]) == {"completion": 3, "gaps": 1, "membership": 2}


def test_a_mixture_holds_the_first_rows_of_its_kinds():
    rows = load("mixture", weights="completion=3,gaps=1", size=400)
    own = {row["id"]: row["messages"] for kind in ("completion", "gaps") for row in load(kind)}
    assert {row["id"]: row["messages"] for row in rows}.items() <= {**own}.items()


def test_a_mixture_mixes_all_kinds_but_the_control_arm():
    assert {row["id"].partition("/")[0] for row in load("mixture")} == set(MIXED)
    assert "incorrect_completion" not in MIXED
