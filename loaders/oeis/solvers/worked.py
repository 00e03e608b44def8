"""What a solver hands back, and the words that its steps are written in.

In:  listed([3, 5, Fraction(7, 2)]), plus(25, -11), times(16, -2), weighed([1, -2], ["a(n-1)", "a(n-2)"])
Out: "3, 5, 7/2", "25 - 11", "16 * (-2)", "a(n-1) - 2*a(n-2)"
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Number = int | Fraction
Terms = Sequence[Number]


@dataclass(frozen=True)
class Solution:
    """The next term, and how it is found."""

    prediction: Number
    steps: str  # plain sentences; the last one works out the prediction


def parsed(term: str) -> Number:
    """The number that a term of a corpus stands for."""
    return Fraction(term) if "/" in term else int(term)


def listed(values: Iterable[Number]) -> str:
    """The values with commas between."""
    return ", ".join(map(str, values))


def plus(one: Number, other: Number) -> str:
    """A sum, written without a plus in front of a minus."""
    return f"{one} - {-other}" if other < 0 else f"{one} + {other}"


def times(one: Number, other: Number) -> str:
    """A product."""
    return f"{one} * {factor(other)}"


def factor(value: Number) -> str:
    """A number as it stands beside a sign: fractions and what is negative in brackets."""
    return f"({value})" if value < 0 or value.denominator > 1 else str(value)


def ordinal(place: int) -> str:
    """1st, 2nd, 3rd, 4th, ..., 11th, ..., 21st."""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def weighed(weights: Sequence[Number], things: Sequence[str]) -> str:
    """A sum of multiples; what counts zero times is left out, and of nothing the sum is 0."""
    text = ""
    for weight, thing in zip(weights, things, strict=True):
        if weight:
            size = -weight if weight < 0 else weight
            text += (" - " if weight < 0 else " + ") + (thing if size == 1 else f"{factor(size)}*{thing}")
    if not text:
        return "0"
    return text.removeprefix(" + ") if text.startswith(" + ") else "-" + text.removeprefix(" - ")
