"""The different terms of a corpus as numbers modulo MODULUS, and what their digits add up to.

In:  numbers(corpus of 0,1,10,25,-3,1/2)
Out: residue == [0, 1, 10, 25, MODULUS - 3, (MODULUS + 1) / 2], digit_sum == [0, 1, 1, 7, ...], mirrored[3] == 52
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints

Words = NDArray[np.uint64]

PRIMES = np.uint64(759_250_111), np.uint64(759_250_091)
MODULUS = PRIMES[0] * PRIMES[1]  # below 2**59.1: ten times a residue fits 63 bits
_UNITS = int(PRIMES[0] - 1) * int(PRIMES[1] - 1)
_FOUND: WeakKeyDictionary[Corpus, "Numbers"] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Numbers:
    """For every different term, by its id (see Corpus.term_ids); the columns on digits are of natural numbers."""

    residue: Words
    natural: Flags  # neither sign nor slash
    digit_sum: Words
    squares: Words  # sum of the squares of the digits
    cubes: Words
    mirrored: Words  # residue of the number read backwards


def numbers(corpus: Corpus) -> Numbers:
    """The different terms of this corpus; of the last one asked for they are kept in memory."""
    if corpus not in _FOUND:
        _FOUND.clear()
        _FOUND[corpus] = _read(_different(corpus))
    return _FOUND[corpus]


def reduced(values: Words, modulus: np.uint64) -> Words:
    """The values modulo `modulus`, in place; numpy divides by one number faster than it finds remainders."""
    values -= values // modulus * modulus
    return values


def _different(corpus: Corpus) -> pa.StringArray:
    one = np.empty(int(corpus.term_ids.max(initial=-1)) + 1, np.int64)
    one[corpus.term_ids] = np.arange(len(corpus.terms))  # any place of each different term
    return corpus.terms.take(pa.array(one))


def _read(terms: pa.StringArray) -> Numbers:
    offsets = np.frombuffer(terms.buffers()[1], np.int32)[: len(terms) + 1].astype(np.int64)
    text = np.frombuffer(terms.buffers()[2] or b"", np.uint8)[: offsets[-1]]
    negative = text[offsets[:-1]] == ord("-")
    slashes = np.flatnonzero(text == ord("/"))
    fractions = np.searchsorted(offsets, slashes, side="right") - 1
    ends = offsets[1:].copy()
    ends[fractions] = slashes
    residue, mirrored = _residues(text, offsets[:-1] + negative, ends)
    below, _ = _residues(text, slashes + 1, offsets[1:][fractions])
    residue[fractions] = [_divided(*pair) for pair in zip(residue[fractions].tolist(), below.tolist(), strict=True)]
    natural = ~negative
    natural[fractions] = False
    sums = (_digit_sums(text, offsets, power) for power in (1, 2, 3))
    return Numbers(np.where(negative & (residue > 0), MODULUS - residue, residue), natural, *sums, mirrored)


def _residues(text: NDArray[np.uint8], begin: Ints, end: Ints) -> tuple[Words, Words]:
    """The numbers in these stretches of text, read forwards and backwards; all advance by one digit at a time."""
    lengths, left, power = end - begin, np.arange(len(begin)), np.uint64(1)
    forwards, backwards = np.zeros(len(begin), np.uint64), np.zeros(len(begin), np.uint64)
    for at in range(int(lengths.max(initial=0))):
        left = left[lengths[left] > at]
        digit = (text[begin[left] + at] - ord("0")).astype(np.uint64)
        forwards[left] = reduced(forwards[left] * np.uint64(10) + digit, MODULUS)
        backwards[left] = reduced(backwards[left] + digit * power, MODULUS)
        power = power * np.uint64(10) % MODULUS
    return forwards, backwards


def _divided(above: int, below: int) -> int:
    """above / below modulo MODULUS; modulo a prime that divides `below`, 0."""
    return above * pow(below, _UNITS - 1, int(MODULUS)) % int(MODULUS)


def _digit_sums(text: NDArray[np.uint8], offsets: Ints, power: int) -> Words:
    worth = np.zeros(256, np.uint16)
    worth[ord("0") : ord("9") + 1] = np.arange(10) ** power
    return np.add.reduceat(worth[text], offsets[:-1], dtype=np.uint64) if len(text) else np.zeros(0, np.uint64)
