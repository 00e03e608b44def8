r"""LaTeX formulas compared: as text, as numerals, piece by piece in order, and only then by math-verify.

math-verify reads `1,2,3` as a set, so lists, tuples and intervals are taken apart here and never reach it whole.

In:  same(formula(r"\dfrac{3}{6}"), formula("0.5"))
Out: True
"""

import functools
from fractions import Fraction
from typing import NamedTuple

import regex

from oeis_qa.answers import numerals
from oeis_qa.answers.checking import same_latex_value
from oeis_qa.answers.plain import Pattern

SECONDS = 1.0  # of processor time for one pair of formulas
_LONGEST = 400  # characters that are worth asking math-verify about
_DEEPEST = 20  # lists in lists

_SYMBOLS = {
    ord(sign): f"\\{name} "
    for sign, name in zip("√∞π∪∩∈×·≤≥±", "sqrt infty pi cup cap in times cdot le ge pm".split(), strict=True)
}
_SPACES = Pattern(
    r"(?<=\\\\)\[[0-9.a-z]+\]|\\\$|(?<!\\)\\[,!;: ]|[~$]|\s(?:(?<!\\[A-Za-z]+\s)|(?![A-Za-z]))|(?<!\\)\\[()\[\]]"
    r"|\\(?:left|right|displaystyle|bigl?|bigr?|Bigl?|Bigr?|quad|qquad)(?![A-Za-z])"
)
_SIZES, _DEGREES = Pattern(r"\\[dtc]frac"), Pattern(r"\^\{?\\circ\}?|°|\\degree")
_SHORT = Pattern(r"\\frac(?:\{(?P<a>[^{}]*)\}|(?P<a>[0-9a-z]))(?:\{(?P<b>[^{}]*)\}|(?P<b>[0-9a-z]))")
_ROOT = Pattern(r"(?:\\|(?<![\\A-Za-z]))sqrt\((?P<a>[^()]*)\)|\\sqrt(?P<a>[0-9a-z])")
_GREEK = Pattern(r"(?<![\\A-Za-z])(?=(?:pi|infty)(?![A-Za-z]))")
_TEXT = r"\\(?:text|mbox|mathrm|textrm|textbf|mathbf|textit)\{(?P<inside>[^{}]*)\}"
_WORDS, _WORD_SPACE = Pattern(_TEXT), "\ue000"  # stands for a blank while others are dropped
_UNIT = Pattern(rf"(?<=.)(?P<unit>{_TEXT}(?:\^\{{?[0-9]\}}?)?)$")
_NO_UNIT = Pattern(r"(?i).*(?:\b(?:or|and|is|not|if|a\.?m|p\.?m|[mbtr]+illion|thousand|hundred|dozen)\b|[0-9])")
_NAMED = Pattern(r"[A-Za-z](?:\([A-Za-z]\))?(?:=|\\in(?![a-z]))(?P<value>[^=]+)")
_EITHER = Pattern(r"(?i)\\(?:text|mbox|mathrm)\s*\{[\s\ue000]*or[\s\ue000]*\}|\\vee|\\pm")
_BASES = Pattern(r"(?<=[0-9A-F])_\{?([0-9]+)\}?")  # which math-verify drops
_LETTERS = Pattern(r"\\[A-Za-z]+|[A-Za-z]")
_DECIMAL_COMMA = Pattern(r"[^,]*,(?![0-9]{3}(?:,[0-9]{3})*(?![0-9])).*")
_REPEATING = Pattern(
    r"(?P<whole>(?:-?[0-9]{1,99})?)\.(?P<fixed>[0-9]{0,99})\\(?:overline|bar|dot)\{?(?P<again>[0-9]{1,99})\}?"
)
_NUMBER = Pattern(numerals.NUMERAL)


class Formula(NamedTuple):
    core: str
    unit: str = ""  # the words behind it


def formula(text: str) -> Formula:
    """The formula without what only sets it: spacing, sizes, dollar signs, degrees, percent, a full stop.

    Words alone come in lower case, with no unit.
    """
    text = _SPACES.sub("", _WORDS.sub(_kept_words, text.translate(_SYMBOLS)))
    text = _DEGREES.sub("", _SIZES.sub(r"\\frac", text)).replace("bmatrix", "pmatrix").replace("\\infinity", "\\infty")
    text = _GREEK.sub(r"\\", _ROOT.sub(r"\\sqrt{\g<a>}", _SHORT.sub(r"\\frac{\g<a>}{\g<b>}", text)))
    text = text.rstrip(".").removesuffix("%").removesuffix("\\")
    if whole := _WORDS.fullmatch(text):
        return Formula(_plain_words(whole["inside"]).strip("()"))
    unit = _UNIT.search(text)
    if unit and not _NO_UNIT.match(_plain_words(unit["inside"])):
        power = unit["unit"].rpartition("}^")[2].strip("{}") if "}^" in unit["unit"] else ""
        return Formula(text[: unit.start()], _plain_words(unit["inside"]) + power)
    return Formula(text.casefold() if text.isalpha() and len(text) > 2 else text)


