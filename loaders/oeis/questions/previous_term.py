"""previous_term: the term before a shown run.

Unique because: over every sequence of the source, no occurrence of the shown run is preceded by another term, and
none stands at the beginning of a list. As completion, with the corpus read backwards.

In:  A000045 from place 12, nine terms
Out: "Which term stands directly before 144, 233, 377, 610, 987, 1597, 2584, 4181, 6765?" -> "89"
"""

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.pools import Rules
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.runs import Planned, Runs
from oeis_qa.loaders.oeis.uniqueness import open_ended
from oeis_qa.records import Batch

PROMPTS = (
    "What comes directly before {terms}?",
    "Which term stands right before {terms} in the sequence?",
    "Which number precedes {terms}?",
    "What is the one term just before the run {terms}?",
    "Which term leads into {terms}?",
    "If a sequence has the consecutive terms {terms}, which term comes right before them?",
    "Given the consecutive terms {terms}, what is the term just ahead of the first one?",
    "A sequence contains the run {terms}. Which number stands directly before it?",
    "Can you tell which number was written just before {terms}?",
    "Reading the sequence backwards from the first of {terms}, which term do we meet next?",
    "What would the run {terms} begin with if it were extended by one term to the left?",
    "Going one step back from the start of {terms}, where do you arrive?",
    "Someone began to copy a sequence one term too late and got {terms}. Which term was passed over?",
    "I opened a list of numbers and read {terms}. Which number had I just missed?",
    "The top line of a list, one number a line, is torn off, and it now reads {terms}. What was on that line?",
    "A recording of a sequence sets in at {terms}. What was the last number before it set in?",
    "Suppose you had to put a single term in front of {terms}. Which would it be?",
    "Here is part of a sequence: {terms}. What is the term right before these?",
    "These are consecutive terms of a sequence: {terms}. What is the term just before them?",
    "The sequence {terms} once had one more term at its start. Say which.",
    "Give the term before the first one: {terms}",
    "Give the term directly before {terms}.",
    "Extend the sequence {terms} by one term at its front and write only that term.",
    "Find the number that comes just before {terms}.",
    "State the predecessor of the first number in the sequence {terms}.",
    "Work out the entry that immediately precedes {terms}.",
    "Name the term one place before the first of {terms}.",
    "Supply the one term that belongs in front of {terms}.",
    "Write only the term that precedes the run {terms}.",
    "Go back one term from the beginning of {terms} and say what it is.",
    "Determine what {terms} directly follow as terms of a sequence. One term is wanted.",
    "Consider the consecutive terms {terms}. Tell me the one before the first.",
    "Please give the number that comes right before {terms}.",
    "Please extend this sequence to the left by one term, and give that term: {terms}",
    "Sequence: {terms}\nTerm before the first shown:",
    "Known terms: {terms}\nThe one term just before them:",
    "Run: {terms}\nDirectly preceded by:",
    "{terms}\nWhich term stands immediately before these?",
    "{terms}\n\nThe sequence did not begin to be shown until now. Give the last term before this run.",
    "Directly before {terms} comes",
    "The number that stands right before {terms} is",
    "In the sequence that goes on with {terms}, the term just before the first of these is",
    "A sequence, consecutive terms: {terms}. Required: the term that precedes them.",
    "One number belongs at the front of {terms}. Give that number.",
)

INSTRUCTIONS = (
    "What comes directly before this run of terms?",
    "Give the term just before the first one shown.",
    "Which number precedes these terms?",
    "Extend the sequence by a single term to the left, and write that term.",
    "These are consecutive terms of a sequence. State the one that comes right before them.",
    "Find the term that stands immediately before the ones given.",
    "Go one step back from the first of these terms and say which term you reach.",
    "The input holds consecutive terms of a sequence. Answer with the term before the first.",
    "Name the predecessor of the first term given.",
    "Which single term belongs in front of these?",
)

RULES = Rules(
    sequences=lambda known, selection: [],
    asked_behind=True,
    ambiguous=open_ended,
    reason="another term precedes elsewhere",
    mirrored=True,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    corpus = planned.studied.corpus
    answer = corpus.terms.take(pa.array(corpus.starts[runs.sequence] + runs.start - 1))
    kinds = pa.array(np.where(corpus.denominator[runs.sequence] > 0, "rational", "integer"), pa.string())
    return asked(planned.studied, runs, Asked(answer, kinds), words)
