"""Histograms: how many cells there are of each colour. One is ten counts; the operations work on rows of ten counts.

In text, the colours that occur with their counts, the commonest first, of equals the lower: "7:3,0:1,2:1". A set of
colours is a list in order: "0,2,7". What holds no colour is "empty".

In:  write(subtract(parse("7:5,2:1"), parse("7:2,2:9")))
Out: "7:3"
"""

import re
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.errors import GridError
from oeis_qa.loaders.arc_rle.cells import COLOURS, checked
from oeis_qa.loaders.arc_rle.grids import Grids

Counts = NDArray[np.int64]  # of colours 0 to 9, along the last axis
Colours = NDArray[np.bool_]  # whether each of them is in a set, likewise

EMPTY = "empty"
_COUNT = r"[0-9]:[1-9][0-9]{0,17}"  # what 64 bits hold
_HISTOGRAM = re.compile(rf"{_COUNT}(?:,[ \t]*{_COUNT})*", re.ASCII)
_COLOURS = re.compile(r"[0-9](?:,[ \t]*[0-9])*", re.ASCII)
_NAMES = pa.array([str(colour) for colour in range(COLOURS)])


def histogram(grid: Any) -> Counts:
    """How many cells of a grid have each colour."""
    return np.bincount(checked(grid).ravel(), minlength=COLOURS)


def histograms_of(grids: Grids) -> Counts:
    """How many cells of each grid have each colour."""
    return np.stack([(grids.cells == colour).sum(axis=(1, 2)) for colour in range(COLOURS)], axis=1)


def write(counts: Counts) -> str:
    """The text of one histogram."""
    pairs = sorted((-count, colour) for colour, count in enumerate(counts.tolist()) if count > 0)
    return ",".join(f"{colour}:{-count}" for count, colour in pairs) or EMPTY


def write_all(counts: Counts) -> pa.StringArray:
    """The text of each row."""
    order = np.argsort(-counts, axis=1, kind="stable")
    ordered = np.take_along_axis(counts, order, axis=1)
    shown = ordered > 0
    numbers = pa.array(ordered[shown]).cast(pa.string())
    return _joined(pc.binary_join_element_wise(_NAMES.take(pa.array(order[shown])), numbers, ":"), shown)


def write_colours(colours: Colours) -> pa.StringArray:
    """The text of each row as a set of colours."""
    return _joined(_NAMES.take(pa.array(np.nonzero(colours)[1])), colours)


def _joined(parts: pa.StringArray, shown: NDArray[np.bool_]) -> pa.StringArray:
    """The parts of each row, as many as it shows, with commas; "empty" where it shows none."""
    counts = shown.sum(axis=1)
    rows = pa.ListArray.from_arrays(pa.array(np.append(0, np.cumsum(counts)), pa.int32()), parts)
    return pc.if_else(pa.array(counts == 0), EMPTY, pc.binary_join(rows, ","))


def parse(text: str) -> Counts:
    """The histogram of a text; its colours may stand in any order.

    Raises:
        GridError: the text is none, or names a colour twice.
    """
    counts = np.zeros(COLOURS, np.int64)
    if text == EMPTY:
        return counts
    if not _HISTOGRAM.fullmatch(text):
        raise GridError(f"{text[:60]!r} is no histogram; write COLOUR:COUNT,COLOUR:COUNT,... or {EMPTY!r}")
    for pair in text.split(","):
        colour, _, count = pair.strip().partition(":")
        if counts[int(colour)]:
            raise GridError(f"{text[:60]!r} counts colour {colour} twice; name each colour once")
        counts[int(colour)] = int(count)
    return counts


def parse_colours(text: str) -> Colours:
    """The set of a text; its colours may stand in any order.

    Raises:
        GridError: the text is none, or names a colour twice.
    """
    colours = np.zeros(COLOURS, np.bool_)
    if text == EMPTY:
        return colours
    named = [int(colour) for colour in text.split(",")] if _COLOURS.fullmatch(text) else []
    colours[named] = True
    if not named or len(named) != colours.sum():
        raise GridError(f"{text[:60]!r} is no set of colours; write each once, as in '0,2,7', or {EMPTY!r}")
    return colours


def add(a: Counts, b: Counts) -> Counts:
    """The cells of both."""
    return a + b


def subtract(a: Counts, b: Counts) -> Counts:
    """The cells of the first that are left when those of the second are taken away."""
    return np.maximum(a - b, 0)


def maximum(a: Counts, b: Counts) -> Counts:
    """Of each colour the larger count."""
    return np.maximum(a, b)


def minimum(a: Counts, b: Counts) -> Counts:
    """Of each colour the smaller count."""
    return np.minimum(a, b)


def remove_colours(a: Counts, b: Counts) -> Counts:
    """The first without the colours of the second."""
    return np.where(b > 0, 0, a)


def colours(*histograms: Counts) -> Colours:
    """The colours that occur in any of them."""
    return np.logical_or.reduce([counts > 0 for counts in histograms])


def number_of_colours(*histograms: Counts) -> NDArray[np.int64]:
    """How many colours occur in any of them."""
    return colours(*histograms).sum(axis=-1)


def intersection(a: Counts, b: Counts) -> Colours:
    """The colours that occur in both."""
    return (a > 0) & (b > 0)


def most_popular(counts: Counts) -> Colours:
    """The colours with the largest count: several where they tie, none where none occurs."""
    most = counts.max(axis=-1, keepdims=True)
    return (counts > 0) & (counts == most)


def least_popular(counts: Counts) -> Colours:
    """The colours with the smallest count of those that occur."""
    least = np.where(counts > 0, counts, np.iinfo(np.int64).max).min(axis=-1, keepdims=True)
    return (counts > 0) & (counts == least)
