"""Recognition: which of the offered names tell how one image became another; none, one or several of them.

Names are offered, and it is drawn how many shall hold, before any image is: so neither the names nor their order say
anything of the answer, and "none" is its commonest value whatever is offered. Where no image makes several of the
offered names true, one is.

In:  names gameoflife_wrap, gameoflife_nowrap, ...; an image, and what one of them makes of it
Out: Recognised(offered=["maze_wrap", "cave_wrap"], truth=[0, 1], before, after)
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.drawing import again, one_drawn, order
from oeis_qa.loaders.arc_rle.encodings import written
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, alike, merged
from oeis_qa.loaders.arc_rle.questions.asking import Asked
from oeis_qa.loaders.arc_rle.questions.rows import Rows, drawn_images, telling
from oeis_qa.loaders.arc_rle.questions.sizes import image_words
from oeis_qa.loaders.arc_rle.questions.telling import told_flags
from oeis_qa.streams import Words

FEWEST, MOST = 2, 5  # names offered
NONE, ONE, SEVERAL = range(3)
PERCENT = {NONE: 40, ONE: 35, SEVERAL: 25}
"""Shares of rows by how many of the offered names hold."""
_PATIENCE = 12  # draws until one name may hold where several should, and any second image may be dull
_ATTEMPTS = 24  # draws until the row is given up

Flags = NDArray[np.bool_]
Image = Callable[[Rows, Grids, Ints], Grids]  # of each row's grid, what the name of this number makes of it


class Recognised(NamedTuple):
    before: Grids
    after: Grids
    names: Ints  # in a row for each row, the numbers of the offered names in order, MOST places
    offered: Flags  # which of the places are offered
    truth: Flags  # which of them hold
    good: Flags  # which rows are as they shall be; the others have to be drawn again


@dataclass(frozen=True)
class _Offer:
    names: Ints  # all names in random order, the offered ones first
    offered: Ints  # how many of them, from the front, are offered
    shall: Ints  # NONE, ONE or SEVERAL
    place: Ints  # of the name that is applied, where one of the offered shall hold

    def some(self, which: Ints) -> "_Offer":
        return _Offer(self.names[which], self.offered[which], self.shall[which], self.place[which])


def recognised(
    rows: Rows, names: int, draw: Callable[[Words], Grids], image: Image, few_dull: bool = False
) -> Recognised:
    """An image, what one of so many names makes of it, and some of the names, for each row.

    With `few_dull`, few second images have one colour: where many names would make the same of an image, these tell
    too much.
    """
    offer = _offer(rows.keys, names)
    truth, good = np.zeros((len(rows), MOST), bool), np.zeros(len(rows), bool)
    parts: list[tuple[Grids, Grids]] = []
    places: list[Ints] = []
    pending = np.arange(len(rows))
    for attempt in range(_ATTEMPTS):
        before, after, found = _tried(rows.some(pending), offer.some(pending), attempt, draw, image)
        kept = _fits(offer.shall[pending], found.sum(axis=1), attempt)
        if few_dull and attempt < _PATIENCE:
            kept &= telling(rows.some(pending), after)
        good[pending], truth[pending] = kept, found
        kept |= attempt == _ATTEMPTS - 1
        parts.append((before.some(kept), after.some(kept)))
        places.append(pending[kept])
        pending = pending[~kept]
        if not len(pending):
            break
    befores, afters = (merged(grids, places) for grids in zip(*parts, strict=True))
    return Recognised(befores, afters, offer.names[:, :MOST], _offered(offer), truth, good)


def _offer(keys: Words, names: int) -> _Offer:
    count = np.minimum(one_drawn(keys, "offered", MOST - FEWEST + 1) + FEWEST, names - 1)
    shall = np.searchsorted(np.cumsum(list(PERCENT.values())), one_drawn(keys, "shall", 100), side="right")
    return _Offer(order(keys, "names", names), count, shall, one_drawn(keys, "applied", count))


def _offered(offer: _Offer) -> Flags:
    return np.arange(MOST) < offer.offered[:, None]


def _tried(
    rows: Rows, offer: _Offer, attempt: int, draw: Callable[[Words], Grids], image: Image
) -> tuple[Grids, Grids, Flags]:
    """One draw: the images before and after, and which of the offered names hold."""
    again_rows = Rows(again(rows.keys, attempt), rows.wanted)
    outside = offer.offered + one_drawn(again_rows.keys, "outside", offer.names.shape[1] - offer.offered)
    place = np.where(offer.shall == NONE, outside, offer.place)
    before = drawn_images(again_rows, "image", draw)
    after = image(rows, before, offer.names[np.arange(len(rows)), place])
    slots = range(min(MOST, offer.names.shape[1]))
    same = np.stack([alike(image(rows, before, offer.names[:, slot]), after) for slot in slots], axis=1)
    truth = np.zeros((len(rows), MOST), bool)
    truth[:, : len(slots)] = same
    return before, after, truth & _offered(offer)


def _fits(shall: Ints, hold: Ints, attempt: int) -> Flags:
    fewest, most = np.array([0, 1, 2])[shall], np.array([0, 1, MOST])[shall]
    if attempt >= _PATIENCE:
        fewest = np.minimum(fewest, 1)
    return (fewest <= hold) & (hold <= most)


def by_number(operations: Sequence[Callable[[Grids], Grids]], grids: Grids, which: Ints) -> Grids:
    """What the operation of each number makes of each grid, done for all grids of a number together."""
    places = [np.flatnonzero(which == number) for number in range(len(operations))]
    parts = [operation(grids.some(at)) for operation, at in zip(operations, places, strict=True) if len(at)]
    return merged(parts, [at for at in places if len(at)])


def recognition(rows: Rows, found: Recognised, names: Sequence[str], **more: pa.StringArray) -> Asked:
    """The question: both images on lines of their own, and the offered names; `more` fills slots of the phrases."""
    spelled = np.array(names)[found.names]
    counts = found.offered.sum(axis=1).tolist()
    listed = [", ".join(row[:count]) for row, count in zip(spelled.tolist(), counts, strict=True)]
    texts = (written(images, rows.wanted.encoding) for images in (found.before, found.after))
    return Asked(
        pc.binary_join_element_wise(*texts, "\n"),
        told_flags(rows, spelled, found.offered, found.truth),
        contents(found.before),
        {"{names}": pa.array(listed, pa.string()), **{f"{{{name}}}": value for name, value in more.items()}},
        image_words(found.before),
        found.good,
    )
