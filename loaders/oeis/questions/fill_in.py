"""fill_in: the terms that are hidden in a run, one or several, anywhere in it.

Unique because: each hidden term is determined by the shown terms on one side of it alone; over every sequence of the
source, these are always followed (or always preceded) by that term. So no sequence holds the shown terms with other
values at the blanks.

In:  A000045 from place 12, nine shown terms
Out: "In 144, 233, _, 610, 987, 1597, 2584, 4181, 6765, 10946, each _ hides a term. ..." -> "377"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Flags, Ints
from oeis_qa.loaders.oeis.pools import Rules
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawn
from oeis_qa.loaders.oeis.runs import Planned, Runs
from oeis_qa.loaders.oeis.sides import sides
from oeis_qa.loaders.oeis.stretches import apart, unbroken
from oeis_qa.loaders.oeis.uniqueness import Sides, open_ended
from oeis_qa.records import Batch

PROMPTS = (
    "In {terms}, each {mark} hides a term. Write what is hidden, in order, separated by commas.",
    "What does every {mark} stand for in {terms}, read from left to right? Separate several answers by commas.",
    "Which term belongs at each {mark} below? Answer in order, with commas between the terms.\n{terms}",
    "What integer or integers should take the place of {mark} in {terms}, in order and separated by commas?",
    "Can you tell which term every {mark} conceals? Reply in order, separated by commas.\n\n{terms}",
    "Not all of {terms} is visible: each {mark} hides an integer. Which one or ones, in order, separated by commas?",
    "If you lifted each {mark} off the list {terms}, which term would you find? List in order, comma-separated.",
    "Fill in every {mark} in {terms}. Write only the terms filled in, in order, with commas between them.",
    "Replace each {mark} by its term and give only what you put in, in order, comma-separated: {terms}",
    "Complete {terms} by giving the term for each {mark} in order. Put commas between several terms.",
    "Find the hidden term or terms, written {mark} here, and list them in order, comma-separated: {terms}",
    "Restore the sequence {terms} at each {mark} and report only what you put there, in order, comma-separated.",
    "Say which integer each {mark} replaces. Go from left to right, with commas between several.\n{terms}",
    "Determine the term or terms at {mark} in {terms}. If there are several, give them in order, comma-separated.",
    "Deduce from the visible terms what each {mark} hides. Answer in order, comma-separated.\nSequence: {terms}",
    "Infer the term at each {mark} from the other terms of {terms}. Answer in order, comma-separated.",
    "Given {terms}, work out the term at each {mark} in turn and write what you find with commas between.",
    "Reading {terms} from left to right, note down the term at each {mark} as you pass it, with commas between.",
    "Please supply the term for each {mark} in {terms}, in order of appearance and separated by commas.",
    "Please read {terms} and state, in order with commas between, the term that each {mark} stands for.",
    "A sequence runs {terms}, where each {mark} covers one term. List what is covered in order, comma-separated.",
    "Consecutive terms are {terms}, with {mark} for each hidden one. Name what is hidden in order, comma-separated.",
    "With {mark} in place of each unknown term, a sequence reads {terms}. Give what is unknown, in order, with commas.",
    "Ink has blotted a list of integers: {terms}. What did each {mark} blot out? Reply in order, comma-separated.",
    "I wrote {mark} for each term that I could not read: {terms}. Tell me what I missed, in order, with commas.",
    "A page lists {terms}, but each {mark} is a hole in the paper. What was there? Reply in order, with commas.",
    "A puzzle shows {terms} and asks for the term at every {mark} in it. Answer in order, with commas between terms.",
    "Wherever {mark} stands, a term was taken out: {terms}. List what was taken out, in order, comma-separated.",
    "One term is hidden by every {mark} below. Name the hidden term or terms in order, with commas between.\n{terms}",
    "{terms}\n\nEach {mark} above stands for one term. Answer with the hidden term, or several in order with commas.",
    "{terms}\nEvery {mark} here is a term to be found. Found, in order and separated by commas:",
    "Sequence: {terms}\nBehind each {mark} (in order, commas between several):",
    "Terms: {terms}\nHidden at {mark} (if more than one, in order and separated by commas):",
    "Integers: {terms}\nValue at each {mark} from left to right, separated by commas:",
    "Sequence with blanks: {terms}\nBlank sign: {mark}\nTerm for each blank, in order, comma-separated:",
    "Hidden terms are shown as {mark} in this sequence: {terms}\nHidden, in order, with commas between:",
    "Hidden term or terms of {terms}, one for each {mark} in order, separated by commas:",
    "Required: the term behind every {mark} in order, separated by commas. Given: {terms}",
    "The integer hidden by each {mark} in {terms}, listed in order with commas between several, is",
    "Given in order and separated by commas, what each {mark} hides in {terms} is",
)

INSTRUCTIONS = (
    "Each mark in the sequence hides a term. Write what is hidden, in order, separated by commas.",
    "Which term does each mark stand for? Answer in order, with commas between several terms.",
    "Find the hidden term or terms of the sequence and list them in order, comma-separated.",
    "Fill in the blank or blanks of the sequence. Write only what you fill in, in order, comma-separated.",
    "One or more terms are hidden, each behind a mark. Name what is hidden in order, with commas between.",
    "The input holds a run of integers with a mark for each hidden one. Answer with the hidden ones, comma-separated.",
    "Say what belongs in place of each mark, from left to right, separated by commas.",
    "What was in the list where a mark stands now? If there are several marks, answer in order, with commas.",
    "Restore each term that a mark replaces. Give only the restored ones, in order, separated by commas.",
    "Work out each term that is not shown, and write these terms in order, with commas between them.",
)

MARKS = ("_", "?")
_CHUNK = 2_000  # rows whose windows are looked at together

# The whole window is a run with its next term: so there is a place to hide, the last one, in every row.
RULES = Rules(
    sequences=lambda known, selection: [],
    asked_behind=True,
    ambiguous=open_ended,
    reason="another term follows elsewhere",
    integers=True,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run: the run and its next term, of which some are hidden."""
    known, corpus = planned.studied, planned.studied.corpus
    hidden = hidden_places(planned, runs, words)
    size = runs.shown + 1
    within = np.arange(hidden.shape[1]) < size[:, None]
    places = (corpus.starts[runs.sequence] + runs.start)[:, None] + np.arange(hidden.shape[1])
    terms = corpus.terms.take(pa.array(places[within]))
    mark = pa.array(MARKS).take(pa.array(drawn(words, "mark", len(MARKS), runs)))
    flags = hidden[within]
    shown = pc.if_else(pa.array(flags), mark.take(pa.array(np.repeat(np.arange(len(runs)), size))), terms)
    answer = _lists(terms.filter(pa.array(flags)), hidden.sum(axis=1))
    blanks = _lists(pc.cast(pa.array(np.nonzero(hidden)[1]), pa.string()), hidden.sum(axis=1))
    what = Asked(
        answer=pc.binary_join(answer, ", "),
        answer_kind=pa.repeat(pa.scalar("integer_list"), len(runs)),
        shown=_lists(shown, size),
        slots={"{mark}": mark},
        question=pc.binary_join_element_wise("_", pc.binary_join(blanks, "."), ""),
        meta={"hidden": pc.binary_join_element_wise("[", pc.binary_join(blanks, ", "), "]", "")},
    )
    return asked(known, runs, what, words)


