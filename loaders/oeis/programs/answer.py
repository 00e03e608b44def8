"""The answer of a question for a program: the terms that it must give, those shown and those hidden from the model.

In:  gold('{"language": "python", "offset": 3, "shown": ["2", "3"], "hidden": ["5", "8", "13"]}')
Out: Terms(language="python", offset=3, shown=("2", "3"), hidden=("5", "8", "13"))
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from oeis_qa.errors import AnswerError

_TERM = re.compile(r"0|-?[1-9][0-9]*")


@dataclass(frozen=True)
class Terms:
    language: str
    offset: int  # index of the first shown term; of the first hidden one, where none is shown
    shown: tuple[str, ...]
    hidden: tuple[str, ...]  # the terms behind those shown

    def numbered(self) -> "enumerate[str]":
        """Every term with its index."""
        return enumerate((*self.shown, *self.hidden), self.offset)


def gold(answer: str) -> Terms:
    """What the answer says.

    Raises:
        AnswerError: it is no JSON object of these four, or a term is no integer in plain digits, or none is hidden.
    """
    try:
        said: Any = json.loads(answer)
    except ValueError:
        said = None
    if not isinstance(said, dict) or set(said) != set(Terms.__dataclass_fields__):
        raise _wrong(answer, "is no JSON object with the keys language, offset, shown and hidden")
    language, offset, shown, hidden = (said[name] for name in Terms.__dataclass_fields__)
    if not isinstance(language, str) or type(offset) is not int:
        raise _wrong(answer, "must have a text as its language and an integer as its offset")
    if not _are_terms(shown) or not _are_terms(hidden) or not hidden:
        raise _wrong(answer, "must have lists of integers in plain digits, each a text, with one hidden term or more")
    return Terms(language, offset, tuple(shown), tuple(hidden))


def _are_terms(given: Any) -> bool:
    return isinstance(given, list) and all(isinstance(term, str) and _TERM.fullmatch(term) for term in given)


def _wrong(answer: str, why: str) -> AnswerError:
    return AnswerError(f"answer {answer[:80]!r} of kind 'program' {why}; see oeis_qa/loaders/oeis/programs/answer.py")
