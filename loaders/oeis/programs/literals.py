"""Does a program hold the hidden terms instead of computing them?

Counted are hidden terms that a program cannot know from the question and that do not turn up by chance: terms of three
digits or more, or any six hidden terms in their order, also run together as in a string of digits.

In:  holds_terms("T = [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55]", shown=("0", "1", "1", "2"), hidden=("3", "5", "8", ...))
Out: True
"""

import re
from collections.abc import Sequence

MOST = 5  # hidden terms that a program may hold
_DIGITS = 3  # of a term that is no coincidence
_RUN_TOGETHER = 12  # digits in a row that are no coincidence
_NUMBER = re.compile(r"[0-9](?:_?[0-9])*")
_SIGNED = re.compile(r"(?<![\w)\]])-[0-9](?:_?[0-9])*|[0-9](?:_?[0-9])*")


def holds_terms(program: str, shown: Sequence[str], hidden: Sequence[str]) -> bool:
    """Whether over `MOST` of the hidden terms stand in the program as literals."""
    numbers = [_plain(number) for number in _NUMBER.findall(program)]
    told, secret = ([term.lstrip("-") for term in terms] for terms in (shown, hidden))
    telling = {term for term in secret if len(term) >= _DIGITS} - set(told)
    if len(telling.intersection(numbers)) > MOST:
        return True
    if _hold_run(numbers, told, secret) or _hold_run([_plain(n) for n in _SIGNED.findall(program)], shown, hidden):
        return True
    long = [number for number in numbers if len(number) >= _RUN_TOGETHER]
    return bool(long) and any(text in number for text in _strings(secret, "".join(told)) for number in long)


def may_hold(program: str) -> bool:
    """Whether there are literals enough in the program for `holds_terms` to be asked."""
    numbers = _NUMBER.findall(program)
    return len(numbers) > MOST or any(len(number) >= _RUN_TOGETHER for number in numbers)


def _plain(number: str) -> str:
    sign = "-" * number.startswith("-")
    return sign + (number.lstrip("-0").replace("_", "").lstrip("0") or "0")


def _hold_run(numbers: Sequence[str], told: Sequence[str], secret: Sequence[str]) -> bool:
    """Whether over `MOST` secret terms stand in a row, as they do not among those told."""
    length = MOST + 1
    return not _windows(secret, length).isdisjoint(_windows(numbers, length) - _windows(told, length))


def _windows(terms: Sequence[str], length: int) -> set[tuple[str, ...]]:
    """All runs of so many terms, but for those of one term again and again."""
    found = (tuple(terms[i : i + length]) for i in range(len(terms) - length + 1))
    return {window for window in found if len(set(window)) > 1}


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
