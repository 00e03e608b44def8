"""Which program each attempt at a row draws: its core first, then the other steps, then all constants.

An attempt is named by one integer, and each of its draws by that and a slot, so that nothing depends on what is drawn
beside it.

In:  drawn(attempts=np.array([0, 1]), cores of the split, depth=2, stream)
Out: Programs, one an attempt, and the index of each one's family
"""

import itertools

import numpy as np

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.sources.novel.bases import Base
from oeis_qa.loaders.oeis.sources.novel.programs import ALL_BASES, ALL_STEPS, BASE_MOST, NONE, STEP_MOST, Programs
from oeis_qa.loaders.oeis.sources.novel.shapes import CORE, KIN, PARTNERS, Cores
from oeis_qa.loaders.oeis.sources.novel.steps import Step
from oeis_qa.streams import Stream

SHARES = 1, 3, 6  # how often a core has no step, one, two
OFFSET, START, SHOWN, _LENGTH, _CORE, _PLACES, _FURTHER, _OTHER, _CONSTANTS = 0, 1, 2, 3, 4, 5, 6, 14, 22
SLOTS = 128  # draws of an attempt at most
DEEPEST = 6  # steps: their draws fit the slots
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
    for steps in range(min(CORE, depth) + 1):
        rows = np.flatnonzero(length == steps)
        own, places = cores[steps], np.array([*itertools.combinations(range(depth), steps)], np.int64)
        if not len(own.base):
            continue
        core = draws.below(len(own.base), _CORE)[rows]
        base[rows], family[rows] = own.base[core], own.family[core]
        place = places[draws.below(len(places), _PLACES)[rows]]
        # Only behind a whole core may other steps than those of kin follow: they would belong to it.
        before = np.arange(depth) < (place[:, -1:] if steps == CORE else depth)
        before = np.broadcast_to(before, (len(rows), depth))
        kin = KIN[step[rows] % len(KIN)]
        step[rows] = np.where(before, kin, step[rows])
        other[rows] = np.where(before | ~_SECOND[step[rows]], NONE, other[rows])
        step[rows[:, None], place], other[rows[:, None], place] = own.step[core], own.other[core]
    columns = _Constants(draws)
    own_constants = [columns.of(_BASES, base, 0)]
    own_constants += [columns.of(_STEPS, step[:, turn], 1 + 2 * turn) for turn in range(depth)]
    others = [columns.of(_BASES, other[:, turn], 2 + 2 * turn) for turn in range(depth)]
    programs = Programs(
        base, own_constants[0], step, np.stack(own_constants[1:], axis=1), other, np.stack(others, axis=1)
    )
    return programs, family


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
        self.most = most
        lists = [(part.constants[k] if k < len(part.constants) else (0,)) for part in parts for k in range(most)]
        lists += [(0,)] * most  # of NONE, which as an index stands for the last row
        self.values = np.concatenate([np.array(values) for values in lists])
        self.count = np.array([*map(len, lists)]).reshape(-1, most)
        self.first = (np.cumsum(self.count) - self.count.ravel()).reshape(-1, most)


class _Constants:
    def __init__(self, draws: Draws) -> None:
        self._draws = draws

    def of(self, tables: _Tables, part: Ints, block: int) -> Ints:
        """The constants of these parts, (programs, tables.most), by draws of this block."""
        slots = [_CONSTANTS + BASE_MOST * block + k for k in range(tables.most)]
        columns = [
            tables.first[part, k] + self._draws.below(tables.count[part, k], slot) for k, slot in enumerate(slots)
        ]
        found: Ints = tables.values[np.stack(columns, axis=1)]
        return found


_BASES, _STEPS = _Tables(ALL_BASES, BASE_MOST), _Tables(ALL_STEPS, STEP_MOST)
