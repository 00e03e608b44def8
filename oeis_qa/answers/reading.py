r"""Reading one value out of prose: fillers, the value, then a unit, an explanation, a denial or a second value.

`reader` joins the grammar of a value with the phrases of `cues`, once per kind of answer, into a single pattern.

In:  reader(r"[0-9]+", str)("therefore 34 apples, since 13 + 21 = 34")
Out: Reading(values=("34",), denied=False)
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from oeis_qa.answers import cues, doubts
from oeis_qa.answers.plain import Pattern

CAP = 12_000  # characters behind an announcement that are read


class Reading(NamedTuple):
    values: tuple[str, ...] = ()  # what is asserted, distinct; more than one contradict each other; none: unreadable
    denied: bool = False  # the values are said not to be it


Reader = Callable[[str], Reading]

_LEAD = (
    rf"(?i)[\s,]*(?:(?:{cues.PREAMBLE}|{cues.FILLER})(?![A-Za-z0-9(_{{\[^])[\s,:]*){{0,8}}?"
    r"(?:(?:either|neither|both|between)\s+)?[\"'(\[{<]*\s*"
)
_BECOMES = r",?\s+(?:which|and)\s+(?:simplifies|reduces|evaluates|rounds)\s+to\s"
_CLOSE = r"[\"')\]}>]*"
_SENTENCE_END = Pattern(r"[.!?;](?=\s|$)|\n")
_EQUALITY = Pattern(rf"(?i){_BECOMES}|=+>?|⇒|≡|→|,?\s+(?:which|and\s+that)\s+(?:equals|gives|makes|is)\s|\sequals\s")
_COMMANDS = Pattern(
    r"\\(?:text|textbf|textit|mathrm|mathbf|mathit|boxed|fbox|mbox|emph|operatorname)\s*\{([^{}]*)\}"
    r"|\\(?:left|right|displaystyle|quad|qquad|bigl?|bigr?|Bigl?|Bigr?)(?![A-Za-z])|\\[()\[\],!;:]|\\(?=[$%&#_{}\s])"
)
_SIGNED = Pattern(r"-\s?\(\s*(?P<ratio>[0-9]+\s*/\s*[0-9]+)\s*\)")
_MARKS = {ord(mark): None for mark in '$"€£¥'}


def reader(
    value: str,
    parse: Callable[[str], str | None],
    unit: str = cues.UNIT,
    end: str = cues.EXPLANATION,
    before: str = "",
) -> Reader:
    """A function: text that should begin with a value -> its Reading.

    `value` is the source of a pattern, `parse` gives the normal form of what it matched, or None where it is no value;
    `unit` and `end` may stand behind it, `before` in front.
    """
    atom = rf"(?>{value})"
    read = Pattern(
        rf"{_LEAD}{before}(?P<value>{atom}){_CLOSE}(?:(?P<end>[.!]?\s*$)|(?P<denied>{doubts.DENIED})|{doubts.ALSO}[\"'(\[{{<]*(?P<second>{atom})(?![A-Za-z]|\s*[-+*/×·=^]\s*[0-9(])"
        rf"|\s*[(\[]\s*(?P<second>{atom})\s*[)\]]|,?\s+(?:but|though|although|while)\s+(?:also\s+)?(?P<second>{atom})\s"
        rf"|(?:{unit})?{_CLOSE}(?!{_BECOMES})(?P<end>{end})|(?:{unit})?(?P<equals>\s*=|{_BECOMES}))"
    )
    pure = Pattern(rf"{_LEAD}{before}(?P<value>{atom}){_CLOSE}(?:{unit})?{_CLOSE}\s*")

    def read_value(text: str) -> Reading:
        text = tidy(text if len(text) <= CAP else text[:CAP].rpartition(" ")[0])
        found = read.match(text)
        if found is None or found["equals"]:
            return Reading(_distinct(_sides(text, pure, read, parse)))
        if found["second"] and found["second"].strip() == found["value"].strip():
            return Reading()  # "1, 1, 2" is a list, and no value said twice
        values = _distinct(parse(found[name]) for name in ("value", "second") if found[name])
        return Reading(values, bool(found["denied"]))

    return read_value


def tidy(text: str) -> str:
    """The text without the LaTeX and quotes that may wrap a value."""
    if "\\" in text:
        text = _COMMANDS.sub(r"\1", _COMMANDS.sub(r"\1", text)).replace("~", " ")
    if "-(" in text:
        text = _SIGNED.sub(r"-\g<ratio>", text)
    return text.translate(_MARKS)


def hedge(value: str, parse: Callable[[str], str | None]) -> Callable[[str], Iterator[str]]:
    """A function: text -> the values it offers as well ("maybe 33", "it could also be 33")."""
    pattern = Pattern(rf"(?i){doubts.HEDGED}(?P<value>(?>{value}))(?![A-Za-z])")
    return lambda text: (v for m in pattern.finditer(text) if (v := parse(m["value"])) is not None)


def denial(value: str, parse: Callable[[str], str | None]) -> Callable[[str], Iterator[str]]:
    """A function: text -> the values that it denies ("33 is not the answer")."""
    pattern = Pattern(rf"(?i)(?P<value>(?>{value})){_CLOSE}{doubts.DENIED}")
    phrase = Pattern(
        "(?i)" + doubts.DENIED.removeprefix(r"\s*")
    )  # a search that begins with blanks is quadratic in them

    def denied(text: str) -> Iterator[str]:
        if phrase.search(text):  # looked for alone, it is found not to be there much faster
            yield from (v for m in pattern.finditer(text) if (v := parse(m["value"])) is not None)

    return denied


def _sides(text: str, pure: Pattern, read: Pattern, parse: Callable[[str], str | None]) -> list[str | None]:
    """The sides of "34 = 13 + 21" or "a(10) = 13 + 21 = 34, since ..." that are values by themselves."""
    stop = _SENTENCE_END.search(text)
    *sides, last = _EQUALITY.split(text[: stop.start()] if stop else text)[:20]
    values: list[str | None] = []
    if not sides:
        return values
    for found in [*map(pure.fullmatch, sides), read.match(last)]:
        if found is not None and not found.groupdict().get("second"):
            values.append(parse(found["value"]))
    # Of "30/5 = 6" the right side is the answer to what the left one asks.
    whole: list[str | None] = [value for value in values if value is not None and "/" not in value]
    return whole or values


def _distinct(values: "Iterable[str | None]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value is not None))
