r"""The boxes of a worked solution in LaTeX: what they hold, braces and all.

In:  boxes(r"so \boxed{\frac{1}{2}}.")
Out: [Box(start=3, end=22, inside="\\frac{1}{2}")]
"""

import re
from typing import NamedTuple

_BOX = re.compile(r"\\boxed(?:\s*(?P<open>\{)|\s+(?P<bare>[^\s{}$\\]+))")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)  # one behind a backslash is no brace


class Box(NamedTuple):
    start: int
    end: int
    inside: str


def boxes(text: str) -> list[Box]:
    """The boxes whose braces are closed, in order; none of those within another."""
    found: list[Box] = []
    for mark in _BOX.finditer(text):
        if found and mark.start() < found[-1].end:
            continue
        end = mark.end() if mark["bare"] else _closed(text, mark.end())
        if end:
            inside = mark["bare"] or text[mark.end() : end - 1]
            found.append(Box(mark.start(), end, inside.strip()))
    return found


def _closed(text: str, start: int) -> int:
    """The place behind the brace that closes the one before `start`; 0 where there is none."""
    depth = 1
    for brace in _BRACE.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth:
            return brace.end()
    return 0


def unboxed(text: str, found: list[Box]) -> str:
    """The text with what its boxes hold in their places."""
    for box in reversed(found):
        text = text[: box.start] + box.inside + text[box.end :]
    return text
