"""Result files: every completion with its verdict, one JSON object a line, read into columns.

`A_results.jsonl` is written by `oeis-qa evaluate`. Several runs of one model (seeds) are one file with several seeds,
or files A_seed0_results.jsonl, A_seed1_results.jsonl ..., which are read together.

In:  {"task": "gsm8k", "id": "gsm8k/test/0", "sample": 0, "seed": 0, "right": true, "version": "5f1c", ...}
Out: read("A_results.jsonl").right == [True, ...], of("A", "runs").seed == [0, ..., 1, ...]
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from glob import escape
from pathlib import Path
from typing import Any, TypeVar

from oeis_qa.errors import OptionError, SourceError, SourceFormatError, choices
from oeis_qa.evaluation.written import put

Value = TypeVar("Value", str, int)
SUFFIX = "_results.jsonl"
_SEED = re.compile(r"(.*)_seed([0-9]+)")


@dataclass(frozen=True)
class Results:
    """The rows of a result file as columns of one length."""

    name: str  # of the model
    task: list[str]
    id: list[str]  # of the item
    sample: list[int]
    seed: list[int]  # of the run
    prompt: list[Any]  # a text or messages
    gold: list[str]
    answer_kind: list[str]
    completion: list[str]
    finish: list[str]  # "stop" or "length"
    answer: list[str | None]
    right: list[bool | None]  # None: could not be judged
    reason: list[str]
    benchmark: list[str]  # see `keys`
    family: list[str | None]
    solved: list[bool | None]  # whether a baseline solver solves the row; None where there are none
    version: list[str]  # of prompts, layout and verifier

    def __len__(self) -> int:
        return len(self.id)

    def take(self, places: Iterable[int]) -> "Results":
        """The rows at these places."""
        chosen = list(places)
        return Results(self.name, **{name: [getattr(self, name)[i] for i in chosen] for name in COLUMNS})

    def tasks(self) -> dict[str, "Results"]:
        """The rows of each task, in the order of the file."""
        return {task: self.take(places) for task, places in _places(self.task).items()}

    def runs(self) -> dict[int, "Results"]:
        """The rows of each seed."""
        return {seed: self.take(places) for seed, places in sorted(_places(self.seed).items())}


COLUMNS = tuple(field.name for field in fields(Results))[1:]
_NULL, _TEXT, _WHOLE, _TRUTH = type(None), "a text", "a whole number", "true, false or null"
_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    **dict.fromkeys(("task", "id", "gold", "completion", "reason", "benchmark", "version"), ((str,), _TEXT)),
    "prompt": ((str, list), "a text or messages"),
    **dict.fromkeys(("sample", "seed"), ((int,), _WHOLE)),
    **dict.fromkeys(("right", "solved"), ((bool, _NULL), _TRUTH)),
    "family": ((str, _NULL), "a text or null"),
}


def of(name: str, directory: str | Path = ".") -> Results:
    """The results of a model by its name in a folder, or by the path of a file.

    Raises:
        SourceError: there are no such results.
        OptionError: there is one file of that name and also files of its seeds, or a seed's file holds several runs.
        SourceFormatError: as `read`.
    """
    if name.endswith(".jsonl"):
        return read(name)
    whole = Path(directory, name + SUFFIX)
    seeds = sorted(whole.parent.glob(f"{escape(whole.name.removesuffix(SUFFIX))}_seed*{SUFFIX}"))
    runs = [path for path in seeds if (found := _SEED.fullmatch(_name(path))) and found[1] == Path(name).name]
    if whole.exists() and runs:
        raise OptionError(f"{name!r}: there are {whole.name} and {runs[0].name}; give the path of the file you mean")
    if not whole.exists() and not runs:
        others = [_name(path) for path in sorted(whole.parent.glob(f"*{SUFFIX}"))]
        have = choices(name, others) if others else "there are none of anybody; evaluate a model first"
        raise SourceError(f"no results of {name!r} in {whole.parent}; {have}")
    return _joined(whole.name.removesuffix(SUFFIX), runs) if runs else read(whole)


def read(path: str | Path) -> Results:
    """The results in a file. Fields that are not ours are left out.

    Raises:
        SourceError: the file cannot be read.
        SourceFormatError: it is empty or torn, a line is no row, an answer is there twice, or one task has rows of
            several versions.
    """
    path = Path(path)
    results = of_rows(_name(path), [_row(path, number, line) for number, line in _lines(path)])
    _check_once(results, path)
    _check_versions(results, path)
    return results


def of_rows(name: str, rows: Sequence[Mapping[str, Any]]) -> Results:
    """Rows as they are written, as columns."""
    return Results(name, **{column: [row[column] for row in rows] for column in COLUMNS})


def write(path: str | Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a result file: whole, or not at all.

    Raises:
        TargetError: it cannot be written.
    """
    put(Path(path), (json.dumps({name: row[name] for name in COLUMNS}, ensure_ascii=False) + "\n" for row in rows))


