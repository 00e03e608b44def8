"""The links of entries to the encyclopedia's index: in lines %H, one a group, for linear recurrences with a signature.

In:  links_in('%H A000045 <a href="/index/Rec#order_02">Index entries for linear recurrences</a>, signature (1,1).')
Out: [Link(section="Rec#order_02", title="linear recurrences", signature=(1, 1))]
"""

import re
from typing import NamedTuple

import pyarrow as pa

from oeis_qa.loaders.oeis.index.titles import title_of
from oeis_qa.loaders.oeis.runs import Selection, keep_found
from oeis_qa.loaders.oeis.sources import folder

_LINK = re.compile(
    r'^%H A[0-9]{6,7} .*?<a href="(?:https?://oeis\.org)?/(?:index/|wiki/Index_to_OEIS:_Section_)'
    r'([A-Za-z0-9]+#[^"\s]+)"[^>]*>(.*?)</a>(.*)$',
    re.MULTILINE,
)
_SIGNATURE = re.compile(r"signature\s*\(([-+0-9,\s]+)\)")
SCHEMA = pa.schema(
    {
        "number": pa.int64(),
        "section": pa.string(),
        "title": pa.string(),
        "signature": pa.list_(pa.int64()),  # null: none is stated
    }
)


class Link(NamedTuple):
    section: str  # page and place in the index
    title: str  # "linear recurrences with constant coefficients"
    signature: tuple[int, ...] | None


def links_in(text: str) -> list[Link]:
    """Every link of an entry that has a title."""
    read = ((section, title_of(title), _signature(behind)) for section, title, behind in _LINK.findall(text))
    return [Link(*link) for link in read if link[1]]


def _signature(text: str) -> tuple[int, ...] | None:
    found = _SIGNATURE.search(text)
    weights = [weight.strip() for weight in found[1].split(",")] if found else []
    if not weights or not all(re.fullmatch(r"[-+]?[0-9]{1,18}", weight) for weight in weights):
        return None
    return tuple(map(int, weights))


def kept_links(selection: Selection) -> pa.Table:
    """The links of all entries of a source, read once."""
    place = selection.source, selection.cache_dir
    return keep_found(*place, "links", lambda: _links(*place), "Reading index links")


def _links(source: str, cache_dir: str) -> pa.Table:
    path = folder(source, cache_dir) / "entries.arrow"
    if not path.exists():
        return SCHEMA.empty_table()
    entries = pa.ipc.open_file(pa.memory_map(str(path)))
    batches = (entries.get_batch(i) for i in range(entries.num_record_batches))
    rows = (
        {"number": number, **link._asdict()}
        for batch in batches
        for number, text in zip(*(batch.column(name).to_pylist() for name in ("number", "text")), strict=True)
        for link in links_in(text)
    )
    return pa.Table.from_pylist(list(rows), SCHEMA)
