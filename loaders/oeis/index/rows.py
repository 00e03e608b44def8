"""The rows of questions about groups, by index: which groups are offered together, and whose runs are asked.

Four groups that are apart make a table, two a pair; each group brings the sequences that it alone of them lists. Every
side of every table or pair is asked equally often, whatever the sizes of the groups, so that the names tell nothing:
given the four names, each is right in a fourth of the rows; given that a sequence is one of four shown, it is the odd
one in a fourth of the rows.

In:  tables(groups, order of the test split, seed=0, split="test").take(range(10))
Out: Offered: ten runs, for each four groups, the right one first
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.index import Groups
from oeis_qa.loaders.oeis.mixture import schedule
from oeis_qa.loaders.oeis.order import Order
from oeis_qa.loaders.oeis.questions.choosing import OPTIONS
from oeis_qa.loaders.oeis.runs import Runs
from oeis_qa.streams import Stream, permuted

MOST = 256  # tables, or pairs, of a split
LEAST_RUNS = 100  # of a side


@dataclass(frozen=True, kw_only=True)
class Offered(Runs):
    """Runs with groups beside them."""

    listed: Groups
    groups: Ints  # (rows, four or two): the group of the run first
    beside: tuple[Runs, ...] = ()  # runs of the other group of two


@dataclass(frozen=True)
class Sides:
    """The rows of one kind of question in one split: tables of groups, each with a side a group."""

    listed: Groups
    order: Order  # of all runs that may be asked, by sequence
    groups: Ints  # (tables, groups at each)
    sides: tuple[tuple[Ints, ...], ...]  # for every table and group, the owners in `order` that it alone lists
    beside: int  # runs of the other group that are shown beside the asked one
    seed: int

    def __len__(self) -> int:
        fewest = min((_runs(self.order, side) for sides in self.sides for side in sides), default=0)
        return fewest * self.groups.size

    def take(self, rows: range | Ints) -> Offered:
        """The runs of these rows."""
        shares = {str(side): 1 for side in range(self.groups.size)}
        side, index = schedule(shares, self.seed, rows, f"sides of {self.groups.shape[1]}")
        by_side = np.argsort(side, kind="stable")
        present, first = np.unique(side[by_side], return_index=True)
        parts = [
            self._asked(own, index[rows])
            for own, rows in zip(present.tolist(), np.split(by_side, first[1:]), strict=True)
        ]
        place = np.empty_like(by_side)
        place[by_side] = np.arange(len(by_side))
        runs, *beside = (joined(found).take(place) for found in zip(*parts, strict=True)) if parts else (_NOTHING,)
        table, own = np.divmod(side, self.groups.shape[1])
        turned = (own[:, None] + np.arange(self.groups.shape[1])) % self.groups.shape[1]
        groups = np.take_along_axis(self.groups[table], turned, axis=1)
        return Offered(
            runs.sequence, runs.start, runs.shown, runs.key, listed=self.listed, groups=groups, beside=tuple(beside)
        )

    def _asked(self, side: int, index: Ints) -> tuple[Runs, ...]:
        """Runs of this side, each with those beside it."""
        table, own = divmod(side, self.groups.shape[1])
        label = "/".join([*(self.listed.keys[group] for group in self.groups[table].tolist()), str(own)])
        rounds, choices = (Stream(self.seed, "oeis_qa", "groups", use, label) for use in ("round", "order"))
        runs = self.order.only(self.sides[table][own], rounds, choices).take(index)
        if not self.beside:
            return (runs,)
        return runs, *self._others(self.sides[table][1 - own], Stream(self.seed, "oeis_qa", "groups", label), runs)

    def _others(self, side: Ints, draws: Stream, runs: Runs) -> Iterator[Runs]:
        """For each run, others of as many different sequences of this side."""
        keys, count = draws[runs.key], np.full(len(runs), len(side))
        for place in range(self.beside):
            own = side[permuted(keys, count, np.full(len(runs), place))]
            yield self.order.cut(own, draws.below(self.order.runs[own], runs.key * 4 + place + 1))


def tables(groups: Groups, order: Order, seed: int, split: str) -> Sides:
    """Which of four groups: their rows."""
    return _sides(groups, order, OPTIONS, 0, seed, split)


def pairs(groups: Groups, order: Order, seed: int, split: str) -> Sides:
    """Which of four sequences is of another group than the rest: their rows."""
    return _sides(groups, order, 2, OPTIONS - 1, seed, split)


def _sides(groups: Groups, order: Order, size: int, beside: int, seed: int, split: str) -> Sides:
    sequence = order.known.corpus.sequence_of[order.last[order.first]]
    members, near = (
        [np.flatnonzero(np.isin(sequence, own)) for own in lists] for lists in (groups.members, groups.near)
    )
    wanted = max(beside, 2)  # sequences of a side

    def enough(side: Ints) -> bool:
        return len(side) >= wanted and _runs(order, side) >= LEAST_RUNS

    draws = Stream(seed, "oeis_qa", "groups", f"tables of {size}", split)
    here = [group for group in range(len(groups)) if enough(members[group])]
    found = {}
    for four in _drawn(groups, here, size, draws):
        sides = tuple(_alone(four, own, members, near, len(sequence)) for own in four)
        if all(map(enough, sides)):
            found[four] = sides
    return Sides(groups, order, np.array(list(found), np.int64).reshape(-1, size), tuple(found.values()), beside, seed)


def _drawn(groups: Groups, here: list[int], size: int, draws: Stream) -> Iterator[tuple[int, ...]]:
    """Sets of groups that are apart, each group in turn with others drawn."""
    for turn in range(MOST if here else 0):
        chosen = [here[turn % len(here)]]
        for group in draws.at(turn).shuffled(here):
            if len(chosen) < size and groups.apart[group, chosen].all():
                chosen.append(group)
        if len(chosen) == size:
            yield tuple(sorted(chosen))


def _alone(table: tuple[int, ...], own: int, members: list[Ints], near: list[Ints], count: int) -> Ints:
    """The owners that this group of a table lists and no other one may."""
    elsewhere = np.zeros(count, bool)
    for group in table:
        if group != own:
            elsewhere[near[group]] = True
    found: Ints = members[own][~elsewhere[members[own]]]
    return found


def _runs(order: Order, side: Ints) -> int:
    return int(order.runs[side].sum())


def joined(parts: tuple[Runs, ...]) -> Runs:
    """The runs of all parts, one part after the other."""
    return Runs(*(np.concatenate([getattr(part, name) for part in parts]) for name in _COLUMNS))


_COLUMNS = ("sequence", "start", "shown", "key")
_NOTHING = Runs(*(np.zeros(0, np.int64) for _ in _COLUMNS))
