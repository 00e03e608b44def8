"""The datasets, one row each, and the one seam through which `datasets` learns their names.

`datasets` 4 removed loading scripts: `load_dataset`, `load_dataset_builder`, `get_dataset_config_names` and
`get_dataset_split_names` all resolve a path in `dataset_module_factory`, of which `datasets.inspect` holds a copy.
`teach()` wraps both: a registered name gives our builder module, every other path goes through untouched.

In:  datasets.load_dataset("oeis_qa/completion?size=1000")
Out: DatasetDict with train, validation, test
"""

import functools
import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import datasets
import datasets.inspect
from datasets.load import DatasetModule
from datasets.packaged_modules import _PACKAGED_DATASETS_MODULES

from oeis_qa.address import Address, parse
from oeis_qa.answers.kinds import KINDS, check_kind, register_kind
from oeis_qa.builder import RowBuilder, RowConfig
from oeis_qa.errors import OptionError, choices


@dataclass(frozen=True)
class Dataset:
    name: str  # what users write
    builder: str  # dotted path of the module that defines its RowBuilder
    summary: str  # one line
    answer_kinds: tuple[str, ...]  # every answer_kind that its rows can carry
    sources: tuple[str, ...]  # dotted paths of the code that parses its sources, whose results are kept
    card: str = ""  # dotted path of the package whose card.md tells of its rows, on the cards of built folders
    pictures: str = ""  # MODULE:NAME of the function that draws rows: of rows in layout "instruction", and a path
    commands: Mapping[str, str] = field(default_factory=dict)  # of its own, each with the MODULE:NAME of its function


DATASETS: dict[str, Dataset] = {}


def register(
    name: str,
    builder: str,
    summary: str = "",
    answer_kinds: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    verifiers: Mapping[str, str] | None = None,
    card: str = "",
    pictures: str = "",
    commands: Mapping[str, str] | None = None,
) -> None:
    """Teach `load_dataset` a name.

    Args:
        name: what users write.
        builder: the dotted path of a module that defines one RowBuilder.
        summary: one line.
        answer_kinds: every answer_kind that its rows can carry.
        sources: dotted paths of the code that parses its sources, whose results are kept.
        verifiers: answer kinds of its own, each with the MODULE:NAME of its `oeis_qa.answers.kinds.Kind`.
        card: the dotted path of the package whose card.md tells of its rows, on the cards of built folders.
        pictures: MODULE:NAME of the function that draws rows, given rows in layout "instruction" and a path.
        commands: commands of its own for the command line, each with the MODULE:NAME of a function as typer takes it.

    Raises:
        OptionError: the name does not fit an address, or belongs to another builder already; an answer kind does not
            exist, or belongs to another; so does a command; a path is none.
    """
    if parse(name) != Address(name):
        raise OptionError(f"dataset name {name!r} must be a plain name, without config or options")
    if name in _PACKAGED_DATASETS_MODULES:
        raise OptionError(f"dataset name {name!r} is a file format of `datasets`; choose another")
    if name in DATASETS and DATASETS[name].builder != builder:
        raise OptionError(f"dataset name {name!r} belongs to {DATASETS[name].builder} already; choose another")
    if pictures and ":" not in pictures:
        raise OptionError(f"dataset {name!r}: pictures={pictures!r} must be MODULE:NAME")
    for command, path in (commands or {}).items():
        _check_command(name, command, path)
    for kind, path in (verifiers or {}).items():
        check_kind(kind, path)
    for kind in answer_kinds:
        if kind.partition(":")[0] not in {**KINDS, **(verifiers or {})}:
            raise OptionError(
                f"dataset {name!r}: no answer kind {kind!r}; name it in verifiers=, or {choices(kind, KINDS)}"
            )
    for kind, path in (verifiers or {}).items():
        register_kind(kind, path)
    DATASETS[name] = Dataset(
        name, builder, summary, tuple(answer_kinds), tuple(sources), card, pictures, dict(commands or {})
    )


