r"""The places of a text in which a final answer stands by its form: boxes, tags, #### lines, bold, lines of their own.

In:  boxed(r"so \boxed{34}", grammar of integers)
Out: one Found, of 34
"""

from oeis_qa.answers import cues
from oeis_qa.answers.found import MOST, Found, Grammar, Place
from oeis_qa.answers.plain import Pattern, unmarked
from oeis_qa.answers.prose import announced
from oeis_qa.answers.reading import Reading

_BRACES = Pattern(r"\\(?:boxed|fbox)\s*\{|\\[{}]|[{}]")
_REFUSED = Pattern(r"(?i)(?:\bnot|n't|\bnever)\s+(?:be\s+|the\s+answer\s+)?[$\\(\[{]*(?:boxed|fbox)?\s*\{?$")
_UNBRACED = Pattern(r"\\boxed\s+(?P<inside>[^\s${}\\.,;]+)")
_TAGS = Pattern(r"(?i)<(?P<slash>/?)\s*(?:final[_ -]?)?answer\s*>")
_HASHES = Pattern(r"(?m)(?<!#)####(?!#)[ \t]*(?P<inside>[^\n]+)")
_BOLD = Pattern(
    r"(?s)(?<!\*)\*{2,3}(?![\s*])(?P<inside>(?:[^*\n]|\*(?!\*)){1,2000}?)(?<!\s)\*{2,3}(?!\*)"
    r"|(?<![\w_])__(?![\s_])(?P<inside>[^_\n]{1,2000}?)__(?![\w_])"
    r"|(?i:<(?:b|strong)>)(?P<inside>[^<\n]{1,2000}?)(?i:</(?:b|strong)>)|\\textbf\{(?P<inside>[^{}\n]{1,2000})\}"
)
_NUMBERED = Pattern(r"\s*[0-9]{1,2}[.)]\s+\S")
_OPTION = Pattern(r"\s*\(?[A-Z][).:]\s+\S")
_BULLET = Pattern(r"\s*(?:(?:[-*•>]|#{1,6})\s+)*")
_BULLETS = "-*•>#"
_SENTENCE_END = Pattern(r"(?<=[.!?])(?<!\b(?:i\.e|e\.g|vs|approx)\.)\s+")
_LAST = 300  # characters in which a farewell stands
_FAREWELL = Pattern(
    r"(?i)(?:(?<=[.!?*])\s+|\n\s*|^)(?:i\s+hope|hope\s+(?:that|this)|let\s+me\s+know|feel\s+free|good\s+luck"
    r"|happy\s+to\s+help|thanks|thank\s+you|would\s+you\s+like|do\s+you\s+want)[^.!?\n]*[.!?]*\s*$"
)
_QUESTION = Pattern(
    r"(?i)\s*(?:is|are|was|were|could|can|would|should|might|may|does|do|did|what|which|how|why|will)\s[^\n]*\?\s*$"
)
# An equation whose left side is told in words: "We set p = 34 and go on".
_TOLD = Pattern(
    rf"(?i)[\s,]*(?:(?:{cues.PREAMBLE}|{cues.FILLER})(?![A-Za-z0-9(_{{\[^])[\s,:]*){{0,8}}+"
    r"(?=[^=\n]*(?<![\\A-Za-z])(?!terms?\b|number\b|next\b|value\b|times\b|plus\b|minus\b)[a-z]{3,}\b)[^=\n]*="
)


def boxed(text: str, grammar: Grammar) -> Place:
    if "boxed" not in text and "\\fbox" not in text:
        return
    for start, stop in _outer_boxes(text):
        if text[start:stop].strip():
            reading = _inside(text[start:stop], grammar)
            denied = _REFUSED.search(text[max(0, start - 40) : start]) is not None
            yield Found(reading._replace(denied=denied or reading.denied), text[stop:])
    for box in _UNBRACED.finditer(text):
        yield Found(_inside(box["inside"], grammar), text[box.end() :])


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
    return spans[-MOST:]


