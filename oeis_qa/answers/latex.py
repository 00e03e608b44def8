r"""latex answers: equal as text, as numerals, piece by piece in order, and only then by math-verify.

math-verify reads `1,2,3` as a set, so lists, tuples and intervals are taken apart here and never reach it whole.

In:  LATEX.final(r"Hence the answer is $\frac{3}{6}$."), then same_latex(r"\frac{3}{6}", "0.5")
Out: Final(values=(r"\frac{3}{6}",), ...), True
"""

import functools
import time
from fractions import Fraction

from oeis_qa.answers import cues, doubts, finals, numerals
from oeis_qa.answers.checking import same_latex_value
from oeis_qa.answers.found import Grammar
from oeis_qa.answers.kinds import Kind
from oeis_qa.answers.plain import Pattern
from oeis_qa.answers.reading import CAP, Reading, hedge, reader
from oeis_qa.errors import AnswerError

SECONDS = 1.0  # for one final answer

_LEAD = rf"(?i)[\s,]*(?:(?:{cues.PREAMBLE}|{cues.FILLER})(?![A-Za-z0-9(_{{^])[\s,:]*){{0,8}}"
_MATH = r"(?:\$\$(?P<math>[^$]+)\$\$|\$(?P<math>[^$]+)\$|\\\((?P<math>.+?)\\\)|\\\[(?P<math>.+?)\\\])"
_IN_MATH = Pattern(
    rf"(?s){_LEAD}{_MATH}(?:(?P<denied>{doubts.DENIED})|{doubts.ALSO}(?:\$(?P<second>[^$\n]+)\$|(?P<second>{numerals.NUMERAL}))"
    rf"|(?:{cues.UNIT})?[\"')]*(?P<end>{cues.EXPLANATION}))"
)
_BARE = Pattern(
    rf"{_LEAD}(?P<value>[^\n]+?)\s*(?:[.;!?]+(?=\s|$)|$|\n|です|입니다|,?\s(?:since|because|which|where|as|for|by|so|after|when|not|rather)\b"
    r"|\s\((?=[a-z]{3})|\s[—–]\s)"
)
_QUOTED = Pattern(r"\"(?P<inside>[^\"\n]+)\"\s*\}?\s*$")
_READ_NUMBER = reader(numerals.NUMERAL, numerals.number)
_PROSE = Pattern(r"(?<![\\A-Za-z{])(?!(?:sqrt|infty|log|sin|cos|tan|max|min|mod|and|or|cm|mm|km)\b)[A-Za-z]{3,}")
_EITHER = Pattern(r"(?i)(?:\\(?:text|mbox|mathrm)\s*\{\s*or\s*\}|\s+or\s+|\\vee)")

_SYMBOLS = {
    ord(sign): f"\\{name} "
    for sign, name in zip("√∞π∪∩∈×·≤≥±", "sqrt infty pi cup cap in times cdot le ge pm".split(), strict=True)
}
_SPACES = Pattern(
    r"(?<=\\\\)\[[0-9.a-z]+\]|\\\$|(?<!\\)\\[,!;: ]|[~$\s]|(?<!\\)\\[()\[\]]"
    r"|\\(?:left|right|displaystyle|bigl?|bigr?|Bigl?|Bigr?|quad|qquad)(?![A-Za-z])"
)
_SIZES, _DEGREES = Pattern(r"\\[dtc]frac"), Pattern(r"\^\{?\\circ\}?|°|\\degree")
_SHORT = Pattern(r"\\frac(?:\{(?P<a>[^{}]*)\}|(?P<a>[0-9a-z]))(?:\{(?P<b>[^{}]*)\}|(?P<b>[0-9a-z]))")
_ROOT, _NAMES = (
    Pattern(r"(?:\\|(?<![\\A-Za-z]))sqrt\((?P<a>[^()]*)\)|\\sqrt(?P<a>[0-9a-z])"),
    Pattern(r"(?<![\\A-Za-z])(?=(?:pi|infty)(?![A-Za-z]))"),
)
_UNITS = Pattern(r"(?<=.)(?:\\(?:text|mbox|mathrm|textrm)\{[^{}]*\}(?:\^\{?[0-9]\}?)?|\\%|%)+$")
_WORDS = Pattern(r"\\(?:text|mbox|mathrm|textrm|textbf|mathbf|textit)\{(?P<inside>[^{}]*)\}")
_NAMED = Pattern(r"[A-Za-z](?:\([A-Za-z]\))?(?:=|\\in(?![a-z]))(?P<value>.+)")
_BASES = Pattern(r"(?<=[0-9A-F])_\{?([0-9]+)\}?")  # which math-verify drops
_REPEATING = Pattern(
    r"(?P<whole>-?[0-9]{0,99})\.(?P<fixed>[0-9]{0,99})\\(?:overline|bar|dot)\{?(?P<again>[0-9]{1,99})\}?"
)
_NUMBER = Pattern(numerals.NUMERAL)


