"""What every question about a shown run has in common: its wording, id, benchmark key and meta, made in columns.

In:  asked(studied, runs of A000045 from place 12, 9 terms, Asked(answers, kinds), Wording("completion", ...))
Out: prompt "What comes next in 144, 233, ...?", id "completion/A000045/12+9/t3", meta '{"a_number": "A000045", ...}'
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Ints, digits_of
from oeis_qa.loaders.oeis.questions.wording import SLOT, filled
from oeis_qa.loaders.oeis.runs import Runs, Studied
from oeis_qa.records import Batch
from oeis_qa.streams import Stream


@dataclass(frozen=True)
class Wording:
    kind: str  # "completion"
    seed: int
    templates: tuple[str, ...]
    instructions: tuple[str, ...]  # the same question without the terms
    separators: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What a kind asks about each run, one value a row."""

    answer: pa.StringArray
    answer_kind: pa.StringArray
    response: pa.StringArray | None = None  # default: the answer
    shown: pa.ListArray | None = None  # the terms as shown; default: those of the run
    slots: Mapping[str, pa.StringArray] = field(default_factory=dict)  # of the templates, besides {terms}
    question: pa.StringArray | None = None  # what tells this question from others about the run; part of the id
    meta: Mapping[str, pa.StringArray] = field(default_factory=dict)  # further values, as JSON text


def asked(known: Studied, runs: Runs, what: Asked, words: Wording) -> Batch:
    """One row a run."""
    corpus = known.corpus
    template = drawn(words, "template", len(words.templates), runs)
    separator = drawn(words, "separator", len(words.separators), runs)
    instruction = drawn(words, "instruction", len(words.instructions), runs)
    terms = shown_terms(corpus, runs)
    data = pc.binary_join(
        terms if what.shown is None else what.shown, pa.array(words.separators, pa.string()).take(pa.array(separator))
    )
    start, shown, chosen = (pc.cast(pa.array(column), pa.string()) for column in (runs.start, runs.shown, template))
    places = None if runs.places is None else _places(runs.places)
    question = _join(start, "+", shown) if places is None else pc.replace_substring(places, ", ", ".")
    more = () if places is None else (', "places": [', places, "]")
    further = [piece for name, value in what.meta.items() for piece in (f', "{name}": ', value)]
    about = known.about.take(pa.array(runs.sequence))
    return Batch(
        id=_join(
            *(words.kind, "/", corpus.labels.take(pa.array(runs.sequence)), "/", question),
            *(() if what.question is None else ("/", what.question)),
            *("/t", chosen),
        ),
        prompt=filled(words.templates, template, {SLOT: data, **what.slots}),
        response=what.answer if what.response is None else what.response,
        answer=what.answer,
        answer_kind=what.answer_kind,
        benchmark=_join(f"dataset=oeis_qa group={words.kind} shown=", shown, " digits=", _longest(terms)),
        instruction=pa.array(words.instructions, pa.string()).take(pa.array(instruction)),
        data=data,
        meta=_join(about, ', "start": ', start, ', "shown": ', shown, ', "template": ', chosen, *more, *further, "}"),
    )


def drawn(words: Wording, what: str, choices: int | Ints, runs: Runs) -> Ints:
    """For every run a number below `choices`."""
    found: Ints = Stream(words.seed, "oeis_qa", words.kind, what).below(choices, runs.key)
    return found


def shown_terms(corpus: Corpus, runs: Runs) -> pa.ListArray:
    """The shown terms of each run."""
    indices, offsets = runs.term_indices(corpus)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), corpus.terms.take(pa.array(indices)))


def _places(places: Ints) -> pa.StringArray:
    return pa.array([", ".join(str(place) for place in row if place >= 0) for row in places.tolist()], pa.string())


def _longest(terms: pa.ListArray) -> Ints:
    """Digits of the longest term of each list: where models fail first."""
    longest: Ints = np.maximum.reduceat(digits_of(terms.values), terms.offsets.to_numpy()[:-1])
    return longest


def _join(*pieces: str | pa.StringArray | Ints) -> pa.StringArray:
    """The pieces of each row, joined; a text stands for the same text in every row."""
    columns = [pc.cast(pa.array(piece), pa.string()) if isinstance(piece, np.ndarray) else piece for piece in pieces]
    return pc.binary_join_element_wise(*columns, "")
