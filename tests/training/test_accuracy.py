"""The accuracy that is logged is that of what the model says, and a run goes as it would go without it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from datasets import Dataset

from oeis_qa.answers import Verdict
from oeis_qa.errors import AnswerError, OptionError
from oeis_qa.training.accuracy import FILE, HeldOut, _share, record, sampled
from tests.tiny import TWO_STEPS, tiny_model
from tests.training import counting

pytestmark = pytest.mark.filterwarnings("ignore")  # of the libraries below us, which change from release to release

ROWS = Dataset.from_list(
    [
        {
            "id": f"row/{i}",
            "prompt": [{"role": "user", "content": f"What is next in {i}, {i + 1}, {i + 2}?"}],
            "answer": str(i + 3),
            "answer_kind": "integer",
            "benchmark": f"dataset={'odd' if i % 2 else 'even'} group=counting",
        }
        for i in range(8)
    ]
)
SIZES = {"max_new_tokens": 6, "batch_size": 3}
Z = 1.959963984540054  # of 95 %


@pytest.fixture
def sft(tmp_path):
    """A function: settings of SFTConfig -> a trainer of a tiny model with dropout, on rows that are not held out."""
    from trl import SFTConfig, SFTTrainer

    rows = Dataset.from_list(
        [
            {"messages": [{"role": "user", "content": f"{i}, {i + 1}?"}, {"role": "assistant", "content": str(i + 2)}]}
            for i in range(20, 36)
        ]
    )

    def make(folder="run", **settings):
        model, tokenizer = tiny_model([str(row) for row in ROWS["prompt"]])
        for module in model.modules():
            if hasattr(module, "attention_dropout"):
                module.attention_dropout = 0.2
        config = SFTConfig(output_dir=str(tmp_path / folder), **{**TWO_STEPS, **settings})
        return SFTTrainer(model, args=config, train_dataset=rows, processing_class=tokenizer)

    return make


def held_out(trainer):
    return [log for log in trainer.state.log_history if "held_out/n" in log]


def losses(trainer):
    return [log for log in trainer.state.log_history if "loss" in log]


def lines(trainer):
    with open(f"{trainer.args.output_dir}/{FILE}", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def scripted(trainer, reply):
    """Let the model of the trainer say to each prompt what `reply` makes of its last shown term."""
    tokenizer = trainer.processing_class

    def generate(input_ids, attention_mask, max_new_tokens, **settings):
        said = []
        for row, mask in zip(input_ids, attention_mask, strict=True):
            shown = tokenizer.decode(row[mask.bool()])
            assert shown.startswith("<|im_start|>user\nWhat is next in ")
            assert shown.endswith("?<|im_end|>\n<|im_start|>assistant\n")
            said.append(reply(int(shown.split("?")[0].split()[-1])) + tokenizer.eos_token)
        ids = tokenizer(said, padding=True, padding_side="right", return_tensors="pt")["input_ids"]
        return torch.cat([input_ids, ids], dim=1)

    trainer.model.generate = generate
    return trainer


# What is logged


def test_a_model_that_says_every_answer_has_accuracy_one(sft):
    trainer = scripted(sft(), lambda last: f"The next term is {last + 1}.")
    trainer.add_callback(HeldOut(trainer, ROWS, steps=2, **SIZES))
    trainer.train()
    first, last = held_out(trainer)
    assert (first["step"], last["step"], first["epoch"], last["epoch"]) == (0, 2, 0, 0.25)
    assert (last["held_out/accuracy"], last["held_out/answered"], last["held_out/n"]) == (1.0, 1.0, 8)
    assert last["held_out/low"] == pytest.approx(8 / (8 + Z * Z))
    assert last["held_out/high"] == 1.0


def test_a_model_that_speaks_junk_has_accuracy_zero_and_no_answers(sft):
    trainer = scripted(sft(), lambda last: "I cannot say.")
    trainer.add_callback(HeldOut(trainer, ROWS, steps=2, **SIZES))
    trainer.train()
    last = held_out(trainer)[-1]
    assert (last["held_out/accuracy"], last["held_out/answered"], last["held_out/low"]) == (0.0, 0.0, 0.0)
    assert last["held_out/high"] == pytest.approx(Z * Z / (8 + Z * Z))


def test_every_dataset_of_a_mixture_has_an_accuracy_of_its_own(sft):
    trainer = scripted(sft(), lambda last: str(last + 1) if last < 9 and last % 2 else "7 or 8")
    trainer.add_callback(HeldOut(trainer, ROWS, steps=2, **SIZES))
    trainer.train()
    last = held_out(trainer)[-1]
    accuracies = {key: value for key, value in last.items() if key.endswith("accuracy")}
    assert accuracies == {
        "held_out/accuracy": 3 / 8,  # the last shown terms are 2 to 9: 3, 5 and 7 are answered, 9 is not
        "held_out/even/accuracy": 0.0,
        "held_out/odd/accuracy": 3 / 4,
    }


def test_completions_and_verdicts_stand_in_a_file_row_by_row(sft):
    trainer = scripted(sft(), lambda last: "\u2028It is 5.")  # which ends a line to str.splitlines
    trainer.add_callback(HeldOut(trainer, ROWS.select([2, 0]), steps=1, **SIZES))
    trainer.train()
    assert [(line["step"], line["id"]) for line in lines(trainer)] == [
        (step, name) for step in (0, 1, 2) for name in ("row/2", "row/0")
    ]
    assert lines(trainer)[0]["completion"] == "\u2028It is 5."
    assert [line["verdict"] for line in lines(trainer)[:2]] == [
        {"right": True, "answer": "5", "reason": "right"},
        {"right": False, "answer": "5", "reason": "the final answer is 5, not 3"},
    ]


def test_a_row_without_a_verdict_is_not_counted():
    right, wrong = Verdict(True, "5", "right"), Verdict(False, None, "no final answer")
    logs = record([right, None, wrong, None], ["a", "a", "b", "c"])
    assert (logs["held_out/accuracy"], logs["held_out/n"], logs["held_out/answered"]) == (0.5, 2, 0.5)
    assert (logs["held_out/a/n"], logs["held_out/b/n"], logs["held_out/c/n"]) == (1, 1, 0)
    assert "held_out/c/accuracy" not in logs
    assert record([None], ["a"]) == {"held_out/n": 0}


# In a run


def test_losses_and_their_log_are_the_same_with_and_without_it(sft):
    settings = {"max_steps": 5, "activation_checkpointing": True, "logging_steps": 1}
    plain = sft("plain", **settings)
    plain.train()
    watched = sft("watched", **settings)  # which seeds
    watched.add_callback(HeldOut(watched, ROWS, steps=2, **SIZES))
    watched.train()
    assert [log["step"] for log in held_out(watched)] == [0, 2, 4, 5]
    assert losses(watched) == losses(plain)  # with the metrics that TRL logs beside the loss
    assert len(losses(plain)) == 5
    assert "mean_token_accuracy" in losses(plain)[0]
    assert not [
        key for log in held_out(watched) for key in log if key in losses(plain)[0] and key not in ("epoch", "step")
    ]
    steps = [log["step"] for log in watched.state.log_history]
    assert steps == sorted(steps)


def test_a_run_that_goes_on_from_a_checkpoint_ends_with_the_log_and_the_file_of_an_unbroken_one(sft):
    settings = {"max_steps": 4, "save_strategy": "steps", "save_steps": 2}
    trainer = sft(**settings)
    trainer.add_callback(HeldOut(trainer, ROWS, steps=1, **SIZES))
    trainer.train()
    unbroken, written = held_out(trainer), lines(trainer)
    with open(f"{trainer.args.output_dir}/{FILE}", "a") as file:
        file.write('{"step": 4, "id": "ro')  # as kill -9 leaves it
    again = sft(**settings)
    again.add_callback(HeldOut(again, ROWS, steps=1, **SIZES))
    again.train(resume_from_checkpoint=f"{again.args.output_dir}/checkpoint-2")
    assert held_out(again) == unbroken
    assert lines(again) == written
    with open(f"{again.args.output_dir}/checkpoint-4/trainer_state.json") as file:
        assert [log for log in json.load(file)["log_history"] if "held_out/n" in log] == unbroken


def test_a_new_run_in_an_old_folder_begins_the_file_anew(sft):
    for _ in range(2):
        trainer = sft()
        trainer.add_callback(HeldOut(trainer, ROWS, steps=2, **SIZES))
        trainer.train()
    assert [line["step"] for line in lines(trainer)] == [0] * 8 + [2] * 8


def test_a_run_that_is_stopped_early_is_measured_where_it_stops(sft):
    from transformers import TrainerCallback

    class Stop(TrainerCallback):
        def on_step_end(self, args, state, control, **kwargs):
            control.should_training_stop = state.global_step == 3

    trainer = sft(max_steps=9)
    trainer.add_callback(HeldOut(trainer, ROWS, steps=2, **SIZES))
    trainer.add_callback(Stop())
    trainer.train()
    assert [log["step"] for log in held_out(trainer)] == [0, 2, 3]


# Processes


@pytest.mark.parametrize(("rows", "processes"), [(5, 2), (6, 2), (2, 4), (7, 3), (1, 1)])
def test_every_process_takes_as_many_rows_and_together_they_take_all(rows, processes):
    shares = [_share(rows, process, processes) for process in range(processes)]
    assert {i for share in shares for i in share} == {*range(rows)}
    assert len({len(share) for share in shares}) == 1
    assert len(shares[0]) == -(-rows // processes)


def test_two_processes_say_and_log_together_what_one_does_alone(tmp_path):
    counting.run(str(tmp_path / "one"))
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node", "2"]
    done = subprocess.run(
        [*command, "-m", "tests.training.counting", str(tmp_path / "two")],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "two" / FILE).read_text() == (tmp_path / "one" / FILE).read_text()
    names = ("one/log-0.json", "two/log-0.json", "two/log-1.json")
    alone, *together = (json.loads((tmp_path / name).read_text()) for name in names)
    assert [log["held_out/n"] for log in alone] == [5, 5]
    assert together == [alone, alone]
    said = [json.loads(line)["completion"] for line in (tmp_path / "one" / FILE).read_text().split("\n")[:-1]]
    assert len({len(text) for text in said}) > 1


# The sample


def test_the_sample_is_the_same_each_time_and_a_larger_one_holds_it():
    assert sampled(ROWS, 4, 7)["id"] == sampled(ROWS, 4, 7)["id"]
    assert {*sampled(ROWS, 4, 7)["id"]} < {*sampled(ROWS, 6, 7)["id"]}
    assert [*sampled(ROWS, 4, 7)["id"]] != [*sampled(ROWS, 4, 8)["id"]]
    assert len({*sampled(ROWS, 4, 7)["id"]}) == 4
    assert {*sampled(ROWS, 100, 7)["id"]} == {*ROWS["id"]}


# Bad input


def test_a_sample_of_no_rows_is_refused():
    with pytest.raises(OptionError, match=r"n=0: give a whole number, at least 1"):
        sampled(ROWS, 0, 7)


@pytest.mark.parametrize(
    ("rows", "error", "words"),
    [
        (ROWS.remove_columns(["answer"]), OptionError, "and have no answer; load them with layout='prompt'"),
        (ROWS.select([]), OptionError, "there are no held-out rows"),
        (ROWS.map(lambda row: {"answer": "many"}), AnswerError, "many"),
        (ROWS.map(lambda row: {"answer_kind": "intger"}), OptionError, "did you mean 'integer'"),
    ],
)
def test_rows_that_cannot_be_judged_are_refused_before_the_run(sft, rows, error, words):
    with pytest.raises(error, match=words):
        HeldOut(sft(), rows, steps=2, **SIZES)


def test_messages_for_a_tokenizer_without_a_chat_template_are_refused(sft):
    trainer = sft()
    trainer.processing_class.chat_template = None
    with pytest.raises(OptionError, match="the tokenizer has no chat template"):
        HeldOut(trainer, ROWS, steps=2, **SIZES)
    texts = ROWS.remove_columns("prompt").add_column("prompt", ["1, 2,"] * 8)
    HeldOut(trainer, texts, steps=2, **SIZES)


@pytest.mark.parametrize("name", ["steps", "max_new_tokens", "batch_size"])
def test_numbers_below_one_are_refused(sft, name):
    with pytest.raises(OptionError, match=f"{name}=0: give a whole number, at least 1"):
        HeldOut(sft(), ROWS, **{"steps": 2, **SIZES, name: 0})
