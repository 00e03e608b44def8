"""What the library keeps on disk: built rows in the datasets cache, parsed sources in a folder beside them.

Both carry the hash of the code that made them at the front of their last name, so what no present code can read is
told apart.

In:  list(kept("~/.cache/huggingface/datasets"))
Out: [Kept(path=.../oeis_qa/completion/0.0.0/9f3c01ab..., size=2_401_113, current=True), ...]
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import datasets

from oeis_qa.fingerprint import code_hash, package_of
from oeis_qa.registry import DATASETS

_SOURCES = "oeis_qa-sources"


@dataclass(frozen=True)
class Kept:
    path: Path
    size: int  # bytes
    current: bool  # made by the code as it is now


def datasets_cache(cache_dir: str | None = None) -> Path:
    """The cache folder of `datasets`."""
    return Path(cache_dir or datasets.config.HF_DATASETS_CACHE).expanduser()


def sources_folder(cache_dir: str | None = None) -> Path:
    """Where parsed sources are kept: in the folder given as cache_dir, too."""
    return datasets_cache(cache_dir) / _SOURCES


def kept(cache_dir: str | None = None) -> Iterator[Kept]:
    """Every built config and parsed source in this cache, and what killed builds left behind (never current)."""
    root = datasets_cache(cache_dir)
    for dataset in DATASETS.values():
        rows = code_hash(package_of(dataset.builder))
        for path in sorted((root / dataset.name).glob("*/*/*")):
            if path.is_dir():
                yield Kept(path, _size(path), path.name.startswith(rows) and path.suffix != ".incomplete")
    present = {code_hash(dataset.sources) for dataset in DATASETS.values() if dataset.sources}
    for path in sorted(sources_folder(cache_dir).glob("*")):
        yield Kept(path, _size(path), path.name[:8] in present and path.suffix != ".tmp")


def prune(cache_dir: str | None = None) -> list[Kept]:
    """Delete what is not current, and say what that was."""
    stale = [item for item in kept(cache_dir) if not item.current]
    for item in stale:
        if item.path.is_dir():
            shutil.rmtree(item.path)
        else:
            item.path.unlink()
    return stale


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
