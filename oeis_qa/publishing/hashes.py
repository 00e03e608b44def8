"""The logical hash of rows: the same for equal rows, whatever wrote them and however they are cut into chunks or files.

Parquet bytes differ from one version of pyarrow to the next for equal rows (measured, 25 and 26), so equality of
datasets is told by this: for every leaf of every column, where values are missing, how long lists and texts are, and
the values themselves, each column over all rows.

In:  logical_hash([table.slice(0, 5), table.slice(5)]) == logical_hash([table])
Out: True
"""

import hashlib
import json
from collections.abc import Iterable, Iterator

import datasets
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


class LogicalHash:
    """A hash that rows are fed to, some at a time."""

    def __init__(self, features: datasets.Features) -> None:
        self._schema = json.dumps(features.to_dict(), sort_keys=True)
        self._type = features.arrow_schema
        self._leaves: dict[str, hashlib._Hash] = {}
        self.rows = 0

    def feed(self, table: pa.Table) -> None:
        """More rows, with the columns of the features in any order."""
        self.rows += len(table)
        for field in self._type:
            for chunk in table.column(field.name).cast(field.type).chunks:
                for path, data in _leaves(field.name, chunk) if len(chunk) else ():
                    self._leaves.setdefault(path, hashlib.sha256()).update(data)

    def hexdigest(self) -> str:
        """64 hex digits over all rows so far."""
        whole = hashlib.sha256(f"{self._schema}\0{self.rows}".encode())
        for path in sorted(self._leaves):
            whole.update(path.encode() + b"\0" + self._leaves[path].digest())
        return whole.hexdigest()


def logical_hash(tables: Iterable[pa.Table], features: datasets.Features) -> str:
    """The logical hash of all rows of these tables, one after the other."""
    whole = LogicalHash(features)
    for table in tables:
        whole.feed(table)
    return whole.hexdigest()


def _leaves(path: str, array: pa.Array) -> Iterator[tuple[str, bytes | memoryview]]:
    """What tells an array, each piece by its path."""
    yield f"{path}?", np.asarray(array.is_valid()).tobytes()
    if pa.types.is_struct(array.type):
        for field, values in zip(array.type, array.flatten(), strict=True):  # not field(): it shows what nulls hide
            yield from _leaves(f"{path}.{field.name}", values)
    elif pa.types.is_list(array.type) or pa.types.is_large_list(array.type):
        yield f"{path}#", _lengths(pc.list_value_length(array))
        yield from _leaves(f"{path}[]", array.flatten())
    elif pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        filled = pc.fill_null(array, "")
        yield f"{path}#", _lengths(pc.binary_length(filled))
        yield path, _text(filled)
    elif pa.types.is_boolean(array.type) or pa.types.is_integer(array.type) or pa.types.is_floating(array.type):
        filled = pc.fill_null(array, False if pa.types.is_boolean(array.type) else 0)
        yield path, np.ascontiguousarray(filled.to_numpy(zero_copy_only=False)).tobytes()
    else:
        raise TypeError(
            f"column {path}: {array.type} has no logical hash; give text, numbers, truths, lists or structs"
        )


def _lengths(lengths: pa.Array) -> bytes:
    return np.asarray(pc.fill_null(lengths, 0)).astype("<i8").tobytes()


def _text(array: pa.StringArray) -> memoryview:
    """The UTF-8 bytes of all texts, one after the other."""
    if not len(array):
        return memoryview(b"")
    width = np.int64 if pa.types.is_large_string(array.type) else np.int32
    offsets = np.frombuffer(array.buffers()[1], width)[array.offset :][: len(array) + 1]
    return memoryview(array.buffers()[2] or b"")[offsets[0] : offsets[-1]]
