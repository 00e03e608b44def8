"""Automata in simon-arc-lab's rows, where living and dead cells have any two colours.

An instruction that says what to apply names both colours. One that asks which automaton it was names none: either may
be the living one, so there are two answers, and a row is right with one of them.

In:  an image of 2 and 6, and Automaton("maze", wrap=True, steps=1, dead=2, alive=6)
Out: the next image, of 2 and 6
"""

import functools
from typing import Any

import numpy as np

from oeis_qa.loaders.arc_rle.automata import stepped
from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids
from oeis_qa.loaders.arc_rle.public.parameters import Automaton
from oeis_qa.loaders.arc_rle.public.recognised import Offer, Pair, each, makes, told_truth, truth_of
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.telling import Told, told_grids

Colours = tuple[int, int]  # of dead and of living cells
OURS: Colours = (0, 1)


def told_automata(rows: Rows, grids: Grids, automata: list[Automaton]) -> list[Told]:
    """What some steps of an automaton make of each image."""
    told = [(automaton.dead, automaton.alive) for automaton in automata]
    after = each(stepped, _recoloured(grids, told, _inwards), [automaton[:3] for automaton in automata])
    return [told_grids(rows, _recoloured(after, told, _outwards))]


def told_automaton_names(rows: Rows, pair: Pair, offers: list[tuple[Offer, Colours | None]]) -> list[Told]:
    """Which of the offered automata lead from one image to another, with the one colour alive and with the other."""
    told, names = [colours for _, colours in offers], [offer for offer, _ in offers]
    readings = [_readings(before, after, known) for before, after, known in zip(*pair, told, strict=True)]
    return [_told_names(rows, pair, names, list(colours)) for colours in zip(*readings, strict=True)]


def _told_names(rows: Rows, pair: Pair, names: list[Offer], colours: list[Colours]) -> Told:
    before, after = (_recoloured(grids, colours, _inwards) for grids in pair)
    return told_truth(rows, names, truth_of(makes(stepped), (before, after), names))


def _readings(before: Cells, after: Cells, told: Colours | None) -> tuple[Colours, Colours]:
    """The two ways to tell dead from living cells, ours first; the same twice where there is only one."""
    if told is not None:
        return told, told
    shown = dict.fromkeys([*np.unique(before).tolist(), *np.unique(after).tolist(), *OURS])
    one, other = list(shown)[:2]
    if len(np.unique(before)) > len(OURS):
        return OURS, OURS
    return ((other, one), (one, other)) if one == OURS[1] else ((one, other), (other, one))


def _recoloured(grids: Grids, colours: list[Colours], table: Any) -> Grids:
    tables = np.stack([table(*pair) for pair in colours])
    cells = tables[np.arange(len(grids))[:, None, None], grids.cells]
    return Grids(cells, grids.height, grids.width)


@functools.cache
def _inwards(dead: int, alive: int) -> Cells:
    """For every colour the one that stands for it where 0 is dead and 1 alive; no two share one."""
    others = [colour for colour in range(COLOURS) if colour not in (dead, alive)]
    table = np.full(OUTSIDE + 1, OUTSIDE, np.uint8)
    # Other colours keep their places as far as they can, since 2 and 3 mean something to wireworld.
    free = [colour for colour in range(COLOURS) if colour not in OURS]
    kept = [colour for colour in others if colour in free]
    moved = zip((c for c in others if c not in free), (c for c in free if c not in kept), strict=True)
    for colour, place in ((dead, 0), (alive, 1), *((c, c) for c in kept), *moved):
        table[colour] = place
    return table


@functools.cache
def _outwards(dead: int, alive: int) -> Cells:
    """The way back."""
    table = np.full(OUTSIDE + 1, OUTSIDE, np.uint8)
    table[_inwards(dead, alive)[:COLOURS]] = np.arange(COLOURS, dtype=np.uint8)
    return table
