"""boundingbox: the least rectangle around a few lonely cells; or what fills the space within a frame around a thing.

The groups "filled" and "hollow" mark the cells of the box or its outermost ones alone, as far as they lie in the image;
"_inner" and "_outer" say that the box is made smaller or larger by one cell on every side first. Everything but the
commonest colour (of equals the lowest) is in the box.

In:  [[0, 0, 0, 0], [0, 8, 0, 0], [0, 0, 0, 3]], group "filled", parameter (0, 5): 0 elsewhere, 5 where a cell is marked
Out: [[0, 0, 0, 0], [0, 5, 5, 5], [0, 5, 5, 5]]

The background of "simple_fill" is the colour at the top left. The box of all else has a rim of one colour, the frame's,
and within it something that is not background, which has a box of its own. What is in the frame but not in that inner
box gets the frame's colour. "swap_background_outer" gives that part, frame and all, the background's colour instead,
and what is outside the frame that of the frame.

In:  [[0, 0, 0, 0, 0], [0, 1, 1, 1, 1], [0, 1, 0, 2, 1], [0, 1, 1, 1, 1]], group "simple_fill"
Out: [[0, 0, 0, 0, 0], [0, 1, 1, 1, 1], [0, 1, 1, 2, 1], [0, 1, 1, 1, 1]]
"""

from functools import partial

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import drawn, keys_for, one_drawn, order
from oeis_qa.loaders.arc_rle.grids import Grids, Ints
from oeis_qa.loaders.arc_rle.histograms import histograms_of
from oeis_qa.loaders.arc_rle.puzzles.boards import blank, for_each_cell
from oeis_qa.loaders.arc_rle.puzzles.bounds import Bounds, bounds_of
from oeis_qa.loaders.arc_rle.puzzles.marks import MARKINGS, TRAITS, marking
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Flags, Group, only_where
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits
from oeis_qa.streams import Words

_SIDES = ("height", "width")
_LONELY, _TRIED = (2, 5), 8  # cells, of so many places that are drawn
_LEAST = 4  # cells of a frame's side
_THING = 5  # at most cells of a side of what is in a frame
_FRAMED = (7, 15)
_FRAME_TRAITS = Traits.SIDES | Traits.COLOURS


def _boxed(grids: Grids, hollow: bool, larger: int) -> Flags:
    background = histograms_of(grids).argmax(axis=1)[:, None, None]
    box = bounds_of((grids.cells != background) & grids.inside).grown(larger)
    return box.covers(grids) & ~box.grown(-1).covers(grids) if hollow else box.covers(grids)


def _lonely(draw: Draw) -> Grids:
    """A few cells of any colours, none of which touch, on a background."""
    grids = blank(draw, (4, 14))
    rows, columns = (_far_apart(draw, side, getattr(grids, side)[:, None]) for side in _SIDES)
    near = (abs(rows[:, :, None] - rows[:, None]) < 2) & (abs(columns[:, :, None] - columns[:, None]) < 2)
    few = one_drawn(draw.keys, "lonely", _LONELY[1] - _LONELY[0] + 1) + _LONELY[0]
    colours = order(draw.tasks, "palette", COLOURS)
    cells = np.where(grids.inside, colours[:, :1, None], grids.cells).astype(np.uint8)
    kept = np.zeros(rows.shape, bool)
    for i in range(_TRIED):
        kept[:, i] = ~(near[:, i] & kept).any(axis=1) & (kept.sum(axis=1) < few)
    grid, colour = np.nonzero(kept)[0], drawn(draw.keys, "colour", COLOURS - 1, _TRIED)[kept] + 1
    cells[grid, rows[kept], columns[kept]] = colours[grid, colour]
    return grids.filled(cells)


def _far_apart(draw: Draw, name: str, side: Ints) -> Ints:
    """Places along a side, the first two of them in its outer thirds, so that there is room in the box."""
    places, outer = drawn(draw.keys, f"at {name}", side, _TRIED), drawn(draw.keys, f"outer {name}", -(-side // 3), 2)
    turned = one_drawn(draw.keys, f"turned {name}", 2)[:, None] == 1
    places[:, :2] = np.where(turned ^ np.array([False, True]), side - 1 - outer, outer)
    return places


def _framed(grids: Grids, _: Ints, swapped: bool) -> Grids:
    background = grids.cells[:, :1, :1]
    things = (grids.cells != background) & grids.inside
    box = bounds_of(things)
    frame = grids.cells[np.arange(len(grids)), box.top, box.left][:, None, None]
    within, hole = box.covers(grids), box.grown(-1).covers(grids)
    thing = bounds_of(things & hole)
    fits = ((grids.cells == frame) | ~within | hole).all(axis=(1, 2)) & (thing.bottom > 0)
    inside, outside = (background, frame) if swapped else (frame, background)
    cells = np.select([thing.covers(grids), within], [grids.cells, inside], outside)
    return only_where(fits, grids.filled(cells))


def _frames(draw: Draw) -> Grids:
    """A frame with space around it, and within it a thing of two colours that may have holes."""
    grids = blank(draw, _FRAMED)
    down, right = (_spans(keys_for(draw.keys, side), getattr(grids, side)) for side in _SIDES)
    outer, inner = (Bounds(down[i], right[i], down[i + 1], right[i + 1]) for i in (0, 2))
    thing = for_each_cell(draw, _FRAMED, grids, "thing", 3)
    thing += thing > 0  # 0 for the background, 1 for the frame
    rim = outer.covers(grids) & ~outer.grown(-1).covers(grids)
    kinds = np.where(rim, 1, np.where(inner.covers(grids), thing, 0))
    palette = order(draw.tasks, "palette", COLOURS)
    return grids.filled(palette[np.arange(len(grids))[:, None, None], kinds])


def _spans(keys: Words, side: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Where a frame begins and ends on a side, with a cell on either hand if there is space, and a thing within it."""
    least = np.maximum(side // 2, _LEAST)
    frame = least + one_drawn(keys, "frame", np.maximum(side - 1 - least, 1))
    start = 1 + one_drawn(keys, "frame at", np.maximum(side - 1 - frame, 1))
    thing = 1 + one_drawn(keys, "thing", np.minimum(frame - 2, _THING))
    inner = start + 1 + one_drawn(keys, "thing at", frame - 1 - thing)
    return start, start + frame, inner, inner + thing


_GROWN = {"": 0, "_inner": -1, "_outer": 1}

GROUPS = {
    **{
        f"{name}{suffix}": Group(
            MARKINGS, marking(partial(_boxed, hollow=name == "hollow", larger=by)), _lonely, traits=TRAITS
        )
        for name in ("filled", "hollow")
        for suffix, by in _GROWN.items()
    },
    "simple_fill": Group(("fill",), partial(_framed, swapped=False), _frames, traits=_FRAME_TRAITS),
    "swap_background_outer": Group(("swap",), partial(_framed, swapped=True), _frames, traits=_FRAME_TRAITS),
}
