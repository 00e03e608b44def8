"""A task: the test rows of an address as items, each a prompt, its right answer and what may be told of it.

Every config of every dataset is one (`oeis_qa/completion`, `math?level=4-5`, `arc_rle/image?encoding=json`), by the
grammar of addresses; a folder of --data-dir with the name of the dataset is its source.

In:  task("gsm8k", data_dir="/data", limit=2)
Out: Task(name="gsm8k", dataset="gsm8k", items=(Item("gsm8k/test/0", ({"role": "user", ...},), "18", ...), ...), ...)
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from oeis_qa.address import Address, parse
from oeis_qa.answers.kinds import kind_named
from oeis_qa.builder import RowBuilder
from oeis_qa.errors import OptionError, SourceError
from oeis_qa.fingerprint import code_hash, text_hash
from oeis_qa.loaders.benchmarks.options import BenchmarkConfig
from oeis_qa.registry import dataset_named, load_dataset_builder

Messages = tuple[Mapping[str, str], ...]
_LAYOUT = "prompt_completion"
_OFFERED = 2_000  # train rows that examples are chosen from
_LIKE = "subject"  # of an item: its examples have the same
_WHERE = "source"  # an option that says where rows lie, and not which they are


@dataclass(frozen=True)
class Item:
    id: str
    messages: Messages
    gold: str
    kind: str  # of the answer
    reference: str  # a right completion: the gold answer, or a program where the gold says how to run one
    benchmark: str
    family: str | None


@dataclass(frozen=True)
class Task:
    name: str  # the address, as the user gave it
    address: str  # the same with its source and layout
    dataset: str
    items: tuple[Item, ...]
    version: str  # of rows, prompts and verifiers: only results of one version are compared
    handful: bool = False  # the few items of our own that stand in for a benchmark that nobody gave

    @property
    def chance(self) -> float:
        """The accuracy of the best constant answer."""
        counts = Counter((item.kind, item.gold) for item in self.items)
        return max(counts.values()) / len(self.items)


def task(address: str, data_dir: str | None = None, limit: int | None = None, shots: int = 0) -> Task:
    """The task of an address.

    Args:
        address: DATASET[/CONFIG][?option=value&...].
        data_dir: holds a folder for each dataset that is to be read from there.
        limit: the first so many items.
        shots: train rows that are shown before each question; of a subject that has fewer, all.

    Raises:
        OptionError: no such dataset, config or option; no test rows; fewer train rows than are to be shown.
        SourceError: no such folder, or one that lacks the benchmark.
        CapacityError, SourceFormatError: as the dataset says.
    """
    whole = str(_sourced(parse(address), data_dir))
    builder = load_dataset_builder(whole)
    handful = isinstance(builder.config, BenchmarkConfig) and not builder.config.source
    if handful and data_dir is not None:
        raise SourceError(
            f"{address}: data_dir={data_dir!r} holds no {builder.dataset_name}/; put the benchmark there, or name "
            "another place with source= in the address (source=hub fetches it)"
        )
    split = _split(address, builder)
    rows = _rows(builder, split, limit)
    examples = _examples(address, builder, split, shots) if shots else {}
    items = tuple(_item(row, examples.get(_subject(row), ())) for row in rows)
    return Task(address, whole, str(builder.dataset_name), items, _version(builder, split, shots), handful)


def _sourced(address: Address, data_dir: str | None) -> Address:
    """The address with its source in the folder of all data, and in the layout that shows prompt and response."""
    dataset_named(address.dataset)
    if "layout" in address.options:
        raise OptionError(f"{address}: a task has no layout; leave it out")
    options = {**address.options, "layout": _LAYOUT}
    if data_dir is not None and not Path(data_dir).is_dir():
        raise SourceError(f"--data-dir {data_dir} is no folder; give the one that holds {address.dataset}/")
    if data_dir is not None and _WHERE not in options and Path(data_dir, address.dataset).exists():
        options[_WHERE] = str(Path(data_dir, address.dataset))
    return Address(address.dataset, address.config, options)


def _split(address: str, builder: RowBuilder) -> str:
    """test, or the one that the address names."""
    sizes = builder.sizes()
    if "test" in sizes or "split" in parse(address).options:
        return "test" if "test" in sizes else next(iter(sizes))
    raise OptionError(f"{address} has no test rows under these options; ask for some, as in eval_size=200")


def _rows(builder: RowBuilder, split: str, limit: int | None) -> list[dict[str, Any]]:
    if split not in builder.sizes():
        return []
    return list(islice(builder.as_streaming_dataset(split=split), limit))


def _item(row: Mapping[str, Any], examples: Messages) -> Item:
    gold, kind = row["answer"], row["answer_kind"]
    return Item(
        id=row["id"],
        messages=(*examples, *row["prompt"]),
        gold=gold,
        kind=kind,
        reference=gold if kind_named(kind).judge is None else row["completion"][-1]["content"],
        benchmark=row["benchmark"],
        family=json.loads(row["meta"]).get("family"),
    )


def _examples(address: str, builder: RowBuilder, split: str, shots: int) -> dict[Any, Messages]:
    """Turns of question and answer by subject; all under None where there are no subjects."""
    if split == "train":
        raise OptionError(f"--shots {shots}: {address} asks the train rows, whose answers would be shown; leave it out")
    rows = defaultdict(list)
    for row in _rows(builder, "train", _OFFERED):
        rows[_subject(row)].append(row)
    most = max(map(len, rows.values()), default=0)
    if most < shots:
        raise OptionError(f"--shots {shots}: {address} has {most} train rows to show before a question; show fewer")
    return {
        subject: tuple(turn for row in like[:shots] for turn in (*row["prompt"], *row["completion"]))
        for subject, like in rows.items()
    }


def _version(builder: RowBuilder, split: str, shots: int) -> str:
    """The builder's hash has the bytes of its source, so that the same rows elsewhere are the same version."""
    config = builder.config
    options = {name: str(getattr(config, name)) for name in config.option_names() if name != _WHERE}
    return text_hash(json.dumps([builder.hash, config.name, options, split, shots, code_hash("oeis_qa.answers")]))


def _subject(row: Mapping[str, Any]) -> Any:
    return json.loads(row["meta"]).get(_LIKE)
