"""The plan of a config: everything that its options decide before the first row is made, found once and kept.

In:  plan("completion", selection)
Out: Plan(studied, rows={"train": Order of 235,452 runs, ...}, dropped={"asked already": 11423, ...})
"""

import functools
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import pyarrow as pa

from oeis_qa.fingerprint import text_hash
from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.kin import Kin, kin
from oeis_qa.loaders.oeis.mirror import Mirrored, mirrored
from oeis_qa.loaders.oeis.order import Order, order
from oeis_qa.loaders.oeis.pairs import listed, pair_table
from oeis_qa.loaders.oeis.pools import Pool, Rules, pool
from oeis_qa.loaders.oeis.questions import KINDS, reasoning
from oeis_qa.loaders.oeis.questions.augmenting import FAULTS
from oeis_qa.loaders.oeis.questions.subsets import subset_table, subsets
from oeis_qa.loaders.oeis.runs import Runs, Selection, Studied, keep_found, studied
from oeis_qa.loaders.oeis.sources import NOVEL
from oeis_qa.loaders.oeis.sources.novel.rows import NovelPlan, novel_plan
from oeis_qa.splits import SPLITS

CANDIDATES = {"train": 400_000, "validation": 40_000, "test": 40_000}  # runs of which single faults are looked for


class Rows(Protocol):
    """The rows of a split, by index."""

    def __len__(self) -> int: ...

    def take(self, rows: range | Ints) -> Runs:
        """The runs of these rows."""


@dataclass(frozen=True)
class Plan:
    studied: Studied
    selection: Selection
    kin: Kin
    rows: Mapping[str, Rows]  # by split
    dropped: Mapping[str, int]  # candidates by the reason they were dropped for

    def of(self, split: str, rows: range | Ints) -> "tuple[Plan, Runs]":
        """What it takes to make these rows."""
        return self, self.rows[split].take(rows)


@dataclass(frozen=True)
class Kept:
    """The rows of an order that have no fault."""

    order: Order
    kept: Ints  # their indices in the order

    def __len__(self) -> int:
        return len(self.kept)

    def take(self, rows: range | Ints) -> Runs:
        """The runs of these rows."""
        return self.order.take(self.kept[rows])


@functools.lru_cache(maxsize=16)
def plan(kind: str, selection: Selection) -> Plan | NovelPlan:
    """The plan of a kind of question under these options."""
    rules: Rules = KINDS[kind].RULES
    if selection.augment:
        rules = replace(rules, integers=True, faults=FAULTS[selection.augment])
    if selection.reasoning or selection.solved_by:
        rules = replace(rules, faults=reasoning.faults)
    if selection.source == NOVEL:
        return novel_plan(selection, rules)
    known = studied(selection.source, selection.state, selection.cache_dir, selection.fractions)
    if selection.given == "name":
        rules, selection = replace(rules, first=True), replace(selection, max_terms=selection.min_terms)
    related = _kept_kin(known, selection, "kin")
    if own_rows := getattr(KINDS[kind], "rows", None):  # of several kinds of question in one
        return Plan(known, selection, related, *own_rows(known, selection, functools.partial(_pooled, known, related)))
    if selection.subset == "random":
        drawn = _kept_subsets(known, selection, rules, related)
        return Plan(known, selection, related, subsets(known, selection, drawn), _dropped(drawn))
    if rules.mirrored:
        seen = mirrored(known)
        found = _kept_pool(kind, seen, selection, rules, _kept_kin(seen, selection, "kin-mirrored"))
    else:
        seen, found = known, _kept_pool(kind, known, selection, rules, related)
    if rules.paired:
        paired = _kept_pairs(known, selection, found)
        return Plan(known, selection, related, listed(known, paired), {**found.dropped, **_dropped(paired)})
    orders = {split: order(seen, found, selection, kind, split) for split in SPLITS}
    if rules.mirrored:
        backwards = {split: Mirrored(known, rows) for split, rows in orders.items()}
        return Plan(known, selection, related, backwards, found.dropped)
    if rules.faults is None:
        return Plan(known, selection, related, orders, found.dropped)
    kept = _kept_rows(kind, known, selection, rules, orders)
    rows = {split: Kept(orders[split], kept.column(split)[0].values.to_numpy()) for split in SPLITS}
    return Plan(known, selection, related, rows, {**found.dropped, **_dropped(kept)})


