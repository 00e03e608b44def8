"""identification: the name of the sequence that a shown run is from.

Unique because: over every sequence of the source, the run occurs in exactly one; with subset="random", where the
terms are shown in order but with gaps, exactly one sequence holds them all in that order. Names that point at other
sequences by A-number cannot be known from terms: they are left out, or (references="keep") asked only where all they
point at lies in the row's split.

In:  A000045 from place 12, nine terms
Out: "Which sequence holds the terms 144, 233, 377, 610, ...?" -> the name of A000045
"""

import re
from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.corpus import Corpus, Flags
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.augmenting import augmented
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.questions.names import other_names
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import shared
from oeis_qa.records import Batch

PROMPTS = (
    "Which sequence holds the terms {terms}?",
    "Which sequence are the numbers {terms} taken from?",
    "What is the name of the sequence that contains {terms}?",
    "Can you identify the sequence {terms}?",
    "What sequence is this: {terms}?",
    "What are the numbers {terms}?",
    "Where do the numbers {terms} come from?",
    "What do the terms {terms} have in common as a sequence?",
    "What is a good description of the sequence {terms}?",
    "Which well-defined sequence runs through {terms}?",
    "If you met {terms} in a book, which sequence would you say it is?",
    "I came across {terms} in a table. Which sequence is it?",
    "Here are some terms of a sequence: {terms}. Which sequence is it?",
    "Someone wrote the terms {terms} on the board. What was being listed?",
    "A sequence of numbers contains {terms}. What does it list?",
    "The numbers {terms} stand in one sequence, in this order. Which one is it?",
    "Given the terms {terms}, which sequence is meant?",
    "Do you recognise {terms}? Say what it is.",
    "What property or count produces the terms {terms}?",
    "What is being counted or listed in {terms}?",
    "Identify the sequence {terms}.",
    "Identify this sequence: {terms}",
    "Name the sequence that holds {terms}.",
    "Say which sequence {terms} is from.",
    "Describe the sequence {terms}.",
    "Describe in one sentence the sequence {terms}.",
    "State what the sequence {terms} is.",
    "Give the name of the sequence {terms}.",
    "Tell me which sequence contains the terms {terms}.",
    "Explain briefly what the numbers {terms} are.",
    "Put a name to the sequence {terms}.",
    "Recognise the sequence from some of its terms: {terms}",
    "Find the sequence that the terms {terms} belong to.",
    "Write a one-line definition of the sequence with the terms {terms}.",
    "Define the sequence that contains {terms}.",
    "Please say which sequence these terms come from: {terms}",
    "Please identify {terms}.",
    "Terms: {terms}\nSequence:",
    "Terms of a sequence: {terms}\nIts name:",
    "The sequence with the terms {terms} is",
    "The numbers {terms} are terms of",
    "The sequence that contains {terms} can be described as",
    "Known of a sequence are the terms {terms}. Required: its name.",
    "Match the terms {terms} to their sequence and give its name.",
)

