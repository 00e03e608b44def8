"""GAP programs made to define a(n), by the look of their definitions and of their last statement.

In:  list(adapted("List([0..20],n->2*n);", "A005843", 0))
Out: [("expression", "terms:=List([0..20],n->2*n);;\\na:=n->terms[n + 1];")]
"""

import re
from collections.abc import Iterator

from oeis_qa.loaders.oeis.programs.adapters.shared import likeliest, place_from_one, statements

_COMMENT = re.compile(r'("(?:[^"\\\n]|\\.)*")|#[^\n]*')
_DEFINED = re.compile(r"\b(\w+)\s*:=\s*(?:function\s*\(\s*\w+\s*\)|\w+\s*->|\(\w+\)\s*->)")
_LISTS = re.compile(r"\b(\w+)\s*:=\s*(?:\[|List|Filtered|Concatenation|Flat|Set)")
_PRINTS = re.compile(r"\bPrint\s*\(")
_KEEP = "kept:=[];;\nkeep:=function(v...) local x; for x in Flat(v) do if IsInt(x) then Add(kept,x); fi; od; end;;"


def adapted(code: str, label: str, offset: int) -> Iterator[tuple[str, str]]:
    """Every adapter that may fit, with the program it makes."""
    bare = _COMMENT.sub(lambda found: found[1] or " ", code).strip()
    where = place_from_one(offset)
    names = _DEFINED.findall(bare)
    ended = bare if bare.endswith(";") else bare + ";"
    if "a" in names:
        yield "function", code
    for name in likeliest((name for name in names if name != "a"), label)[:2]:
        yield "renamed", f"{ended}\na:=n->{name}(n);"
    *before, last = statements(bare, ";") or [""]
    if last and ":=" not in last and not _PRINTS.search(last):
        yield "expression", "".join(f"{part};\n" for part in before) + f"terms:={last};;\na:=n->terms[{where}];"
    for name in likeliest(_LISTS.findall(bare), label)[:2]:
        yield "list", f"{ended}\na:=n->{name}[{where}];"
    if _PRINTS.search(bare):
        yield "printed", f"{_KEEP}\n{_PRINTS.sub('keep(', ended)}\na:=n->kept[{where}];"