def _kept_rows(kind: str, known: Studied, selection: Selection, rules: Rules, orders: Mapping[str, Order]) -> pa.Table:
    """Which rows of each order have no fault, found once for all options and the seed."""
    asked = replace(selection, source="", state="", cache_dir="")
    name = f"rows-{text_hash(kind, repr(asked))}"
    place = selection.source, selection.cache_dir

    def make() -> pa.Table:
        dropped: Counter[str] = Counter()
        kept = {
            split: pa.array([_faultless(known, selection, rules, orders[split], CANDIDATES[split], dropped)])
            for split in SPLITS
        }
        return pa.table(kept, metadata={"dropped": json.dumps(dropped)})

    return keep_found(*place, name, make, "Looking for questions with one answer")


def _faultless(
    known: Studied, selection: Selection, rules: Rules, rows: Order, most: int, dropped: "Counter[str]"
) -> Ints:
    """The first `most` rows, but for those that have a fault."""
    count = min(len(rows), most)
    left = np.ones(count, bool)
    if rules.faults is not None and count:
        for reason, flags in rules.faults(known, selection, rows.take(range(count))):
            if faulty := int((left & flags).sum()):
                dropped[reason] += faulty
            left &= ~flags
    found: Ints = np.flatnonzero(left)
    return found


def _kept_kin(known: Studied, selection: Selection, what: str) -> Kin:
    """The kindred runs, found once for a source and its splits."""
    lengths = selection.min_terms, selection.max_terms
    name = f"{what}-{text_hash(repr((selection.fractions, *lengths)))}"
    place = selection.source, selection.cache_dir
    table = keep_found(*place, name, lambda: kin(known, *lengths).table(), "Looking for runs related to others")
    return Kin.from_table(table)


def _pooled(known: Studied, related: Kin, name: str, selection: Selection, rules: Rules) -> Pool:
    return _kept_pool(name, known, selection, rules, related)


def _kept_pool(kind: str, known: Studied, selection: Selection, rules: Rules, related: Kin) -> Pool:
    """The pool, made once for all options that it depends on."""
    asked = replace(
        selection, source="", state="", cache_dir="", seed=0, weighting="", hidden=0, style="", dose=1.0, relations=()
    )
    name = f"pool-{text_hash(kind, repr(asked))}"
    place = selection.source, selection.cache_dir
    table = keep_found(
        *place, name, lambda: _table(pool(known, selection, rules, related)), "Looking for runs with one answer"
    )
    shortest, longest = (table.column(name).chunk(0).to_numpy() for name in ("shortest", "longest"))
    return Pool(shortest, longest, _dropped(table))


def _kept_subsets(known: Studied, selection: Selection, rules: Rules, related: Kin) -> pa.Table:
    """The random subsets, made once for all options that they depend on; the seed is one."""
    name = f"subsets-{text_hash(repr(replace(selection, source='', state='', cache_dir='', weighting='')))}"
    reasons = rules.sequences(known, selection)
    place = selection.source, selection.cache_dir
    return keep_found(
        *place, name, lambda: subset_table(known, selection, reasons, related), "Looking for subsets with one answer"
    )


def _kept_pairs(known: Studied, selection: Selection, found: Pool) -> pa.Table:
    """The pairs of runs, made once for all options and the seed."""
    name = f"pairs-{text_hash(repr(replace(selection, source='', state='', cache_dir='', weighting='')))}"
    place = selection.source, selection.cache_dir
    return keep_found(*place, name, lambda: pair_table(known, selection, found), "Looking for runs to compare")


def _dropped(found: pa.Table) -> Mapping[str, int]:
    """The counts, by reason, that a kept table carries."""
    counts: Mapping[str, int] = json.loads(found.schema.metadata[b"dropped"])
    return counts


def _table(found: Pool) -> pa.Table:
    columns = {"shortest": found.shortest, "longest": found.longest}
    return pa.table(columns, metadata={"dropped": json.dumps(dict(found.dropped))})
