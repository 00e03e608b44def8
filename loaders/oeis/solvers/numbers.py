"""The different terms of a corpus as numbers modulo two primes, and what their digits add up to.

In:  numbers(corpus of 0,1,10,25,-3,1/2)[0]
Out: Numbers(prime=2**31 - 1, residue=[0, 1, 10, 25, 2**31 - 4, 2**30], digit_sum=[0, 1, 1, 7, ...], ...)
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.residues import PRIME

Words = NDArray[np.uint64]
Residues = NDArray[np.uint32]

PRIMES = (PRIME, PRIME - 18)  # the two largest below 2**31: the sum of two products of residues fits 64 bits
_FOUND: WeakKeyDictionary[Corpus, "tuple[Numbers, Numbers]"] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Numbers:
    """For every different term, by its id (see Corpus.term_ids); the columns on digits are of natural numbers."""

    prime: int
    residue: Residues
    mirrored: Residues  # of the number read backwards
    natural: Flags  # neither sign nor slash
    digit_sum: Residues
    squares: Residues  # sum of the squares of the digits
    cubes: Residues


def numbers(corpus: Corpus) -> tuple[Numbers, Numbers]:
    """The different terms of this corpus modulo both primes; of the last corpus asked for they are kept in memory."""
    if corpus not in _FOUND:
        _FOUND.clear()
        _FOUND[corpus] = _read(_different(corpus))
    return _FOUND[corpus]


def reduced(values: Words, prime: int) -> Words:
    """The values modulo `prime`, in place; numpy divides by one number faster than it finds remainders."""
    values -= values // np.uint64(prime) * np.uint64(prime)
    return values


def _different(corpus: Corpus) -> pa.StringArray:
    one = np.empty(int(corpus.term_ids.max(initial=-1)) + 1, np.int64)
    one[corpus.term_ids] = np.arange(len(corpus.terms))  # any place of each different term
    return corpus.terms.take(pa.array(one))


def _read(terms: pa.StringArray) -> tuple[Numbers, Numbers]:
    offsets = np.frombuffer(terms.buffers()[1], np.int32)[: len(terms) + 1].astype(np.int64)
    text = np.frombuffer(terms.buffers()[2] or b"", np.uint8)[: offsets[-1]]
    natural = text[offsets[:-1]] != ord("-")
    natural[np.searchsorted(offsets, np.flatnonzero(text == ord("/")), side="right") - 1] = False
    sums = [_digit_sums(text, offsets, power) for power in (1, 2, 3)]
    one, other = (Numbers(prime, *_modulo(prime, text, offsets), natural, *sums) for prime in PRIMES)
    return one, other


def _modulo(prime: int, text: NDArray[np.uint8], offsets: Ints) -> tuple[Residues, Residues]:
    """The terms modulo a prime, forwards and backwards."""
    negative = text[offsets[:-1]] == ord("-")
    slashes = np.flatnonzero(text == ord("/"))
    fractions = np.searchsorted(offsets, slashes, side="right") - 1
    ends = offsets[1:].copy()
    ends[fractions] = slashes
    residue, mirrored = _stretches(prime, text, offsets[:-1] + negative, ends)
    below, _ = _stretches(prime, text, slashes + 1, offsets[1:][fractions])
    for bit in f"{prime - 2:b}"[::-1]:  # division by Fermat's little theorem; what is 0 modulo the prime gives 0
        if bit == "1":
            residue[fractions] = reduced(residue[fractions] * below, prime)
        below = reduced(below * below, prime)
    signed = np.where(negative & (residue > 0), np.uint64(prime) - residue, residue)
    return signed.astype(np.uint32), mirrored.astype(np.uint32)


def _stretches(prime: int, text: NDArray[np.uint8], begin: Ints, end: Ints) -> tuple[Words, Words]:
    """The numbers in these stretches of text, forwards and backwards; all advance by one digit at a time."""
    lengths, power = end - begin, np.uint64(1)
    by_length = np.argsort(-lengths, kind="stable")
    begin, left = begin[by_length], np.searchsorted(-lengths[by_length], -np.arange(lengths.max(initial=0)))
    forwards, backwards = np.zeros((2, len(begin)), np.uint64)
    for at, count in enumerate(left.tolist()):
        digit = (text[begin[:count] + at] - np.uint8(ord("0"))).astype(np.uint64)
        forwards[:count] = reduced(forwards[:count] * np.uint64(10) + digit, prime)
        backwards[:count] = reduced(backwards[:count] + digit * power, prime)
        power = power * np.uint64(10) % np.uint64(prime)
    own = np.empty_like(by_length)
    own[by_length] = np.arange(len(by_length))
    return forwards[own], backwards[own]


def _digit_sums(text: NDArray[np.uint8], offsets: Ints, power: int) -> Residues:
    worth = np.zeros(256, np.uint16)
    worth[ord("0") : ord("9") + 1] = np.arange(10) ** power
    return np.add.reduceat(worth[text], offsets[:-1], dtype=np.uint32) if len(text) else np.zeros(0, np.uint32)
