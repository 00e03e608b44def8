"""What the library keeps on disk: built rows in the datasets cache, parsed sources in a folder beside them.

Both carry the hash of the code that made them at the front of their last name, so what no present code can read is
told apart.

In:  list(kept("~/.cache/huggingface/datasets"))
Out: [Kept(path=.../oeis_qa/completion/0.0.0/9f3c01ab..., size=2_401_113, current=True), ...]
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import datasets
import pyarrow as pa
from datasets.utils import tqdm
from filelock import FileLock, Timeout

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


def keep(path: Path, make: Callable[[], pa.Table], doing: str) -> pa.Table:
    """The table kept at `path`, memory-mapped; made the first time, by one process while others wait.

    The file is written under another name and renamed, so it is whole or not there, whenever the process is killed.
    `doing` is shown, with the time it takes, while the table is made.
    """
    if not _readable(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock"), tqdm(total=1, desc=doing, bar_format="{desc} ({elapsed})", leave=False):
            if not _readable(path):
                _write(path, make().combine_chunks())
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def _readable(path: Path) -> bool:
    """Whether a whole table is there; a file that a failing disk cut short is made again."""
    try:
        return path.exists() and pa.ipc.open_file(pa.memory_map(str(path))).schema is not None
    except pa.ArrowInvalid:
        return False


def _write(path: Path, table: pa.Table) -> None:
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with unfinished.open("wb") as file:
            with pa.ipc.new_file(file, table.schema) as writer:
                writer.write_table(table)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def kept(cache_dir: str | None = None) -> Iterator[Kept]:
    """Every built config and parsed source in this cache, and what killed builds left behind (never current)."""
    root = datasets_cache(cache_dir)
    for dataset in DATASETS.values():
        rows = code_hash(package_of(dataset.builder))
        for path in sorted((root / dataset.name).glob("*/*/*")):
            if path.is_dir():
                yield Kept(path, _size(path), path.name.startswith(rows) and path.suffix != ".incomplete")
    yield from _sources(sources_folder(cache_dir))


def _sources(folder: Path) -> Iterator[Kept]:
    """Parsed sources, one folder each, and in each what the loaders' code found out about it."""
    parsed = {code_hash(*dataset.sources) for dataset in DATASETS.values() if dataset.sources}
    found_out = {code_hash(package_of(dataset.builder)) for dataset in DATASETS.values()}
    for source in sorted(folder.glob("*")):
        stale = [path for path in source.glob("*") if path.suffix == ".tmp" or _of_other_code(path, found_out)]
        current = source.name[:8] in parsed
        yield Kept(source, _size(source) - (sum(map(_size, stale)) if current else 0), current)
        if current:
            yield from (Kept(path, _size(path), False) for path in sorted(stale))


def _of_other_code(path: Path, present: set[str]) -> bool:
    code, dash, _ = path.name.partition("-")
    return bool(dash) and code not in present


def prune(cache_dir: str | None = None) -> list[Kept]:
    """Delete what is not current and not being made just now, and say what that was."""
    stale = [item for item in kept(cache_dir) if not item.current and not _being_made(item.path)]
    for item in stale:
        if item.path.is_dir():
            shutil.rmtree(item.path)
        else:
            item.path.unlink()
    return stale


def _being_made(path: Path) -> bool:
    """Whether another process holds the lock under which this path is written."""
    folder = path if path.is_dir() else path.parent
    locks = [*folder.glob("*.lock"), Path(str(path).removesuffix(".incomplete") + "_builder.lock")]
    return any(lock.exists() and _held(lock) for lock in locks)


def _held(lock: Path) -> bool:
    try:
        with FileLock(lock, blocking=False):
            return False
    except Timeout:
        return True


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())
