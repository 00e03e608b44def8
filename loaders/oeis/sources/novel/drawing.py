"""Which program each attempt at a row draws: its core first, then the other steps, then all constants.

An attempt is named by one integer, and each of its draws by that and a slot, so that nothing depends on what is drawn
beside it.

In:  drawn(Draws(stream, attempts=np.array([0, 1])), cores of the split, depth=2, count=2)
Out: Programs, one an attempt, and the index of each one's family
"""

import itertools

import numpy as np

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.sources.novel.base import Base
from oeis_qa.loaders.oeis.sources.novel.programs import ALL_BASES, ALL_STEPS, BASE_MOST, NONE, STEP_MOST, Programs
from oeis_qa.loaders.oeis.sources.novel.shapes import CORE, KIN, PARTNERS, Cores
from oeis_qa.loaders.oeis.sources.novel.steps import Step
from oeis_qa.streams import Stream

SHARES = 1, 3, 6  # how often a core has no step, one, two
OFFSET, START, SHOWN, _LENGTH, _CORE, _PLACES, _FURTHER, _OTHER, _CONSTANTS = 0, 1, 2, 3, 4, 5, 6, 14, 22
SLOTS = 128  # draws of an attempt at most
_SECOND = np.array([step.second for step in ALL_STEPS])


class Draws:
    """The draws of some attempts, by slot."""

    def __init__(self, stream: Stream, attempts: Ints) -> None:
        self._stream, self._first = stream, attempts * SLOTS

    def below(self, bound: int | Ints, slot: int) -> Ints:
        """For every attempt a number below `bound`."""
        found: Ints = self._stream.below(bound, self._first + slot)
        return found


def drawn(draws: Draws, cores: tuple[Cores, ...], depth: int, count: int) -> tuple[Programs, Ints]:
    """The programs of so many attempts, and their families."""
    base, family = np.zeros(count, np.int64), np.zeros(count, np.int64)
    step, other = _further(draws, depth, count)
    length = _lengths(draws, cores, depth)
    for steps in np.unique(length).tolist():
        rows, own = np.flatnonzero(length == steps), cores[steps]
        core = np.searchsorted(own.turns, draws.below(int(own.turns[-1]), _CORE)[rows], side="right")
        base[rows], family[rows] = own.base[core], own.family[core]
        place = _places(draws, depth, steps)[rows]
        _keep_to_kin(step, other, rows, place[:, -1] if steps == CORE else np.full(len(rows), depth))
        step[rows[:, None], place], other[rows[:, None], place] = own.step[core], own.other[core]
    constants = [_STEPS.drawn(draws, step[:, turn], 1 + 2 * turn) for turn in range(depth)]
    others = [_BASES.drawn(draws, other[:, turn], 2 + 2 * turn) for turn in range(depth)]
    stacked = np.stack(constants, axis=1), other, np.stack(others, axis=1)
    return Programs(base, _BASES.drawn(draws, base, 0), step, *stacked), family


def _places(draws: Draws, depth: int, steps: int) -> Ints:
    """Which of the places of a program the steps of its core take."""
    ways = np.array([*itertools.combinations(range(depth), steps)], np.int64)
    chosen: Ints = ways[draws.below(len(ways), _PLACES)]
    return chosen


def _keep_to_kin(step: Ints, other: Ints, rows: Ints, last: Ints) -> None:
    """Only behind a whole core may other steps than those of kin follow: before its `last` step they would belong."""
    before = np.arange(step.shape[1]) < last[:, None]
    step[rows] = np.where(before, KIN[step[rows] % len(KIN)], step[rows])
    other[rows] = np.where(_SECOND[step[rows]], other[rows], NONE)


def _further(draws: Draws, depth: int, count: int) -> tuple[Ints, Ints]:
    """Steps for all places, of which the core takes some, with second sequences for all."""
    step, other = np.zeros((count, depth), np.int64), np.zeros((count, depth), np.int64)
    for turn in range(depth):
        step[:, turn] = draws.below(len(ALL_STEPS), _FURTHER + turn)
        other[:, turn] = PARTNERS[draws.below(len(PARTNERS), _OTHER + turn)]
    return step, other


def _lengths(draws: Draws, cores: tuple[Cores, ...], depth: int) -> Ints:
    """How many steps each core has: lengths of which the split has no core are left out."""
    there = [length for length in range(min(CORE, depth) + 1) if len(cores[length].base)]
    turns = np.repeat(there, [SHARES[length] for length in there])
    found: Ints = turns[draws.below(len(turns), _LENGTH)]
    return found


class _Tables:
    """What each constant of many parts may be, as one list cut by offsets."""

    def __init__(self, parts: tuple[Base, ...] | tuple[Step, ...], most: int) -> None:
        lists = [(part.constants[k] if k < len(part.constants) else (0,)) for part in parts for k in range(most)]
        lists += [(0,)] * most  # of NONE, which as an index stands for the last row
        self.values = np.concatenate([np.array(values) for values in lists])
        self.count = np.array([*map(len, lists)]).reshape(-1, most)
        self.first = (np.cumsum(self.count) - self.count.ravel()).reshape(-1, most)

    def drawn(self, draws: Draws, part: Ints, block: int) -> Ints:
        """The constants of these parts, one row a program, by the draws of this block."""
        slot = _CONSTANTS + BASE_MOST * block
        places = [self.first[part, k] + draws.below(of, slot + k) for k, of in enumerate(self.count[part].T)]
        found: Ints = self.values[np.stack(places, axis=1)]
        return found


_BASES, _STEPS = _Tables(ALL_BASES, BASE_MOST), _Tables(ALL_STEPS, STEP_MOST)
