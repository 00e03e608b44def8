"""The card of what a run has made: README.md in the output folder, out of its run.json alone.

The text is card.md.jinja here; credit and licence of the data are said by the cards of their datasets.

In:  card(json.load(open("out/run.json")))
Out: "---\\nlibrary_name: peft\\ntags:\\n- trl\\n...\\n---\\n\\n# out\\n\\n`scratch:tiny`, trained with TRL's SFT ..."
"""

import shlex
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from huggingface_hub import ModelCardData

from oeis_qa.intervals.estimate import percent
from oeis_qa.publishing.card import NOT_FOR_DEPLOYMENT, credit, filled
from oeis_qa.registry import DATASETS

CARD = "README.md"
WRONG = "-wrong-responses"  # how the name of what learned from wrong responses ends


def card(record: Mapping[str, Any]) -> str:
    """The card of a run, from its record."""
    known = {
        **record,
        "name": Path(record["arguments"]["trainer"]["output_dir"]).name,
        "metadata": _metadata(record),
        "incorrect": [part["name"] for part in record["data"] if part["incorrect"]],
        "adapter": _is_adapter(record),
        "command": shlex.join(["oeis-qa", "train", record["trainer"], *record["argv"]]),
        "rows": [_estimate(log) for log in record["held_out"]],
        "credits": _credits(record),
        "foreign": [part for part in record["data"] if part["dataset"] not in DATASETS],
    }
    return filled((files(__package__) / "card.md.jinja").read_text(encoding="utf-8"), known)


def _metadata(record: Mapping[str, Any]) -> str:
    """The YAML block, without its marks. The licence of the weights is for who publishes them to choose."""
    adapter = _is_adapter(record)
    wrong = any(part["incorrect"] for part in record["data"])
    data = ModelCardData(
        base_model=record["model"]["name"] if "commit" in record["model"] else None,  # else no name on the Hub
        library_name="peft" if adapter else "transformers",
        pipeline_tag="text-generation",
        tags=["trl", record["trainer"], *(["lora"] if adapter else []), *([NOT_FOR_DEPLOYMENT] if wrong else [])],
    )
    return str(data)


def _is_adapter(record: Mapping[str, Any]) -> bool:
    return bool(record["arguments"]["model"]["use_peft"]) and "merged" not in record


def _credits(record: Mapping[str, Any]) -> dict[str, str]:
    """What the cards of the datasets say of source, credit and licence, by dataset."""
    licences: dict[str, list[str]] = {}
    for part in record["data"]:
        if part["dataset"] in DATASETS:
            licences.setdefault(part["dataset"], []).append(part["licence"].lower())
    return {name: credit(name, sorted(set(had)), record["started"]) for name, had in licences.items()}


def _estimate(log: Mapping[str, Any]) -> dict[str, str]:
    shares = {name: f"{log[name]:.1%}" for name in ("accuracy", "low", "high")}
    return {"step": f"{log['step']:,}", "n": str(log["n"]), "level": percent(0.95), **shares}
