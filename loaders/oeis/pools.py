"""Which runs of terms may be asked about, in which split, in which order.

A candidate is a run of min_terms..max_terms consecutive terms of one sequence. It is dropped, and counted by the first
reason that holds, if its sequence or its terms are filtered out, if its question would have a second answer (the kind
says when), if the same run is asked already (the lowest A-number owns it), or if it is a validation or test run that
stands in any sequence of a train family. What is left, in a seeded order, are the rows of the config.

In:  pooled(studied, selection, "completion", contiguous_runs(...), dropped)
Out: pool.runs["train"].sequence == [12, 250, ...], pool.dropped == {"asked already": 17020, ...}
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.runs import Runs, Selection, Studied, joined, run_key
from oeis_qa.loaders.oeis.uniqueness import Occurrences, occurrences
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream

Faults = Iterable[tuple[str, Flags]]  # reasons to drop, each with one flag a candidate
KindFaults = Callable[[Studied, Occurrences, Selection], Faults]


@dataclass(frozen=True)
class Pool:
    studied: Studied
    runs: Mapping[str, Runs]  # the rows of each split, in order
    dropped: Mapping[str, int]  # candidates by the reason they were dropped for


def sequence_faults(corpus: Corpus, selection: Selection) -> Faults:
    """Sequences that the keyword options leave out."""
    kept = has_keyword(corpus, selection.include) if selection.include else np.ones(len(corpus), bool)
    yield "keyword not included", ~kept
    yield "keyword excluded", has_keyword(corpus, selection.exclude)


def has_keyword(corpus: Corpus, keywords: tuple[str, ...]) -> Flags:
    """For every sequence, whether it has one of these keywords."""
    found = np.zeros(len(corpus), bool)
    hits = pc.is_in(corpus.keywords.flatten(), pa.array(keywords, pa.string())).to_numpy(zero_copy_only=False)
    found[pc.list_parent_indices(corpus.keywords).to_numpy()[hits]] = True
    return found


def long_terms(corpus: Corpus, found: Occurrences, terms: int, max_digits: int) -> Flags:
    """For every occurrence, whether one of its first `terms` terms (from its start) has over max_digits digits."""
    over = np.concatenate([[0], np.cumsum(corpus.digits > max_digits)])
    return over[np.minimum(found.at + terms, len(corpus.terms))] > over[found.at]


class Tally:
    """Candidates still in the running, and the counts of those that are not, by reason."""

    def __init__(self, dropped: dict[str, int], candidates: int) -> None:
        self.left, self._dropped = np.ones(candidates, bool), dropped

    def drop(self, reason: str, flags: Flags) -> None:
        """Drop the candidates with a flag that are still left, for this reason."""
        self._dropped[reason] = self._dropped.get(reason, 0) + int((self.left & flags).sum())
        self.left &= ~flags


def first_of_each(values: Ints, left: Flags) -> Flags:
    """Flags of the first of the equal values among those left."""
    places = np.flatnonzero(left)
    first = np.zeros(len(values), bool)
    first[places[np.unique(values[places], return_index=True)[1]]] = True
    return first


def contiguous_runs(
    known: Studied, selection: Selection, faults: KindFaults, dropped: dict[str, int]
) -> Iterator[Runs]:
    """Runs of consecutive terms that may be asked, length by length."""
    corpus = known.corpus
    for found in occurrences(corpus, selection.min_terms, selection.max_terms):
        sequence = corpus.sequence_of[found.at]
        tally = Tally(dropped, len(sequence))
        for reason, flags in sequence_faults(corpus, selection):
            tally.drop(reason, flags[sequence])
        for reason, flags in faults(known, found, selection):
            tally.drop(reason, flags)
        tally.drop("asked already", ~first_of_each(found.run, tally.left))
        tally.drop("stands in a train family", (known.split[sequence] > 0) & found.any(known.split[sequence] == 0))
        at, sequence = found.at[tally.left], sequence[tally.left]
        start, shown = at - corpus.starts[sequence], np.full(len(at), found.length)
        yield Runs(sequence, start, shown, run_key(corpus.number[sequence], start, shown))


def pooled(known: Studied, selection: Selection, kind: str, found: Iterable[Runs], dropped: Mapping[str, int]) -> Pool:
    """The runs of each split in their seeded order: train by `weighting`, the others one of each family at a time."""
    runs = joined(list(found))
    split, ordered = known.split[runs.sequence], {}
    for index, name in enumerate(SPLITS):
        own = runs.take(split == index)
        if name != "train":
            order = in_rounds(selection.seed, kind, own.key, known.family[own.sequence])
        elif selection.weighting == "sequence":
            order = in_rounds(selection.seed, kind, own.key, own.sequence)
        else:
            order = np.argsort(Stream(selection.seed, "oeis_qa", kind, "order")[own.key], kind="stable")
        ordered[name] = own.take(order)
    return Pool(known, ordered, {reason: count for reason, count in dropped.items() if count})


def in_rounds(seed: int, kind: str, key: Ints, owner: Ints) -> Ints:
    """An order in which every owner comes once before any comes twice, and so on, in random order within each round."""
    by_owner = np.lexsort((Stream(seed, "oeis_qa", kind, "order")[key], owner))
    first = np.searchsorted(owner[by_owner], owner[by_owner])
    turn = np.empty(len(key), np.int64)
    turn[by_owner] = np.arange(len(key)) - first
    return np.lexsort((Stream(seed, "oeis_qa", kind, "round")[key], turn))
