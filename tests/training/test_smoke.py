"""SFT, GRPO and DPO train from addresses alone, on a CPU with scratch:tiny, and what they leave loads again."""

import json
import math
import re

import pytest
import torch
from peft import AutoPeftModelForCausalLM
from safetensors.torch import load_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from oeis_qa.training import dpo, grpo, sft

COMPLETION = "oeis_qa/completion?size=48&eval_size=8&max_terms=10&max_digits=3"
PREVIOUS = "oeis_qa/previous_term?size=48&eval_size=8&max_terms=10&max_digits=3"
PREFERENCE = "oeis_qa/identification?size=24&eval_size=4&max_terms=10&max_digits=3"
SMALL = ["--max_steps", "3", "--per_device_train_batch_size", "4", "--per_device_eval_batch_size", "8"]
QUIET = ["--disable_tqdm", "true", "--logging_steps", "1", "--learning_rate", "1e-3", "--save_strategy", "no"]
SAMPLED = ["--held_out", "4", "--held_out_tokens", "4"]

# transformers says it to TRL, whose GRPO and DPO trainers still ask the model by the old name.
pytestmark = pytest.mark.filterwarnings("ignore:.*is_gradient_checkpointing:FutureWarning")


def trained(trainer, folder, *more, data=(COMPLETION,), model="scratch:tiny"):
    """The folder that a run of three steps leaves."""
    trainer.main(["--data", *data, "--model", str(model), "--output_dir", str(folder), *SMALL, *QUIET, *SAMPLED, *more])
    return folder


def logged(folder, key):
    """What the log of a run has of this key, in its order."""
    history = json.loads((folder / "trainer_state.json").read_text())["log_history"]
    return [log[key] for log in history if key in log]


def moved(folder):
    """Whether any weight of a whole model is another than before the run."""
    before, after = (load_file(folder / place / "model.safetensors") for place in ("scratch-tiny", "."))
    return any(not torch.equal(before[name], after[name]) for name in before)


@pytest.fixture(scope="module")
def tuned(tmp_path_factory):
    """What SFT leaves."""
    return trained(sft, tmp_path_factory.mktemp("sft") / "out", "--eval_strategy", "steps", "--eval_steps", "2")


def test_sft_trains_from_an_address_alone(tuned):
    losses = logged(tuned, "loss")
    assert len(losses) == 3
    assert losses[-1] < losses[0]
    assert moved(tuned)


def test_what_is_left_is_a_model_with_its_record_and_card(tuned):
    left = {path.name for path in tuned.iterdir()}
    assert left >= {"model.safetensors", "tokenizer.json", "chat_template.jinja"}
    assert left >= {"run.json", "README.md", "trainer_state.json", "held_out.jsonl"}


def test_what_is_left_loads_again_with_its_tokenizer_and_template(tuned):
    model, tokenizer = AutoModelForCausalLM.from_pretrained(tuned), AutoTokenizer.from_pretrained(tuned)
    ids = tokenizer.apply_chat_template(
        [{"role": "user", "content": "What comes next in 2, 4, 6, 8?"}], add_generation_prompt=True, return_tensors="pt"
    )["input_ids"]
    assert model.generate(ids, max_new_tokens=2, do_sample=False).shape == (1, ids.shape[1] + 2)
    assert torch.equal(model.lm_head.weight, load_file(tuned / "model.safetensors")["model.embed_tokens.weight"])


def test_held_out_accuracy_stands_in_the_log_and_every_completion_in_a_file(tuned):
    lines = [json.loads(line) for line in (tuned / "held_out.jsonl").read_text().splitlines()]
    steps = sorted({line["step"] for line in lines})
    assert (steps[0], steps[-1]) == (0, 3)
    assert len(lines) == 4 * len(steps)
    assert logged(tuned, "held_out/n") == [4] * len(steps)


def test_the_loss_on_validation_rows_is_logged_where_it_is_asked_for(tuned):
    assert len(logged(tuned, "eval_loss")) >= 1


