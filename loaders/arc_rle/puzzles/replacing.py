"""Pictures of two colours, framed or not, whose colours become others: rules and inputs of the family color.

In:  replaced(Grids.of([[[1, 1, 5]]]), numpy.array([0]), colours=((5, 8),), crop=False)
Out: a batch of [[1, 1, 8]]
"""

import numpy as np

from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.drawing import one_drawn, order
from oeis_qa.loaders.arc_rle.grids import OUTSIDE, Grids, Ints, gathered
from oeis_qa.loaders.arc_rle.images import Range, binary_images
from oeis_qa.loaders.arc_rle.puzzles.cutting import box_around, cut_out
from oeis_qa.loaders.arc_rle.puzzles.likely import among
from oeis_qa.loaders.arc_rle.puzzles.popularity import common_and_rare, counted
from oeis_qa.loaders.arc_rle.puzzles.puzzle import Draw, Flags, only_where

_FRAME, _COMMON, _RARE, _ANSWER = range(4)
MAPS = {  # what becomes of the frame, of the commoner colour inside it, and of the rarer one
    "donothing": (_FRAME, _COMMON, _RARE),
    "a": (_FRAME, _COMMON, _ANSWER),
    "b": (_FRAME, _RARE, _ANSWER),
    "c": (_RARE, _COMMON, _FRAME),
    "d": (_RARE, _FRAME, _COMMON),
    "e": (_FRAME, _FRAME, _COMMON),
    "f": (_FRAME, _COMMON, _FRAME),
    "g": (_FRAME, _FRAME, _RARE),
    "h": (_FRAME, _RARE, _COMMON),
}
PAIRS = tuple((old, new) for old in range(COLOURS) for new in range(COLOURS) if old != new)
_PAIRS = np.array(PAIRS)
Mapped = tuple[str, int | None]  # one of MAPS, and the answer's colour where it has one
_THICKEST = 3  # side of a frame


def with_answers(*names: str) -> tuple[Mapped, ...]:
    """Each of these maps with every colour that it may need."""
    return tuple((name, colour) for name in names for colour in (range(COLOURS) if _ANSWER in MAPS[name] else (None,)))


def replaced(grids: Grids, which: Ints, crop: bool) -> Grids:
    """One colour for another, and without the frame where that is wanted."""
    old, new = _PAIRS[which].T[:, :, None, None]
    frame, alike = _corners(grids)
    likely = (grids.cells == old).any(axis=(1, 2)) & (alike | (not crop))
    own = grids.some(likely)
    made = own.filled(np.where(own.cells == old[likely], new[likely], own.cells))
    return among(likely, _cropped(own, made, frame[likely]) if crop else made)


def mapped(grids: Grids, which: Ints, parameters: tuple[Mapped, ...], framed: bool, crop: bool) -> Grids:
    """The commoner and the rarer colour, and the frame's, as the map has it."""
    counts = counted(grids)
    frame, alike = _corners(grids)
    if framed:
        counts = np.where(np.arange(COLOURS) == frame[:, None], 0, counts)
    colours = common_and_rare(counts)
    likely = colours.fits & (alike | (not framed))
    own, common, rare = grids.some(likely), colours.common[likely, None, None], colours.rare[likely, None, None]
    answers = np.array([colour or 0 for _, colour in parameters])[which]
    values = np.stack([frame, colours.common, colours.rare, answers], axis=1)[likely]
    new = np.take_along_axis(values, _maps(parameters)[which[likely]], axis=1)[:, :, None, None]
    made = own.filled(np.where(own.cells == common, new[:, 1], np.where(own.cells == rare, new[:, 2], new[:, 0])))
    if not framed:
        return among(likely, made)
    cropped = _cropped(own, made, frame[likely])
    return among(likely, cropped if crop else only_where(cropped.height > 0, made))


def _maps(parameters: tuple[Mapped, ...]) -> Ints:
    return np.array([MAPS[name] for name, _ in parameters])


def _corners(grids: Grids) -> tuple[Ints, Flags]:
    """The colour of the corners, and whether all four have it."""
    every, last, end = np.arange(len(grids)), np.maximum(grids.height - 1, 0), np.maximum(grids.width - 1, 0)
    corners = [grids.cells[every, down, right] for down in (0 * last, last) for right in (0 * end, end)]
    return corners[0].astype(np.int64), np.logical_and.reduce([corner == corners[0] for corner in corners])


