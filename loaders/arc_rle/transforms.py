"""Grids flipped, turned, moved by one, compressed, scaled, and single rows and columns of them.

In:  one(TRANSFORMS["rotate_cw"], [[1, 2, 3], [4, 5, 6]])
Out: array([[4, 1], [5, 2], [6, 3]], dtype=uint8)
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.cells import LONGEST
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, for_each, gathered

Transform = Callable[[Grids], Grids]
MOST_SCALE = 7


def identity(grids: Grids) -> Grids:
    """The grids as they are."""
    return grids


def flipx(grids: Grids) -> Grids:
    """Left and right exchanged."""
    return _arranged(grids, _rows(grids), _mirrored(grids.width, _columns(grids)))


def flipy(grids: Grids) -> Grids:
    """Top and bottom exchanged."""
    return _arranged(grids, _mirrored(grids.height, _rows(grids)), _columns(grids))


def rotate_180(grids: Grids) -> Grids:
    """Half a turn."""
    return _arranged(grids, _mirrored(grids.height, _rows(grids)), _mirrored(grids.width, _columns(grids)))


def flipa(grids: Grids) -> Grids:
    """Rows and columns exchanged: mirrored at the diagonal from the top left."""
    return Grids(grids.cells.swapaxes(1, 2), grids.width, grids.height)


def flipb(grids: Grids) -> Grids:
    """Mirrored at the diagonal from the top right."""
    return rotate_180(flipa(grids))


def rotate_cw(grids: Grids) -> Grids:
    """A quarter turn clockwise."""
    return flipx(flipa(grids))


def rotate_ccw(grids: Grids) -> Grids:
    """A quarter turn counterclockwise."""
    return flipy(flipa(grids))


def translated(grids: Grids, x: int, y: int) -> Grids:
    """Everything moved by x to the right and y down; what leaves on one side comes in on the other."""
    rows, columns = (_rows(grids) - y) % grids.height[:, None], (_columns(grids) - x) % grids.width[:, None]
    return _arranged(grids, rows, columns)


def compress_x(grids: Grids) -> Grids:
    """Without the columns that equal the one on their left."""
    columns, width = _kept((grids.cells[:, :, 1:] != grids.cells[:, :, :-1]).any(axis=1), grids.width)
    return gathered(grids, _rows(grids), columns, grids.height, width)


def compress_y(grids: Grids) -> Grids:
    """Without the rows that equal the one above them."""
    return flipa(compress_x(flipa(grids)))


def compress_xy(grids: Grids) -> Grids:
    """Without the columns and rows that equal the one before."""
    return compress_y(compress_x(grids))


def scaled_up(grids: Grids, x: int | Ints, y: int | Ints) -> Grids:
    """Every cell x times as wide and y times as high; x and y are one number, or one for each grid.

    Raises:
        OptionError: a factor outside 1..7, or a grid that would be over 99.
    """
    x, y = _factors(grids, "x", x), _factors(grids, "y", y)
    width, height = grids.width * x, grids.height * y
    if max(width.max(initial=0), height.max(initial=0)) > LONGEST:
        raise OptionError(f"scaled by x={x.max()}, y={y.max()} a grid would be over {LONGEST}; take smaller factors")
    rows, columns = _places(grids, height) // y[:, None], _places(grids, width) // x[:, None]
    return gathered(grids, rows, columns, height, width)


def scaled_down(grids: Grids, x: int | Ints, y: int | Ints) -> Grids:
    """The grids that `scaled_up` makes these of.

    Raises:
        OptionError: a factor outside 1..7, or a grid that is no scaled one.
    """
    x, y = _factors(grids, "x", x), _factors(grids, "y", y)
    width, height = grids.width // x, grids.height // y
    rows, columns = _places(grids, height) * y[:, None], _places(grids, width) * x[:, None]
    small = gathered(grids, rows, columns, height, width)
    _check_scaled(grids, x, y, small)
    return small


def row(grids: Grids, index: int | Ints) -> Grids:
    """One row of each grid, counted from 0, as a grid of its own.

    Raises:
        OptionError: a grid has no such row.
    """
    indices = _indices(grids, "row", index, grids.height)
    return gathered(grids, indices[:, None], _columns(grids), np.ones_like(indices), grids.width)


def column(grids: Grids, index: int | Ints) -> Grids:
    """One column of each grid, counted from 0, read downwards, as a grid of one row.

    Raises:
        OptionError: a grid has no such column.
    """
    indices = _indices(grids, "column", index, grids.width)
    return row(flipa(grids), indices)


TRANSFORMS: dict[str, Transform] = {
    "flipx": flipx,
    "flipy": flipy,
    "flipa": flipa,
    "flipb": flipb,
    "rotate_cw": rotate_cw,
    "rotate_ccw": rotate_ccw,
    "rotate_180": rotate_180,
    "translate_x_minus1": partial(translated, x=-1, y=0),
    "translate_x_plus1": partial(translated, x=1, y=0),
    "translate_y_minus1": partial(translated, x=0, y=-1),
    "translate_y_plus1": partial(translated, x=0, y=1),
    "compress_x": compress_x,
    "compress_y": compress_y,
    "compress_xy": compress_xy,
}


def _rows(grids: Grids) -> Ints:
    return np.broadcast_to(np.arange(grids.cells.shape[1]), grids.cells.shape[:2])


def _columns(grids: Grids) -> Ints:
    return np.broadcast_to(np.arange(grids.cells.shape[2]), (len(grids), grids.cells.shape[2]))


def _places(grids: Grids, counts: Ints) -> Ints:
    return np.broadcast_to(np.arange(counts.max(initial=1)), (len(grids), int(counts.max(initial=1))))


def _mirrored(counts: Ints, places: Ints) -> Ints:
    return counts[:, None] - 1 - places


def _arranged(grids: Grids, rows: Ints, columns: Ints) -> Grids:
    return gathered(grids, rows, columns, grids.height, grids.width)


def _kept(changed: NDArray[np.bool_], width: Ints) -> tuple[Ints, Ints]:
    """The places of the first column and of those that differ from the one before, in order, and how many they are."""
    kept = np.pad(changed, ((0, 0), (1, 0)), constant_values=True)
    kept &= np.arange(kept.shape[1]) < width[:, None]  # behind the end, the outside begins with a change
    return np.argsort(~kept, axis=1, kind="stable"), kept.sum(axis=1)


def _factors(grids: Grids, name: str, factor: int | Ints) -> Ints:
    factors = for_each(grids, name, factor)
    wrong = factors[(factors < 1) | (factors > MOST_SCALE)]
    if len(wrong):
        raise OptionError(f"{name}={wrong[0]}: a scale is 1 to {MOST_SCALE}")
    return factors


def _check_scaled(grids: Grids, x: Ints, y: Ints, small: Grids) -> None:
    fits = (small.width * x == grids.width) & (small.height * y == grids.height)
    if fits.all():
        again = scaled_up(small, x, y)
        fits = (again.cells == grids.cells[:, : again.cells.shape[1], : again.cells.shape[2]]).all(axis=(1, 2))
    if not fits.all():
        wrong = int(np.argmin(fits))
        raise OptionError(
            f"grid {wrong} cannot be scaled down by x={x[wrong]}, y={y[wrong]}: each block of that size must have "
            "one colour; take a grid that was scaled up"
        )


def _indices(grids: Grids, name: str, index: int | Ints, counts: Ints) -> Ints:
    indices = for_each(grids, name, index)
    wrong = np.flatnonzero((indices < 0) | (indices >= counts))
    if len(wrong):
        raise OptionError(f"{name} {indices[wrong[0]]} of a grid that has 0 to {counts[wrong[0]] - 1}")
    return indices
