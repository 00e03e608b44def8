"""The answer kinds of grids: `grid:rle`, `grid:digits`, `grid:json`, `rle_row`, `histogram`, `colours`, `flags`.

A final answer is right if it means the same as the gold: the same grid, counts, colours or names, however it is
spelled within its codec. It may stand wherever other kinds have theirs, or alone in a fenced block.

In:  verify("The output is `3 1 b3`.", "3 1 3", "grid:rle")
Out: Verdict(right=True, answer="3 1 3", reason="right")
"""

import dataclasses
import operator
import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import regex

from oeis_qa.answers import finals
from oeis_qa.answers.found import Grammar
from oeis_qa.answers.kinds import Final, Kind
from oeis_qa.answers.plain import Pattern, visible
from oeis_qa.answers.reading import denial, hedge, reader
from oeis_qa.errors import AnswerError, GridError, OptionError, choices
from oeis_qa.loaders.arc_rle import histograms
from oeis_qa.loaders.arc_rle.codecs import CODECS
from oeis_qa.loaders.arc_rle.rle import decode_all
from oeis_qa.loaders.arc_rle.rle_rows import canonical_row
from oeis_qa.loaders.arc_rle.spellings import MARK, Spelling, marked

_LINE_END = r"[ \t]*+\n[ \t]*+"
_ROW = r"[0-9]{1,99}+"
_JSON_ROW = r"\[\s*+[0-9]\s*+(?:,\s*+[0-9]\s*+)*+\]"
_RUN = r"[a-z]?[0-9]"
_COUNT = r"[0-9]:[0-9]++"
_FLAG = r"[A-Za-z_][\w-]{0,60}+[ \t]?=[ \t]?[01]"
# No value begins in a number or a word, or ends in one.
_NEW, _DONE = r"(?<![\w.,]|[0-9]:)", r"(?![\w=]|[.,:][0-9])"
_PATTERNS = {
    "rle": Pattern(rf"{_NEW}[0-9]{{1,2}} [0-9]{{1,2}} [0-9a-z,]++(?![\w-]| [0-9])"),
    "digits": Pattern(
        rf"{_NEW}(?<![0-9,]{_LINE_END})(?>{_ROW}(?:(?:{_LINE_END}{_ROW})++|(?:,[ \t]*+{_ROW})*+))"
        rf"(?!{_LINE_END}[0-9]){_DONE}"
    ),
    "json": Pattern(rf"(?<![\w\[])\[\s*+{_JSON_ROW}\s*+(?:,\s*+{_JSON_ROW}\s*+)*+\](?![\w\]])"),
    "rle_row": Pattern(rf"{_NEW}(?<![0-9] |[/^%+-])(?:{_RUN})++(?![\w=]|[.,:/^+-]{{1,3}}{_RUN}| ?[%=+/^]| {_RUN}\b)"),
    "histogram": Pattern(rf"{_NEW}(?>{_COUNT}(?:,[ \t]?{_COUNT})*+){_DONE}|(?i:\bempty\b)"),
    "colours": Pattern(rf"{_NEW}(?>[0-9](?:,[ \t]?[0-9])*+){_DONE}|(?i:\bempty\b)"),
    "flags": Pattern(rf"(?<![\w=-])(?>{_FLAG}(?:[ \t]*+[,;\n]\s*+{_FLAG})*+)(?![\w=-]|\.[0-9])"),
}
# Said of grids, where other kinds say "the answer".
_OUTPUT = Pattern(
    r"(?i)\b(?:(?:output|answer|result|resulting|transformed)"
    r"(?:\s+(?:output|answer|grid|image|picture|histogram|colou?rs|rle))++|output|flags"
    r"|(?<=\bthe\s)(?:histogram|colou?rs)(?=\s+(?:is|are)\b))\b(?!\s+[0-9])"
)
_FENCED = Pattern(rf"(?m)^[ \t]*```[\w+-]*[ \t]*\n\s*(?<mark>{MARK})\s*\n[ \t]*```[ \t]*$")
_BETWEEN, _ONE_FLAG = re.compile(r"[,;\n]"), re.compile(r"[A-Za-z_][\w-]{0,60}=[01]")
_GRAMMAR = Grammar(reader(MARK, str, unit=""), hedge(MARK, str), denial(MARK, str))


