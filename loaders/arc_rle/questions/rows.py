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
from oeis_qa.loaders.arc_rle.drawing import again, one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, merged, varied
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.splits import Fractions
from oeis_qa.streams import Stream, Words

_ATTEMPTS = 2_000  # a split of one in a hundred is missed so often once in 500 million

_DULL = 12  # one row in so many may have an answer of one colour


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


def telling(rows: Rows, answers: Grids) -> NDArray[np.bool_]:
    """Which rows may have these grids as answers: those of one colour, which could be guessed, are for few rows."""
    return varied(answers) | (one_drawn(rows.keys, "dull", _DULL) == 0)


def drawn_images(rows: Rows, use: str, draw: Callable[[Words], Grids]) -> Grids:
    """What `draw` makes of a key for each row, drawn again until it lies in the split.

    Raises:
        CapacityError: there is none in the split, however often it is drawn.
    """
    keys, wanted = rows.keys_for(use), rows.wanted
    pending = np.arange(len(rows))
    parts: list[Grids] = []
    places: list[Ints] = []
    for attempt in range(_ATTEMPTS):
        drawn = draw(keys if attempt == 0 else again(keys[pending], attempt))
        kept = lies_in(contents(drawn), wanted.split, wanted.fractions)
        if attempt == 0 and kept.all():
            return drawn
        parts.append(drawn.some(kept))
        places.append(pending[kept])
        pending = pending[~kept]
        if not len(pending):
            return merged(parts, places)
    raise CapacityError(
        f"no image of {wanted.config} lies in {wanted.split} with split_fractions={wanted.fractions} and these sides "
        "and colours; give the split a larger share, or allow larger images"
    )
