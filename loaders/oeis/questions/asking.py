"""What every question about a shown run has in common: its wording, id, benchmark key and meta, made in columns.

In:  asked(studied, runs of A000045 from place 12, 9 terms, answers, kinds, Wording("completion", ...))
Out: prompt "What comes next in 144, 233, ...?", id "completion/A000045/12+9/t3", meta '{"a_number": "A000045", ...}'
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Ints, digits_of
from oeis_qa.loaders.oeis.questions.wording import parts
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


def asked(known: Studied, runs: Runs, answer: pa.StringArray, answer_kind: pa.StringArray, words: Wording) -> Batch:
    """One row a run; the response is the answer."""
    corpus = known.corpus
    template = _drawn(words, "template", len(words.templates), runs)
    separator = _drawn(words, "separator", len(words.separators), runs)
    instruction = _drawn(words, "instruction", len(words.instructions), runs)
    before, behind = parts(words.templates)
    terms = shown_terms(corpus, runs)
    data = pc.binary_join(terms, pa.array(words.separators, pa.string()).take(separator))
    start, shown, chosen = (pc.cast(pa.array(column), pa.string()) for column in (runs.start, runs.shown, template))
    places = None if runs.places is None else _places(runs.places)
    question = _join(start, "+", shown) if places is None else pc.replace_substring(places, ", ", ".")
    more = () if places is None else (', "places": [', places, "]")
    about = known.about.take(pa.array(runs.sequence))
    return Batch(
        id=_join(words.kind, "/", corpus.labels.take(pa.array(runs.sequence)), "/", question, "/t", chosen),
        prompt=_join(before.take(template), data, behind.take(template)),
        response=answer,
        answer=answer,
        answer_kind=answer_kind,
        benchmark=_join(f"dataset=oeis_qa group={words.kind} shown=", shown, " digits=", _longest(terms)),
        instruction=pa.array(words.instructions, pa.string()).take(instruction),
        data=data,
        meta=_join(about, ', "start": ', start, ', "shown": ', shown, ', "template": ', chosen, *more, "}"),
    )


def _drawn(words: Wording, what: str, choices: int, runs: Runs) -> pa.Int64Array:
    return pa.array(Stream(words.seed, "oeis_qa", words.kind, what).below(choices, runs.key))


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