def _cropped(grids: Grids, made: Grids, frame: Ints) -> Grids:
    """Of what was made of the grids, the part inside their frames; NOTHING where there is no frame."""
    box = box_around((grids.cells != frame[:, None, None]) & (grids.cells != OUTSIDE))
    smaller = (box.height < grids.height) | (box.width < grids.width)
    return only_where(smaller & (box.height > 0), cut_out(made, box))


def same_palette(draw: Draw, framed: bool) -> Grids:
    """The parameter's first colour on another one, both and the frame's the same in all pairs of a task."""
    old, new = _PAIRS[draw.which].T
    colours = _others(draw, old, new)
    return _picture(draw, colours[:, 0], old, colours[:, 1] if framed else None)


def different_palettes(draw: Draw, parameters: tuple[Mapped, ...], framed: bool) -> Grids:
    """The rarer colour another one in every pair, what it stands on and the frame the same."""
    answers = np.array([-1 if colour is None else colour for _, colour in parameters])[draw.which]
    colours = _others(draw, answers, answers)
    turn = one_drawn(draw.keys, "rarer colour", COLOURS - 3) + 2
    return _picture(draw, colours[:, 0], colours[np.arange(len(turn)), turn], colours[:, 1] if framed else None)


def _others(draw: Draw, one: Ints, other: Ints) -> Ints:
    """The colours in the order of the task's palette, these two the last."""
    colours = order(draw.tasks, "palette", COLOURS)
    last = (colours == one[:, None]) | (colours == other[:, None])
    return np.take_along_axis(colours, np.argsort(last, axis=1, kind="stable"), axis=1)


def _picture(draw: Draw, ground: Ints, mark: Ints, frame: Ints | None) -> Grids:
    """Cells of one colour, up to half of all, on the other, in a frame where there is one."""
    sides = draw.within((3, 14) if frame is None else (5, 16))
    masks = rare_ones(draw, sides if frame is None else _inside(sides))
    picture = masks.filled(np.where(masks.cells == 1, mark[:, None, None], ground[:, None, None]))
    return picture if frame is None else _in_frame(draw, picture, frame, sides[1])


def rare_ones(draw: Draw, sides: Range) -> Grids:
    """Grids of 0 and 1, with no more of 1 than of 0."""
    masks = binary_images(draw.keys, sides, sides)
    many = 2 * (masks.cells == 1).sum(axis=(1, 2)) > masks.height * masks.width
    return masks.filled(masks.cells ^ many[:, None, None].astype(np.uint8))


def _inside(sides: Range) -> Range:
    """Least and most side of what has room inside a frame."""
    low = max(sides[0] - 2, 1)
    return low, max(sides[1] - 2 * _THICKEST, low)


def _thickness(draw: Draw, axis: str, sides: Ints, most: int) -> tuple[Ints, Ints]:
    """How thick the frame is before the grid, and how long its side becomes: no frame where there is no room."""
    before = _some(draw, f"before {axis}", most - sides - 1)
    after = _some(draw, f"after {axis}", most - sides - before)
    return before, before + sides + after


def _some(draw: Draw, side: str, room: Ints) -> Ints:
    """Rows or columns of a frame, one to three of them where there is room."""
    most = np.clip(room, 0, _THICKEST)
    return one_drawn(draw.keys, f"frame {side}", np.maximum(most, 1)) + (most > 0)


def _in_frame(draw: Draw, grids: Grids, colour: Ints, most: int) -> Grids:
    """The grids with one to three rows and columns more on each side, as far as there is room."""
    (top, height), (left, width) = (
        _thickness(draw, name, side, most) for name, side in (("y", grids.height), ("x", grids.width))
    )
    rows, columns = (
        np.where((place >= 0) & (place < side[:, None]), place, boxes)
        for place, side, boxes in (
            (np.arange(height.max(initial=1)) - top[:, None], grids.height, grids.cells.shape[1]),
            (np.arange(width.max(initial=1)) - left[:, None], grids.width, grids.cells.shape[2]),
        )
    )
    wide = gathered(grids, rows, columns, height, width)
    return wide.filled(np.where(wide.cells == OUTSIDE, colour[:, None, None], wide.cells))
