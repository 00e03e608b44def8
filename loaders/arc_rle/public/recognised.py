"""Rows that offer names: which of them lead from the first image to the second, found again from the images.

In:  images 2 1 37 and 4 1 a3a7, and the names x2up_y1 and x1_y2up
Out: x2up_y1=1,x1_y2up=0
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.grids import Grids, Ints, alike, by_number
from oeis_qa.loaders.arc_rle.public.parameters import Factor, factors
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.telling import Told, told_flags
from oeis_qa.loaders.arc_rle.transforms import scaled_up

Flags = NDArray[np.bool_]
Pair = tuple[Grids, Grids]
Holds = Callable[[Grids, Grids, list[Any]], Flags]  # of each pair of images, whether what is said leads to the second


class Offer(NamedTuple):
    names: tuple[str, ...]  # in the order of the instruction
    said: tuple[Any, ...]  # what each says


def each(operation: Callable[..., Grids], grids: Grids, values: Sequence[Hashable]) -> Grids:
    """What the operation makes of each grid with its value, done for all grids of a value together."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    which = np.array([numbers[value] for value in values], np.int64)
    return by_number([_with(operation, value) for value in numbers], grids, which)


def _with(operation: Callable[..., Grids], value: Any) -> Callable[[Grids], Grids]:
    return lambda grids: operation(grids, *(value if isinstance(value, tuple) else (value,)))


def told_names(holds: Holds, rows: Rows, pair: Pair, offers: list[Offer]) -> list[Told]:
    """The flags of the offered names."""
    return [told_truth(rows, offers, truth_of(holds, pair, offers))]


def told_truth(rows: Rows, offers: list[Offer], truth: Flags) -> Told:
    """The flags where it is known what holds, in a column for each place."""
    names = np.array([[*offer.names, *[""] * (truth.shape[1] - len(offer.names))] for offer in offers])
    return told_flags(rows, names, names != "", truth)


def truth_of(holds: Holds, pair: Pair, offers: list[Offer]) -> Flags:
    """Which of the offered names hold, in a column for each place."""
    row, place = places_of(offers)
    before, after = (grids.some(row) for grids in pair)
    truth = np.zeros((len(offers), int(place.max()) + 1), bool)
    truth[row, place] = holds(before, after, [said for offer in offers for said in offer.said])
    return truth


def places_of(offers: list[Offer]) -> tuple[Ints, Ints]:
    """The row and the place of every name that is offered."""
    counts = np.array([len(offer.names) for offer in offers], np.int64)
    row = np.repeat(np.arange(len(offers)), counts)
    return row, np.arange(len(row)) - (np.cumsum(counts) - counts)[row]


def makes(operation: Callable[..., Grids]) -> Holds:
    """Whether the operation makes the second image of the first."""
    return lambda before, after, said: alike(each(operation, before, said), after)


def scales(before: Grids, after: Grids, said: list[str]) -> Flags:
    """Whether a scale of this name makes the second image of the first: enlarged by what it says, they are equal."""
    ways = [factors(name) for name in said]
    (up_x, down_x), (up_y, down_y) = (_ups_and_downs([way[axis] for way in ways]) for axis in (0, 1))
    found: Flags = (before.width * up_x == after.width * down_x) & (before.height * up_y == after.height * down_y)
    fit = np.flatnonzero(found)
    ups, downs = (list(zip(x[fit].tolist(), y[fit].tolist(), strict=True)) for x, y in ((up_x, up_y), (down_x, down_y)))
    if len(fit):
        found[fit] = alike(each(scaled_up, before.some(fit), ups), each(scaled_up, after.some(fit), downs))
    return found


def _ups_and_downs(ways: list[Factor]) -> tuple[Ints, Ints]:
    times = np.array([times for _, times in ways], np.int64)
    ups = np.array([way == "up" for way, _ in ways])
    return np.where(ups, times, 1), np.where(ups, 1, times)
