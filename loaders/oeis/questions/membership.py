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
from oeis_qa.loaders.oeis.questions.asking import Asked, altered, asked, shown_terms, woven
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawing, drawn
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import open_ended
from oeis_qa.records import Batch

PROMPTS_HERE

RUN_OPTIONS = "as in a known sequence", "altered in one term"
NEXT_OPTIONS = "it fits", "it does not fit"


def faults(known: Studied, selection: Selection, runs: Runs) -> Reasons:
    """Altered runs that stand somewhere after all."""
    words = drawing("membership", selection.seed)
    told = ~_asks_next(runs, words) & ~_is_true(runs, words)
    found = neighbours(known.corpus, runs, altered_runs(known.corpus, runs, words))
    return [("terms too common to tell", told & found.common), ("the altered run is known too", told & found.equal)]


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
    asks_next = _asks_next(runs, words)
    return woven(
        asks_next,
        _about_run(planned, runs.take(~asks_next), words.only(RUN_PROMPTS)),
        _about_next(planned, runs.take(asks_next), words.only(NEXT_PROMPTS)),
    )


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
    what = Asked(
        answer=pa.array(np.where(true == yes_first, "A", "B"), pa.string()),
        answer_kind=pa.repeat(pa.scalar("choice"), len(runs)),
        shown=shown,
        slots={**slots, "{options}": pa.array(np.where(yes_first, f"A) {yes}\nB) {no}", f"A) {no}\nB) {yes}"), pa.string())},
        question=pa.array(np.where(true, f"{question}-true", f"{question}-altered"), pa.string()),
        meta={"question": pa.repeat(pa.scalar(f'"{question}"'), len(runs)), "true": pa.array(np.where(true, "true", "false"), pa.string())},
    )
    return asked(planned.studied, runs, what, words)


def _asks_next(runs: Runs, words: Wording) -> Flags:
    flags: Flags = drawn(words, "asks next", 2, runs) == 1
    return flags


def _is_true(runs: Runs, words: Wording) -> Flags:
    flags: Flags = drawn(words, "is true", 2, runs) == 1
    return flags
