"""The rows that are asked for: what each is drawn from, and how all of them are to be.

In:  drawn_images(Rows(keys, wanted), "image", lambda keys: random_images(keys, (1, 9), (1, 9)))
Out: one grid a key, every one of them in the split that is wanted
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from oeis_qa.errors import CapacityError
from oeis_qa.loaders.arc_rle.contents import contents, lies_in
from oeis_qa.loaders.arc_rle.drawing import again
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, merged
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.splits import Fractions
from oeis_qa.streams import Stream, Words

_ATTEMPTS = 2_000  # a split of one in a hundred is missed so often once in 500 million
_AT_ONCE = 64  # images: fewer take as long to draw, so that few rows are tried several times at once


@dataclass(frozen=True)
class Wanted:
    config: str
    seed: int
    split: str
    fractions: Fractions
    min_side: int | None  # None: as the kind of question has it
    max_side: int | None
    colours: Range  # fewest and most of an image, lines aside
    steps: Range  # of an automaton
    encoding: str  # of the grids that are shown
    answer_encoding: str
    simon: bool  # whether in simon-arc-lab's vocabulary
    two: bool  # whether a wrong response is wanted beside the right one

    def sides(self, default: Range) -> Range:
        """The least and the most side of an image, where the kind of question has these."""
        low, high = default
        low = low if self.min_side is None else self.min_side
        return (low, max(low, high)) if self.max_side is None else (min(low, self.max_side), self.max_side)


@dataclass(frozen=True)
class Rows:
    keys: Words
    wanted: Wanted

    def __len__(self) -> int:
        return len(self.keys)

    def some(self, which: Ints | NDArray[np.bool_]) -> "Rows":
        """These rows alone."""
        return replace(self, keys=self.keys[which])

    def keys_for(self, use: str) -> Words:
        """Other keys, for one of the things that are drawn for each row."""
        words: Words = Stream(0, "arc_rle", "use", use)[self.keys]
        return words


def drawn_images(rows: Rows, use: str, draw: Callable[[Words], Grids]) -> Grids:
    """What `draw` makes of a key for each row, drawn again until it lies in the split.

    Raises:
        CapacityError: there is none in the split, however often it is drawn.
    """
    keys, wanted = rows.keys_for(use), rows.wanted
    pending, attempt, tries = np.arange(len(rows)), 0, 1
    parts: list[Grids] = []
    places: list[Ints] = []
    while attempt < _ATTEMPTS:
        drawn = draw(_tried(keys[pending], attempt, tries))
        inside = lies_in(contents(drawn), wanted.split, wanted.fractions).reshape(tries, len(pending))
        if inside[0].all() and attempt == 0:
            return drawn
        kept = inside.any(axis=0)
        parts.append(drawn.some((inside.argmax(axis=0) * len(pending) + np.arange(len(pending)))[kept]))
        places.append(pending[kept])
        pending, attempt = pending[~kept], attempt + tries
        if not len(pending):
            return merged(parts, places)
        tries = max(1, _AT_ONCE // len(pending))
    raise CapacityError(
        f"no image of {wanted.config} lies in {wanted.split} with split_fractions={wanted.fractions} and these sides "
        "and colours; give the split a larger share, or allow larger images"
    )


def _tried(keys: Words, attempt: int, tries: int) -> Words:
    """What is drawn from in these attempts, in the first from the keys themselves: first attempt first."""
    return np.concatenate([again(keys, attempt + i) if attempt + i else keys for i in range(tries)])
