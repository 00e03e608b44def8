"""A whole ARC task in compact text: a line that names a grid, then a line of its run-length text.

Pairs are counted through from 0, examples first; the names of a test's grids end in T. An output that is not known is
`None`.

In:  write(Task([([[1, 0], [0, 1]], [[0, 1], [1, 0]])], [([[5, 6]], None)]))
Out: "I0⏎2 2 10,01⏎O0⏎2 2 01,10⏎I1T⏎2 1 56⏎O1T⏎None", ⏎ being an end of line
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle.rle import decode, encode

UNKNOWN = "None"


class Task(NamedTuple):
    examples: Sequence[tuple[Any, Any]]  # an input and an output, each a grid
    tests: Sequence[tuple[Any, Any]] = ()  # of these the output may be None


def write(task: Task) -> str:
    """The text of a task.

    Raises:
        GridError: one of its grids is none.
    """
    pairs = [*task.examples, *task.tests]
    texts = [(encode(before), UNKNOWN if after is None else encode(after)) for before, after in pairs]
    return labelled(texts, len(task.examples))


def labelled(pairs: Sequence[tuple[str, str]], examples: int) -> str:
    """The text of a task whose grids are text already; so many of its pairs are examples, the others tests."""
    texts = [text for pair in pairs for text in pair]
    return "\n".join(f"{name}\n{text}" for name, text in zip(names(len(pairs), examples), texts, strict=True))


def names(pairs: int, examples: int) -> list[str]:
    """What the grids are called, in order: I0, O0, I1, O1, I2T, O2T."""
    return [f"{side}{i}{'T' if i >= examples else ''}" for i in range(pairs) for side in "IO"]


def parse(text: str) -> Task:
    """The task of a text.

    Raises:
        GridError: the text is none.
    """
    lines = text.split("\n")
    called, texts = lines[::2], lines[1::2]
    examples = sum(not name.endswith("T") for name in called) // 2
    if len(lines) % 4 or called != names(len(texts) // 2, examples):
        raise GridError(f"{text[:60]!r} is no task; write the lines I0, a grid, O0, a grid, ..., tests as I2T and O2T")
    grids = [_read(name, line) for name, line in zip(called, texts, strict=True)]
    pairs = list(zip(grids[::2], grids[1::2], strict=True))
    return Task(pairs[:examples], pairs[examples:])


def _read(name: str, text: str) -> Any:
    """The grid of this name, which may be unknown if it is an output."""
    if text == UNKNOWN and name.startswith("O"):
        return None
    try:
        return decode(text)
    except GridError as error:
        raise GridError(f"{name}: {error}") from None
