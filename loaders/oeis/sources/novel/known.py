"""Short programs, all of them up to a bound: a run that one of them explains is not asked of a longer one.

The bound: every base with each of its constants among the smallest, WIDE programs a base; and, below programs of two
steps or more, every step without a second sequence on NARROW programs a base, with FEW of its constants. A program
explains a run if the run's first FIRST terms, or an affine image of them, stand among its own first HEIGHT terms.

In:  short_programs(cache_dir, steps=2).explained(runs, shown)
Out: True for 1, 4, 9, 16, 25, 36, 49, 64, 81, and for a run whose last eight terms stand in too many places to tell
"""

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.affine_runs import PRIME, affine_runs
from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.runs import keep_found
from oeis_qa.loaders.oeis.search import COMMON
from oeis_qa.loaders.oeis.solvers.numbers import Words
from oeis_qa.loaders.oeis.sources import NOVEL
from oeis_qa.loaders.oeis.sources.bundled import LICENCE
from oeis_qa.loaders.oeis.sources.novel.base import Terms
from oeis_qa.loaders.oeis.sources.novel.programs import (
    ALL_BASES,
    ALL_STEPS,
    BASE_MOST,
    NONE,
    STEP_MOST,
    Programs,
    evaluated,
)

WINDOW = 8  # terms by which a run is looked up
HEIGHT = 48  # terms of a short program
FIRST = 24  # terms of a run that are looked at: they begin where short programs still go on for as many
WIDE, NARROW, FEW = 400, 24, 6
_STEPS = 2  # programs of so many steps or more are not enumerated
Part = tuple[int, tuple[int, ...]]  # a base or step, and its constants
_TOGETHER = 4096  # programs evaluated at a time


@dataclass(frozen=True, eq=False)
class ShortPrograms:
    terms: Ints  # of one program after the other
    starts: Ints
    hashes: Words  # of all windows, sorted
    last: Ints  # the place of the last term of each window

    def explained(self, runs: Terms, shown: Ints) -> Flags:
        """For every run, a column that begins with its `shown` terms, whether a short program makes it."""
        shown, column = np.minimum(shown, FIRST), np.arange(runs.shape[1])
        ends = runs[np.arange(-WINDOW, 0)[:, None] + shown, column]
        (hashed,) = window_hashes(ends)
        first = np.searchsorted(self.hashes, hashed, side="left")
        count = np.searchsorted(self.hashes, hashed, side="right") - first
        explained = count > COMMON
        count[explained] = 0
        row = np.repeat(column, count)
        place = self.last[first[row] + np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)]
        inside = place - shown[row] + 1 >= self.starts[np.searchsorted(self.starts, place, side="right") - 1]
        row, place = row[inside], place[inside]
        explained[row[self._images(runs, shown, row, place)]] = True
        return explained

    def _images(self, runs: Terms, shown: Ints, row: Ints, place: Ints) -> Flags:
        """Whether run `row` is an affine image of the terms that end at `place`; products wrap round on both sides."""
        back = np.arange(len(runs))[:, None]
        inside = back < shown[row]
        own = runs[np.where(inside, shown[row] - 1 - back, 0), row]
        there = self.terms[np.where(inside, place - back, 0)]
        own, there = own - own[0], there - there[0]
        moving, columns = (own[:WINDOW] != 0).argmax(axis=0), np.arange(len(row))
        images = (own * there[moving, columns] == there * own[moving, columns]) | ~inside
        every: Flags = np.all(images, axis=0)
        return every

    def holds(self, hashed: Words) -> Flags:
        """Which of these windows, or an affine image of each, a short program makes."""
        return stands_in(self.hashes, hashed)

    @functools.cached_property
    def corpus(self) -> Corpus:
        """The same terms as a corpus."""
        return Corpus.of_terms(pa.array(self.terms).cast(pa.string()), self.starts, LICENCE)

    @functools.cached_property
    def different(self) -> tuple[Ints, Ints]:
        """The different terms, sorted, and the id of each in the corpus."""
        terms, place = np.unique(self.terms, return_index=True)
        return terms, self.corpus.term_ids[place]


