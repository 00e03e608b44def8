"""A run goes on from its own checkpoint alone, and writes over nobody else's work."""

import json
import re
from types import SimpleNamespace

import pytest

from oeis_qa.errors import OptionError, TrainingError
from oeis_qa.training.identity import tokenizer_hash, weights_hash
from oeis_qa.training.resuming import check, checkpoint
from oeis_qa.training.scratch import CHATML, tokenizer_of

ADDRESS = "oeis_qa/completion?size=64"
DECIDED = {"seed": 7, "data": [{"spec": "9f3c", "weight": 1.0}], "lora_r": 16, "max_steps": 100}


def _run(state="running", **changed):
    decided = {**DECIDED, **changed}
    return {"state": state, "data": [{**part, "address": ADDRESS} for part in decided["data"]], "decided_by": decided}


def _folder(path, record=None, whole=True):
    path.mkdir(parents=True, exist_ok=True)
    if record:
        (path / "run.json").write_text(json.dumps(record))
    (path / "trainer_state.json").write_text('{"global_step": 1}' if whole else '{"global_')
    return path


def _args(out, resume=None):
    return SimpleNamespace(output_dir=str(out), resume_from_checkpoint=resume, process_index=0)


def test_true_is_the_last_checkpoint(tmp_path):
    for step in (90, 100):
        _folder(tmp_path / f"checkpoint-{step}")
    assert checkpoint(_args(tmp_path, "true")) == str(tmp_path / "checkpoint-100")


def test_a_checkpoint_that_was_being_written_when_the_run_was_killed_is_passed_over(tmp_path):
    _folder(tmp_path / "checkpoint-90")
    _folder(tmp_path / "checkpoint-100", whole=False)
    (tmp_path / "checkpoint-110").mkdir()
    assert checkpoint(_args(tmp_path, "true")) == str(tmp_path / "checkpoint-90")


@pytest.mark.parametrize("asked", [None, "false", "False"])
def test_a_run_begins_where_nobody_asks_for_a_checkpoint(tmp_path, asked):
    _folder(tmp_path / "checkpoint-90")
    assert checkpoint(_args(tmp_path, asked)) is None


def test_a_run_begins_where_there_is_no_checkpoint_yet_and_says_so(tmp_path, capsys):
    assert checkpoint(_args(tmp_path / "none", "true")) is None
    assert "no whole checkpoint" in capsys.readouterr().out


def test_a_folder_that_is_no_checkpoint_is_refused(tmp_path):
    with pytest.raises(OptionError, match="is no checkpoint, or an unfinished one"):
        checkpoint(_args(tmp_path, str(tmp_path)))


def test_a_run_goes_on_from_its_own_checkpoint_and_may_be_longer(tmp_path):
    own = _folder(tmp_path / "checkpoint-90", _run(max_steps=90))
    _folder(tmp_path, _run(max_steps=90))
    check(_run(max_steps=200), _args(tmp_path), str(own))


def test_a_checkpoint_of_another_run_is_refused_with_all_that_differs(tmp_path):
    other = _folder(tmp_path / "elsewhere/checkpoint-90", _run(seed=8, lora_r=4))
    with pytest.raises(TrainingError) as told:
        check(_run(), _args(tmp_path / "out"), str(other))
    assert "seed is 8 there and 7 here; lora_r is 4 there and 16 here" in str(told.value)
    assert "another --output_dir" in str(told.value)


def test_data_that_differ_are_told_by_their_addresses(tmp_path):
    _folder(tmp_path, _run(data=[{"spec": "0a1b", "weight": 2.0}]))
    there, here = f"{ADDRESS} (spec 0a1b, weight 2)", f"{ADDRESS} (spec 9f3c, weight 1)"
    with pytest.raises(OptionError, match=re.escape(f"data is {there} there and {here} here")):
        check(_run(), _args(tmp_path), None)


def test_a_checkpoint_of_nobody_knows_what_is_refused(tmp_path):
    foreign = _folder(tmp_path / "elsewhere/checkpoint-90")
    with pytest.raises(TrainingError, match=r"holds no run\.json, so nobody knows what run it is of"):
        check(_run(), _args(tmp_path / "out"), str(foreign))


def test_a_checkpoint_in_the_folder_of_its_run_needs_no_record_of_its_own(tmp_path):
    """The run was killed behind the checkpoint and before the record."""
    _folder(tmp_path, _run())
    check(_run(), _args(tmp_path), str(_folder(tmp_path / "checkpoint-90")))
    with pytest.raises(TrainingError, match="seed is 7 there and 8 here"):
        check(_run(seed=8), _args(tmp_path), str(tmp_path / "checkpoint-90"))


@pytest.mark.parametrize("state", ["running", "done"])
def test_the_folder_of_another_run_is_not_written_over(tmp_path, state):
    _folder(tmp_path, _run(state))
    with pytest.raises(OptionError, match=r"holds another run: max_steps is 100 there and 50 here\. Give another"):
        check(_run(max_steps=50), _args(tmp_path), None)


def test_the_same_run_may_be_made_again_in_its_folder(tmp_path):
    _folder(tmp_path, _run("done"))
    check(_run(), _args(tmp_path), None)


def test_a_run_that_failed_with_nothing_to_lose_gives_its_folder_up(tmp_path):
    _folder(tmp_path, _run("failed"))
    check(_run(seed=8), _args(tmp_path), None)
    _folder(tmp_path / "checkpoint-10")
    with pytest.raises(OptionError, match="holds another run"):
        check(_run(seed=8), _args(tmp_path), None)


@pytest.mark.parametrize("text", ["{", "[]", '{"state": "done"}'])
def test_a_record_that_is_none_is_refused(tmp_path, text):
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(TrainingError, match="is none of this library's"):
        check(_run(), _args(tmp_path), None)


def test_an_option_that_only_one_version_knows_makes_no_other_run(tmp_path):
    _folder(tmp_path, _run(new_option=True))
    check(_run(), _args(tmp_path), None)


def test_the_hash_of_weights_is_theirs_and_not_that_of_what_lies_beside_them(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "model.safetensors").write_bytes(b"\0" * 8)
    whole = weights_hash(tmp_path)
    (tmp_path / "training_args.bin").write_bytes(b"x")
    assert weights_hash(tmp_path) == whole
    (tmp_path / "model.safetensors").write_bytes(b"\0" * 7 + b"\1")
    assert weights_hash(tmp_path) != whole


def test_the_hash_of_a_tokenizer_is_that_of_its_words_and_its_template():
    texts = [f"What comes after {i}, {i + 1}?" for i in range(50)]
    one, same, other = (tokenizer_of("scratch:tiny", given) for given in (texts, texts, ["abc abc"]))
    same("1, 2, 3", truncation=True, max_length=2, padding="max_length")
    assert tokenizer_hash(one) == tokenizer_hash(same) != tokenizer_hash(other)
    same.chat_template = CHATML + " "
    assert tokenizer_hash(one) != tokenizer_hash(same)
