"""What a program begins with: a list of terms made of constants, by a formula or a recurrence.

In:  formula("squares", (whole(0, 9),), lambda i, c: i**2 + c, "i**2 + {0}").values([np.array([5, 1])], height=3)
Out: [[5, 1], [6, 2], [9, 5]], one program a column
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from oeis_qa.loaders.oeis.corpus import Ints

Constants = list[Ints]  # one array a constant, one value a program
Terms = Ints  # (height, programs): one program a column


@dataclass(frozen=True)
class Base:
    name: str
    constants: tuple[tuple[int, ...], ...]  # what each may be, the smallest first
    values: Callable[[Constants, int], Terms]
    text: str  # of the list {x}, with the constants as {0}, {1}, ... and m for the number of terms
    order: int = 1  # how many terms before it a term depends on
    linear: bool = False  # whether a recurrence of constant weights makes it
    family: str = ""  # default: the name
    partner: bool = False  # whether steps with a second sequence take it
    needs: tuple[str, ...] = ()  # names of helpers, see writing.py

    @property
    def kin(self) -> str:
        """The family of programs that have no other step than those of kin."""
        return self.family or self.name


def whole(low: int, high: int, *without: int) -> tuple[int, ...]:
    """The integers from low to high but for some, the smallest first, positive before negative."""
    return tuple(sorted({*range(low, high + 1)} - {*without}, key=lambda number: (abs(number), -number)))


def formula(
    name: str, constants: tuple[tuple[int, ...], ...], of: Callable[..., Terms], text: str, **more: Any
) -> Base:
    """A base whose terms are a formula in the position."""

    def values(constants: Constants, height: int) -> Terms:
        terms: Terms = of(np.arange(height)[:, None], *constants) + np.zeros(len(constants[0]), np.int64)
        return terms

    return Base(name, constants, values, f"{{x}} = [{text} for i in range(m)]", **more)


def recurrence(
    name: str,
    seeds: int,
    constants: tuple[tuple[int, ...], ...],
    following: Callable[..., Ints],
    text: str,
    **more: Any,
) -> Base:
    """A base whose first constants are its first terms; `following` has all terms, the position, other constants."""

    def values(constants: Constants, height: int) -> Terms:
        terms = np.zeros((height, len(constants[0])), np.int64)
        terms[:seeds] = constants[:seeds]
        for i in range(seeds, height):
            terms[i] = following(terms, i, *constants[seeds:])
        return terms

    first = ", ".join(f"{{{seed}}}" for seed in range(seeds))
    lines = f"{{x}} = [{first}]\nfor i in range({seeds}, m):\n    {{x}}.append({text})"
    return Base(name, constants, values, lines, **more)
