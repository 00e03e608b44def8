"""A built folder, read back: only files that its manifest names, and only after they are found whole.

In:  whole("/data/built").tables("completion", "train")
Out: the rows as Arrow tables, some thousands at a time
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import datasets
import pyarrow as pa
import pyarrow.parquet as pq

from oeis_qa.errors import TargetError
from oeis_qa.layouts import features
from oeis_qa.publishing.build import CARD, MANIFEST
from oeis_qa.publishing.secrets import redacted

_AT_ONCE = 20_000  # rows that are read at a time
_REPAIR = "run the same build again, which makes only what is missing"


@dataclass(frozen=True)
class Built:
    """A folder that a build has finished."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def parts(self) -> dict[str, dict[str, Any]]:
        """What the spec tells of each config, by its name in the folder."""
        return {part["name"]: part for part in self.manifest["spec"]["parts"]}

    @property
    def incorrect(self) -> list[str]:
        """The configs whose responses are wrong on purpose."""
        return [name for name, part in self.parts.items() if part["incorrect"]]

    @property
    def names(self) -> list[str]:
        """Every file that belongs to the dataset."""
        return [CARD, MANIFEST, *(shard["name"] for shard in self.manifest["shards"])]

    def features(self, config: str) -> datasets.Features:
        """The columns of a config."""
        return features(self.parts[config]["options"]["layout"])

    def shards(self, config: str, split: str) -> list[dict[str, Any]]:
        """What the manifest tells of each shard of a split, in the order of their rows."""
        return [shard for shard in self.manifest["shards"] if shard["name"].startswith(f"{config}/{split}-")]

    def tables(self, config: str, split: str) -> Iterator[pa.Table]:
        """The rows of a split, some at a time."""
        for shard in self.shards(config, split):
            yield from tables(self.folder / shard["name"])


def tables(path: Path) -> Iterator[pa.Table]:
    """The rows of a Parquet file, some at a time."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(_AT_ONCE):
            yield pa.Table.from_batches([batch])


def whole(folder: str | Path) -> Built:
    """The built folder at this path, after every file that its manifest names was found there, unchanged.

    Raises:
        TargetError: no such folder, a build that is not finished, or a file that is missing or changed.
    """
    built = _opened(Path(folder))
    for name in (CARD, *(shard["name"] for shard in built.manifest["shards"])):
        if not (built.folder / name).is_file():
            raise TargetError(f"{built.folder}: {name} is missing, which {MANIFEST} names; {_REPAIR}")
    for shard in built.manifest["shards"]:
        if _sha256(built.folder / shard["name"]) != shard["sha256"]:
            raise TargetError(f"{built.folder}: {shard['name']} is not as it was built; {_REPAIR}")
    return built


def _opened(folder: Path) -> Built:
    if not folder.is_dir():
        what = redacted(str(folder))
        raise TargetError(f"{what!r} is no folder here; give one that `oeis-qa build ... --out` has made")
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise TargetError(f"{folder} holds no {MANIFEST}: no build, or an unfinished one; {_REPAIR}") from None
    except ValueError:
        manifest = None
    built = Built(folder, manifest)
    if not _known(built):
        raise TargetError(f"{folder}: {MANIFEST} is none of this library's; {_REPAIR}")
    return built


def _known(built: Built) -> bool:
    """Whether a manifest tells all that is needed, and names no file outside its folder."""
    try:
        names = [PurePosixPath(shard["name"]) for shard in built.manifest["shards"] if shard["sha256"]]
        return bool(built.parts and names) and not any(name.is_absolute() or ".." in name.parts for name in names)
    except (KeyError, TypeError):
        return False


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
