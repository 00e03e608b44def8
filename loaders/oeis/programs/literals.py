"""Does a program hold the hidden terms instead of computing them?

Counted are hidden terms that a program cannot know from the question and that do not turn up by chance: terms of three
digits or more, or any six hidden terms in their order, also run together as in a string of digits, or ten of their
differences. Six terms that the hidden ones hold in several places (a period) tell nothing, and comments are no
literals, nor is a docstring that the program does not look at. What is hidden in another way (one large number, say)
is not seen here; against it, terms are hidden that were never published.

In:  holds_terms("T = [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55]", shown=("0", "1", "1", "2"), hidden=("3", "5", "8", ...))
Out: True
"""

import ast
import functools
import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

MOST = 5  # hidden terms that a program may hold
_STEPS = 10  # differences in a row that are no coincidence
_DIGITS = 3  # of a term that is no coincidence
_RUN_TOGETHER = 12  # digits in a row that are no coincidence
_LONG = 4_000  # digits of a term that is too long to be counted with
_NUMBER = re.compile(r"(?<![0-9A-Za-z_])0[xob][0-9a-f_]+|[0-9](?:_?[0-9])*", re.IGNORECASE)
_SIGNED = re.compile(rf"(?<![\w)\]])-[0-9](?:_?[0-9])*|{_NUMBER.pattern}", re.IGNORECASE)
_DOCUMENTED = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_LOOKS = re.compile(r"__doc__|getdoc|__dict__|__code__|getattr|vars|inspect|linecache|open|exec|eval|__file__")


def holds_terms(program: str, shown: Sequence[str], hidden: Sequence[str]) -> bool:
    """Whether over `MOST` of the hidden terms stand in the program as literals."""
    numbers, signed, steps = _literals(program)
    told, secret = ([term.lstrip("-") for term in terms] for terms in (shown, hidden))
    telling = {term for term in secret if len(term) >= _DIGITS} - set(told)
    if len(telling.intersection(numbers)) > MOST:
        return True
    if _hold_run(numbers, told, secret) or _hold_run(signed, shown, hidden):
        return True
    between = _differences(shown), _differences(hidden)
    if _hold_run(numbers, *between, _STEPS) or _hold_run(steps, *between, _STEPS):
        return True
    long = [number for number in numbers if len(number) >= _RUN_TOGETHER]
    return bool(long) and any(text in number for text in _strings(secret, "".join(told)) for number in long)


def may_hold(program: str, terms: Sequence[str]) -> bool:
    """Whether `holds_terms` can be true of the program, whichever of these terms are shown and hidden."""
    numbers, signed, steps = _literals(program)
    plain, between = [term.lstrip("-") for term in terms], _differences(terms)
    if len(set(numbers).intersection(term for term in plain if len(term) >= _DIGITS)) > MOST:
        return True
    for have, secret, length in (
        (numbers, plain, MOST + 1),
        (signed, terms, MOST + 1),
        (numbers + steps, between, _STEPS),
    ):
        if not _windows(have, length).isdisjoint(_windows(secret, length)):
            return True
    long = [number for number in numbers if len(number) >= _RUN_TOGETHER]
    return bool(long) and any(text in number for text in _strings(plain, "") for number in long)


@functools.lru_cache(maxsize=1024)
def _literals(program: str) -> tuple[list[str], list[str], list[str]]:
    """The numbers in the program without their signs, with them, and the steps from each to the next."""
    bare = _bare(program)
    numbers, signed = ([_plain(number) for number in pattern.findall(bare)] for pattern in (_NUMBER, _SIGNED))
    return numbers, signed, _differences(numbers)


def _bare(program: str) -> str:
    """The program with plain digits; Python without comments and docstrings, unless it may look at these."""
    program = "".join(c if c.isascii() else str(unicodedata.digit(c, c)) for c in program)
    if "def a(" not in program or _LOOKS.search(program):
        return program
    try:
        tree = ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return program
    for node in ast.walk(tree):
        first = node.body[0] if isinstance(node, _DOCUMENTED) and node.body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            first.value.value = None
    return ast.unparse(tree)


def _differences(terms: Sequence[str]) -> list[str]:
    """The steps from term to term; none where a term is too long to be counted with."""
    if any(len(term) > _LONG for term in terms):
        return []
    return [str(int(other) - int(one)) for one, other in itertools.pairwise(terms)]


def _plain(number: str) -> str:
    if number[:2].lower() in ("0x", "0o", "0b"):
        try:
            return str(int(number, 0))
        except ValueError:  # 0b2, or over 4,300 digits
            return "0"
    sign = "-" * number.startswith("-")
    return sign + (number.lstrip("-0").replace("_", "").lstrip("0") or "0")


def _hold_run(numbers: Sequence[str], told: Sequence[str], secret: Sequence[str], length: int = MOST + 1) -> bool:
    """Whether so many secret terms stand in a row, once among the secret ones and not among those told; or over half
    of them, wherever else they stand."""
    half = max(length, len(secret) // 2 + 1)
    return _hold(numbers, told, secret, length, most=1) or _hold(numbers, told, secret, half, most=math.inf)


def _hold(numbers: Sequence[str], told: Sequence[str], secret: Sequence[str], length: int, most: float) -> bool:
    return not _windows(secret, length, most).isdisjoint(_windows(numbers, length) - _windows(told, length))


def _windows(terms: Sequence[str], length: int, most: float = math.inf) -> set[tuple[str, ...]]:
    """All runs of so many terms that stand in at most `most` places, but for those of one term again and again."""
    found = Counter(tuple(terms[i : i + length]) for i in range(len(terms) - length + 1))
    return {window for window, times in found.items() if len(set(window)) > 1 and times <= most}


def _strings(terms: Sequence[str], told: str) -> set[str]:
    """The first over `MOST` terms from every place on, run together, that are no coincidence and were not told."""
    found = set()
    for start in range(len(terms) - MOST):
        text = ""
        for count, term in enumerate(terms[start:], start=1):
            text += term
            if count > MOST and len(text) >= _RUN_TOGETHER:
                if text not in told:
                    found.add(text)
                break
    return found