def _check_command(name: str, command: str, path: str) -> None:
    if ":" not in path:
        raise OptionError(f"dataset {name!r}: command {command}={path!r} must be MODULE:NAME")
    for other in DATASETS.values():
        if command in other.commands and other.name != name:
            raise OptionError(f"dataset {name!r}: command {command!r} belongs to {other.name} already; choose another")


def registered() -> tuple[dict[str, Dataset], dict[str, str]]:
    """Everything that is registered, for `adopt` in another process."""
    return dict(DATASETS), dict(KINDS)


def adopt(known: tuple[Mapping[str, Dataset], Mapping[str, str]]) -> None:
    """Register what another process has registered."""
    datasets, kinds = known
    DATASETS.update(datasets)
    KINDS.update(kinds)


def dataset_named(name: str) -> Dataset:
    """The registered dataset of this name.

    Raises:
        OptionError: there is none.
    """
    if name not in DATASETS:
        raise OptionError(f"no dataset {name!r}; {choices(name, DATASETS)}")
    return DATASETS[name]


def builder_class(name: str) -> type[RowBuilder]:
    """The RowBuilder subclass of a registered dataset."""
    module = importlib.import_module(dataset_named(name).builder)
    own = [
        c
        for c in vars(module).values()
        if inspect.isclass(c) and issubclass(c, RowBuilder) and c.__module__ == module.__name__
    ]
    if len(own) != 1:
        raise OptionError(f"dataset {name!r}: {module.__name__} defines {len(own)} RowBuilders; define one")
    return own[0]


def addresses() -> Iterator[tuple[str, str, RowConfig]]:
    """Every config of every dataset, behind its address and its dataset; one that is alone goes without its name."""
    for name in DATASETS:
        configs = builder_class(name).BUILDER_CONFIGS
        for config in configs:
            yield name if len(configs) == 1 else f"{name}/{config.name}", name, config


def drawing(name: str) -> Callable[[list[dict[str, Any]], str], None]:
    """The function that draws rows of a registered dataset.

    Raises:
        OptionError: it has none.
    """
    path = dataset_named(name).pictures
    if not path:
        have = ", ".join(dataset.name for dataset in DATASETS.values() if dataset.pictures)
        raise OptionError(f"dataset {name!r} has no pictures; have: {have}")
    found: Callable[[list[dict[str, Any]], str], None] = _at(path)
    return found


def commands() -> dict[str, str]:
    """The commands of all registered datasets, each with the MODULE:NAME of its function."""
    return {command: path for dataset in DATASETS.values() for command, path in dataset.commands.items()}


def command(name: str) -> Callable[..., None]:
    """The function of a command of a dataset, imported now."""
    found: Callable[..., None] = _at(commands()[name])
    return found


def _at(path: str) -> Any:
    module, _, attribute = path.partition(":")
    return getattr(importlib.import_module(module), attribute)


def load_dataset_builder(
    path: str, name: str | None = None, *, cache_dir: str | None = None, **options: Any
) -> RowBuilder:
    """The builder of an address, as `datasets.load_dataset_builder` gives it, without the seam.

    Raises:
        OptionError: an unknown dataset, config or option, or a value that breaks its rule.
    """
    address = parse(path)
    cls = builder_class(address.dataset)
    return cls(cache_dir=cache_dir, dataset_name=address.dataset, config_name=name, address=address, **options)


def load_dataset(
    path: str,
    name: str | None = None,
    *,
    split: Any = None,
    streaming: bool = False,
    cache_dir: str | None = None,
    download_mode: Any = None,
    num_proc: int | None = None,
    keep_in_memory: bool = False,
    **options: Any,
) -> Any:
    """The dataset of an address, as `datasets.load_dataset` gives it, without the seam.

    Raises:
        OptionError, CapacityError, SourceError: before any work.
    """
    builder = load_dataset_builder(path, name, cache_dir=cache_dir, **options)
    if streaming:
        return builder.as_streaming_dataset(split=split)
    builder.download_and_prepare(download_mode=download_mode, num_proc=num_proc)
    return builder.as_dataset(split=split, in_memory=keep_in_memory)


