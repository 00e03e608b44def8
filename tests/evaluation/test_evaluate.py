"""Weights -> results and summary, in process: a tiny model, two tasks; killed and run again, it pays nothing twice."""

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import oeis_qa
from oeis_qa.errors import OptionError, SourceError, TargetError
from oeis_qa.evaluation import evaluate as module
from oeis_qa.evaluation.evaluate import _HANDFUL, Options, evaluate, expected, name_of, shown
from oeis_qa.evaluation.results import read
from oeis_qa.samplers import Prices, Sampling, oracle
from tests.evaluation.conftest import TASKS
from tests.evaluation.paying import ITEMS, paying

TWO = [TASKS[0], TASKS[2]]  # gsm8k, and six questions of oeis_qa/completion
SHORT = Sampling(max_tokens=6)
ROOT = Path(__file__).parents[2]


def options(out, **given):
    return Options(**{"out": str(out), "name": "m", "sampling": SHORT, "batch_size": 4, **given})


def journal(out):
    """What was asked of the model, a line each."""
    return [json.loads(line) for line in (out / "m_journal.jsonl").read_text().splitlines()[1:]]


@pytest.fixture(scope="module")
def done(models, tmp_path_factory):
    """The folder of an evaluation, and its summary."""
    out = tmp_path_factory.mktemp("done")
    return out, evaluate(models(0), TWO, options(out))


def test_results_hold_every_item_with_what_was_said_and_its_verdict(done):
    found = read(done[0] / "m_results.jsonl")
    assert Counter(found.task) == {TWO[0]: 4, TWO[1]: 6}
    said = {line["request"]["messages"][0]["content"]: line["response"] for line in journal(done[0])}
    for prompt, completion, finish in zip(found.prompt, found.completion, found.finish, strict=True):
        assert said[prompt[0]["content"]]["text"] == completion
        assert said[prompt[0]["content"]]["finish"] == finish
    for text, gold, kind, right in zip(found.completion, found.gold, found.answer_kind, found.right, strict=True):
        assert oeis_qa.verify(text, gold, kind).right == right
    rows = oeis_qa.load_dataset(TWO[1], split="test")
    assert found.tasks()[TWO[1]].benchmark == rows["benchmark"]
    assert set(found.tasks()[TWO[1]].solved) <= {True, False}


def test_the_summary_counts_the_results_and_says_how_they_were_made(done):
    out, summary = done
    assert json.loads((out / "m_summary.json").read_text()) == json.loads(json.dumps(summary))
    found = read(out / "m_results.jsonl").tasks()
    assert list(summary["tasks"]) == TWO
    for name, score in summary["tasks"].items():
        assert (score["n"], score["correct"]) == (len(found[name]), sum(found[name].right))
        assert score["low"] <= score["accuracy"] <= score["high"]
        assert summary["run"]["tasks"][name] == found[name].version[0]
    assert summary["tasks"]["gsm8k"]["chance"] == 0.25
    assert {"exact_match,strict-match", "exact_match,flexible-extract"} == set(summary["tasks"]["gsm8k"]["lm_eval"])
    assert summary["run"]["options"]["sampling"]["max_tokens"] == 6
    assert summary["run"]["identity"]["revision"]
    assert summary["run"]["versions"]["lm-eval"]


def test_the_table_has_a_line_for_each_task(done):
    lines = shown(done[1]).splitlines()
    assert lines.pop() == f"gsm8k: {_HANDFUL}"
    assert [line.split("|")[1].strip() for line in lines] == ["task", "-" * len(lines[1].split("|")[1]), *TWO]
    assert "strict-match 0.000, flexible-extract" in lines[2]


def test_a_second_call_asks_nothing_and_says_the_same(done, models, tmp_path, monkeypatch):
    out, summary = done
    before = {name: (out / name).read_bytes() for name in ("m_journal.jsonl", "m_results.jsonl", "m_summary.json")}
    monkeypatch.setattr("oeis_qa.samplers.local.Local._batch", lambda *_: pytest.fail("the model was asked"))
    assert evaluate(models(0), TWO, options(out)) == summary
    assert {name: (out / name).read_bytes() for name in before} == before


def test_other_weights_under_the_same_name_are_asked_anew(done, models, tmp_path):
    (tmp_path / "m_journal.jsonl").write_bytes((done[0] / "m_journal.jsonl").read_bytes())
    evaluate(models(1), TWO[:1], options(tmp_path))
    assert len(journal(tmp_path)) == 10 + 4


def test_seeds_and_samples_are_drawn_each_by_itself(models, tmp_path):
    drawn = Sampling(temperature=1.5, max_tokens=6)
    summary = evaluate(models(0), ["gsm8k"], options(tmp_path, seeds=(3, 5), samples=2, sampling=drawn))
    found = read(tmp_path / "m_results.jsonl")
    assert Counter(zip(found.seed, found.sample, strict=True)) == dict.fromkeys([(3, 0), (3, 1), (5, 0), (5, 1)], 4)
    assert len(set(found.completion)) > 8
    assert (summary["tasks"]["gsm8k"]["n"], summary["tasks"]["gsm8k"]["answers"]) == (4, 16)
    assert list(summary["tasks"]["gsm8k"]["seeds"]) == ["3", "5"]
    assert list(summary["tasks"]["gsm8k"]["pass"]) == ["1", "2"]
    evaluate(models(0), ["gsm8k"], options(tmp_path, seeds=(5,), samples=2, sampling=drawn))
    assert len(journal(tmp_path)) == 16
    assert read(tmp_path / "m_results.jsonl").completion == found.runs()[5].completion


