"""membership: is a run as in a known sequence, or was a term altered; does a proposed next term fit?

Unique because: an altered run occurs in no sequence of the source; behind the run of the second question, no sequence
goes on with another term than the true one. Both questions, both answers and both orders of the options are equally
frequent; an altered term has the digits and sign of the true one.

In:  A000045 from place 12, nine terms
Out: "Is 144, 233, 377, 610, 983, 1597, 2584, 4181, 6765 ...?\\nA) altered\\nB) ..." -> "A"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Flags
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.questions.altering import altered_runs, neighbours
from oeis_qa.loaders.oeis.questions.asking import Asked, altered, asked, shown_terms
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawing, drawn
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.stretches import stands_earlier
from oeis_qa.loaders.oeis.uniqueness import open_ended
from oeis_qa.mixtures import woven
from oeis_qa.records import Batch

RUN_PROMPTS = (
    "Is {terms} a run of a known sequence, or was one term altered?\n{options}\nAnswer with the letter.",
    "Do the terms {terms} stand like this in a known sequence, or is one changed? Reply with a letter.\n{options}",
    "Which is true of {terms}: a run as in a known sequence, or a run with one term altered? Give a letter.\n{options}",
    "Has one of the terms {terms} been changed, or is the run as in a known sequence?\n{options}\nLetter:",
    "Are these terms as they stand in a known sequence, or was one altered?\n{terms}\n{options}\nGive the letter only.",
    "Was one term of {terms} tampered with, or does a known sequence run so?\n\n{options}\n\nAnswer with A or B.",
    "What holds for {terms}, genuine run of a known sequence or run with one false term?\n{options}\nName the letter.",
    "Can {terms} be read in a known sequence, or was one term replaced? Choose A or B.\n{options}",
    "Would you find {terms} unchanged in a known sequence, or was one term altered?\n{options}\nReply A or B.",
    "Which letter fits {terms}, a run that is either as in a known sequence or altered in one term?\n{options}",
    "If {terms} is either as in a known sequence or altered in one term, which is it? Answer by letter.\n{options}",
    "Decide whether {terms} is from a known sequence as it is or has one altered term. Write the letter.\n{options}",
    "Say whether {terms} is a true run of a known sequence or has one changed term.\n{options}\nUse the letter.",
    "Judge the run {terms}: as in a known sequence, or with one term altered?\n{options}\nYour letter:",
    "Tell genuine from altered. The run is {terms}, and at most one of its terms was changed.\n{options}\nLetter:",
    "Check {terms} for an altered term. Without one, it is a run of a known sequence. Give the letter.\n{options}",
    "Choose the letter that describes the run {terms}, which may have had one term altered.\n{options}",
    "Pick A or B for the terms {terms}, which are as in a known sequence unless one was altered.\n{options}",
    "Classify {terms} as a run of a known sequence or as one with a term altered, by giving the letter.\n{options}",
    "Examine {terms}. Either a known sequence has this run, or one term was altered. Write A or B.\n{options}",
    "Find out if one of {terms} was altered or if all are as in a known sequence.\n{options}\nAnswer with one letter.",
    "Determine if the run {terms} is as in a known sequence or altered in one term. Answer by letter.\n{options}",
    "State by letter whether a known sequence contains the run {terms} or one term of it was altered.\n{options}",
    "Please judge if {terms} comes from a known sequence unchanged or with one term altered.\n{options}\nLetter only:",
    "Please give the letter that is right for {terms}, a run in which one term was altered or none.\n{options}",
    "Someone hands you {terms} and may have altered one term of the run. Which letter is right?\n{options}",
    "I wrote {terms}, either just as in a known sequence or with one term altered. Which? Give the letter.\n{options}",
    "A friend shows {terms} as a run of a known sequence, but may have altered one term. Answer A or B.\n{options}",
    "A slip of the pen may have altered one term of {terms}, or all may be right.\n{options}\nLetter of what is true:",
    "By the toss of a coin, one term of {terms} was altered or none. Say which, by a letter.\n{options}",
    "Run: {terms}\nAs in a known sequence, or one term altered?\n{options}\nLetter:",
    "Terms, either all right or one altered: {terms}\nOptions:\n{options}\nAnswer (letter):",
    "Test of a run for one altered term.\nRun: {terms}\n{options}\nThe letter that applies:",
    "{terms}\n\nIs this run as in a known sequence, or was one term altered? Answer with a letter.\n\n{options}",
    "{terms}\n{options}\nOne term above may have been altered. Which letter is right for the run?",
    "{options}\nWhich of the two is true of the run {terms}? Answer with the letter.",
    "{options}\nThe letter that is right for the run {terms} is",
    "Two judgements are possible:\n{options}\nWhich one does the run {terms} call for? Give its letter.",
    "Of the two options below, the one that is true of the run {terms} has a letter. Write that letter.\n{options}",
    "Given is the run {terms}, true to a known sequence or altered in one term.\n{options}\nThe right letter is",
    "Known: the run {terms}, in which one term may be altered. Required: the letter of the right option.\n{options}",
)

RUN_INSTRUCTIONS = (
    "Is this a run of a known sequence, or was one term altered? Answer with the letter.",
    "Decide whether the terms are as in a known sequence or one was altered, and give the letter.",
    "Which option is true of the run? Answer with its letter.",
    "One term of the run may have been altered. Choose the letter that applies.",
    "Say by letter whether a known sequence has this run or one of its terms was changed.",
    "The input holds a run of terms and two options. Answer with the letter of the right one.",
    "Judge the run: as in a known sequence, or with one term altered? Write A or B.",
    "Was one of these terms changed, or does a known sequence run like this? Reply with a letter.",
    "Tell a genuine run of a known sequence from one with an altered term. Write only the letter.",
    "Check the run for an altered term, and pick the letter of the option that holds.",
)

NEXT_PROMPTS = (
    "Does {next} come next after {terms}?\n{options}\nAnswer with the letter.",
    "Is {next} the next term of the sequence {terms}? Reply with a letter.\n{options}",
    "Can the sequence {terms} go on with {next}?\n{options}\nGive the letter only.",
    "Would {next} be right as the term after {terms}? Choose A or B.\n{options}",
    "Is it correct to continue {terms} with {next}?\n\n{options}\n\nLetter:",
    "After {terms}, is {next} the term that follows? Answer A or B.\n{options}",
    "Should {next} stand directly behind {terms}?\n{options}\nName the letter.",
    "Which letter is right, if {next} is proposed as the term that follows {terms}?\n{options}",
    "Which of the two is true of {next} as the next term of {terms}? Give its letter.\n{options}",
    "What do you say to {next} as the continuation of {terms} by one term? Answer with a letter.\n{options}",
    "If {terms} are consecutive terms of a sequence, is the next one {next}?\n{options}\nReply A or B.",
    "Do the terms {terms} lead to {next} as the next one?\n{options}\nUse the letter.",
    "Given {terms}, does {next} fit as the next term? Write the letter.\n{options}",
    "Decide whether {next} is the term after {terms}, and answer with a letter.\n{options}",
    "Judge the proposal to continue {terms} with {next}. Give a letter.\n{options}",
    "Check whether {terms} is followed by {next}.\n{options}\nThe letter that applies:",
    "Say whether {next} fits right behind the last of {terms}. Use the letter.\n{options}",
    "Test {next} as the next term of the sequence {terms}, and pick the letter of the result.\n{options}",
    "Determine if the term following {terms} is {next}. Write A or B.\n{options}",
    "Tell by letter whether {terms} goes on with {next} or not.\n{options}",
    "Find out if {next} is what comes after {terms}.\n{options}\nOne letter is enough:",
    "Choose the letter that is right for {next}, offered as the next term of {terms}.\n{options}",
    "Accept or reject {next} as the term that follows {terms}, by giving the letter.\n{options}",
    "Pick A or B: is the sequence {terms} continued by {next}?\n{options}",
    "Please judge whether {next} follows {terms} in the sequence.\n{options}\nLetter only:",
    "Please say if {next} is the right next term for {terms}. A letter will do.\n{options}",
    "Someone wrote {terms} and then {next}. Is this last term the right one? Reply with a letter.\n{options}",
    "I would continue {terms} with {next}. Am I right? Answer with the letter.\n{options}",
    "A pupil is asked for the term after {terms} and says {next}. Judge the reply by letter.\n{options}",
    "A smudged list reads {terms}, and the next term looks like {next}. Can it be that?\n{options}\nLetter:",
    "A machine has printed {terms} and is about to print {next}. Does that fit?\n{options}\nGive A or B.",
    "Terms: {terms}\nProposed next term: {next}\n{options}\nLetter:",
    "Sequence: {terms}\nNext: {next}, or not?\n{options}\nAnswer (letter):",
    "Proposal: {next}\nTo follow directly: {terms}\n{options}\nThe right letter:",
    "{terms}\n\nIs {next} the term that comes after these? Answer with a letter.\n\n{options}",
    "{terms}\n{options}\nWhich letter is right for {next} as the next term of this run?",
    "{options}\nWhich holds for {next} as the term right after {terms}? Answer with the letter.",
    "{options}\nFor {next} as the next term of {terms}, the right letter is",
    "It is proposed that {next} comes directly after {terms}.\n{options}\nThe letter of the true option is",
    "Known: the terms {terms} and a proposed next term, {next}. Required: the letter of the true option.\n{options}",
    "The sequence {terms} goes on, perhaps with {next}. State by letter whether it does.\n{options}",
)

NEXT_INSTRUCTIONS = (
    "Does the proposed term come next in the sequence? Answer with the letter.",
    "Is the proposal the right next term? Reply with a letter.",
    "Decide whether the proposed term follows the run, and give the letter.",
    "Judge the term proposed as the next one. Choose A or B.",
    "Check if the sequence goes on with the proposed term. Write only the letter.",
    "The input holds a run, a proposed next term and two options. Answer with the letter of the true option.",
    "Say by letter whether the run is continued correctly by the term proposed.",
    "Which option is true of the proposed next term? Name its letter.",
    "Would the proposed term be right directly behind the run? Pick the letter.",
    "Accept or reject the proposed next term, by giving the letter of the right option.",
)

PROMPTS, INSTRUCTIONS = RUN_PROMPTS, RUN_INSTRUCTIONS
RUN_OPTIONS = "as in a known sequence", "altered in one term"
NEXT_OPTIONS = "it fits", "it does not fit"


def faults(known: Studied, selection: Selection, runs: Runs) -> Reasons:
    """Runs whose alteration stands somewhere after all, or that show what stands in an earlier split."""
    words = drawing(selection.kind, selection.seed)
    told = ~_asks_next(known, runs, words)  # whichever answer is drawn: else the true ones would be more
    altered = altered_runs(known.corpus, runs, words)
    found = neighbours(known, runs, altered)
    return [
        ("terms too common to tell", told & found.common),
        ("the altered run is known too", told & found.equal),
        ("a stretch stands in another split", told & stands_earlier(known, selection, runs, altered.broken)),
    ]


RULES = Rules(
    sequences=lambda known, selection: [],
    asked_behind=True,
    ambiguous=open_ended,
    reason="another term follows elsewhere",
    constant=False,
    integers=True,
    faults=faults,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    asks_next = _asks_next(planned.studied, runs, words)
    parts = (
        _about_run(planned, runs.take(~asks_next), words.only(RUN_PROMPTS, RUN_INSTRUCTIONS)),
        _about_next(planned, runs.take(asks_next), words.only(NEXT_PROMPTS, NEXT_INSTRUCTIONS)),
    )
    return woven(asks_next.astype(np.int64), parts)


def _about_run(planned: Planned, runs: Runs, words: Wording) -> Batch:
    corpus = planned.studied.corpus
    true, changed = _is_true(runs, words), altered_runs(corpus, runs, words)
    own = shown_terms(corpus, runs)
    row = pa.array(np.repeat(true, runs.shown))
    shown = pa.ListArray.from_arrays(own.offsets, pc.if_else(row, own.values, changed.terms))
    return _asked(planned, runs, words, true, RUN_OPTIONS, "run", shown, {})


def _about_next(planned: Planned, runs: Runs, words: Wording) -> Batch:
    corpus = planned.studied.corpus
    true = _is_true(runs, words)
    following = corpus.terms.take(pa.array(corpus.starts[runs.sequence] + runs.start + runs.shown))
    proposed = pc.if_else(pa.array(true), following, altered(words, following, runs))
    return _asked(planned, runs, words, true, NEXT_OPTIONS, "next", shown_terms(corpus, runs), {"{next}": proposed})


def _asked(
    planned: Planned,
    runs: Runs,
    words: Wording,
    true: Flags,
    options: tuple[str, str],
    question: str,
    shown: pa.ListArray,
    slots: dict[str, pa.StringArray],
) -> Batch:
    yes_first = drawn(words, "yes first", 2, runs) == 1
    yes, no = options
    lines = pa.array(np.where(yes_first, f"A) {yes}\nB) {no}", f"A) {no}\nB) {yes}"), pa.string())
    what = Asked(
        answer=pa.array(np.where(true == yes_first, "A", "B"), pa.string()),
        answer_kind=pa.repeat(pa.scalar("choice"), len(runs)),
        wrong=pa.array(np.where(true == yes_first, "B", "A"), pa.string()),
        shown=shown,
        slots={**slots, "{options}": lines},
        told={**{f"Proposed {slot[1:-1]} term: ": text for slot, text in slots.items()}, "": lines},
        question=pa.array(np.where(true, f"{question}-true", f"{question}-altered"), pa.string()),
        meta={
            "question": pa.repeat(pa.scalar(f'"{question}"'), len(runs)),
            "true": pa.array(np.where(true, "true", "false"), pa.string()),
        },
    )
    return asked(planned.studied, runs, what, words)


def _asks_next(known: Studied, runs: Runs, words: Wording) -> Flags:
    """Which runs the second question is asked of: of programs that nobody knows it is the only one that makes sense."""
    flags: Flags = (drawn(words, "asks next", 2, runs) == 1) | (known.drawn is not None)
    return flags


def _is_true(runs: Runs, words: Wording) -> Flags:
    flags: Flags = drawn(words, "is true", 2, runs) == 1
    return flags