# Where subset="random" leaves terms out, the wording says so.
SUBSET_PROMPTS = (
    "Which sequence holds the terms {terms} in this order, with others between them?",
    "Some terms of a sequence, in order but with gaps: {terms}. Which sequence is it?",
    "These terms stand in one sequence in this order, though not side by side: {terms}. Name the sequence.",
    "From a sequence some terms were picked, in order: {terms}. What is the sequence?",
    "Terms have been left out between {terms}. Which sequence are they from?",
    "A list was thinned out until {terms} were left. Which sequence was it?",
    "Only some terms of a sequence are known, in their order: {terms}. Identify it.",
    "Identify the sequence from a selection of its terms: {terms}",
    "Among the terms of a sequence, in this order, are {terms}. Say which sequence.",
    "Which sequence passes through {terms}, other terms between them not shown?",
    "Given a few terms of a sequence in order, {terms}, which sequence is meant?",
    "With gaps, a sequence runs {terms}. What does it list?",
    "What do the numbers {terms} belong to, if terms between them are missing?",
    "Name the sequence of which {terms} are some of the terms.",
    "Name the sequence that meets {terms} in this order.",
    "Not all terms are shown, but their order is right: {terms}. Which sequence is this?",
    "Someone skipped terms of a sequence and wrote {terms}. Which sequence was it?",
    "Say which sequence holds, among others, {terms}.",
    "Find the sequence that has all of {terms}, in this order, among its terms.",
    "State the sequence from which these terms were sampled: {terms}",
    "Sampled terms of a sequence, in order: {terms}\nSequence:",
    "Selected terms: {terms}\nName of the sequence:",
    "Describe the sequence that has the terms {terms}, with more between them.",
    "Describe in one sentence the sequence from which {terms} are taken, with terms skipped.",
    "Recognise the sequence from scattered terms: {terms}",
    "Scattered terms of one sequence are {terms}. What is it?",
    "Can you tell which sequence has {terms} as some of its terms, in order?",
    "Do you know a sequence that contains {terms} in this order, with gaps? Name it.",
    "If {terms} are terms of one sequence, in order but not consecutive, which one is it?",
    "I noted only some terms: {terms}. Which sequence did I see?",
    "Here are terms of a sequence, with some left out: {terms}. Give its name.",
    "Please name the sequence that these terms, not consecutive, come from: {terms}",
    "Please say what sequence {terms} were picked from.",
    "Put a name to the sequence that runs through {terms}, with steps skipped.",
    "Which sequence is thinned out here: {terms}?",
    "What sequence could show {terms} after some of its terms are dropped?",
    "The sequence that holds the terms {terms}, in order with others between, is",
    "The terms {terms}, with gaps between them, are from",
    "Known are some terms of a sequence, in order: {terms}. Required: its name.",
    "Match these sampled terms to their sequence: {terms}",
    "A sequence contains {terms} in this order, but not only these. Define it.",
)

INSTRUCTIONS = (
    "Which sequence are these terms from?",
    "Name the sequence that holds these terms.",
    "Identify the sequence.",
    "Describe the sequence in one sentence.",
    "Say what these numbers list or count.",
    "What sequence is this?",
    "The input holds terms of a sequence. Answer with its name.",
    "Give the name of the sequence that these terms belong to.",
    "Recognise the sequence from the terms given.",
    "State what the sequence with these terms is.",
)

_A_NUMBER = re.compile(r"A(\d{6,7})\b")


def nameless(known: Studied, selection: Selection) -> Reasons:
    """Sequences whose name cannot be an answer."""
    without = known.corpus.name.is_null().to_numpy(zero_copy_only=False)
    return [("no name", without), *_pointing(known, selection)]


def _pointing(known: Studied, selection: Selection) -> Reasons:
    if selection.references == "exclude":
        pointing = np.array([any(names) for names in _pointed_at(known.corpus)], bool)
        return [("name points at another sequence", pointing)]
    return [("name points into another split", _points_abroad(known))]


def _pointed_at(corpus: Corpus) -> Iterator[list[int]]:
    """For every sequence, the A-numbers in its name but its own."""
    for number, name in zip(corpus.number.tolist(), corpus.name.to_pylist(), strict=True):
        yield [other for other in map(int, _A_NUMBER.findall(name or "")) if other != number]


def _points_abroad(known: Studied) -> Flags:
    split = dict(zip(known.corpus.number.tolist(), known.split.tolist(), strict=True))
    rows = zip(known.split.tolist(), _pointed_at(known.corpus), strict=True)
    return np.array([any(split.get(number, own) != own for number in names) for own, names in rows], bool)


RULES = Rules(
    sequences=nameless,
    asked_behind=False,
    ambiguous=shared,
    reason="stands in a second sequence",
    constant=False,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    known = planned.studied
    kinds = pa.repeat(pa.scalar("text", pa.string()), len(runs))
    wrong = other_names(known, runs, words) if words.two else None
    what = Asked(known.corpus.name.take(pa.array(runs.sequence)), kinds, wrong=wrong)
    return asked(known, runs, augmented(planned, runs, words, what) if planned.selection.augment else what, words)