def same(value: Formula, gold: Formula) -> bool:
    """Whether the two mean the same; of two units, both must be given to differ.

    Raises:
        TimeoutError: it takes over `SECONDS` to tell.
        MissingExtraError: it takes math-verify to tell, and that is not installed.
    """
    if value.unit and gold.unit and value.unit != gold.unit:
        return False
    return _same(value.core, gold.core, _DEEPEST)


def depths(text: str) -> list[int] | None:
    """For each character, how many braces are open before it; None where they do not match."""
    depth, found = 0, []
    for i, mark in enumerate(text):
        escaped = i and text[i - 1] == "\\"
        depth -= mark == "}" and not escaped
        if depth < 0:
            return None
        found.append(depth)
        depth += mark == "{" and not escaped
    return None if depth else found


def _kept_words(word: "regex.Match[str]") -> str:
    return f"\\text{{{' '.join(word['inside'].split())}}}".replace(" ", _WORD_SPACE)


def _plain_words(text: str) -> str:
    return " ".join(text.replace(_WORD_SPACE, " ").split()).casefold()


def _same(value: str, gold: str, depth: int) -> bool:
    if value == gold:
        return True
    one, other = _constant(value), _constant(gold)
    if one is not None and other is not None:
        return one == other
    value, gold = _unnamed(value, gold), _unnamed(gold, value)
    pieces, golds = _pieces(value), _pieces(gold)
    if len(pieces) > 1 or len(golds) > 1:
        alike = depth > 0 and _brackets(value) == _brackets(gold) and len(pieces) == len(golds)
        return alike and all(_same(*pair, depth - 1) for pair in zip(pieces, golds, strict=True))
    askable = _is_askable(value) and _is_askable(gold) and not _differ_in_form(value, gold)
    return value == gold or (askable and same_latex_value(*_unfolded(gold, value), SECONDS))


def _unnamed(text: str, other: str) -> str:
    """The right side of "x = 5" where the other formula is no equation."""
    named = None if "=" in other or "\\in" in other else _NAMED.fullmatch(text)
    return named["value"] if named else text


def _differ_in_form(value: str, gold: str) -> bool:
    """Whether they cannot be equal, though math-verify may think so: for what it drops or folds."""
    told = [
        (
            len([*_EITHER.finditer(text)]),
            [base[1] for base in _BASES.finditer(text)],
            "=" in text,
        )
        for text in (value, gold)
    ]
    letters = [{letter[0] for letter in _LETTERS.finditer(text)} for text in (value, gold)]
    folded = [{letter.lower() for letter in own} for own in letters]
    return told[0] != told[1] or (folded[0] == folded[1] and letters[0] != letters[1])


def _unfolded(one: str, other: str) -> tuple[str, str]:
    """The formulas with another letter for every capital that stands beside its small one: math-verify folds them."""
    letters = {letter[0] for text in (one, other) for letter in _LETTERS.finditer(text)}
    taken = {letter.lower() for letter in letters}
    capitals = [letter for letter in sorted(letters) if letter.isupper() and letter.lower() in letters]
    free = [letter for letter in "abcdfghjklmnpqrstuvwxyz" if letter not in taken]
    others = dict(zip(capitals, free, strict=False))
    first, second = (_LETTERS.sub(lambda letter: others.get(letter[0], letter[0]), text) for text in (one, other))
    return first, second


def _is_askable(text: str) -> bool:
    """Whether math-verify is worth asking: a formula of a sane length with matching braces, and no mere word."""
    return 0 < len(text) <= _LONGEST and not (text.isalpha() and len(text) > 1) and depths(text) is not None


@functools.lru_cache(maxsize=4096)
def _constant(text: str) -> str | None:
    """The normal form of a numeral, repeating decimals included; a comma is no decimal point here."""
    if repeating := _REPEATING.fullmatch(text):
        whole, fixed, again = repeating["whole"] or "0", repeating["fixed"], repeating["again"]
        ninths = int(fixed + again) - int(fixed or 0)
        part = abs(int(whole or 0)) + Fraction(ninths, (10 ** len(again) - 1) * 10 ** len(fixed))
        return numerals.number(str(-part if whole[0] == "-" else part))
    if not _NUMBER.fullmatch(text) or _DECIMAL_COMMA.fullmatch(text):
        return None
    return numerals.number(text)


def _brackets(text: str) -> str:
    """The outer brackets of a list, tuple or interval: "(]", "[]", or "" where there are none."""
    return text[0] + text[-1] if text[:1] in ("(", "[") and text[-1:] in (")", "]") and _closes_last(text) else ""


def _closes_last(text: str) -> bool:
    """Whether the bracket that opens the text is closed by its last character."""
    depth = 0
    for i, mark in enumerate(text):
        depth += (mark in "([{") - (mark in ")]}")
        if depth == 0:
            return i == len(text) - 1
    return False


def _pieces(text: str) -> list[str]:
    """The parts between the outermost commas, inside the outer brackets if there are any; a set is one piece."""
    inside = text[1:-1] if _brackets(text) else text
    pieces, depth, start = [], 0, 0
    for i, mark in enumerate(inside):
        depth += (mark in "([{") - (mark in ")]}")
        if mark == "," and depth == 0:
            pieces.append(inside[start:i])
            start = i + 1
    return [*pieces, inside[start:]]
