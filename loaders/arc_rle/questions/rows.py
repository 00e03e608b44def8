"""The rows that are asked for: what each is drawn from, and how all of them are to be.

In:  Rows(keys, wanted).keys_for("image")
Out: other keys, one for each row, from which its image is drawn
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.drawing import keys_for, one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, varied
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.splits import Fractions
from oeis_qa.streams import Words

Flags = NDArray[np.bool_]

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
    puzzles: Any = None  # which puzzles, where such are asked: questions.puzzles.Puzzles, or arc_agi.plan.Plan

    def sides(self, default: Range) -> Range:
        """The least and the most side of an image, where the kind of question has these."""
        low, high = default
        low = low if self.min_side is None else self.min_side
        return (low, max(low, high)) if self.max_side is None else (min(low, self.max_side), self.max_side)


@dataclass(frozen=True)
class Rows:
    keys: Words
    wanted: Wanted
    first_keys: Words | None = None  # of rows that are drawn again, the keys they had at first
    index: Ints | None = None  # the number of each in its split; None: of no split, as tests and sources have them

    @property
    def first(self) -> Words:
        """What stays however often a row is drawn again."""
        return self.keys if self.first_keys is None else self.first_keys

    def __len__(self) -> int:
        return len(self.keys)

    def some(self, which: Ints | Flags) -> "Rows":
        """These rows alone."""
        first = None if self.first_keys is None else self.first_keys[which]
        index = None if self.index is None else self.index[which]
        return replace(self, keys=self.keys[which], first_keys=first, index=index)

    def keys_for(self, use: str) -> Words:
        """Other keys, for one of the things that are drawn for each row."""
        return keys_for(self.keys, use)


def informative(rows: Rows, answers: Grids) -> Flags:
    """Which rows may have these grids as answers: those of one colour, which could be guessed, are for few rows."""
    return varied(answers) | (one_drawn(rows.keys, "dull", _DULL) == 0)
