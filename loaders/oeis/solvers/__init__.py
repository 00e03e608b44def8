"""Solvers of "what comes next": each says the next term of a run and how it is found, or nothing.

SOLVERS is the one list of them, the simplest first. Each is there twice: exactly, for one run, with its steps; and for
many runs at once, as flags, modulo primes (how sure those are is said in window.py). A solver counts only where enough
terms are to spare beyond those that fix its rule, so that it says nothing of random terms.

In:  solution([1, 4, 9, 16, 25]); screened(corpus, runs)
Out: ("difference table", Solution(36, "Differences: 3, 5, 7, 9. ...")); for every run the index of the simplest solver
     that gives its true next term, and that of the simplest one that fits what is shown and gives another
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.runs import Runs
from oeis_qa.loaders.oeis.solvers import closed, digits, interleaving, recurrence
from oeis_qa.loaders.oeis.solvers.window import Found, Window
from oeis_qa.loaders.oeis.solvers.worked import Solution, Terms, parsed

__all__ = ["SOLVERS", "Screened", "Solution", "Solver", "parsed", "screened", "solution"]

NOBODY = -1
_ROWS = 8192  # runs looked at together; much more or fewer are slower
Indices = NDArray[np.int8]


@dataclass(frozen=True)
class Solver:
    name: str
    solve: Callable[[Terms], Solution | None]
    screen: Callable[[Window], Found]
    # Where one of these gives the true next term, no other linear rule gives another one: each solver leaves at least
    # as many terms to spare as such a rule has weights.
    short: bool = False
    linear: bool = True  # whether what it predicts obeys a linear recurrence


SOLVERS = (
    Solver("repeat last", closed.repeat, closed.repeats, short=True),
    Solver("constant difference", closed.constant_difference, closed.constant_differences, short=True),
    Solver("constant ratio", closed.constant_ratio, closed.constant_ratios, short=True),
    Solver("repeating block", closed.blocks, closed.many_blocks),
    Solver("difference table", closed.table, closed.tables),
    Solver("linear recurrence", recurrence.recurrence, recurrence.recurrences),
    *(
        Solver(
            f"interleaving of {word}",
            partial(interleaving.interleaved, turns=turns),
            partial(interleaving.many_interleaved, turns=turns),
        )
        for turns, word in ((2, "two"), (3, "three"))
    ),
    Solver("digit rule", digits.digit_rule, digits.digit_rules, linear=False),
)


@dataclass(frozen=True)
class Screened:
    """What the solvers make of runs whose next terms are known; indices in SOLVERS, or NOBODY."""

    solved_by: Indices  # the simplest that gives the true next term
    rival: Indices  # the simplest that fits the shown terms and gives another one


def solution(terms: Terms) -> tuple[str, Solution] | None:
    """The name of the simplest solver that fits these terms, and what it says."""
    return next(((solver.name, found) for solver in SOLVERS if (found := solver.solve(terms))), None)


def screened(corpus: Corpus, runs: Runs) -> Screened:
    """What the solvers make of these runs of consecutive terms; of those at the end of a list, nothing."""
    solved_by, rival = (np.full(len(runs), NOBODY, np.int8) for _ in range(2))
    followed = np.flatnonzero(corpus.starts[runs.sequence] + runs.start + runs.shown < corpus.starts[runs.sequence + 1])
    by_length = followed[np.argsort(runs.shown[followed], kind="stable")]
    for begin in range(0, len(by_length), _ROWS):
        rows = by_length[begin : begin + _ROWS]
        solved_by[rows], rival[rows] = _screened(Window.of(corpus, runs.take(rows)))
    return Screened(solved_by, rival)


def _screened(window: Window) -> tuple[Indices, Indices]:
    solved_by, rival = (np.full(len(window.shown), len(SOLVERS), np.int8) for _ in range(2))
    left, rows = window, np.arange(len(window.shown))
    for index in sorted(range(len(SOLVERS)), key=lambda index: not SOLVERS[index].short):
        if left is window and not SOLVERS[index].short:
            rows = np.flatnonzero(solved_by == len(SOLVERS))
            left = window.take(rows)
        own, seen = (rows, left) if SOLVERS[index].linear else (np.arange(len(window.shown)), window)
        fits, right = seen.confirmed(SOLVERS[index].screen)
        for column, flags in ((solved_by, right), (rival, fits & ~right)):
            column[own[flags]] = np.minimum(column[own[flags]], index)
    solved_by[solved_by == len(SOLVERS)], rival[rival == len(SOLVERS)] = NOBODY, NOBODY
    return solved_by, rival