def grid(codec: str) -> Kind:
    """The kind of grids in this codec.

    Raises:
        OptionError: answers are given in no such codec.
    """
    codecs = [name for name in CODECS if name in _PATTERNS]
    if codec not in codecs:
        raise OptionError(f"answer kind 'grid:{codec}' needs a codec, as in 'grid:rle'; {choices(codec, codecs)}")
    encode, decode = CODECS[codec]
    spelling = Spelling(_PATTERNS[codec], lambda text: encode(decode(text)))
    if codec != "rle":
        return _kind(f"grid:{codec}", spelling)
    kind = _kind("grid:rle", spelling._replace(value=_without_comma))
    return dataclasses.replace(kind, check_all=_check_all)


def _without_comma(found: "regex.Match[str]") -> str:
    """The text without a comma at its end that is no row, where a sentence goes on behind it."""
    text, after = found[0], found.string[found.end() : found.end() + 2]
    _, height, body = text.split(" ")
    goes_on = after[:1] == " " and after[1:].isalpha()
    return text[:-1] if goes_on and text.endswith(",") and body.count(",") == int(height) else text


def _check_all(golds: pa.StringArray) -> None:
    try:
        decode_all(golds)
    except GridError as error:
        raise AnswerError(f"an answer of kind 'grid:rle' cannot be read: {error}") from None


def _in_columns(kind: Kind, pattern: str, mark: str) -> Kind:
    """The kind, which checks many golds at once: those of a pattern (of RE2) where no colour stands twice are good."""

    def check_all(golds: pa.StringArray) -> None:
        good = pc.match_substring_regex(golds, pattern)
        for colour in "0123456789":
            good = pc.and_(good, pc.less(pc.count_substring(golds, colour + mark), 2))
        for gold in golds.filter(pc.invert(good)).to_pylist():
            kind.gold(gold)

    return dataclasses.replace(kind, check_all=check_all)


def _histogram(text: str) -> str:
    return histograms.write(histograms.parse(text.lower()))


def _colours(text: str) -> str:
    named = np.flatnonzero(histograms.parse_colours(text.lower()))
    return ",".join(map(str, named)) or histograms.EMPTY


def _flags(text: str) -> str:
    """The flags in the order of the text, without blanks.

    Raises:
        GridError: they are none, or a name stands twice.
    """
    parts = (flag.partition("=") for flag in _BETWEEN.split(text) if flag.strip())
    flags = [f"{name.strip()}={bit.strip()}" for name, _, bit in parts]
    names = {flag.rpartition("=")[0] for flag in flags}
    if not flags or len(names) != len(flags) or not all(map(_ONE_FLAG.fullmatch, flags)):
        raise GridError(f"{text[:60]!r} is no list of flags; write each name once, as in 'maze=1,cave=0'")
    return ",".join(flags)


def _row(text: str) -> str:
    """The text of a row of runs as it is, since one without its longest runs is no answer: digits are such a text.

    Raises:
        GridError: it is none.
    """
    canonical_row(text)
    return text


def _same_flags(value: str, gold: str) -> bool:
    """Whether they say the same of the same names, in whatever order."""
    return sorted(value.split(",")) == sorted(gold.split(","))


def _kind(name: str, spelling: Spelling) -> Kind:
    def gold(answer: str) -> str:
        try:
            return spelling.canonical(answer)
        except GridError as error:
            raise AnswerError(f"an answer of kind {name!r} cannot be read: {error}") from None

    return Kind(gold, lambda completion: _final(completion, spelling), operator.eq)


def _final(completion: str, spelling: Spelling) -> Final:
    """The final answer: where the other kinds have theirs, else what stands alone in fenced blocks."""
    told = marked(visible(completion), spelling)
    text = _OUTPUT.sub("answer", told.text)
    found = finals.final(text, _GRAMMAR)
    if not found.values and found.reason == "no final answer":
        marks = tuple(dict.fromkeys(block["mark"] for block in _FENCED.finditer(text)))
        found = Final(marks, marks[0]) if marks else found
    values = tuple(map(told.value, found.values))
    return Final(values, values[0] if values else None, found.reason)


RLE_ROW = dataclasses.replace(
    _kind("rle_row", Spelling(_PATTERNS["rle_row"], canonical_row)),
    final=lambda completion: _final(completion, Spelling(_PATTERNS["rle_row"], _row)),
    plain_gold="^(?:[a-z]?[0-9])+$",
)
HISTOGRAM = _in_columns(
    _kind("histogram", Spelling(_PATTERNS["histogram"], _histogram)),
    "^(?:[0-9]:[1-9][0-9]{0,17},)*[0-9]:[1-9][0-9]{0,17}$",
    ":",
)
COLOURS = _in_columns(_kind("colours", Spelling(_PATTERNS["colours"], _colours)), "^(?:[0-9],)*[0-9]$", "")
FLAGS = dataclasses.replace(_kind("flags", Spelling(_PATTERNS["flags"], _flags)), same=_same_flags)
