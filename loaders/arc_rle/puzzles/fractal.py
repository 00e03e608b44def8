"""fractal: a small pattern becomes an image made of copies of itself, one for each cell of one of its colours; or back.

Padding of a third colour, if there is any, has the colour at the top left; the box of all else holds 0 and one more
colour, and is read at the smallest scale at which every block of it has one colour. What does not read so is no input.

The group "pattern_to_fractal" takes patterns of at most 5 cells a side. Parameter (copied, swapped, empty, scale): a
copy stands where the pattern has its colour (copied 1) or 0 (copied 0), with colour and 0 exchanged if swapped is 1;
elsewhere are as many cells of the colour (empty 1) or of 0 (empty 0). At last all is scaled up.

In:  [[4, 0], [0, 4]], parameter (1, 0, 0, 1)
Out: [[4, 0, 0, 0], [0, 4, 0, 0], [0, 0, 4, 0], [0, 0, 0, 4]]

The group "fractal_to_pattern" takes such an image, whose sides are 1, 4, 9, 16 or 25 at the smallest scale, and gives
the pattern: a side of 9 is 3 blocks of 3. Parameter (copied, scale): blocks that hold both colours become the colour
(copied 1) or 0 (copied 0), blocks of one colour the other one; then all is scaled up.

In:  [[4, 0, 0, 0], [0, 4, 0, 0], [0, 0, 4, 0], [0, 0, 0, 4]], parameter (0, 1)
Out: [[0, 4], [4, 0]]
"""

import itertools

import numpy as np
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import one_drawn, order
from oeis_qa.loaders.arc_rle.grids import Cells, Grids, Ints, gathered
from oeis_qa.loaders.arc_rle.histograms import histograms_of
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.puzzles.bounds import bounds_of, cropped
from oeis_qa.loaders.arc_rle.puzzles.padding import padded
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Flags, Group, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.loaders.arc_rle.puzzles.unscaled import at_smallest_scale
from oeis_qa.loaders.arc_rle.transforms import scaled_up
from oeis_qa.streams import Words

_MOST = 5  # cells of a pattern's side
_SCALES = (1, 2, 3)  # of outputs; inputs go up to 5
_MOST_SCALE = 5
_DRAWN = ((2, 2), (2, 3), (3, 2), (3, 3))  # sides of the patterns in inputs
_KINDS = np.array([0, 1, 1, 2, 2, 3, 3, 3])  # the smallest are few, so they are drawn less often
_NOT_THREES = 5  # of these: what is left where 3x3 would make outputs of 27x27
TO_FRACTAL = tuple(itertools.product((0, 1), (0, 1), (0, 1), _SCALES))
TO_PATTERN = tuple(itertools.product((0, 1), _SCALES))


def _to_fractal(grids: Grids, which: Ints) -> Grids:
    fits, patterns = _read(grids)
    small = fits & (np.maximum(patterns.height, patterns.width) <= _MOST)
    copied, swapped, empty, scale = np.array(TO_FRACTAL)[which].T
    return scaled_up(_copies(only_where(small, patterns), copied, swapped, empty), scale, scale)


def _copies(patterns: Grids, copied: Ints, swapped: Ints, empty: Ints) -> Grids:
    height, width = patterns.height, patterns.width
    down, right = (
        np.divmod(np.arange((side**2).max(initial=1)), np.maximum(side, 1)[:, None]) for side in (height, width)
    )
    block, place = (gathered(patterns, down[i], right[i], height**2, width**2) for i in (0, 1))
    colour = _colour(patterns)
    copies = np.where(_spread(swapped), np.where(place.cells == 0, colour, 0), place.cells)
    return block.filled(np.where((block.cells != 0) == _spread(copied), copies, colour * _spread(empty)))


def _to_pattern(grids: Grids, which: Ints) -> Grids:
    fits, images = _read(grids)
    height, width = (np.sqrt(side).astype(np.int64) for side in (images.height, images.width))
    fits &= (height**2 == images.height) & (width**2 == images.width) & (np.maximum(height, width) <= _MOST)
    copied, scale = np.array(TO_PATTERN)[which].T
    counts = _in_blocks(only_where(fits, images), height, width)
    mixed = (counts > 0) & (counts < (height * width)[:, None, None])
    cells = np.where(mixed == _spread(copied), _colour(images), 0)
    pattern = only_where(fits, Grids(cells, height, width))
    return scaled_up(pattern.filled(pattern.cells), scale, scale)


