"""Runs on several GPUs: our configurations as accelerate reads them, and the command, run for real on two processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from accelerate.commands import launch
from accelerate.commands.config.config_args import load_config_from_file
from accelerate.utils.launch import prepare_multi_gpu_env

from oeis_qa.errors import OptionError
from oeis_qa.training.launching import launched, path_of

PROGRAM = """
import json
import sys

import torch
from accelerate import PartialState
from accelerate.utils import reduce

state = PartialState(cpu=True)
total = int(reduce(torch.tensor([10**state.process_index]), "sum"))
if state.is_main_process:
    print("SAID" + json.dumps([total, state.backend, sys.argv[1:]]))
state.destroy_process_group()
"""


@pytest.fixture
def two_gpus(monkeypatch):
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)


@pytest.mark.parametrize(("name", "kind"), [("ddp", "MULTI_GPU"), ("fsdp_qlora", "FSDP")])
def test_accelerate_reads_each_configuration(name, kind):
    config = load_config_from_file(str(path_of(name)))
    assert config.distributed_type == kind
    assert config.num_processes == -1  # accelerate asks for it
    assert config.mixed_precision == "no"


def test_every_process_takes_part(tmp_path, two_gpus):
    (tmp_path / "ranks.py").write_text(PROGRAM)
    places = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    done = subprocess.run(
        launched("ddp", ["ranks", "--data", "a b"]),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": places},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (said,) = [line.removeprefix("SAID") for line in done.stdout.splitlines() if line.startswith("SAID")]
    assert json.loads(said) == [1 + 10, "gloo", ["--data", "a b"]]


def test_processes_are_told_of_fsdp_what_4_bit_weights_need(two_gpus):
    arguments = launched("fsdp_qlora", ["ranks"])[3:]
    parsed, _, _ = launch._validate_launch_command(launch.launch_command_parser().parse_args(arguments))
    told = prepare_multi_gpu_env(parsed)
    assert (told["ACCELERATE_USE_FSDP"], told["ACCELERATE_MIXED_PRECISION"]) == ("true", "no")
    needed = {
        "VERSION": "1",
        "RESHARD_AFTER_FORWARD": "full_shard",
        "AUTO_WRAP_POLICY": "TRANSFORMER_BASED_WRAP",
        "USE_ORIG_PARAMS": "false",
        "CPU_RAM_EFFICIENT_LOADING": "true",
        "SYNC_MODULE_STATES": "true",
        "OFFLOAD_PARAMS": "false",
        "BACKWARD_PREFETCH": "BACKWARD_PRE",
        "ACTIVATION_CHECKPOINTING": "false",
        "STATE_DICT_TYPE": "FULL_STATE_DICT",
    }
    assert {name: told[f"FSDP_{name}"] for name in needed} == needed


def test_a_file_of_ones_own_says_itself_how_many_processes(tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text("distributed_type: MULTI_GPU\nnum_processes: 3\n")
    start = [sys.executable, "-m", "accelerate.commands.launch", "--config_file", str(own), "-m", "oeis_qa", "run"]
    assert launched(str(own), ["oeis_qa.training.sft", "--max_steps", "2"]) == [
        *[*start, "-m", "oeis_qa.training.sft", "--max_steps", "2"]
    ]


def test_ours_start_one_process_a_gpu(two_gpus):
    command = launched("ddp", ["oeis_qa.training.sft"])
    assert command[command.index("--num_processes") + 1] == "2"


@pytest.mark.parametrize("count", [0, 1])
def test_ours_are_refused_without_two_gpus(monkeypatch, count):
    monkeypatch.setattr(torch.cuda, "device_count", lambda: count)
    with pytest.raises(OptionError, match=f"ddp is for two GPUs or more, and there are {count} here"):
        launched("ddp", [])


def test_a_name_that_is_none_is_refused_with_those_there_are():
    with pytest.raises(OptionError, match=r"'dpp', and no such file; did you mean 'ddp'.* Have: ddp, fsdp_qlora"):
        launched("dpp", [])
