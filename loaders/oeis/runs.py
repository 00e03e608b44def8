"""Runs of shown terms, as columns, and the corpus they are cut from with what is proved once for it.

In:  Selection(source="bundled", min_terms=9, max_terms=24, ...)
Out: studied(...).split == [0, 0, 2, ...], one split a sequence
     Runs(sequence=[12], start=[12], shown=[9]), nine terms of the 13th sequence from place 12
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.cache import keep
from oeis_qa.fingerprint import code_hash, package_of
from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.families import families
from oeis_qa.loaders.oeis.sources import folder, open_source
from oeis_qa.loaders.oeis.uniqueness import Lengths, Sides
from oeis_qa.splits import Fractions, default_fractions, place_of, split_at


@dataclass(frozen=True)
class Selection:
    """Every option that decides which runs are asked and in which order. Hashable: a pool is made once for each."""

    source: str
    state: str  # another one where the source or the code is another one
    cache_dir: str  # of datasets; parsed sources are kept in it
    fractions: Fractions | None  # shares of the splits
    seed: int
    min_terms: int
    max_terms: int
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    max_digits: int
    weighting: str  # "sequence" | "position"
    ambiguity: str  # "reject" | "keep"
    eval_kin: str = "none"  # "none" | "any": validation and test runs that are kin of a train run
    since: str = ""  # the lowest A-number that is asked about
    fractions_too: bool = True  # rational sequences beside those of integers
    references: str = "exclude"  # "exclude" | "keep"; of identification
    subset: str = "contiguous"  # "contiguous" | "random"; of identification
    kind: str = ""  # whose questions they are; what is drawn for single runs depends on it
    augment: str = ""  # "" | "shuffle" | "drop"; of completion and identification
    reasoning: bool = False  # of completion
    solved_by: tuple[str, ...] = ()  # names of solvers; of completion
    hidden: int = 0  # most terms hidden; of fill_in
    style: str = ""  # of incorrect_completion
    dose: float = 1.0  # share of wrong rows; of incorrect_completion
    language: str = ""  # of programs; of code_generation
    given: str = ""  # "terms" | "name" | "both"; of code_generation; "terms" | "names" of cross_reference
    unchecked: bool = False  # programs that were not run; of code_generation
    index: str = ""  # path of saved index pages; of groups
    questions: tuple[str, ...] = ()  # those asked; of groups
    relations: tuple[str, ...] = ()  # the only ones that are asked about; of cross_reference
    depth: int = 0  # steps of a program; of source="novel"
    avoid: str = ""  # a source whose runs are not asked; of source="novel"


@dataclass(frozen=True)
class Drawn:
    """What is known of programs that were drawn for some rows alone, see sources/novel/."""

    family: pa.StringArray  # of each program, its family's key
    program: pa.StringArray  # its text
    searched: Corpus  # where other answers are looked for
    sides: Sides
    apart: Lengths  # as stretches.apart


@dataclass(frozen=True)
class Studied:
    """A corpus with what is proved once for it."""

    corpus: Corpus
    family: Ints  # for every sequence, the index of the eldest of its family
    split: Ints  # for every sequence, the index in SPLITS of its family's split
    drawn: Drawn | None = None

    @property
    def searched(self) -> Corpus:
        """Where other answers are looked for."""
        return self.corpus if self.drawn is None else self.drawn.searched

    @functools.cached_property
    def about(self) -> pa.StringArray:
        """For every sequence, the beginning of its rows' meta: JSON text, open at its end."""
        corpus = self.corpus
        keywords = pc.binary_join_element_wise('["', pc.binary_join(corpus.keywords, '", "'), '"]', "")
        keywords = pc.if_else(pc.equal(pc.list_value_length(corpus.keywords), 0), "[]", keywords)
        parts = (
            ('{"a_number": "', corpus.labels),
            ('", "offset": ', pc.fill_null(pc.cast(corpus.offset, pa.string()), "null")),
            (', "keywords": ', pc.fill_null(keywords, "null")),
            (', "family": "', corpus.labels.take(pa.array(self.family)) if self.drawn is None else self.drawn.family),
            ('", "licence": "', corpus.licence),
            ('"', "" if self.drawn is None else _quoted_text(self.drawn.program)),
        )
        return pc.binary_join_element_wise(*(piece for pair in parts for piece in pair), "")


