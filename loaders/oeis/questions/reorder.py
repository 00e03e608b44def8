"""reorder: shuffled terms of a run: their right order.

Unique because: over every sequence of the source, the terms stand side by side in this order alone (multisets and
orders are compared by 64-bit hashes: one in 2**64 pairs of orders would be taken for equal). Runs that sorting
restores, up or down, are left out.

In:  A000010 from place 12, nine terms
Out: "Put 6, 6, 8, 8, 16, 6, 18, 8, 12 back into ..." -> "6, 8, 8, 16, 6, 18, 8, 12, 10"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.questions.asking import Asked, asked, shown_terms
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import hashes, shared
from oeis_qa.records import Batch
from oeis_qa.streams import Stream

PROMPTS_HERE

_SIEVE = 22  # bits of a multiset's hash that are looked at before the others


def faults(known: Studied, selection: Selection, runs: Runs) -> Reasons:
    """Runs that sorting restores, or whose terms stand in another order too."""
    return [
        ("sorting restores it", sorted_already(known.corpus, runs)),
        ("the same terms stand in another order", reordered_elsewhere(known.corpus, runs)),
    ]


RULES = Rules(
    sequences=lambda known, selection: [],
    asked_behind=False,
    ambiguous=shared,
    reason="stands in a second sequence",
    constant=False,
    integers=True,
    faults=faults,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    terms = shown_terms(planned.studied.corpus, runs)
    what = Asked(
        answer=pc.binary_join(terms, ", "),
        answer_kind=pa.repeat(pa.scalar("integer_list"), len(runs)),
        shown=pa.ListArray.from_arrays(terms.offsets, terms.values.take(pa.array(shuffled(terms, runs, words)))),
    )
    return asked(planned.studied, runs, what, words)


def shuffled(terms: pa.ListArray, runs: Runs, words: Wording) -> Ints:
    """Indices into the terms' values that put each list into another order than its own."""
    offsets = terms.offsets.to_numpy().astype(np.int64)
    row = np.repeat(np.arange(len(runs)), runs.shown)
    within = np.arange(len(row)) - offsets[row]
    drawn = Stream(words.seed, "oeis_qa", words.kind, "shuffle")[runs.key[row] * 4099 + within]
    order = np.lexsort((drawn, row))
    ids = pc.dictionary_encode(terms.values).indices.to_numpy()
    same = np.logical_and.reduceat(ids[order] == ids, offsets[:-1])
    # A list that came out as it was is turned by one instead: it has two different terms at least.
    turned = offsets[row] + (within + 1) % runs.shown[row]
    return np.where(same[row], turned, order)


def sorted_already(corpus: Corpus, runs: Runs) -> Flags:
    """Runs that never fall, or never rise."""
    falls, rises = (np.concatenate([[0], np.cumsum(steps)]) for steps in _steps(corpus))
    first = corpus.starts[runs.sequence] + runs.start
    last = first + runs.shown - 1
    flat: Flags = (falls[last + 1] == falls[first + 1]) | (rises[last + 1] == rises[first + 1])
    return flat


def _steps(corpus: Corpus) -> tuple[Flags, Flags]:
    """For every place, whether its term is below the one before, and whether it is above; signs and digits decide."""
    terms = corpus.terms
    negative = pc.starts_with(terms, "-").to_numpy(zero_copy_only=False)
    length = corpus.digits
    below, above = np.zeros(len(terms), bool), np.zeros(len(terms), bool)
    if len(terms) < 2:
        return below, above
    here, there = terms[1:], terms[:-1]
    alphabetic = pc.less(here, there).to_numpy(zero_copy_only=False), pc.greater(here, there).to_numpy(zero_copy_only=False)
    longer, shorter = length[1:] > length[:-1], length[1:] < length[:-1]
    smaller = np.where(longer | shorter, shorter, alphabetic[0])  # by magnitude, of equal signs
    larger = np.where(longer | shorter, longer, alphabetic[1])
    signs, before = negative[1:], negative[:-1]
    below[1:] = np.where(signs == before, np.where(signs, larger, smaller), signs)
    above[1:] = np.where(signs == before, np.where(signs, smaller, larger), before)
    return below, above


def reordered_elsewhere(corpus: Corpus, runs: Runs) -> Flags:
    """Runs whose terms stand side by side somewhere in another order."""
    faulty = np.zeros(len(runs), bool)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(Stream(0, "oeis_qa", "multiset")[corpus.term_ids])])
    for shown in np.unique(runs.shown).tolist():
        rows = np.flatnonzero(runs.shown == shown)
        last = corpus.starts[runs.sequence[rows]] + runs.start[rows] + shown - 1
        faulty[rows] = _reordered(corpus, sums, last, shown)
    return faulty


def _reordered(corpus: Corpus, sums: NDArray[np.uint64], last: Ints, shown: int) -> Flags:
    """For runs of one length, by their last places."""
    places = np.arange(len(corpus.terms))
    every = places[places - corpus.starts[corpus.sequence_of] >= shown - 1]
    wanted, where = np.unique(_multisets(sums, last, shown), return_inverse=True)
    sieve = np.zeros(1 << _SIEVE, bool)
    sieve[wanted >> np.uint64(64 - _SIEVE)] = True
    multiset = _multisets(sums, every, shown)
    alike = np.flatnonzero(sieve[multiset >> np.uint64(64 - _SIEVE)])
    group = np.minimum(np.searchsorted(wanted, multiset[alike]), len(wanted) - 1)
    alike, group = alike[wanted[group] == multiset[alike]], group[wanted[group] == multiset[alike]]
    ordered = hashes(corpus, every[alike], shown)
    own = np.zeros(len(wanted), np.uint64)
    own[where] = hashes(corpus, last, shown)
    several = np.zeros(len(wanted), bool)
    several[group[ordered != own[group]]] = True
    result: Flags = several[where]
    return result


def _multisets(sums: NDArray[np.uint64], last: Ints, shown: int) -> NDArray[np.uint64]:
    return sums[last + 1] - sums[last + 1 - shown]