def _in_blocks(images: Grids, height: Ints, width: Ints) -> Ints:
    """How many cells that are not 0 each block has; blocks are of these sides."""
    grid, row, column = np.nonzero((images.cells != 0) & images.inside)
    block = (grid * _MOST + row // height[grid]) * _MOST + column // width[grid]
    return np.bincount(block, minlength=len(images) * _MOST**2).reshape(-1, _MOST, _MOST)


def _colour(grids: Grids) -> Cells:
    """The colour beside 0."""
    colours: Cells = np.where(grids.inside, grids.cells, 0).max(axis=(1, 2), keepdims=True, initial=0)
    return colours


def _spread(values: Ints) -> Cells:
    return values.astype(np.uint8)[:, None, None]


def _read(grids: Grids) -> tuple[Flags, Grids]:
    """Whether grids hold 0 and one colour within any padding, and what they hold, at its smallest scale."""
    has_padding = (histograms_of(grids) > 0).sum(axis=1) == 3
    held = (grids.cells != grids.cells[:, :1, :1]) | ~has_padding[:, None, None]
    image = cropped(grids, bounds_of(held & grids.inside))
    counts = histograms_of(image) > 0
    fits = (counts.sum(axis=1) == 2) & counts[:, 0]
    return fits, at_smallest_scale(image)


def _draw_patterns(draw: Draw) -> Grids:
    sides = draw.within((2, 15))
    kinds = np.where(np.array(TO_FRACTAL)[draw.which, -1] < _SCALES[-1], len(_KINDS), _NOT_THREES)
    return _laid(draw, sides, _patterns(draw.keys, kinds if sides[1] >= 5 else 1))


def _draw_fractals(draw: Draw) -> Grids:
    sides = draw.within((4, 20))
    copied = np.array(TO_PATTERN)[draw.which, 0]
    swapped, empty = (one_drawn(draw.tasks, choice, 2) for choice in ("swapped", "empty"))
    patterns = _patterns(draw.keys, len(_KINDS) if sides[1] >= 11 else 1)
    return _laid(draw, sides, _copies(patterns, copied, swapped, empty))


def _patterns(keys: Words, kinds: int | Ints) -> Grids:
    """Patterns of 0 and 1, of some of the kinds: only of the smallest where no other would have space."""
    size = _KINDS[one_drawn(keys, "size", kinds)]
    return _TABLE.some(_FIRST[size] + one_drawn(keys, "pattern", np.diff(_FIRST)[size]))


def _laid(draw: Draw, sides: Range, grids: Grids) -> Grids:
    """Grids of 0 and 1 with another colour in place of 1, at any scale, in half of the tasks with padding around."""
    outside = (one_drawn(draw.tasks, "padded", 2) == 1) | (np.minimum(grids.height, grids.width) < sides[0])
    most = np.clip((sides[1] - 2 * outside) // np.maximum(grids.height, grids.width), 1, _MOST_SCALE)
    scale = one_drawn(draw.keys, "scale", most) + 1
    colour, padding = (order(draw.keys, "colours", COLOURS - 1)[:, :2] + 1).T
    large = scaled_up(grids.filled(grids.cells * _spread(colour)), scale, scale)
    return padded(draw.keys, large, outside, padding, sides)


def _uneven(height: int, width: int) -> list[NDArray[np.int64]]:
    """The patterns of 0 and 1 not all of whose rows are equal, nor all of their columns: only these look like one."""
    every = (np.reshape(cells, (height, width)) for cells in itertools.product((0, 1), repeat=height * width))
    return [cells for cells in every if (cells != cells[:1]).any() and (cells != cells[:, :1]).any()]


_PATTERNS = [_uneven(*sides) for sides in _DRAWN]
_TABLE = Grids.of(itertools.chain(*_PATTERNS))
_FIRST = np.cumsum([0, *map(len, _PATTERNS)])  # of each size in the table

GROUPS = {
    "pattern_to_fractal": Group(TO_FRACTAL, _to_fractal, _draw_patterns, traits=Traits.COLOURS | Traits.TWO),
    "fractal_to_pattern": Group(TO_PATTERN, _to_pattern, _draw_fractals, traits=Traits.COLOURS | Traits.TWO),
}
