"""Python programs made to define a(n), by what their syntax tree holds at its top.

In:  list(adapted("def A005843(n): return 2 * n", "A005843", 0))
Out: [("renamed", "def A005843(n): return 2 * n\\n\\na = A005843")]
"""

import ast
import textwrap
import warnings
from collections.abc import Iterator

from oeis_qa.loaders.oeis.programs.adapters.shared import likeliest, place

_PRINTED = """\
import contextlib
import io
import re

printed = io.StringIO()
with contextlib.redirect_stdout(printed):
{code}

terms = [int(term) for term in re.findall(r"-?\\d+", printed.getvalue())]

def a(n):
    return terms[{place}]"""
_GENERATOR = """\
{code}

from itertools import islice

def a(n):
    return next(islice({name}(), {place}, None))"""


def adapted(code: str, label: str, offset: int) -> Iterator[tuple[str, str]]:
    """Every adapter that may fit, with the program it makes."""
    tree = _parsed(code)
    if tree is None:
        return
    where = place(offset)
    functions = {name: node for top in tree.body for name, node in _functions(top)}
    ready = [name for name, node in functions.items() if _required(node) <= 1 <= _accepted(node)]
    if "a" in ready:
        yield "function", code
    for name in likeliest((name for name in ready if not _is_generator(functions[name])), label)[:3]:
        yield "renamed", f"{code}\n\na = {name}"
    for name in likeliest((name for name, node in functions.items() if _is_generator(node)), label)[:2]:
        if _required(functions[name]) == 0:
            yield "generator", _GENERATOR.format(code=code, name=name, place=where)
    for name in likeliest((name for top in tree.body for name in _assigned(top)), label)[:2]:
        yield "list", f"{code}\n\ndef a(n):\n    return {name}[{where}]"
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr) and not _is_print(last):
        before, after = _around(code, last)
        ending = f"terms = list({ast.unparse(last)})\n\ndef a(n):\n    return terms[{where}]"
        yield "expression", f"{before}{ending}{after}"
    if "print" in code:
        yield "printed", _PRINTED.format(code=textwrap.indent(code, "    "), place=where)


def _parsed(code: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as for "\\d" in somebody's string
            return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # Python 2, or no Python
        return None


_Function = ast.FunctionDef | ast.Lambda


def _functions(top: ast.stmt) -> Iterator[tuple[str, _Function]]:
    if isinstance(top, ast.FunctionDef):
        yield top.name, top
    elif isinstance(top, ast.Assign) and isinstance(top.value, ast.Lambda):
        yield from ((target.id, top.value) for target in top.targets if isinstance(target, ast.Name))


def _assigned(top: ast.stmt) -> Iterator[str]:
    if isinstance(top, ast.Assign) and not isinstance(top.value, ast.Lambda | ast.Constant):
        yield from (target.id for target in top.targets if isinstance(target, ast.Name))


def _required(function: _Function) -> int:
    return _accepted(function) - len(function.args.defaults)


def _accepted(function: _Function) -> int:
    return len(function.args.posonlyargs) + len(function.args.args)


def _is_generator(function: _Function) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(function))


def _is_print(statement: ast.Expr) -> bool:
    call = statement.value
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print"


def _around(code: str, statement: ast.Expr) -> tuple[str, str]:
    """The code before a statement of the top, and after it, comments and all."""
    lines = code.split("\n")
    first, last = statement.lineno - 1, (statement.end_lineno or statement.lineno) - 1
    head = lines[first].encode()[: statement.col_offset].decode()
    tail = lines[last].encode()[statement.end_col_offset :].decode().strip()
    return "\n".join([*lines[:first], head]), "\n".join(["", *([tail] if tail else []), *lines[last + 1 :]]).rstrip()