def read_latex(text: str) -> Reading:
    """The first formula of the text, or the text up to where an explanation begins."""
    text = text[:CAP].strip()
    if quoted := _QUOTED.match(text):
        text = quoted["inside"]
    if found := _IN_MATH.match(text):
        values = tuple(dict.fromkeys(found[name].strip() for name in ("math", "second") if found[name]))
        return Reading(values, bool(found["denied"]))
    found = _BARE.match(text)
    value = found["value"].strip(" *") if found else ""
    if not value.strip("$. ") or (not value.isalpha() and _PROSE.search(_WORDS.sub("", value))):
        return Reading() if "=" in text else _READ_NUMBER(text)
    return Reading((value,))


def read_inside(text: str) -> Reading:
    """What a box or a tag holds, as it stands, unless it is a text with a formula between dollar signs."""
    text = text.strip()
    if text.count("$") == 2:
        return read_latex(text)
    return Reading((text,) if 0 < len(text) <= CAP else ())


def latex_gold(answer: str) -> str:
    """The normal form of the answer.

    Raises:
        AnswerError: it is empty, or its braces do not match.
    """
    value = normal(answer)
    if not value or _depths(value) is None:
        raise AnswerError(f"answer {answer[:80]!r} is no LaTeX; give one formula with matching braces")
    return value


def same_latex(value: str, gold: str) -> bool:
    """Whether a final answer equals the gold, which is in normal form; False where it takes over `SECONDS` to tell.

    Raises:
        MissingExtraError: it takes math-verify to tell, and that is not installed.
    """
    return _same(normal(value), gold, time.monotonic() + SECONDS)


def normal(text: str) -> str:
    """The formula without what only sets it: spacing, sizes, dollar signs, degrees, a full stop, a unit at the end."""
    text = _SPACES.sub(
        "",
        _WORDS.sub(
            lambda word: f"\\text{{{' '.join(word['inside'].split())}}}".replace(" ", "\u00a0"),
            text.translate(_SYMBOLS),
        ),
    )
    text = _DEGREES.sub("", _SIZES.sub(r"\\frac", text)).replace("bmatrix", "pmatrix").replace("\\infinity", "\\infty")
    text = _NAMES.sub(r"\\", _ROOT.sub(r"\\sqrt{\g<a>}", _SHORT.sub(r"\\frac{\g<a>}{\g<b>}", text))).rstrip(".")
    text = _UNITS.sub("", text) if not text.startswith("\\text") else text
    whole = _WORDS.fullmatch(text)
    if whole:
        return whole["inside"].replace("\u00a0", " ").strip().casefold().strip("()")
    return text.casefold() if text.isalpha() and len(text) > 1 else text


def _same(value: str, gold: str, deadline: float) -> bool:
    if value == gold:
        return True
    one, other = _constant(value), _constant(gold)
    if one is not None and other is not None:
        return one == other
    if _differ_in_form(value, gold):
        return False
    pieces, golds = _pieces(value), _pieces(gold)
    if len(pieces) > 1 or len(golds) > 1:
        same_shape = _brackets(value) == _brackets(gold) and len(pieces) == len(golds)
        return same_shape and all(_same(*pair, deadline) for pair in zip(pieces, golds, strict=True))
    short, long = _NAMED.fullmatch(value), _NAMED.fullmatch(gold)
    if bool(short) != bool(long):
        return _same(short["value"] if short else value, long["value"] if long else gold, deadline)
    return _is_formula(value) and _is_formula(gold) and same_latex_value(gold, value, deadline - time.monotonic())


def _differ_in_form(value: str, gold: str) -> bool:
    """Whether only one of the two offers alternatives, or their numerals are of different bases."""
    if bool(_EITHER.search(value)) != bool(_EITHER.search(gold)) or ("\\pm" in value) != ("\\pm" in gold):
        return True
    bases = [[base[1] for base in _BASES.finditer(text)] for text in (value, gold)]
    return bool(bases[0]) and bases[0] != bases[1]


def _is_formula(text: str) -> bool:
    """Whether the text is worth asking about: of a sane length, and no mere word."""
    return 0 < len(text) <= 400 and not (text.isalpha() and len(text) > 1) and _depths(text) is not None


@functools.lru_cache(maxsize=4096)
def _constant(text: str) -> str | None:
    """The normal form of a numeral, repeating decimals included."""
    if repeating := _REPEATING.fullmatch(text):
        fixed, again = repeating["fixed"], repeating["again"]
        whole = int(repeating["whole"] + fixed + again) - int((repeating["whole"] + fixed) or 0)
        return numerals.number(str(Fraction(whole, (10 ** len(again) - 1) * 10 ** len(fixed))))
    return numerals.number(text) if _NUMBER.fullmatch(text) else None


def _depths(text: str) -> list[int] | None:
    """For each character, how many braces are open before it; None where they do not match."""
    depth, depths = 0, []
    for i, mark in enumerate(text):
        escaped = i and text[i - 1] == "\\"
        depth -= mark == "}" and not escaped
        if depth < 0:
            return None
        depths.append(depth)
        depth += mark == "{" and not escaped
    return None if depth else depths


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


_OFFERED = rf"\$[^$\n]+\$|\\[a-z]+(?:\{{[^{{}}]*\}})*|{numerals.NUMERAL}"
_GRAMMAR = Grammar(read_latex, hedge(_OFFERED, str), lambda text: (), read_inside)

LATEX = Kind(latex_gold, functools.partial(finals.final, grammar=_GRAMMAR), same_latex)
