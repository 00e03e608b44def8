"""grid: an image whose cells stand apart as tiles of any size, with lines between them.

Lines are all rows and all columns that have one colour from end to end; there have to be both, so that they have one
colour together. What is left between them are the tiles, each of which has to have one colour; it may be that of the
lines. `extract`: the tiles as an image of one cell each, in one of eight positions. `mutate`: the lines stay, and
the colours of the tiles change places as if the tiles' image were flipped or turned by half.

In:  [[1, 1, 0, 2], [0, 0, 0, 0], [3, 3, 0, 4]], parameter "flipx" of group "extract"; the same of group "mutate"
Out: [[2, 1], [4, 3]]; [[2, 2, 0, 1], [0, 0, 0, 0], [4, 4, 0, 3]]
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints, alike, by_number, gathered
from oeis_qa.loaders.arc_rle.puzzles.boards import palettes, sized
from oeis_qa.loaders.arc_rle.puzzles.ground import drawn_sides
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Group, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.transforms import TRANSFORMS, flipa, identity
from oeis_qa.streams import Words

_TURNS = ("flipx", "flipy", "flipa", "flipb", "rotate_cw", "rotate_ccw", "rotate_180")
POSITIONS = {"identity": identity, **{name: TRANSFORMS[name] for name in _TURNS}}
MUTATIONS = {"flipx": (False, True), "flipy": (True, False), "rotate_180": (True, True)}  # are rows, columns mirrored?
_TILES = 4  # in a row or column, at most
_LINES = 2  # rows or columns of a line, at most
_DECEIVING = 3  # one image in so many has a tile in the colour of the lines


class Axis(NamedTuple):
    """How lines divide the rows, or the columns, of each grid."""

    line: NDArray[np.bool_]  # of each place; beyond the grid too
    tile: Ints  # of each place that is no line, counted from 0
    first: Ints  # place of each tile
    tiles: Ints  # how many there are

    def taken(self, mirrored: NDArray[np.bool_]) -> Ints:
        """The place whose colours each place has when every tile is as wide as a cell, or they change places."""
        tile = np.where(mirrored[:, None], self.tiles[:, None] - 1 - self.tile, self.tile)
        return np.where(self.line, np.arange(self.line.shape[1]), np.take_along_axis(self.first, tile, axis=1))


def extracted(grids: Grids, which: Ints) -> Grids:
    """The tiles alone, as cells."""
    rows, columns, fits = _divided(grids)
    most = max(1, rows.tiles.max(initial=0)), max(1, columns.tiles.max(initial=0))
    tiles = gathered(grids, rows.first[:, : most[0]], columns.first[:, : most[1]], rows.tiles, columns.tiles)
    return only_where(fits, by_number(tuple(POSITIONS.values()), tiles, which))


def mutated(grids: Grids, which: Ints) -> Grids:
    """The tiles with each other's colours."""
    rows, columns, fits = _divided(grids)
    mirrored = np.array(list(MUTATIONS.values()))[which].T
    changed = gathered(grids, rows.taken(mirrored[0]), columns.taken(mirrored[1]), grids.height, grids.width)
    return only_where(fits, changed)


def _divided(grids: Grids) -> tuple[Axis, Axis, NDArray[np.bool_]]:
    """The rows and the columns, and whether there are lines both ways and tiles of one colour each."""
    (rows, row_lines), (columns, column_lines) = _axis(grids), _axis(flipa(grids))
    none = np.zeros(len(grids), bool)
    plain = gathered(grids, rows.taken(none), columns.taken(none), grids.height, grids.width)
    return rows, columns, row_lines & column_lines & (rows.tiles > 0) & (columns.tiles > 0) & alike(plain, grids)


def _axis(grids: Grids) -> tuple[Axis, NDArray[np.bool_]]:
    """The rows, and whether there is a line among them."""
    cells = grids.cells
    line = ((cells == cells[:, :, :1]) | (cells == OUTSIDE)).all(axis=2)
    starts = ~line & np.pad(line[:, :-1], ((0, 0), (1, 0)), constant_values=True)
    tile = np.where(line, 0, np.cumsum(starts, axis=1) - 1)
    axis = Axis(line, tile, np.argsort(~starts, axis=1, kind="stable"), starts.sum(axis=1))
    return axis, line.sum(axis=1) > line.shape[1] - grids.height


def _images_in_lines(wanted: Draw) -> Grids:
    """Images of two to four rows and columns, their cells as tiles between lines."""
    keys, palette = wanted.keys, palettes(wanted.tasks)
    height, width = drawn_sides(wanted, (4, 14))
    (rows, high), (columns, wide) = _laid(keys, "rows", height), _laid(keys, "columns", width)
    colours = one_drawn(wanted.tasks, "colours", 3)[:, None] + 2
    image = 1 + drawn(keys, "image", colours, _TILES * _TILES).reshape(-1, _TILES, _TILES)
    deceiving = np.flatnonzero(one_drawn(keys, "deceiving", _DECEIVING) == 0)
    row, column = one_drawn(keys, "deceiving row", high), one_drawn(keys, "deceiving column", wide)
    image[deceiving, row[deceiving], column[deceiving]] = 0
    image = np.pad(image, ((0, 0), (0, 1), (0, 1)))  # the last row and column are the lines, which -1 means
    grid = np.arange(len(keys))[:, None, None]
    return sized(height, width, palette[grid, image[grid, rows[:, :, None], columns[:, None, :]]])


def _laid(keys: Words, name: str, sides: Ints) -> tuple[Ints, Ints]:
    """For each place the tile that it lies in, or -1, and the number of tiles."""
    tiles = one_drawn(keys, f"{name} tiles", np.clip((sides - 1) // 2, 1, _TILES - 1)) + 2
    thick = one_drawn(keys, f"{name} thick", np.clip((sides - tiles) // (tiles - 1), 1, _LINES)) + 1
    outer = one_drawn(keys, f"{name} outer", np.clip((sides - tiles) // thick - tiles + 1, 1, 2))  # as many lines fit?
    weights = (drawn(keys, f"{name} sizes", 8, _TILES) + 1) * (np.arange(_TILES) < tiles[:, None])
    spare = np.maximum(sides - tiles - thick * (tiles - 1 + 2 * outer), 0)
    spent = np.cumsum(weights, axis=1) * spare[:, None] // weights.sum(axis=1, keepdims=True)
    ends = spent + np.arange(_TILES) * (1 + thick[:, None]) + 1 + (outer * thick)[:, None]
    starts = ends - 1 - np.diff(spent, axis=1, prepend=0)
    places = np.arange(sides.max(initial=1))
    tile = np.full((len(keys), len(places)), -1)
    for i in range(_TILES):
        tile[(places >= starts[:, i, None]) & (places < ends[:, i, None]) & (i < tiles)[:, None]] = i
    return tile, tiles


GROUPS = {
    "extract": Group(
        tuple(POSITIONS),
        extracted,
        _images_in_lines,
        traits=Traits.FEWER | Traits.COLOURS,
    ),
    "mutate": Group(
        tuple(MUTATIONS),
        mutated,
        _images_in_lines,
        traits=Traits.SIDES | Traits.COLOURS,
    ),
}
