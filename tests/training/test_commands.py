"""`oeis-qa train`, `preflight` and `merge`: the arguments reach TRL's parser, and what is wrong is said in a line."""

import pytest
from typer.testing import CliRunner

from oeis_qa.cli import app
from oeis_qa.errors import MissingExtraError, OeisQAError
from oeis_qa.training import dpo, sft


@pytest.fixture
def invoke():
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


def test_train_hands_every_argument_to_the_trainer(invoke, monkeypatch):
    given = []
    monkeypatch.setattr(sft, "main", given.append)
    assert invoke("train", "sft", "--data", "oeis_qa/gaps?size=3", "arc_rle/image", "--max_steps", "2").exit_code == 0
    assert given == [["--data", "oeis_qa/gaps?size=3", "arc_rle/image", "--max_steps", "2"]]


def test_preflight_takes_the_same_arguments(invoke, monkeypatch):
    given = []
    monkeypatch.setattr(dpo, "preflight", given.append)
    assert invoke("preflight", "dpo", "--data", "oeis_qa/gaps").exit_code == 0
    assert given == [["--data", "oeis_qa/gaps"]]


def test_help_of_a_trainer_shows_our_flags_and_trls(invoke):
    shown = invoke("train", "sft", "--help").stdout
    for flag in ("--data", "--held_out", "--packing", "--lora_r", "--learning_rate"):
        assert f"\n  {flag} " in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["train", "ppo"], "no trainer 'ppo'; did you mean 'dpo'? Have: sft, grpo, dpo"),
        (["train", "--help"], "name the trainer first, one of sft, grpo, dpo"),
        (["preflight", "sft", "--data", "oeis_qa/gaps"], "no --model"),
        (["train", "sft", "--data", "oeis_qa/gap", "--model", "scratch:tiny"], "did you mean 'gaps'"),
        (["train", "sft", "--data", "oeis_qa/gaps", "--model", "scratch:huge"], "did you mean 'scratch:base'"),
    ],
)
def test_what_is_wrong_is_one_of_our_errors(invoke, arguments, message):
    refused = invoke(*arguments).exception
    assert isinstance(refused, OeisQAError)
    assert message in str(refused)


def test_without_the_extra_training_names_it(fresh_python):
    program = """
import importlib.util, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "trl" else found(name, *rest)
sys.argv = ["oeis-qa", "train", "sft", "--data", "oeis_qa/completion"]
from oeis_qa.cli import main
sys.stderr = sys.stdout
try:
    main()
except SystemExit as refused:
    assert refused.code == 2
"""
    said = fresh_python(program)
    assert said.strip() == f"{MissingExtraError.__name__}: training needs trl; pip install 'oeis-qa[train]'"
