"""gaps: terms are missing from a run, at places that are not marked: which, and behind how many shown ones.

Unique because: over every sequence of the source (over all short programs, if it is "novel"), no other run of as many
terms or fewer holds the shown ones in order, and in the run itself they can be left out in one way only.

In:  A000045 from place 12, nine terms, one of them left out
Out: "From 144, 233, 377, 610, 1597, 2584, 4181, 6765 terms are missing (1). ..." -> "4, 987"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Flags, Ints
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawing, drawn
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.search import GRAM, OUTSIDE, grams, searched_ids, window
from oeis_qa.loaders.oeis.stretches import stands_earlier
from oeis_qa.loaders.oeis.uniqueness import shared
from oeis_qa.records import Batch

PROMPTS = (
    "What is left out of {terms} ({missing} in all)? For each: how many shown terms precede it, then the term.",
    "Where does {terms} skip, and what ({missing} missing)? Per missing term: number of shown ones before it, value.",
    "Can you find what {terms} skips ({missing} in all)? For each: the number of shown terms before it, the term.",
    "How is {terms} made whole ({missing} missing)? Per missing term: how many shown ones precede it, then the term.",
    "What would complete {terms} ({missing} left out)? For each: the number of shown terms before it, then the term.",
    "If a run less {missing} of its terms is {terms}, what is lost? Per loss: number of shown terms before it, value.",
    "Which term or terms ({missing} in all) does {terms} lack? Write each after the number of shown terms before it.",
    "Find what {terms} leaves out ({missing} in all). For each: the number of shown terms before it, then the term.",
    "Complete the run {terms} ({missing} missing). For each missing term: how many shown ones precede it, its value.",
    "Put back what was cut from {terms} ({missing} in all). For each: count of shown terms before it, then the term.",
    "Locate and name what {terms} lacks ({missing} in all).\nPer missing term, number of shown ones before it, value:",
    "For each term left out ({missing} in all), write how many shown terms precede it, then its value. Shown: {terms}",
    "List for each missing term how many shown terms precede it, then its value ({missing} missing). Shown: {terms}",
    "Name each term missing from {terms} ({missing} in all) after the number of shown terms that stand before it.",
    "Give each left-out term ({missing} in all) right after the number of shown terms before it. Run as shown: {terms}",
    "Report each omission in {terms} ({missing} in all) as the number of shown terms before it, a comma, the term.",
    "Determine what {terms} lacks ({missing} in all). Per missing integer: count of shown ones before it, its value.",
    "Insert what {terms} is short of ({missing} in all). Per insertion: how many shown terms precede it, its value.",
    "Please restore {terms} ({missing} left out). For each: the number of shown terms that stand before it, the term.",
    "Please say what {terms} omits ({missing} in all). Per omission: how many shown terms precede it, its value.",
    "I left out {missing} of the terms, writing {terms}. Per omission: how many written terms precede it, its value.",
    "A copyist skipped {missing} of the terms, leaving {terms}. For each: how many copied ones precede it, its value.",
    "A board, {missing} of its terms wiped off, shows {terms}. Per term lost: how many shown ones precede it, value.",
    "A list, {missing} of its integers lost, now reads {terms}. Per loss: how many shown ones precede it, its value.",
    "A row of cards, {missing} lost, now shows {terms}. Per lost card: how many shown cards precede it, its integer.",
    "A run that lacks {missing} of its terms reads {terms}. For each: how many shown terms precede it, then the term.",
    "Not all of a run is in {terms} ({missing} left out). Per omission: the number of shown terms before it, the term.",
    "Consecutive terms, but for {missing} left out: {terms}. For each: the number of shown terms before it, the term.",
    "The run {terms} is not whole ({missing} missing). State each missing term behind a count of shown ones before it.",
    "{terms}\n\nLeft out of this run, in number: {missing}. For each: how many shown terms precede it, then the term.",
    "{terms}\nNumber of terms dropped above: {missing}. For each in order: count of shown terms before it, the term.",
    "Run: {terms}\nNumber of terms left out: {missing}\nFor each, how many shown terms precede it, then the term:",
    "Shown: {terms}\nHow many are missing: {missing}\nFor each, number of shown terms before it, missing term:",
    "How many terms are left out: {missing}\nThe rest: {terms}\nFor each, count of shown terms before it, term:",
    "Left out of {terms} ({missing} in all), each written after the number of shown terms before it:",
    "With {missing} missing from {terms}, each missing term, after the number of shown terms before it, is",
    "Known: {terms}, with {missing} left out. Required for each: the number of shown terms before it, then the term.",
)

INSTRUCTIONS = (
    "Some terms are left out of this run. For each, give the number of shown terms before it and then the term.",
    "Find every term left out. For each: how many shown terms stand before it, and the term, separated by commas.",
    "What is missing from the run? For each missing term, write how many shown terms precede it, then the term.",
    "Complete the run. For each term that it lacks, give the count of shown terms before it, then the term.",
    "Terms were dropped at places not marked. Write each one after the number of shown terms that stand before it.",
    "The input is a run with one or more terms left out. For each: the number of shown terms before it, the term.",
    "Name each term that the run skips, after the number of shown terms before it, with commas between.",
    "Where was something left out, and what? For each missing term: how many shown terms precede it, its value.",
    "Put back what was left out. For each term put back: the number of shown terms before it, then the term.",
    "List for each missing term, in order, how many shown terms stand before it and then the term itself.",
)

MOST = 2  # terms left out of a run


def faults(known: Studied, selection: Selection, runs: Runs) -> Reasons:
    """Runs whose shown terms could be completed otherwise."""
    words = drawing(selection.kind, selection.seed)
    faulty, common = np.zeros(len(runs), bool), np.zeros(len(runs), bool)
    left_out = missing(runs, words)
    for shown, count in {*zip(runs.shown.tolist(), left_out.sum(axis=1).tolist(), strict=True)}:
        rows = np.flatnonzero((runs.shown == shown) & (left_out.sum(axis=1) == count))
        faulty[rows], common[rows] = _otherwise(known, runs.take(rows), left_out[rows, :shown], count)
    return [
        ("terms too common to tell", common),
        ("the gaps can be filled otherwise", faulty),
        ("a stretch stands in another split", stands_earlier(known, selection, runs, left_out)),
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
    left_out = missing(runs, words)
    inside = np.arange(left_out.shape[1]) < runs.shown[:, None]
    places = (corpus.starts[runs.sequence] + runs.start)[:, None] + np.arange(left_out.shape[1])
    count = left_out.sum(axis=1)
    shown_before = (np.cumsum(inside & ~left_out, axis=1))[left_out]
    filled = pc.binary_join_element_wise(
        pc.cast(pa.array(shown_before), pa.string()), corpus.terms.take(pa.array(places[left_out])), ", "
    )
    answer = pc.binary_join(_lists(filled, count), ", ")
    position = pc.binary_join(_lists(pc.cast(pa.array(np.nonzero(left_out)[1]), pa.string()), count), ".")
    number = pc.cast(pa.array(count), pa.string())
    what = Asked(
        answer=answer,
        answer_kind=pa.repeat(pa.scalar("integer_list"), len(runs)),
        shown=shown_terms_of(planned, runs, words),
        slots={"{missing}": number},
        told={"Terms left out: ": number},
        question=pc.binary_join_element_wise("g", position, ""),
        meta={"missing": number},
    )
    return asked(planned.studied, runs, what, words)


def shown_terms_of(planned: Planned, runs: Runs, words: Wording) -> pa.ListArray:
    """The terms of each run but for those left out."""
    corpus, left_out = planned.studied.corpus, missing(runs, words)
    kept = (np.arange(left_out.shape[1]) < runs.shown[:, None]) & ~left_out
    places = (corpus.starts[runs.sequence] + runs.start)[:, None] + np.arange(left_out.shape[1])
    return _lists(corpus.terms.take(pa.array(places[kept])), kept.sum(axis=1))


def missing(runs: Runs, words: Wording) -> Flags:
    """For every run, which of its terms are left out: one, or two of longer runs, never at an end."""
    width = int(runs.shown.max(initial=0))
    enough = np.where(runs.shown - 2 >= GRAM * (MOST + 1), MOST, 1)  # so that a block stays whole wherever gaps are
    count = 1 + drawn(words, "missing", enough, runs)
    flags = np.zeros((len(runs), width), bool)
    rows = np.arange(len(runs))
    first = 1 + drawn(words, "gap", np.maximum(runs.shown - 2, 1), runs)
    flags[rows, first] = True
    second = 1 + drawn(words, "gap 2", np.maximum(runs.shown - 3, 1), runs)
    second += second >= first
    flags[rows[count > 1], second[count > 1]] = True
    return flags


def _otherwise(known: Studied, runs: Runs, left_out: Flags, count: int) -> tuple[Flags, Flags]:
    """Of runs of one length with as many terms left out: which can be completed otherwise, and which are too common."""
    corpus, span, common = known.searched, left_out.shape[1], np.zeros(len(runs), bool)
    told = searched_ids(known, runs.term_indices(known.corpus)[0]).reshape(len(runs), span)
    shown = told[~left_out].reshape(len(runs), span - count)
    pairs: list[tuple[Ints, Ints]] = []
    for begin in _blocks(shown.shape[1], count):
        row, place, too_common = grams(corpus).places(shown[:, begin : begin + GRAM])
        common |= too_common
        for skipped in range(count + 1):
            start = place - begin - skipped
            inside = start >= corpus.starts[corpus.sequence_of[place]]
            pairs.append((row[inside], start[inside]))
    row, start = (np.concatenate(column) for column in zip(*pairs, strict=True))
    row, start = np.unique(np.stack([row, start]), axis=1) if len(row) else (row, start)
    there = window(corpus, start, span)
    there[start[:, None] + np.arange(span) >= corpus.starts[1:][corpus.sequence_of[start]][:, None]] = OUTSIDE
    itself = (there == told[row]).all(axis=1)
    own = window(known.corpus, known.corpus.starts[runs.sequence] + runs.start, span)
    faulty = _ways(own[~left_out].reshape(shown.shape), own, count) > 1
    faulty[row[(_ways(shown[row], there, count) > 0) & ~itself]] = True
    return faulty, common


def _blocks(shown: int, count: int) -> list[int]:
    """Where disjoint blocks begin, one more than there are gaps."""
    return [i * (shown - GRAM) // count for i in range(count + 1)]


def _ways(shown: Ints, there: Ints, count: int) -> Ints:
    """In how many ways the shown terms stand in order in each stretch; `count` are skipped at most, at its ends too."""
    ways = np.zeros((count + 1, len(shown)), np.int64)  # by terms skipped so far
    ways[0] = 1
    for i in range(shown.shape[1]):
        before, ways = np.cumsum(ways, axis=0), np.zeros_like(ways)
        for skipped in range(count + 1):
            ways[skipped] = before[skipped] * (there[:, i + skipped] == shown[:, i])
    total: Ints = ways.sum(axis=0)
    return total


def _lists(values: pa.StringArray, sizes: Ints) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(np.concatenate([[0], np.cumsum(sizes)]), pa.int32()), values)
