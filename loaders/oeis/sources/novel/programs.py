"""Programs as columns, and their terms: all programs that share a base or a step are computed together.

Terms are 64-bit integers. Whatever lies beyond LIMIT ends a program's terms, and one step more from there cannot leave
64 bits: the factors that BASES and STEPS use sum up to less than 2**5.

In:  evaluated(programs, height=40, start)
Out: Evaluated(terms, one program a column; good, how many of them count; idle, whether a step does nothing; ...)
"""

from dataclasses import dataclass, fields

import numpy as np

from oeis_qa.loaders.oeis.corpus import Flags, Ints
from oeis_qa.loaders.oeis.sources.novel.base import Terms
from oeis_qa.loaders.oeis.sources.novel.bases import BASES
from oeis_qa.loaders.oeis.sources.novel.steps import STEPS, Step

ALL_BASES, ALL_STEPS = tuple(BASES.values()), tuple(STEPS.values())
LIMIT = 1 << 57
LOOKED_AT = 9  # terms among which a step must change something
NONE = -1  # no second sequence
BASE_MOST = max(len(base.constants) for base in ALL_BASES)
STEP_MOST = max(len(step.constants) for step in ALL_STEPS)


@dataclass(frozen=True)
class Programs:
    """One program a row; constants stand in as many columns as the most that a base or step has."""

    base: Ints  # index in ALL_BASES
    constants: Ints  # (programs, constants)
    step: Ints  # (programs, depth): index in ALL_STEPS
    step_constants: Ints  # (programs, depth, constants)
    other: Ints  # (programs, depth): base of the second sequence, or NONE
    other_constants: Ints  # (programs, depth, constants)

    def __len__(self) -> int:
        return len(self.base)

    @property
    def depth(self) -> int:
        """How many steps each program has."""
        return self.step.shape[1]

    def take(self, rows: Ints | Flags) -> "Programs":
        """Some of the programs."""
        return Programs(*(getattr(self, field.name)[rows] for field in fields(self)))


@dataclass(frozen=True)
class Evaluated:
    terms: Terms  # (height, programs)
    good: Ints  # of every program, how many of its terms are right and within LIMIT
    idle: Flags  # whether one of its steps changes nothing that an affine map does not
    linear: Flags  # whether a recurrence of constant weights makes it
    order: Ints  # how many terms before it a term depends on


def evaluated(programs: Programs, height: int, start: Ints) -> Evaluated:
    """The first terms of every program; `start` is where it will be looked at."""
    terms = based(programs.base, programs.constants, height)
    good, idle = within(terms), np.zeros(len(programs), bool)
    linear, order = _LINEAR[programs.base], _ORDER[programs.base]
    for turn in range(programs.depth):
        other = _others(programs, turn, height)
        before, terms = terms, terms.copy()
        for index in np.unique(programs.step[:, turn]).tolist():
            step, rows = ALL_STEPS[index], np.flatnonzero(programs.step[:, turn] == index)
            own, second = before[:, rows], other[:, rows] if step.second else None
            made = step.values(own, second, list(programs.step_constants[rows, turn].T[: len(step.constants)]))
            terms[: len(made), rows] = made
            known = good[rows] if second is None else np.minimum(good[rows], within(second))
            good[rows] = np.minimum((known - step.more) // step.times, within(made))
            idle[rows] |= _idle(step, own, second, made, start[rows])
            order[rows] = _orders(step, order[rows], programs.other[rows, turn])
            linear[rows] &= step.linear & (_LINEAR[programs.other[rows, turn]] if step.second else True)
    return Evaluated(terms, good, idle, linear, order)


def based(base: Ints, constants: Ints, height: int) -> Terms:
    """The first terms of bases with their constants."""
    terms = np.zeros((height, len(base)), np.int64)
    for index in np.unique(base[base != NONE]).tolist():
        rows = np.flatnonzero(base == index)
        own = ALL_BASES[index]
        terms[:, rows] = own.values(list(constants[rows].T[: len(own.constants)]), height)
    return terms


def within(terms: Terms) -> Ints:
    """How many terms of each column come before the first beyond LIMIT."""
    beyond = (terms > LIMIT) | (terms < -LIMIT)
    return np.where(beyond.any(axis=0), beyond.argmax(axis=0), len(terms))


def _others(programs: Programs, turn: int, height: int) -> Terms:
    if (programs.other[:, turn] == NONE).all():
        return np.zeros((0, len(programs)), np.int64)
    return based(programs.other[:, turn], programs.other_constants[:, turn], height)


def _orders(step: Step, order: Ints, other: Ints) -> Ints:
    together = order + _ORDER[other] if step.second else order + step.weights
    return together * 2 if step.doubles else together


def _idle(step: Step, own: Terms, second: Terms | None, made: Terms, start: Ints) -> Flags:
    """Whether what a step makes is, from `start` on, what it had: shifted by one, or by an affine map."""
    places = start + np.arange(LOOKED_AT)[:, None]
    columns = np.arange(own.shape[1])
    new = made[np.minimum(places, len(made) - 1), columns]
    if step.kin:
        return (new == own[places, columns]).all(axis=0)
    idle = _affine(own[places, columns], new)
    if step.more:
        idle |= _affine(own[places + 1, columns], new)
    if second is not None:
        idle |= _affine(second[places, columns], new)
        idle |= _even(own[places, columns]) | _even(second[places, columns])
    return idle


def _even(terms: Terms) -> Flags:
    """Whether all differences are the same: differences of a sum with these are those of the other sequence."""
    flags: Flags = (np.diff(terms, n=2, axis=0) == 0).all(axis=0)
    return flags


def _affine(old: Terms, new: Terms) -> Flags:
    """Whether all differences are in one proportion; products wrap round alike on both sides."""
    before, after = np.diff(old, axis=0), np.diff(new, axis=0)
    flags: Flags = (before[1:] * after[:-1] == before[:-1] * after[1:]).all(axis=0)
    return flags


_LINEAR = np.array([base.linear for base in ALL_BASES])
_ORDER = np.array([base.order for base in ALL_BASES])
