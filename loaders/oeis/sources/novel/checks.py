"""What makes an attempt at a row a bad question, the cheapest checks first; each looks at one attempt alone.

Besides what is dull, a run is refused where something shorter than its program explains it: a program of fewer steps up
to a stated bound (see known.py), or one of the solvers, where the program itself is no recurrence of constant weights,
or where a solver that fits all shown terms goes on otherwise.

In:  checks(spec, cache_dir)
Out: [("a step does nothing", function of Candidates), ("too few terms", ...), ...]
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from oeis_qa.loaders.oeis.corpus import Flags
from oeis_qa.loaders.oeis.pools import Rules
from oeis_qa.loaders.oeis.solvers import NOBODY, SOLVERS, screened
from oeis_qa.loaders.oeis.sources.novel.avoiding import stands_there, windows_of
from oeis_qa.loaders.oeis.sources.novel.candidates import Candidates, Spec
from oeis_qa.loaders.oeis.sources.novel.known import WINDOW, ShortPrograms, short_programs, window_hashes

Check = tuple[str, Callable[[Candidates], Flags]]
DIFFERENT = 5  # fewest different terms in a run
_TRIVIAL = 4  # the first so many solvers say that a run repeats itself or grows evenly
_ALONE = ("fill_in",)  # kinds of which every eight terms in a row must tell their program


def checks(spec: Spec, rules: Rules) -> list[Check]:
    """The checks of a config, in order."""
    selection = spec.selection
    short = short_programs(selection.cache_dir, selection.depth)
    found: list[Check] = [
        ("a step does nothing", lambda own: own.idle),
        ("too few terms that are short enough", lambda own: own.known == 0),
        ("too few different terms", _dull),
        ("repeats itself or grows evenly", _trivial),
    ]
    if selection.ambiguity == "reject":
        found.append(("a shorter program makes it", partial(_explained, short)))
        found.append(("a solver explains it, or goes on otherwise", partial(_solved, spec)))
    if selection.kind in _ALONE:
        found.append(("eight terms stand in a shorter program", partial(_partly_explained, short)))
    if selection.avoid:
        windows = windows_of(selection.avoid, selection.cache_dir)
        found.append(("stands in the source to avoid", lambda own: stands_there(windows, own.terms, own.known)))
    if rules.faults is not None:
        found.append(("could be asked otherwise", partial(_faulty, spec, rules, short)))
    return found


def _dull(own: Candidates) -> Flags:
    runs = own.runs_of_terms
    inside = np.arange(len(runs))[:, None] < own.shown
    ordered = np.sort(np.where(inside, runs, np.iinfo(np.int64).max), axis=0)
    different = ((ordered[1:] != ordered[:-1]) & inside[1:]).sum(axis=0) + 1
    return different < DIFFERENT


def _trivial(own: Candidates) -> Flags:
    """Whether the last two thirds of a run are a block again and again, or have a constant difference."""
    runs = own.runs_of_terms
    place, first = np.arange(len(runs))[:, None], own.shown // 3
    inside = (place >= first) & (place < own.shown)
    trivial = np.zeros(len(own), bool)
    for period in range(1, (int(own.shown.max(initial=0)) + 2) // 3 + 1):
        behind = inside[period:] & (place[period:] - period >= first)
        repeats = ((runs[period:] == runs[:-period]) | ~behind).all(axis=0)
        trivial |= repeats & (2 * period <= own.shown - first)
    rises = np.diff(runs, axis=0)
    even = (rises[1:] == rises[:-1]) | ~(inside[2:] & (place[2:] - 2 >= first))
    return trivial | even.all(axis=0)


def _explained(short: ShortPrograms, own: Candidates) -> Flags:
    return short.explained(own.runs_of_terms, own.shown)


def _partly_explained(short: ShortPrograms, own: Candidates) -> Flags:
    """Whether eight terms in a row, of the shown ones and the next, stand in a short program."""
    runs = own.runs_of_terms
    stands = short.holds(window_hashes(runs).ravel()).reshape(-1, len(own))
    inside = np.arange(len(stands))[:, None] + WINDOW <= own.shown + 1
    flags: Flags = np.any(stands & inside, axis=0)
    return flags


def _solved(spec: Spec, own: Candidates) -> Flags:
    found = screened(own.corpus(spec), own.runs(spec.split))
    by = np.where(found.solved_by == NOBODY, len(SOLVERS), found.solved_by)
    trivial, solved = by < _TRIVIAL, by < len(SOLVERS)
    rivalled: Flags = found.rival != NOBODY
    return trivial | (solved & ~own.linear) | rivalled


def _faulty(spec: Spec, rules: Rules, short: ShortPrograms, own: Candidates) -> Flags:
    known, faulty = own.studied(spec, short.corpus), np.zeros(len(own), bool)
    if rules.faults is not None:
        for _, flags in rules.faults(known, spec.selection, own.runs(spec.split)):
            faulty |= flags
    return faulty
