"""Grids and the like in what a model says: where each stands, and the one spelling that all texts of a value share.

The places of a final answer (`oeis_qa.answers.finals`) are read line by line, and know no grids. So each value
in a completion first gives way to a mark, the same for equal values: "@0@" for the first, "@1@" for another.

In:  marked("The answer is:⏎10⏎01", spelling of grids in digits)
Out: Marked(text="The answer is:⏎@0@", values=["10⏎01"]), ⏎ being an end of line
"""

from collections.abc import Callable
from typing import NamedTuple

import regex

from oeis_qa.answers.plain import Pattern
from oeis_qa.errors import GridError

MARK = "@[0-9]+@"


class Spelling(NamedTuple):
    pattern: Pattern  # of a text that may be a value
    canonical: Callable[[str], str]  # the canonical text of one that is; raises GridError where it is none
    value: "Callable[[regex.Match[str]], str]" = lambda found: found[0]  # of what the pattern finds, what can be one


class Marked(NamedTuple):
    text: str
    values: list[str]  # in canonical spelling; that of @0@ first

    def value(self, mark: str) -> str:
        """What a mark stands for."""
        return self.values[int(mark.strip("@"))]


def marked(text: str, spelling: Spelling) -> Marked:
    """The text with a mark in place of each value; what only looks like one stays."""
    numbers: dict[str, int] = {}

    def mark(found: "regex.Match[str]") -> str:
        said = spelling.value(found)
        try:
            value = spelling.canonical(said)
        except GridError:
            return found[0]
        return f"@{numbers.setdefault(value, len(numbers))}@{found[0][len(said) :]}"

    told = spelling.pattern.sub(mark, text.replace("@", " ").replace("\\_", "_").replace("\r\n", "\n"))
    return Marked(told, list(numbers))
