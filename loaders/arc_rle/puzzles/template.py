"""template: rectangles of one size, some of which hold a pattern; the others, of one colour, take it.

In:  [[5, 5, 0, 0, 0], [5, 5, 0, 1, 2], [0, 0, 0, 2, 2]], group "one_to_many", parameter "kept"
Out: [[1, 2, 0, 0, 0], [2, 2, 0, 1, 2], [0, 0, 0, 2, 2]]

The background is the commonest colour, of equals the lowest. All other cells have to lie in rectangles of one size, at
least 2 by 2, that share no edge. Those of one colour are blank, and all blank ones have the same colour; the others are
sources, and all sources are alike. A source is kept or removed: only background is left of it.

- one_to_many: one source and at least one blank
- many_to_one: at least two sources and one blank
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import Cells, Grids, Ints
from oeis_qa.loaders.arc_rle.puzzles.equal_boxes import LARGEST, Boxes, boxes_in, random_boxes
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Flags, Group, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits

SOURCES = ("kept", "removed")
_COUNT = (3, 5)  # rectangles
_INKS = 3  # colours of a pattern
_TRAITS = Traits.SIDES | Traits.COLOURS


def _filled(grids: Grids, which: Ints, counts: Callable[[Ints, Ints], Flags]) -> Grids:
    """The grids whose blank rectangles are filled, where the counts of sources and of blank ones are right."""
    boxes, ground = boxes_in(grids)
    held = grids.cells[boxes.places()]
    blank = (held == held[:, :1, :1]).all(axis=(1, 2))
    model = {kind: _first(boxes.grid, blank == kind, len(grids)) for kind in (False, True)}
    own = np.where(blank, model[True][boxes.grid], model[False][boxes.grid])
    unlike = (held != held[own]).any(axis=(1, 2))
    blanks, sources = (np.bincount(boxes.grid, kind, len(grids)) for kind in (blank, ~blank))
    fits = counts(sources, blanks) & (np.bincount(boxes.grid, unlike, len(grids)) == 0)
    new = np.where((which == 1)[boxes.grid, None, None], ground[boxes.grid, None, None], held)
    new = np.where(blank[:, None, None], held[model[False][boxes.grid]], new)
    return only_where(fits, _written(grids, boxes, new))


def _first(grid: Ints, kind: Flags, count: int) -> Ints:
    """The number of the first box of this kind in each grid, 0 where there is none."""
    first, at = np.zeros(count, np.int64), np.flatnonzero(kind)[::-1]
    first[grid[at]] = at
    return first


def _written(grids: Grids, boxes: Boxes, values: Cells) -> Grids:
    cells = grids.cells.copy()
    cells[boxes.places()] = values
    return Grids(cells, grids.height, grids.width)


def _one_source(sources: Ints, blanks: Ints) -> Flags:
    return (sources == 1) & (blanks > 0)


def _one_blank(sources: Ints, blanks: Ints) -> Flags:
    return (sources > 1) & (blanks == 1)


def _rectangles(wanted: Draw, one_source: bool) -> Grids:
    """Rectangles, the first of which is unlike the others; the colours are the same in a whole task."""
    grids, boxes, first = random_boxes(wanted.keys, wanted.within((8, 13)), _COUNT)
    palette = order(wanted.tasks, "template colours", COLOURS)
    inks = drawn(
        wanted.keys, "template pattern", one_drawn(wanted.tasks, "template inks", _INKS - 1)[:, None] + 2, LARGEST**2
    )
    pattern = np.take_along_axis(palette, inks + 2, axis=1).reshape(-1, LARGEST, LARGEST)
    _, down, right = boxes._replace(top=boxes.top * 0, left=boxes.left * 0).places()
    held = pattern[boxes.grid[:, None, None], down, right]
    held = np.where((first == one_source)[:, None, None], held, palette[boxes.grid, 1, None, None])
    return _written(grids.filled(palette[:, :1, None]), boxes, held.astype(np.uint8))


GROUPS = {
    "one_to_many": Group(
        SOURCES, partial(_filled, counts=_one_source), partial(_rectangles, one_source=True), traits=_TRAITS
    ),
    "many_to_one": Group(
        SOURCES, partial(_filled, counts=_one_blank), partial(_rectangles, one_source=False), traits=_TRAITS
    ),
}
