"""What tells one benchmark from another: its files, its columns, and the row that a record of them makes.

In:  FORMAT.example(Record("test", 0, {"question": "...", "answer": "... #### 18"}, "test.jsonl, line 1"))
Out: Example(id="gsm8k/test/0", answer="18", answer_kind="integer", ...)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from oeis_qa.errors import OeisQAError
from oeis_qa.fingerprint import text_hash
from oeis_qa.records import Example

Values = Mapping[str, Any]


class Record(NamedTuple):
    split: str
    number: int  # its place among the records of its split, from 0
    values: Values
    where: str  # file and line


class UnfitError(OeisQAError):
    """A record of the right form that makes no row, and why; it is counted, and the next one is read."""


@dataclass(frozen=True, eq=False)
class Format:
    name: str
    licence: str  # of the published data, an SPDX id
    columns: tuple[str, ...]  # without one of them, a file is not of this form
    example: Callable[[Record], Example]
    repository: str  # on the Hub
    patterns: tuple[str, ...]  # its files there
    splits: Mapping[str, str]  # the first word of a file's name, and our split; "" for a name with none of them
    passed_over: tuple[str, ...] = ()  # words in the path of a file that holds other data
    split_of: Callable[[Values], str] | None = None  # of a record, where one file holds several splits


def family_of(*texts: str) -> str:
    """The key of a question: the same for two rows that ask the same, but for blanks and capitals."""
    return text_hash(*(" ".join(text.casefold().split()) for text in texts))


def text_in(record: Record, column: str) -> str:
    """The text in a column.

    Raises:
        UnfitError: it is none, or empty.
    """
    value = record.values[column]
    if not isinstance(value, str) or not value.strip():
        raise UnfitError(f"no text in {column}")
    return value.strip()
