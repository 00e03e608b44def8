"""The files of a source as one table: bulk files and entries joined by A-number.

Terms come from `stripped` where it has the sequence, names from `names`, else both from the entry.

In:  table(Files(stripped=Path("stripped.gz"), entries=(tar,)), Path("entries.arrow"), dropped)
Out: a table of corpus.SCHEMA in A-number order
"""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from datasets.utils import tqdm

from oeis_qa.loaders.oeis.corpus import SCHEMA, Ints
from oeis_qa.loaders.oeis.sources import archives, bulk
from oeis_qa.loaders.oeis.sources.entries import Entry, entry, plain
from oeis_qa.loaders.oeis.sources.files import Files
from oeis_qa.loaders.oeis.sources.reading import text_of

_TEXT = pa.schema({"number": pa.int64(), "text": pa.large_string()})
_AT_ONCE = 5_000  # entries


def table(files: Files, texts: Path, dropped: bulk.Dropped) -> pa.Table:
    """Every sequence of these files; the whole entries go to `texts`, an Arrow file, as they are read."""
    read = _entries(files, texts, dropped)
    terms = _bulk(files.stripped, bulk.stripped, dropped)
    number = np.union1d(terms.number, read.column("number").to_numpy())
    if not np.array_equal(number, read.column("number").to_numpy()):
        read = read.take(_places(number, read.column("number").to_numpy()))
    columns = {name: read.column(name) for name in read.column_names}
    columns["terms"] = _first(number, terms, columns["terms"])
    columns["name"] = _first(number, _plain(_bulk(files.names, bulk.names, dropped)), columns["name"])
    columns["offset"] = _first(number, _bulk(files.offsets, bulk.offsets, dropped), columns["offset"])
    columns["number"] = pa.array(number)
    return pa.table([columns[field.name].cast(field.type) for field in SCHEMA], schema=SCHEMA).combine_chunks()


def _bulk(path: Path | None, parse: object, dropped: bulk.Dropped) -> bulk.Column:
    if path is None:
        return bulk.Column(np.zeros(0, np.int64), pa.nulls(0))
    return parse(text_of(path), str(path), dropped)  # type: ignore[operator, no-any-return]


def _plain(names: bulk.Column) -> bulk.Column:
    """Names as they were meant; only those with an entity or an odd character cost anything."""
    odd = (
        pc.match_substring_regex(names.value, r"&|[^\x20-\x7e]").to_numpy(zero_copy_only=False)
        if len(names.number)
        else []
    )
    places = np.flatnonzero(odd)
    if not len(places):
        return names
    mended = pa.array([plain(name) for name in names.value.take(pa.array(places)).to_pylist()], names.value.type)
    value = pc.replace_with_mask(names.value, pa.array(odd), mended)
    said = pc.not_equal(value, "")
    return bulk.Column(names.number[said.to_numpy(zero_copy_only=False)], value.filter(said))


def _places(wanted: Ints, have: Ints) -> pa.Int64Array:
    """Where each wanted number stands among those there are, or null."""
    if not len(have):
        return pa.nulls(len(wanted), pa.int64())
    place = np.minimum(np.searchsorted(have, wanted), len(have) - 1)
    return pa.array(place, mask=have[place] != wanted)


def _first(number: Ints, column: bulk.Column, otherwise: pa.ChunkedArray) -> pa.Array:
    """The column's values for these numbers, and others where it has none."""
    if np.array_equal(number, column.number):
        return column.value
    if not len(column.number):
        return otherwise
    places = _places(number, column.number)
    value, other = column.value.cast(otherwise.type), pa.concat_arrays(otherwise.chunks)
    behind = pa.array(np.arange(len(number)) + len(value))
    return pa.concat_arrays([value, other]).take(pc.coalesce(places, behind))


def _entries(files: Files, texts: Path, dropped: bulk.Dropped) -> pa.Table:
    """All entries, in A-number order, the first of each number."""
    with _no_collecting(), pa.OSFile(str(texts), "wb") as file, pa.ipc.new_file(file, _TEXT) as writer:
        parts = [_columns(batch, writer) for batch in _batches(_parsed(files, dropped))]
    if not parts:
        return SCHEMA.empty_table()
    read = pa.concat_tables(parts)
    read = read.set_column(SCHEMA.get_field_index("text"), "text", pa.array(np.arange(len(read))))
    _, first = np.unique(read.column("number").to_numpy(), return_index=True)
    dropped["A-number came before"] += len(read) - len(first)
    in_order = np.array_equal(first, np.arange(len(read)))
    return (read if in_order else read.take(pa.array(first))).combine_chunks()


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Entries make no cycles, but so many tuples that looking for some takes a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _parsed(files: Files, dropped: bulk.Dropped) -> Iterator[Entry]:
    texts = (text for paths in files.archives for text in archives.members(paths))
    trees = (text for root in files.trees for text in archives.tree(root))
    for many in (texts, trees):
        for text in tqdm(many, desc="Reading entries", unit=" entries", delay=2):
            found = entry(text)
            if isinstance(found, str):
                dropped[found] += 1
            else:
                yield found


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    batch: list[Entry] = []
    for found in entries:
        batch.append(found)
        if len(batch) == _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _columns(batch: list[Entry], writer: pa.RecordBatchFileWriter) -> pa.Table:
    said = dict(zip(Entry._fields, zip(*batch, strict=True), strict=True))
    text = pa.array(said["text"], pa.large_binary()).view(pa.large_string())  # UTF-8, as `entry` has seen
    writer.write_table(pa.table([pa.array(said["number"], pa.int64()), text], schema=_TEXT))
    columns = {
        field.name: pa.array(said[field.name], field.type)
        if field.name in said and field.name != "text"
        else pa.nulls(len(batch), field.type)
        for field in SCHEMA
    }
    return pa.table(columns, SCHEMA)
