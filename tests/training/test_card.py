"""The card of a run: what it learned from, whom to thank, how good it is, how to do it again, whether to use it."""

import copy
import json
import shlex

import pytest
from huggingface_hub import ModelCard

from oeis_qa.training.card import card

pytestmark = [
    pytest.mark.xdist_group("adapter_run"),
    pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning"),  # PEFT asks for it
]


@pytest.fixture
def record(adapter_run):
    return json.loads((adapter_run / "run.json").read_text(encoding="utf-8"))


def _with(record, **changes):
    """The record with these keys of its first part changed."""
    changed = copy.deepcopy(record)
    changed["data"][0].update(changes)
    return changed


def test_the_output_folder_has_our_card_and_not_the_trainers(adapter_run, record):
    assert (adapter_run / "README.md").read_text(encoding="utf-8") == card(record)


def test_the_metadata_is_read_by_the_hubs_tools(record):
    data = ModelCard(card(record)).data
    assert (data.library_name, data.pipeline_tag, data.tags) == ("peft", "text-generation", ["trl", "sft", "lora"])
    assert data.base_model is None  # a model from scratch has no name on the Hub


def test_a_base_of_the_hub_is_named_and_a_whole_model_is_no_adapter(record):
    record["model"] = {"name": "someone/model", "commit": "0123abcd"}
    record["arguments"]["model"]["use_peft"] = False
    text = card(record)
    data = ModelCard(text).data
    assert (data.library_name, data.base_model) == ("transformers", "someone/model")
    assert "oeis-qa merge" not in text


def test_a_card_says_what_was_learned_from(record):
    spec = record["data"][0]["spec"]
    assert f"| `oeis_qa/completion?size=64&eval_size=8` | 64 | 1 | Apache-2.0 | `{spec}` |" in card(record)


def test_gates_and_a_curriculum_are_said_where_there_are_any(record):
    assert "Only rows" not in card(record)
    text = card({**record, "gates": ["shown>=12", "digits<=3"], "curriculum": "-digits"})
    assert "Only rows that pass `shown>=12`, `digits<=3`." in text
    assert "In the order of `-digits`." in text


def test_accuracy_stands_with_its_interval_and_its_number_of_questions(record):
    measured = {"accuracy": 0.25, "low": 0.1234, "high": 0.5, "n": 64}
    text = card({**record, "held_out": [{"step": 0, **measured}, {"step": 1200, **measured, "accuracy": 0.5}]})
    assert "| step | accuracy | 95% interval | questions |" in text
    assert "| 0 | 25.0% | 12.3% to 50.0% | 64 |\n| 1,200 | 50.0% | 12.3% to 50.0% | 64 |" in text
    assert "Not measured." in card({**record, "held_out": []})


def test_the_command_is_what_a_shell_reads_back_as_the_arguments(record):
    record["argv"] = ["--data", "oeis_qa/completion?size=64&eval_size=8", "--gate", "name='a b'"]
    [line] = [line for line in card(record).splitlines() if line.startswith("oeis-qa train")]
    assert shlex.split(line) == ["oeis-qa", "train", "sft", *record["argv"]]


def test_rows_of_the_oeis_bring_its_credit_and_its_licence(record):
    text = card(_with(record, licence="CC-BY-SA-4.0"))
    for said in ("N. J. A. Sloane", "contributors", "CC BY-SA 4.0", "https://oeisf.org/donate/", "### oeis_qa"):
        assert said in text
    assert "Sloane" not in card(record)  # bundled rows are this project's own


def test_rows_of_several_datasets_bring_each_its_credit_once(record):
    more = [{**record["data"][0], "dataset": "arc_rle", "name": "arc_rle/image"}, *record["data"] * 2]
    text = card({**record, "data": more})
    assert (text.count("### oeis_qa"), text.count("### arc_rle")) == (1, 1)
    assert "Everything is drawn by `oeis_qa`" in text


def test_rows_of_somebody_else_are_named_with_what_is_known_of_their_licence(record):
    text = card(_with(record, dataset=None, name="someone/rows/default", licence="unknown"))
    assert "### someone/rows/default\n\nLicence: unknown; see its own card." in text


def test_what_learned_from_wrong_responses_says_so_first(record):
    text = card(_with(record, incorrect=True))
    body = ModelCard(text).text.strip()
    assert body.startswith("> [!WARNING]\n> **Not for deployment.** This model learned from responses that are wrong")
    assert "not-for-deployment" in ModelCard(text).data.tags
    assert "Not for deployment" not in card(record)