def capacity(path: str, name: str | None = None, **options: Any) -> dict[str, int]:
    """Rows that each split of an address can give: `capacity("oeis_qa/completion") == {"train": 235644, ...}`."""
    return dict(load_dataset_builder(path, name, **options).capacity())


def teach() -> None:
    """Wrap `dataset_module_factory` wherever `datasets` holds it. A second call changes nothing."""
    for module in (datasets.load, datasets.inspect):
        factory = module.dataset_module_factory
        if not hasattr(factory, "oeis_qa"):
            module.dataset_module_factory = _taught(factory)


def _taught(factory: Callable[..., DatasetModule]) -> Callable[..., DatasetModule]:
    @functools.wraps(factory)
    def dataset_module_factory(path: str, *args: Any, **kwargs: Any) -> DatasetModule:
        if not isinstance(path, str) or path.partition("?")[0].partition("/")[0] not in DATASETS:
            return factory(path, *args, **kwargs)
        for name in ("data_dir", "data_files", "revision"):
            if kwargs.get(name) is not None:
                way = "the rows come with this version of the library" if name == "revision" else "say source="
                raise OptionError(f"{path} takes no {name}; {way}")
        return _module(parse(path))

    dataset_module_factory.oeis_qa = True  # type: ignore[attr-defined]
    return dataset_module_factory


def _module(address: Address) -> DatasetModule:
    # The builder itself joins address, config name and options. A fresh dict each time, since datasets pops from it.
    return DatasetModule(
        builder_class(address.dataset).__module__, "", {"dataset_name": address.dataset, "address": address}
    )


register(
    "oeis_qa",
    builder="oeis_qa.loaders.oeis.builder",
    summary="questions about integer sequences",
    answer_kinds=("integer", "rational", "integer_list", "text", "choice", "program"),
    sources=("oeis_qa.loaders.oeis.sources", "oeis_qa.loaders.oeis.corpus"),
    verifiers={"program": "oeis_qa.loaders.oeis.programs:kind"},
    card="oeis_qa.loaders.oeis",
)
register(
    "arc_rle",
    builder="oeis_qa.loaders.arc_rle.builder",
    summary="tasks about grids in run-length text",
    answer_kinds=(
        *("grid:rle", "grid:digits", "grid:json", "rle_row", "histogram", "colours", "flags"),
        *("integer", "integer_list", "text"),
    ),
    verifiers={
        "grid": "oeis_qa.loaders.arc_rle.answers:grid",
        "rle_row": "oeis_qa.loaders.arc_rle.answers:RLE_ROW",
        "histogram": "oeis_qa.loaders.arc_rle.answers:HISTOGRAM",
        "colours": "oeis_qa.loaders.arc_rle.answers:COLOURS",
        "flags": "oeis_qa.loaders.arc_rle.answers:FLAGS",
    },
    pictures="oeis_qa.loaders.arc_rle.pictures:draw",
    commands={"gallery": "oeis_qa.loaders.arc_rle.gallery:gallery"},
    card="oeis_qa.loaders.arc_rle",
)
for _name, _summary, *_kinds in (
    ("gsm8k", "word problems of grade-school arithmetic", "integer", "decimal"),
    ("math", "problems from mathematics competitions", "latex"),
    ("mmlu", "questions with four choices from 57 subjects", "choice"),
    ("humaneval", "Python functions to complete from their heads", "python_tests"),
    ("mbpp", "short Python programs from a sentence and its tests", "python_tests"),
):
    register(
        _name,
        builder=f"oeis_qa.loaders.benchmarks.{_name}",
        summary=_summary,
        answer_kinds=tuple(_kinds),
        verifiers={"python_tests": "oeis_qa.loaders.benchmarks.python_tests:KIND"},
        card="oeis_qa.loaders.benchmarks",
    )
