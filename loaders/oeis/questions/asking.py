"""What every question about a shown run has in common: its wording, id, benchmark key and meta, made in columns.

In:  asked(studied, runs of A000045 from place 12, 9 terms, Asked(answers, kinds), Wording("completion", ...))
Out: prompt "What comes next in 144, 233, ...?", id "completion/A000045/12+9/t3", meta '{"a_number": "A000045", ...}'
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Ints, digits_of
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawn
from oeis_qa.loaders.oeis.questions.wording import SLOT
from oeis_qa.loaders.oeis.questions.wrong import changed
from oeis_qa.loaders.oeis.runs import Runs, Studied
from oeis_qa.loaders.oeis.solvers import NOBODY, SOLVERS, screened
from oeis_qa.records import Batch
from oeis_qa.templates import filled


@dataclass(frozen=True)
class Asked:
    """What a kind asks about each run, one value a row."""

    answer: pa.StringArray
    answer_kind: pa.StringArray
    response: pa.StringArray | None = None  # default: the answer
    wrong: pa.StringArray | None = None  # a wrong response; default: the answer with one digit changed
    shown: pa.ListArray | None = None  # the terms as shown; default: those of the run
    slots: Mapping[str, pa.StringArray] = field(default_factory=dict)  # of the templates, besides {terms}
    told: Mapping[str, pa.StringArray] = field(default_factory=dict)  # what stands below the terms, for layouts that
    # keep instruction and data apart: by label, or by "" for text without one
    question: pa.StringArray | None = None  # what tells this question from others about the run; part of the id
    meta: Mapping[str, pa.StringArray] = field(default_factory=dict)  # further values, as JSON text
    terms_shown: bool = True  # whether the question shows the terms of the run, or only what is told
    steps: pa.ListArray | None = None  # of a worked response, right or gone wrong, for layouts that show them
    step_labels: pa.ListArray | None = None  # which of the steps are right


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
    count = runs.shown if what.terms_shown else np.zeros_like(runs.shown)
    start, shown, chosen = (pc.cast(pa.array(column), pa.string()) for column in (runs.start, count, template))
    places = None if runs.places is None else _places(runs.places)
    question = _join(start, "+", shown) if places is None else pc.replace_substring(places, ", ", ".")
    more = () if places is None else (', "places": [', places, "]")
    further = [piece for name, value in what.meta.items() for piece in (f', "{name}": ', value)]
    about, digits = known.about.take(pa.array(runs.sequence)), pc.cast(pa.array(_longest(terms)), pa.string())
    solver, rival = _solvers(corpus, runs)
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
        benchmark=_join(
            *(f"dataset=oeis_qa group={words.kind} shown=", shown, " digits=", digits, ' solver="', solver, '"')
        ),
        instruction=pa.array(words.instructions, pa.string()).take(pa.array(instruction)),
        data=_data(data if what.terms_shown else None, what.told),
        meta=_join(
            *(about, ', "start": ', start, ', "shown": ', shown, ', "digits": ', digits, ', "solved_by": "', solver),
            *('", "rival": "', rival, '", "template": ', chosen, *more, *further, "}"),
        ),
        steps=what.steps,
        step_labels=what.step_labels,
        wrong=_wrong(what, runs, words) if words.two else None,
        prefers_right=pa.array(drawn(words, "label", 2, runs) == 1) if words.two else None,
    )


def _data(terms: pa.StringArray | None, told: Mapping[str, pa.StringArray]) -> pa.StringArray:
    """What is shown, a line each: the terms, then the rest with its labels."""
    lines = [*([] if terms is None else [("", terms)]), *told.items()]
    return _join(*(piece for i, (label, text) in enumerate(lines) for piece in ("\n" * (i > 0) + label, text)))


def _solvers(corpus: Corpus, runs: Runs) -> tuple[pa.StringArray, pa.StringArray]:
    """The simplest solver that continues each run rightly, and the simplest that fits and continues it otherwise."""
    if runs.places is not None:
        nobody = pa.repeat(pa.scalar("nobody"), len(runs))
        return nobody, nobody
    found = screened(corpus, runs)
    names = pa.array([*(solver.name for solver in SOLVERS), "nobody"])
    by, rival = (pa.array(np.where(found == NOBODY, len(SOLVERS), found)) for found in (found.solved_by, found.rival))
    return names.take(by), names.take(rival)


def with_meta(rows: Batch, name: str, values: pa.StringArray) -> Batch:
    """The rows with one more text in their meta."""
    more = pc.binary_join_element_wise(f', "{name}": "', values, '"}', "")
    return replace(rows, meta=pc.binary_join_element_wise(pc.utf8_slice_codeunits(rows.meta, 0, -1), more, ""))


def renamed(rows: Batch, old: str, new: str, **columns: Any) -> Batch:
    """The rows of one kind as rows of another that shares its questions."""
    ids = pc.binary_join_element_wise(new, pc.utf8_slice_codeunits(rows.id, len(old)), "")
    benchmark = pc.replace_substring(rows.benchmark, f"group={old} ", f"group={new} ", max_replacements=1)
    return replace(rows, id=ids, benchmark=benchmark, **columns)


def _wrong(what: Asked, runs: Runs, words: Wording) -> pa.StringArray:
    return altered(words, what.answer, runs) if what.wrong is None else what.wrong


def altered(words: Wording, answers: pa.StringArray, runs: Runs) -> pa.StringArray:
    """For every answer, another one of its kind and size."""
    places, marks = (drawn(words, use, 1 << 30, runs).tolist() for use in ("wrong place", "wrong mark"))
    return pa.array(map(changed, answers.to_pylist(), places, marks), pa.string())


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
