"""Attempts at rows: programs with the runs that would be shown of them, as columns.

In:  candidates(spec, rows=[3, 4], attempts=[0, 0])
Out: Candidates(terms, one program a column; start and shown of its run; room, 0 where no run is long enough; ...)
"""

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.runs import Drawn, Runs, Selection, Studied
from oeis_qa.loaders.oeis.sources.bundled import LICENCE
from oeis_qa.loaders.oeis.sources.novel.base import Terms
from oeis_qa.loaders.oeis.sources.novel.drawing import OFFSET, SHOWN, START, Draws, drawn
from oeis_qa.loaders.oeis.sources.novel.programs import ALL_STEPS, Evaluated, Programs, evaluated
from oeis_qa.loaders.oeis.sources.novel.shapes import Cores, families
from oeis_qa.loaders.oeis.sources.novel.writing import all_written
from oeis_qa.loaders.oeis.uniqueness import Sides
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream

STARTS = 12  # places at which a run may begin
BEHIND = 8  # terms behind a run that are known, where the program goes on so far; as many as nth_term may ask for
_HALVING = np.array([step.times > 1 for step in ALL_STEPS])
_MIXING = np.array([step.name == "interleaving" for step in ALL_STEPS])


@dataclass(frozen=True)
class Spec:
    """What decides about the rows of a split."""

    selection: Selection
    split: int
    cores: tuple[Cores, ...]
    first: int = 0  # the first place at which a run may begin

    @property
    def cores_there(self) -> bool:
        """Whether any family lies in the split."""
        return any(len(own.base) for own in self.cores[: self.selection.depth + 1])

    @cached_property
    def stream(self) -> Stream:
        own = self.selection
        return Stream(own.seed, "oeis_qa", own.kind, "novel", SPLITS[self.split], own.depth)

    @property
    def height(self) -> int:
        """How many terms of a program are looked at."""
        return self.first + STARTS + self.selection.max_terms + BEHIND


@dataclass(frozen=True)
class Candidates:
    row: Ints
    programs: Programs
    family: Ints  # index in families().keys
    terms: Terms  # (height, candidates)
    known: Ints  # how many terms of each are known
    offset: Ints  # the index of the first term
    start: Ints  # the place of the first shown term
    shown: Ints
    idle: Flags  # a step does nothing, or undoes another
    linear: Flags
    fewest: Ints  # terms that must be shown

    def __len__(self) -> int:
        return len(self.row)

    def take(self, rows: Ints | Flags) -> "Candidates":
        """Some of them."""
        columns = {field.name: getattr(self, field.name) for field in fields(self)}
        taken = {name: column[rows] for name, column in columns.items() if name not in ("terms", "programs")}
        return Candidates(**taken, terms=self.terms[:, rows], programs=self.programs.take(rows))

    @cached_property
    def runs_of_terms(self) -> Terms:
        """The terms from the first shown one on, one run a column; what lies behind the known ones is arbitrary."""
        places = self.start + np.arange(int(self.shown.max(initial=0)) + 1)[:, None]
        return self.terms[np.minimum(places, len(self.terms) - 1), np.arange(len(self))]

    def runs(self, split: int) -> Runs:
        """The runs of a corpus of these programs."""
        return Runs(np.arange(len(self)), self.start, self.shown, split << 40 | self.row)

    def corpus(self, spec: Spec) -> Corpus:
        """These programs as a corpus."""
        label = [f"novel/{spec.selection.seed}/{SPLITS[spec.split]}/{row}" for row in self.row.tolist()]
        inside = np.arange(len(self.terms)) < self.known[:, None]
        terms = pa.array(self.terms.T[inside]).cast(pa.string())
        starts = np.concatenate([[0], np.cumsum(self.known)])
        return Corpus.of_terms(terms, starts, LICENCE, pa.array(label, pa.string()), pa.array(self.offset))

    def studied(self, spec: Spec, searched: Corpus) -> Studied:
        """These programs as a corpus with what is known of them; other answers are looked for in `searched`."""
        enough = np.repeat(self.fewest, self.known).astype(np.uint16)
        found = Drawn(
            family=families().keys.take(pa.array(self.family)),
            program=pa.array(all_written(self.programs, self.offset), pa.string()),
            searched=searched,
            sides=Sides(enough, enough),
            apart=np.zeros(len(enough), np.uint16),
        )
        return Studied(self.corpus(spec), np.arange(len(self)), np.full(len(self), spec.split), found)


def candidates(spec: Spec, row: Ints, attempt: Ints) -> Candidates:
    """What these attempts draw, `attempt` naming each."""
    draws, selection = Draws(spec.stream, attempt), spec.selection
    programs, family = drawn(draws, spec.cores, selection.depth, len(row))
    start = spec.first + draws.below(STARTS, START)
    found = _evaluated(programs, spec.height, start)
    known = np.minimum(found.good, _short(found.terms, selection.max_digits))
    fewest = np.maximum(selection.min_terms, 2 * found.order + 2)
    most = np.minimum(selection.max_terms, known - 1 - start)
    shown = fewest + draws.below(np.maximum(most - fewest + 1, 1), SHOWN)
    return Candidates(
        row=row,
        programs=programs,
        family=family,
        terms=found.terms,
        known=np.where(most >= fewest, np.minimum(known, start + shown + BEHIND), 0),
        offset=draws.below(2, OFFSET),
        start=start,
        shown=shown,
        idle=found.idle | _halved_again(programs.step),
        linear=found.linear,
        fewest=fewest,
    )


def _evaluated(programs: Programs, height: int, start: Ints) -> Evaluated:
    """The first `height` terms; of programs that leave out every second term, more are computed for that."""
    halving = np.any(_HALVING[programs.step], axis=1)
    terms = np.zeros((height, len(programs)), np.int64)
    columns = [np.zeros(len(programs), kind) for kind in (np.int64, bool, bool, np.int64)]
    for rows, enough in ((~halving, height), (halving, 2 * height)):
        if rows.any():
            found = evaluated(programs.take(rows), enough + 2 * programs.depth, start[rows])
            terms[:, rows] = found.terms[:height]
            for column, own in zip(columns, (found.good, found.idle, found.linear, found.order), strict=True):
                column[rows] = own
    return Evaluated(terms, np.minimum(columns[0], height), *columns[1:])


def _short(terms: Terms, max_digits: int) -> Ints:
    """How many terms of each column come before the first of more digits."""
    if max_digits >= len(str(np.iinfo(np.int64).max)):
        return np.full(terms.shape[1], len(terms))
    long = np.abs(terms) >= 10**max_digits
    return np.where(long.any(axis=0), long.argmax(axis=0), len(terms))


def _halved_again(step: Ints) -> Flags:
    """Programs that leave out every second term behind an interleaving, which undoes it."""
    undone: Flags = np.any(_HALVING[step] & np.maximum.accumulate(_MIXING[step], axis=1), axis=1)
    return undone
