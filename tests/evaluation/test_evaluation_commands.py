"""The commands about scores, as a person uses them: models are compared on four tasks by two commands."""

import importlib.util
import json
import re

import pytest
from typer.testing import CliRunner

from oeis_qa.cli import app, main
from oeis_qa.errors import MissingExtraError, OptionError, SourceError, SourceFormatError
from oeis_qa.evaluation.results import read, write
from tests.evaluation.conftest import TASKS
from tests.evaluation.rows import row

SHORT = ["--max-tokens", "4", "--batch-size", "8"]


@pytest.fixture
def invoke():
    return lambda *arguments: CliRunner().invoke(app, list(map(str, arguments)))


def said(result):
    assert result.exception is None, result.output
    return result.stdout


@pytest.fixture(scope="module")
def trained(models, tmp_path_factory):
    """A folder of the first model after two steps of training on answers."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    from oeis_qa.evaluation.tasks import task

    model, tokenizer = AutoModelForCausalLM.from_pretrained(models(0)), AutoTokenizer.from_pretrained(models(0))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    for item in task(TASKS[2]).items[:2]:
        turns = [*item.messages, {"role": "assistant", "content": item.gold}]
        ids = torch.tensor([tokenizer.apply_chat_template(turns, return_dict=False)])
        model(input_ids=ids, labels=ids).loss.backward()
        optimizer.step()
    folder = tmp_path_factory.mktemp("runs") / "trained"
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder)


def test_base_trained_and_parrot_are_compared_on_four_tasks_by_two_commands(invoke, models, trained, tmp_path):
    for model, name in ((models(0), "base"), (trained, "trained"), ("parrot", "parrot")):
        table = said(invoke("evaluate", "--model", model, "--name", name, "--tasks", *TASKS, "--out", tmp_path, *SHORT))
        assert re.findall(r"^\| ([a-z]\S+) ", table, re.MULTILINE)[1:] == TASKS
    compared = said(invoke("compare", "base", "trained", "parrot", "--dir", tmp_path))
    assert re.findall(r"^(\w+) against (\w+)$", compared, re.MULTILINE) == [
        ("trained", "base"),
        ("parrot", "base"),
        ("parrot", "trained"),
    ]
    for name in TASKS:
        assert len(re.findall(rf"^\| {re.escape(name)} +\|", compared, re.MULTILINE)) == 3
    assert "Holm: p adjusted for 12 tests." in compared
    found = json.loads(said(invoke("compare", "base", "parrot", "--dir", tmp_path, "--json")))
    assert [one["task"] for one in found["contrasts"]] == TASKS


def test_failures_tell_where_the_points_are_lost(invoke, tmp_path):
    levels = ["level=1"] * 10 + ["level=2"] * 10
    for name, wrong in (("A", "level=2"), ("B", "level=1")):
        rows = [row(f"item {i}", level != wrong, benchmark=level) for i, level in enumerate(levels)]
        write(tmp_path / f"{name}_results.jsonl", rows)
    alone = said(invoke("failures", "A", "--dir", tmp_path))
    assert "| sums | level=2 | 10    | 0.000    |" in alone
    assert "item 10\n    prompt:     How much is item 10 + item 10?\n    gold:       34" in alone
    assert "| sums | level=2 | 10    | 0.000 | 1.000 |" in said(invoke("failures", "A", "B", "--dir", tmp_path))


def test_tasks_may_stand_together_or_each_behind_its_option_with_others_between(invoke, tmp_path):
    said(invoke("evaluate", "--tasks", "gsm8k", "math", "--limit", 2, "--model", "oracle", "--out", tmp_path))
    together = (tmp_path / "oracle_results.jsonl").read_text()
    said(invoke("evaluate", "--model=oracle", "--tasks=gsm8k", "--tasks", "math", "--out", tmp_path, "--limit", 2))
    assert (tmp_path / "oracle_results.jsonl").read_text() == together
    assert len(together.splitlines()) == 4


def test_options_reach_the_run(invoke, models, tmp_path):
    draw = ["--temperature", "1.5", "--top-p", "0.9", "--seed", "4", "--seed", "5", "--samples", "2", "--limit", "2"]
    said(invoke("evaluate", "--model", models(0), "--name", "m", "--tasks", "gsm8k", "--out", tmp_path, *draw, *SHORT))
    record = json.loads((tmp_path / "m_summary.json").read_text())["run"]["options"]
    assert record["sampling"] == {"temperature": 1.5, "top_p": 0.9, "max_tokens": 4, "stop": []}
    assert (record["seeds"], record["samples"], record["limit"]) == ([4, 5], 2, 2)
    assert len(read(tmp_path / "m_results.jsonl")) == 8


def test_an_estimate_asks_nothing(invoke, tmp_path):
    price = ["--prices", "1000000", "1000000"]
    told = said(invoke("evaluate", "--model", "oracle", "--tasks", "gsm8k", "--out", tmp_path, "--estimate", *price))
    assert re.fullmatch(
        r"4 requests; about \d+ prompt tokens \(characters / 4\); at most 2,048 completion tokens; at most [\d,.]+\n",
        told,
    )
    assert not list(tmp_path.iterdir())


def test_a_picture_is_drawn(invoke, tmp_path):
    said(invoke("evaluate", "--model", "oracle", "--tasks", "gsm8k", "--out", tmp_path, "--plot", tmp_path / "a.svg"))
    assert "<svg" in (tmp_path / "a.svg").read_text()


def test_saved_completions_are_scored(invoke, tmp_path):
    lines = [{"completion": f"It is {n}.", "gold": "34"} for n in (34, 35)]
    (tmp_path / "their.jsonl").write_text("\n".join(map(json.dumps, lines)))
    told = said(invoke("score", tmp_path / "their.jsonl", "--kind", "integer", "--out", tmp_path / "judged"))
    assert told == "completions: 0.500 [0.095, 0.905] (n=2)\n"
    assert read(tmp_path / "judged" / "their_scored_results.jsonl").right == [True, False]


@pytest.mark.parametrize(
    ("task", "near"),
    [
        ("gsm9k", "gsm8k"),
        ("math?levle=4", "level"),
        ("oeis_qa/completoin", "completion"),
        ("mmlu?subjects=maths", "math"),
    ],
)
def test_an_unknown_task_or_filter_is_refused_with_the_near_name(invoke, task, near):
    refused = invoke("evaluate", "--model", "oracle", "--tasks", task).exception
    assert isinstance(refused, OptionError)
    assert f"did you mean {near!r}" in str(refused)


def test_a_missing_extra_is_named(invoke, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "lm_eval" else found(name))
    refused = invoke("evaluate", "--model", "oracle", "--tasks", "gsm8k").exception
    assert isinstance(refused, MissingExtraError)
    assert str(refused) == "this needs lm_eval; pip install 'oeis-qa[eval]'"


@pytest.mark.parametrize(
    "arguments",
    [
        ("evaluate", "--model", "oracle", "--tasks", "gsm8k", "--limits", "2"),
        ("evaluate", "--model", "oracle", "--tasks", "gsm8k", "math", "--shot=2"),
        ("score", "their.jsonl", "--kinds", "integer"),
        ("compare", "a", "b", "--folder", "."),
        ("failures", "a", "b", "c"),
        ("evaluate", "--tasks", "gsm8k"),
        ("evaluate", "--model", "oracle"),
    ],
)
def test_unknown_and_lacking_options_are_refused(invoke, arguments):
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_an_option_in_place_of_a_task_is_refused(invoke):
    refused = invoke("evaluate", "--model", "oracle", "--tasks", "gsm8k", "--", "--limit").exception
    assert isinstance(refused, OptionError)
    assert "no option '--limit'" in str(refused)


@pytest.mark.parametrize(
    ("text", "said_"),
    [("", "is empty"), (json.dumps(row("a")) + '\n{"task": "su', "line 2: the file was cut off within it")],
)
def test_an_empty_or_torn_result_file_is_refused(invoke, tmp_path, text, said_):
    (tmp_path / "A_results.jsonl").write_text(text)
    write(tmp_path / "B_results.jsonl", [row("a")])
    for command in (("compare", "A", "B"), ("failures", "A")):
        refused = invoke(*command, "--dir", tmp_path).exception
        assert isinstance(refused, SourceFormatError)
        assert said_ in str(refused)


def test_mixed_versions_of_a_task_are_refused(invoke, tmp_path):
    write(tmp_path / "A_results.jsonl", [row("a", version="v1"), row("b", version="v2")])
    write(tmp_path / "B_results.jsonl", [row("a", version="v1"), row("b", version="v1")])
    assert "versions v1 (1 rows), v2 (1 rows)" in str(invoke("compare", "A", "B", "--dir", tmp_path).exception)
    for name, shots in (("none", 0), ("one", 1)):
        said(invoke("evaluate", "--model=oracle", "--name", name, "--tasks=gsm8k", "--shots", shots, "--out", tmp_path))
    refused = invoke("compare", "none", "one", "--dir", tmp_path).exception
    assert isinstance(refused, OptionError)
    assert "whose prompts or verifiers differ" in str(refused)


def test_results_that_are_not_there_are_refused_with_those_that_are(invoke, tmp_path):
    write(tmp_path / "trained_results.jsonl", [row("a")])
    refused = invoke("failures", "traned", "--dir", tmp_path).exception
    assert isinstance(refused, SourceError)
    assert "did you mean 'trained'" in str(refused)


def test_an_error_is_one_line(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["oeis-qa", "evaluate", "--model", "oracle", "--tasks", "gsm9k"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert re.fullmatch(r"OptionError: .*gsm9k.*\n", capsys.readouterr().err)


def test_plot_draws_all_tasks_or_the_parts_of_one(invoke, models, tmp_path):
    said(invoke("evaluate", "--model", "oracle", "--tasks", "math", "gsm8k", "--out", tmp_path))
    for name, options in (("tasks.png", ()), ("levels.svg", ("--task", "math", "--key", "level"))):
        said(invoke("plot", "oracle", "--dir", tmp_path, "--out", tmp_path / name, *options))
        assert (tmp_path / name).stat().st_size > 1_000


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--out", "x.png", "--task", "math"], "--task and --key go together"),
        (["--out", "x.gif"], "end the name with one of them"),
        (["--out", "x.png"], "nobody_summary.json cannot be read"),
    ],
)
def test_what_cannot_be_drawn_is_refused(invoke, tmp_path, options, message):
    refused = invoke("plot", "nobody", "--dir", tmp_path, *options).exception
    assert message in str(refused)