def stands_in(known: Words, hashed: Words) -> Flags:
    """Which words stand in a sorted list."""
    order = np.argsort(hashed)  # neighbours are found where the last one was: five times as fast in a long list
    found = np.zeros(len(hashed), bool)
    place = np.minimum(np.searchsorted(known, hashed[order]), max(len(known) - 1, 0))
    found[order] = known[place] == hashed[order] if len(known) else False
    return found


def window_hashes(terms: Terms) -> Words:
    """For every column its windows, one a row: equal where one is an affine image of the other."""
    height, count = terms.shape
    lists = affine_runs((terms.T % PRIME).ravel().astype(np.uint64))
    last = np.arange(count) * height + np.arange(WINDOW - 1, height)[:, None]
    return lists.hashes(last.ravel(), WINDOW).reshape(last.shape)


@functools.lru_cache(maxsize=4)
def short_programs(cache_dir: str, steps: int) -> ShortPrograms:
    """All programs of fewer steps, up to the bound."""
    bound = min(steps, _STEPS)
    doing = "Running all short programs"
    lists = keep_found(NOVEL, cache_dir, f"programs-{bound}", lambda: _table(bound), doing).column("terms").chunk(0)
    terms, starts = lists.values.to_numpy(), lists.offsets.to_numpy().astype(np.int64)
    windows = keep_found(NOVEL, cache_dir, f"windows-{bound}", lambda: _windows(terms, starts), doing)
    return ShortPrograms(terms, starts, *(windows.column(name).chunk(0).to_numpy() for name in ("hash", "last")))


def _table(steps: int) -> pa.Table:
    """The terms of all programs of fewer steps."""
    lists = [own for depth in range(steps) for programs in _enumerated(depth) for own in _lists(programs)]
    return pa.table({"terms": pa.array(lists, pa.list_(pa.int64()))})


def _windows(terms: Ints, starts: Ints) -> pa.Table:
    """Of every window its hash and its last place, sorted by hash."""
    places = np.arange(len(terms))
    last = places[places - np.repeat(starts[:-1], np.diff(starts)) >= WINDOW - 1]
    hashes = affine_runs((terms % PRIME).astype(np.uint64)).hashes(last, WINDOW)
    order = np.argsort(hashes, kind="stable")
    return pa.table({"hash": hashes[order], "last": last[order]})


def _lists(programs: Programs) -> Iterator[Ints]:
    found = evaluated(programs, 2 * HEIGHT + 2, np.zeros(len(programs), np.int64))
    good = np.minimum(found.good, HEIGHT)
    for column in np.flatnonzero(good >= WINDOW).tolist():
        yield found.terms[: good[column], column]


def _enumerated(depth: int) -> Iterator[Programs]:
    """All programs of no step, or of one."""
    most = NARROW if depth else WIDE
    bases = [(base, own) for base, known in enumerate(ALL_BASES) for own in _smallest(known.constants, most)]
    steps = [
        (step, own)
        for step, known in enumerate(ALL_STEPS)
        if not known.second
        for own in _smallest(known.constants, FEW)
    ]
    chains = [[link] for link in steps] if depth else [[]]
    rows = list(itertools.product(bases, chains))
    for first in range(0, len(rows), _TOGETHER):
        yield _programs(rows[first : first + _TOGETHER], depth)


def _smallest(constants: tuple[tuple[int, ...], ...], most: int) -> Iterator[tuple[int, ...]]:
    """All choices of constants with each among the smallest, `most` at most."""
    each = 1
    while (each + 1) ** len(constants) <= most and constants:
        each += 1
    return itertools.product(*(values[:each] for values in constants))


def _programs(rows: list[tuple[Part, list[Part]]], depth: int) -> Programs:
    steps = [[_padded(own, STEP_MOST) for _, own in chain] for _, chain in rows]
    return Programs(
        base=np.array([base for (base, _), _ in rows]),
        constants=np.array([_padded(own, BASE_MOST) for (_, own), _ in rows]),
        step=np.array([[step for step, _ in chain] for _, chain in rows], np.int64).reshape(len(rows), depth),
        step_constants=np.array(steps, np.int64).reshape(len(rows), depth, STEP_MOST),
        other=np.full((len(rows), depth), NONE),
        other_constants=np.zeros((len(rows), depth, BASE_MOST), np.int64),
    )


def _padded(constants: tuple[int, ...], most: int) -> list[int]:
    return [*constants, *[0] * (most - len(constants))]
