"""Random numbers that depend on nothing but a seed, labels and an index: the only source of chance in anything that
makes rows.

A stream is an endless list of 64-bit words with random access; word i is the same whether it is drawn alone or in an
array. The labels are hashed with blake2b to two 64-bit keys; a word is its index, spread by Weyl's sequence and mixed
twice with SplitMix64's finaliser (Steele, Lea, Flood 2014) under the two keys, so neighbouring seeds and indices
share nothing.

In:  Stream(7, "order")[0], Stream(7, "order")[numpy.arange(3)]
Out: 5972658257710586252, array([5972658257710586252, 4723780084212194711, ...]), the same on every machine
"""

import hashlib
import json
from collections.abc import Sequence
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

Item = TypeVar("Item")
Words = NDArray[np.uint64]

_WEYL = 0x9E3779B97F4A7C15
_MASK = 0xFFFFFFFFFFFFFFFF


class Stream:
    """64-bit words by index. `labels` name what the words are for: dataset, config, split, purpose."""

    __slots__ = ("_first", "_second")

    def __init__(self, seed: int, *labels: str | int) -> None:
        digest = hashlib.blake2b(
            json.dumps([int(seed), *labels]).encode(), digest_size=16, person=b"oeis_qa.stream"
        ).digest()
        self._first, self._second = int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: Words | NDArray[np.int64]) -> Words: ...
    def __getitem__(self, index: int | Words | NDArray[np.int64]) -> int | Words:
        if isinstance(index, np.ndarray):
            spread = index.astype(np.uint64)
            spread *= np.uint64(_WEYL)
            spread += np.uint64(self._first)
            return _mixed(_mixed(spread) ^ np.uint64(self._second))
        return _mix(_mix((int(index) * _WEYL + self._first) & _MASK) ^ self._second)

    def below(self, bound: int | NDArray[np.int64], index: NDArray[np.int64] | Words) -> NDArray[np.int64]:
        """One integer in 0..bound-1 for each index; a bound, one or one an index, is at most 2**32, the bias under
        bound / 2**32.

        Raises:
            ValueError: a bound outside 1..2**32.
        """
        bounds = np.asarray(bound)
        if bounds.size and not 1 <= bounds.min() <= bounds.max() <= 1 << 32:
            raise ValueError(f"below({bound}): the bound must be 1 to 2**32; Draws.below takes larger ones")
        high = (self[index] >> np.uint64(32)) * bounds.astype(np.uint64)
        drawn: NDArray[np.int64] = (high >> np.uint64(32)).astype(np.int64)
        return drawn

    def at(self, index: int) -> "Draws":
        """The draws of item `index`: as many as it needs, shared with no other item."""
        even = 2 * int(index)
        return Draws(self[even], self[even + 1])


class Draws:
    """Words taken one after another, for code that makes one row at a time. `Stream.at` makes them."""

    __slots__ = ("_first", "_second", "_taken")

    def __init__(self, first: int, second: int) -> None:
        self._first, self._second, self._taken = first, second, 0

    def word(self) -> int:
        """The next 64-bit word."""
        self._taken += 1
        return _mix(_mix((self._taken * _WEYL + self._first) & _MASK) ^ self._second)

    def below(self, bound: int) -> int:
        """An integer in 0..bound-1, every one equally likely, of any size."""
        if bound < 1:
            raise ValueError(f"below({bound}): the bound must be at least 1")
        bits = (bound - 1).bit_length()
        while True:  # each turn succeeds with probability above one half
            drawn = 0
            for _ in range(0, bits, 64):
                drawn = drawn << 64 | self.word()
            drawn >>= -bits % 64
            if drawn < bound:
                return drawn

    def integer(self, low: int, high: int) -> int:
        """An integer in low..high, both included."""
        return low + self.below(high - low + 1)

    def uniform(self) -> float:
        """A float in [0, 1) with 53 random bits."""
        return (self.word() >> 11) * 2.0**-53

    def choice(self, items: Sequence[Item]) -> Item:
        """One of the items."""
        return items[self.below(len(items))]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in random order."""
        return self.sample(items, len(items))

    def sample(self, items: Sequence[Item], count: int) -> list[Item]:
        """`count` different items in random order (Fisher and Yates).

        Raises:
            ValueError: there are not so many.
        """
        pool = list(items)
        if not 0 <= count <= len(pool):
            raise ValueError(f"sample of {count} from {len(pool)} items: take 0 to {len(pool)}")
        for i in range(count):
            j = i + self.below(len(pool) - i)
            pool[i], pool[j] = pool[j], pool[i]
        return pool[:count]


def _mix(z: int) -> int:
    z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ z >> 27) * 0x94D049BB133111EB) & _MASK
    return z ^ z >> 31


def _mixed(z: Words) -> Words:
    """`_mix` of every element; unsigned arrays wrap by themselves."""
    z = z ^ z >> np.uint64(30)
    z *= np.uint64(0xBF58476D1CE4E5B9)
    z ^= z >> np.uint64(27)
    z *= np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return z


def permuted(keys: Words, counts: NDArray[np.int64], index: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of `index[i]` in the random order of 0..counts[i]-1 that `keys[i]` names, without making the order.

    A Feistel network on the bits of the count (Luby, Rackoff 1988), walked on until inside (Black, Rogaway 2002).

    Raises:
        ValueError: an index outside its count.
    """
    if ((index < 0) | (index >= counts)).any():
        raise ValueError("an index lies outside its count; give 0 <= index < count")
    bits = np.maximum(np.ceil(np.log2(np.maximum(counts, 2))).astype(np.uint64), np.uint64(_FEWEST_BITS))
    placed, outside = index.astype(np.uint64), np.flatnonzero(counts > 1)
    while len(outside):
        placed[outside] = _feistel(keys[outside], bits[outside], placed[outside])
        outside = outside[placed[outside] >= counts[outside].astype(np.uint64)]
    return placed.astype(np.int64)


_FEWEST_BITS, _FEISTEL_ROUNDS = 6, 6  # fewer bits would favour some orders of small counts


def _feistel(keys: Words, bits: Words, value: Words) -> Words:
    low_bits = bits - bits // np.uint64(2)
    low_mask = (np.uint64(1) << low_bits) - np.uint64(1)
    high_mask = (np.uint64(1) << (bits // np.uint64(2))) - np.uint64(1)
    high, low = value >> low_bits, value & low_mask
    for turn in range(0, _FEISTEL_ROUNDS, 2):
        high ^= _mixed(low ^ _round_keys(keys, turn)) & high_mask
        low ^= _mixed(high ^ _round_keys(keys, turn + 1)) & low_mask
    joined: Words = high << low_bits | low
    return joined


def _round_keys(keys: Words, turn: int) -> Words:
    # Far apart: keys that differ in low bits alone would give every round the same table in another order.
    shifted: Words = keys + np.uint64(turn * _WEYL & _MASK)
    return shifted
