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
from functools import cached_property

import numpy as np

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.index import Groups
from oeis_qa.loaders.oeis.order import Order
from oeis_qa.loaders.oeis.questions.choosing import OPTIONS
from oeis_qa.loaders.oeis.runs import Runs
from oeis_qa.mixtures import schedule
from oeis_qa.rounds import turns
from oeis_qa.streams import Stream, permuted

MOST = 256  # tables, or pairs, of a split
LEAST_RUNS = 100  # of a side
_SIDES = 4 * MOST  # at most
_NOBODY = -1


@dataclass(frozen=True, kw_only=True)
class Offered(Runs):
    """Runs with groups beside them."""

    listed: Groups
    groups: Ints  # (rows, four or two): the group of the run first
    letter: Ints  # place of the right option: each in a fourth of the rows of a side
    beside: tuple[Runs, ...] = ()  # runs of the other group of two


@dataclass(frozen=True)
class Sides:
    """The rows of one kind of question in one split: tables of groups, each with a side a group."""

    listed: Groups
    order: Order  # of all runs that may be asked, by sequence
    groups: Ints  # (tables, groups at each)
    sides: tuple[Ints, ...]  # of every table, for each of its groups, the owners in `order` that it alone lists
    beside: int  # runs of the other group that are shown beside the asked one
    seed: int

    def __len__(self) -> int:
        return min((_runs(self.order, side) for side in self.sides), default=0) * len(self.sides)

    def take(self, rows: range | Ints) -> Offered:
        """The runs of these rows."""
        shares = {str(side): 1 for side in range(len(self.sides))}
        side, index = schedule(shares, self.seed, rows, f"sides of {self.groups.shape[1]}")
        runs, other = self._asked(side, index), side ^ 1  # the other side of a table of two
        table, own = np.divmod(side, self.groups.shape[1])
        turned = (own[:, None] + np.arange(self.groups.shape[1])) % self.groups.shape[1]
        return Offered(
            *(getattr(runs, name) for name in _COLUMNS),
            listed=self.listed,
            groups=np.take_along_axis(self.groups[table], turned, axis=1),
            letter=self._letters(side, index),
            beside=tuple(self._others(other, runs, place) for place in range(self.beside)),
        )

    def _letters(self, side: Ints, index: Ints) -> Ints:
        turn, place = np.divmod(index, OPTIONS)
        return permuted(self._draws("letters")[turn * _SIDES + side], np.full(len(side), OPTIONS), place)

    def _asked(self, side: Ints, index: Ints) -> Runs:
        """Of each side, its run with this index: every sequence once before any comes twice, as in order.py."""
        turn, place, owners = (np.zeros_like(side) for _ in range(3))
        by_side = np.argsort(side, kind="stable")
        present, first = np.unique(side[by_side], return_index=True)
        for own, begin, end in zip(present.tolist(), first, np.append(first, len(side))[1:], strict=True):
            rows = by_side[begin:end]
            turn[rows], place[rows], owners[rows] = turns(self.order.runs[self.sides[own]], index[rows])
        chosen = self._owner(side, permuted(self._draws("round")[turn * _SIDES + side], owners, place))
        keys = self._draws("order")[self.order.owner[chosen] * _SIDES + side]
        return self.order.cut(chosen, permuted(keys, self.order.runs[chosen], turn))

    def _others(self, side: Ints, runs: Runs, place: int) -> Runs:
        """Beside each run, one of another sequence of this side for each place."""
        keys, count = self._draws("sequences beside")[runs.key * _SIDES + side], self._sizes[side]
        own = self._owner(side, permuted(keys, count, np.full(len(runs), place)))
        draws = self._draws(f"run beside {place}")
        return self.order.cut(own, draws.below(self.order.runs[own], runs.key * _SIDES + side))

    def _owner(self, side: Ints, place: Ints) -> Ints:
        """The owner at this place of a side."""
        found: Ints = self._owners[(np.cumsum(self._sizes) - self._sizes)[side] + place]
        return found

    def _draws(self, use: str) -> Stream:
        return Stream(self.seed, "oeis_qa", "groups", f"{use} of {self.groups.shape[1]}")

    @cached_property
    def _owners(self) -> Ints:
        return np.concatenate([*self.sides, np.zeros(0, np.int64)])

    @cached_property
    def _sizes(self) -> Ints:
        return np.array([len(side) for side in self.sides], np.int64)


def tables(groups: Groups, order: Order, seed: int, split: str) -> Sides:
    """Which of four groups: their rows."""
    return _sides(groups, order, OPTIONS, 0, seed, split)


def pairs(groups: Groups, order: Order, seed: int, split: str) -> Sides:
    """Which of four sequences is of another group than the rest: their rows."""
    return _sides(groups, order, 2, OPTIONS - 1, seed, split)


def _sides(groups: Groups, order: Order, size: int, beside: int, seed: int, split: str) -> Sides:
    sequence = order.known.corpus.sequence_of[order.last[order.first]]
    owner = np.full(len(order.known.corpus), _NOBODY)
    owner[sequence] = np.arange(len(sequence))
    members, near = ([_known(owner[own]) for own in lists] for lists in (groups.members, groups.near))
    wanted = max(beside, 2)  # sequences of a side

    def enough(side: Ints) -> bool:
        return len(side) >= wanted and _runs(order, side) >= LEAST_RUNS

    draws = Stream(seed, "oeis_qa", "groups", f"tables of {size}", split)
    here = [group for group in range(len(groups)) if enough(members[group])]
    found: dict[tuple[int, ...], list[Ints]] = {}
    for four in _drawn(groups, here, size, draws):
        sides = [_alone(four, own, members, near, len(sequence)) for own in four]
        if all(map(enough, sides)):
            found[four] = sides
    laid = np.array(list(found), np.int64).reshape(-1, size)
    return Sides(groups, order, laid, tuple(side for sides in found.values() for side in sides), beside, seed)


def _drawn(groups: Groups, here: list[int], size: int, draws: Stream) -> Iterator[tuple[int, ...]]:
    """Sets of groups that are apart, each group in turn, in a drawn order, with others drawn."""
    first = draws.at(MOST).shuffled(here)
    for turn in range(MOST if here else 0):
        chosen = [first[turn % len(here)]]
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


def _known(owners: Ints) -> Ints:
    """Those that have runs, in the order's order."""
    return np.sort(owners[owners != _NOBODY])


def _runs(order: Order, side: Ints) -> int:
    return int(order.runs[side].sum())


_COLUMNS = ("sequence", "start", "shown", "key")
