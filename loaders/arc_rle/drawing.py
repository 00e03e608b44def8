"""What is drawn for each row: numbers, orders and choices, as a function of the row's key and of what they are for.

A key is one random word. Whatever is drawn for one key depends on no other, so rows may be made in any batches.

In:  drawn(Stream(7, "arc_rle")[numpy.arange(2)], "lines", 10, count=3)
Out: two rows of three numbers below 10, the same on every machine
"""

import functools

import numpy as np
from numpy.typing import NDArray

from oeis_qa.streams import Stream, Words

Ints = NDArray[np.int64]


def drawn(keys: Words, purpose: str, bound: int | Ints, count: int = 1) -> Ints:
    """For each key a row of numbers below the bound."""
    stream = _stream(purpose)
    return stream.below(bound, _indices(stream, keys, count))


def one_drawn(keys: Words, purpose: str, bound: int | Ints) -> Ints:
    """For each key one number below the bound."""
    stream = _stream(purpose)
    return stream.below(bound, stream[keys])


def order(keys: Words, purpose: str, count: int) -> Ints:
    """For each key a random order of 0..count-1."""
    stream = _stream(purpose)
    return np.argsort(stream[_indices(stream, keys, count)], axis=1, kind="stable")


def again(keys: Words, attempt: int) -> Words:
    """Other keys in place of these, for what has to be drawn once more."""
    words: Words = _attempt(attempt)[keys]
    return words


def keys_for(keys: Words, use: str) -> Words:
    """Other keys, for one of the things that are drawn for each row."""
    words: Words = _use(use)[keys]
    return words


# Made once each: where few rows are drawn, making them would take half the time.
@functools.lru_cache(maxsize=4_096)
def _attempt(attempt: int) -> Stream:
    return Stream(attempt, "arc_rle", "attempt")


@functools.cache
def _use(use: str) -> Stream:
    return Stream(0, "arc_rle", "use", use)


@functools.cache
def _stream(purpose: str) -> Stream:
    return Stream(0, "arc_rle", "image", purpose)


def _indices(stream: Stream, keys: Words, count: int) -> Words:
    # Each key's words begin at a random place of the stream, so that near keys share none.
    starts, slots = stream[keys], np.arange(count).astype(np.uint64)
    indices: Words = starts[:, None] + slots
    return indices
