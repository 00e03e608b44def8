"""What the places where a final answer may stand give, and what they need to know of a kind.

In:  Found(Reading(("34",)), "34, since 13 + 21 = 34.")
Out: 34 was read, and behind it an explanation follows
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from oeis_qa.answers.reading import Reader, Reading

MOST = 50  # final answers of one place that are read, the last ones


class Grammar(NamedTuple):
    """How values of a kind are spoken of."""

    read: Reader
    hedges: Callable[[str], Iterable[str]]  # further values that a text offers
    denials: Callable[[str], Iterable[str]]  # values that a text denies
    inside: Reader | None = None  # what a box or tag holds; default: as `read`
    wordy: bool = False  # values may be any words


class Found(NamedTuple):
    reading: Reading
    after: str  # the text from the answer on


Place = Iterator[Found]
