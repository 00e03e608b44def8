"""Maxima programs made to define a(n), by the look of their definitions and of their last statement.

In:  list(adapted("makelist(fib(n),n,0,100);", "A000045", 0))
Out: [("expression", "terms:makelist(fib(n),n,0,100)$\\na(n):=terms[n + 1]$")]
"""

import re
from collections.abc import Iterator

from oeis_qa.loaders.oeis.programs.adapters.shared import likeliest, place_from_one, statements

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DEFINED = re.compile(r"(\w+)\s*\(\s*\w+\s*\)\s*:=")
_ARRAYS = re.compile(r"(\w+)\s*\[\s*\w+\s*\]\s*:=?")
_PRINTS = re.compile(r"\b(?:print|disp|display|sprint|ldisp)\s*\(")
_KEEP = "kept:[]$\nkeep([v]):=for x in v do if integerp(x) then kept:endcons(x,kept)$"


def adapted(code: str, label: str, offset: int) -> Iterator[tuple[str, str]]:
    """Every adapter that may fit, with the program it makes."""
    parts = statements(_COMMENT.sub(" ", code), ";$")
    bare = "".join(f"{part}$\n" for part in parts)
    where = place_from_one(offset)
    names = _DEFINED.findall(bare)
    if "a" in names:
        yield "function", code
    for name in likeliest((name for name in names if name != "a"), label)[:2]:
        yield "renamed", f"{bare}a(n):={name}(n)$"
    for name in likeliest(_ARRAYS.findall(bare), label)[:2]:
        yield "array", f"{bare}a(n):={name}[n]$"
    if parts and ":=" not in parts[-1] and not _PRINTS.search(parts[-1]):
        before = "".join(f"{part}$\n" for part in parts[:-1])
        yield "expression", f"{before}terms:{parts[-1]}$\na(n):=terms[{where}]$"
    if _PRINTS.search(bare):
        yield "printed", f"{_KEEP}\n{_PRINTS.sub('keep(', bare)}a(n):=kept[{where}]$"
