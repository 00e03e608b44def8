"""Rows as lines of text, JSON or CSV, written a column at a time.

In:  json_lines(pa.table({"id": ["a"], "steps": [['say "1"', "2"]]}))
Out: ['{"id": "a", "steps": ["say \\\\"1\\\\"", "2"]}\\n']
"""

import json
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_ESCAPED = {char: json.dumps(char)[1:-1] for char in ("\\", '"', *map(chr, range(32)))}  # the backslash first


def json_lines(table: pa.Table) -> pa.StringArray:
    """Each row as one object of JSON and a line feed."""
    rows = table.to_struct_array().combine_chunks()
    return pc.binary_join_element_wise(json_text(rows), "\n", "")


def csv_lines(table: pa.Table) -> pa.StringArray:
    """Each row as one record of CSV and a line feed; what is no text, number or truth is JSON text."""
    cells = [_cell(column.combine_chunks()) for column in table.columns]
    return pc.binary_join_element_wise(pc.binary_join_element_wise(*cells, ","), "\n", "")


def csv_header(names: Sequence[str]) -> str:
    """The first line of CSV."""
    return ",".join(names) + "\n"


def json_text(array: pa.Array) -> pa.StringArray:
    """Each value as JSON.

    Raises:
        TypeError: a type that no layout has.
    """
    if pa.types.is_struct(array.type):
        text = _object(array)
    elif pa.types.is_list(array.type):
        text = _joined("[", pc.binary_join(_lists(array, json_text(array.flatten())), ", "), "]")
    elif pa.types.is_string(array.type):
        text = _joined('"', _replaced(array, _ESCAPED.items()), '"')
    elif pa.types.is_boolean(array.type) or pa.types.is_integer(array.type):
        text = array.cast(pa.string())
    else:
        raise TypeError(f"{array.type} is not written as JSON here; give text, whole numbers, truths, lists or structs")
    return pc.if_else(array.is_valid(), text, "null")


def text_of(lines: pa.StringArray) -> memoryview:
    """The UTF-8 bytes of all lines, one after the other."""
    ends = np.frombuffer(lines.buffers()[1], np.int32)[lines.offset :]
    return memoryview(lines.buffers()[2] or b"")[ends[0] : ends[len(lines)]]


def _object(array: pa.StructArray) -> pa.StringArray:
    pieces: list[object] = []
    for i, field in enumerate(array.type):
        pieces += [("{" if i == 0 else ", ") + json.dumps(field.name) + ": ", json_text(array.field(i))]
    return pc.binary_join_element_wise(*pieces, "}", "")


def _lists(array: pa.ListArray, items: pa.StringArray) -> pa.ListArray:
    lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy()
    return pa.ListArray.from_arrays(pa.array(np.append(0, np.cumsum(lengths)), pa.int32()), items)


def _cell(array: pa.Array) -> pa.StringArray:
    if pa.types.is_boolean(array.type) or pa.types.is_integer(array.type):
        return pc.fill_null(array.cast(pa.string()), "")
    text = array if pa.types.is_string(array.type) else json_text(array)
    return pc.fill_null(_joined('"', _replaced(text, [('"', '""')]), '"'), "")


def _joined(before: str, text: pa.StringArray, behind: str) -> pa.StringArray:
    return pc.binary_join_element_wise(before, text, behind, "")


def _replaced(text: pa.StringArray, pairs: Iterable[tuple[str, str]]) -> pa.StringArray:
    """The texts with each first character as its second; most characters are in no text, which is seen at once."""
    whole = bytes(text.buffers()[2] or b"")
    for char, spelled in pairs:
        if char.encode() in whole:
            text = pc.replace_substring(text, char, spelled)
    return text
