"""An adapter merged into its base says what the two say together; what cannot be merged is refused."""

import json
import shutil

import pytest
import torch
from huggingface_hub import ModelCard
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

from oeis_qa.errors import OptionError, SourceError, TargetError
from oeis_qa.training.merging import merge

pytestmark = [
    pytest.mark.xdist_group("adapter_run"),
    pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning"),  # PEFT asks for it
]


@pytest.fixture
def adapter(adapter_run, tmp_path):
    """A copy of the run's folder, elsewhere."""
    return shutil.copytree(adapter_run, tmp_path / "adapter")


def _changed(path, change):
    known = json.loads(path.read_text(encoding="utf-8"))
    change(known)
    path.write_text(json.dumps(known), encoding="utf-8")


def _logits(model, tokenizer):
    with torch.no_grad():
        return model.eval()(**tokenizer("What comes after 1, 1, 2, 3, 5?", return_tensors="pt")).logits


def test_the_merged_model_says_what_the_adapter_says(adapter, tmp_path):
    merge(str(adapter), str(tmp_path / "merged"))
    base = AutoModelForCausalLM.from_pretrained(adapter / "scratch-tiny")
    tokenizer = AutoTokenizer.from_pretrained(tmp_path / "merged")
    alone = _logits(base, tokenizer)
    with_adapter = _logits(PeftModel.from_pretrained(base, str(adapter)), tokenizer)
    merged = _logits(AutoModelForCausalLM.from_pretrained(tmp_path / "merged"), tokenizer)
    assert (alone - with_adapter).abs().max() > 1e-2
    assert (merged - with_adapter).abs().max() < 1e-5
    assert not (tmp_path / "merged/adapter_config.json").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["adapter", "merged"]


def test_the_merged_folder_tells_of_the_run_and_of_the_merge(adapter, tmp_path):
    merge(str(adapter), str(tmp_path / "merged"))
    record = json.loads((tmp_path / "merged/run.json").read_text())
    assert record.pop("merged")["quantized"] is False
    assert record == json.loads((adapter / "run.json").read_text())
    text = (tmp_path / "merged/README.md").read_text()
    assert "Its adapter is merged into the weights of its base, by PEFT" in text
    assert "oeis-qa merge" not in text
    assert ModelCard(text).data.library_name == "transformers"


def test_a_checkpoint_finds_the_base_beside_it(adapter, tmp_path):
    merge(str(adapter / "checkpoint-2"), str(tmp_path / "merged"))
    assert json.loads((tmp_path / "merged/run.json").read_text())["steps"] == 2


def test_an_adapter_that_quantized_its_base_goes_into_full_precision_and_says_so(adapter, tmp_path, capsys):
    _changed(adapter / "run.json", lambda record: record["arguments"]["model"].update(load_in_4bit=True))
    merge(str(adapter), str(tmp_path / "merged"))
    assert "merged into the full-precision weights" in capsys.readouterr().out
    assert "in full precision here and were" in (tmp_path / "merged/README.md").read_text()


def test_an_adapter_of_somebody_else_is_merged_without_a_record(adapter, tmp_path):
    (adapter / "run.json").unlink()
    merge(str(adapter), str(tmp_path / "merged"))
    assert (tmp_path / "merged/model.safetensors").is_file()
    assert not (tmp_path / "merged/run.json").exists()


def test_a_folder_without_an_adapter_is_refused(tmp_path):
    with pytest.raises(OptionError, match=r"is no adapter: it holds no adapter_config\.json"):
        merge(str(tmp_path), str(tmp_path / "merged"))


def test_a_base_that_is_not_there_is_refused(adapter, tmp_path):
    shutil.rmtree(adapter / "scratch-tiny")
    gone = str(tmp_path / "gone")
    _changed(adapter / "adapter_config.json", lambda config: config.update(base_model_name_or_path=gone))
    with pytest.raises(SourceError, match="gone' is no folder with a model, and no Hub id that can be reached"):
        merge(str(adapter), str(tmp_path / "merged"))


def test_another_base_is_refused(adapter, tmp_path):
    _changed(adapter / "scratch-tiny/config.json", lambda config: config.update(rms_norm_eps=1e-5))
    with pytest.raises(SourceError, match="is not the one that it was trained on"):
        merge(str(adapter), str(tmp_path / "merged"))


def test_a_base_that_is_kept_quantized_is_refused(adapter, tmp_path):
    quantized = {"quant_method": "bitsandbytes", "load_in_4bit": True}
    _changed(adapter / "scratch-tiny/config.json", lambda config: config.update(quantization_config=quantized))
    with pytest.raises(SourceError, match="is kept quantized"):
        merge(str(adapter), str(tmp_path / "merged"))


def test_a_folder_that_holds_something_is_not_written_over(adapter, tmp_path):
    (tmp_path / "merged").mkdir()
    (tmp_path / "merged/notes.txt").write_text("mine")
    with pytest.raises(TargetError, match="holds something already"):
        merge(str(adapter), str(tmp_path / "merged"))
    assert [path.name for path in (tmp_path / "merged").iterdir()] == ["notes.txt"]


def test_what_learned_from_wrong_responses_says_so_in_its_name(adapter, tmp_path):
    _changed(adapter / "run.json", lambda record: record["data"][0].update(incorrect=True))
    with pytest.raises(OptionError, match="let it end in -wrong-responses"):
        merge(str(adapter), str(tmp_path / "merged"))
    assert not (tmp_path / "merged").exists()


def test_a_merge_that_fails_leaves_nothing_behind(adapter, tmp_path):
    (adapter / "adapter_model.safetensors").write_bytes(b"no weights")
    with pytest.raises(Exception, match="header"):
        merge(str(adapter), str(tmp_path / "merged"))
    assert [path.name for path in tmp_path.iterdir()] == ["adapter"]
