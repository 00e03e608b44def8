"""The plan of a config: everything that its options decide before the first row is made, found once and kept.

In:  plan("completion", selection)
Out: Plan(studied, rows={"train": Order of 236,357 runs, ...}, dropped={"asked already": 11423, ...})
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from oeis_qa.loaders.oeis.order import order
from oeis_qa.loaders.oeis.pools import Rules, pool
from oeis_qa.loaders.oeis.questions import KINDS
from oeis_qa.loaders.oeis.questions.subsets import subsets
from oeis_qa.loaders.oeis.runs import Runs, Selection, Studied, studied
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
    known = studied(selection.source, selection.cache_dir, selection.fractions)
    rules: Rules = KINDS[kind].RULES
    if selection.subset == "random":
        return Plan(known, *subsets(known, selection, rules.sequences(known, selection)))
    found = pool(known, selection, rules)
    return Plan(known, {split: order(known, found, selection, kind, split) for split in SPLITS}, found.dropped)
