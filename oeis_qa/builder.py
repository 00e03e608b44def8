"""The bridge to `datasets`: RowConfig (options that every config has) and RowBuilder (rows in columns -> Arrow).

A loader subclasses both and gives `capacity()` and `batch(split, rows)`; everything `datasets` asks of a builder is
here. `datasets` patches this module and its loaders' (open, os, Path) on every instantiation, so neither does any
I/O.

In:  class Squares(RowBuilder): BUILDER_CONFIGS = [SquaresConfig(name="short")]; def batch(self, split, rows): ...
Out: load_dataset("squares", "short", size=1000) through the registry
"""

import abc
import dataclasses
import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import datasets
import pyarrow as pa

from oeis_qa import layouts, splits
from oeis_qa.address import Address
from oeis_qa.answers.kinds import check_golds
from oeis_qa.errors import CapacityError, OptionError, choices
from oeis_qa.fingerprint import code_hash, package_of, text_hash
from oeis_qa.options import coerced
from oeis_qa.records import Batch

_BASE = {field.name for field in dataclasses.fields(datasets.BuilderConfig)}
_FOREIGN = {"data_dir": "say source=", "data_files": "say source=", "features": "say layout="}
_TABLE_ROWS = 40_000  # rows in one table
_SHARDS, _FEWEST_ROWS = (
    8,
    100,
)  # fewer tables are cut in eight, so that num_proc has shards


@dataclass
class RowConfig(datasets.BuilderConfig):
    """Options of every config. None stands for the default."""

    size: int | None = (
        None  # train rows; default: 3,000 on bundled or generated data, 100,000 on a given source, never over capacity
    )
    eval_size: int | None = None  # validation and test rows, each; default 200 or 2,000 likewise
    seed: int = 0  # another seed, another order and wording; never another split
    layout: str = "messages"  # a key of oeis_qa.layouts.LAYOUTS
    split_fractions: splits.Fractions | None = (
        None  # shares of families; default 0.8/0.1/0.1, from 10,000 entities 0.9/0.05/0.05
    )

    def check(self) -> None:
        """Raise OptionError where the options do not fit each other. Loaders extend it; it runs before any work."""
        layouts.layout_named(self.layout)
        for name in ("size", "eval_size"):
            if (getattr(self, name) or 0) < 0:
                raise OptionError(f"{name}={getattr(self, name)}: give 0 or more rows")
        if self.split_fractions is not None:
            splits.check_fractions(self.split_fractions)

    def fingerprint(self) -> str:
        """A hash of the data that the options point to (source bytes, template files); part of the cache key."""
        return ""

    def required(self) -> dict[str, Any]:
        """Options without which the config is refused, beside which all others have their defaults."""
        return {}

    def default_sizes(self) -> tuple[int, int]:
        """Rows of train, and of validation and test each, where the user names none."""
        return 3_000, 200

    @classmethod
    def option_names(cls) -> list[str]:
        """The options a user may give."""
        return [field.name for field in dataclasses.fields(cls) if field.name not in _BASE]


