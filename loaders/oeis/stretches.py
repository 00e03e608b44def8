"""Stretches of shown terms beside what is hidden or changed: they must not stand in an earlier split either.

In:  stands_earlier(studied, selection, runs of 1..10,50, which of their terms are hidden)
Out: True for a test run whose first nine terms a train sequence holds: it could be asked there for the hidden one
"""

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.corpus import Flags, Ints
from oeis_qa.loaders.oeis.runs import Runs, Selection, Studied, keep_found
from oeis_qa.loaders.oeis.uniqueness import NEVER, Lengths, groups


def apart(known: Studied, selection: Selection) -> Lengths:
    """For every place, the shortest run of min_terms or more that ends there and stands in no earlier split."""
    if known.drawn is not None:
        return known.drawn.apart
    lengths = selection.min_terms, selection.max_terms
    name = f"apart-{lengths[0]}-{lengths[1]}-{selection.fractions}"
    place = selection.source, selection.cache_dir
    table = keep_found(*place, name, lambda: _table(known, *lengths), "Looking at runs in other splits")
    found: Lengths = table.column("apart").chunk(0).to_numpy()
    return found


def _table(known: Studied, least: int, longest: int) -> pa.Table:
    shortest = np.full(len(known.corpus.terms), least, np.uint16)
    for group in groups(known.corpus, least, longest):
        split = known.split[known.corpus.sequence_of[group.last]]
        failing = group.spread(np.minimum.reduceat(split, group.first)) < split if len(split) else np.zeros(0, bool)
        shortest[group.last[failing]] = group.length + 1 if group.length < longest else NEVER
    return pa.table({"apart": shortest})


def stands_earlier(known: Studied, selection: Selection, runs: Runs, broken: Flags) -> Flags:
    """Runs of which a stretch of min_terms unbroken terms or more stands in an earlier split."""
    width = broken.shape[1]
    inside = np.arange(width) < runs.shown[:, None]
    places = np.minimum(
        (known.corpus.starts[runs.sequence] + runs.start)[:, None] + np.arange(width), len(known.corpus.terms) - 1
    )
    length = unbroken(broken | ~inside) + 1  # of the stretch that ends at each place
    here = inside & ~broken & (length >= selection.min_terms)
    result: Flags = (here & (length < apart(known, selection)[places])).any(axis=1)
    return result


def unbroken(broken: Flags) -> Ints:
    """For every place, how many unbroken ones stand directly before it."""
    places = np.arange(broken.shape[1])
    latest = np.maximum.accumulate(np.where(broken, places, -1), axis=1)
    earlier = np.concatenate([np.full((len(broken), 1), -1), latest[:, :-1]], axis=1)
    stretch: Ints = places - earlier - 1
    return stretch
