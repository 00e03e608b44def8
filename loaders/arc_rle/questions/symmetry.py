"""symmetry: an image and its mirror images put together after a recipe, or which recipe made one image of another.

No side is over 99: images have at most 49, and the larger one is, the fewer stand in a row.

In:  an image of 2 x 1 cells
Out: "Build hstack(orig flipx) from the RLE image, where hstack puts ...⏎2 1 37" -> "4 1 3a73"
"""

from functools import partial
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.arc_rle.cells import LONGEST
from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.drawing import drawn, one_drawn
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, alike, gathered, merged
from oeis_qa.loaders.arc_rle.images import Range, random_images, square_images
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Operation
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_images
from oeis_qa.loaders.arc_rle.questions.recognising import MOST as MOST_OFFERED
from oeis_qa.loaders.arc_rle.questions.recognising import NONE, Flags, Recognised, offers, recognition
from oeis_qa.loaders.arc_rle.questions.rows import Rows, Wanted
from oeis_qa.loaders.arc_rle.questions.sizes import image_words
from oeis_qa.loaders.arc_rle.questions.telling import told_grids
from oeis_qa.loaders.arc_rle.symmetry import (
    FEWEST,
    IMAGES,
    MOST,
    RECTANGULAR,
    STACKS,
    Blocks,
    blocks_of,
    layout_of,
    put_together,
    stacked,
)
from oeis_qa.loaders.arc_rle.transforms import flipx, flipy, rotate_180
from oeis_qa.streams import Words

TOKEN = "image symmetry"
SIDES: Range = (3, 14)
LARGEST = LONGEST // 2
"""The most cells of a side: two of them still fit."""

APPLY = (
    "build {recipe} from {image}, where hstack puts images side by side, vstack one below the other and 2x2 the first "
    "two above the other two; orig is the image itself, flipx exchanges its left and right, flipy its top and bottom, "
    "180 gives it half a turn{more}",
    "put copies of {image} together as in {recipe}: hstack means from left to right, vstack from top to bottom, 2x2 "
    "two rows of two; orig is as shown, flipx mirrored left to right, flipy top to bottom, 180 turned by 180 degrees"
    "{more}",
    "make {recipe} of {image} (hstack: all in one row; vstack: all in one column; 2x2: two in a row, then two below; "
    "orig: unchanged; flipx: every row reversed; flipy: the rows in reverse order; 180: both{more})",
)
MORE = (
    ", flipa mirrors it at the diagonal from its top left, flipb at that from its top right, cw turns it a quarter "
    "clockwise, ccw counterclockwise",
    ", flipa transposed, flipb transposed along the other diagonal, cw and ccw turned by 90 degrees, clockwise and "
    "counterclockwise",
    "; flipa: its rows made its columns; flipb: the same and then 180; cw: a quarter turn to the right; ccw: to the "
    "left",
)
RECOGNISE = (
    "say which of {names} makes the second image of the first, where hstack puts images side by side, vstack one below "
    "the other and quad the first two above the other two; orig is the first image itself, flipx exchanges its left "
    "and right, flipy its top and bottom, 180 gives it half a turn",
    "find out for each of {names} whether it turns the first image into the second: hstack means from left to right, "
    "vstack from top to bottom, quad two rows of two; orig is the first image as it is, flipx mirrored left to right, "
    "flipy top to bottom, 180 turned by 180 degrees",
    "decide which of the recipes {names} lead from the first to the second of the two images (hstack: all in one row; "
    "vstack: all in one column; quad: two in a row, then two below; orig: unchanged; flipx: every row reversed; flipy: "
    "the rows in reverse order; 180: both)",
)

_HSTACK, _, _2X2 = range(len(STACKS))
_IMAGES = tuple(IMAGES)
_FOURS = (
    "orig flipx flipy 180",
    "180 flipy flipx orig",
    "flipx orig 180 flipy",
    "orig 180 180 orig",
    "orig flipx orig flipx",
    "orig orig flipy flipy",
    "orig flipy flipx 180",
    "orig orig orig orig",
)
_PAIRS = tuple(" ".join(pair) for pair in product(RECTANGULAR, repeat=2))
OFFERED = (
    *(f"{stack}({pair})" for stack in ("hstack", "vstack") for pair in _PAIRS),
    *(f"2x2({four})" for four in _FOURS),
)
"""The recipes whose recognition is asked for."""
NAMES = tuple(recipe.replace("2x2", "quad").replace("(", "_").replace(" ", "_").rstrip(")") for recipe in OFFERED)
"""What they are called there, where a name is one word that begins with a letter."""
BLOCKS = blocks_of([layout_of(recipe) for recipe in OFFERED])


def _needs() -> Ints:
    """Of two of these recipes, which symmetries an image needs to make them agree: a bit for each, 8 if none does.

    orig, flipx, flipy and 180, by number, are such that a after b is their exclusive or.
    """
    bits = np.array([0, 1, 2, 4])
    needs = np.bitwise_or.reduce(bits[BLOCKS.codes[:, None] ^ BLOCKS.codes], axis=(2, 3))
    same = (BLOCKS.down[:, None] == BLOCKS.down) & (BLOCKS.across[:, None] == BLOCKS.across)
    return np.where(same, needs, 8)


