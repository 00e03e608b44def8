"""Which pairs of runs are asked about and in which order: the plan of `cross_reference`, kept beside the source.

A row shows a run of Q beside the run of P that it comes from, both of the pool. Half of the rows ask which relation
holds, the others for a term of Q. Where the relation is asked for, only the right one holds of what is shown; and the
relations are right in such shares, and offered in such company, that the options tell nothing (see `evenly`).

In:  pair_table(studied, selection, pool)
Out: a table, a row each in order: split, sequence, start, shown, of, of_start, relation, asks_next, offered, key
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from oeis_qa.errors import OptionError
from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.pairs.drawing import drawn_pairs, related
from oeis_qa.loaders.oeis.pairs.holding import holding
from oeis_qa.loaders.oeis.pairs.kinds import KEYS
from oeis_qa.loaders.oeis.pairs.pair import Pairs
from oeis_qa.loaders.oeis.pools import Pool, Reasons
from oeis_qa.loaders.oeis.questions.choosing import OPTIONS, evenly
from oeis_qa.loaders.oeis.questions.identification import nameless
from oeis_qa.loaders.oeis.relations.lists import lists_of, negative
from oeis_qa.loaders.oeis.runs import Selection, Studied
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream


@dataclass(frozen=True)
class Listed:
    """The pairs of one split, in order."""

    pairs: Pairs

    def __len__(self) -> int:
        return len(self.pairs)

    def take(self, rows: range | Ints) -> Pairs:
        """The pairs of these rows."""
        return self.pairs.take(np.asarray(rows))


def listed(known: Studied, found: pa.Table) -> Mapping[str, Listed]:
    """The pairs of each split in their order; `found` is a table of `pair_table`."""
    columns = {name: found.column(name).to_numpy(zero_copy_only=False) for name in _COLUMNS}
    offered = found.column("offered").combine_chunks().flatten().to_numpy().reshape(-1, OPTIONS)
    pairs = Pairs(offered=offered, **columns)
    split = known.split[pairs.sequence]
    return {name: Listed(pairs.take(split == number)) for number, name in enumerate(SPLITS)}


_COLUMNS = [field.name for field in fields(Pairs) if field.name not in ("places", "offered")]


def pair_table(known: Studied, selection: Selection, pool: Pool) -> pa.Table:
    """The pairs that are asked about, in order, and in the metadata the counts of those that are not, by reason.

    Raises:
        OptionError: no two sequences of the source stand in a relation that is asked about.
    """
    sequences = related(known, selection)
    if not len(sequences):
        asked = ", ".join(selection.relations) or "the kinds that cross_reference asks about"
        raise OptionError(
            f"source={selection.source!r}: no two of its sequences, of one split, stand in a relation of {asked}; give "
            "a source with more sequences, or ask for other relations"
        )
    pairs, dropped = drawn_pairs(known, selection, sequences), Counter[str]()
    pairs = _without(pairs, [("a run that may not be shown", ~_allowed(known.corpus, pool, pairs))], dropped)
    asks_next = Stream(selection.seed, "oeis_qa", "pairs", "asks next").below(2, pairs.key) == 1
    pairs = _with(pairs, asks_next=asks_next & (selection.given == "terms"))
    pairs = _without(pairs, _faults(known, selection, pairs), dropped)
    pairs = _once(pairs) if selection.given == "names" else pairs
    parts = [_ordered(selection, pairs.take(known.split[pairs.sequence] == number)) for number in range(len(SPLITS))]
    return pa.concat_tables(parts).replace_schema_metadata({"dropped": json.dumps(dropped)})


def _allowed(corpus: Corpus, pool: Pool, pairs: Pairs) -> Flags:
    """Pairs of which the pool has both runs."""
    ends = (corpus.starts[run.sequence] + run.start + run.shown - 1 for run in (pairs, pairs.origins))
    allowed = [(pool.shortest[end] <= pairs.shown) & (pairs.shown <= pool.longest[end]) for end in ends]
    both: Flags = allowed[0] & allowed[1]
    return both


def _faults(known: Studied, selection: Selection, pairs: Pairs) -> Reasons:
    """What is wrong with a question about a pair, whichever options are drawn: else some would tell."""
    corpus = known.corpus
    held = holding(lists_of(corpus), negative(corpus), pairs)
    own = np.arange(len(KEYS)) == pairs.relation[:, None]
    begin = corpus.starts[pairs.of] + pairs.of_start
    level = corpus.term_ids[begin] == corpus.term_ids[begin + 1]
    image = pairs.relation == KEYS.index("affine image")
    faults = [
        ("the relation is not seen in what is shown", ~(held & own).any(axis=1)),
        ("another relation holds of what is shown", ~pairs.asks_next & (held & ~own).any(axis=1)),
        ("two terms do not tell the image", pairs.asks_next & image & level),
        ("a question like it asked already", _repeated(corpus, pairs)),
    ]
    return faults if selection.given == "terms" else [*faults, *_nameless(known, selection, pairs)]


def _repeated(corpus: Corpus, pairs: Pairs) -> Flags:
    """Pairs that ask for the next term beside the run of P, the relation and the beginning of Q of one before them."""
    asking = np.flatnonzero(pairs.asks_next)
    own = pairs.take(asking)
    begin = corpus.starts[own.sequence] + own.start
    seen = [corpus.term_ids[begin + place] for place in range(2)]
    asked = np.column_stack([own.of, own.of_start, own.shown, own.relation, *seen])
    repeated = pairs.asks_next.copy()
    repeated[asking[np.unique(asked, axis=0, return_index=True)[1]]] = False
    return repeated


def _nameless(known: Studied, selection: Selection, pairs: Pairs) -> Reasons:
    """Pairs of which a name cannot be told, or is that of a second sequence."""
    codes = known.corpus.name.dictionary_encode().indices.fill_null(0).to_numpy(zero_copy_only=False)
    twice = np.bincount(codes)[codes] > 1
    reasons = [*nameless(known, selection), ("name of a second sequence", twice)]
    return [(reason, flags[pairs.sequence] | flags[pairs.of]) for reason, flags in reasons]


def _once(pairs: Pairs) -> Pairs:
    """The first pair of runs of each pair of sequences."""
    return pairs.take(np.sort(np.unique(np.column_stack([pairs.sequence, pairs.of]), axis=0, return_index=True)[1]))


def _ordered(selection: Selection, pairs: Pairs) -> pa.Table:
    """The rows of a split: both questions mixed, the relations of the first one in shares that tell nothing."""
    counts = np.bincount(pairs.relation[~pairs.asks_next], minlength=len(KEYS))
    shares = even_shares(counts)
    kept = [np.flatnonzero(~pairs.asks_next & (pairs.relation == kind))[:most] for kind, most in enumerate(shares)]
    asking = np.flatnonzero(pairs.asks_next)
    kept.append(asking[: shares.sum()] if shares.any() else asking)
    label = np.repeat(np.arange(len(kept)), [len(rows) for rows in kept])
    mixed = np.argsort(Stream(selection.seed, "oeis_qa", "pairs", "mixed")[np.arange(len(label))], kind="stable")
    order = np.empty(len(label), np.int64)
    order[np.argsort(label[mixed], kind="stable")] = np.concatenate(kept)  # those of one label keep their order
    return _table(_with(pairs.take(order), offered=_offered(selection, pairs.take(order), shares)))


def even_shares(counts: Ints) -> Ints:
    """How often each relation may be right: as often as it can, but none in more than one of OPTIONS rows.

    >>> even_shares(np.array([100, 30, 20, 10, 1]))
    array([11, 11, 11, 10,  1])
    """
    most = int(counts.max(initial=0))
    while most * OPTIONS > np.minimum(counts, most).sum():
        most = int(np.minimum(counts, most).sum()) // OPTIONS
    return np.minimum(counts, most)


def _offered(selection: Selection, pairs: Pairs, shares: Ints) -> Ints:
    """For every pair whose relation is asked for, the right one and three others."""
    offered = np.zeros((len(pairs), OPTIONS), np.int64)
    asked = ~pairs.asks_next
    if asked.any():
        draws = Stream(selection.seed, "oeis_qa", "pairs", "offered")
        four = evenly(shares, pairs.relation[asked], draws, pairs.key[asked])
        right_first = np.argsort(four != pairs.relation[asked][:, None], axis=1, kind="stable")
        offered[asked] = np.take_along_axis(four, right_first, axis=1)
    return offered


def _without(pairs: Pairs, faults: Reasons, dropped: "Counter[str]") -> Pairs:
    """The pairs without a fault; those with one are counted by their first."""
    left = np.ones(len(pairs), bool)
    for reason, flags in faults:
        if faulty := int((left & flags).sum()):
            dropped[reason] += faulty
        left &= ~flags
    return pairs.take(left)


def _with(pairs: Pairs, **columns: Ints | Flags) -> Pairs:
    return Pairs(**{**{name: getattr(pairs, name) for name in (*_COLUMNS, "offered")}, **columns})


def _table(pairs: Pairs) -> pa.Table:
    columns = {name: pa.array(getattr(pairs, name)) for name in _COLUMNS}
    offered = pa.FixedSizeListArray.from_arrays(pa.array(pairs.offered.ravel()), OPTIONS)
    return pa.table({**columns, "offered": offered})
