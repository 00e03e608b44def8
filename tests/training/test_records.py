"""run.json: what a run was, enough to repeat it, without secrets; a checkpoint tells of itself."""

import dataclasses
import json
import shutil
from types import SimpleNamespace

import pytest
from transformers import TrainerState

from oeis_qa.training import sft
from oeis_qa.training.plans import planned
from oeis_qa.training.records import begun, kept
from oeis_qa.training.sources import SHAPES, part

pytestmark = [
    pytest.mark.xdist_group("adapter_run"),
    pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning"),  # PEFT asks for it
]

TOKEN = "hf_" + "a1B2" * 9


@pytest.fixture(scope="module")
def plan(adapter_argv):
    return planned(sft.SFT, [*adapter_argv, "--hub_token", TOKEN, "--output_dir", "out"])


def _record(folder):
    return json.loads((folder / "run.json").read_text(encoding="utf-8"))


def _weights(folder):
    return (folder / "adapter_model.safetensors").read_bytes(), (folder / "scratch-tiny/model.safetensors").read_bytes()


def test_a_run_says_what_it_was(adapter_run, adapter_argv):
    record = _record(adapter_run)
    assert (record["state"], record["trainer"], record["steps"]) == ("done", "sft", 4)
    assert record["argv"] == [*adapter_argv, "--output_dir", str(adapter_run)]
    assert record["seeds"] == {"seed": 7, "data_seed": None}
    assert record["arguments"]["trainer"]["learning_rate"] == 0.01
    assert record["arguments"]["model"]["use_peft"] is True
    assert record["started"] <= record["ended"]
    assert {"python", "oeis_qa", "datasets", "torch", "transformers", "trl", "peft", "accelerate"} <= set(
        record["versions"]
    )


def test_a_run_says_what_it_was_fed_with(adapter_run, adapter_argv):
    [data] = _record(adapter_run)["data"]
    assert data == {
        "address": "oeis_qa/completion?size=64&eval_size=8",
        "name": "oeis_qa/completion",
        "dataset": "oeis_qa",
        "spec": part(adapter_argv[1], SHAPES["sft"]).spec,
        "licence": "Apache-2.0",
        "incorrect": False,
        "weight": 1.0,
        "rows": 64,
        "taken": 64,
    }


def test_a_run_says_how_far_it_came(adapter_run):
    record = _record(adapter_run)
    states = json.loads((adapter_run / "checkpoint-4/trainer_state.json").read_text())["log_history"]
    assert record["tokens"] == [log["num_tokens"] for log in states if "num_tokens" in log][-1]
    assert [(log["step"], log["n"]) for log in record["held_out"]] == [(0, 4), (4, 4)]
    assert record["metrics"]["train_loss"] > 0


def test_the_arguments_of_a_record_make_the_same_weights_again(adapter_run, tmp_path):
    argv = _record(adapter_run)["argv"]
    sft.main([*argv[:-1], str(tmp_path / "again")])
    assert _weights(tmp_path / "again") == _weights(adapter_run)
    assert _record(tmp_path / "again")["decided_by"] == _record(adapter_run)["decided_by"]
    assert _record(tmp_path / "again")["model"] == _record(adapter_run)["model"]


def test_a_run_goes_on_from_its_checkpoint_wherever_its_folder_was_moved(adapter_run, adapter_argv, tmp_path):
    shutil.copytree(adapter_run, tmp_path / "moved")
    shutil.rmtree(tmp_path / "moved/checkpoint-4")
    sft.main([*adapter_argv, "--output_dir", str(tmp_path / "moved"), "--resume_from_checkpoint", "true"])
    assert _weights(tmp_path / "moved") == _weights(adapter_run)
    assert _record(tmp_path / "moved/checkpoint-2")["argv"][-1] == str(adapter_run)  # it was not made again


def test_a_checkpoint_tells_what_run_it_is_of(adapter_run):
    there = _record(adapter_run / "checkpoint-2")
    assert (there["state"], there["steps"]) == ("running", 2)
    assert there["decided_by"] == _record(adapter_run)["decided_by"]


