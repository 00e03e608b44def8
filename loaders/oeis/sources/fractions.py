"""Fractions: a sequence of numerators and one of denominators that name each other, joined to one of rational numbers.

A pair is found where one of the two says so, in either direction and in any letter case: in cross-references
("Cf. A007409 (denom)", "Denominators are in A007409."), in comments ("a(n)/A007409(n) is ..."), or by names that differ
in one word only ("Numerators of ..." and "Denominators of ..."). It counts if, aligned by offset, every denominator is
positive and every fraction is in lowest terms. Both integer sequences stay as they are.

In:  A007408 = 1, 9, 251, ... and A007409 = 1, 8, 216, ..., which A007408 calls "(denom)"
Out: A007408/A007409 = 1, 9/8, 251/216, ...
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile
from math import gcd
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import SCHEMA

FEWEST = 8  # terms that a rational sequence has at least
LONGEST = 4_000  # digits of a numerator or denominator; at a longer one the rational sequence ends

_N, _D = r"numerators?|numer", r"denominators?|denom"
_ROLE = re.compile(rf"(?<![*/^+-])\b(?:({_N})|({_D}))\b", re.I)  # but not 4*Denominator
_END = r"\b\.?\s*[),;/]"  # the numerators, but not those of something else
_GIVEN = r"s?(?: are| is)?(?: in|,? see| (?:given|listed) (?:in|by))?:? A(\d{6,7})\b"
_SAME = r"(?!\(n\s*[+-])"  # a(n)/A007409(n), but not a(n)/A007409(n+1)
_SAYS = (  # what an entry calls another one: (pattern of its A-number, role of the other)
    (re.compile(rf"\bA(\d{{6,7}})\s*\((?:the |for )?(?:{_N}){_END}", re.I), "numerator"),
    (re.compile(rf"\bA(\d{{6,7}})\s*\((?:the |for )?(?:{_D}){_END}", re.I), "denominator"),
    (re.compile(rf"\b(?:{_N}){_GIVEN}", re.I), "numerator"),
    (re.compile(rf"\b(?:{_D}){_GIVEN}", re.I), "denominator"),
    (re.compile(r"\bA(\d{6,7})(?:\(n\))?/a\(n\)", re.I), "numerator"),
    (re.compile(rf"\ba\(n\)/A(\d{{6,7}})\b{_SAME}", re.I), "denominator"),
)
_LINE = re.compile(r"\n%[CNYF] A[0-9]+ ([^\n]*)")
_HINT = re.compile(r"/a\d?|numer|denom", re.I)  # what every pattern needs
_BOTH = re.compile(rf"\bA(\d{{6,7}})(?:\(n\))?/A(\d{{6,7}})\b{_SAME}", re.I)
_NAME = re.compile(rf"(?:^|[:=] )(?:the )?(?:{_N}|{_D}) of (?:the )?(.+)$", re.I)

Pair = tuple[int, int]  # A-numbers of numerators and denominators


def with_fractions(table: pa.Table, texts: Path, dropped: Counter[str]) -> pa.Table:
    """The table with the rational sequences that its rows make, in order of number and denominator."""
    found = sorted(set(_by_name(table)) | set(_by_text(table, texts)))
    rows = list(_rational_rows(table, found, dropped))
    if not rows:
        return table
    more = pa.table(
        {field.name: pa.array([row.get(field.name) for row in rows], field.type) for field in SCHEMA}, SCHEMA
    )
    joined = pa.concat_tables([table, more]).combine_chunks()
    denominator = pc.fill_null(joined.column("denominator"), 0).to_numpy()
    order = np.lexsort((denominator, joined.column("number").to_numpy()))
    return joined.take(pa.array(order)).combine_chunks()


def _by_name(table: pa.Table) -> Iterator[Pair]:
    """Pairs of the only two sequences whose names are the same but for the word numerators or denominators."""
    told = table.filter(pc.match_substring_regex(table.column("name"), rf"(?i)\b(?:{_N}|{_D})\b"))
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, name in zip(told.column("number").to_pylist(), told.column("name").to_pylist(), strict=True):
        roles = {bool(match[2]) for match in _ROLE.finditer(name)}
        if len(roles) == 1 and _without_role(name):
            groups[_without_role(name)][roles.pop()].append(number)
    for numerators, denominators in groups.values():
        if len(numerators) == len(denominators) == 1:
            yield numerators[0], denominators[0]


def _without_role(name: str) -> str:
    """What a name says behind its role: "Wolstenholme numbers: numerator of x" and "Denominators of x" agree."""
    first = _ROLE.search(name)
    behind = name[first.end() :] if first else name
    return re.sub(r"[\s,;:*]+|\.$", "", _ROLE.sub("", behind).lower())


def _by_text(table: pa.Table, texts: Path) -> Iterator[Pair]:
    """Pairs that an entry with the keyword frac states."""
    entries = pa.ipc.open_file(pa.memory_map(str(texts))).read_all().column("text")
    for number, keywords, row in zip(
        *(table.column(name).to_pylist() for name in ("number", "keywords", "text")), strict=True
    ):
        if keywords and "frac" in keywords:
            yield from _said(number, entries[row].as_py())


def _said(number: int, text: str) -> Iterator[Pair]:
    for line in _LINE.findall("\n" + text):
        if not _HINT.search(line):
            continue
        yield from (pair for pair in ((int(a), int(b)) for a, b in _BOTH.findall(line)) if number in pair)
        for pattern, role in _SAYS:
            for other in map(int, pattern.findall(line)):
                if other != number:
                    yield (other, number) if role == "numerator" else (number, other)


def _rational_rows(table: pa.Table, pairs: Iterable[Pair], dropped: Counter[str]) -> Iterator[dict[str, object]]:
    numbers = table.column("number").to_pylist()
    wanted = {number for pair in pairs for number in pair}
    row_of = {number: row for row, number in enumerate(numbers) if number in wanted}
    for numerator, denominator in pairs:
        if numerator in row_of and denominator in row_of:
            one, other = (table.slice(row_of[number], 1).to_pylist()[0] for number in (numerator, denominator))
            if row := _rational(one, other):
                yield row
            else:
                dropped["numerators and denominators do not fit"] += 1


def _rational(one: dict[str, object], other: dict[str, object]) -> dict[str, object] | None:
    """The row of the rational sequence, or None where the two are not its halves."""
    terms = _fractions(_from(one, other), _from(other, one))
    if len(terms) < FEWEST or all("/" not in term for term in terms):
        return None
    keywords = one["keywords"] and [word for word in one["keywords"] if word in (other["keywords"] or ())]  # type: ignore[attr-defined, operator]
    offset = None if one["offset"] is None or other["offset"] is None else max(one["offset"], other["offset"])  # type: ignore[call-overload]
    name = _NAME.search(str(one["name"] or "")) or _NAME.search(str(other["name"] or ""))
    return {
        "number": one["number"],
        "denominator": other["number"],
        "terms": terms,
        "name": name and name[1][0].upper() + name[1][1:],
        "offset": offset,
        "keywords": keywords,
        "crossrefs": [],
        "text": one["text"],
    }


def _from(row: dict[str, object], other: dict[str, object]) -> list[int]:
    """The terms of a row from the index on at which the other begins too."""
    own, begin = row["offset"], other["offset"]
    first = 0 if own is None or begin is None else max(0, begin - own)  # type: ignore[operator]
    return [int(term) for term in takewhile(_short, row["terms"][first:])]  # type: ignore[index]


def _short(term: str) -> bool:
    return len(term) <= LONGEST


def _fractions(numerators: list[int], denominators: list[int]) -> list[str]:
    """The fractions as text, integral ones as integers; none unless all are in lowest terms, denominators positive."""
    pairs = list(zip(numerators, denominators, strict=False))
    if any(below < 1 or gcd(above, below) != 1 for above, below in pairs):
        return []
    return [f"{above}/{below}" if below > 1 else str(above) for above, below in pairs]
