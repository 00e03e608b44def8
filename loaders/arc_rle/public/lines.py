"""A file of rows in simon-arc-lab's public form: JSON lines of instruction, input, output, benchmark; .gz or not.

In:  keys_of("dataset=symmetry group=symmetry instruction_sequence='hstack(orig 180)' image_width=small")
Out: {"dataset": "symmetry", "group": "symmetry", "instruction_sequence": "hstack(orig 180)", "image_width": "small"}
"""

import functools
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from oeis_qa.errors import SourceError, SourceFormatError

FIELDS = ("instruction", "input", "output", "benchmark")
KEYS = (
    *("dataset", "group", "predict", "earlier_prediction"),
    *("image_width", "image_height", "task_pixels", "histogram_size", "pixel_length"),
    *("connectivity", "max_mass", "scalex", "scaley", "instruction_sequence", "ca", "ca_step"),
)
"""The keys of a benchmark text. Nothing else ends a value, since values hold blanks without quotes."""

_RULE = f"each line is a JSON object with {', '.join(FIELDS)}, all of them text"
_KEY = re.compile(rf"(?:^|\s)({'|'.join(KEYS)})=")
_GZIP = b"\x1f\x8b"
DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error)

Stamp = tuple[str, int, int]  # path, size, time of the last change in nanoseconds


class Line(NamedTuple):
    number: int  # of the line, from 1
    instruction: str
    data: str
    output: str
    benchmark: str
    keys: Mapping[str, str]  # the benchmark text, taken apart


def stamp(source: str) -> Stamp:
    """What tells one state of the file from another.

    Raises:
        SourceError: there is no such file.
        SourceFormatError: it is a folder.
    """
    path = Path(source)
    if not path.exists():
        raise SourceError(f"source={source!r} is not there; give a file of JSON lines, .gz or not")
    if not path.is_file():
        raise SourceFormatError(f"source={source!r} is no file; give one file of JSON lines, .gz or not")
    about = path.stat()
    return str(path), about.st_size, about.st_mtime_ns


@functools.lru_cache(maxsize=8)
def digest(state: Stamp) -> str:
    """A hash of the bytes of the file, which is read once a process as long as it stays as it is."""
    found = hashlib.sha256()
    with open(state[0], "rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
    return found.hexdigest()


@functools.lru_cache(maxsize=1)
def lines(state: Stamp) -> tuple[Line, ...]:
    """The rows of the file.

    Raises:
        SourceFormatError: a line that is none, a damaged .gz, or a file without rows.
    """
    path = state[0]
    try:
        found = tuple(_line(path, number, text) for number, text in texts(path) if text.strip())
    except DAMAGED as error:
        raise SourceFormatError(f"{path} is cut short or damaged ({error}); fetch it again") from None
    if not found:
        raise SourceFormatError(f"{path} holds no row; {_RULE}")
    return found


def texts(path: str) -> Iterator[tuple[int, bytes]]:
    with open(path, "rb") as file:
        packed = file.peek(2).startswith(_GZIP)  # told by what it is, whatever its name
        yield from enumerate(gzip.GzipFile(fileobj=file) if packed else file, 1)


def _line(path: str, number: int, text: bytes) -> Line:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceFormatError(f"{path}, line {number}: it is no JSON ({error}); {_RULE}") from None
    if not isinstance(row, dict):
        raise SourceFormatError(f"{path}, line {number}: it holds a {type(row).__name__}; {_RULE}")
    for name in FIELDS:
        if not _is_text(row.get(name)):
            raise SourceFormatError(f"{path}, line {number}: {name} is {row.get(name)!r:.60}; {_RULE}")
    instruction, data, output, benchmark = (row[name] for name in FIELDS)
    return Line(number, instruction, data, output, benchmark, keys_of(benchmark))


def _is_text(value: Any) -> bool:
    """Whether it is text that can be written: JSON may hold half a character."""
    return isinstance(value, str) and (value.isascii() or not re.search("[\ud800-\udfff]", value))


def keys_of(benchmark: str) -> dict[str, str]:
    """The values of a benchmark text by their keys, without the quotes around them."""
    found = list(_KEY.finditer(benchmark))
    ends = [*(key.start() for key in found), len(benchmark)][1:]
    return {key[1]: _unquoted(benchmark[key.end() : end].strip()) for key, end in zip(found, ends, strict=True)}


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == "'" else value