def test_other_shots_are_another_version(tmp_path):
    plain = evaluate("oracle", ["gsm8k"], Options(out=str(tmp_path)))
    shots = evaluate("oracle", ["gsm8k"], Options(out=str(tmp_path), shots=1))
    assert plain["run"]["tasks"] != shots["run"]["tasks"]
    assert len(read(tmp_path / "oracle_results.jsonl").prompt[0]) == 3


def test_oracle_and_parrot_need_no_journal(tmp_path):
    assert evaluate("oracle", TWO, Options(out=str(tmp_path)))["tasks"]["gsm8k"]["accuracy"] == 1
    parrot = evaluate("parrot", TWO, Options(out=str(tmp_path)))["tasks"]
    assert all(score["accuracy"] <= score["chance"] for score in parrot.values())
    names = {f"{who}_{what}" for who in ("oracle", "parrot") for what in ("results.jsonl", "summary.json")}
    assert {path.name for path in tmp_path.iterdir()} == names


def test_an_estimate_counts_what_the_journal_does_not_hold_and_writes_nothing(done, models, tmp_path):
    told = expected(models(0), TWO, options(tmp_path / "new", prices=Prices(1e6, 1e6)))
    asked = sum(line["response"]["prompt_tokens"] for line in journal(done[0]))
    assert told == f"10 requests; {asked:,} prompt tokens; at most 60 completion tokens; at most {asked + 60:.2f}"
    assert not (tmp_path / "new").exists()
    assert expected(models(0), TWO, options(done[0])).startswith("0 requests; 0 prompt tokens")


@pytest.mark.parametrize(
    ("model", "given", "name"),
    [
        ("runs/sft", {}, "sft"),
        ("runs/sft/", {}, "sft"),
        ("Qwen/Qwen3-0.6B", {}, "Qwen3-0.6B"),
        ("http://127.0.0.1:8000/v1#qwen", {}, "qwen"),
        ("http://127.0.0.1:8000/v1#Qwen/Qwen3-0.6B", {}, "Qwen3-0.6B"),
        ("base", {"adapter": "runs/lora"}, "lora"),
        ("base", {"adapter": "runs/lora", "name": "mine"}, "mine"),
        ("oracle", {}, "oracle"),
    ],
)
def test_results_are_named_by_the_last_part_of_the_model(model, given, name):
    assert name_of(model, Options(**given)) == name


def test_the_folder_one_stands_in_has_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert name_of(".", Options()) == tmp_path.name


def test_a_model_without_tokenizer_is_refused_before_anything_is_asked(models, tmp_path):
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "config.json").write_bytes(Path(models(0), "config.json").read_bytes())
    with pytest.raises(SourceError, match=r"bare holds no tokenizer; save one there with tokenizer\.save_pretrained"):
        evaluate(str(tmp_path / "bare"), ["gsm8k"], Options(out=str(tmp_path / "out")))
    assert not list((tmp_path / "out").iterdir())


def test_an_unknown_task_is_refused_before_the_model_is_looked_at(tmp_path):
    with pytest.raises(OptionError, match="gsm8k"):
        evaluate("/nowhere/model", ["gsm9k"], Options(out=str(tmp_path)))


@pytest.mark.parametrize("model", ["oracle", "model"])
def test_a_file_in_place_of_the_folder_is_refused(model, models, tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(TargetError, match="taken"):
        evaluate(models(0) if model == "model" else model, ["gsm8k"], options(tmp_path / "taken"))


def test_no_secret_of_a_url_stands_in_the_summary(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "opened", lambda *_, **__: oracle())
    evaluate("http://ada:lovelace@127.0.0.1:8000/v1#qwen", ["gsm8k"], Options(out=str(tmp_path)))
    run = json.loads((tmp_path / "qwen_summary.json").read_text())["run"]
    assert "lovelace" not in json.dumps(run)
    assert "127.0.0.1:8000" in run["model"]


def test_killed_at_a_random_item_and_run_again_it_ends_as_if_unbroken_and_pays_nothing_twice(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "opened", module.opened)  # which `paying` replaces
    last = random.randrange(ITEMS)
    killed = subprocess.run(
        [sys.executable, "-m", "tests.evaluation.paying", str(tmp_path / "killed"), str(last)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert not list((tmp_path / "killed").glob("*results*")), last
    paying(tmp_path / "killed")
    paying(tmp_path / "unbroken")
    folders = tmp_path / "killed", tmp_path / "unbroken"
    assert len({(out / "m_results.jsonl").read_text() for out in folders}) == 1, last
    told = [(out / "m_summary.json").read_text().replace(str(out), "out") for out in folders]
    assert told[0] == told[1], last
    for out in folders:
        paid = (out / "paid").read_text().splitlines()
        assert len(paid) == len(set(paid)) == ITEMS, last
        assert [line["key"] for line in journal(out)] == paid
