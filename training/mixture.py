"""Several parts as one dataset: weighted, seeded, no row twice, the same rows in the same order streaming or not.

Row j of a part stands at the place (j + u) / weight, u its own number between 0 and 1. Rows lie in the order of their
places, up to where the first part is used up: so the shares are the weights to within a row of each part, in the whole
and in every stretch of it. Where no part names a weight, each weighs as many rows as it has, and all of them are used.

In:  mixed([part("oeis_qa/completion?weight=2", SFT), part("arc_rle/image", SFT)], seed=0)
Out: rows of the first twice as often as of the second
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from datasets import Dataset, Features, IterableDataset, concatenate_datasets
from numpy.typing import NDArray

from oeis_qa.errors import OptionError
from oeis_qa.streams import Stream
from oeis_qa.training.sources import KEPT, Part, Rows

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_AT_ONCE = 1_000  # places that are worked out together, of a part that streams


@dataclass(frozen=True)
class Share:
    """What a part gives to an epoch."""

    name: str
    weight: float
    rows: int | None  # that it has; None where nobody knows before they are read
    taken: int | None  # that are used

    def __str__(self) -> str:
        taken = "rows as they come" if self.taken is None else f"{self.taken:,} of {self.rows:,} rows"
        return f"{self.name}: weight {self.weight:g}, {taken}"


def mixed(parts: Sequence[Part], seed: int) -> tuple[Rows, list[Share]]:
    """The rows of all parts, and what each gives.

    Raises:
        OptionError: parts whose columns differ, or whose weights cannot be known.
    """
    weights = _weights(parts)
    rows = _alike(parts)
    if not all(isinstance(one, Dataset) for one in rows):
        return _streamed(rows, weights, seed), [
            Share(part.name, weight, part.rows, None) for part, weight in zip(parts, weights, strict=True)
        ]
    of, row = order([len(one) for one in rows], weights, seed)
    taken = np.bincount(of, minlength=len(parts))
    starts = np.cumsum([0, *(len(one) for one in rows)])
    whole = rows[0] if len(rows) == 1 else concatenate_datasets(list(rows)).select(starts[of] + row)
    return whole, [
        Share(part.name, weight, len(one), int(count))
        for part, weight, one, count in zip(parts, weights, rows, taken, strict=True)
    ]


def order(rows: Sequence[int], weights: Sequence[float], seed: int) -> tuple[Ints, Ints]:
    """Of each row of the mixture the number of its part, and its own in the part."""
    places = [_places(seed, i, np.arange(rows[i] + 1), weights[i]) for i in range(len(rows))]
    last = min(place[-1] for place in places)  # where the first part would need a row that it does not have
    of = np.repeat(np.arange(len(rows)), rows)
    row = np.concatenate([np.arange(count) for count in rows])
    place = np.concatenate([own[:-1] for own in places])
    by_place = np.lexsort((of, place))
    by_place = by_place[place[by_place] < last]
    return of[by_place], row[by_place]


def _places(seed: int, part: int, row: Ints, weight: float) -> Floats:
    within = Stream(seed, "oeis_qa", "training", "mixture", str(part))[row].astype(np.float64) / 2.0**64
    places: Floats = (row + within) / weight
    return places


def _weights(parts: Sequence[Part]) -> list[float]:
    if any(part.weight is not None for part in parts) or len(parts) == 1:
        return [part.weight or 1.0 for part in parts]
    for part in parts:
        if part.rows is None:
            raise OptionError(f"--data {part.address!r}: nobody knows how many rows it has; give each part a weight=")
    return [float(part.rows or 0) for part in parts]


def _alike(parts: Sequence[Part]) -> list[Any]:
    """The rows of all parts with the columns that all have."""
    have = [set(part.train.column_names or ()) for part in parts]
    for part, columns in zip(parts[1:], have[1:], strict=True):
        if columns - set(KEPT) != have[0] - set(KEPT):
            raise OptionError(
                f"--data {part.address!r} has {_told(columns)}, {parts[0].address!r} has {_told(have[0])}; "
                "a mixture needs one layout, so name it with layout="
            )
    common = [name for name in parts[0].train.column_names or () if all(name in columns for columns in have)]
    rows = [part.train.select_columns(common) for part in parts]
    for part, one in zip(parts[1:], rows[1:], strict=True):
        if None not in (one.features, rows[0].features) and one.features != rows[0].features:
            raise OptionError(
                f"--data {part.address!r}: its columns hold other types than those of {parts[0].address!r}"
            )
    return rows


def _told(columns: set[str]) -> str:
    return ", ".join(sorted(columns - set(KEPT)))


def _streamed(rows: Sequence[Any], weights: Sequence[float], seed: int) -> IterableDataset:
    if len(rows) == 1:
        return rows[0]
    woven = partial(_woven, tuple(rows), tuple(weights), seed)
    return IterableDataset.from_generator(woven, features=Features(rows[0].features) if rows[0].features else None)


def _woven(rows: Sequence[Any], weights: Sequence[float], seed: int) -> Iterator[dict[str, Any]]:
    """Row after row in the order of their places, until a part has no more."""
    nexts = [iter(one) for one in rows]
    places = [_endless(seed, i, weight) for i, weight in enumerate(weights)]
    heads = [(next(place), i) for i, place in enumerate(places)]
    heapq.heapify(heads)
    while True:
        _, i = heads[0]
        try:
            row = next(nexts[i])
        except StopIteration:
            return
        yield row
        heapq.heapreplace(heads, (next(places[i]), i))


def _endless(seed: int, part: int, weight: float) -> Iterator[float]:
    start = 0
    while True:
        yield from _places(seed, part, np.arange(start, start + _AT_ONCE), weight).tolist()
        start += _AT_ONCE
