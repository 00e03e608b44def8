"""Random subsets: terms of one sequence shown in order, but with gaps. For identification with subset="random".

Each sequence offers DRAWS subsets (fewer in a large corpus), each a pure function of (seed, A-number, draw). A subset
is unique if no other sequence of the source holds its terms in this order, with whatever gaps. Only sequences that hold
its rarest term need a look; a subset whose rarest term stands in over COMMON places is dropped, unproved.

In:  0,1,1,2,3,5,8,13,21,34,55,89,... with min_terms=4, max_terms=6
Out: places [1, 5, 6, 9, 11] -> "1, 5, 8, 34, 89"
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from datasets.utils import tqdm

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.kin import LINKS, Kin
from oeis_qa.loaders.oeis.pools import Reasons, unwanted
from oeis_qa.loaders.oeis.runs import Runs, Selection, Studied, run_key
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream, Words

DRAWS = 32  # subsets drawn from each sequence,
ALL_DRAWS = 400_000  # and from all of them about
COMMON = 256  # places, over all sequences


class Holders:
    """Which sequences hold given terms in a given order."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._places = np.argsort(corpus.term_ids, kind="stable")  # of each term, one term after the other
        self._first = np.searchsorted(corpus.term_ids[self._places], np.arange(corpus.term_ids.max(initial=-1) + 2))

    def of(self, terms: Ints) -> list[int] | None:
        """The sequences that hold these terms (ids) in this order; None if the rarest term is too common to tell."""
        rarest = terms[np.argmin(self._first[terms + 1] - self._first[terms])]
        places = self._places[self._first[rarest] : self._first[rarest + 1]]
        if len(places) > COMMON:
            return None
        having = np.unique(self._corpus.sequence_of[places])
        return [sequence for sequence in having.tolist() if self._holds(sequence, terms.tolist())]

    def _holds(self, sequence: int, terms: list[int]) -> bool:
        begin, end = self._corpus.starts[sequence : sequence + 2]
        rest = iter(self._corpus.term_ids[begin:end].tolist())
        return all(term in rest for term in terms)  # each search goes on where the last one ended


@dataclass(frozen=True)
class Listed:
    """The subsets of one split, in order."""

    runs: Runs

    def __len__(self) -> int:
        return len(self.runs)

    def take(self, rows: range | Ints) -> Runs:
        """The runs of these rows."""
        return self.runs.take(np.asarray(rows))


def subsets(known: Studied, selection: Selection, found: pa.Table) -> Mapping[str, Listed]:
    """The subsets of each split in their order; `found` is a table of `subset_table`."""
    sequence, start, shown, key = (found.column(name).to_numpy() for name in ("sequence", "start", "shown", "key"))
    runs = Runs(sequence, start, shown, key, _padded(found.column("places").to_pylist(), selection.max_terms))
    split = known.split[sequence]
    return {name: _ordered(known, selection, runs.take(split == i), i) for i, name in enumerate(SPLITS)}


def subset_table(known: Studied, selection: Selection, reasons: Reasons, kin: Kin) -> pa.Table:
    """The random subsets that may be asked, and in the metadata the counts of those that may not, by reason."""
    drawn, dropped = _drawn(known.corpus, selection), dict[str, int]()
    left = np.ones(len(drawn), bool)
    for reason, flags in _faults(known, selection, drawn, reasons, kin):
        if count := int((left & flags).sum()):
            dropped[reason] = count
        left &= ~flags
    kept = drawn.take(left)
    columns = {name: getattr(kept, name) for name in ("sequence", "start", "shown", "key")}
    columns["places"] = pa.array(_lists(kept), pa.list_(pa.int64()))
    return pa.table(columns, metadata={"dropped": json.dumps(dropped)})


def _lists(runs: Runs) -> list[list[int]]:
    rows = [] if runs.places is None else runs.places.tolist()
    return [[place for place in row if place >= 0] for row in rows]


