"""PARI/GP programs made to define a(n), by the look of their definitions and of their last statement.

In:  list(adapted("A062028(n)=n+sumdigits(n)", "A062028", 0))
Out: [("renamed", "A062028(n)=n+sumdigits(n)\\na(n)=A062028(n)")]
"""

import re
from collections.abc import Iterator

from oeis_qa.loaders.oeis.programs.adapters.shared import likeliest, place_from_one, statements

_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|\\\\[^\n]*|/\*.*?\*/', re.DOTALL)
_DEFINED = re.compile(r"(?:^|[;\n{])\s*(\w+)\s*\(\s*\w+\s*(?:,[^()=]*=[^()]*)?\)\s*=(?!=)")
_LISTS = re.compile(r"(?:^|[;\n{])\s*((?:first|list|lista|vec|seq|terms)\w*)\s*\(\s*\w+\s*[,)]", re.IGNORECASE)
_PRINTS = re.compile(r"\bprint1?\s*\(")
_STRING = re.compile(r'\s*,?\s*"(?:[^"\\]|\\.)*"\s*,?\s*')
_KEEP = 'kept=List();keep(v[..])=for(i=1,#v,if(type(v[i])=="t_INT",listput(kept,v[i])));'


def adapted(code: str, label: str, offset: int) -> Iterator[tuple[str, str]]:
    """Every adapter that may fit, with the program it makes."""
    bare = without_comments(code)
    where = place_from_one(offset)
    names = _DEFINED.findall(bare)
    if "a" in names:
        yield "function", code
    for name in likeliest((name for name in names if name != "a"), label)[:2]:
        yield "renamed", f"{code}\na(n)={name}(n)"
    for name in likeliest(_LISTS.findall(bare), label)[:1]:
        yield "first", f"{code}\na(n)={name}({where})[{where}]"
    *before, last = statements(bare, ";\n") or [""]
    if last and not _PRINTS.search(last) and not _DEFINED.match(last):
        yield "expression", "\n".join([*before, f"terms=Vec({last});", f"a(n)=terms[{where}]"])
    if _PRINTS.search(bare):
        yield "printed", f"{_KEEP}\n{_kept(bare)}\na(n)=kept[{where}]"


def without_comments(code: str) -> str:
    return _COMMENT.sub(lambda found: found[1] or " ", code).strip()


def _kept(bare: str) -> str:
    """The program with what it prints kept instead; print takes texts without commas around them, functions do not."""
    return _PRINTS.sub("keep(", re.sub(r"\(,|,\)", lambda edge: edge[0].strip(","), _STRING.sub(",", bare)))
