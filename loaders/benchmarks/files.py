"""The files of a benchmark, found and read: JSON lines, plain or gzipped, one JSON array, or Parquet.

In:  records(FORMAT, files(FORMAT, "/data/gsm8k"))
Out: Record("test", 0, {"question": "Janet's ducks lay 16 eggs ...", "answer": "..."}, "test.jsonl.gz, line 1"), ...
"""

import functools
import gzip
import hashlib
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from oeis_qa.errors import SourceError, SourceFormatError
from oeis_qa.loaders.benchmarks.formats import Format, Record

ENDS = (".jsonl", ".jsonl.gz", ".json", ".json.gz", ".parquet")
_DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error, pa.ArrowInvalid)


class File(NamedTuple):
    path: str
    split: str  # "" where each record tells its own
    size: int
    changed: int  # nanoseconds


def files(form: Format, source: str) -> tuple[File, ...]:
    """The files of a source that belong to the benchmark, by split and name.

    Raises:
        SourceError: the source is not there.
        SourceFormatError: it has no such file, or the name of a file tells no split.
    """
    path = Path(source)
    if path.is_file():
        return (_file(form, path),)
    if not path.is_dir():
        raise SourceError(f"source={source!r} is not there; give a folder or file of {form.name}, or source=hub")
    found = [_file(form, file) for file in sorted(path.rglob("*")) if _belongs(form, file, path)]
    if not found:
        raise SourceFormatError(
            f"source={source!r} has no file of {form.name}; {_rule(form)}, and each must end in {', '.join(ENDS)}"
        )
    whole = [file for file in found if Path(file.path).parent.name == "all"]  # beside a folder for each of its parts
    return tuple(whole or found)


def _belongs(form: Format, file: Path, folder: Path) -> bool:
    words = set(re.split(r"[^A-Za-z0-9]+", str(file.relative_to(folder)).lower()))
    if not file.is_file() or not file.name.endswith(ENDS) or words & set(form.passed_over):
        return False
    return _split(form, file) is not None


def _file(form: Format, path: Path) -> File:
    split = _split(form, path)
    if split is None:
        raise SourceFormatError(f"{path}: its name tells no split; {_rule(form)}")
    stat = path.stat()
    return File(str(path), split, stat.st_size, stat.st_mtime_ns)


def _split(form: Format, path: Path) -> str | None:
    first = re.split(r"[^A-Za-z]", path.name, maxsplit=1)[0].lower()
    return form.splits.get(first, form.splits.get(""))


def _rule(form: Format) -> str:
    return f"names begin with {', '.join(filter(None, form.splits))}, as in test.jsonl.gz"


def fingerprint(state: tuple[File, ...]) -> str:
    """A hash of the names and the bytes of all files."""
    told = [[Path(file.path).name, file.split, _digest(file)] for file in state]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@functools.lru_cache(maxsize=1024)
def _digest(file: File) -> str:
    return hashlib.sha256(Path(file.path).read_bytes()).hexdigest()


def records(form: Format, state: tuple[File, ...]) -> Iterator[Record]:
    """Every record of these files, numbered within its split.

    Raises:
        SourceFormatError: a file that is damaged, or not of the benchmark's form: which, and where.
    """
    numbers: Counter[str] = Counter()
    for file in state:
        for where, values in _read(file.path):
            if not isinstance(values, dict) or not set(form.columns) <= set(values):
                raise SourceFormatError(
                    f"{where}: {form.name} has the columns {', '.join(form.columns)}; there is {_short(values)}"
                )
            split = file.split or (form.split_of(values) if form.split_of else "test")
            yield Record(split, numbers[split], values, where)
            numbers[split] += 1


def _read(path: str) -> Iterator[tuple[str, Any]]:
    try:
        if path.endswith(".parquet"):
            return _told(path, "row", list(enumerate(pq.read_table(path).to_pylist(), 1)))
        raw = Path(path).read_bytes()
        text = (gzip.decompress(raw) if path.endswith(".gz") else raw).decode("utf-8-sig")
    except (*_DAMAGED, UnicodeDecodeError) as error:
        raise SourceFormatError(f"{path} is cut short or damaged ({error}); fetch it again") from None
    if path.endswith((".json", ".json.gz")):
        return _told(path, "item", list(enumerate(_array(path, text), 1)))
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    return _told(path, "line", [(number, _parsed(f"{path}, line {number}", line)) for number, line in lines])


def _told(path: str, unit: str, rows: list[tuple[int, Any]]) -> Iterator[tuple[str, Any]]:
    return ((f"{path}, {unit} {number}", values) for number, values in rows)


def _array(path: str, text: str) -> list[Any]:
    items = _parsed(path, text)
    if not isinstance(items, list):
        raise SourceFormatError(f"{path} is no JSON array; give one, or one object a line in a file named .jsonl")
    return items


def _parsed(where: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceFormatError(f"{where}: it is no JSON ({error}); fetch the file again") from None


def _short(values: Any) -> str:
    return ", ".join(map(str, values))[:120] if isinstance(values, dict) else f"a {type(values).__name__}"
