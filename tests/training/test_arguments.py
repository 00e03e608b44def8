"""The arguments of a run: TRL's parser and flags with ours beside them; what is wrong is said in one line."""

import pytest
import torch
from trl import GRPOConfig, SFTConfig

from oeis_qa.errors import OptionError
from oeis_qa.training import devices
from oeis_qa.training.arguments import parsed

LEAST = ["--data", "oeis_qa/completion", "--model", "scratch:tiny"]


def test_flags_of_trl_of_its_model_config_and_ours_are_read_together():
    ours, args, model = parsed(SFTConfig, [*LEAST, "--max_steps", "7", "--lora_r", "4", "--gate", "digits<=3"])
    assert (ours.data, ours.model, ours.gate) == (["oeis_qa/completion"], "scratch:tiny", ["digits<=3"])
    assert (args.max_steps, model.lora_r) == (7, 4)


def test_several_addresses_follow_one_flag():
    ours, _, _ = parsed(SFTConfig, ["--data", "oeis_qa/completion?weight=2", "arc_rle/image", "--model", "m"])
    assert ours.data == ["oeis_qa/completion?weight=2", "arc_rle/image"]


def test_trls_own_name_of_the_model_is_understood():
    assert parsed(SFTConfig, ["--data", "a/b", "--model_name_or_path", "m"])[0].model == "m"


def test_without_a_gpu_the_defaults_are_a_cpus_and_are_said():
    _, args, _ = parsed(GRPOConfig, LEAST)
    assert (args.use_cpu, args.bf16, args.activation_checkpointing) == (True, False, False)
    assert devices.told(args).startswith(f"device: CPU, {torch.get_num_threads()} threads; ")
    assert "bf16=False" in devices.told(args)


def test_a_gpu_gets_other_defaults(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: True)
    assert devices.defaults()["bf16"]
    assert devices.defaults()["activation_checkpointing"]
    assert "use_cpu" not in devices.defaults()


def test_what_the_user_says_comes_before_the_defaults_of_the_device():
    assert parsed(SFTConfig, [*LEAST, "--bf16", "true", "--logging_first_step", "false"])[1].bf16


@pytest.mark.parametrize(
    ("argv", "length"),
    [([], None), (["--max_length", "64"], 64), (["--packing"], 1024), (["--streaming"], 1024)],
)
def test_no_row_is_cut_but_where_the_user_says_so_or_packing_and_streams_need_a_bound(argv, length):
    assert parsed(SFTConfig, [*LEAST, *argv])[1].max_length == length


def test_a_yaml_file_gives_what_the_command_line_does_not(tmp_path):
    (tmp_path / "run.yaml").write_text("data: oeis_qa/gaps\nmodel: scratch:tiny\nmax_steps: 5\nlora_r: 2\n")
    ours, args, model = parsed(SFTConfig, ["--config", str(tmp_path / "run.yaml"), "--max_steps", "9"])
    assert (ours.data, args.max_steps, model.lora_r) == (["oeis_qa/gaps"], 9, 2)


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--model", "m"], "the following arguments are required: --data; see --help"),
        (["--data", "a/b"], "no --model; give a folder, a Hub id, or scratch:tiny"),
        ([*LEAST, "--max_stepz", "3"], "no option --max_stepz; did you mean 'max_steps'"),
        ([*LEAST, "--zzz"], "no option --zzz; see --help"),
        ([*LEAST, "--optim", "adamw"], "invalid choice: 'adamw'"),
        ([*LEAST, "--model_name_or_path", "m"], "--model scratch:tiny and --model_name_or_path m: keep one"),
        ([*LEAST, "--held_out", "-1"], "--held_out -1: give 0 or more"),
        ([*LEAST, "--held_out_steps", "0"], "--held_out_steps 0: give 1 or more"),
        ([*LEAST, "--config", "nowhere.yaml"], "nowhere.yaml"),
        ([*LEAST, "--load_best_model_at_end"], "--load_best_model_at_end requires"),
        ([*LEAST, "--load_in_4bit"], "--load_in_4bit True: this needs a CUDA device, and none is used here"),
        ([*LEAST, "--fp16"], "--fp16 True: this needs a CUDA device"),
        ([*LEAST, "--tf32", "true"], "--tf32 True: this needs a CUDA device"),
        ([*LEAST, "--optim", "paged_adamw_8bit"], "--optim paged_adamw_8bit: this needs a CUDA device"),
        ([*LEAST, "--attn_implementation", "flash_attention_2"], "flash_attention_2: this needs a CUDA device"),
    ],
)
def test_an_argument_that_is_wrong_is_refused_in_a_line(argv, message):
    with pytest.raises(OptionError, match=message) as refused:
        parsed(SFTConfig, argv)
    assert len(str(refused.value)) < 2_000


def test_an_unknown_key_of_a_yaml_file_is_refused(tmp_path):
    (tmp_path / "run.yaml").write_text("data: oeis_qa/gaps\nmodel: scratch:tiny\nstepz: 5\n")
    with pytest.raises(OptionError, match="stepz"):
        parsed(SFTConfig, ["--config", str(tmp_path / "run.yaml")])