def test_no_clock_and_no_path_decides_a_run(adapter_run):
    decided = json.dumps(_record(adapter_run)["decided_by"])
    assert str(adapter_run.parent) not in decided
    assert _record(adapter_run)["started"][:10] not in decided


def test_a_folder_to_begin_with_is_told_by_its_weights_wherever_it_lies(plan, adapter_run, tmp_path):
    told = []
    for path in (adapter_run / "scratch-tiny", shutil.copytree(adapter_run / "scratch-tiny", tmp_path / "copy")):
        told.append(begun(dataclasses.replace(plan, ours=dataclasses.replace(plan.ours, model=str(path)))))
    assert told[0]["decided_by"] == told[1]["decided_by"]
    assert told[0]["decided_by"]["model"]["sha256"] == _record(adapter_run)["model"]["sha256"]
    assert told[1]["model"]["name"] == str(tmp_path / "copy")


def test_a_model_of_the_hub_is_told_by_its_commit(plan, monkeypatch):
    monkeypatch.setattr("oeis_qa.training.models.configuration", lambda *asked: SimpleNamespace(_commit_hash="0a1b"))
    told = begun(dataclasses.replace(plan, ours=dataclasses.replace(plan.ours, model="someone/model")))
    assert told["model"] == told["decided_by"]["model"] == {"name": "someone/model", "commit": "0a1b"}


def test_a_record_holds_no_token_of_the_hub(plan):
    assert TOKEN not in json.dumps(begun(plan))
    assert begun(plan)["argv"][plan.argv.index(TOKEN)] == "HIDDEN"


def test_a_record_keeps_tokens_that_are_no_secrets(plan):
    args = dataclasses.replace(plan.args, eos_token="<|im_end|>")
    told = begun(dataclasses.replace(plan, args=args))
    assert told["arguments"]["trainer"]["eos_token"] == told["decided_by"]["eos_token"] == "<|im_end|>"


@pytest.mark.parametrize("secret", ["s3%3A//key%3As3cret%40bucket/rows", "s3://key:s3cret@bucket/rows"])
def test_a_record_holds_no_password_of_a_source(plan, secret):
    address = f"oeis_qa/completion?source={secret}&size=64"
    told = begun(
        dataclasses.replace(
            plan,
            argv=["--data", address],
            parts=[dataclasses.replace(plan.parts[0], address=address)],
            ours=dataclasses.replace(plan.ours, data=[address]),
        )
    )
    assert "s3cret" not in json.dumps(told)
    shown = "oeis_qa/completion?source=s3://bucket/rows&size=64"
    assert (told["argv"], told["data"][0]["address"]) == (["--data", shown], shown)


def _idle():
    """A trainer that does nothing."""
    return SimpleNamespace(
        args=SimpleNamespace(should_save=True), state=TrainerState(), add_callback=lambda callback: None
    )


def test_a_record_is_there_while_a_run_goes_on(tmp_path):
    keeping = kept(_idle(), {"state": "running"}, str(tmp_path))
    keeping.__enter__()
    assert _record(tmp_path)["state"] == "running"
    assert _record(tmp_path)["steps"] == 0


def test_the_trainer_writes_our_card_where_it_would_write_its_own_and_push_it(adapter_run, tmp_path):
    trainer = _idle()
    with kept(trainer, _record(adapter_run), str(tmp_path)):
        trainer.create_model_card(model_name="any", tags=["thing"])
        assert "## Data: source, credit and licence" in (tmp_path / "README.md").read_text()


def test_a_run_that_fails_says_so_and_why(tmp_path):
    with pytest.raises(ValueError, match="too hot"), kept(_idle(), {"state": "running"}, str(tmp_path)):
        raise ValueError("too hot at https://me:s3cret@host/x")
    record = _record(tmp_path)
    assert (record["state"], record["error"]) == ("failed", "ValueError: too hot at https://host/x")
    assert record["ended"]
