"""Random images: a few colours in drawn shares, spread over a grid of drawn sides, with straight lines across.

An image is a function of its key, a random word, and of the options; its neighbours in a batch do not touch it. The
way of drawing is that of simon-arc-lab: one to four colours, two of them at 10 to 50 %, three or four by weights, then
up to nine lines (Bresenham 1965) of any colour.

In:  random_images(Stream(7, "arc_rle")[numpy.arange(2)], width=(3, 5), height=(2, 2))
Out: two Grids of 2 rows and 3 to 5 columns, the same on every machine
"""

import numpy as np

from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.cells import COLOURS, LONGEST
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Cells, Grids, Ints, gathered
from oeis_qa.streams import Stream, Words

Range = tuple[int, int]  # the least and the most, both allowed

MOST_COLOURS = 4  # before lines are drawn
_TENTHS = 10
_LINES = 9
_CHUNK = 128  # images whose cells are shuffled at once, which fit in a processor's cache
_BLOCK = 4  # cells of its longest side
_THREE = np.array([1, 1, 1, 2, 3, 4, 7, 11])  # weights of which three colours take one each
_FOUR = np.array([1, 1, 1, 1, 2, 2, 3, 3, 4, 7, 11])
_PLACE_BITS, _RANDOM_BITS = 14, 30  # of a word: every place of a grid of 99 x 99, and enough to order them by
_MOST_KEYS = 1 << 64 - _PLACE_BITS - _RANDOM_BITS


def random_images(keys: Words, width: Range, height: Range, colours: Range = (1, MOST_COLOURS)) -> Grids:
    """An image for each key, its sides and its number of colours (lines aside) drawn from these ranges.

    Raises:
        OptionError: a side outside 1..99, more than four colours, a range from high to low, or over a million keys.
    """
    return _images(keys, _sides(keys, "width", width), _sides(keys, "height", height), colours)


def square_images(keys: Words, side: Range, colours: Range = (1, MOST_COLOURS)) -> Grids:
    """The same with as many columns as rows.

    Raises:
        OptionError: as for `random_images`.
    """
    sides = _sides(keys, "width", side)
    return _images(keys, sides, sides, colours)


