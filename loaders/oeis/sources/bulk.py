"""The bulk files that oeis.org offers: `stripped` (terms), `names`, and `offsets` beside them. Parsed in columns.

In:  stripped(b"# comment\\nA000045 ,0,1,1,2,3,\\n")
Out: Terms(number=[45], terms=[["0", "1", "1", "2", "3"]]), nothing dropped
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.errors import SourceFormatError
from oeis_qa.loaders.oeis.corpus import Ints

TERM = r"(?:0|-?[1-9][0-9]*)"
_NO_ENTRY, _NO_TERMS, _NO_INTEGERS = "line is no entry", "entry has no terms", "terms are not integers"
_NOT_UTF8, _DUPLICATE = "line is not UTF-8", "A-number came before"
_TOLERATED = 0.001  # share of unreadable lines
_SHOWN = 3

Dropped = Counter[str]


@dataclass(frozen=True)
class Column:
    """What one bulk file says of its sequences; each A-number once."""

    number: Ints
    value: pa.Array  # list<string> of terms, string of names, int64 of offsets


def stripped(text: bytes, name: str, dropped: Dropped) -> Column:
    """Numbers and terms of a `stripped` file; what is dropped is counted.

    Raises:
        SourceFormatError: over 0.1 % of the lines cannot be read; the message shows three.
    """
    lines, broken = _lines(text, dropped)
    good = pc.match_substring_regex(lines, rf"^A\d{{6,7}} ,({TERM},)+$")
    odd = lines.filter(pc.invert(good))
    empty = pc.match_substring_regex(odd, r"^A\d{6,7} ?,*$")
    entry = pc.match_substring_regex(odd, r"^A\d{6,7} ,")
    dropped[_NO_TERMS] += _count(empty)
    dropped[_NO_INTEGERS] += _count(pc.and_not(entry, empty))
    dropped[_NO_ENTRY] += len(odd) - _count(pc.or_(entry, empty))
    _tolerate(broken, odd.filter(pc.invert(empty)), len(lines), name)
    number, rest = _cut(lines.filter(good))
    return _once(number, pc.split_pattern(pc.utf8_trim(rest, ","), ","), dropped)


def names(text: bytes, name: str, dropped: Dropped) -> Column:
    """Numbers and names of a `names` file."""
    number, rest = _pairs(text, r".*\S", name, dropped)
    return _once(number, rest, dropped)


def offsets(text: bytes, name: str, dropped: Dropped) -> Column:
    """Numbers and offsets of an `offsets` file: `A000045 0`."""
    number, rest = _pairs(text, r"-?\d{1,18}$", name, dropped)
    return _once(number, pc.cast(rest, pa.int64()), dropped)


def _pairs(text: bytes, said: str, name: str, dropped: Dropped) -> tuple[Ints, pa.LargeStringArray]:
    """A-numbers and what is said of each, on lines where that matches."""
    lines, broken = _lines(text, dropped)
    good = pc.match_substring_regex(lines, rf"^A\d{{6,7}} {said}")
    dropped[_NO_ENTRY] += len(lines) - _count(good)
    _tolerate(broken, lines.filter(pc.invert(good)), len(lines), name)
    return _cut(lines.filter(good))


def _lines(text: bytes, dropped: Dropped) -> tuple[pa.LargeStringArray, pa.LargeStringArray]:
    """The lines that say something, without line ends; and those that are not UTF-8. Only \\n and \\r\\n end a line."""
    lines = pc.split_pattern(pa.array([text], pa.large_binary()), b"\n").values
    try:
        decoded, broken = lines.cast(pa.large_string()), []
    except pa.ArrowInvalid:
        read = [(_utf8(line), line) for line in lines.to_pylist()]
        decoded = pa.array([line for line, _ in read if line is not None], pa.large_string())
        broken = [line.decode(errors="backslashreplace") for said, line in read if said is None]
    dropped[_NOT_UTF8] += len(broken)
    decoded = pc.utf8_rtrim(decoded, "\r ")
    said = pc.invert(pc.or_(pc.equal(decoded, ""), pc.starts_with(decoded, "#")))
    return decoded.filter(said), pa.array(broken, pa.large_string())


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return None


def _cut(lines: pa.LargeStringArray) -> tuple[Ints, pa.LargeStringArray]:
    """A-numbers, and what follows the blank behind them."""
    halves = pc.split_pattern(lines, " ", max_splits=1)
    number = pc.cast(pc.utf8_slice_codeunits(pc.list_element(halves, 0), 1), pa.int64())
    return number.to_numpy(), pc.list_element(halves, 1)


def _once(number: Ints, value: pa.Array, dropped: Dropped) -> Column:
    """In A-number order, the first of each."""
    _, first = np.unique(number, return_index=True)
    dropped[_DUPLICATE] += len(number) - len(first)
    if len(first) == len(number) and (np.diff(number) > 0).all():
        return Column(number, value)
    return Column(number[first], value.take(pa.array(first)))


def _tolerate(broken: pa.LargeStringArray, odd: pa.LargeStringArray, decoded: int, name: str) -> None:
    unreadable, lines = pa.concat_arrays([broken, odd]), len(broken) + decoded
    if len(unreadable) > _TOLERATED * lines:
        shown = "; ".join(repr(line[:60]) for line in unreadable[:_SHOWN].to_pylist())
        raise SourceFormatError(
            f"{name}: {len(unreadable):,} of {lines:,} lines cannot be read, over {_TOLERATED:.1%}, such as {shown}; "
            "is it the file it should be?"
        )


def _count(flags: pa.BooleanArray) -> int:
    return pc.sum(flags).as_py() or 0
