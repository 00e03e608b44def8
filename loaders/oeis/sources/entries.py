"""Entries in the OEIS's internal format, `%X A000045 text`, one a file.

In:  entry(b"%S A000045 0,1,1,2,3\\n%N A000045 Fibonacci numbers.\\n%K A000045 core,nonn\\n%O A000045 0,4\\n")
Out: Entry(number=45, terms=("0", "1", "1", "2", "3"), name="Fibonacci numbers.", keywords=("core", "nonn"), ...)
"""

import html
import re
from typing import NamedTuple

from oeis_qa.loaders.oeis.sources.bulk import TERM

# The fields that a row can need; the others stay in the entry's text. The leading line end makes the search fast.
_LINE = re.compile(rb"\n%([STUVWXNKOY]) A([0-9]{6,7})\b ?([^\n]*)")
_LIST = re.compile(rf"{TERM}(?:,{TERM})*\Z")
_OFFSET = re.compile(r"-?[0-9]{1,18}(?![0-9])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_WORD = re.compile(r"[\w-]+")
_EMPTY_KEYWORDS = {"allocated", "allocating", "recycled"}  # a number without a sequence


class Entry(NamedTuple):
    number: int
    terms: tuple[str, ...]
    name: str | None
    offset: int | None
    keywords: tuple[str, ...]
    crossrefs: tuple[str, ...]  # the lines of %Y
    text: bytes  # the whole entry, every field, in UTF-8


def entry(data: bytes) -> Entry | str:
    """The entry that a file holds, or why there is none."""
    if b"\r" in data or b"\0" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\0", b"")
    if not data.isascii() and not _is_utf8(data):
        return "entry is not UTF-8"
    lines = _LINE.findall(b"\n" + data)
    fields: dict[str, list[str]] = {}
    numbers = set()
    for letter, number, said in lines:
        numbers.add(number)
        fields.setdefault(letter.decode(), []).append(said.decode())
    if len(numbers) != 1:
        return "file is no entry"
    return _entry(int(numbers.pop()), fields, data)


def _is_utf8(data: bytes) -> bool:
    try:
        return bool(data.decode())
    except UnicodeDecodeError:
        return False


def _entry(number: int, fields: dict[str, list[str]], text: bytes) -> Entry | str:
    keywords = tuple(_WORD.findall(" ".join(fields.get("K", ()))))
    if _EMPTY_KEYWORDS.intersection(keywords):
        return "entry is allocated, not written"
    # Old dumps hold absolute values in %S %T %U and the signed terms in %V %W %X.
    lines = [said.replace(" ", "").strip(",") for letter in _signed(fields) for said in fields.get(letter, ())]
    listed = ",".join(line for line in lines if line)
    if not listed:
        return "entry has no terms"
    if not _LIST.match(listed):
        return "terms are not integers"
    offset = _OFFSET.match((fields.get("O") or [""])[0])
    return Entry(
        number,
        tuple(listed.split(",")),
        plain(" ".join(fields.get("N", ()))) or None,
        int(offset[0]) if offset else None,
        keywords,
        tuple(plain(line) for line in fields.get("Y", ())),
        text,
    )


def _signed(fields: dict[str, list[str]]) -> str:
    return "VWX" if "V" in fields else "STU"


def plain(text: str) -> str:
    """A line of text as it was meant: HTML entities resolved, control characters and odd line ends as blanks."""
    if "&" in text:
        text = html.unescape(text)
    return " ".join(_CONTROL.sub(" ", text).split()) if not text.isprintable() else text
