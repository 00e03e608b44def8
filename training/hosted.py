"""Rows that lie ready made: in a folder that `oeis-qa build` has made, or in a repository of the Hub.

In:  folder("built", {"config": "completion"})
Out: Hosted(name="built/completion", rows=3000, incorrect=False, ...), whose split("train", False) is a Dataset
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import datasets
from huggingface_hub import hf_hub_download
from huggingface_hub.errors import EntryNotFoundError, HfHubHTTPError, LocalEntryNotFoundError

from oeis_qa.errors import OptionError, SourceError, choices
from oeis_qa.fingerprint import text_hash
from oeis_qa.publishing.build import MANIFEST
from oeis_qa.publishing.reading import whole


@dataclass(frozen=True)
class Hosted:
    """A config of such a dataset."""

    name: str
    split: Callable[[str, bool], Any]  # a split's rows, streaming or not; None where it has none
    rows: int | None  # of train, where that is written
    incorrect: bool  # whether responses are wrong on purpose
    spec: str  # equal spec, equal rows


def folder(path: str, options: Mapping[str, Any]) -> Hosted:
    """A config of a built folder, after every file was found as it was built.

    Raises:
        TargetError: no built folder, or one that is not whole.
        OptionError: an option other than config=, or no such config.
    """
    _check_options(path, options, ("config",))
    return _built(path, whole(path).manifest, options)


def repository(name: str, options: Mapping[str, Any]) -> Hosted:
    """A config of a repository of the Hub, at revision= or as it is now.

    Raises:
        SourceError: there is none, or no way to it.
        OptionError: an option other than config= and revision=, or no such config.
    """
    _check_options(name, options, ("config", "revision"))
    manifest = _manifest(name, options.get("revision"))
    return _foreign(name, options) if manifest is None else _built(name, manifest, options)


def _check_options(name: str, options: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for option in options:
        if option not in known:
            raise OptionError(
                f"--data {name!r}: rows that are built take no {option}; {choices(option, known)}, weight"
            )


def _built(path: str, manifest: Mapping[str, Any], options: Mapping[str, Any]) -> Hosted:
    """A config of what this library has built, as its manifest tells of it."""
    parts = {part["name"]: part for part in manifest["spec"]["parts"]}
    config = options.get("config") or (next(iter(parts)) if len(parts) == 1 else None)
    if config not in parts:
        raise OptionError(f"--data {path!r}: config={config!r}; say which, as in config={next(iter(parts))}. "
                          f"{choices(str(config), parts)}")  # fmt: skip
    known = parts[config]
    return Hosted(
        f"{path}/{config}",
        partial(_split, path, config, options.get("revision"), tuple(known["sizes"])),
        known["sizes"].get("train"),
        known["incorrect"],
        text_hash(json.dumps([manifest["logical"], config])),
    )


def _foreign(name: str, options: Mapping[str, Any]) -> Hosted:
    """A dataset of somebody else's."""
    config, revision = options.get("config"), options.get("revision")
    builder = datasets.load_dataset_builder(name, config, revision=revision)
    known = builder.info.splits or {}
    train = known["train"].num_examples if "train" in known else None
    splits = tuple(known) or tuple(datasets.get_dataset_split_names(name, config, revision=revision))
    title = f"{name}/{builder.config.name}"
    return Hosted(title, partial(_split, name, config, revision, splits), train, False, str(builder.hash))


def _split(path: str, config: str | None, revision: str | None, have: tuple[str, ...], split: str, stream: bool) -> Any:
    if split not in have:
        return None
    return datasets.load_dataset(path, config, split=split, revision=revision, streaming=stream)


def _manifest(name: str, revision: str | None) -> Any:
    """The manifest of a repository; None where it has none, as it is somebody else's."""
    try:
        path = hf_hub_download(name, MANIFEST, repo_type="dataset", revision=revision)
    except (LocalEntryNotFoundError, ConnectionError) as error:
        raise SourceError(
            f"--data {name!r}: no way to the Hub, and no copy here ({error}); connect, or give a folder"
        ) from error
    except EntryNotFoundError:
        return None
    except HfHubHTTPError as error:
        raise SourceError(f"--data {name!r}: the Hub does not give it: {error}") from error
    with open(path, encoding="utf-8") as file:
        return json.load(file)
