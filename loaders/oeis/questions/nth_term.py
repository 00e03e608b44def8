"""nth_term: the term at a stated index, one to `AHEAD` places behind a shown run whose first index is told.

Unique because: over every sequence of the source, the shown run occurs in exactly one, so that its indices and all
other terms are known.

In:  A000045 from place 12, nine terms
Out: "The terms 144, 233, ..., 6765 of a sequence have indices that start at 12. ... index 22?" -> "17711"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawn
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import shared
from oeis_qa.records import Batch

PROMPTS = (
    "The terms {terms} of a sequence have indices that start at {first}. What is the term with index {index}?",
    "a({first}) is the first of {terms}. Find a({index}).",
    "What is a({index}) if the consecutive terms {terms} begin with a({first})?",
    "Which term has index {index} in the sequence {terms}, whose first shown term has index {first}?",
    "With indices counted from {first}, a sequence runs {terms}. Which term has index {index}?",
    "If {terms} are the terms from index {first} on, what is the term at index {index}?",
    "At n = {first} the list {terms} begins, and n grows by 1 per term. What is the value at n = {index}?",
    "How does the sequence {terms}, shown from index {first} on, read at index {index}? Give that one term.",
    "Given a(n) from n = {first} on as {terms}, what is a({index})?",
    "Which number would stand at index {index} if {terms} were continued? The first one has index {first}.",
    "Can you tell the term with index {index}? Shown are {terms}, and the first of these has index {first}.",
    "Suppose a(n) takes the values {terms} for n = {first} and on. What value does it take at n = {index}?",
    "Someone wrote {terms}, began to number them at {first}, and stopped. Which term would have number {index}?",
    "The rows of a table are numbered from {first} and read {terms} so far. What goes into row {index}?",
    "I know the terms {terms}, of which the first has index {first}, but I need the one with index {index}. Give it.",
    "A sequence is printed from index {first} on: {terms}. The print ends before index {index}. What is there?",
    "Follow the sequence {terms} from index {first} up to index {index} and name the term you reach.",
    "Continue {terms}, where the first term has index {first}, as far as index {index}. Give only that last term.",
    "Find the term with index {index}. Known are the terms from index {first} on: {terms}",
    "Give a({index}), where a({first}) and the terms after it are {terms}.",
    "Give the term at index {index} of the sequence that starts, at index {first}, with {terms}.",
    "Number the consecutive terms {terms} from {first} on. Say which term of the sequence gets the number {index}.",
    "Work out a({index}) from these consecutive values, the first being a({first}): {terms}",
    "Compute the term of index {index} for the sequence whose terms from index {first} on are {terms}.",
    "State the term that has index {index} when the first of {terms} has index {first}.",
    "Determine a({index}), given that a(n) runs through {terms} from n = {first} on.",
    "Name the value of a at {index}, if its values from {first} on, step by step, are {terms}.",
    "Let the first of {terms} be a({first}), the next ones following in order. Tell me a({index}).",
    "Extend {terms} until index {index}, counting the first shown term as {first}. Write the last term only.",
    "Predict the term with index {index} from the terms {terms}, which have index {first} and up.",
    "Please find a({index}). The list {terms} holds consecutive terms, beginning with a({first}).",
    "Please give the term that index {index} belongs to, where {terms} is what you get from index {first} on.",
    "Terms: {terms}\nIndex of the first: {first}\nTerm at index {index}:",
    "First index: {first}\nAsked index: {index}\nTerms from the first index on: {terms}\nTerm at the asked index:",
    "Sequence from a({first}) on: {terms}\na({index}) =",
    "Shown: {terms}\nShown from index: {first}\nWanted: the one term at index {index}",
    "{terms}\n\nThe first of these terms has index {first}. Which term has index {index}?",
    "{terms}\nThese terms are a({first}) and the ones that follow. Go on to a({index}) and write it down.",
    "Starting at index {first}, a sequence has the terms {terms}. At index {index} it has the term",
    "If a({first}) is the first of the consecutive terms {terms}, then a({index}) is",
    "Known: a(n) from n = {first} on is {terms}. Required: a({index}).",
    "Index {first} belongs to the first of the consecutive terms {terms}. To which term does index {index} belong?",
)

INSTRUCTIONS = (
    "What is the term at the asked index?",
    "Find the term of the sequence that has the index asked for.",
    "Given consecutive terms and the index of the first, give the term at the asked index.",
    "Continue the sequence as far as the asked index and write only the term there.",
    "Consecutive terms and the index of the first one are given. Which term has the asked index?",
    "The input holds terms, the index of the first term and an asked index. Answer with the term at that index.",
    "Work out the one term that belongs to the asked index.",
    "Count the terms on from the index of the first, and name the term at the index asked for.",
    "State the value of the sequence at the asked index.",
    "Which number stands at the asked index, if the first term shown has the index given for it?",
)

AHEAD = 8  # places behind the run


def unnumbered(known: Studied, selection: Selection) -> Reasons:
    """Sequences whose first index is unknown."""
    return [("no offset", known.corpus.offset.is_null().to_numpy(zero_copy_only=False))]


RULES = Rules(
    sequences=unnumbered,
    asked_behind=True,
    ambiguous=shared,
    reason="stands in a second sequence",
    constant=False,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    corpus = planned.studied.corpus
    ahead = _ahead(planned, runs, words)
    behind = runs.start + runs.shown  # place of the term behind the run, in its list
    offset = corpus.offset.take(pa.array(runs.sequence)).to_numpy()
    first, index = (pc.cast(pa.array(offset + place), pa.string()) for place in (runs.start, behind + ahead))
    what = Asked(
        answer=corpus.terms.take(pa.array(corpus.starts[runs.sequence] + behind + ahead)),
        answer_kind=pa.array(np.where(corpus.denominator[runs.sequence] > 0, "rational", "integer"), pa.string()),
        slots={"{first}": first, "{index}": index},
        told={"Index of the first term: ": first, "Asked index: ": index},
        question=pc.binary_join_element_wise("n", index, ""),
        meta={"index": index},
    )
    return asked(planned.studied, runs, what, words)


def _ahead(planned: Planned, runs: Runs, words: Wording) -> Ints:
    """For every run, how many places behind the term that follows it the asked one stands."""
    corpus = planned.studied.corpus
    behind = (corpus.starts[runs.sequence] + runs.start + runs.shown)[:, None] + np.arange(AHEAD)
    known = behind < corpus.starts[1:][runs.sequence][:, None]
    short = corpus.digits[np.minimum(behind, len(corpus.terms) - 1)] <= planned.selection.max_digits
    allowed = known & short  # the first one always is
    chosen = drawn(words, "ahead", allowed.sum(axis=1), runs)
    ahead: Ints = np.argmax(np.cumsum(allowed, axis=1) > chosen[:, None], axis=1)
    return ahead
