"""Supervised fine-tuning by two processes gives the curve and the weights of one with a batch twice as large."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from safetensors.torch import load_file

from oeis_qa.training.launching import launched

MODULE = "oeis_qa.training.sft"
GIVEN = [
    *["--data", "oeis_qa/completion?size=64&eval_size=8", "--model", "scratch:tiny", "--max_length", "1024"],
    *["--max_steps", "3", "--logging_steps", "1", "--learning_rate", "1e-3", "--save_strategy", "no"],
    *["--held_out", "0", "--disable_tqdm", "true"],
]


def trained(command, folder, batch):
    """The losses of a run, its weights, and what it printed."""
    done = subprocess.run(
        [*command, *GIVEN, "--per_device_train_batch_size", str(batch), "--output_dir", str(folder)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "OMP_NUM_THREADS": "1", "CUDA_VISIBLE_DEVICES": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    log = json.loads((folder / "trainer_state.json").read_text())["log_history"]
    return [line["loss"] for line in log if "loss" in line], load_file(folder / "model.safetensors"), done.stdout


def test_two_processes_learn_together_what_one_learns_from_the_same_rows(tmp_path):
    pair = tmp_path / "pair.yaml"
    pair.write_text("distributed_type: MULTI_GPU\nnum_processes: 2\n")
    together, weights, said = trained(launched(str(pair), [MODULE]), tmp_path / "two", batch=4)
    alone, expected, _ = trained([sys.executable, "-m", MODULE], tmp_path / "one", batch=8)
    assert len(together) == 3
    assert together == pytest.approx(alone, rel=1e-4)
    assert all((weights[name] - expected[name]).abs().max() < 1e-4 for name in expected)
    assert said.count("saved in") == 1  # the first process speaks for both
