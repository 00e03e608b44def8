"""Whether a group has puzzles as hard as they are wanted: an object and its rim take more room than some sides have.

In:  has_any("erosion", "all8", Difficulty(sides=(3, 3)), unique=False)
Out: False
"""

import functools

import numpy as np

from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.difficulty import Difficulty
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Flags, Group
from oeis_qa.loaders.arc_rle.puzzles.tasks import tasks
from oeis_qa.loaders.arc_rle.puzzles.unique import fitting
from oeis_qa.streams import Stream, Words

_DRAWS = 16  # tasks; a group of fewer puzzles than that would take very long to draw
_AMBIGUOUS = 6  # cells of a side; larger images tell rules apart nearly always
_PAIRS = (3, 3), (1, 1)  # examples and tests of each


@functools.cache
def has_any(family: str, name: str, wanted: Difficulty, unique: bool) -> bool:
    """Whether one of a few tasks is a puzzle; mostly the first is."""
    asks = unique and wanted.sides is not None and wanted.sides[1] <= _AMBIGUOUS
    group = FAMILIES[family].GROUPS[name]
    return any(_found(group, wanted, asks, draws) for draws in (slice(1), slice(1, _DRAWS)))


def _found(group: Group, wanted: Difficulty, unique: bool, draws: slice) -> bool:
    keys = Stream(0, "arc_rle", "possible")[np.arange(_DRAWS)][draws]
    made = tasks(group, keys, _everywhere, *_PAIRS, wanted)
    good = made.good & fitting(made).unique if unique and made.good.any() else made.good
    return bool(good.any())


def _everywhere(contents: Words) -> Flags:
    return np.ones(len(contents), bool)
