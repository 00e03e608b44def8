"""What is true of the neighbourhood of each cell: grids of 0 and 1, or of small counts.

A feature of bits asks one comparison at a time, since a grid of answers holds colours 0..9. Neighbours outside count
for nothing, but for `shape2x2`, whose windows reach over the border and hold a colour of its own there.

In:  one(FEATURES["count_neighbors_with_same_color"], [[1, 1], [2, 1]])
Out: array([[2, 2], [0, 2]], dtype=uint8)
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from oeis_qa.errors import OptionError, choices
from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.components import CONNECTIVITIES
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Offset, bordered, neighbour

Feature = Callable[[Grids], Grids]

AROUND: tuple[Offset, ...] = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))  # reading order
_OPPOSITES: tuple[Offset, ...] = ((-1, -1), (-1, 0), (-1, 1), (0, -1))  # each stands for itself and what faces it
_PAIRS = (  # top left, top right, bottom left and bottom right of a window of 2x2
    ((0, 0), (0, 1)),
    ((1, 0), (1, 1)),
    ((0, 0), (1, 0)),
    ((0, 1), (1, 1)),
    ((0, 0), (1, 1)),
    ((0, 1), (1, 0)),
)
NEIGHBOURHOODS: dict[str, tuple[Offset, ...]] = {
    "all9": ((0, 0), *AROUND),
    "around_center": AROUND,
    "corners": CONNECTIVITIES["corner4"],
    "diamond4": CONNECTIVITIES["nearest4"],
    "diamond5": ((0, 0), *CONNECTIVITIES["nearest4"]),
}


def shape2x2(grids: Grids, bit: int) -> Grids:
    """For each window of 2x2 that holds a cell, whether two of its places are equal; what is outside equals itself.

    Bits: top row, bottom row, left column, right column, the diagonal from the top left, the one from the top right.
    """
    (down, right), (other_down, other_right) = _PAIRS[_checked(bit, len(_PAIRS))]
    boxes, (_, high, wide) = bordered(grids.cells), grids.cells.shape
    equal = (
        boxes[:, down : high + 1 + down, right : wide + 1 + right]
        == boxes[:, other_down : high + 1 + other_down, other_right : wide + 1 + other_right]
    )
    return Grids(equal.astype(np.uint8), grids.height + 1, grids.width + 1).filled(equal)


def shape3x3_opposite(grids: Grids, bit: int) -> Grids:
    """Whether the neighbours on two opposite sides are equal and inside.

    Bits: top left and bottom right, top and bottom, top right and bottom left, left and right.
    """
    down, right = _OPPOSITES[_checked(bit, len(_OPPOSITES))]
    boxes = bordered(grids.cells)
    faced = neighbour(boxes, (down, right))
    return grids.filled((faced == neighbour(boxes, (-down, -right))) & (faced != OUTSIDE))


def shape3x3_center(grids: Grids, bit: int) -> Grids:
    """Whether one neighbour, counted in reading order, has the colour of the cell."""
    return grids.filled(neighbour(bordered(grids.cells), AROUND[_checked(bit, len(AROUND))]) == grids.cells)


def unique_colours(grids: Grids, neighbourhood: str) -> Grids:
    """How many different colours lie in a part of the 3x3 cells around each cell; from none to nine.

    Raises:
        OptionError: there is no such part.
    """
    if neighbourhood not in NEIGHBOURHOODS:
        raise OptionError(
            f"neighbourhood={neighbourhood!r} is not a neighbourhood; {choices(str(neighbourhood), NEIGHBOURHOODS)}"
        )
    boxes = bordered(_COLOUR_BITS[grids.cells], 0)
    seen = [neighbour(boxes, offset) for offset in NEIGHBOURHOODS[neighbourhood]]
    return grids.filled(_BITS_SET[np.bitwise_or.reduce(seen)])


def count_neighbors_with_same_color(grids: Grids) -> Grids:
    """How many of the eight neighbours have the colour of the cell."""
    boxes = bordered(grids.cells)
    counts = np.zeros(grids.cells.shape, np.uint8)
    for offset in AROUND:
        counts += neighbour(boxes, offset) == grids.cells
    return grids.filled(counts)


def pixels_with_k_matching_neighbors(grids: Grids, k: int) -> Grids:
    """Whether exactly k of the eight neighbours have the colour of the cell.

    Raises:
        OptionError: k outside 0..8.
    """
    if not 0 <= k <= len(AROUND):
        raise OptionError(f"k={k}: a cell has 0 to {len(AROUND)} neighbours")
    return grids.filled(count_neighbors_with_same_color(grids).cells == k)


def all_neighbors_matching_center(grids: Grids) -> Grids:
    """Whether a cell has eight neighbours, all of its colour."""
    return pixels_with_k_matching_neighbors(grids, len(AROUND))


FEATURES: dict[str, Feature] = {
    **{f"shape2x2_bit{i}": partial(shape2x2, bit=i) for i in range(len(_PAIRS))},
    **{f"shape3x3_opposite_bit{i}": partial(shape3x3_opposite, bit=i) for i in range(len(_OPPOSITES))},
    **{f"shape3x3_center_bit{i}": partial(shape3x3_center, bit=i) for i in range(len(AROUND))},
    **{f"shape3x3_histogram_{name}": partial(unique_colours, neighbourhood=name) for name in NEIGHBOURHOODS},
    "count_neighbors_with_same_color": count_neighbors_with_same_color,
    "all_neighbors_matching_center": all_neighbors_matching_center,
    **{f"pixels_with_{k}_matching_neighbors": partial(pixels_with_k_matching_neighbors, k=k) for k in range(1, 9)},
}
_COLOUR_BITS = np.zeros(OUTSIDE + 1, np.uint16)
_COLOUR_BITS[:COLOURS] = 1 << np.arange(COLOURS)
_BITS_SET = np.array([value.bit_count() for value in range(1 << COLOURS)], np.uint8)


def feature_named(name: str) -> Feature:
    """The feature of this name.

    Raises:
        OptionError: there is none.
    """
    if name not in FEATURES:
        raise OptionError(f"feature {name!r} is not a feature; {choices(str(name), FEATURES)}")
    return FEATURES[name]


def _checked(bit: int, bits: int) -> int:
    if not 0 <= bit < bits:
        raise OptionError(f"bit={bit}: give 0 to {bits - 1}")
    return bit
