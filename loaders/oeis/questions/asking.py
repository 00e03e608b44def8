"""What every question about a shown run has in common: its wording, id, benchmark key and meta, made in columns.

In:  asked(Question("completion", ...), runs of A000045 from place 12, 9 terms; template 3; ", ")
Out: prompt "What comes next in 144, 233, ...?", id "completion/A000045/12+9/t3", meta '{"a_number": "A000045", ...}'
"""

import json
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Ints
from oeis_qa.loaders.oeis.questions import templates as wording
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


def asked(known: Studied, runs: Runs, answer: pa.StringArray, answer_kind: str, words: Wording) -> Batch:
    """One row a run; the response is the answer."""
    corpus = known.corpus
    template = _drawn(words, "template", len(words.templates), runs)
    separator = _drawn(words, "separator", len(words.separators), runs)
    instruction = _drawn(words, "instruction", len(words.instructions), runs)
    before, behind = wording.parts(words.templates)
    shown = shown_text(corpus, runs, pa.array(words.separators, pa.string()).take(separator))
    return Batch(
        id=_join(words.kind, "/", _label(corpus, runs), "/", _question(runs), "/t", template),
        prompt=_join(before.take(template), shown, behind.take(template)),
        response=answer,
        answer=answer,
        answer_kind=pa.repeat(pa.scalar(answer_kind, pa.string()), len(runs)),
        benchmark=_join("dataset=oeis_qa group=", words.kind, " shown=", runs.shown, " digits=", _digits(corpus, runs)),
        instruction=pa.array(words.instructions, pa.string()).take(instruction),
        data=shown,
        meta=_meta(known, runs, template),
    )


def _drawn(words: Wording, what: str, choices: int, runs: Runs) -> pa.Int64Array:
    return pa.array(Stream(words.seed, "oeis_qa", words.kind, what).below(choices, runs.key))


def shown_text(corpus: Corpus, runs: Runs, separators: pa.StringArray) -> pa.StringArray:
    """The shown terms of each run, with its separator between them."""
    indices, offsets = runs.term_indices(corpus)
    terms = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), corpus.terms.take(pa.array(indices)))
    return pc.binary_join(terms, separators)


def _meta(known: Studied, runs: Runs, template: pa.Array) -> pa.StringArray:
    corpus, sequence = known.corpus, pa.array(runs.sequence)
    keywords = pa.array([json.dumps(words) for words in corpus.keywords.to_pylist()], pa.string())
    parts = [
        ('{"a_number": "', _label(corpus, runs)),
        ('", "start": ', runs.start),
        (', "shown": ', runs.shown),
        (', "offset": ', corpus.offset[runs.sequence]),
        (', "template": ', template),
        (', "keywords": ', keywords.take(sequence)),
        (', "family": "', corpus.labels.take(pa.array(known.family[runs.sequence]))),
        ('", "licence": "', corpus.licence),
    ]
    end = ['"}'] if runs.places is None else ['", "places": [', _places(runs.places, ", "), "]}"]
    return _join(*(piece for pair in parts for piece in pair), *end)


def _question(runs: Runs) -> pa.StringArray:
    """What names the shown terms within their sequence: 12+9, or the places of terms that are not consecutive."""
    return _join(runs.start, "+", runs.shown) if runs.places is None else _places(runs.places, ".")


def _places(places: Ints, separator: str) -> pa.StringArray:
    return pa.array([separator.join(str(place) for place in row if place >= 0) for row in places.tolist()], pa.string())


def _label(corpus: Corpus, runs: Runs) -> pa.StringArray:
    return corpus.labels.take(pa.array(runs.sequence))


def _digits(corpus: Corpus, runs: Runs) -> Ints:
    """Digits of the longest shown term: where models fail first."""
    indices, offsets = runs.term_indices(corpus)
    longest: Ints = np.maximum.reduceat(corpus.digits[indices], offsets[:-1])
    return longest


def _join(*pieces: object) -> pa.StringArray:
    """The pieces of each row, joined; a text stands for the same text in every row."""
    columns = [piece if isinstance(piece, str) else pc.cast(pa.array(piece), pa.string()) for piece in pieces]
    return pc.binary_join_element_wise(*columns, "")
