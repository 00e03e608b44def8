"""What `make train-demo` says of a model: the rules beside it, and when it is above them."""

import json

import pytest
from datasets import Dataset

import train_demo


def rows(*shown_and_next):
    shown, following = zip(*shown_and_next, strict=True)
    prompts = [[{"role": "user", "content": terms}] for terms in shown]
    return Dataset.from_dict({"prompt": prompts, "answer": following})


@pytest.mark.parametrize(
    ("rule", "right"),
    [("repeat last", [False, True, False]), ("majority", [True, False, False]),
     ("constant difference", [False, True, True])],
)  # fmt: skip
def test_each_rule_answers_every_row(rule, right):
    rules = train_demo.rules_of(Dataset.from_dict({"answer": ["7", "9", "7"]}))
    assert train_demo.answered(rows(("1 5 2", "7"), ("4 3 3", "3"), ("1 -1", "-3")), rules[rule]) == right


def test_the_verdicts_are_those_of_the_last_step(tmp_path):
    lines = [(0, "a", True), (9, "a", False), (9, "b", True), (10, "a", True), (10, "b", False)]
    text = "".join(json.dumps({"step": s, "id": name, "verdict": {"right": right}}) + "\n" for s, name, right in lines)
    (tmp_path / "held_out.jsonl").write_text(text)
    assert train_demo.verdicts(tmp_path) == {"a": True, "b": False}


def test_a_model_passes_that_is_above_every_rule_by_more_than_chance(capsys):
    right, wrong = [True] * 12 + [False] * 28, [False] * 40
    assert train_demo.report(right, {"one": wrong, "other": [*wrong[:-1], True]})
    assert "p = 0.00098" in capsys.readouterr().out  # 12 against 0, twice 2**-12, and that for two rules


@pytest.mark.parametrize("rule", [[True] * 12 + [False] * 28, [True] * 14 + [False] * 26, [False] * 36 + [True] * 4])
def test_one_rule_that_is_as_good_or_nearly_so_is_enough_to_fail(rule):
    model = [True] * 8 + [False] * 32
    assert not train_demo.report(model, {"weak": [False] * 40, "strong": rule})
