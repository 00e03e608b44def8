"""Runs of a source that programs are to avoid: every eight terms in a row, and every eight differences.

Two runs are the same here if one is an affine image of the other, so signs, shifts and scale do not matter; and since
the differences of both sides are looked at too, neither does a difference or a partial sum. Runs of fewer than ENOUGH
digits in all say too little to be avoided.

In:  stands_there(windows_of("/data/oeis", cache_dir), terms, known)
Out: True for the programs of which eight terms, or eight differences, stand in the source or its differences
"""

import functools

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.affine_runs import affine_runs, residues, rises
from oeis_qa.loaders.oeis.corpus import Flags, Ints
from oeis_qa.loaders.oeis.runs import keep_found
from oeis_qa.loaders.oeis.solvers.numbers import Words
from oeis_qa.loaders.oeis.sources import open_source
from oeis_qa.loaders.oeis.sources.novel.base import Terms
from oeis_qa.loaders.oeis.sources.novel.known import WINDOW, stands_in, window_hashes

ENOUGH = 16  # digits of a run


@functools.lru_cache(maxsize=2)
def windows_of(source: str, cache_dir: str) -> Words:
    """The hashes of all runs of a source and of its differences, sorted."""
    name = f"runs-of-{WINDOW}"
    table = keep_found(source, cache_dir, name, lambda: _table(source, cache_dir), "Looking at all runs to avoid")
    found: Words = table.column("hash").chunk(0).to_numpy()
    return found


def _table(source: str, cache_dir: str) -> pa.Table:
    corpus = open_source(source, cache_dir)
    places = np.arange(len(corpus.terms))
    values = residues(corpus, places)
    before = places - corpus.starts[corpus.sequence_of]  # terms of the same sequence in front of each
    own = affine_runs(values).hashes(places[before >= WINDOW - 1], WINDOW)
    differences = affine_runs(rises(values)).hashes(places[before >= WINDOW], WINDOW)
    return pa.table({"hash": np.unique(np.concatenate([own, differences]))})


def stands_there(windows: Words, terms: Terms, known: Ints) -> Flags:
    """Whether a run of the known terms of each column, or of their differences, is one of these."""
    return _stand(windows, terms, known) | _stand(windows, np.diff(terms, axis=0), known - 1)


def _stand(windows: Words, terms: Terms, known: Ints) -> Flags:
    digits = np.cumsum(np.concatenate([np.zeros((1, len(known)), np.int64), _digits(terms)]), axis=0)
    telling = digits[WINDOW:] - digits[:-WINDOW] >= ENOUGH
    telling &= np.arange(len(telling))[:, None] + WINDOW <= known
    found = np.zeros(telling.shape, bool)
    found[telling] = stands_in(windows, window_hashes(terms)[telling])
    flags: Flags = np.any(found, axis=0)
    return flags


def _digits(terms: Terms) -> Ints:
    """How many digits each term has."""
    powers = 10 ** np.arange(1, 19)
    return np.searchsorted(powers, np.abs(terms), side="right") + 1
