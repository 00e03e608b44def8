r"""latex answers: formulas between dollar signs, in boxes, or bare in a sentence.

In:  LATEX.final(r"Hence the answer is $\frac{3}{6}$."), then same_latex(r"\frac{3}{6}", formula("0.5"))
Out: Final(values=(r"\frac{3}{6}",), ...), True
"""

import functools

from oeis_qa.answers import cues, doubts, finals, numerals
from oeis_qa.answers.formulas import Formula, depths, formula, same
from oeis_qa.answers.found import Grammar
from oeis_qa.answers.kinds import Kind
from oeis_qa.answers.plain import Pattern
from oeis_qa.answers.reading import CAP, Reading, hedge, reader
from oeis_qa.errors import AnswerError

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
_PROSE = Pattern(
    r"(?<![\\A-Za-z{])(?<!\\(?:text|mbox|mathrm)\{[^{}]*)(?!(?:sqrt|infty|log|sin|cos|tan|max|min|mod|and|or|cm|mm|km)\b)[A-Za-z]{3,}"
)
_TALK = Pattern(r"[A-Za-z']+(?:\s+[A-Za-z']+)+")
_VAGUE = frozenset(
    "valid same unique clear correct right wrong simple trivial obvious given known unknown easy hard true"
    " false".split()
)


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
    if (
        not value.strip("$. ")
        or value.lower() in _VAGUE
        or _TALK.fullmatch(value)
        or (not value.isalpha() and _PROSE.search(value))
    ):
        return Reading() if "=" in text else _READ_NUMBER(text)
    return Reading((value,))


def _is_talk(value: str) -> bool:
    if value.isalpha():
        return value.lower() in _VAGUE
    return bool(_TALK.fullmatch(value) or _PROSE.search(value))


def read_inside(text: str) -> Reading:
    """What a box or a tag holds, as it stands, unless it is a text with a formula between dollar signs."""
    text = text.strip()
    if text.count("$") == 2:
        return read_latex(text)
    return Reading((text,) if 0 < len(text) <= CAP else ())


def latex_gold(answer: str) -> Formula:
    """The formula of the answer.

    Raises:
        AnswerError: it is empty, or its braces do not match.
    """
    found = formula(answer)
    if not found.core or depths(found.core) is None:
        raise AnswerError(f"answer {answer[:80]!r} is no LaTeX; give one formula with matching braces")
    return found


def same_latex(value: str, gold: Formula) -> bool:
    """Whether a final answer equals the gold; errors as in `formulas.same`."""
    return same(formula(value), gold)


_OFFERED = rf"\$[^$\n]+\$|\\[a-z]+(?:\{{[^{{}}]*\}})*|{numerals.NUMERAL}"
_GRAMMAR = Grammar(read_latex, hedge(_OFFERED, str), lambda text: (), read_inside)

LATEX = Kind(
    latex_gold,
    functools.partial(finals.final, grammar=_GRAMMAR),
    same_latex,
    plain_gold=r"^-?(?:[0-9]{1,99}|\\[dt]?frac\{[0-9]{1,99}\}\{[0-9]{1,99}\})$",
)
