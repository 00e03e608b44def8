"""The card of a built folder: README.md, which tells people what the rows are, and `datasets` what to read.

The text is card.md.jinja here, with that of each dataset's own card.md in it; the numbers are the builders' and the
manifest's. Data files are named one by one, so that no stray file is ever read.

In:  card(spec, manifest)
Out: "---\\nlanguage:\\n- en\\nlicense: apache-2.0\\n...\\n---\\n\\n# Questions about integer sequences\\n..."
"""

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import datasets
import jinja2
from datasets.info import DatasetInfosDict
from huggingface_hub import DatasetCardData

from oeis_qa.address import parse
from oeis_qa.builder import RowBuilder
from oeis_qa.layouts import LAYOUTS, features
from oeis_qa.publishing.spec import Part, Spec, builder_of
from oeis_qa.registry import dataset_named

NOT_FOR_DEPLOYMENT = "not-for-deployment"
_SAMPLES = 3
_SOURCE = re.compile(
    r"^## Source[^\n]*$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL
)  # the section of a dataset's card.md
_SIZES = {"n<1K": 1_000, "1K<n<10K": 10_000, "10K<n<100K": 100_000, "100K<n<1M": 10**6, "1M<n<10M": 10**7}


def card(spec: Spec, manifest: Mapping[str, Any]) -> str:
    """The card of a folder of this spec and manifest."""
    parts = [_told(part, builder_of(part.address)) for part in spec.parts]
    names = dict.fromkeys(parse(part.address).dataset for part in spec.parts)
    known = {
        **manifest,
        "parts": parts,
        "rows": sum(shard["rows"] for shard in manifest["shards"]),
        "incorrect": [part.name for part in spec.parts if part.incorrect],
        "licences": licences(spec),
        "columns": ", ".join(dict.fromkeys(f"`{name}`" for part in parts for name in part["columns"])),
        "title": ", ".join(dataset_named(name).summary or name for name in names).capitalize(),
    }
    known["metadata"] = _metadata(spec, known, list(names))
    known["texts"] = [filled(_own_text(name), known) for name in names]
    return filled((files(__package__) / "card.md.jinja").read_text(encoding="utf-8"), known)


def licences(spec: Spec) -> list[str]:
    """The licences of the rows, as the Hub calls them; all rows of a config have the same."""
    rows = (row for part in spec.parts for row in _samples(part, builder_of(part.address)))
    return sorted({json.loads(row["meta"]).get("licence", "unknown").lower() for row in rows})


def _told(part: Part, builder: RowBuilder) -> dict[str, Any]:
    """What the card tells of a config."""
    rows = _samples(part, builder)
    return {
        **part.written(),
        "asks": builder.config.description,
        "columns": list(LAYOUTS[builder.config.layout].features),
        "capacity": builder.capacity(),
        "dropped": builder.dropped(),
        "samples": [json.dumps(row, indent=1, ensure_ascii=False) for row in rows],
    }


def _samples(part: Part, builder: RowBuilder) -> list[dict[str, Any]]:
    """The first rows, as they are read."""
    split, size = next(iter(part.sizes.items()))
    tables = builder._generate_tables(split, [(0, min(size, _SAMPLES))])
    return [row for _, table in tables for row in table.to_pylist()]


def _metadata(spec: Spec, known: Mapping[str, Any], names: list[str]) -> str:
    """The YAML block, without its marks."""
    licences = known["licences"]
    configs = [_config(part, known["shards"]) for part in spec.parts]
    configs[0]["default"] = True
    data = DatasetCardData(
        language=["en"],
        license=licences[0] if len(licences) == 1 else licences,
        task_categories=["question-answering", "text-generation"],
        size_categories=[next((size for size, most in _SIZES.items() if known["rows"] < most), "10M<n<100M")],
        pretty_name=known["title"],
        tags=[*names, "synthetic", "verifiable-answers", *([NOT_FOR_DEPLOYMENT] if known["incorrect"] else [])],
        configs=configs,
    )
    infos = DatasetInfosDict({part.name: _info(part, known["shards"]) for part in spec.parts})
    infos.to_dataset_card_data(data)
    return str(data)


def _config(part: Part, shards: list[Mapping[str, Any]]) -> dict[str, Any]:
    paths = {split: [shard["name"] for shard in _of(part, split, shards)] for split in part.sizes}
    return {
        "config_name": part.name,
        "data_files": [{"split": split, "path": names} for split, names in paths.items()],
    }


def _info(part: Part, shards: list[Mapping[str, Any]]) -> datasets.DatasetInfo:
    splits = datasets.SplitDict()
    for split, size in part.sizes.items():
        memory = sum(shard["memory"] for shard in _of(part, split, shards))
        splits.add(datasets.SplitInfo(split, memory, size))
    return datasets.DatasetInfo(
        features=features(part.options["layout"]),
        splits=splits,
        download_size=sum(shard["size"] for split in part.sizes for shard in _of(part, split, shards)),
        dataset_size=sum(split.num_bytes for split in splits.values()),
    )


def _of(part: Part, split: str, shards: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [shard for shard in shards if shard["name"].startswith(f"{part.name}/{split}-")]


def _own_text(dataset: str) -> str:
    """What a dataset's loader tells of its rows."""
    package = dataset_named(dataset).card
    return (files(package) / "card.md").read_text(encoding="utf-8") if package else ""


def credit(dataset: str, licences: list[str], date: str) -> str:
    """What the card of a dataset says of source, credit and licence, for rows under these licences; "" if nothing."""
    text = filled(_own_text(dataset), {"licences": licences, "date": date})
    section = _SOURCE.search(text)
    return section[1].strip() if section else ""


def filled(template: str, known: Mapping[str, Any]) -> str:
    """A template with what it asks for."""
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["counts"] = _counts
    return environment.from_string(template).render(known)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items()) or "none"
