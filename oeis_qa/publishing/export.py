"""Rows of a built folder as plain files: JSON lines, the same packed by xz, or CSV.

The columns are those of the layout that the folder was built in. A file holds rows of one split only, so that nobody
trains on the test rows of a file that holds both. JSON lines are read back as they are. CSV has no types: conversations
and lists are JSON text in it, and digits that are text are read as text only where the reader is told so, as in
load_dataset("csv", data_files=..., features=..., keep_default_na=False).

In:  export("/data/built", "jsonl", "train.jsonl", split_size="98MB")
Out: [train-00001.jsonl, train-00002.jsonl], each of at most 98,000,000 bytes
"""

import glob
import lzma
import math
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from datasets.utils.py_utils import convert_file_size_to_int

from oeis_qa.errors import OptionError, TargetError, choices
from oeis_qa.publishing.lines import csv_header, csv_lines, json_lines, text_of
from oeis_qa.publishing.reading import Built, whole
from oeis_qa.publishing.stores import TEMPORARY
from oeis_qa.splits import SPLITS

_PRESET = 1  # of xz: several times as fast as its usual 6


@dataclass(frozen=True)
class Format:
    lines: Callable[[pa.Table], pa.StringArray]  # each row with its line feed
    header: Callable[[Sequence[str]], str]  # what stands above them, of the columns' names
    opened: Callable[[Path], IO[bytes]]


def export(
    folder: str,
    to: str,
    out: str,
    *,
    split_size: str | None = None,
    configs: Sequence[str] = (),
    split: str = "train",
) -> list[Path]:
    """Write the rows of a split of these configs (all, if none is named), one after the other, and return the files.

    Args:
        folder: what a build has made.
        to: a key of FORMATS.
        out: the file; of several, each has its number before the suffix.
        split_size: most bytes of a file, before it is packed, as in "98MB"; a row is never cut.
        configs: names of configs in the folder.
        split: of which split.

    Raises:
        OptionError: an unknown format, config or split, a size that is none, or configs with different columns.
        TargetError: the folder is not whole, or the file is there already or cannot be written.
    """
    if to not in FORMATS:
        raise OptionError(f"to={to!r} is no format; {choices(to, FORMATS)}")
    most = math.inf if split_size is None else _bytes(split_size)
    _check_free(out, to, split_size is not None)
    built = whole(folder)
    asked = _asked(built, configs, split)
    header = FORMATS[to].header(list(built.features(asked[0]))).encode()
    rows = (FORMATS[to].lines(table) for config in asked for table in built.tables(config, split))
    pieces = cut(rows, most, len(header))
    try:
        return _written(
            FORMATS[to], header, pieces, lambda i: Path(out) if split_size is None else numbered(out, to, i)
        )
    except OSError as error:
        raise TargetError(f"{out} cannot be written ({error.strerror or error}); make room, or give another") from None


def _written(
    form: Format, header: bytes, pieces: Iterable[tuple[int, memoryview]], named: Callable[[int], Path]
) -> list[Path]:
    """Write the pieces under other names, and rename all files when the last is whole."""
    unfinished: dict[Path, Path] = {}
    try:
        for number, own in groupby(pieces, key=itemgetter(0)):
            final = named(number)
            final.parent.mkdir(parents=True, exist_ok=True)
            path = final.with_name(f".{final.name}.{uuid.uuid4().hex}{TEMPORARY}")
            unfinished[path] = final
            with form.opened(path) as file:
                file.write(header)
                for _, piece in own:
                    file.write(piece)
        return [path.replace(final) for path, final in unfinished.items()]
    finally:
        for path in unfinished:
            path.unlink(missing_ok=True)


def cut(rows: Iterable[pa.StringArray], most: float, header: int) -> Iterator[tuple[int, memoryview]]:
    """The text of all lines in pieces, each with the number of its file; of these only a long row is over `most`."""
    number, size = 1, header
    for lines in rows:
        ends = np.append(0, np.cumsum(pc.binary_length(lines).to_numpy()))
        start = 0
        while start < len(lines):
            stop = int(np.searchsorted(ends, ends[start] + most - size, side="right")) - 1
            if stop <= start and size > header:
                number, size = number + 1, header
                continue
            stop = max(stop, start + 1)
            yield number, text_of(lines.slice(start, stop - start))
            size += int(ends[stop] - ends[start])
            start = stop


def numbered(out: str, to: str, number: int | str) -> Path:
    """The name of one of several files: train-00001.jsonl."""
    name = Path(out).name
    stem = name.removesuffix(f".{to}")
    return Path(out).with_name(f"{stem}-{number:0>5}{name[len(stem) :]}")


def _bytes(split_size: str) -> int:
    try:
        size = int(convert_file_size_to_int(split_size))
    except ValueError:
        size = 0
    if size < 1:
        raise OptionError(f"split_size={split_size!r} is no size; give bytes, as in 98MB or 1GiB")
    return size


def _check_free(out: str, to: str, several: bool) -> None:
    """Raise TargetError where files of an earlier export are, which could be taken for some of this one."""
    name = Path(out).name
    if not name:
        raise OptionError(f"out={out!r} is no name of a file; give one, as in train.{to}")
    pattern = numbered(glob.escape(name), to, "[0-9]" * 5).name if several else glob.escape(name)
    if there := sorted(Path(out).parent.glob(pattern)):
        raise TargetError(f"{there[0]} is there already; delete it, or give another name")


def _asked(built: Built, configs: Sequence[str], split: str) -> list[str]:
    """The configs to write."""
    if split not in SPLITS:
        raise OptionError(f"split={split!r} is no split; {choices(split, SPLITS)}")
    for config in configs:
        if config not in built.parts:
            raise OptionError(f"{built.folder} holds no config {config!r}; {choices(config, built.parts)}")
    asked = [config for config in (configs or built.parts) if split in built.parts[config]["sizes"]]
    if not asked:
        raise OptionError(f"{built.folder} holds no {split} rows of {', '.join(configs or built.parts)}")
    for config in asked:
        if built.features(config) != built.features(asked[0]):
            raise OptionError(f"{asked[0]} and {config} have different columns; export them one by one")
    return asked


FORMATS = {
    "jsonl": Format(json_lines, lambda names: "", lambda path: path.open("wb")),
    "jsonl.xz": Format(json_lines, lambda names: "", partial(lzma.open, mode="wb", preset=_PRESET)),
    "csv": Format(csv_lines, csv_header, lambda path: path.open("wb")),
}
