"""Objects of one to six cells with gaps between them: each lies in a tile of its own.

In:  scattered(draw, (7, 13), numpy.array([2, 2]))
Out: two Grids of 7 to 13 rows and columns, about half of whose objects have two cells
"""

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.components import masses
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, gathered
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.ground import drawn_sides
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw

HEAVIEST = 6
_SHAPE = 3  # sides of an object
_TILE = _SHAPE + 1  # an object and the gap behind it


def scattered(draw: Draw, default: Range, asked: Ints) -> Grids:
    """Objects in one to three colours on the ground of the task, about half of them with the mass that is asked for."""
    height, width = drawn_sides(draw, default)
    down, across = (height + 1) // _TILE, (width + 1) // _TILE
    most = int(across.max(initial=1))
    lines = [_line(draw, row, np.where(row < down, across, 0), most, asked) for row in range(down.max(initial=1))]
    ground = one_drawn(draw.tasks, "ground", COLOURS)[:, None]
    colours = np.hstack([ground, (ground + 1 + order(draw.keys, "colours", COLOURS - 1)[:, :3]) % COLOURS])
    cells = colours[np.arange(len(draw.keys))[:, None, None], np.concatenate(lines, axis=1)].astype(np.uint8)
    rows, columns = _shifted(draw, "rows", height, down), _shifted(draw, "columns", width, across)
    return gathered(Grids(cells, height, width), rows, columns, height, width)


def _line(draw: Draw, row: int, count: Ints, most: int, asked: Ints) -> Ints:
    """A row of `most` tiles: so many objects for each input, in colours 1 to 3 on 0, the tiles behind them empty."""
    mass = drawn(draw.keys, f"mass {row}", HEAVIEST + 1, most)
    mass = np.where(drawn(draw.keys, f"asked {row}", 2, most) == 1, asked[:, None], mass)
    mass[np.arange(most) >= count[:, None]] = 0
    shapes = _SHAPES[mass, drawn(draw.keys, f"shape {row}", _SHAPE_COUNTS[mass], most)]
    differ = one_drawn(draw.keys, "differ", 3) + 1
    colours = drawn(draw.keys, f"colour {row}", differ[:, None], most) + 1
    pictures: Ints = (shapes * colours[:, :, None, None]).swapaxes(1, 2).reshape(len(mass), _TILE, -1)
    return pictures


def _shifted(draw: Draw, purpose: str, side: Ints, tiles: Ints) -> Ints:
    """For each place of a side, the place in the row of tiles, which begins somewhere; in a gap beyond its ends."""
    start = one_drawn(draw.keys, f"start of {purpose}", side - tiles * _TILE + 2)
    places = np.arange(side.max(initial=1)) - start[:, None]
    within = (places >= 0) & (places < _TILE * tiles.max(initial=1))
    return np.where(within, places, _TILE - 1)


def _shapes_by_mass() -> tuple[NDArray[np.bool_], Ints]:
    """The connected shapes, each at the top left of a tile, by mass and number, and how many there are of each mass."""
    bits = np.arange(1 << _SHAPE**2)[:, None] >> np.arange(_SHAPE**2) & 1
    pictures = bits.reshape(-1, _SHAPE, _SHAPE).astype(np.uint8)
    count = bits.sum(axis=1)
    whole = ((masses(Grids.of(pictures), "all8") == count[:, None, None]) | (pictures == 0)).all(axis=(1, 2))
    own = [np.flatnonzero(whole & (count == mass)) for mass in range(HEAVIEST + 1)]
    counts = np.array([len(numbers) for numbers in own])
    shapes = np.zeros((len(own), counts.max(), _TILE, _TILE), bool)
    for mass, numbers in enumerate(own):
        shapes[mass, : len(numbers), :_SHAPE, :_SHAPE] = pictures[numbers]
    return shapes, counts


_SHAPES, _SHAPE_COUNTS = _shapes_by_mass()
