r"""integer, rational and decimal answers: numerals as people and models write them, compared exactly.

Every kind reads the same numerals (so that 18.5 is understood, and wrong, where 18 is asked for); an integer is not
accepted as a fraction to be reduced, a rational and a decimal are compared by value, never rounded.

In:  number("1,234.50"), number(r"-\frac{50}{24}"), number("2 1/12")
Out: "2469/2", "-25/12", "25/12"
"""

import re
from fractions import Fraction

from oeis_qa.answers.plain import Pattern
from oeis_qa.errors import AnswerError

DIGITS = 4_000  # of a numeral that is no plain integer; powers of ten are taken up to this as well

_GROUPED = (
    r"(?:[1-9][0-9]{0,2}(?:,[0-9]{2,3})*,[0-9]{3}(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:[ _'][0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9]))"
)
_DECIMAL = rf"(?:{_GROUPED}|[0-9]+(?:[.,][0-9]+)?|\.[0-9]+)"
_POWER = (
    r"(?:\s*(?:\\times|\\cdot|×|·|\*|x)\s*10\s*(?:\^|\*\*)\s*[{(]?\s*(?P<power>[-+]?[0-9]+)\s*[)}]?"
    r"|[eE](?P<power>[-+]?[0-9]+))"
)
_FRAC = (
    r"(?:(?P<whole>[0-9]+)\s*)?\\[dtc]?frac\s*(?:\{\s*(?P<top>[-+]?[0-9]+)\s*\}|(?P<top>[0-9]))"
    r"\s*(?:\{\s*(?P<bottom>[-+]?[0-9]+)\s*\}|(?P<bottom>[0-9]))"
)
_SLASH = (
    rf"(?:(?P<whole>[0-9]+)[\s-]+)?(?P<top>{_GROUPED}|[0-9]+)\s*(?:/|\\over|\bover\b)\s*"
    rf"(?P<bottom>[-+]?(?:{_GROUPED}|[0-9]+))"
)
_RATIO, _SCIENCE = Pattern(f"{_FRAC}|{_SLASH}"), Pattern(f"(?P<base>{_DECIMAL}){_POWER}")
_UNNAMED = re.sub(r"\(\?P<\w+>", "(?:", f"{_FRAC}|{_SLASH}|{_DECIMAL}{_POWER}?")
NUMERAL = (
    r"(?<![\w.,/^])(?:-\s?|[+–]|(?:minus|negative)\s+)?"
    rf"(?:[0-9]+(?=[.!]?\s*$)|(?:{_UNNAMED})(?![A-Za-z_^]*[0-9]|[.,/][0-9]))"
)
"""The pattern of a numeral that does not stand inside a longer one."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_ONES)} | {
    f"{ten} {one}".removesuffix(" zero"): 10 * n + i
    for n, ten in enumerate(_TENS, 2)
    for i, one in enumerate(_ONES[:10])
}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(_ONES)})"
NUMBER = rf"(?:{NUMERAL}|\b{_WORD}\b(?!\s\w))"
"""The pattern of a numeral, or of a number below 100 in words."""

_NUMBER = Pattern(NUMERAL)
_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_MARKS = {ord(mark): None for mark in ",_' "}


def integer(text: str) -> str | None:
    """The normal form of a numeral, where a ratio keeps its two parts, so that it equals no integer."""
    return _value(text, reduce=False)


def number(text: str) -> str | None:
    """The normal form of what NUMBER matched: an integer, or a reduced ratio; None past `DIGITS` or over zero."""
    return _value(text, reduce=True)


def integer_gold(answer: str) -> str:
    """The answer itself.

    Raises:
        AnswerError: it is no integer in plain digits.
    """
    if not _INTEGER.fullmatch(answer):
        raise AnswerError(f"answer {answer[:80]!r} is no integer; write its digits alone, as in '-34'")
    return answer


def number_gold(answer: str) -> str:
    """The normal form of the answer.

    Raises:
        AnswerError: it is not one numeral.
    """
    value = number(answer) if _NUMBER.fullmatch(answer) else None
    if value is None:
        raise AnswerError(f"answer {answer[:80]!r} is no number; write it as in '34', '3.14' or '25/12'")
    return value


def _value(text: str, reduce: bool) -> str | None:
    text = text.strip()
    if text[0].isalpha():
        text = _from_words(text.lower())
    bare = text.lstrip("-+– ")
    value = _unsigned(bare, reduce) if bare[:1].isdigit() or bare[:1] in (".", "\\") else None
    if value is None or text[0] not in "-–" or value == "0":
        return value
    return value[1:] if value[0] == "-" else "-" + value


def _from_words(text: str) -> str:
    for sign in ("minus", "negative"):
        if text.startswith(sign):
            return "-" + text.removeprefix(sign).strip()
    return str(_WORDS.get(" ".join(text.replace("-", " ").split()), text))


def _unsigned(text: str, reduce: bool) -> str | None:
    if text.isdigit():
        return text.lstrip("0") or "0"
    if len(text) > DIGITS:
        digits = text.translate(_MARKS)
        return (digits.lstrip("0") or "0") if digits.isdigit() else None
    if ratio := _RATIO.fullmatch(text):
        return _ratio(int(ratio["whole"] or 0), _int(ratio["top"]), _int(ratio["bottom"]), reduce)
    if science := _SCIENCE.fullmatch(text):
        power = int(science["power"][:6])
        return (
            None
            if abs(power) + len(text) > DIGITS
            else _written(Fraction(_dotted(science["base"])) * Fraction(10) ** power)
        )
    return _written(Fraction(_dotted(text)))


def _int(text: str) -> int:
    return int(text.translate(_MARKS))


def _ratio(whole: int, top: int, bottom: int, reduce: bool) -> str | None:
    if bottom == 0:
        return None
    return _written(whole + Fraction(top, bottom)) if reduce else f"{whole * bottom + top}/{bottom}"


def _dotted(text: str) -> str:
    """A decimal numeral as Python reads it: marks between groups gone, a decimal comma turned into a point."""
    if text.count(".") > 1:
        return text.replace(".", "")
    head, _, tail = text.partition(",")
    if text.count(",") == 1 and "." not in text and (len(tail) != 3 or head == "0"):
        return text.replace(",", ".")
    return text.translate(_MARKS)


def _written(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
