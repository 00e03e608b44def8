r"""Where a completion gives its final answer: six places, the first of which that holds one wins.

1. \boxed{34}   2. <answer>34</answer>   3. #### 34   4. prose: "the next term is 34", "34 comes next"
5. bold: **34**   6. the last line, or the first, that is nothing but the answer

In a place, two different values contradict each other; a value that is denied or taken back is none.

In:  final("We add 13 and 21. The next term is **34**.", grammar of integers)
Out: Final(values=("34",), shown="34", reason="")
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import regex

from oeis_qa.answers import cues, doubts
from oeis_qa.answers.kinds import Final
from oeis_qa.answers.plain import Pattern, lowered, unmarked, visible
from oeis_qa.answers.reading import CAP, Reader, Reading

_MOST = 50  # final answers of one place that are read, the last ones


_NEAR = 120  # characters behind a final answer in which another is offered with it


class Grammar(NamedTuple):
    """How values of a kind are spoken of."""

    read: Reader
    hedges: Callable[[str], Iterable[str]]  # further values that a text offers
    denials: Callable[[str], Iterable[str]]  # values that a text denies
    inside: Reader | None = None  # what a box or tag holds; default: as `read`
    wordy: bool = False  # values may be any words


class _Found(NamedTuple):
    reading: Reading
    after: str  # the text from the answer on


_Place = Iterator[_Found]

_BRACES = Pattern(r"\\(?:boxed|fbox)\s*\{|\\[{}]|[{}]")
_UNBRACED = Pattern(r"\\boxed\s+(?P<inside>[^\s${}\\.,;]+)")
_TAGS = Pattern(r"(?i)<(?P<slash>/?)\s*(?:final[_ -]?)?answer\s*>")
_HASHES = Pattern(r"(?m)(?<!#)####(?!#)[ \t]*(?P<inside>[^\n]+)")
_ANNOUNCED, _UNSTATED, _STATED = Pattern(cues.ANNOUNCED), Pattern(doubts.UNSTATED), Pattern(cues.STATED)
_BOLD = Pattern(
    r"(?s)(?<!\*)\*{2,3}(?![\s*])(?P<inside>(?:[^*\n]|\*(?!\*)){1,2000}?)(?<!\s)\*{2,3}(?!\*)"
    r"|(?<![\w_])__(?![\s_])(?P<inside>[^_\n]{1,2000}?)__(?![\w_])"
    r"|(?i:<(?:b|strong)>)(?P<inside>[^<\n]{1,2000}?)(?i:</(?:b|strong)>)|\\textbf\{(?P<inside>[^{}\n]{1,2000})\}"
)
_NUMBERED = Pattern(r"\s*[0-9]{1,2}[.)]\s+\S")
_QUESTION = Pattern(r"(?i)\s*(?:is|are|was|were|could|can|would|should|might|may|does|do|did|what|which|how|why|will)\s[^\n]*\?\s*$")
_DENIED = Pattern(rf"(?i)[\s$)\]}}*_\"'`]*(?:</\w+>)?{doubts.DENIED}")
_BULLET = Pattern(r"\s*(?:(?:[-*•>]|#{1,6})\s+)*")
_SENTENCE_START, _CLAUSE_START = Pattern(r"[.!?](?=\s)|\n"), Pattern(r"[:;]")
_SENTENCE_END = Pattern(r"(?<=[.!?])\s+")
_OPENING = Pattern(
    rf"\W*(?:(?:{cues.PREAMBLE}|{cues.FILLER}|(?:and|for|in|to|this|these|my|our|best|correct|final|i|we|you|they|he"
    r"|she|think|believe|say|would|sequence|of|case|conclusion|summary|short|question)\b)[\s,:]*)*\W*"
)
_ENDS = Pattern(r"\s*(?:[.!,;]|$|\n|because|since|as\b)")
_BUT = Pattern(r"(?i)[^.!?\n]{0,80}?\bbut\s+(?:rather\s+|instead\s+|in\s+fact\s+)?")
# An equation whose left side is told in words: "We set p = 34 and go on".
_TOLD = Pattern(
    rf"(?i)[\s,]*(?:(?:{cues.PREAMBLE}|{cues.FILLER})(?![A-Za-z0-9(_{{\[^])[\s,:]*){{0,8}}+"
    r"(?=[^=\n]*(?<![\\A-Za-z])(?!terms?\b|number\b|next\b|value\b|times\b|plus\b|minus\b)[a-z]{3,}\b)[^=\n]*="
)
_RETRACTED = Pattern(doubts.RETRACTED)
_AGAIN = Pattern(r"\s*(?:(?:so|the|my|our|final|correct)\s+)*")


def final(completion: str, grammar: Grammar) -> Final:
    """The final answer of a completion; never raises."""
    try:
        text = visible(completion)
        plain = unmarked(text)
        for place in (_boxed, _tagged, _hashed):
            if found := [*place(text, grammar)]:
                return _judged(found, plain, grammar)
        for place in (_announced, _bold, _lone):
            if found := [*place(text if place is _bold else plain, grammar)]:
                return _judged(found, plain, grammar)
        return Final(reason="no final answer")
    except TimeoutError:
        return Final(reason="it takes too long to read")


def _judged(found: list[_Found], plain: str, grammar: Grammar) -> Final:
    values = _distinct(value for each in found if not each.reading.denied for value in each.reading.values)
    if not values:
        denied = any(each.reading.denied for each in found)
        return Final(reason="what it names is denied" if denied else "its final answer is none of this kind")
    after = found[-1].after
    if _is_retracted(after) or (len(values) == 1 and _is_denied(values[0], plain, grammar)):
        return Final(reason="it takes its answer back")
    near = after[:_NEAR]
    if _has(near, doubts.HEDGED_WORDS):
        values = _distinct([*values, *grammar.hedges(near)])
    return Final(values, str(values[0]))


def _has(text: str, words: Iterable[str]) -> bool:
    text = text.lower()
    return any(word in text for word in words)


def _is_retracted(after: str) -> bool:
    if not _has(after, doubts.RETRACTED_WORDS):
        return False
    return bool(_RETRACTED.search(after.lower()) or _DENIED.match(after))


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _is_denied(value: str, plain: str, grammar: Grammar) -> bool:
    return _has(plain, doubts.DENIED_WORDS) and value in grammar.denials(plain)


def _boxed(text: str, grammar: Grammar) -> _Place:
    if "boxed" not in text and "\\fbox" not in text:
        return
    for start, stop in _outer_boxes(text):
        if text[start:stop].strip():
            yield _Found(_inside(text[start:stop], grammar), text[stop:])
    for box in _UNBRACED.finditer(text):
        yield _Found(_inside(box["inside"], grammar), text[box.end() :])


def _outer_boxes(text: str) -> list[tuple[int, int]]:
    """Start and end of what stands in each outermost closed box."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []  # where each open brace's inside starts; below zero for a brace that is no box
    depth = 0  # of boxes
    for brace in _BRACES.finditer(text):
        if brace[0] == "}" and opened:
            start = opened.pop()
            depth -= start >= 0
            if start >= 0 and depth == 0:
                spans.append((start, brace.start()))
        elif brace[0][-1] == "{" and brace[0] != "\\{":
            opened.append(brace.end() if brace[0] != "{" else -1)
            depth += brace[0] != "{"
    return spans[-_MOST:]


