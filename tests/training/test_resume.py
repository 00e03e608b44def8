"""A run that is killed goes on from its last whole checkpoint, as if nothing had happened."""

import itertools
import json
import signal
import subprocess
import sys
from subprocess import PIPE

import pytest
import torch
from safetensors.torch import load_file

from oeis_qa.training import sft

ADDRESS = "oeis_qa/completion?size=96&eval_size=8&max_terms=10&max_digits=3"
STEPS, SAVED = 10, 4  # optimizer steps of the run, and those after which a checkpoint is written
FLAGS = "--model scratch:tiny --per_device_train_batch_size 4 --learning_rate 1e-3 --lr_scheduler_type cosine".split()
FLAGS += f"--max_steps {STEPS} --save_steps {SAVED} --logging_steps 1 --disable_tqdm true".split()
FLAGS += "--held_out 4 --held_out_steps 3 --held_out_tokens 4".split()


def arguments(folder, *more):
    return ["--data", ADDRESS, "--output_dir", str(folder), *FLAGS, *more]


def history(folder):
    """What was logged, but for how long it took."""
    logs = json.loads((folder / "trainer_state.json").read_text())["log_history"]
    return [log for log in logs if "train_runtime" not in log]


def killed(folder):
    """Kill -9 a run as soon as it has logged the step after its first checkpoint."""
    command = [sys.executable, "-u", "-m", "oeis_qa.training.sft", *arguments(folder)]
    complaints = folder.with_name("stderr")
    with complaints.open("w") as stderr, subprocess.Popen(command, stdout=PIPE, stderr=stderr, text=True) as run:
        losses = (line for line in run.stdout if line.startswith("{'loss'"))
        list(itertools.islice(losses, SAVED + 1))
        run.kill()
    assert run.returncode == -signal.SIGKILL, complaints.read_text()


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory):
    folder = tmp_path_factory.mktemp("unbroken") / "out"
    sft.main(arguments(folder))
    return folder


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """A run that was killed, and then went on."""
    folder = tmp_path_factory.mktemp("broken") / "out"
    killed(folder)
    assert not (folder / "model.safetensors").exists()
    sft.main(arguments(folder, "--resume_from_checkpoint", "true"))
    return folder


def test_a_killed_run_goes_on_with_the_loss_curve_of_an_unbroken_one(broken, unbroken):
    ours, theirs = ([log["loss"] for log in history(folder) if "loss" in log] for folder in (broken, unbroken))
    assert len(theirs) == STEPS
    assert ours == pytest.approx(theirs, abs=1e-5)


def test_it_ends_with_the_same_weights(broken, unbroken):
    ours, theirs = (load_file(folder / "model.safetensors") for folder in (broken, unbroken))
    assert all(torch.allclose(ours[name], theirs[name], atol=1e-6) for name in theirs)


def test_held_out_accuracy_is_neither_measured_twice_nor_lost(broken, unbroken):
    ours, theirs = ((folder / "held_out.jsonl").read_text() for folder in (broken, unbroken))
    assert ours == theirs
    steps = [log["step"] for log in history(broken) if "held_out/n" in log]
    assert steps == [0, 3, 6, 9, 10]
