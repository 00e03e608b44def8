r"""Final answers in prose: what a phrase announces ("the next term is 34") or states ("34 comes next").

In:  announced("We add. So the next term is 34, since 13 + 21 = 34.", grammar of integers)
Out: one Found, of 34
"""

from collections.abc import Iterable

import regex

from oeis_qa.answers import cues, doubts
from oeis_qa.answers.found import MOST, Found, Grammar, Place
from oeis_qa.answers.plain import Pattern, lowered
from oeis_qa.answers.reading import CAP

_ANNOUNCED, _UNSTATED, _STATED = Pattern(cues.ANNOUNCED), Pattern(doubts.UNSTATED), Pattern(cues.STATED)
_AGAIN = Pattern(r"\s*(?:(?:so|the|my|our|final|correct)\s+)*")
_BUT = Pattern(r"(?i)[^.!?\n]{0,80}?\bbut\s+(?:rather\s+|instead\s+|in\s+fact\s+)?")
_BULLET = Pattern(r"\s*(?:(?:[-*•>]|#{1,6})\s+)*")
_SENTENCE_START, _CLAUSE_START = Pattern(r"[.!?](?=\s)|\n"), Pattern(r"[:;]")
_OPENING = Pattern(
    rf"\W*(?:(?:{cues.PREAMBLE}|{cues.FILLER}|(?:and|for|in|to|this|these|my|our|best|correct|final|i|we|you|they|he"
    r"|she|think|believe|say|would|sequence|of|case|conclusion|summary|short|question)\b)[\s,:]*)*\W*"
)
_ENDS = Pattern(r"\s*(?:[.!,;]|$|\n|because|since|as\b)")


def announced(text: str, grammar: Grammar) -> Place:
    """The final answers that the text announces, then those that it states."""
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
            yield Found(reading._replace(denied=denied or reading.denied), after)
    for statement in _matches(_STATED, low, _places(low, cues.STATED_HEADS)):
        if grammar.wordy and not _ENDS.match(low, statement.end()):
            continue
        sentence = _SENTENCE_START.split(text[max(0, statement.start() - 300) : statement.start()])[-1]
        clause = _CLAUSE_START.split(sentence)[-1]
        for part in (sentence, clause, clause.rpartition(",")[2]):
            if (reading := grammar.read(part)).values:
                yield Found(reading._replace(denied=bool(statement["not"])), text[statement.end() :])
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
    for at in places[-4 * MOST :]:
        if found := pattern.match(low, at):
            matches.setdefault(found.end(), found)
    return list(matches.values())[-MOST:]


def _clause(low: str, at: int) -> str:
    """The clause that stands before `at`."""
    start = max(0, at - 80)
    return low[max(start, *(low.rfind(mark, start, at) + 1 for mark in ".,:;!?\n")) : at]


def _following(text: str, at: int) -> str:
    """The text from `at` on, from the next line where this one ends there."""
    after = text[at : at + CAP]
    line, _, rest = after.partition("\n")
    return after.lstrip() if line.strip(" \t:*_$[\\") else rest[_BULLET.match(rest).end() :].lstrip()  # type: ignore[union-attr]