def hidden_places(planned: Planned, runs: Runs, words: Wording) -> Flags:
    """For every run and every place of its window, whether the term there is hidden; False behind the window."""
    known = sides(planned.studied, planned.selection)
    width = int(runs.shown.max(initial=0)) + 1
    most = np.minimum(planned.selection.hidden, runs.shown + 1 - planned.selection.min_terms)
    wanted = 1 + drawn(words, "hidden", np.maximum(most, 1), runs)
    hidden = np.zeros((len(runs), width), bool)
    for first in range(0, len(runs), _CHUNK):
        rows = slice(first, first + _CHUNK)
        hidden[rows] = _hide(planned, known, runs.take(rows), wanted[rows], words, width)
    return hidden


def _hide(planned: Planned, known: Sides, runs: Runs, wanted: Ints, words: Wording, width: int) -> Flags:
    """Hide one term after the other, each where it and those hidden before stay determined."""
    corpus = planned.studied.corpus
    begin = corpus.starts[runs.sequence] + runs.start
    places = np.minimum(begin[:, None] + np.arange(width), len(corpus.terms) - 1)
    after, before = known.after[np.maximum(places - 1, 0)], known.before[np.minimum(places + 1, len(corpus.terms) - 1)]
    inside = np.arange(width) <= runs.shown[:, None]
    alone = apart(planned.studied, planned.selection)[places]
    hidden = np.zeros((len(runs), width), bool)
    for turn in range(int(wanted.max(initial=1))):
        allowed = _determined_with(hidden, inside, after, before) & (wanted > turn)[:, None]
        allowed &= _apart_with(hidden | ~inside, alone, planned.selection.min_terms)
        count = allowed.sum(axis=1)
        chosen = drawn(words, f"place {turn}", np.maximum(count, 1), runs)
        place = np.argmax(np.cumsum(allowed, axis=1) > chosen[:, None], axis=1)
        if turn == 0:  # the last term, behind a run that stands in no earlier split, can be hidden in every row
            place = np.where(count > 0, place, runs.shown)
        rows = np.flatnonzero((count > 0) | (turn == 0))
        hidden[rows, place[rows]] = True
    return hidden


def _apart_with(broken: Flags, alone: Ints, least: int) -> Flags:
    """For every place, whether hiding it too leaves no long stretch of shown terms that stands in an earlier split."""
    left, right = unbroken(broken), unbroken(broken[:, ::-1])[:, ::-1]
    place = np.arange(broken.shape[1])
    ends = np.minimum(place + right, broken.shape[1] - 1)
    to_left = (left < least) | (left >= alone[:, np.maximum(place - 1, 0)])
    to_right = (right < least) | (right >= np.take_along_axis(alone, ends, axis=1))
    apart_too: Flags = to_left & to_right
    return apart_too


def _determined_with(hidden: Flags, inside: Flags, after: Ints, before: Ints) -> Flags:
    """For every place, whether hiding it too leaves every hidden term determined by the shown ones on one side."""
    width = hidden.shape[1]
    left, right = unbroken(hidden | ~inside), unbroken((hidden | ~inside)[:, ::-1])[:, ::-1]
    free = ~hidden & inside & ((left >= after) | (right >= before))
    for place in range(width):
        rows = np.flatnonzero(hidden[:, place])
        if not len(rows):
            continue
        # Hiding a place to the left cuts this blank's left stretch short; one to the right, its right stretch.
        distance = np.arange(width) - place
        own_left, own_right = left[rows, place, None], right[rows, place, None]
        cut_left = np.where((distance < 0) & (-distance <= own_left), -distance - 1, own_left)
        cut_right = np.where((distance > 0) & (distance <= own_right), distance - 1, own_right)
        stays = (cut_left >= after[rows, place, None]) | (cut_right >= before[rows, place, None])
        free[rows] &= stays
    return free


def _lists(values: pa.StringArray, sizes: Ints) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(np.concatenate([[0], np.cumsum(sizes)]), pa.int32()), values)