def blocky_images(keys: Words, width: Range, height: Range, colours: Range = (1, MOST_COLOURS)) -> Grids:
    """Random images whose cells are drawn as blocks of 1 to 4 by 1 to 4, the last ones cut off: images with areas.

    No block is over a third of its side, as there would be too few images to tell apart.

    Raises:
        OptionError: as for `random_images`.
    """
    wide, high = _sides(keys, "width", width), _sides(keys, "height", height)
    across, down = (
        one_drawn(keys, f"block {axis}", np.clip(side // 3, 1, _BLOCK)) + 1 for axis, side in (("x", wide), ("y", high))
    )
    small = _images(keys, -(-wide // across), -(-high // down), colours)
    columns, rows = np.arange(wide.max(initial=1)) // across[:, None], np.arange(high.max(initial=1)) // down[:, None]
    return gathered(small, rows, columns, high, wide)


def _images(keys: Words, width: Ints, height: Ints, colours: Range) -> Grids:
    _check_keys(keys)
    low, most = _checked("colours", colours, MOST_COLOURS)
    palette = order(keys, "palette", COLOURS)[:, :MOST_COLOURS].astype(np.uint8)
    count = one_drawn(keys, "colours", most - low + 1) + low
    grids = _spread(keys, width, height, palette, _shares(keys, count))
    _draw_lines(keys, grids)
    return grids


def binary_images(keys: Words, width: Range, height: Range) -> Grids:
    """Grids of 0 and 1 for each key, 10 to 90 % of them 1, without lines: what automata start from.

    Raises:
        OptionError: a side outside 1..99, a range from high to low, or over a million keys.
    """
    _check_keys(keys)
    ones = drawn(keys, "ones", _TENTHS - 1) + 1
    palette = np.broadcast_to(np.array([0, 1], np.uint8), (len(keys), 2))
    shares = np.hstack([_TENTHS - ones, ones])
    return _spread(keys, _sides(keys, "width", width), _sides(keys, "height", height), palette, shares)


def wire_images(keys: Words, width: Range, height: Range) -> Grids:
    """Grids of 0 to 3 for each key, without lines: empty cells, heads, tails and wire, as wireworld has them.

    Raises:
        OptionError: a side outside 1..99, a range from high to low, or over a million keys.
    """
    _check_keys(keys)
    empty = one_drawn(keys, "empty", _TENTHS - 1)
    palette = np.broadcast_to(np.arange(MOST_COLOURS, dtype=np.uint8), (len(keys), MOST_COLOURS))
    shares = np.stack([empty, np.ones_like(empty), np.ones_like(empty), _TENTHS - empty], axis=1)
    return _spread(keys, _sides(keys, "width", width), _sides(keys, "height", height), palette, shares)


def _check_keys(keys: Words) -> None:
    if len(keys) > _MOST_KEYS:
        raise OptionError(f"{len(keys):,} images at once: draw at most {_MOST_KEYS:,}, in several batches")


def _checked(name: str, given: Range, most: int) -> Range:
    low, high = given
    if not 1 <= low <= high <= most:
        raise OptionError(f"{name}={tuple(given)}: give the least and the most, from 1 to {most}")
    return low, high


def _sides(keys: Words, name: str, given: Range) -> Ints:
    low, high = _checked(name, given, LONGEST)
    return one_drawn(keys, name, high - low + 1) + low


def _shares(keys: Words, count: Ints) -> Ints:
    """The weights of up to four colours, of which so many have any."""
    minor = one_drawn(keys, "minor", _TENTHS // 2) + 1
    shares = np.zeros((MOST_COLOURS, len(keys), MOST_COLOURS), np.int64)
    shares[0, :, 0] = 1
    shares[1, :, 0], shares[1, :, 1] = _TENTHS - minor, minor
    shares[2, :, :3] = _THREE[order(keys, "three", len(_THREE))[:, :3]]
    shares[3] = _FOUR[order(keys, "four", len(_FOUR))[:, :4]]
    return shares[count - 1, np.arange(len(keys))]


def _spread(keys: Words, width: Ints, height: Ints, palette: Cells, shares: Ints) -> Grids:
    """Grids whose cells have the colours of their palettes in exactly these shares, rounded, in random places."""
    area = height * width
    ends = np.cumsum(shares, axis=1) * area[:, None] // shares.sum(axis=1, keepdims=True)
    counts = ends - np.pad(ends[:, :-1], ((0, 0), (1, 0)))
    ranked = np.repeat(palette[:, : shares.shape[1]].reshape(-1), counts.reshape(-1))
    turns = [_shuffled(keys[at : at + _CHUNK], area[at : at + _CHUNK]) for at in range(0, len(keys), _CHUNK)]
    starts = np.repeat(np.cumsum(area) - area, area)
    blank = Grids(np.full((len(keys), height.max(initial=1), width.max(initial=1)), OUTSIDE, np.uint8), height, width)
    blank.cells[blank.inside] = ranked.take(starts + np.concatenate([*turns, starts[:0]]))
    return blank


def _shuffled(keys: Words, area: Ints) -> Ints:
    """The places of each grid, 0 to its area - 1, in random order; one grid behind the other."""
    stream, first = Stream(0, "arc_rle", "image", "places"), np.repeat(np.cumsum(area) - area, area)
    low = (np.arange(len(first)) - first).astype(np.uint64)
    words = stream[np.repeat(stream[keys], area) + low] >> np.uint64(64 - _RANDOM_BITS)
    ordered = np.repeat(np.arange(len(area), dtype=np.uint64) << np.uint64(_RANDOM_BITS), area) | words
    ordered = ordered << np.uint64(_PLACE_BITS) | low
    ordered.sort()  # words that hold the grid, the chance and the place: much faster than to find their order
    return (ordered & np.uint64((1 << _PLACE_BITS) - 1)).astype(np.int64)


def _draw_lines(keys: Words, grids: Grids) -> None:
    """Draw 0 to 9 lines into each grid, the later over the earlier."""
    count = one_drawn(keys, "lines", _LINES + 1)
    colour = drawn(keys, "line colour", COLOURS, _LINES)
    right, other_right = (drawn(keys, f"line x{i}", grids.width[:, None], _LINES) for i in (0, 1))
    down, other_down = (drawn(keys, f"line y{i}", grids.height[:, None], _LINES) for i in (0, 1))
    line, grid = np.nonzero(np.arange(_LINES)[:, None] < count)  # all first lines, then all second ones ...
    x, y = points(*(ends[grid, line] for ends in (right, down, other_right, other_down)))
    grids.cells[grid[:, None], y, x] = colour[grid, line][:, None]


def points(x: Ints, y: Ints, other_x: Ints, other_y: Ints) -> tuple[Ints, Ints]:
    """Columns and rows of the cells on each straight line, in a row a line; short ones repeat their last cell.

    A line takes one step a cell along its longer side; on the other it is rounded, from the middle back to its start.
    """
    length = np.maximum(abs(other_x - x), abs(other_y - y))[:, None]
    steps = np.minimum(np.arange(length.max(initial=0) + 1), length)
    return _between(x, other_x, steps, length), _between(y, other_y, steps, length)


def _between(start: Ints, end: Ints, steps: Ints, length: Ints) -> Ints:
    parts = np.maximum(length, 1)
    rise = (end - start)[:, None]
    return start[:, None] + np.sign(rise) * ((2 * steps * abs(rise) + parts - 1) // (2 * parts))
