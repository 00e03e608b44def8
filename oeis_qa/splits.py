"""Which split a family of kindred entities lies in: a function of the family's key alone, never of seed, size or order.

In:  split_of("A000045", (0.8, 0.1, 0.1))
Out: "validation", for ever and on every machine
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

from oeis_qa.errors import OptionError

SPLITS = ("train", "validation", "test")
Fractions = tuple[float, float, float]


def split_of(family: str, fractions: Fractions) -> str:
    """The split of the family with this key; `fractions` are the shares of train, validation and test."""
    return SPLITS[int(split_at(np.array([place_of(family)]), fractions)[0])]


def place_of(family: str) -> float:
    """Where between 0 and 1 the family with this key lies; the fractions cut this line into splits."""
    digest = hashlib.blake2b(family.encode(), digest_size=8, person=b"oeis_qa.split").digest()
    return int.from_bytes(digest, "little") / 2.0**64


def split_at(places: NDArray[np.float64], fractions: Fractions) -> NDArray[np.int64]:
    """For each place, the index in SPLITS of the split that it lies in."""
    train, validation, _ = fractions
    return np.searchsorted([train, train + validation], places, side="right")


def default_fractions(entities: int) -> Fractions:
    """80/10/10 for a corpus under 10,000 entities, else 90/5/5."""
    return (0.8, 0.1, 0.1) if entities < 10_000 else (0.9, 0.05, 0.05)


def check_fractions(fractions: Fractions) -> None:
    """Raise OptionError unless these are three shares, none negative, that sum to 1."""
    if len(fractions) != 3 or not all(0 <= share <= 1 for share in fractions) or abs(sum(fractions) - 1) > 1e-9:
        raise OptionError(
            f"split_fractions={tuple(fractions)}: give the shares of train, validation and test, "
            "three numbers from 0 to 1 that sum to 1, such as (0.8, 0.1, 0.1)"
        )
