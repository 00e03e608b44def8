"""What the solvers, and a lookup in the train split, get right of questions for one term of a sequence.

These are the kinds that show a run and ask for the term behind it, before it, or some places on. A solver says what is
some places on by continuing its own continuation, and what is before by continuing the run backwards. Rows of other
kinds, and runs shown out of order or with gaps, are left alone.

In:  of_sequences(builder of oeis_qa/completion, ["completion/A107920/7+9/t41"]), which shows 7; -3; -17; -11; ...; -89
Out: {"repeat last": [False], ..., "linear recurrence": [True], ..., "all solvers": [True], "any solver": [True],
     "lookup in train": [False]}
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from oeis_qa.builder import RowBuilder
from oeis_qa.errors import OptionError
from oeis_qa.evaluation.baselines import ANY, LOOKUP
from oeis_qa.evaluation.lookup import Held
from oeis_qa.loaders.oeis.options import OeisConfig
from oeis_qa.loaders.oeis.runs import studied
from oeis_qa.loaders.oeis.solvers import SOLVERS, Solver, parsed
from oeis_qa.loaders.oeis.solvers.worked import Number
from oeis_qa.loaders.oeis.sources import NOVEL
from oeis_qa.splits import SPLITS

ALL = "all solvers"
_NUMBERS = {"integer": re.compile(r"-?[0-9]+"), "rational": re.compile(r"-?[0-9]+(?:/[0-9]+)?")}
_BEHIND, _BEFORE, _AT = ("completion", "incorrect_completion"), "previous_term", "nth_term"  # kinds of question


@dataclass(frozen=True)
class Question:
    terms: list[str]  # as shown
    at: int  # place of the asked term, counted from the first shown one; -1 is before it
    gold: str


def of_sequences(builder: RowBuilder, ids: Sequence[str]) -> dict[str, list[bool | None]]:
    """By baseline, for every row whether it is right; None where the row asks something else.

    Args:
        builder: of the dataset oeis_qa.
        ids: of its test rows, or of those of its only split.

    Raises:
        OptionError: an id that is of no such row.
    """
    asked = questions_of(builder, ids)
    questions = [question for question in asked if question is not None]
    if not questions:
        return {}
    found = solved(questions)
    if cast(OeisConfig, builder.config).source != NOVEL:  # of programs drawn row by row: they are nowhere to look up
        found[LOOKUP] = _looked_up(builder, questions)
    rights = {name: iter(found[name]) for name in found}
    return {name: [None if question is None else next(own) for question in asked] for name, own in rights.items()}


def solved(questions: Sequence[Question]) -> dict[str, list[bool]]:
    """By solver whether it is right; also whether the simplest that says anything is, and whether any is."""
    names = (*(solver.name for solver in SOLVERS), ALL, ANY)
    rows = [_rights(question) for question in questions]
    return {name: [row[name] for row in rows] for name in names}


def _rights(question: Question) -> dict[str, bool]:
    said = {solver.name: _said(solver, question) for solver in SOLVERS}
    gold = parsed(question.gold)
    rights = {name: answer == gold for name, answer in said.items()}
    simplest = next((answer for answer in said.values() if answer is not None), None)
    return {**rights, ALL: simplest == gold, ANY: any(rights.values())}


def _said(solver: Solver, question: Question) -> Number | None:
    """The term that a solver arrives at."""
    terms, steps = [parsed(term) for term in question.terms], question.at - len(question.terms) + 1
    if question.at < 0:
        terms, steps = terms[::-1], -question.at
    for _ in range(steps):
        if (found := solver.solve(terms)) is None:
            return None
        terms.append(found.prediction)
    return terms[-1]


def _looked_up(builder: RowBuilder, questions: Sequence[Question]) -> list[bool]:
    config = cast(OeisConfig, builder.config)
    known = studied(config.source, builder.hash, builder._cache_dir_root, config.split_fractions)
    held = Held(known.corpus, known.split == SPLITS.index("train"))
    said = held.terms([question.terms for question in questions], [question.at for question in questions])
    return [answer == question.gold for answer, question in zip(said, questions, strict=True)]


def questions_of(builder: RowBuilder, ids: Sequence[str]) -> list[Question | None]:
    """What each of these rows asks; None where it is not for one term beside a run that is shown as it stands."""
    sizes = builder.sizes()
    split = "test" if "test" in sizes else next(iter(sizes))
    rows = builder.batch(split, range(sizes[split]))
    place = {row: index for index, row in enumerate(rows.id.to_pylist())}
    if missing := [row for row in ids if row not in place]:
        raise OptionError(
            f"{missing[0]} is no {split} row of {builder.dataset_name}/{builder.config.name} under these "
            "options; give the address that the items were loaded by"
        )
    if getattr(builder.config, "augment", ""):
        return [None] * len(ids)
    told = (rows.id, rows.data, rows.answer, rows.answer_kind, rows.meta)
    return [_question(*(column[place[row]].as_py() for column in told)) for row in ids]


def _question(row: str, data: str, gold: str, answer_kind: str, meta: str) -> Question | None:
    kind, about = row.partition("/")[0], json.loads(meta)
    if kind not in (*_BEHIND, _BEFORE, _AT):
        return None
    terms = _NUMBERS[answer_kind].findall(data)[: about["shown"]]
    if kind == _AT:
        return Question(terms, about["index"] - about["offset"] - about["start"], gold)
    return Question(terms, -1 if kind == _BEFORE else len(terms), gold)
