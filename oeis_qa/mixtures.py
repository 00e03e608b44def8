"""Mixtures: which row of which kind each row is, by index alone, and rows of several kinds woven into one batch.

Rows come in blocks as long as the weights' sum; a block holds each kind as often as its weight says, in a seeded order.

In:  schedule({"completion": 2, "gaps": 1}, seed=0, rows=range(6))
Out: kinds such as [0, 1, 0, 0, 0, 1], and their rows [0, 0, 1, 2, 3, 1]
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oeis_qa.errors import OptionError, choices
from oeis_qa.records import Batch
from oeis_qa.streams import Stream, permuted

Ints = NDArray[np.int64]
_HEAVIEST = 100


def shares(weights: Sequence[str], kinds: Collection[str]) -> dict[str, int]:
    """The weight of every kind: "gaps=3, completion=1" in one text or in several; if none is given, 1 of each.

    Raises:
        OptionError: a kind that is not mixed, or a weight that is no whole number from 1 to 100.
    """
    given = [item.strip() for text in weights for item in text.split(",")] or [f"{kind}=1" for kind in kinds]
    found: dict[str, int] = {}
    for item in given:
        kind, _, weight = item.partition("=")
        if kind not in kinds:
            raise OptionError(f"weights={item!r}: {kind!r} is not mixed; {choices(kind, kinds)}")
        if not weight.isdigit() or not 1 <= int(weight) <= _HEAVIEST or kind in found:
            raise OptionError(f"weights={item!r}: give each kind once, with a whole number from 1 to {_HEAVIEST}")
        found[kind] = int(weight)
    return found


def schedule(weights: Mapping[str, int], seed: int, rows: range | Ints, use: str = "mixture") -> tuple[Ints, Ints]:
    """For every row, which kind it is of, by its place in `weights`, and which row of that kind."""
    row = np.arange(rows.start, rows.stop) if isinstance(rows, range) else rows
    counts = np.array(list(weights.values()), np.int64)
    ends = np.cumsum(counts)
    block, place = np.divmod(row, ends[-1])
    slot = permuted(Stream(seed, "oeis_qa", use)[block], np.full(len(block), ends[-1]), place)
    kind = np.searchsorted(ends, slot, side="right")
    return kind, block * counts[kind] + slot - (ends - counts)[kind]


def mixed_capacity(capacities: Sequence[int], weights: Sequence[int]) -> int:
    """Rows that a mixture can give: whole blocks, until the first kind runs out."""
    blocks = min(capacity // weight for capacity, weight in zip(capacities, weights, strict=True))
    return blocks * sum(weights)


def woven(which: Ints, parts: Sequence[Batch]) -> Batch:
    """Several batches as one: row i is the next one of `parts[which[i]]`."""
    first = np.cumsum([0, *map(len, parts)])
    place = np.empty(len(which), np.int64)
    for i in range(len(parts)):
        rows = which == i
        place[rows] = first[i] + np.arange(rows.sum())
    columns = {}
    for name in (column.name for column in fields(Batch)):
        values = [getattr(part, name) for part in parts]
        columns[name] = None if values[0] is None else pa.concat_arrays(values).take(pa.array(place))
    return Batch(**columns)
