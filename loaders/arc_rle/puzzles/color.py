"""color: one colour for another, or the commonest and the rarest colour of a grid.

replace_same_*: the parameter's first colour, which has to occur, becomes the second.
replace_different_*: the grid has two colours, the frame aside, one rarer than the other. "a" gives the rarer one the
colour of the parameter; "b" does so too and gives the commoner one the rarer colour; "h" exchanges the two;
"donothing" leaves them. In a frame "c" exchanges the rarer one and the frame's, "d" moves all on (frame to rarer, rarer
to commoner, commoner to frame), "e" turns the rarer to the commoner and the commoner to the frame's, "f" the rarer to
the frame's, "g" the commoner to the frame's.
*_crop, *_different_palettes_padding: the frame's colour is that of all four corners; what holds all other colours is
smaller than the grid. `crop` leaves that part alone.
swap_colors: the two colours of the grid, one rarer than the other, exchanged.
most_*, least_*, swap_most_*: there are two colours or more, and no other colour occurs as often as the one in question.

In:  [[2, 2, 7], [2, 7, 2]], group "replace_different_palettes_no_padding", parameter ("b", 4)
Out: [[7, 7, 4], [7, 4, 7]]
"""

from collections.abc import Sequence
from functools import partial

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints
from oeis_qa.loaders.arc_rle.images import random_images
from oeis_qa.loaders.arc_rle.puzzles.popularity import MostAndLeast, counted, most_and_least
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Flags, Group, Rule, only_where
from oeis_qa.loaders.arc_rle.puzzles.replacing import (
    PAIRS,
    different_palettes,
    mapped,
    rare_ones,
    replaced,
    same_palette,
    with_answers,
)
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits

BLOCKS = tuple((width, height) for width in range(1, 6) for height in range(1, 6))
TURNS = (0, 90, 180, 270)  # degrees, counterclockwise
PALETTES = {
    "no_padding": with_answers("a", "b"),
    "crop": with_answers("donothing", "a", "b", "h"),
    "padding": with_answers("a", "b", "c", "d", "e", "f", "g"),
}


def block(grids: Grids, which: Ints, least: bool) -> Grids:
    """A block of the size of the parameter in the colour in question."""
    width, height = np.array(BLOCKS)[which].T
    return _told(Grids(np.zeros((len(grids), 5, 5), np.uint8), height, width), grids, least)


def same_size(grids: Grids, which: Ints, least: bool) -> Grids:
    """The grid wholly in the colour in question."""
    return _told(grids, grids, least)


def _told(sizes: Grids, grids: Grids, least: bool) -> Grids:
    found, several = _popular(grids)
    colour, clear = (found.least, found.one_least) if least else (found.most, found.one_most)
    cells = np.broadcast_to(colour[:, None, None], sizes.cells.shape)
    return only_where(several & clear, sizes.filled(cells))


def _popular(grids: Grids) -> tuple[MostAndLeast, Flags]:
    """The commonest and the rarest colour, and whether there are two colours or more."""
    counts = counted(grids)
    return most_and_least(counts), (counts > 0).sum(axis=1) > 1


def both_popular(grids: Grids, which: Ints) -> Grids:
    """The commonest colour and on its right the rarest, turned."""
    found, several = _popular(grids)
    ahead, across = (which == 0) | (which == 3), which % 2 == 0
    cells = np.full((len(grids), 2, 2), OUTSIDE, np.uint8)
    second = np.where(ahead, found.least, found.most)
    cells[:, 0, 0] = np.where(ahead, found.most, found.least)
    cells[across, 0, 1], cells[~across, 1, 0] = second[across], second[~across]
    made = Grids(cells, np.where(across, 1, 2), np.where(across, 2, 1))
    return only_where(several & found.one_most & found.one_least, made)


def swapped_popular(grids: Grids, which: Ints) -> Grids:
    """The commonest colour and the rarest exchanged."""
    found, several = _popular(grids)
    most, least = found.most[:, None, None], found.least[:, None, None]
    made = np.select([grids.cells == most, grids.cells == least], [least, most], grids.cells)
    return only_where(several & found.one_most & found.one_least, grids.filled(made))


def colourful(draw: Draw, fewest: int) -> Grids:
    """Random images of so many colours or more."""
    sides = draw.within((3, 14))
    return random_images(draw.keys, sides, sides, (fewest, 4))


def two_coloured(draw: Draw) -> Grids:
    """Pictures of two colours, in each pair others."""
    masks = rare_ones(draw, draw.within((3, 14)))
    colours = order(draw.keys, "palette", COLOURS)
    return masks.filled(np.where(masks.cells == 1, colours[:, :1, None], colours[:, 1:2, None]))


def _same(pad: str) -> Group:
    rule = partial(replaced, crop=pad == "crop")
    return Group(PAIRS, rule, partial(same_palette, framed=pad != "no_padding"), traits=_traits(pad))


def _different(pad: str) -> Group:
    rule = partial(mapped, parameters=PALETTES[pad], framed=pad != "no_padding", crop=pad == "crop")
    draw = partial(different_palettes, parameters=PALETTES[pad], framed=pad != "no_padding")
    return Group(PALETTES[pad], rule, draw, traits=_traits(pad))


def _traits(pad: str) -> Traits:
    return Traits.ONE_NEW | (Traits.FEWER if pad == "crop" else Traits.SIDES)


def _of_one_colour(parameters: Sequence[object], rule: Rule, traits: Traits) -> Group:
    return Group(parameters, rule, partial(colourful, fewest=2), one_colour=True, traits=traits | Traits.PLAIN)


SWAP = (("h", None),)
_RECOLOURED, _BOTH = Traits.SIDES | Traits.COLOURS, Traits.FEWER | Traits.COLOURS | Traits.TWO
_draw_two, _draw_three = (partial(colourful, fewest=fewest) for fewest in (2, 3))
_swap = partial(mapped, parameters=SWAP, framed=False, crop=False)

GROUPS = {
    **{f"replace_same_palette_{pad}": _same(pad) for pad in PALETTES},
    **{f"replace_different_palettes_{pad}": _different(pad) for pad in PALETTES},
    "swap_colors": Group(SWAP, _swap, two_coloured, traits=_RECOLOURED | Traits.TWO),
    "most_popular_nxm": _of_one_colour(BLOCKS, partial(block, least=False), Traits.COLOURS),
    "least_popular_nxm": _of_one_colour(BLOCKS, partial(block, least=True), Traits.COLOURS),
    "most_popular_same": _of_one_colour(("same",), partial(same_size, least=False), Traits.CLEARED),
    "least_popular_same": _of_one_colour(("same",), partial(same_size, least=True), _RECOLOURED),
    "most_and_least_popular": Group(TURNS, both_popular, _draw_two, traits=_BOTH),
    "swap_most_and_least_popular": Group(("swap",), swapped_popular, _draw_three, traits=_RECOLOURED),
}
