"""ARC tasks from a file or a folder, read and checked; without one, the tasks that come with the library.

In:  tasks(files("data/arc-agi-1"))[0]
Out: Task(name="00576224", examples=[(grid, grid), ...], tests=[(grid, grid)])
"""

import functools
import hashlib
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from oeis_qa.errors import GridError, SourceError, SourceFormatError
from oeis_qa.loaders.arc_rle.arc_agi.bundled import TASKS
from oeis_qa.loaders.arc_rle.cells import Grid, checked
from oeis_qa.loaders.arc_rle.public.lines import DAMAGED, Stamp, digest, stamp, texts

WHOLE = (".json", ".json.gz")  # files of one task, whose name it has
LINES = (".jsonl", ".jsonl.gz")  # files of one task a line, with its name as id
Pairs = list[tuple[Grid, Grid]]
State = tuple[Stamp, ...]  # of every file; empty where there is no source

_RULE = "a task is a JSON object with train and test, each a list of pairs that have an input and an output"
_NAME = re.compile(r"[\w.-]{1,80}", re.ASCII)


class Task(NamedTuple):
    name: str
    examples: Pairs
    tests: Pairs


def files(source: str) -> State:
    """What tells one state of the source from another; none for no source.

    Raises:
        SourceError: the source is not there.
        SourceFormatError: a folder without tasks.
    """
    if not source:
        return ()
    path = Path(source)
    if not path.exists():
        raise SourceError(f"source={source!r} is not there; give a folder of ARC tasks, or one file of them")
    if path.is_file():
        return (stamp(source),)
    found = sorted(str(file) for file in path.rglob("*") if file.is_file() and file.name.endswith(WHOLE + LINES))
    if not found:
        raise SourceFormatError(f"source={source!r} has no file that ends in {', '.join(WHOLE + LINES)}")
    return tuple(map(stamp, found))


@functools.lru_cache(maxsize=8)
def fingerprint(state: State) -> str:
    """A hash of the names and the bytes of all files."""
    told = [[Path(one[0]).name, digest(one)] for one in state]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest() if told else ""


@functools.lru_cache(maxsize=2)
def tasks(state: State) -> tuple[Task, ...]:
    """The tasks of these files in the order of their names, or those of the library.

    Raises:
        SourceFormatError: a file that is broken, a task that is none, or two of one name.
    """
    if not state:
        return tuple(_bundled(name) for name in sorted(TASKS))
    found: dict[str, tuple[str, Task]] = {}
    for path, *_ in state:
        for where, task in _read(path):
            if task.name in found:
                raise SourceFormatError(f"{where}: task {task.name} stands in {found[task.name][0]} too; keep one")
            found[task.name] = where, task
    return tuple(found[name][1] for name in sorted(found))


def _bundled(name: str) -> Task:
    task = TASKS[name]
    examples, tests = (
        [(_digits(before), _digits(after)) for before, after in pairs] for pairs in (task.examples, task.tests)
    )
    return Task(name, examples, tests)


def _digits(text: str) -> Grid:
    return checked([list(map(int, row)) for row in text.split()])


def _read(path: str) -> list[tuple[str, Task]]:
    """The tasks of a file, each with where it stands."""
    name = Path(path).name
    try:
        lines = list(texts(path))
    except DAMAGED as error:
        raise SourceFormatError(f"{path} is cut short or damaged ({error}); fetch it again") from None
    if name.endswith(WHOLE):
        content = _loaded(path, b"".join(line for _, line in lines))
        return [(path, _task(path, name.partition(".json")[0], content))]
    told = [(f"{path}, line {number}", line) for number, line in lines if line.strip()]
    if not told:
        raise SourceFormatError(f"{path} holds no task; give one a line, with its name as id")
    contents = [(where, _loaded(where, line)) for where, line in told]
    return [(where, _task(where, content.get("id"), content)) for where, content in contents]


def _loaded(where: str, text: bytes) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceFormatError(f"{where}: it is no JSON ({error}); {_RULE}") from None
    if not isinstance(content, dict):
        raise SourceFormatError(f"{where}: it holds a {type(content).__name__}; {_RULE}")
    return content


def _task(where: str, name: Any, content: dict[str, Any]) -> Task:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise SourceFormatError(
            f"{where}: {name!r:.60} is no name of a task; give the letters, digits and any of - _ . that it has as id, "
            "or as the name of its file"
        )
    return Task(name, _pairs(where, "train", content.get("train")), _pairs(where, "test", content.get("test")))


def _pairs(where: str, field: str, pairs: Any) -> Pairs:
    if not isinstance(pairs, list) or not pairs:
        raise SourceFormatError(f"{where}: {field} is {pairs!r:.60}; {_RULE}")
    return [_pair(f"{where}: {field} {number}", pair) for number, pair in enumerate(pairs)]


def _pair(where: str, pair: Any) -> tuple[Grid, Grid]:
    if not isinstance(pair, dict):
        raise SourceFormatError(f"{where} is {pair!r:.60}; {_RULE}")
    for side in ("input", "output"):
        if pair.get(side) is None:
            raise SourceFormatError(f"{where} has no {side}; {_RULE}, those of test too")
    before, after = (_grid(f"{where}, {side}", pair[side]) for side in ("input", "output"))
    return before, after


def _grid(where: str, grid: Any) -> Grid:
    try:
        return checked(grid)
    except (GridError, OverflowError) as error:
        raise SourceFormatError(f"{where}: {error}") from None
