"""What a run is fed with: each ADDRESS of --data as a part, with its rows as one trainer takes them.

An address names a registered dataset, a folder that `oeis-qa build` has made, or a dataset of the Hub, in this order;
`weight=` in it is its share of the mixture.

In:  part("oeis_qa/completion?size=1000&weight=2", SHAPES["sft"])
Out: Part(name="oeis_qa/completion", weight=2.0, train=Dataset of 1000 rows with prompt and completion, ...)
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from datasets import Dataset, IterableDataset

from oeis_qa.address import Address, parse
from oeis_qa.builder import RowBuilder
from oeis_qa.errors import OptionError, choices
from oeis_qa.publishing.spec import spec_of
from oeis_qa.registry import DATASETS, load_dataset_builder
from oeis_qa.training.accuracy import sampled
from oeis_qa.training.hosted import Hosted, folder, repository

Rows: TypeAlias = Dataset | IterableDataset
GOLD = ("answer", "answer_kind")
KEPT = ("id", *GOLD, "benchmark", "meta")  # what names rows, and says what is right and how hard it is


@dataclass(frozen=True)
class Shape:
    """What rows a trainer takes."""

    layouts: tuple[str, ...]  # of a registered dataset; the first where an address names none
    columns: tuple[tuple[str, ...], ...]  # those that rows from elsewhere have; the first set that is there is taken
    gold: bool = False  # whether answers go along


SHAPES = {
    "sft": Shape(
        ("prompt_completion", "messages", "text", "chatml"), (("prompt", "completion"), ("messages",), ("text",))
    ),
    "dpo": Shape(("preference",), (("prompt", "chosen", "rejected"),)),
    "grpo": Shape(("prompt",), (("prompt",),), gold=True),
}


@dataclass(frozen=True)
class Part:
    """The rows that an address of --data stands for. A part of a mixture."""

    name: str  # DATASET/CONFIG, or the folder or repository
    address: str  # as the user gave it
    weight: float | None  # None where the address names none
    train: Rows  # the trainer's columns, then id, answer, answer_kind, benchmark and meta where there are any
    rows: int | None  # of train; None where nobody knows before they are read
    validation: Callable[[], Dataset | None]  # rows of the same columns
    questions: Callable[[int], Dataset | None]  # so many rows of validation: a prompt and its answer
    incorrect: bool  # whether responses are wrong on purpose
    spec: str  # equal spec, equal rows

    def licence(self) -> str:
        """The licence of its rows; a config has one."""
        first: dict[str, Any] = next(iter(self.train))
        return str(json.loads(first.get("meta") or "{}").get("licence", "unknown"))


def part(address: str, shape: Shape, *, streaming: bool = False, layout: str | None = None) -> Part:
    """The part that an address names.

    Args:
        address: DATASET[/CONFIG][?option=value&...], a built folder or a Hub id, with weight= among its options.
        shape: what the trainer takes.
        streaming: whether rows are made, or read, while training asks for them.
        layout: of a registered dataset whose address names none; default: the shape's first.

    Raises:
        OptionError: an address, option or layout that is wrong, or rows without the columns.
        CapacityError, SourceError, TargetError: as the dataset or the folder says.
    """
    path, _, query = address.partition("?")
    options = dict(parse(f"any?{query}").options) if query else {}
    weight = _weight(address, options.pop("weight", None))
    if path.partition("/")[0] in DATASETS:
        given = parse(path)
        named = Address(given.dataset, given.config, {"layout": layout or shape.layouts[0], **options})
        return _registered(address, named, weight, shape, streaming)
    if Path(path).is_dir():
        return _hosted(address, folder(path, options), weight, shape, streaming)
    if path.count("/") != 1 or path.startswith((".", "/", "~")):
        raise OptionError(
            f"--data {address!r}: {path!r} is no registered dataset, no folder here and no Hub id; "
            f"{choices(path.partition('/')[0], DATASETS)}"
        )
    return _hosted(address, repository(path, options), weight, shape, streaming)


def _weight(address: str, text: Any) -> float | None:
    try:
        weight = None if text is None else float(text)
    except (TypeError, ValueError):
        weight = -1.0
    if weight is not None and not 0 < weight < float("inf"):
        raise OptionError(f"--data {address!r}: weight={text!r} is no share; give one number over 0")
    return weight


def _registered(text: str, address: Address, weight: float | None, shape: Shape, streaming: bool) -> Part:
    layout = str(address.options["layout"])
    if layout not in shape.layouts:
        raise OptionError(
            f"--data {text!r}: layout={layout!r} is not for this trainer; {choices(layout, shape.layouts)}"
        )
    builder = load_dataset_builder(str(address))
    asking = load_dataset_builder(
        str(Address(address.dataset, address.config, {**address.options, "layout": "prompt"}))
    )
    sizes, spec = builder.sizes(), spec_of([str(address)])
    if "train" not in sizes:
        raise OptionError(f"--data {text!r} has no train rows; ask for some, as in size=1000")
    return Part(
        f"{address.dataset}/{builder.config.name}",
        text,
        weight,
        _split(builder, "train", streaming),
        sizes["train"],
        lambda: _split(builder, "validation", False) if "validation" in sizes else None,
        lambda count: _first(asking, count) if "validation" in sizes else None,
        spec.parts[0].incorrect,
        spec.hash,
    )


def _split(builder: RowBuilder, split: str, streaming: bool) -> Any:
    if streaming:
        return builder.as_streaming_dataset(split=split)
    builder.download_and_prepare()
    return builder.as_dataset(split=split)


def _first(builder: RowBuilder, count: int) -> Dataset:
    """The first rows of validation: a sample that the seed fixes already, so that nothing is built for it."""
    stream = builder.as_streaming_dataset(split="validation")
    return Dataset.from_list(list(islice(stream, count)), features=builder.info.features)


def _hosted(text: str, source: Hosted, weight: float | None, shape: Shape, streaming: bool) -> Part:
    train = source.split("train", streaming)
    if train is None:
        raise OptionError(f"--data {text!r} has no split train; name a config that has, as in ?config=completion")
    columns = _columns(text, train, shape)
    return Part(
        source.name,
        text,
        weight,
        train.select_columns(columns),
        source.rows,
        lambda: _selected(source.split("validation", False), columns),
        lambda count: _questions(source.split("validation", False), count),
        source.incorrect,
        source.spec,
    )


def _columns(text: str, rows: Rows, shape: Shape) -> list[str]:
    """The columns that the trainer takes, and those that tell of the rows."""
    have = rows.column_names or []
    wanted = next((columns for columns in shape.columns if set(columns) <= set(have)), None)
    missing = [name for name in GOLD if shape.gold and name not in have]
    if wanted is None or missing:
        need = " or ".join(" with ".join(columns) for columns in shape.columns) + (" and a gold" if shape.gold else "")
        raise OptionError(
            f"--data {text!r} has columns {', '.join(have)}; this trainer takes {need}. "
            f"Build it with layout={shape.layouts[0]}"
        )
    return [*wanted, *(name for name in KEPT if name in have)]


def _selected(rows: Any, columns: list[str]) -> Any:
    return None if rows is None else rows.select_columns(columns)


def _questions(rows: Any, count: int) -> Dataset | None:
    """Questions out of rows of any layout for chats, where their answers stand beside them."""
    if rows is None or not set(GOLD) <= set(rows.column_names):
        return None
    if "prompt" not in rows.column_names:
        if "messages" not in rows.column_names:
            return None
        rows = rows.map(lambda row: {"prompt": row["messages"][:-1]}, remove_columns=["messages"])
    chosen = sampled(rows, count, seed=0)  # somebody else's rows may lie in an order
    return chosen.select_columns(["prompt", *(name for name in KEPT if name in rows.column_names)])