NEEDS = _needs()
MIRRORED = np.array([0, 1, 2, 7])
"""The symmetries of images that are not mirrored, mirrored left to right, top to bottom, and both."""


def _sides(wanted: Wanted) -> Range:
    low, high = wanted.sides(SIDES)
    return low, min(high, LARGEST)


def _recipes(keys: Words, image: Grids, names: int) -> tuple[list[str], Blocks]:
    """A recipe of the first so many names for each image, with as many of it as fit, as text and as blocks."""
    stacks = one_drawn(keys, "stack", len(STACKS))
    sides = np.where(stacks == _HSTACK, image.width, image.height)
    counts = one_drawn(keys, "count", np.minimum(MOST, LONGEST // sides) - FEWEST + 1) + FEWEST
    counts[stacks == _2X2] = 4
    codes = drawn(keys, "images", names, MOST)
    texts = [
        f"{STACKS[stack]}({' '.join([_IMAGES[code] for code in row[:count]])})"
        for stack, count, row in zip(stacks.tolist(), counts.tolist(), codes.tolist(), strict=True)
    ]
    return texts, stacked(stacks, counts, codes)


def _apply(rows: Rows, square: bool) -> Asked:
    sides, colours = _sides(rows.wanted), rows.wanted.colours
    draw = partial(square_images, side=sides) if square else partial(random_images, width=sides, height=sides)
    image = drawn_images(rows, "image", partial(draw, colours=colours))
    recipes, blocks = _recipes(rows.keys, image, len(IMAGES if square else RECTANGULAR))
    texts = pa.array(recipes, pa.string())
    quoted = pc.binary_join_element_wise("'", texts, "'", "") if rows.wanted.simon else texts
    return Asked(
        written(image, rows.wanted.encoding),
        told_grids(rows, put_together(image, blocks)),
        contents(image),
        {"{recipe}": texts},
        {**image_words(image), "instruction_sequence": quoted},
    )


def recognise(rows: Rows) -> Asked:
    """Which of the offered recipes lead from one image to another.

    They agree on an image that has the symmetries it takes, and such a one is drawn where it has to.
    """
    offer = offers(rows.keys, len(NAMES))
    applied = np.where(offer.shall == NONE, offer.outside, offer.inside)
    needs = np.where(offer.offered, NEEDS[offer.names, applied[:, None]], 8)
    hold = agree(needs[:, :, None], MIRRORED).sum(axis=1)
    fewest, most = np.minimum(offer.shall, hold.max(axis=1)), np.array([0, 1, MOST_OFFERED])[offer.shall]
    fits = (fewest[:, None] <= hold) & (hold <= most[:, None])
    image = _mirrored(rows, np.where(fits, drawn(rows.keys, "mirrored", 1 << 20, len(MIRRORED)), -1).argmax(axis=1))
    truth = agree(needs, symmetries(image)[:, None])
    good = (fewest <= truth.sum(axis=1)) & (truth.sum(axis=1) <= most)
    after = put_together(image, BLOCKS.some(applied))
    return recognition(rows, Recognised(image, after, offer.names, offer.offered, truth, good), NAMES)


def agree(needs: Ints, has: Ints) -> Flags:
    """Whether images of these symmetries have what two recipes need to agree."""
    return needs & ~has == 0


def _mirrored(rows: Rows, kind: Ints) -> Grids:
    """Images that are mirrored as their place in MIRRORED says, so that several recipes may agree."""
    places = [np.flatnonzero(kind == number) for number in range(len(MIRRORED))]
    draws = (partial(_folded_images, kind=number, wanted=rows.wanted) for number in range(len(MIRRORED)))
    return merged([drawn_images(rows.some(at), "image", draw) for at, draw in zip(places, draws, strict=True)], places)


def _folded_images(keys: Words, kind: int, wanted: Wanted) -> Grids:
    sides = _sides(wanted)
    images = random_images(keys, sides, sides, wanted.colours)
    columns, rows = _folded(images.width, kind & 1 > 0), _folded(images.height, kind & 2 > 0)
    return gathered(images, rows, columns, images.height, images.width)


def _folded(counts: Ints, folded: bool) -> Ints:
    """The places 0, 1, 2, ... of each grid, or 0, 1, ..., 1, 0."""
    places = np.broadcast_to(np.arange(counts.max(initial=1)), (len(counts), counts.max(initial=1)))
    return np.minimum(places, abs(counts[:, None] - 1 - places)) if folded else places


def symmetries(image: Grids) -> Ints:
    """A bit for each of flipx, flipy and 180 that leaves an image as it is."""
    same = [alike(turned(image), image) for turned in (flipx, flipy, rotate_180)]
    return np.stack(same, axis=1) @ np.array([1, 2, 4])


def _phrases(square: bool) -> tuple[str, ...]:
    return tuple(phrase.replace("{more}", more * square) for phrase, more in zip(APPLY, MORE, strict=True))


OPERATIONS = {
    "apply": Operation(_phrases(False), partial(_apply, square=False), "grid", "dataset=symmetry group=symmetry"),
    "apply_square": Operation(_phrases(True), partial(_apply, square=True), "grid", "dataset=symmetry group=symmetry"),
    "recognise": Operation(RECOGNISE, recognise, "flags", "dataset=symmetry group=recognize_transformation"),
}
"""Square images may also be turned and mirrored at their diagonals."""
