"""Which groups have puzzles with inputs of given sides: an object and its rim take more room than some sides have.

In:  impossible((("flip", "flip"), ("erosion", "all8")), sides=(3, 3), unique=False)
Out: ("erosion/all8",)
"""

import functools
from itertools import islice

import numpy as np

from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Flags, Group
from oeis_qa.loaders.arc_rle.puzzles.tasks import tasks
from oeis_qa.loaders.arc_rle.puzzles.unique import fitting
from oeis_qa.streams import Stream, Words

MOST_NAMED = 5  # groups after which no others are looked at: to find that there is no puzzle takes a while
_DRAWS = 16  # tasks; a group of fewer puzzles than that would take very long to draw
_AMBIGUOUS = 6  # cells of a side; larger images always tell rules apart
_PAIRS = (3, 3), (1, 1)  # examples and tests of each


@functools.lru_cache
def impossible(groups: tuple[tuple[str, str], ...], sides: Range, unique: bool) -> tuple[str, ...]:
    """The first of these groups of which no puzzle could be drawn."""
    none = (f"{family}/{name}" for family, name in groups if not _has_any(FAMILIES[family].GROUPS[name], sides, unique))
    return tuple(islice(none, MOST_NAMED))


def _has_any(group: Group, sides: Range, unique: bool) -> bool:
    """Whether one of a few tasks is a puzzle; mostly the first is."""
    asks = unique and sides[1] <= _AMBIGUOUS
    return any(_found(group, sides, asks, draws) for draws in (slice(1), slice(1, _DRAWS)))


def _found(group: Group, sides: Range, unique: bool, draws: slice) -> bool:
    keys = Stream(0, "arc_rle", "possible")[np.arange(_DRAWS)][draws]
    made = tasks(group, keys, _everywhere, *_PAIRS, sides)
    good = made.good & fitting(made).unique if unique and made.good.any() else made.good
    return bool(good.any())


def _everywhere(contents: Words) -> Flags:
    return np.ones(len(contents), bool)
