"""An adapter put into the weights of its base: a model that loads without PEFT.

The base is the folder beside the adapter in which a run saved its model from scratch, else the folder or Hub id that
the adapter names. Where training quantized it, the adapter goes into the full-precision weights all the same.

In:  merge("out", "merged")
Out: merged/ with model.safetensors, config.json, the tokenizer, and README.md and run.json where the adapter has them
"""

import dataclasses
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from peft import PeftConfig, PeftModel
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer

from oeis_qa.errors import OptionError, SourceError, TargetError
from oeis_qa.training.card import CARD, WRONG, card
from oeis_qa.training.identity import weights_hash
from oeis_qa.training.records import RECORD, written


@dataclasses.dataclass(frozen=True)
class _Base:
    name: str  # a folder or a Hub id
    revision: str | None


def merge(adapter: str, out: str) -> None:
    """Write the adapter's base with the adapter in its weights.

    Raises:
        OptionError: a folder that holds no adapter, or an output folder that hides what was learned.
        SourceError: its base is not there, is another than it was trained on, or is kept quantized.
        TargetError: the output folder holds something.
    """
    folder = Path(adapter)
    if not (folder / "adapter_config.json").is_file():
        raise OptionError(f"{adapter!r} is no adapter: it holds no adapter_config.json; give what --use_peft has made")
    record = _record(folder)
    _check_out(out, record)
    base = _base(folder)
    _check_base(base, record)
    target = Path(out)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        _write(folder, base, record, unfinished)
        unfinished.chmod(0o755)  # mkdtemp lets nobody else read it
        os.replace(unfinished, target)
    except BaseException:
        shutil.rmtree(unfinished)
        raise
    if record is not None and _quantized(record):
        print(f"{base.name} was quantized while the adapter was trained; it is merged into the full-precision weights")


def _write(adapter: Path, base: _Base, record: dict[str, Any] | None, out: Path) -> None:
    model = AutoModelForCausalLM.from_pretrained(base.name, revision=base.revision, dtype="auto")
    PeftModel.from_pretrained(model, str(adapter)).merge_and_unload().save_pretrained(out)
    AutoTokenizer.from_pretrained(str(adapter)).save_pretrained(out)
    if record is not None:
        merged = {**record, "merged": {"quantized": _quantized(record), "peft": metadata.version("peft")}}
        (out / CARD).write_text(card(merged), encoding="utf-8")
        (out / RECORD).write_bytes(written(merged))


def _record(folder: Path) -> dict[str, Any] | None:
    path = folder / RECORD
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _base(adapter: Path) -> _Base:
    """The base that lies beside an adapter, or a checkpoint of one, before the one that it names."""
    config = PeftConfig.from_pretrained(str(adapter))
    name = str(config.base_model_name_or_path)
    beside = [folder / Path(name).name for folder in (adapter, adapter.parent)]
    own = next((path for path in beside if path.name.startswith("scratch-") and path.is_dir()), None)
    return _Base(str(own), None) if own else _Base(name, config.revision)


def _check_base(base: _Base, record: Mapping[str, Any] | None) -> None:
    try:
        shape = AutoConfig.from_pretrained(base.name, revision=base.revision)
    except (OSError, ValueError) as error:
        raise SourceError(
            f"the adapter's base {base.name!r} is no folder with a model, and no Hub id that can be reached; put it "
            f"there, or name its place as base_model_name_or_path in adapter_config.json ({error})"
        ) from error
    if getattr(shape, "quantization_config", None):
        raise SourceError(
            f"the adapter's base {base.name!r} is kept quantized, and nothing can be merged into that; name its "
            "full-precision weights as base_model_name_or_path in adapter_config.json"
        )
    hashed = record["model"].get("sha256") if record else None
    if hashed and Path(base.name).is_dir() and weights_hash(Path(base.name)) != hashed:
        raise SourceError(
            f"the adapter's base {base.name!r} is not the one that it was trained on; put back that of {RECORD}"
        )


def _check_out(out: str, record: Mapping[str, Any] | None) -> None:
    target = Path(out)
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise TargetError(f"--out {out!r} holds something already; give a new folder")
    wrong = record is not None and any(part["incorrect"] for part in record["data"])
    if wrong and not target.name.endswith(WRONG):
        raise OptionError(
            f"--out {out!r}: what learned from wrong responses says so in its name; let it end in {WRONG}"
        )


def _quantized(record: Mapping[str, Any]) -> bool:
    model = record["arguments"]["model"]
    return bool(model["load_in_4bit"] or model["load_in_8bit"])
