"""completion: the next term of a shown run.

Unique because: over every sequence of the source, no occurrence of the shown run is followed by another term, and
none stands at the end of a list, behind which the terms are unknown.

In:  A000045 from place 12, nine terms
Out: "What comes next in 144, 233, 377, 610, 987, 1597, 2584, 4181, 6765?" -> "10946"
"""

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.pools import Rules
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.augmenting import augmented
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.questions.reasoning import reasoned
from oeis_qa.loaders.oeis.runs import Planned, Runs
from oeis_qa.loaders.oeis.uniqueness import open_ended
from oeis_qa.records import Batch

# A sequence may be one of fractions: no wording says "integer".
PROMPTS = (
    "What comes next in {terms}?",
    "What is the next term of the sequence {terms}?",
    "Which number follows in the sequence {terms}?",
    "Which term comes after {terms}?",
    "What number continues the sequence {terms}?",
    "Which term comes next: {terms}?",
    "How does the sequence {terms} go on? Give one more term.",
    "If a sequence runs {terms}, what is its next term?",
    "Given the terms {terms}, what is the next one?",
    "Here is part of a sequence: {terms}. What is the term right after these?",
    "These are consecutive terms of a sequence: {terms}. What is the next term?",
    "A sequence of numbers contains the run {terms}. Which number follows it?",
    "Suppose you have listed {terms}. What would you write next?",
    "Can you tell which number comes after {terms}?",
    "Someone wrote down {terms} and stopped. Which number was to come next?",
    "Looking at {terms}, what should the next number be?",
    "What value extends the sequence {terms} by one term?",
    "Following the pattern of {terms}, what is the next number?",
    "I see the numbers {terms}. What is the one that follows?",
    "Reading on from {terms}, which term do we meet first?",
    "Give the next term: {terms}",
    "Give the next term of {terms}.",
    "Continue the sequence {terms} by one term.",
    "Predict the next number in {terms}.",
    "Find the number that follows {terms}.",
    "Extend {terms} by a single term.",
    "State the term that comes directly after {terms}.",
    "Work out the next entry of the sequence {terms}.",
    "Name the number that comes next in {terms}.",
    "Supply one more term for the sequence {terms}.",
    "Write only the next term of {terms}.",
    "Determine the successor of the last number in the sequence {terms}.",
    "Consider the consecutive terms {terms}. Tell me the next one.",
    "Complete the sequence with its next term: {terms}",
    "Please continue: {terms}",
    "Please give the number that comes right after {terms}.",
    "Sequence: {terms}\nNext term:",
    "Known terms: {terms}\nThe term after them:",
    "The sequence {terms} goes on with one number. Say which.",
    "After {terms} comes",
    "The number that comes next in {terms} is",
    "In the sequence {terms} the next term is",
    "A sequence, consecutive terms: {terms}. Required: the term that follows.",
    "One more number belongs at the end of {terms}. Give that number.",
)

INSTRUCTIONS = (
    "What comes next in this sequence?",
    "Give the next term of the sequence.",
    "Which number follows these terms?",
    "Predict the next term of this sequence.",
    "Continue the sequence by one term.",
    "These are consecutive terms of a sequence. State the one that follows.",
    "Find the term that comes right after the ones given.",
    "Extend the sequence by a single term.",
    "The input holds consecutive terms of a sequence. Answer with the next one.",
    "Which term comes after the last one given?",
)


RULES = Rules(
    sequences=lambda known, selection: [],
    asked_behind=True,
    ambiguous=open_ended,
    reason="another term follows elsewhere",
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    known = planned.studied
    corpus = known.corpus
    answer = corpus.terms.take(pa.array(corpus.starts[runs.sequence] + runs.start + runs.shown))
    kinds = pa.array(np.where(corpus.denominator[runs.sequence] > 0, "rational", "integer"), pa.string())
    what = Asked(answer, kinds)
    if planned.selection.augment:
        what = augmented(planned, runs, words, what)
    if planned.selection.reasoning:
        what = reasoned(planned, runs, words, what)
    return asked(known, runs, what, words)
