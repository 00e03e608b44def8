"""What the terms on one side of a place say of the term there: how many it takes to determine it, over the corpus.

In:  sides(studied corpus of 1,2,3,4 and 9,2,3,5 and 7,2,3,4,8, selection)
Out: after[2] == 3: behind 3 stand both 4 and 5, behind 2,3 as well, behind 1,2,3 only 4
"""

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.mirror import mirrored
from oeis_qa.loaders.oeis.runs import Selection, Studied, keep_found
from oeis_qa.loaders.oeis.uniqueness import NEVER, Lengths, Sides, groups, open_ended

LEAST = 4  # terms; shorter runs are not looked at, unless fewer may be shown


def sides(known: Studied, selection: Selection) -> Sides:
    """How many terms determine the next one, and the one before; found once for a source and a max_terms."""
    if known.drawn is not None:
        return known.drawn.sides
    lengths = min(LEAST, selection.min_terms), selection.max_terms
    place = selection.source, selection.cache_dir
    name = f"sides-{lengths[0]}-{lengths[1]}"
    table = keep_found(*place, name, lambda: _table(known, *lengths), "Looking at both sides of each term")
    return Sides(*(table.column(side).chunk(0).to_numpy() for side in ("after", "before")))


def _table(known: Studied, least: int, longest: int) -> pa.Table:
    corpus, backwards = known.corpus, mirrored(known).corpus
    ends = (corpus.starts[:-1] + corpus.starts[1:] - 1)[corpus.sequence_of]
    before = _determined(backwards, least, longest)[ends - np.arange(len(corpus.terms))]
    return pa.table({"after": _determined(corpus, least, longest), "before": before})


def _determined(corpus: Corpus, least: int, longest: int) -> Lengths:
    """For every place, the shortest run that ends there with one continuation."""
    shortest = np.full(len(corpus.terms), least, np.uint16)
    for group in groups(corpus, least, longest):
        failing = open_ended(corpus, group)
        shortest[group.last[failing]] = group.length + 1 if group.length < longest else NEVER
    return shortest
