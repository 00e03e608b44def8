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
from numpy.typing import NDArray

from oeis_qa.loaders.arc_rle.contents import contents
from oeis_qa.loaders.arc_rle.drawing import again, one_drawn, order
from oeis_qa.loaders.arc_rle.encodings import written_below
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, alike, merged
from oeis_qa.loaders.arc_rle.questions.asking import Asked
from oeis_qa.loaders.arc_rle.questions.in_split import drawn_images
from oeis_qa.loaders.arc_rle.questions.rows import Rows, informative
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
    names: Ints  # all names, in a row for each row, the offered ones first
    offered: Ints  # how many of them, from the front, are offered
    shall: Ints  # how many of them shall hold: NONE, ONE or SEVERAL

    def some(self, which: Ints) -> "_Offer":
        return _Offer(self.names[which], self.offered[which], self.shall[which])


def recognised(
    rows: Rows, names: int | Ints, draw: Callable[[Words], Grids], image: Image, few_dull: bool = False
) -> Recognised:
    """An image, what one of so many names makes of it, and some of the names, for each row.

    The names are offered in random order, or from the front of the order that is given for each row. With `few_dull`,
    few second images have one colour: where many names would make the same of an image, these tell too much.
    """
    offer = _offer(rows.keys, order(rows.keys, "names", names) if isinstance(names, int) else names)
    truth, good = np.zeros((len(rows), MOST), bool), np.zeros(len(rows), bool)
    parts: list[tuple[Grids, Grids]] = []
    places: list[Ints] = []
    pending = np.arange(len(rows))
    for attempt in range(_ATTEMPTS):
        before, after, found = _tried(rows.some(pending), offer.some(pending), attempt, draw, image)
        kept = _fits(offer.shall[pending], found.sum(axis=1), attempt)
        if few_dull and attempt < _PATIENCE:
            kept &= informative(rows.some(pending), after)
        good[pending], truth[pending] = kept, found
        kept |= attempt == _ATTEMPTS - 1
        parts.append((before.some(kept), after.some(kept)))
        places.append(pending[kept])
        pending = pending[~kept]
        if not len(pending):
            break
    befores, afters = (merged(grids, places) for grids in zip(*parts, strict=True))
    return Recognised(befores, afters, offer.names[:, :MOST], _offered(offer), truth, good)


def _offer(keys: Words, names: Ints) -> _Offer:
    count = np.minimum(one_drawn(keys, "offered", MOST - FEWEST + 1) + FEWEST, names.shape[1] - 1)
    shall = np.searchsorted(np.cumsum(list(PERCENT.values())), one_drawn(keys, "shall", 100), side="right")
    return _Offer(names, count, shall)


def _offered(offer: _Offer) -> Flags:
    return np.arange(MOST) < offer.offered[:, None]


def _tried(
    rows: Rows, offer: _Offer, attempt: int, draw: Callable[[Words], Grids], image: Image
) -> tuple[Grids, Grids, Flags]:
    """One draw: an image, a name to apply, what it makes of the image, and which of the offered names do the same."""
    again_rows = Rows(again(rows.keys, attempt), rows.wanted)
    outside = offer.offered + one_drawn(again_rows.keys, "outside", offer.names.shape[1] - offer.offered)
    applied = np.where(offer.shall == NONE, outside, one_drawn(again_rows.keys, "applied", offer.offered))
    before = drawn_images(again_rows, "image", draw)
    after = image(rows, before, offer.names[np.arange(len(rows)), applied])
    truth = _offered(offer)
    row, slot = np.nonzero(truth)
    truth[row, slot] = alike(image(rows.some(row), before.some(row), offer.names[row, slot]), after.some(row))
    return before, after, truth


def _fits(shall: Ints, hold: Ints, attempt: int) -> Flags:
    fewest, most = np.array([0, 1, 2])[shall], np.array([0, 1, MOST])[shall]
    if attempt >= _PATIENCE:
        fewest = np.minimum(fewest, 1)
    return (fewest <= hold) & (hold <= most)


class Offers(NamedTuple):
    """What is offered, for kinds of question that can tell beforehand which names hold of which images."""

    names: Ints  # as in Recognised
    offered: Flags
    shall: Ints  # NONE, ONE or SEVERAL
    inside: Ints  # a name that is offered
    outside: Ints  # a name that is not


def offers(keys: Words, names: int) -> Offers:
    """What is offered of so many names in each row, and how many of it shall hold."""
    offer, rows = _offer(keys, order(keys, "names", names)), np.arange(len(keys))
    inside = one_drawn(keys, "inside", offer.offered)
    outside = offer.offered + one_drawn(keys, "outside", names - offer.offered)
    return Offers(
        offer.names[:, :MOST], _offered(offer), offer.shall, offer.names[rows, inside], offer.names[rows, outside]
    )


def recognition(
    rows: Rows, found: Recognised, names: Sequence[str], drawn: Grids | None = None, **more: pa.StringArray
) -> Asked:
    """The question: both images on lines of their own, and the offered names; `more` fills slots of the phrases.

    What was drawn is the first image, where nothing else is given.
    """
    spelled = np.array(names)[found.names]
    counts = found.offered.sum(axis=1).tolist()
    listed = [", ".join(row[:count]) for row, count in zip(spelled.tolist(), counts, strict=True)]
    return Asked(
        written_below(found.before, found.after, rows.wanted.encoding),
        told_flags(rows, spelled, found.offered, found.truth),
        contents(found.before if drawn is None else drawn),
        {"{names}": pa.array(listed, pa.string()), **{f"{{{name}}}": value for name, value in more.items()}},
        image_words(found.before),
        good=found.good,
    )
