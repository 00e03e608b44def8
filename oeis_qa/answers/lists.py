"""integer_list answers: integers in order, however they are bracketed and separated.

In:  items("[5; 8 and 13]"), items("1,234, 5,678")
Out: "5, 8, 13", "1234, 5678"
"""

from oeis_qa.answers.plain import Pattern
from oeis_qa.errors import AnswerError

_ITEM = r"[-+–]?[0-9]+(?:,[0-9]{3})*(?:\.0+)?(?![A-Za-z0-9_]|[./^][0-9])"
_SEPARATOR = (
    r"(?:\s*(?:[,;|&<>]|→|⇒|-+>|=>|\\to|\\rightarrow|\\quad|\\,|\\&)\s*(?:(?:and|then|&)\s+)?"
    r"|\s+(?:and|then|followed\s+by|et|y|und|e)\s+|\s+)"
)
LIST = rf"(?:\\?[\[{{(<]\s*)*{_ITEM}(?:{_SEPARATOR}{_ITEM})*(?:\s*,?\s*\\?[\]}})>])*"
"""The pattern of a list of integers, brackets included."""

_GOLD = Pattern(r"(?:0|-?[1-9][0-9]*)(?:,\s*(?:0|-?[1-9][0-9]*))*")
_LOOSE = Pattern(r",\s|[;|&]|\s[<>]\s|\sand\s|→|⇒|-+>|\\|[0-9]\s+[-+–0-9]")
_GROUPED = Pattern(r"(?<![0-9]|[0-9],)[0-9]{1,3}(?:,[0-9]{3})+(?!,?[0-9])")
_LABEL = Pattern(r"\b[A-Za-z](?:\([0-9]+\)|_\{?[0-9]+\}?)\s*=\s*")
_ITEM_PARTS = Pattern(r"(?P<sign>[-–]?)\s?(?P<digits>[0-9]+)(?:\.0+)?(?![0-9.])")
_WORKING = Pattern(r"(?<=[0-9])\s*\([^()\n]*[+*/=×-][^()\n]*\)")
_MARKER = r"(?:[-*•]|[0-9]{1,2}[.)])[ \t]+"
_MARKERS = Pattern(rf"(?m)^\s*{_MARKER}")
_BULLETED = Pattern(rf"\s*(?:{_MARKER})?{_ITEM}[ \t]*(?:\n\s*{_MARKER}{_ITEM}[ \t]*)+(?=\n|$)")


def unlabelled(text: str) -> str:
    """The text with its list on one line: labels of terms, workings in brackets and bullets are gone.

    >>> unlabelled("a(5) = 5 (2 + 3), a(6) = 8"), unlabelled("- 5\\n- 8")
    ('5, 8', '5, 8')
    """
    if "=" in text:
        text = _LABEL.sub("", text)
    if "(" in text:
        text = _WORKING.sub("", text)
    if "\n" in text and (block := _BULLETED.match(text)):
        items_of_lines = (item[0].strip() for item in _ITEM_PARTS.finditer(_MARKERS.sub("", block[0])))
        text = ", ".join(items_of_lines) + text[block.end() :]
    return text


def items(text: str) -> str:
    """The normal form of what LIST matched; "1,234" alone stays as it is, since it may be one item or two.

    Where something else separates, a comma between digits groups them.
    """
    if _LOOSE.search(text):
        text = _GROUPED.sub(lambda grouped: grouped[0].replace(",", ""), text)
    elif _GROUPED.fullmatch(text):
        return text
    signs = ((part["sign"], part["digits"].lstrip("0") or "0") for part in _ITEM_PARTS.finditer(text))
    return ", ".join("-" + digits if sign and digits != "0" else digits for sign, digits in signs)


def items_gold(answer: str) -> str:
    """The normal form of the answer.

    Raises:
        AnswerError: it is no list of integers with commas.
    """
    if not _GOLD.fullmatch(answer):
        raise AnswerError(f"answer {answer[:80]!r} is no list of integers; write it as in '5, 8, -13'")
    return ", ".join(item.strip() for item in answer.split(","))


def same_items(value: str, gold: str) -> bool:
    """Equality of normal forms; an undecided "1,234" is whichever is asked for."""
    return value == gold or (" " not in value and gold in (value.replace(",", ""), value.replace(",", ", ")))