def _quoted_text(programs: pa.StringArray) -> pa.StringArray:
    """Programs as the last piece of a meta's beginning; they hold no quotes and no backslashes."""
    return pc.binary_join_element_wise(', "program": "', pc.replace_substring(programs, "\n", "\\n"), '"', "")


class Planned(Protocol):
    """What a kind of question knows when it makes rows."""

    @property
    def studied(self) -> Studied: ...

    @property
    def selection(self) -> Selection: ...


@dataclass(frozen=True)
class Runs:
    """Runs of shown terms, as columns."""

    sequence: Ints  # index in the corpus
    start: Ints  # 0-based position of the first shown term in the sequence's list
    shown: Ints  # number of shown terms
    key: Ints  # one integer that names the run: what the streams are indexed by
    places: Ints | None = None  # positions in the list, padded with -1, where the shown terms are not consecutive

    def __len__(self) -> int:
        return len(self.sequence)

    def take(self, rows: Ints | Flags | slice) -> "Runs":
        """These runs, in this order."""
        places = None if self.places is None else self.places[rows]
        return Runs(self.sequence[rows], self.start[rows], self.shown[rows], self.key[rows], places)

    def term_indices(self, corpus: Corpus) -> tuple[Ints, Ints]:
        """Indices into corpus.terms of all shown terms, and the offsets that cut them into runs."""
        offsets = np.concatenate([[0], np.cumsum(self.shown)])
        first = np.repeat(corpus.starts[self.sequence], self.shown)
        if self.places is not None:
            return first + self.places[self.places >= 0], offsets
        within = np.arange(offsets[-1]) - np.repeat(offsets[:-1], self.shown)
        return first + np.repeat(self.start, self.shown) + within, offsets


def run_key(sequence: Ints, start: Ints, shown: Ints) -> Ints:
    """The integer that names a run: key of its sequence (below 2**25), start (2**24) and shown terms (2**12)."""
    return sequence << 36 | start << 12 | shown


@functools.lru_cache(maxsize=4)
def studied(source: str, state: str, cache_dir: str, fractions: Fractions | None) -> Studied:
    """The corpus of a source, its families, and their splits; `state` tells one state of the source from another."""
    corpus = open_source(source, cache_dir)
    found = keep_found(source, cache_dir, "families", lambda: _family_table(corpus), "Finding families of sequences")
    family, place = (found.column(name).chunk(0).to_numpy() for name in ("family", "place"))
    return Studied(corpus, family, split_at(place, fractions or default_fractions(len(corpus))))


def _family_table(corpus: Corpus) -> pa.Table:
    """For every sequence, the eldest of its family and where that lies between the splits."""
    family = families(corpus)
    eldest, of_each = np.unique(family, return_inverse=True)
    places = np.array([place_of(label) for label in corpus.labels.take(pa.array(eldest)).to_pylist()], np.float64)
    return pa.table({"family": family, "place": places[of_each]})


def keep_found(source: str, cache_dir: str, name: str, make: Callable[[], pa.Table], doing: str) -> pa.Table:
    """What the loader's code finds out about a source, made once and kept beside it."""
    return keep(kept_at(source, cache_dir, f"{name}.arrow"), make, doing)


def kept_at(source: str, cache_dir: str, name: str) -> Path:
    """Where something is kept that the loader's code, as it is now, found out about a source."""
    return folder(source, cache_dir) / f"{code_hash(package_of(__name__))}-{name}"
