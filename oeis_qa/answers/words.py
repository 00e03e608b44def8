"""text and choice answers: names of sequences, A-numbers, letters.

In:  same_name("the fibonacci numbers", "Fibonacci numbers: F(n) = F(n-1) + F(n-2).")
Out: True, for a name is known by what stands before its first colon
"""

from oeis_qa.answers.cues import PREAMBLE
from oeis_qa.answers.plain import Pattern, visible
from oeis_qa.answers.reading import CAP, Reading, tidy
from oeis_qa.errors import AnswerError

LETTER = r"(?:(?-i:[A-HJ-Z]|I(?!\s[a-z]))(?!\(?[A-Za-z0-9_]|['’])|[a-z](?=[^\w\n]*(?:\n|$)))"
"""The pattern of a choice: a capital letter, or one of either case that is all there is."""

_A_NUMBER = Pattern(r"(?i)\bA[0-9]{6,7}\b")
_OPENING = Pattern(
    rf"(?i)(?:(?:the\s+)?(?:final\s+|correct\s+)?(?:answer|name|formula|conclusion|result|sequence|solution)(?:\s+is\s|\s*:)\s*|(?:{PREAMBLE})(?!\w)[\s:,]*|(?:the|a|an|all|oeis)\s+|(?:sequence|list|series)\s+(?:of|called|named)\s+(?:(?:the|all)\s+)?"
    r"|a[0-9]{6,7}\s*[:,.\-–—]\s*)"
)
_UNSEEN, _STARS = {ord(mark): None for mark in "`'"}, Pattern(r"(?<![0-9])[*_]+|[*_]+(?![0-9])")
_WRAPPED = Pattern(r"\((?P<inside>(?:[^()]|\([^()]*\))*)\)|\\text(?:bf|it|rm)?\{(?P<inside>.*)\}")
_AROUND = Pattern(r"\s*([-+/^=<>(),])\s*")
_BLANK, _CLOSING = Pattern(r"\s+"), " \t.,;:!?\"'*`$_"
# As `name` leaves it: no blank around commas and brackets.
_AFTER_NAME = Pattern(
    r"(?:[.\s]*\((?:(?:oeis\s*:?\s*)?a[0-9]{6,7}\)|[-0-9][-0-9,.\s]*\)"
    r"|(?:this|that|these|each|it|found|not|by|since|because|as|also|see|here|i\.e)\b)"
    r"|[.\s]*[,\s]\s?(?:since|because|rather\s+than|instead\s+of)\b|[.\s]*,(?:as|which|not|so)\b"
    r"|,(?:where|in\s+which)\s(?:each|every)\b|[.!]+\s+(?:(?:each|every|this|that|it|these|they|the|there|i|we|you|let|so|hope|since|because|as|note|in|here|starting|for)\b|$)"
    r"|\s?—|;\s?(?:you|this|that|it|each|they|we|i|see|note)\b|です|입니다)"
)
# A number alone, with a name behind it, or in brackets behind a name.
_BY_NUMBER = Pattern(
    r"(?i)^\W*(?:(?:it\s+is|it's|this\s+is|the|oeis|sequence|entry|number|id|a-number|is)\W+)*A[0-9]{6,7}(?=\W*$|\s+\(|[:,.;](?!\s*but\b)\s|\s+—\s)"
    r"|\(\s*(?:oeis\s*:?\s*)?A[0-9]{6,7}\s*\)\W*$"
)
# Heads that so many names share that they name nothing.
_GENERIC = Pattern(
    r"(?:(?:exponential|ordinary)\s+)?(?:g|e\.g|o\.g)\.?f|(?:the\s+)?(?:(?:irregular|regular|square|rectangular|infinite|number|symmetric)\s+)*"
    r"(?:triangle|array|table|tetrahedron|matrix)(?:\s+of\s+numbers)?(?:\s*t\(n,k\))?(?:,?\s*read\s+by\s+[\w\s-]+)?"
    r"|[at]\(n(?:,k)?\)|expansion|numbers(?:\s+n)?|sequence|definition"
)
_REJECTED = Pattern(r"(?i),?\s\(?(?:not|rather\s+than|instead\s+of)\b.*")


def read_name(text: str) -> Reading:
    """The first line of the text, as it stands."""
    line = text.strip().partition("\n")[0].strip()[:CAP]
    return Reading((line,)) if line.strip(_CLOSING) else Reading()


def name(text: str) -> str:
    """The normal form of a name: case, blanks, quotes, what introduces it and the last full stop do not count."""
    text = tidy(visible(text)).casefold().replace("**", "^")
    text = _BLANK.sub(" ", text).strip(_CLOSING)
    if whole := _WRAPPED.fullmatch(text):
        text = whole["inside"].strip(_CLOSING)
    while (opening := _OPENING.match(text)) and opening.end() < len(text):
        text = text[opening.end() :]
    return _AROUND.sub(r"\1", _STARS.sub("", text.translate(_UNSEEN))).strip(_CLOSING + "{}")


def name_gold(answer: str) -> str:
    """The answer itself.

    Raises:
        AnswerError: nothing but marks and blanks.
    """
    if not any(map(str.isalnum, answer)):
        raise AnswerError(f"answer {answer!r} is no text; give a name or an A-number")
    return answer


def same_name(value: str, gold: str) -> bool:
    """Whether a final answer gives the name: whole, or up to its first colon; an A-number only for an A-number."""
    if _A_NUMBER.fullmatch(gold):
        said = _REJECTED.sub("", tidy(value))
        named = {found[0].upper() for found in _A_NUMBER.finditer(said)}
        return named == {gold.upper()} and _BY_NUMBER.search(said) is not None
    whole, head = name(gold), name(gold.partition(":")[0])
    forms = {whole} if _GENERIC.fullmatch(head) else {whole, head}
    said = name(value)
    return any(said == form or _is_explained(said, form) for form in forms - {""})


def _is_explained(said: str, form: str) -> bool:
    return said.startswith(form) and _AFTER_NAME.match(said[len(form) :] + " ") is not None


def letter_gold(answer: str) -> str:
    """The answer itself.

    Raises:
        AnswerError: it is not one capital letter.
    """
    if len(answer) != 1 or not "A" <= answer <= "Z":
        raise AnswerError(f"answer {answer[:80]!r} is no choice; give one capital letter, A to Z")
    return answer
