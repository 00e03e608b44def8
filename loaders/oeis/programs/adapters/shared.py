"""What the adapters of several languages have in common.

In:  place(1), statements("x = 1; [1, 2; 3]", ";")
Out: "n - 1", ["x = 1", "[1, 2; 3]"]
"""

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"[aA]0*([0-9]+)(?![0-9])")


def place(offset: int) -> str:
    """Where a(n) stands in a list of all terms from a(offset) on, counted from 0."""
    return _shifted(-offset)


def place_from_one(offset: int) -> str:
    """The same, counted from 1."""
    return _shifted(1 - offset)


def _shifted(by: int) -> str:
    return "n" if by == 0 else f"n {'+' if by > 0 else '-'} {abs(by)}"


def likeliest(names: Iterable[str], label: str) -> list[str]:
    """Names that a program defines, those with the A-number in them first, then the last ones."""
    latest = list(dict.fromkeys(reversed(list(names))))
    return sorted(latest, key=lambda name: not _is_of(name, label))


def _is_of(name: str, label: str) -> bool:
    found = _NUMBERED.search(name)
    return found is not None and int(found[1]) == int(label[1:])


def statements(code: str, ends: str) -> list[str]:
    """The statements of a program without comments, cut outside of brackets and strings."""
    found, depth, quoted, start = [], 0, False, 0
    for i, character in enumerate(code):
        if character == '"' and (i == 0 or code[i - 1] != "\\"):
            quoted = not quoted
        elif quoted:
            continue
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character in ends and depth <= 0:
            found.append(code[start:i])
            start = i + 1
    return [part.strip() for part in (*found, code[start:]) if part.strip()]