def tagged(text: str, grammar: Grammar) -> Place:
    if "<" not in text or "answer" not in text.lower():
        return
    tags = [*_TAGS.finditer(text)][-2 * MOST :]
    for tag, following in zip(tags, [*tags[1:], None][: len(tags)], strict=True):
        # A server leaves out the tag that it stopped at, hence the end of the text closes as well.
        inside = text[tag.end() : following.start() if following else len(text)]
        if not tag["slash"] and inside.strip() and (following is None or following["slash"]):
            yield Found(_inside(unmarked(inside), grammar), text[tag.end() + len(inside) :])


def hashed(text: str, grammar: Grammar) -> Place:
    if "####" not in text:
        return
    text = text[text.index("####") :]
    for line in [*_HASHES.finditer(text)][-MOST:]:
        inside = unmarked(line["inside"])
        if not _is_numbered(inside) and (reading := _inside(inside, grammar)).values:
            yield Found(reading, text[line.start("inside") :])


def _inside(text: str, grammar: Grammar) -> Reading:
    """What a box or a tag holds: a value, or a text about one."""
    told = not grammar.wordy and text.lower() != text.upper()  # letters, to announce it with
    for found in announced(text, grammar) if told else ():
        return found.reading
    reading = (grammar.inside or grammar.read)(" ".join(text.split()))
    return reading if reading.values else next((found.reading for found in lone(text, grammar)), reading)


def bold(text: str, grammar: Grammar) -> Place:
    if "**" not in text and "__" not in text and "<" not in text and "\\textbf" not in text:
        return
    for span in [*_BOLD.finditer(text)][-MOST:]:
        inside = unmarked(span["inside"]).strip()
        if inside.endswith(":") or _is_numbered(inside) or _is_marker(inside, text[span.end() : span.end() + 3]):
            continue
        if (reading := grammar.read(inside)).values:
            yield Found(reading, text[span.end() :])


def _is_marker(inside: str, after: str) -> bool:
    """Whether bold text is the number of a step, as in "**2.** Add them"."""
    return inside[:-1].isdigit() and inside[-1] in ".)" and bool(after.partition("\n")[0].strip())


def lone(text: str, grammar: Grammar) -> Place:
    lines = [line for line in _without_farewell(text).split("\n") if line.strip(" \t*_`#$")]
    listed = [line for line in lines if _OPTION.match(line)] if len(lines) > 1 else []
    if len(listed) > 1:  # options, of which none is chosen by being the last
        lines = [line for line in lines if line not in listed]
    if not lines:
        return
    last = _line(lines[-1])
    if len(lines) == 1 or not _is_numbered(last):
        sentence = last if grammar.wordy else _SENTENCE_END.split(last.rstrip())[-1]
        readings = [grammar.read(part) for part in dict.fromkeys((last, sentence)) if _is_answer(part, grammar)]
        found = [Found(reading, last) for reading in readings if reading.values]
        yield from found
        if found:
            return
    first = _line(lines[0])
    if len(lines) > 1 and "=" not in first and not _is_numbered(first) and (reading := grammar.read(first)).values:
        yield Found(reading, text)


def _is_numbered(line: str) -> bool:
    return line.lstrip()[:1].isdigit() and _NUMBERED.match(line) is not None


def _without_farewell(text: str) -> str:
    text = text.rstrip()
    return text[:-_LAST] + _FAREWELL.sub("", text[-_LAST:])


def _is_answer(part: str, grammar: Grammar) -> bool:
    return not ("?" in part and _QUESTION.match(part)) and (grammar.wordy or "=" not in part or not _TOLD.match(part))


def _line(line: str) -> str:
    marked = line.lstrip()[:1] in _BULLETS
    return line[_BULLET.match(line).end() :] if marked else line.lstrip()  # type: ignore[union-attr]
