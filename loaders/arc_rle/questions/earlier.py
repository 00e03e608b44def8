"""Earlier predictions of an answer, none of them right: what a row may show for a model to improve on.

In:  earlier(rows, "wrong_pixel", inputs, Grids.of([[[1, 2, 3]]]))
Out: a batch of [[1, 7, 3]]
"""

from dataclasses import replace

import numpy as np

from oeis_qa.loaders.arc_rle.drawing import drawn
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, alike, merged
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.telling import recoloured

_Place = tuple[Ints, Ints, Ints]  # grids, rows and columns
ONE_IN = 10  # as many swaps as one in so many cells, and at least one


def earlier(rows: Rows, kind: str, before: Grids, after: Grids) -> Grids:
    """A prediction of each `after`, the output of `before`, that is another grid."""
    own = replace(rows, keys=rows.keys_for("earlier"))  # else it would be the wrong response of layouts that have one
    if kind == "wrong_pixel":
        return recoloured(own, after)
    made = swapped(own, after if kind == "distorted_answer" else before)
    right = alike(made, after)  # as swaps leave a grid of one colour as it is
    return merged(
        [made.some(~right), recoloured(own, after).some(right)], [np.flatnonzero(~right), np.flatnonzero(right)]
    )


def swapped(rows: Rows, grids: Grids) -> Grids:
    """The grids with some cells swapped with a neighbour, one behind the other."""
    across, down = grids.height * (grids.width - 1), (grids.height - 1) * grids.width
    count = np.where(across + down > 0, np.maximum(grids.height * grids.width // ONE_IN, 1), 0)
    most = int(count.max(initial=0))
    pair = drawn(rows.keys, "swaps", np.maximum(across + down, 1)[:, None], most)
    cells = grids.cells.copy()
    for turn in range(most):
        at = np.flatnonzero(count > turn)
        here, there = _pairs(at, pair[at, turn], across[at], grids.width[at])
        cells[here], cells[there] = cells[there], cells[here]
    return Grids(cells, grids.height, grids.width)


def _pairs(grid: Ints, pair: Ints, across: Ints, width: Ints) -> tuple[_Place, _Place]:
    """Both cells of a pair of neighbours in each grid: those within rows are counted first, then those in columns."""
    level = pair < across
    row, column = np.divmod(np.where(level, pair, pair - across), np.where(level, np.maximum(width - 1, 1), width))
    return (grid, row, column), (grid, row + ~level, column + level)
