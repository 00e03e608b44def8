"""The rows of a benchmark: all records of its files as examples, in the seed's order, under the splits it has itself.

In:  load_dataset("gsm8k", source="/data/gsm8k")["test"]
Out: 1,319 rows
"""

import dataclasses
import functools
from collections import Counter
from collections.abc import Mapping

import numpy as np

from oeis_qa.builder import RowBuilder
from oeis_qa.loaders.benchmarks.files import File, records
from oeis_qa.loaders.benchmarks.formats import Format, UnfitError
from oeis_qa.loaders.benchmarks.options import BenchmarkConfig
from oeis_qa.records import Batch, Example
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream

_ASKED_ELSEWHERE = "asked in another split too"


@dataclasses.dataclass(frozen=True, eq=False)
class Table:
    rows: Mapping[str, list[Example]]  # by split, in the order of the files
    dropped: Mapping[str, int]


@functools.lru_cache(maxsize=4)
def table(form: Format, state: tuple[File, ...]) -> Table:
    """All rows of these files.

    Raises:
        SourceFormatError: a file is not of the benchmark's form.
    """
    rows: dict[str, list[Example]] = {}
    dropped: Counter[str] = Counter()
    for record in records(form, state):
        try:
            rows.setdefault(record.split, []).append(form.example(record))
        except UnfitError as error:
            dropped[str(error)] += 1
    return Table(rows, dropped)


@functools.lru_cache(maxsize=4)
def without_leaks(whole: Table) -> Table:
    """The table without rows that a later split asks too: a test stays whole, and train shows nothing of it."""
    kept: dict[str, list[Example]] = {}
    asked: set[str] = set()
    for split in reversed(SPLITS):
        kept[split] = [row for row in whole.rows.get(split, []) if row.meta["family"] not in asked]
        asked.update(row.meta["family"] for row in kept[split])
    leaks = sum(map(len, whole.rows.values())) - sum(map(len, kept.values()))
    return Table(kept, {**whole.dropped, **({_ASKED_ELSEWHERE: leaks} if leaks else {})})


class BenchmarkBuilder(RowBuilder):
    """A published benchmark."""

    config: BenchmarkConfig

    def capacity(self) -> Mapping[str, int]:
        return {split: len(self._kept(split)) for split in SPLITS if split != "validation" or self._kept(split)}

    def dropped(self) -> Mapping[str, int]:
        return self._table().dropped

    def batch(self, split: str, rows: range) -> Batch:
        kept = self._kept(split)
        order = np.argsort(Stream(self.config.seed, self.dataset_name, split, "order")[np.arange(len(kept))])
        return Batch.of(self._licensed(kept[i]) for i in order[rows.start : rows.stop])

    def _table(self) -> Table:
        whole = table(self.config.FORMAT, self.config.files())
        return whole if self.config.split else without_leaks(whole)

    def _kept(self, split: str) -> list[Example]:
        if self.config.split not in (None, split):
            return []
        return [row for row in self._table().rows.get(split, ()) if self.config.keeps(row)]

    def _licensed(self, row: Example) -> Example:
        return dataclasses.replace(row, meta={**row.meta, "licence": self.config.licence()})
