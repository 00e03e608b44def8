"""The rows of source="novel": row i is the first of its attempts that passes all checks, found by its index alone.

Attempts are drawn in rounds, one at first, then two, four, ..., and only for the rows still without a program; which
one is taken does not depend on the rounds.

In:  novel_plan("completion", selection).of("train", range(1000))
Out: the plan of these rows, and their Runs
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from oeis_qa.errors import CapacityError
from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.kin import LINKS, Kin
from oeis_qa.loaders.oeis.pools import Rules
from oeis_qa.loaders.oeis.runs import Runs, Selection, Studied
from oeis_qa.loaders.oeis.sources.novel.candidates import Candidates, Spec, candidates
from oeis_qa.loaders.oeis.sources.novel.checks import Check, checks
from oeis_qa.loaders.oeis.sources.novel.known import short_programs
from oeis_qa.loaders.oeis.sources.novel.programs import Programs
from oeis_qa.loaders.oeis.sources.novel.shapes import cores_of
from oeis_qa.splits import SPLITS, default_fractions

ATTEMPTS = 1 << 12  # at a row
CAPACITY = 1 << 31  # rows of a split
_TOGETHER = 16384  # attempts looked at together
NO_KIN = Kin(np.zeros(0, np.int64), np.zeros((len(LINKS), 0), np.uint16))
_PROBED = 8  # rows that are made to see whether the options leave any
_FAMILIES = 10_000  # and more: see default_fractions


@dataclass(frozen=True)
class NovelRows:
    """The rows of a split."""

    spec: Spec
    checks: list[Check]
    count: int

    def __len__(self) -> int:
        return self.count

    def take(self, rows: Ints) -> Candidates:
        """The programs of these rows.

        Raises:
            CapacityError: the options leave too few programs.
        """
        return joined([self._taken(some, Counter()) for some in _cut(rows, 1)])

    def probed(self, dropped: "Counter[str]") -> bool:
        """Whether the first rows can be made."""
        try:
            self._taken(np.arange(_PROBED), dropped)
        except CapacityError:
            return False
        return True

    def _taken(self, rows: Ints, dropped: "Counter[str]") -> Candidates:
        left, first, count = np.arange(len(rows)), 0, 1
        parts: list[Candidates] = []
        while len(left) or not parts:
            if first + count > ATTEMPTS:
                raise CapacityError(
                    f"source='novel': none of {ATTEMPTS} programs drawn for row {rows[left[0]]} passes under these "
                    f"options (dropped: {dict(dropped)}); widen min_terms, max_terms, max_digits or depth"
                )
            passed = [self._round(rows, some, first, count, dropped) for some in _cut(left, count)]
            parts += passed
            done = np.concatenate([own.row for own in passed])
            left, first, count = left[~np.isin(rows[left], done)], first + count, min(2 * count, _TOGETHER)
        found = joined(parts)
        return found.take(np.argsort(found.row, kind="stable")[np.argsort(np.argsort(rows, kind="stable"))])

    def _round(self, rows: Ints, left: Ints, first: int, count: int, dropped: "Counter[str]") -> Candidates:
        """Of some rows, each one's first attempt of these that passes, where one does."""
        row = np.repeat(rows[left], count)
        own = candidates(self.spec, row, row * ATTEMPTS + first + np.tile(np.arange(count), len(left)))
        for reason, check in self.checks:
            flags = check(own) if len(own) else np.zeros(0, bool)
            dropped[reason] += int(flags.sum())
            own = own.take(~flags)
        return own.take(np.unique(own.row, return_index=True)[1])


@dataclass(frozen=True)
class Made:
    """What a kind of question knows when it makes some rows."""

    studied: Studied
    selection: Selection
    kin: Kin = NO_KIN  # of train runs: the families of programs leave none


@dataclass(frozen=True)
class NovelPlan:
    rows: Mapping[str, NovelRows]  # by split
    dropped: Mapping[str, int]

    def of(self, split: str, rows: range | Ints) -> tuple[Made, Runs]:
        """What it takes to make these rows."""
        own = self.rows[split]
        found = own.take(np.array(rows, np.int64))
        searched = short_programs(own.spec.selection.cache_dir, own.spec.selection.depth).corpus
        return Made(found.studied(own.spec, searched), own.spec.selection), found.runs(own.spec.split)


def novel_plan(selection: Selection, rules: Rules) -> NovelPlan:
    """The plan of a kind of question under these options."""
    fractions = selection.fractions or default_fractions(_FAMILIES)
    dropped: Counter[str] = Counter()
    rows = {}
    for i, split in enumerate(SPLITS):
        spec = Spec(selection, i, cores_of(i, fractions), first=int(rules.mirrored))
        own = NovelRows(spec, checks(spec, rules), CAPACITY)
        rows[split] = own if spec.cores_there and own.probed(dropped) else replace(own, count=0)
    return NovelPlan(rows, dropped)


def joined(parts: Sequence[Candidates]) -> Candidates:
    """Several as one."""
    columns = {field.name: [getattr(part, field.name) for part in parts] for field in fields(Candidates)}
    programs, terms = columns.pop("programs"), columns.pop("terms")
    return Candidates(
        **{name: np.concatenate(values) for name, values in columns.items()},
        programs=Programs(
            *(np.concatenate([getattr(own, field.name) for own in programs]) for field in fields(Programs))
        ),
        terms=np.concatenate(terms, axis=1),
    )


def _cut(left: Ints, count: int) -> list[Ints]:
    """Rows in parts, so that not too many attempts are looked at together."""
    size = max(1, _TOGETHER // count)
    return [left[first : first + size] for first in range(0, max(len(left), 1), size)]
