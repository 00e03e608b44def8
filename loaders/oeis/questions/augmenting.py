"""Augmentations of completion and identification: the run is given out of order, or with unmarked gaps, and the
response first restores it, then answers.

Unique because: what is asked of the run is, by its kind; and the run can be restored in one way only, as in reorder
(but for runs that sorting restores, which may be asked here) and in gaps.

In:  completion with augment="shuffle", A000045 from place 12, nine terms
Out: response "Restored: 144, 233, 377, 610, 987, 1597, 2584, 4181, 6765\\nAnswer: 10946"
"""

from collections.abc import Callable
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.pools import Reasons
from oeis_qa.loaders.oeis.questions import gaps, reorder
from oeis_qa.loaders.oeis.questions.asking import Asked, altered, shown_terms
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied

NOTES = {
    "shuffle": (
        "The terms below were shuffled. Restore their order, then answer.",
        "Someone mixed up these consecutive terms. Put them back in order first, then reply.",
        "Mind that the terms are out of order: write them as they follow in the sequence, and then your answer.",
        "The order of the terms was lost. Give the restored run, then the answer.",
        "First undo the shuffling of the terms, then answer the question.",
        "These terms stand in the wrong order. Begin with the right one and end with the answer.",
        "Before you answer, set the shuffled terms right.",
        "What is shown was scrambled: restore it, and only then answer.",
        "A run of terms fell apart and was put together at random. Rebuild it, then answer.",
        "Two steps: bring the terms into the order of their sequence; answer.",
        "Please sort out the order of the run in the sequence before answering.",
    ),
    "drop": (
        "From inside the run below terms were left out, at places that are not marked. Restore it, then answer.",
        "Not all terms of the run are shown. Write it out in full first, then reply.",
        "Mind the unmarked gap in the terms: give the complete run, and then your answer.",
        "One or two terms inside the run are missing. Give the restored run, then the answer.",
        "First put back what is missing between the terms, then answer the question.",
        "The run has lost one term or two on the way. Begin with the whole run and end with the answer.",
        "Before you answer, complete the run, which has a gap somewhere.",
        "What is shown has holes without marks: fill them, and only then answer.",
        "A run of terms was copied with omissions. Rebuild it, then answer.",
        "Two steps: write the run with the terms that were skipped; answer.",
        "Please restore the omitted terms of the run before answering.",
    ),
}


def augmented_prompts(prompts: tuple[str, ...], augment: str) -> tuple[str, ...]:
    """The prompts of a kind, each behind one of the notes."""
    notes = NOTES[augment]
    return tuple(f"{notes[i % len(notes)]}\n{prompt}" for i, prompt in enumerate(prompts))


def _reordered(known: Studied, selection: Selection, runs: Runs) -> Reasons:
    elsewhere = reorder.reordered_elsewhere(known, runs)
    return [("the same terms stand in another order", elsewhere | reorder.constant(known.corpus, runs))]


FAULTS: dict[str, Callable[[Studied, Selection, Runs], Reasons]] = {"shuffle": _reordered, "drop": gaps.faults}


def augmented(planned: Planned, runs: Runs, words: Wording, what: Asked) -> Asked:
    """What a kind asks, of runs that have to be restored first."""
    corpus, augment = planned.studied.corpus, planned.selection.augment
    whole = shown_terms(corpus, runs)
    restored = pc.binary_join_element_wise("Restored: ", pc.binary_join(whole, ", "), "\nAnswer: ", "")
    wrong = altered(words, what.answer, runs) if what.wrong is None and words.two else what.wrong
    return replace(
        what,
        shown=reorder.shuffled_terms(corpus, runs, words)
        if augment == "shuffle"
        else gaps.shown_terms_of(planned, runs, words),
        response=pc.binary_join_element_wise(restored, what.answer, ""),
        wrong=None if wrong is None else pc.binary_join_element_wise(restored, wrong, ""),
        question=pa.repeat(pa.scalar(augment), len(runs)),
    )
