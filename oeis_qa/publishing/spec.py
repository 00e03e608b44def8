"""What a build makes: the addresses with everything they stand for, and the shards that they are cut into.

The spec is written into the folder before the first shard, and its hash into every receipt, so that rows of one build
are never taken for those of another. It holds the state of the code and of the source; secrets it does not hold.

In:  spec_of(["oeis_qa/completion?size=250000"])
Out: Spec(parts=(Part(name="completion", sizes={"train": 250000, ...}, ...),), shard_rows=100000), five shards
"""

import dataclasses
import functools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from oeis_qa.address import Address, parse
from oeis_qa.builder import RowBuilder
from oeis_qa.errors import OptionError
from oeis_qa.fingerprint import text_hash
from oeis_qa.publishing.secrets import told
from oeis_qa.registry import load_dataset_builder

SHARD_ROWS = 100_000


@dataclass(frozen=True)
class Part:
    """One config of the folder."""

    name: str  # of the config, in the folder
    address: str  # as given, with any secrets: never written
    options: dict[str, Any]  # every option, as JSON holds them
    state: str  # hash of the code and of what the options point to
    source: str  # hash of what the options point to alone
    sizes: dict[str, int]  # rows by split
    incorrect: bool  # whether the responses are wrong on purpose

    def written(self) -> dict[str, Any]:
        """What may be told of it."""
        address = parse(self.address)  # whose values are percent-encoded, so that no URL is seen in it
        bare = Address(address.dataset, address.config, told(dict(address.options)))
        return {**told(dataclasses.asdict(self)), "address": str(bare)}


@dataclass(frozen=True)
class Shard:
    """Rows `start` to `stop` of a split."""

    part: int  # its place among the parts
    split: str
    start: int
    stop: int
    name: str  # of its file


@dataclass(frozen=True)
class Spec:
    parts: tuple[Part, ...]
    shard_rows: int

    def written(self) -> dict[str, Any]:
        """What may be told of it, with its hash."""
        parts = [part.written() for part in self.parts]
        return {"parts": parts, "shard_rows": self.shard_rows, "hash": self.hash}

    @functools.cached_property
    def hash(self) -> str:
        """Of all that decides rows and files: not of how an address spells its options, nor where the source lies."""
        parts = [{**part.written(), "address": None} for part in self.parts]
        for part in parts:
            part["options"] = {name: value for name, value in part["options"].items() if name != "source"}
        return text_hash(json.dumps([parts, self.shard_rows], sort_keys=True))

    @functools.cached_property
    def shards(self) -> list[Shard]:
        """All shards, in order: part by part, split by split."""
        return [
            shard
            for i, part in enumerate(self.parts)
            for split, size in part.sizes.items()
            for shard in _cut(i, part.name, split, size, self.shard_rows)
        ]


def spec_of(addresses: Sequence[str], shard_rows: int = SHARD_ROWS) -> Spec:
    """What these addresses stand for.

    Raises:
        OptionError: no address, two of one config, or one that is wrong.
        CapacityError, SourceError: as its dataset says.
    """
    if not addresses:
        raise OptionError("no address to build; give one or more, as in oeis_qa/completion?size=1000")
    if shard_rows < 1:
        raise OptionError(f"shard_rows={shard_rows}: give 1 or more rows")
    builder_of.cache_clear()  # code and sources may have changed since this process last looked
    builders = [builder_of(address) for address in addresses]
    several = len({builder.dataset_name for builder in builders}) > 1
    names = [
        f"{builder.dataset_name}-{builder.config.name}"
        if several and builder.config.name != builder.dataset_name
        else builder.config.name
        for builder in builders
    ]
    for name in names:
        if names.count(name) > 1:
            raise OptionError(f"{name} is given twice; a folder holds a config once, so build the other elsewhere")
    parts = (_part(*known) for known in zip(names, addresses, builders, strict=True))
    return Spec(tuple(parts), shard_rows)


@functools.lru_cache(maxsize=16)
def builder_of(address: str) -> RowBuilder:
    """The builder of an address, made once a process."""
    return load_dataset_builder(address)


def _part(name: str, address: str, builder: RowBuilder) -> Part:
    options = {name: getattr(builder.config, name) for name in builder.config.option_names()}
    options = json.loads(json.dumps(options))  # tuples as lists, as they are read back
    incorrect = bool(getattr(builder.config, "acknowledge_incorrect", False))
    return Part(name, address, options, builder.hash, builder.config.fingerprint(), builder.sizes(), incorrect)


def _cut(part: int, name: str, split: str, size: int, rows: int) -> Iterator[Shard]:
    count = -(-size // rows)
    for i in range(count):
        file = f"{name}/{split}-{i:05d}-of-{count:05d}.parquet"
        yield Shard(part, split, i * rows, min(size, (i + 1) * rows), file)