def _places(values: Iterable[Value]) -> dict[Value, list[int]]:
    """Where each value stands."""
    found: dict[Value, list[int]] = {}
    for i, value in enumerate(values):
        found.setdefault(value, []).append(i)
    return found


def _name(path: Path) -> str:
    return path.name.removesuffix(SUFFIX).removesuffix(".jsonl")


def _joined(name: str, paths: Iterable[Path]) -> Results:
    """Files of several seeds as one; their names tell the seeds."""
    columns: dict[str, list[Any]] = {column: [] for column in COLUMNS}
    for path in paths:
        part = read(path)
        if len(set(part.seed)) > 1:
            raise OptionError(
                f"{path} holds the seeds {sorted(set(part.seed))}, its name says one; give it another name"
            )
        for column in COLUMNS:
            columns[column] += getattr(part, column)
        columns["seed"][-len(part) :] = [int(_name(path).rpartition("_seed")[2])] * len(part)
    whole = Results(name, **columns)
    _check_versions(whole, Path(f"the files of {name}"))
    return whole


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers. Not by splitlines(), which takes marks within texts for their ends."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(
            f"{path} cannot be read ({error.strerror}); give a file that `oeis-qa evaluate` wrote"
        ) from None
    if not data.strip():
        raise SourceFormatError(f"{path} is empty: no item was finished; run `oeis-qa evaluate` again, it goes on")
    lines = data.rstrip(b"\n").split(b"\n")
    if not data.endswith(b"\n") and not _parses(lines[-1]):
        raise SourceFormatError(
            f"{path}, line {len(lines)}: the file was cut off within it; run the same `oeis-qa evaluate` again, "
            "which repeats nothing, or delete the line"
        )
    yield from enumerate(lines, start=1)


def _parses(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def object_in(path: str | Path, number: int, line: str | bytes) -> Mapping[str, Any]:
    """The object of JSON that is a line of a file.

    Raises:
        SourceFormatError: it is none.
    """
    try:
        row = json.loads(line)
    except ValueError as error:
        raise SourceFormatError(f"{path}, line {number} is no JSON ({error}); mend it or delete it") from None
    if not isinstance(row, dict):
        raise SourceFormatError(f"{path}, line {number} is no object; give a file with a JSON object a line")
    return row


def _row(path: Path, number: int, line: bytes) -> Mapping[str, Any]:
    row = object_in(path, number, line)
    missing = [name for name in COLUMNS if name not in row]
    if missing:
        raise SourceFormatError(
            f"{path}, line {number} has no {', '.join(missing)}; give a file that `oeis-qa evaluate` or "
            "`oeis-qa score` wrote"
        )
    for name, (types, said) in _TYPES.items():
        if type(row[name]) not in types:
            raise SourceFormatError(f"{path}, line {number}: {name} is {row[name]!r}; it must be {said}")
    return row


def _check_once(results: Results, path: Path) -> None:
    first: dict[tuple[str, str, int, int], int] = {}
    for number, answer in enumerate(zip(results.task, results.id, results.sample, results.seed, strict=True), start=1):
        if answer in first:
            task, item, sample, seed = answer
            raise SourceFormatError(
                f"{path}, lines {first[answer]} and {number}: both hold {item} of {task}, sample {sample}, seed {seed}"
                "; delete one of them, or evaluate again into a new file"
            )
        first[answer] = number


def _check_versions(results: Results, path: Path) -> None:
    for task, part in results.tasks().items():
        counts = Counter(part.version)
        if len(counts) > 1:
            found = ", ".join(f"{version} ({rows:,} rows)" for version, rows in counts.items())
            raise SourceFormatError(
                f"{path}: {task} was run in versions {found}, whose prompts or verifiers differ; evaluate it again as "
                "one, or re-score its completions with `oeis-qa score`"
            )