def _faults(known: Studied, selection: Selection, drawn: Runs, reasons: Reasons, kin: Kin) -> Reasons:
    corpus = known.corpus
    indices, offsets = drawn.term_indices(corpus)
    ids = np.split(corpus.term_ids[indices], offsets[1:-1]) if len(drawn) else []
    held_by = list(_held_by(corpus, ids))
    faults = [(reason, flags[drawn.sequence]) for reason, flags in [*unwanted(corpus, selection), *reasons]]
    constant = np.array([len(set(own.tolist())) == 1 for own in ids], bool)
    faults.append(("one term again and again", constant))
    faults.append(("terms too common to tell", np.array([held is None for held in held_by], bool)))
    if selection.ambiguity == "reject":
        faults.append(("stands in a second sequence", np.array([len(held or ()) > 1 for held in held_by], bool)))
    faults.append(("asked already", _repeated(ids, np.any([flags for _, flags in faults], axis=0))))
    own = known.split[drawn.sequence].tolist()
    earlier = np.array([any(known.split[held or []] < split) for held, split in zip(held_by, own, strict=True)], bool)
    faults.append(("stands in another split", earlier))
    related = kin.links(corpus, drawn) < len(LINKS)
    return [*faults, ("kin of a train run", related)] if selection.eval_kin == "none" else faults


def _held_by(corpus: Corpus, questions: list[Ints]) -> Iterator[list[int] | None]:
    holders = Holders(corpus)
    for terms in tqdm(questions, desc="Looking for subsets in other sequences", delay=2):
        yield holders.of(terms)


def _repeated(questions: list[Ints], out: Flags) -> Flags:
    """Questions that an earlier one, itself not out already, asks too."""
    first: dict[bytes, int] = {}
    for i, question in enumerate(questions):
        if not out[i]:
            first.setdefault(question.tobytes(), i)
    return np.array([first.get(question.tobytes(), i) != i for i, question in enumerate(questions)], bool)


def _ordered(known: Studied, selection: Selection, runs: Runs, split: int) -> Listed:
    """Every sequence (in train) or family comes once, in random order, before any comes twice; or all at random."""
    streams = [Stream(selection.seed, "oeis_qa", "identification", "subset", use) for use in ("order", "round")]
    owner = runs.sequence if split == 0 else known.family[runs.sequence]
    if split == 0 and selection.weighting == "position":
        owner = np.arange(len(runs))
    within, between = (stream[runs.key] for stream in streams)
    return Listed(runs.take(_in_rounds(owner, within, between)))


def _in_rounds(owner: Ints, within: Words, between: Words) -> Ints:
    by_owner = np.lexsort((within, owner))
    turn = np.empty(len(owner), np.int64)
    turn[by_owner] = np.arange(len(owner)) - np.searchsorted(owner[by_owner], owner[by_owner])
    return np.lexsort((between, turn))


def _drawn(corpus: Corpus, selection: Selection) -> Runs:
    """The subsets of every sequence that is long enough."""
    each = min(DRAWS, -(-ALL_DRAWS // max(1, len(corpus))))
    rows: list[tuple[int, int, list[int]]] = []
    for sequence, label in enumerate(tqdm(corpus.labels.to_pylist(), desc="Drawing subsets", delay=2)):
        begin, end = corpus.starts[sequence : sequence + 2]
        short = np.flatnonzero(corpus.digits[begin:end] <= selection.max_digits).tolist()  # places that may be shown
        stream = Stream(selection.seed, "oeis_qa", "identification", "subset", label)
        for draw in range(each if len(short) > selection.min_terms else 0):
            draws = stream.at(draw)
            shown = draws.integer(selection.min_terms, min(selection.max_terms, len(short) - 1))
            rows.append((sequence, draw, sorted(draws.sample(short, shown))))
    sequences, numbers = (np.array([row[column] for row in rows], np.int64) for column in (0, 1))
    places = _padded([row[2] for row in rows], selection.max_terms)
    lengths = (places >= 0).sum(axis=1)
    return Runs(sequences, places[:, 0], lengths, run_key(corpus.key[sequences], numbers, lengths), places)


def _padded(places: list[list[int]], width: int) -> Ints:
    """One row a list, padded with -1."""
    lengths = np.array([len(chosen) for chosen in places], np.int64)
    padded = np.full((len(places), width), -1, np.int64)
    padded[np.arange(width) < lengths[:, None]] = [place for chosen in places for place in chosen]
    return padded
