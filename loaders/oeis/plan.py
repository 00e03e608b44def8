"""The plan of a config: everything that its options decide before the first row is made, found once and kept.

In:  plan("completion", selection)
Out: Plan(studied, rows={"train": Order of 235,452 runs, ...}, dropped={"asked already": 11423, ...})
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import pyarrow as pa

from oeis_qa.fingerprint import text_hash
from oeis_qa.loaders.oeis.order import order
from oeis_qa.loaders.oeis.pools import Pool, Rules, pool
from oeis_qa.loaders.oeis.questions import KINDS
from oeis_qa.loaders.oeis.questions.subsets import subset_table, subsets
from oeis_qa.loaders.oeis.runs import Runs, Selection, Studied, keep_found, studied
from oeis_qa.splits import SPLITS


class Rows(Protocol):
    """The rows of a split, by index."""

    def __len__(self) -> int: ...

    def take(self, rows: range) -> Runs:
        """The runs of these rows."""


@dataclass(frozen=True)
class Plan:
    studied: Studied
    rows: Mapping[str, Rows]  # by split
    dropped: Mapping[str, int]  # candidates by the reason they were dropped for


@functools.lru_cache(maxsize=4)
def plan(kind: str, selection: Selection) -> Plan:
    """The plan of a kind of question under these options."""
    known = studied(selection.source, selection.state, selection.cache_dir, selection.fractions)
    rules: Rules = KINDS[kind].RULES
    if selection.subset == "random":
        drawn = _kept_subsets(known, selection, rules)
        return Plan(known, subsets(known, selection, drawn), json.loads(drawn.schema.metadata[b"dropped"]))
    found = _kept_pool(kind, known, selection, rules)
    return Plan(known, {split: order(known, found, selection, kind, split) for split in SPLITS}, found.dropped)


def _kept_pool(kind: str, known: Studied, selection: Selection, rules: Rules) -> Pool:
    """The pool, made once for all options that it depends on."""
    asked = replace(selection, source="", state="", cache_dir="", seed=0, weighting="")
    name = f"pool-{text_hash(kind, repr(asked))}"
    place = selection.source, selection.cache_dir
    table = keep_found(*place, name, lambda: _table(pool(known, selection, rules)), "Looking for runs with one answer")
    shortest, longest = (table.column(name).chunk(0).to_numpy() for name in ("shortest", "longest"))
    return Pool(shortest, longest, json.loads(table.schema.metadata[b"dropped"]))


def _kept_subsets(known: Studied, selection: Selection, rules: Rules) -> pa.Table:
    """The random subsets, made once for all options that they depend on; the seed is one."""
    name = f"subsets-{text_hash(repr(replace(selection, source='', state='', cache_dir='', weighting='')))}"
    reasons = rules.sequences(known, selection)
    place = selection.source, selection.cache_dir
    return keep_found(
        *place, name, lambda: subset_table(known, selection, reasons), "Looking for subsets with one answer"
    )


def _table(found: Pool) -> pa.Table:
    columns = {"shortest": found.shortest, "longest": found.longest}
    return pa.table(columns, metadata={"dropped": json.dumps(dict(found.dropped))})
