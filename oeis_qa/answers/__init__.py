"""Is the final answer of a completion right? The verifier of every row, which is also its reward.

In:  verify("<think>33?</think> The next term is 34, since 13 + 21 = 34.", "34", "integer")
Out: Verdict(right=True, answer="34", reason="right")
"""

from collections.abc import Callable
from typing import Any

from oeis_qa.answers.kinds import Kind, Verdict, kind_named, register_kind
from oeis_qa.errors import AnswerError

__all__ = ["Verdict", "check_gold", "extract", "register_kind", "verify"]


_TOO_LONG = Verdict(False, None, "it takes too long to read or to compare")
_MOST = 3  # different texts of one final answer that may still mean the same


def verify(completion: str, answer: str, kind: str) -> Verdict:
    """Whether the one final answer of the completion is `answer`. No text of a completion makes this raise.

    Args:
        completion: what the model said, thoughts included.
        answer: the truth, as in the `answer` column.
        kind: as in the `answer_kind` column: "integer", "integer_list", "rational", "decimal", "text", "choice",
            "latex", or one that a loader adds, such as "program".

    Raises:
        OptionError: there is no such kind.
        AnswerError: the answer is none of its kind, or the completion is no string.
        MissingExtraError: the kind needs a package that is not installed.
        SandboxError: the answer is a program, and programs cannot be run here; NotRunError: not just now.
    """
    how = _kind(completion, kind)
    _is_text(answer)
    gold = how.gold(answer)
    if how.judge is not None:
        return _within_time(how.judge, completion, gold)
    if completion.rpartition("</think>")[2].strip() == answer:  # a name may hold any words, those of an answer too
        return Verdict(True, answer, "right")
    try:
        final = how.final(completion)
        if not final.values:
            return Verdict(False, None, final.reason)
        right = len(final.values) <= _MOST and all(how.same(value, gold) for value in final.values)
    except TimeoutError:
        return _TOO_LONG
    if right:
        return Verdict(True, final.shown, "right")
    if len(final.values) > 1:
        return Verdict(False, None, "two different final answers: " + " and ".join(map(_short, final.values[:2])))
    return Verdict(False, final.shown, f"the final answer is {_short(final.shown)}, not {_short(answer)}")


def _within_time(judge: Callable[[str, Any], Verdict], completion: str, gold: Any) -> Verdict:
    try:
        return judge(completion, gold)
    except TimeoutError:
        return _TOO_LONG


def extract(completion: str, kind: str) -> str | None:
    """The final answer of the completion; None where there is none, or two.

    Numbers, lists and letters come in the normal form of their kind, names and formulas as they were said.

    Raises:
        OptionError, AnswerError: as in `verify`.
    """
    try:
        final = _kind(completion, kind).final(completion)
    except TimeoutError:
        return None
    return final.shown if len(final.values) == 1 else None


def check_gold(answer: str, kind: str) -> None:
    """Raise AnswerError unless this can be the answer of a row of this kind."""
    _is_text(answer)
    kind_named(kind).gold(answer)


def _is_text(answer: str) -> None:
    if not isinstance(answer, str):
        raise AnswerError(f"an answer of type {type(answer).__name__} is no text; give it as in the answer column")


def _kind(completion: str, kind: str) -> Kind:
    if not isinstance(completion, str):
        raise AnswerError(
            f"a completion of type {type(completion).__name__} is no text; pass the content of the message"
        )
    return kind_named(kind)


def _short(value: object) -> str:
    return text if len(text := str(value)) <= 60 else text[:57] + "..."