def test_grpo_rewards_answers_to_questions_alone(tmp_path):
    more = "--num_generations", "4", "--max_completion_length", "6"
    trained(grpo, tmp_path / "out", *more)
    assert logged(tmp_path / "out", "rewards/correctness/mean") == [0.0, 0.0, 0.0]  # random weights know nothing
    assert AutoModelForCausalLM.from_pretrained(tmp_path / "out").num_parameters() > 500_000


def test_dpo_trains_from_an_address_alone(tmp_path):
    folder = trained(dpo, tmp_path / "out", data=(PREFERENCE,))
    assert logged(folder, "rewards/margins")[0] == 0  # before the first step the model is its own reference
    assert logged(folder, "loss")[0] == pytest.approx(math.log(2), abs=1e-4)
    assert moved(folder)


def test_a_run_goes_on_from_what_another_left(tmp_path, tuned):
    folder = trained(dpo, tmp_path / "out", data=(PREFERENCE,), model=tuned)
    assert not (folder / "scratch-tiny").exists()
    asked, given = (AutoTokenizer.from_pretrained(place) for place in (folder, tuned))
    assert asked.get_vocab() == given.get_vocab()


def test_an_adapter_is_saved_alone_and_names_the_model_that_it_belongs_to(tmp_path):
    folder = trained(sft, tmp_path / "out", "--use_peft", "--lora_r", "4", "--lora_target_modules", "all-linear")
    assert not (folder / "model.safetensors").exists()
    settings = json.loads((folder / "adapter_config.json").read_text())
    assert (settings["r"], settings["base_model_name_or_path"]) == (4, str(folder / "scratch-tiny"))
    assert any(tensor.any() for name, tensor in load_file(folder / "adapter_model.safetensors").items() if "_B" in name)
    assert AutoPeftModelForCausalLM.from_pretrained(folder).peft_type == "LORA"


def test_packing_puts_more_rows_into_a_step(tmp_path, tuned):
    folder = trained(sft, tmp_path / "out", "--packing", "--max_length", "256")
    assert logged(folder, "num_tokens")[-1] > 2 * logged(tuned, "num_tokens")[-1]


def test_rows_may_stream_out_of_a_mixture(tmp_path, capsys):
    folder = trained(
        sft, tmp_path / "out", "--streaming", "true", data=(f"{COMPLETION}&weight=3", f"{PREVIOUS}&weight=1")
    )
    said = capsys.readouterr().out
    assert "oeis_qa/completion: weight 3, rows as they come" in said
    assert "oeis_qa/previous_term: weight 1, rows as they come" in said
    assert len(logged(folder, "loss")) == 3


def test_a_mixture_says_what_each_part_gives(tmp_path, capsys):
    trained(sft, tmp_path / "out", data=(f"{COMPLETION}&weight=3", f"{PREVIOUS}&weight=1"))
    taken = re.findall(r"weight \d, (\d+) of 48 rows", capsys.readouterr().out)
    assert taken[0] == "48"
    assert 15 <= int(taken[1]) <= 17  # a third, to within a row


def test_a_file_says_what_the_command_line_could(tmp_path):
    """The same arguments give the same weights, whichever way they come."""
    (tmp_path / "run.yaml").write_text(
        f"data: {COMPLETION}\nmodel: scratch:tiny\noutput_dir: {tmp_path / 'out'}\nmax_steps: 3\n"
        "per_device_train_batch_size: 4\nper_device_eval_batch_size: 8\ndisable_tqdm: true\nlogging_steps: 1\n"
        "learning_rate: 1.0e-3\nsave_strategy: 'no'\nheld_out: 0\n"
    )
    sft.main(["--config", str(tmp_path / "run.yaml")])
    trained(sft, tmp_path / "line", "--held_out", "0")
    one, other = (load_file(tmp_path / name / "model.safetensors") for name in ("out", "line"))
    assert all(torch.equal(one[name], other[name]) for name in one)
