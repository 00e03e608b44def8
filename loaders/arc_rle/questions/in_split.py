"""Drawing until all that is drawn lies in the wanted split, whatever it is.

In:  drawn_in_split(rows, "a", histograms of keys, their contents, numpy's take)
Out: [(what the first draw gave some rows, the places of these rows), (the second draw, others), ...]
"""

from collections.abc import Callable
from typing import TypeVar

import numpy as np

from oeis_qa.errors import CapacityError
from oeis_qa.loaders.arc_rle.contents import contents, lies_in
from oeis_qa.loaders.arc_rle.drawing import again
from oeis_qa.loaders.arc_rle.grids import Grids, Ints, merged
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Words

Drawn = TypeVar("Drawn")

_ATTEMPTS = 2_000  # a split of one in a hundred is missed so often once in 500 million
_ENOUGH = 50  # things of the split that should have come: that none has is no chance
_AT_ONCE, _TOGETHER = 50, 64  # attempts at most, but where fewer things would be drawn, which takes as long


def drawn_images(rows: Rows, use: str, draw: Callable[[Words], Grids]) -> Grids:
    """What `draw` makes of a key for each row, drawn again until it lies in the split.

    Raises:
        CapacityError: there is none in the split, however often it is drawn.
    """
    parts, places = zip(*drawn_in_split(rows, use, draw, contents, Grids.some), strict=True)
    return parts[0] if len(parts) == 1 else merged(parts, places)


def drawn_in_split(
    rows: Rows,
    use: str,
    draw: Callable[[Words], Drawn],
    content: Callable[[Drawn], Words],
    some: Callable[[Drawn, Ints], Drawn],
) -> list[tuple[Drawn, Ints]]:
    """What is drawn for each row, in parts, each with the places of its rows; `some` takes a few out of what is drawn.

    Raises:
        CapacityError: there is nothing in the split, however often it is drawn.
    """
    keys, pending, attempt = rows.keys_for(use), np.arange(len(rows)), 0
    parts: list[tuple[Drawn, Ints]] = []
    while attempt < _ATTEMPTS:
        attempts = range(attempt, attempt + (_at_once(rows, len(pending)) if attempt else 1))
        drawn = draw(_keys_of(keys[pending], attempts))
        fits = lies_in(content(drawn), rows.wanted.split, rows.wanted.fractions).reshape(len(pending), len(attempts))
        found = fits.any(axis=1)
        which = np.flatnonzero(found) * len(attempts) + fits.argmax(axis=1)[found]
        parts.append((drawn if len(which) == fits.size else some(drawn, which), pending[found]))
        pending, attempt = pending[~found], attempts.stop
        if not len(pending):
            return parts
        if not any(len(at) for _, at in parts) and attempt * len(rows) * _share(rows) > _ENOUGH:
            break
    raise CapacityError(
        f"nothing that {rows.wanted.config} draws lies in {rows.wanted.split} with split_fractions="
        f"{rows.wanted.fractions} and these sides and colours; give the split a larger share, or allow larger sides"
    )


def _share(rows: Rows) -> float:
    return rows.wanted.fractions[SPLITS.index(rows.wanted.split)]


def _at_once(rows: Rows, pending: int) -> int:
    """How many attempts are made together. The first that lies in the split is taken, so it matters to speed alone."""
    return max(int(1 / max(_share(rows), 1 / _AT_ONCE)), _TOGETHER // pending)


def _keys_of(keys: Words, attempts: range) -> Words:
    """The keys of these attempts, those of one row side by side."""
    return np.stack([again(keys, attempt) if attempt else keys for attempt in attempts], axis=1).ravel()