def _tagged(text: str, grammar: Grammar) -> _Place:
    if "<" not in text or "answer" not in text.lower():
        return
    tags = [*_TAGS.finditer(text)][-2 * _MOST :]
    for tag, following in zip(tags, [*tags[1:], None][: len(tags)], strict=True):
        # A server leaves out the tag that it stopped at, hence the end of the text closes as well.
        inside = text[tag.end() : following.start() if following else len(text)]
        if not tag["slash"] and inside.strip() and (following is None or following["slash"]):
            yield _Found(_inside(unmarked(inside), grammar), text[tag.end() + len(inside) :])


def _hashed(text: str, grammar: Grammar) -> _Place:
    if "####" not in text:
        return
    for line in [*_HASHES.finditer(text)][-_MOST:]:
        inside = unmarked(line["inside"])
        if not _NUMBERED.match(inside) and (reading := _inside(inside, grammar)).values:
            yield _Found(reading, text[line.start("inside") :])


def _inside(text: str, grammar: Grammar) -> Reading:
    """What a box or a tag holds: a value, or a text about one."""
    for found in () if grammar.wordy else _announced(text, grammar):
        return found.reading
    reading = (grammar.inside or grammar.read)(" ".join(text.split()))
    return reading if reading.values else next((found.reading for found in _lone(text, grammar)), reading)


