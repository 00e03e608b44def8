"""scale: the image made 2 or 3 times as wide or high, or as many times narrower or lower, or one and the other.

The parameter says what becomes of the width, then of the height: "2 up" makes two of each cell, "2 down" makes one of
two. Of the cells that become one, a pair or a block, it has the commonest colour, of several the lowest. What goes down
must be a multiple of that number, and no side may grow beyond 99, else the grid fits nothing.
Nine of ten inputs that both sides of go down hold some cells of other colours, in each block fewer than half.

In:  [[1, 1, 2, 2], [1, 3, 2, 2]], parameter ("2 down", "2 down")
Out: [[1, 2]]
"""

from functools import partial

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS, LONGEST
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import Grids, merged
from oeis_qa.loaders.arc_rle.images import Range, random_images
from oeis_qa.loaders.arc_rle.puzzles.boxes import drawn_in_cells
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, by_parameter, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.transforms import scaled_up
from oeis_qa.streams import Words

FACTORS = {"3 down": (1, 3), "2 down": (1, 2), "same": (1, 1), "2 up": (2, 1), "3 up": (3, 1)}  # up, down
PARAMETERS = tuple((x, y) for x in FACTORS for y in FACTORS if (x, y) != ("same", "same"))
_DOWN = np.array([[FACTORS[name][1] for name in pair] for pair in PARAMETERS])  # of width and height
_SMALL = (2, 6)  # sides before they are scaled up to be an input
_NOISY_OF_TEN = 9


def scaled(grids: Grids, x: str, y: str) -> Grids:
    """Each side as its word says."""
    (x_up, x_down), (y_up, y_down) = FACTORS[x], FACTORS[y]
    fits = (grids.width % x_down == 0) & (grids.height % y_down == 0)
    fits &= np.maximum(grids.width * x_up // x_down, grids.height * y_up // y_down) <= LONGEST
    fitting = grids.some(fits)
    made = scaled_up(_commonest_of_blocks(fitting, x_down, y_down), x_up, y_up)
    return merged([made, only_where(fits, grids).some(~fits)], [np.flatnonzero(fits), np.flatnonzero(~fits)])


def _commonest_of_blocks(grids: Grids, x: int, y: int) -> Grids:
    """One cell for each block of x by y."""
    if x == y == 1:
        return grids
    high, wide = (side // by * by for side, by in zip(grids.cells.shape[1:], (y, x), strict=True))
    cells = [grids.cells[:, row:high:y, column:wide:x] for row in range(y) for column in range(x)]
    best, most = cells[0], np.zeros(cells[0].shape, np.uint8)
    for own in cells:
        times = np.add.reduce([cell == own for cell in cells], dtype=np.uint8)
        better = (times > most) | ((times == most) & (own < best))
        best, most = np.where(better, own, best), np.where(better, times, most)
    return Grids(best, grids.height // y, grids.width // x)


def _draw(wanted: Draw) -> Grids:
    """Random images, scaled up where the rule scales down."""
    down = _DOWN[wanted.which]
    parts, places = [], []
    for x, y in np.unique(down, axis=0).tolist():
        at = np.flatnonzero((down == (x, y)).all(axis=1))
        keys = wanted.keys[at]
        (width, by_x), (height, by_y) = _small(wanted.sides, x), _small(wanted.sides, y)
        large = scaled_up(random_images(keys, width, height, (2, 4)), by_x, by_y)
        parts.append(_with_noise(large, keys, x, y) if min(by_x, by_y) > 1 else large)
        places.append(at)
    return merged(parts, places)


def _small(sides: Range | None, down: int) -> tuple[Range, int]:
    """Sides, and by how much to scale them up to wanted ones; where no multiple is wanted, no rule will fit."""
    if sides is None:
        return _SMALL, down
    low, most = -(-sides[0] // down), sides[1] // down
    return ((low, most), down) if low <= most else (sides, 1)


def _with_noise(grids: Grids, keys: Words, x: int, y: int) -> Grids:
    """Random colours at random places of each block, in fewer than half of its cells."""
    noisy = one_drawn(keys, "noisy", 10)[:, None, None] < _NOISY_OF_TEN
    high, wide = grids.cells.shape[1:]
    rows, columns = np.arange(high)[:, None], np.arange(wide)
    own = rows % y * x + columns % x  # the place of each cell in its block
    cells = grids.cells
    for turn in range((x * y - 1) // 2):
        place, colour = (
            drawn_in_cells(keys, f"noise {what} {turn}", bound, (high // y, wide // x))[:, rows // y, columns // x]
            for what, bound in (("place", 2 * x * y), ("colour", COLOURS))  # half of the places lie in no block
        )
        cells = np.where(noisy & (place == own), colour, cells)
    return grids.filled(cells)


_rule = by_parameter([partial(scaled, x=x, y=y) for x, y in PARAMETERS])

GROUPS = {"scale": Group(PARAMETERS, _rule, _draw, traits=Traits.RESIZED | Traits.COLOURS)}
