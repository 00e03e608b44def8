"""Worked reasoning for completion: the response shows how a solver finds the next term, and ends in the answer.

Nothing is invented: a run whose rule no solver finds, or that a simpler rule would continue otherwise, is not asked.

In:  completion with reasoning=True, A000290 from place 12, nine terms
Out: response "Differences: 25, 27, ... So the next difference is ... 441.\\nAnswer: 441"
"""

import re
from dataclasses import replace

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.corpus import Flags
from oeis_qa.loaders.oeis.pools import Reasons
from oeis_qa.loaders.oeis.questions.asking import Asked, shown_terms
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawn
from oeis_qa.loaders.oeis.questions.wrong import changed
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.solvers import NOBODY, SOLVERS, parsed, screened

UNSOLVED = "nobody"  # among the names of solvers: runs that none continues rightly
_SENTENCE = re.compile(r"(?<=[.]) (?=[A-Z])")


def faults(known: Studied, selection: Selection, runs: Runs) -> Reasons:
    """Runs that are not solved as the options ask."""
    found = screened(known.corpus, runs)
    reasons: Reasons = []
    if selection.solved_by:
        names = [solver.name for solver in SOLVERS] + [UNSOLVED]
        allowed = np.isin(np.arange(len(names)), [names.index(name) for name in selection.solved_by])
        reasons.append(("solved otherwise", ~allowed[found.solved_by]))  # NOBODY is the last of them
    if selection.reasoning:
        simpler: Flags = (found.rival != NOBODY) & (found.rival < found.solved_by)
        reasons += [
            ("no solver finds a rule", found.solved_by == NOBODY),
            ("a simpler rule goes on otherwise", simpler),
        ]
    return reasons


def reasoned(planned: Planned, runs: Runs, words: Wording, what: Asked) -> Asked:
    """What completion asks, with the steps that lead to the answer."""
    steps = list(map(_steps, screened(planned.studied.corpus, runs).solved_by.tolist(), _terms(planned, runs)))
    answers = what.answer.to_pylist()
    told = [[*own, f"Answer: {answer}"] for own, answer in zip(steps, answers, strict=True)]
    draws = (drawn(words, use, 1 << 30, runs).tolist() for use in ("wrong step", "wrong place", "wrong mark"))
    wrong = list(map(_gone_wrong, steps, answers, *draws)) if words.two else []
    shown = _chosen(told, wrong, drawn(words, "label", 2, runs) == 1) if words.two else []
    return replace(
        what,
        response=pa.array(map("\n".join, told), pa.string()),
        wrong=pa.array(("\n".join(own) for own, _ in wrong), pa.string()) if words.two else None,
        steps=pa.array([own for own, _ in shown], pa.list_(pa.string())) if words.two else None,
        step_labels=pa.array([labels for _, labels in shown], pa.list_(pa.bool_())) if words.two else None,
    )


def _terms(planned: Planned, runs: Runs) -> list[list[str]]:
    terms: list[list[str]] = shown_terms(planned.studied.corpus, runs).to_pylist()
    return terms


def _steps(solver: int, terms: list[str]) -> list[str]:
    found = SOLVERS[solver].solve([parsed(term) for term in terms])
    if found is None:
        raise RuntimeError(f"{SOLVERS[solver].name} was to solve {terms}: two primes agreed where fractions do not")
    return _SENTENCE.split(found.steps)


def _gone_wrong(steps: list[str], answer: str, step: int, place: int, mark: int) -> tuple[list[str], list[bool]]:
    """Steps of which one is wrong, and a wrong answer right behind it; and which of them are right."""
    able = [i for i, text in enumerate(steps) if any(sign.isdigit() for sign in text)]
    at = able[step % len(able)]
    told = [*steps[:at], _changed_last(steps[at], place, mark), f"Answer: {changed(answer, place, mark)}"]
    return told, [True] * at + [False, False]


def _changed_last(text: str, place: int, mark: int) -> str:
    """The sentence with its last number changed."""
    number = [*re.finditer(r"-?[0-9]+(?:/[0-9]+)?", text)][-1]
    return text[: number.start()] + changed(number[0], place, mark) + text[number.end() :]


def _chosen(
    told: list[list[str]], wrong: list[tuple[list[str], list[bool]]], right: Flags
) -> list[tuple[list[str], list[bool]]]:
    """For every row its right steps or its wrong ones, each step with its label."""
    rows = zip(told, wrong, right.tolist(), strict=True)
    return [(own, [True] * len(own)) if is_right else other for own, other, is_right in rows]
