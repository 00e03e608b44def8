"""A curriculum: rows gated, or put in order, by what their `meta` says of how hard they are.

In:  gated(rows, ["shown>=12", "solved_by=nobody"]);  ordered(rows, "digits")
Out: the rows that have at least twelve terms and no solver;  those with the fewest digits first
"""

import json
import operator
import re
from collections.abc import Callable, Sequence
from typing import Any

from datasets import Dataset

from oeis_qa.errors import OptionError, choices
from oeis_qa.training.sources import Rows

_GATE = re.compile(r"([A-Za-z_]\w*)\s*(<=|>=|!=|=|<|>)\s*(.+)\Z")
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "!=": operator.ne,
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
}


def gated(rows: Rows, gates: Sequence[str]) -> Rows:
    """The rows that pass every gate, KEY<=VALUE and the like.

    Raises:
        OptionError: a gate that is none, a key that the first row does not have, or no row that passes.
    """
    tests = [_test(gate) for gate in gates]
    if not tests:
        return rows
    for key, _ in tests:
        _check_key("--gate", key, rows)
    kept = rows.filter(lambda meta: all(_passes(json.loads(meta), *test) for test in tests), input_columns="meta")
    if next(iter(kept), None) is None:
        raise OptionError(f"--gate {' '.join(gates)}: no row passes; widen it")
    return kept


def ordered(rows: Rows, by: str) -> Dataset:
    """The rows by a key of their meta, smallest first, or largest where the key has a minus; equal ones stay in order.

    Raises:
        OptionError: rows that stream, or a key that a row does not have, or whose values are no numbers.
    """
    if not isinstance(rows, Dataset):
        raise OptionError(f"--curriculum {by}: rows that stream cannot be put in order; leave --streaming out")
    key = by.removeprefix("-")
    _check_key("--curriculum", key, rows)
    values = [json.loads(meta).get(key) for meta in rows["meta"]]
    for row, value in enumerate(values):
        if not isinstance(value, int | float):
            raise OptionError(f"--curriculum {by}: {key} of row {row} is {value!r}; choose a key that is a number")
    sign = -1 if by.startswith("-") else 1
    return rows.select(sorted(range(len(values)), key=lambda row: sign * values[row]))


def _test(gate: str) -> tuple[str, Callable[[Any], bool]]:
    found = _GATE.match(gate)
    if not found:
        raise OptionError(f"--gate {gate!r} is none; give KEY<=VALUE, with one of {' '.join(_COMPARED)}")
    key, sign, text = found.groups()
    try:
        wanted: Any = json.loads(text)
    except ValueError:
        wanted = text
    return key, lambda value: _holds(gate, sign, value, wanted)


def _holds(gate: str, sign: str, value: Any, wanted: Any) -> bool:
    try:
        return bool(_COMPARED[sign](value, wanted))
    except TypeError:
        raise OptionError(f"--gate {gate!r}: a row has {value!r} there, which has no such order") from None


def _passes(meta: dict[str, Any], key: str, test: Callable[[Any], bool]) -> bool:
    return key in meta and test(meta[key])


def _check_key(option: str, key: str, rows: Rows) -> None:
    if "meta" not in (rows.column_names or ()):
        raise OptionError(f"{option} {key}: the rows have no column meta; give rows of this library")
    known = json.loads(next(iter(rows))["meta"])
    if key not in known:
        raise OptionError(f"{option} {key}: meta of the first row has no {key!r}; {choices(key, known)}")