class RowBuilder(datasets.ArrowBasedBuilder):
    """A dataset whose row i of a split is a pure function of the config."""

    BUILDER_CONFIG_CLASS = RowConfig
    config: RowConfig

    @abc.abstractmethod
    def capacity(self) -> Mapping[str, int]:
        """Rows that each split can give; a split that the dataset does not have may be left out."""

    def dropped(self) -> Mapping[str, int]:
        """Candidates that were dropped while the capacity was found, by reason."""
        return {}

    @abc.abstractmethod
    def batch(self, split: str, rows: range) -> Batch:
        """These rows of the split, `rows` within its capacity."""

    def sizes(self) -> dict[str, int]:
        """Rows per split that this config builds; empty splits are left out.

        Raises:
            CapacityError: the user asked for more rows than there are, or no row is left at all.
        """
        capacity, (train, evaluation) = self.capacity(), self.config.default_sizes()
        asked = {"train": self.config.size, "validation": self.config.eval_size, "test": self.config.eval_size}
        for split, size in asked.items():
            if size is not None and size > capacity.get(split, size):
                option = "size" if split == "train" else "eval_size"
                raise CapacityError(
                    f"{option}={size:,} is over the capacity of {self._title()}, {split}: {capacity[split]:,} "
                    f"distinct rows; ask for no more, or widen the options{self._drops()}"
                )
        default = {"train": train, "validation": evaluation, "test": evaluation}
        sizes = {
            split: min(default[split], most) if asked[split] is None else asked[split]
            for split, most in capacity.items()
        }
        if not any(sizes.values()):
            raise CapacityError(f"{self._title()} has no rows under these options{self._drops()}")
        return {split: size for split, size in sizes.items() if size}

    def _title(self) -> str:
        return self.dataset_name if len(self.builder_configs) == 1 else f"{self.dataset_name}/{self.config.name}"

    def _drops(self) -> str:
        counts = ", ".join(f"{reason}: {count:,}" for reason, count in self.dropped().items())
        return f" (dropped so far: {counts})" if counts else ""

    def _create_builder_config(
        self,
        config_name: str | None = None,
        custom_features: Any = None,
        address: Address | None = None,
        **given: Any,
    ) -> tuple[RowConfig, str]:
        """What `datasets` calls to make the config; options are checked here since `__post_init__` never sees them."""
        if custom_features is not None:
            given["features"] = custom_features
        address = address or Address(self.dataset_name)
        named = self._named(joined("config", address.config, config_name))
        config = configured(self.dataset_name, named, merged(address.options, given))
        self.hash = code_hash(package_of(type(self).__module__)) + text_hash(config.fingerprint())[:8]
        return config, identify(config, configured(self.dataset_name, named, named.required()))

    def _named(self, config_name: str | None) -> RowConfig:
        named: dict[str, RowConfig] = self.builder_configs
        if config_name is None and len(named) == 1:
            return next(iter(named.values()))
        if config_name is None:
            raise OptionError(
                f"{self.dataset_name} needs a config, as in load_dataset({self.dataset_name!r}, "
                f"{next(iter(named))!r}). Have: {', '.join(named)}"
            )
        if not isinstance(config_name, str) or config_name not in named:
            raise OptionError(f"{self.dataset_name} has no config {config_name!r}; {choices(str(config_name), named)}")
        return named[config_name]

    def _info(self) -> datasets.DatasetInfo:
        return datasets.DatasetInfo(
            description=self.config.description or "", features=layouts.features(self.config.layout)
        )

    def _download_and_prepare(self, dl_manager: Any, verification_mode: Any, **prepare: Any) -> None:
        # The folder that datasets builds in may hold files of a build that was killed; it would mix them in.
        # (Only a local build has a folder of its own: on other file systems datasets writes into the user's.)
        if not datasets.filesystems.is_remote_filesystem(self._fs) and self._output_dir.endswith(".incomplete"):
            self._fs.rm(self._output_dir, recursive=True)
            self._fs.mkdir(self._output_dir)
        super()._download_and_prepare(dl_manager, verification_mode, **prepare)

    def _split_generators(self, dl_manager: Any) -> list[datasets.SplitGenerator]:
        return [
            datasets.SplitGenerator(name=split, gen_kwargs={"split": split, "ranges": _ranges(size)})
            for split, size in self.sizes().items()
        ]

    def _generate_tables(self, split: str, ranges: list[tuple[int, int]]) -> Iterator[tuple[int, pa.Table]]:
        for index, (start, stop) in enumerate(ranges):
            batch = self.batch(split, range(start, stop))
            check_golds(batch.answer, batch.answer_kind)
            yield index, layouts.table(batch, self.config.layout)


def merged(address: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The options of the address and of the call together.

    Raises:
        OptionError: one of them stands in both.
    """
    values = {name: joined(name, address.get(name), given.get(name)) for name in {**address, **given}}
    return {name: value for name, value in values.items() if value is not None}


def joined(name: str, in_address: Any, in_call: Any) -> Any:
    """The one of the two that is given.

    Raises:
        OptionError: both are, and they differ.
    """
    if in_address is not None and in_call is not None and in_address != in_call:
        raise OptionError(f"{name} is given twice, {in_address!r} in the address and {in_call!r} in the call; keep one")
    return in_call if in_address is None else in_address


def configured(dataset: str, named: RowConfig, given: Mapping[str, Any]) -> RowConfig:
    """The named config with these options set, each read as its declared type, and checked.

    Raises:
        OptionError: an option that this config does not have, or a value that breaks its rule.
    """
    names, hints = named.option_names(), typing.get_type_hints(type(named))
    for name in given:
        if name in _FOREIGN:
            raise OptionError(f"{dataset}/{named.name} takes no {name}; {_FOREIGN[name]}")
        if name not in names:
            raise OptionError(f"{dataset}/{named.name} has no option {name!r}; {choices(name, names)}")
    config = dataclasses.replace(named, **{name: coerced(name, value, hints[name]) for name, value in given.items()})
    config.check()
    return config


def identify(config: RowConfig, default: RowConfig) -> str:
    """The config's name and the options in which it differs from the default: a folder name of the cache."""
    changed = {
        name: getattr(config, name) for name in config.option_names() if getattr(config, name) != getattr(default, name)
    }
    spelled = ",".join(f"{name}={value}" for name, value in sorted(changed.items()))
    if not spelled:
        return str(config.name)
    return f"{config.name}-{spelled if re.fullmatch(r'[A-Za-z0-9_=,.]{1,48}', spelled) else text_hash(spelled)}"


def _ranges(size: int) -> list[tuple[int, int]]:
    """Row ranges that cover 0..size-1: the shards of the split."""
    step = min(_TABLE_ROWS, max(_FEWEST_ROWS, -(-size // _SHARDS)))
    return [(start, min(start + step, size)) for start in range(0, size, step)]
