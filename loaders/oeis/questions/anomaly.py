"""anomaly: one term of a run was changed: its position, and its true value.

Unique because: over every sequence of the source, no run but the true one differs from the shown terms in a single
place, and none is equal to them.

In:  A000045 from place 12, nine terms
Out: "One term of 144, 233, 377, 610, 983, 1597, 2584, 4181, 6765 was changed. ..." -> "5, 987"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.questions.altering import Altered, altered_runs, neighbours
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawing
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.stretches import stands_earlier
from oeis_qa.loaders.oeis.uniqueness import shared
from oeis_qa.records import Batch

PROMPTS = (
    "In {terms}, exactly one term was changed. Give its position, counted from 1, and its true value.",
    "Which one of the terms {terms} was changed, and from what? Answer: position (counted from 1), true value.",
    "Where is the one false term in {terms}, and what should it be? Answer as position from 1, comma, true value.",
    "One term of {terms} is wrong. At which position, counting from 1, does it stand, and what is its true value?",
    "Can you spot the one wrong term in {terms}? Give its position, the first being 1, and then its true value.",
    "What position (from 1 on) does the altered term of {terms} have, and what is its true value? Position, value:",
    "What single correction does {terms} need? Reply with a position, counted from 1, and the true value there.",
    "If one term of a run was altered to give {terms}, which was it? Answer: its position from 1, its true value.",
    "Do you see the one changed term among {terms}? State its position, the first being 1, and the value it had.",
    "How must {terms} be corrected in one place? Write the position, counted from 1, then a comma and the true value.",
    "Find the one changed term of {terms}. Answer with its position, counted from 1, and its true value.",
    "Correct the single wrong term of {terms}. Write its position (first term: 1), then the true value.",
    "Detect the altered term in {terms} and write two numbers: its position, counting from 1, and its true value.",
    "Locate the one error in {terms}. Give its position, with 1 for the first term, and the true term.",
    "Point out the term of {terms} that was changed: its position counted from 1, then what it should be.",
    "Repair the run {terms}, in which one term was changed. State only the position, from 1 on, and the true value.",
    "Name the position of the one false term in {terms}, counting from 1, and after a comma the value that is right.",
    "Check the run {terms}. One term is not the true one: write its position, counted from 1, and the true value.",
    "Undo the one change made to {terms}. Say at which position, counted from 1, and to which value it goes back.",
    "Proofread {terms}. There is exactly one wrong term. Report its position (from 1) and its true value.",
    "Determine which one of the terms {terms} is not as in their sequence. Position counted from 1, true value:",
    "Please find the one wrong term in {terms} and state its position, counted from 1, with its true value after it.",
    "Please check {terms}, where one term was changed, and give its position, counted from 1, and its true value.",
    "Someone changed one term of a run to get {terms}. Give that term's position, counted from 1, and its true value.",
    "A typist got one term of a run wrong: {terms}. Write at which position, counting from 1, and the true value.",
    "I copied {terms} from a sequence with a single mistake. Tell me its position, counted from 1, and the true value.",
    "A forged integer hides in {terms}; the rest is genuine. Give its position, from 1 on, and the genuine value.",
    "A puzzle shows {terms}, a run with one term replaced. Write that term's position, from 1 on, and its true value.",
    "All but one of {terms} are as in the sequence. For that one, give the position, from 1 on, and the true value.",
    "Consecutive terms of a sequence, one of them altered: {terms}. Give its position, from 1 on, and its true value.",
    "Suppose exactly one of {terms} is a misprint. Give its position, counted from 1, and what should be printed.",
    "Given {terms}, a run with one term changed, write the position of that term, counted from 1, and its true value.",
    "Run with one changed term: {terms}\nIts position (from 1), its true value:",
    "Terms: {terms}\nWrong: exactly one\nPosition counted from 1, true value:",
    "To be corrected in one term: {terms}\nCorrection (position with 1 for the first, right value):",
    "{terms}\n\nOne of these terms was changed. Write its position, counted from 1, a comma, and its true value.",
    "{terms}\nExactly one term here does not belong. Its position, counting from 1, and the term that belongs there:",
    "The position, counted from 1, of the one changed term in {terms}, followed by its true value, is",
    "Written as position (from 1), true value, the one correction that {terms} needs is",
    "Known: {terms}, exactly one of them wrong. Required: its position, counted from 1, and its true value.",
)

INSTRUCTIONS = (
    "Exactly one of these terms was changed. Give its position, counted from 1, and its true value.",
    "Which term is wrong, and what should it be? Answer: position (from 1), true value.",
    "Find the one altered term of the run. Write its position, with 1 for the first term, then its true value.",
    "Correct the single mistake in the run: position counted from 1, true value.",
    "The input is a run with one changed term. Answer with that term's position, counted from 1, and its true value.",
    "Locate the one false term. State its position, counting from 1, and the value it should have.",
    "One term is not as in the sequence. Write its position, counted from 1, a comma, and its true value.",
    "Where was a term changed, and what should stand there? Give the position, counted from 1, and the true value.",
    "Undo the one change made to this run. Write only the position, counted from 1, and the true value.",
    "Check these terms, of which exactly one is wrong. Give its position (from 1) and its true value.",
)


def faults(known: Studied, selection: Selection, runs: Runs) -> Reasons:
    """Runs whose change could be another one."""
    altered = altered_runs(known.corpus, runs, drawing(selection.kind, selection.seed))
    found = neighbours(known, runs, altered)
    return [
        ("terms too common to tell", found.common),
        ("another change makes a known run", found.equal | found.near),
        ("a stretch stands in another split", stands_earlier(known, selection, runs, altered.broken)),
    ]


RULES = Rules(
    sequences=lambda known, selection: [],
    asked_behind=False,
    ambiguous=shared,
    reason="stands in a second sequence",
    constant=False,
    integers=True,
    faults=faults,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    corpus = planned.studied.corpus
    changed = altered_runs(corpus, runs, words)
    position = pc.cast(pa.array(changed.place + 1), pa.string())
    true = corpus.terms.take(pa.array(_places(corpus.starts, runs) + changed.place))
    what = Asked(
        answer=pc.binary_join_element_wise(position, true, ", "),
        answer_kind=pa.repeat(pa.scalar("integer_list"), len(runs)),
        shown=shown_changed(changed),
        question=pc.binary_join_element_wise("x", position, ""),
        meta={"changed": position},
    )
    return asked(planned.studied, runs, what, words)


def shown_changed(changed: Altered) -> pa.ListArray:
    """The terms with their change, run by run."""
    return pa.ListArray.from_arrays(pa.array(changed.offsets, pa.int32()), changed.terms)


def _places(starts: Ints, runs: Runs) -> Ints:
    places: Ints = np.asarray(starts[runs.sequence] + runs.start)
    return places
