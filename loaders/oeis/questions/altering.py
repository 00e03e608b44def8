"""Runs with one term changed, and what is known of them.

In:  altered_runs(corpus, runs of A000045 from place 12, words)
Out: Altered(place=[4], value=["983"], ...): 144, 233, 377, 610, 983, 1597, 2584, 4181, 6765
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawn
from oeis_qa.loaders.oeis.questions.wrong import changed
from oeis_qa.loaders.oeis.runs import Runs, Studied
from oeis_qa.loaders.oeis.search import GRAM, fits, grams, ids_of, searched_ids, window


@dataclass(frozen=True)
class Altered:
    place: Ints  # of each run, which of its terms is changed
    value: pa.StringArray  # what it is changed to
    terms: pa.StringArray  # all terms, with the changes
    offsets: Ints  # that cut the terms into runs

    @property
    def broken(self) -> Flags:
        """For every run and each of its places, whether the term there is the changed one."""
        width = int(np.diff(self.offsets).max(initial=0))
        flags: Flags = np.arange(width) == self.place[:, None]
        return flags


@dataclass(frozen=True)
class Neighbours:
    """What else stands in the corpus, for every changed run."""

    equal: Flags  # the changed run itself
    near: Flags  # a run that differs from it in one place, and is not the true one
    common: Flags  # its blocks stand in too many places to tell


def altered_runs(corpus: Corpus, runs: Runs, words: Wording) -> Altered:
    """Every run with one term changed: another number of as many digits."""
    indices, offsets = runs.term_indices(corpus)
    place = drawn(words, "changed", np.maximum(runs.shown, 1), runs)
    at = offsets[:-1] + place
    true = corpus.terms.take(pa.array(indices[at])).to_pylist()
    choices = (drawn(words, use, 1 << 30, runs).tolist() for use in ("changed digit", "changed to"))
    value = pa.array(map(changed, true, *choices), pa.string())
    mask = np.zeros(len(indices), bool)
    mask[at] = True
    terms = pc.replace_with_mask(corpus.terms.take(pa.array(indices)), pa.array(mask), value)
    return Altered(place, value, terms, offsets)


def neighbours(known: Studied, runs: Runs, altered: Altered) -> Neighbours:
    """What is known of the changed runs, which have at least 2 * GRAM terms."""
    found, corpus = Neighbours(*(np.zeros(len(runs), bool) for _ in range(3))), known.searched
    own = searched_ids(known, runs.term_indices(known.corpus)[0])
    ids = own.copy()
    ids[altered.offsets[:-1] + altered.place] = ids_of(corpus, altered.value)
    for shown in np.unique(runs.shown).tolist():
        rows = np.flatnonzero(runs.shown == shown)
        told, true = (column[altered.offsets[rows][:, None] + np.arange(shown)] for column in (ids, own))
        for begin in (0, shown - GRAM):
            row, place, common = grams(corpus).places(told[:, begin : begin + GRAM])
            found.common[rows] |= common
            inside = fits(corpus, place, place - begin, shown)
            row, place = row[inside], place[inside] - begin
            there = window(corpus, place, shown)
            differing = (there != told[row]).sum(axis=1)
            found.equal[rows[row[differing == 0]]] = True
            near = (differing == 1) & (there != true[row]).any(axis=1)
            found.near[rows[row[near]]] = True
    return found
