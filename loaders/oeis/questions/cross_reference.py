"""cross_reference: how a sequence Q comes from a sequence P, of four ways; or the next term of Q, told how.

Unique because: of the relations that are asked about, only the right one holds of the terms shown of P and Q, and the
table of relations of the whole source has no other one for the two; the next term of Q follows from the terms shown of
P, and those of Q, by the relation told. Seeing the options alone, nobody can tell which is right (see `evenly`).

In:  nine terms of A000027 from place 3 and of A000217 from place 4
Out: "How does Q = 10, 15, 21, ... come from P = 4, 5, 6, ...? Reply with a letter.\\nA) ...\\nB) ..." -> "B"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.pairs.kinds import KEYS, RELATIONS
from oeis_qa.loaders.oeis.pairs.pair import Pairs
from oeis_qa.loaders.oeis.pools import Rules
from oeis_qa.loaders.oeis.questions.asking import Asked, asked, shown_terms
from oeis_qa.loaders.oeis.questions.choosing import lettered
from oeis_qa.loaders.oeis.questions.cross_wording import (
    NAMES_INSTRUCTIONS,
    NAMES_PROMPTS,
    NEXT_INSTRUCTIONS,
    NEXT_PROMPTS,
    WHICH_INSTRUCTIONS,
    WHICH_PROMPTS,
)
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawn
from oeis_qa.loaders.oeis.runs import Planned, Runs
from oeis_qa.mixtures import woven
from oeis_qa.records import Batch

PROMPTS, INSTRUCTIONS = WHICH_PROMPTS, WHICH_INSTRUCTIONS
FEWEST = 2  # terms seen of a sequence that is to be continued: they tell an affine image
SHOWN = pa.array([relation.shown for relation in RELATIONS], pa.string())
NAMED = pa.array([relation.named for relation in RELATIONS], pa.string())

RULES = Rules(
    sequences=lambda known, selection: [],
    asked_behind=False,
    ambiguous=lambda corpus, group: np.zeros(len(group.last), bool),  # what is right follows from what is shown
    reason="",
    constant=False,
    integers=True,
    paired=True,
)


def batch(planned: Planned, pairs: Pairs, words: Wording) -> Batch:
    """One question a pair."""
    if planned.selection.given == "names":
        return _between_names(planned, pairs, words.only(NAMES_PROMPTS, NAMES_INSTRUCTIONS))
    parts = (
        _between_runs(planned, pairs.take(~pairs.asks_next), words.only(WHICH_PROMPTS, WHICH_INSTRUCTIONS)),
        _next(planned, pairs.take(pairs.asks_next), words.only(NEXT_PROMPTS, NEXT_INSTRUCTIONS)),
    )
    return woven(pairs.asks_next.astype(np.int64), parts)


def _between_runs(planned: Planned, pairs: Pairs, words: Wording) -> Batch:
    corpus = planned.studied.corpus
    image = _written(words, pairs, shown_terms(corpus, pairs))
    what = _which(planned, pairs, words, SHOWN, {"{image}": image}, {"Q: ": image})
    return asked(planned.studied, pairs, what, words)


def _between_names(planned: Planned, pairs: Pairs, words: Wording) -> Batch:
    names = (planned.studied.corpus.name.take(pa.array(sequence)) for sequence in (pairs.of, pairs.sequence))
    origin, image = (pc.replace_substring_regex(name, r"([^.])\.$", r"\1") for name in names)
    slots = {"{origin}": origin, "{image}": image}
    return asked(
        planned.studied, pairs, _which(planned, pairs, words, NAMED, slots, {"P: ": origin, "Q: ": image}), words
    )


def _which(
    planned: Planned,
    pairs: Pairs,
    words: Wording,
    said: pa.StringArray,
    slots: dict[str, pa.StringArray],
    told: dict[str, pa.StringArray],
) -> Asked:
    choice = lettered(words, pairs, [said.take(pa.array(column)) for column in pairs.offered.T])
    return Asked(
        answer=choice.answer,
        answer_kind=pa.repeat(pa.scalar("choice"), len(pairs)),
        wrong=choice.wrong,
        shown=shown_terms(planned.studied.corpus, pairs.origins),
        slots={**slots, "{options}": choice.options},
        told={**told, "": choice.options},
        question=_question(planned, pairs, "which"),
        meta=_meta(planned, pairs, "which"),
        terms_shown=planned.selection.given == "terms",
    )


def _next(planned: Planned, pairs: Pairs, words: Wording) -> Batch:
    corpus = planned.studied.corpus
    seen = _seen(planned, pairs, words)
    image = _written(words, pairs, shown_terms(corpus, Runs(pairs.sequence, pairs.start, seen, pairs.key)))
    relation = SHOWN.take(pa.array(pairs.relation))
    what = Asked(
        answer=corpus.terms.take(pa.array(corpus.starts[pairs.sequence] + pairs.start + seen)),
        answer_kind=pa.repeat(pa.scalar("integer"), len(pairs)),
        shown=shown_terms(corpus, pairs.origins),
        slots={"{image}": image, "{relation}": relation},
        told={"Q: ": image, "How Q comes from P: ": relation},
        question=_question(planned, pairs, "next"),
        meta={**_meta(planned, pairs, "next"), "seen": pc.cast(pa.array(seen), pa.string())},
    )
    return asked(planned.studied, pairs, what, words)


def _seen(planned: Planned, pairs: Pairs, words: Wording) -> Ints:
    """How many terms of each Q are seen: few, so that half of P's run tells the next and they alone tell little."""
    choices = np.minimum(pairs.shown // 2 - FEWEST, planned.selection.min_terms - FEWEST) - 1
    return FEWEST + drawn(words, "seen", np.maximum(choices, 1), pairs)


def _written(words: Wording, pairs: Pairs, terms: pa.ListArray) -> pa.StringArray:
    """Terms of Q with what stands between those of P too."""
    separator = drawn(words, "separator", len(words.separators), pairs)
    return pc.binary_join(terms, pa.array(words.separators, pa.string()).take(pa.array(separator)))


def _question(planned: Planned, pairs: Pairs, question: str) -> pa.StringArray:
    """What follows Q's run in the id: P, the place of its run, and which question."""
    labels = planned.studied.corpus.labels.take(pa.array(pairs.of))
    start = pc.cast(pa.array(pairs.of_start), pa.string())
    return pc.binary_join_element_wise(labels, "/", start, "/", question, "")


def _meta(planned: Planned, pairs: Pairs, question: str) -> dict[str, pa.StringArray]:
    labels = planned.studied.corpus.labels.take(pa.array(pairs.of))
    keys = pa.array([f'"{key}"' for key in KEYS], pa.string()).take(pa.array(pairs.relation))
    return {
        "question": pa.repeat(pa.scalar(f'"{question}"'), len(pairs)),
        "relation": keys,
        "of": pc.binary_join_element_wise('"', labels, '"', ""),
        "of_start": pc.cast(pa.array(pairs.of_start), pa.string()),
    }
