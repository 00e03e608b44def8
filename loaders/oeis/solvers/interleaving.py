"""Two or three sequences taken in turns, each of one of the closed forms.

In:  interleaved([1, 10, 2, 20, 3, 30, 4, 40], 2)
Out: Solution(5, "The terms are 2 sequences in turns. The 1st: 1, 2, 3, 4. The 2nd: 10, 20, 30, 40. The next term "
     "belongs to the 1st. Differences: 1, 1, 1. They are all 1. So the next term is 4 + 1 = 5.")
"""

from collections.abc import Callable

import numpy as np

from oeis_qa.loaders.oeis.solvers import closed
from oeis_qa.loaders.oeis.solvers.window import Found, Window, either, nothing
from oeis_qa.loaders.oeis.solvers.worked import Solution, Terms, listed, ordinal

_FORMS: tuple[tuple[Callable[[Terms], Solution | None], Callable[[Window], Found]], ...] = (
    (closed.repeat, closed.repeats),
    (closed.constant_difference, closed.constant_differences),
    (closed.constant_ratio, closed.constant_ratios),
    (closed.table, closed.tables),
)


def interleaved(terms: Terms, turns: int) -> Solution | None:
    """So many sequences in turns. Two to spare in each of them: four for two sequences, six for three."""
    strands = [terms[first::turns] for first in range(turns)]
    solved = [_solved(strand) for strand in strands]
    own = solved[len(terms) % turns]
    if own is None or None in solved:
        return None
    parts = " ".join(f"The {ordinal(i)}: {listed(strand)}." for i, strand in enumerate(strands, start=1))
    told = f"The next term belongs to the {ordinal(len(terms) % turns + 1)}."
    return Solution(own.prediction, f"The terms are {turns} sequences in turns. {parts} {told} {own.steps}")


def _solved(strand: Terms) -> Solution | None:
    return next((solution for form, _ in _FORMS if (solution := form(strand))), None)


def many_interleaved(window: Window, turns: int) -> Found:
    """`interleaved` for many runs."""
    runs = len(window.shown)
    (fits, right), rows = nothing(runs), np.arange(runs)
    for first in range(min(turns, len(window.ids))):  # few runs get past the first sequence
        strand_fits, strand_right = _many_solved(window.strand(first, turns))
        right[rows] |= strand_right & (window.shown % turns == first)
        rows, window = rows[strand_fits], window.take(np.flatnonzero(strand_fits))
    fits[rows] = True
    return fits, fits & right


def _many_solved(strand: Window) -> Found:
    """Forms that fit one strand agree on its next term."""
    found = _FORMS[0][1](strand)
    for _, form in _FORMS[1:]:
        found = either(found, form(strand))
    return found