def _announced(text: str, grammar: Grammar) -> _Place:
    low = lowered(text)
    announcements = _matches(_ANNOUNCED, low, _heads(low))
    if grammar.wordy:
        announcements = [cue for cue in announcements if _announces_name(low, cue)]
    for cue, following in zip(announcements, [*announcements[1:], None][: len(announcements)], strict=True):
        # "Final answer: the final answer is 34" announces once.
        repeated = following and _AGAIN.fullmatch(low[cue.end() : following.start()])
        if repeated or _is_unstated(_clause(low, cue.start())):
            continue
        denied = bool(cue["not"] or cue["zh"])
        after = _following(text, cue.end())
        if denied and (but := _BUT.match(after)):
            denied, after = False, after[but.end() :]
        reading = grammar.read(after)
        if reading.values:
            yield _Found(reading._replace(denied=denied or reading.denied), after)
    for statement in _matches(_STATED, low, _places(low, cues.STATED_HEADS)):
        if grammar.wordy and not _ENDS.match(low, statement.end()):
            continue
        sentence = _SENTENCE_START.split(text[max(0, statement.start() - 300) : statement.start()])[-1]
        clause = _CLAUSE_START.split(sentence)[-1]
        for part in (sentence, clause, clause.rpartition(",")[2]):
            if (reading := grammar.read(part)).values:
                yield _Found(reading._replace(denied=bool(statement["not"])), text[statement.end() :])
                break


def _announces_name(low: str, cue: "regex.Match[str]") -> bool:
    """Whether this is no part of a name."""
    if "=" in cue[0] or cue[0].startswith(cues.IN_NAMES):
        return False
    return not cue[0].startswith(cues.IN_MIDST) or _OPENING.fullmatch(_clause(low, cue.start())) is not None


def _heads(low: str) -> list[int]:
    """Where an announcement may begin."""
    words = [at for at in _places(low, cues.HEADS) if not (at and low[at - 1].isalpha() and low[at - 1].isascii())]
    inside = _places(low, cues.HEADS_INSIDE)
    if inside or not low.isascii():
        return sorted({*words, *inside, *_places(low, cues.HEADS_ABROAD)})
    return words


def _is_unstated(clause: str) -> bool:
    return any(word in clause for word in doubts.UNSTATED_WORDS) and _UNSTATED.search(clause) is not None


def _places(low: str, words: Iterable[str]) -> list[int]:
    """Where one of the words stands, in order."""
    places = []
    for word in [word for word in words if word in low]:
        at = low.find(word)
        while at >= 0:
            places.append(at)
            at = low.find(word, at + 1)
    return sorted(places)


def _matches(pattern: Pattern, low: str, places: list[int]) -> "list[regex.Match[str]]":
    """The matches that begin at these places, at most one for each end, the last ones."""
    matches: dict[int, regex.Match[str]] = {}
    for at in places[-4 * _MOST :]:
        if found := pattern.match(low, at):
            matches.setdefault(found.end(), found)
    return list(matches.values())[-_MOST:]


def _clause(low: str, at: int) -> str:
    """The clause that stands before `at`."""
    start = max(0, at - 80)
    return low[max(start, *(low.rfind(mark, start, at) + 1 for mark in ".,:;!?\n")) : at]


def _following(text: str, at: int) -> str:
    """The text from `at` on, from the next line where this one ends there."""
    after = text[at : at + CAP]
    line, _, rest = after.partition("\n")
    return after.lstrip() if line.strip(" \t:*_$[\\") else rest[_BULLET.match(rest).end() :].lstrip()  # type: ignore[union-attr]


def _bold(text: str, grammar: Grammar) -> _Place:
    if "**" not in text and "__" not in text and "<" not in text and "\\textbf" not in text:
        return
    for bold in [*_BOLD.finditer(text)][-_MOST:]:
        inside = unmarked(bold["inside"]).strip()
        if inside.endswith(":") or _NUMBERED.match(inside) or _is_marker(inside, text[bold.end() : bold.end() + 3]):
            continue
        if (reading := grammar.read(inside)).values:
            yield _Found(reading, text[bold.end() :])


def _is_marker(inside: str, after: str) -> bool:
    """Whether bold text is the number of a step, as in "**2.** Add them"."""
    return inside[:-1].isdigit() and inside[-1] in ".)" and bool(after.partition("\n")[0].strip())


def _lone(text: str, grammar: Grammar) -> _Place:
    lines = [line for line in text.split("\n") if line.strip(" \t*_`#$")]
    if not lines:
        return
    last = _line(lines[-1])
    if len(lines) == 1 or not _NUMBERED.match(last):
        sentence = last if grammar.wordy else _SENTENCE_END.split(last.rstrip())[-1]
        readings = [grammar.read(part) for part in dict.fromkeys((last, sentence)) if _is_answer(part, grammar)]
        found = [_Found(reading, last) for reading in readings if reading.values]
        yield from found
        if found:
            return
    first = _line(lines[0])
    if len(lines) > 1 and "=" not in first and not _NUMBERED.match(first) and (reading := grammar.read(first)).values:
        yield _Found(reading, text)


def _is_answer(part: str, grammar: Grammar) -> bool:
    return not _QUESTION.match(part) and (grammar.wordy or "=" not in part or not _TOLD.match(part))


def _line(line: str) -> str:
    return line[_BULLET.match(line).end() :]  # type: ignore[union-attr]
