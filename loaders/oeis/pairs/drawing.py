"""Pairs of runs of related sequences, drawn from the relations of a source, before anything is asked of them.

A pair of sequences offers runs of every place and length that both lists have; each pair of sequences gives one pair of
runs before any gives two, and so on, a large source a few each, a small one all it has.

In:  drawn_pairs(studied, selection, related(studied, selection))
Out: Pairs of one split each: A000217 from place 4, nine terms, beside A000027 from place 3, ...
"""

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.pairs.kinds import KEYS, RELATIONS
from oeis_qa.loaders.oeis.pairs.pair import Pairs
from oeis_qa.loaders.oeis.questions.choosing import OPTIONS
from oeis_qa.loaders.oeis.relations.kept import kept_relations
from oeis_qa.loaders.oeis.runs import Selection, Studied, run_key
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream, permuted

MOST = {"train": 800_000, "validation": 120_000, "test": 120_000}  # pairs of runs that are looked at


@dataclass(frozen=True)
class Related:
    """Pairs of sequences that stand in one relation that is asked about."""

    sequence: Ints  # Q
    of: Ints  # P
    shift: Ints  # in places of the lists: term i of Q comes from term i + shift of what is made of P
    relation: Ints  # index in RELATIONS

    def __len__(self) -> int:
        return len(self.sequence)

    def take(self, rows: Ints) -> "Related":
        """These, in this order."""
        return Related(*(getattr(self, field.name)[rows] for field in fields(self)))


def related(known: Studied, selection: Selection) -> Related:
    """The pairs of sequences of one split that stand in one of the relations asked for, and in no other."""
    table = kept_relations(known, selection)
    sequence, of, shift = (table.column(name).to_numpy() for name in ("sequence", "of", "shift"))
    relation = _relations(table)
    pair = sequence * len(known.corpus) + of
    _, place, times = np.unique(pair, return_inverse=True, return_counts=True)
    asked = [KEYS.index(key) for key in selection.relations] or list(range(len(KEYS)))
    aligned = np.array([each.aligned in ("start", "index 1") for each in RELATIONS])
    from_start = ~aligned[relation] | (shift <= 0)  # else Q lacks what its start would show
    same_split = known.split[sequence] == known.split[of]
    kept = np.flatnonzero((times[place] == 1) & same_split & np.isin(relation, asked) & from_start)
    return Related(sequence, of, shift, relation).take(kept)


def _relations(table: pa.Table) -> Ints:
    """For every row of the table its index in RELATIONS, or -1."""
    names = pa.array([each.found_as for each in RELATIONS], pa.string())
    found = pc.fill_null(pc.index_in(table.column("relation"), names), -1).to_numpy().astype(np.int64)
    factors = table.column("factor").combine_chunks()
    image = factors.is_valid().to_numpy(zero_copy_only=False)
    one, minus = (pc.fill_null(pc.equal(factors, text), False).to_numpy(zero_copy_only=False) for text in ("1", "-1"))
    kinds = np.where(one, KEYS.index("translation"), np.where(minus, -1, KEYS.index("affine image")))
    return np.where(image, kinds, found)


def drawn_pairs(known: Studied, selection: Selection, pairs: Related) -> Pairs:
    """Pairs of runs in order: of each pair of sequences its first one, then its second one, ..."""
    parts = []
    for number, split in enumerate(SPLITS):
        own = pairs.take(np.flatnonzero(known.split[pairs.sequence] == number))
        parts.append(_drawn(known, selection, own, MOST[split]))
    return _joined(parts)


def _drawn(known: Studied, selection: Selection, pairs: Related, most: int) -> Pairs:
    corpus = known.corpus
    key = Stream(0, "oeis_qa", "pair")[corpus.key[pairs.sequence] << 25 | corpus.key[pairs.of]]
    first, places = _places(known, selection, pairs)
    widths = selection.max_terms - selection.min_terms + 1
    each = np.minimum(places * widths, max(1, most // max(1, len(pairs))))
    which = np.repeat(np.arange(len(pairs)), each)
    turn = np.arange(len(which)) - np.repeat(np.cumsum(each) - each, each)
    by_pair = Stream(selection.seed, "oeis_qa", "pairs", "order")[key.astype(np.uint64)]
    drawn = permuted(by_pair[which], (places * widths)[which], turn)
    start, shown = first[which] + drawn // widths, selection.min_terms + drawn % widths
    order = np.lexsort((by_pair[which], turn))
    return _pairs(known, pairs.take(which[order]), start[order], shown[order])


def _pairs(known: Studied, pairs: Related, start: Ints, shown: Ints) -> Pairs:
    """Runs of Q from these places on, and those of P beside them, where both lists have so many terms."""
    of_start = _beside(known, pairs, start)
    lengths = np.diff(known.corpus.starts)
    inside = (start + shown <= lengths[pairs.sequence]) & (of_start + shown <= lengths[pairs.of])
    key = known.corpus.key
    own, other = run_key(key[pairs.sequence], start, shown), run_key(key[pairs.of], of_start, shown)
    mixed = Stream(0, "oeis_qa", "pair of runs")[own] ^ Stream(1, "oeis_qa", "pair of runs")[other]
    found = Pairs(
        sequence=pairs.sequence,
        start=start,
        shown=shown,
        key=(mixed >> np.uint64(8)).astype(np.int64),  # streams are indexed by 16 times it
        of=pairs.of,
        of_start=of_start,
        relation=pairs.relation,
        asks_next=np.zeros(len(pairs), bool),
        offered=np.zeros((len(pairs), OPTIONS), np.int64),
    )
    return found.take(inside)


def _places(known: Studied, selection: Selection, pairs: Related) -> tuple[Ints, Ints]:
    """The first place of Q at which a run may start, and how many there are from it on."""
    lengths, least = np.diff(known.corpus.starts), selection.min_terms
    first = np.maximum(0, -pairs.shift)
    own, other = lengths[pairs.sequence] - least, lengths[pairs.of] - least
    reach = np.where(_aligned(pairs, "twice"), other // 2, other) - pairs.shift
    one = _aligned(pairs, "start") | _aligned(pairs, "index 1")
    last = np.where(one, first, np.minimum(own, reach))
    return first, np.maximum(last - first + 1, 0)


def _beside(known: Studied, pairs: Related, start: Ints) -> Ints:
    """The place of P that stands beside a place of Q."""
    plain = start + pairs.shift
    offset = known.corpus.offset.fill_null(1).to_numpy()[pairs.of]
    cases = [_aligned(pairs, "twice"), _aligned(pairs, "start"), _aligned(pairs, "index 1")]
    return np.select(cases, [2 * plain, np.zeros_like(start), 1 - offset], plain)


def _aligned(pairs: Related, how: str) -> np.ndarray:
    return np.array([each.aligned == how for each in RELATIONS])[pairs.relation]


def _joined(parts: list[Pairs]) -> Pairs:
    names = [field.name for field in fields(Pairs) if field.name != "places"]
    return Pairs(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})
