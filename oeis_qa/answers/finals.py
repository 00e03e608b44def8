r"""Where a completion gives its final answer: six places, the first of which that holds one wins.

1. \boxed{34}   2. <answer>34</answer>   3. #### 34   4. prose: "the next term is 34", "34 comes next"
5. bold: **34**   6. the last line, or the first, that is nothing but the answer

In a place, two different values contradict each other; a value that is denied or taken back is none.

In:  final("We add 13 and 21. The next term is **34**.", grammar of integers)
Out: Final(values=("34",), shown="34", reason="")
"""

from collections.abc import Iterable

from oeis_qa.answers import doubts
from oeis_qa.answers.found import Found, Grammar
from oeis_qa.answers.kinds import Final
from oeis_qa.answers.places import bold, boxed, hashed, lone, tagged
from oeis_qa.answers.plain import Pattern, has, unmarked, visible
from oeis_qa.answers.prose import announced

_FAR = 400  # characters behind a final answer in which it can be taken back
_NEAR = 120  # characters behind a final answer in which another is offered with it
_RETRACTED = Pattern(doubts.RETRACTED)
_DENIED = Pattern(rf"(?i)[\s$)\]}}*_\"'`]*(?:</\w+>)?{doubts.DENIED}")


def final(completion: str, grammar: Grammar) -> Final:
    """The final answer of a completion.

    Raises:
        TimeoutError: a pattern took too long on it.
    """
    text = visible(completion)
    for place in (boxed, tagged, hashed):
        if found := [*place(text, grammar)]:
            return _judged(found, text, grammar)
    plain = unmarked(text)
    for place, told in ((announced, plain), (bold, text), (lone, plain)):
        if found := [*place(told, grammar)]:
            return _judged(found, text, grammar)
    return Final(reason="no final answer")


def _judged(found: list[Found], text: str, grammar: Grammar) -> Final:
    values = _distinct(value for each in found if not each.reading.denied for value in each.reading.values)
    if not values:
        denied = any(each.reading.denied for each in found)
        return Final(reason="what it names is denied" if denied else "its final answer is none of this kind")
    after = found[-1].after
    if _is_retracted(after[:_FAR]) or (len(values) == 1 and _is_denied(values[0], text, grammar)):
        return Final(reason="it takes its answer back")
    near = after[:_NEAR]
    if has(near, doubts.HEDGED_WORDS):
        values = _distinct([*values, *grammar.hedges(near)])
    return Final(values, str(values[0]))


def _is_retracted(after: str) -> bool:
    if not has(after, doubts.RETRACTED_WORDS):
        return False
    return bool(_RETRACTED.search(after.lower()) or _DENIED.match(after))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _is_denied(value: str, text: str, grammar: Grammar) -> bool:
    return has(text, doubts.DENIED_WORDS) and value in grammar.denials(unmarked(text))
