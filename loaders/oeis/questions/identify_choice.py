"""identify_choice: which of four names is that of the sequence a shown run is from.

Unique because: over every sequence of the source, the run occurs in exactly one; the other names are of other
sequences, of the same split, that are easily taken for it (see kin.py), and no two of the four are equal up to their
first colons.

In:  A000290 from place 12, nine terms
Out: "Which of these is 144, 169, ...?\\nA) Cubes.\\nB) Squares. ..." -> "B"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.kin import NONE, kin
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.questions import identification
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import shared
from oeis_qa.records import Batch
from oeis_qa.streams import Stream

PROMPTS_HERE

OPTIONS = 4


def unnamed_or_alone(known: Studied, selection: Selection) -> Reasons:
    """Sequences without a name that can be asked for, or with too few kin to choose from."""
    alone = (kin(known) != NONE).sum(axis=1) < OPTIONS - 1
    return [*identification.nameless(known, selection), ("too few kin", alone)]


RULES = Rules(
    sequences=unnamed_or_alone,
    asked_behind=False,
    ambiguous=shared,
    reason="stands in a second sequence",
    constant=False,
)


def batch(planned: Planned, runs: Runs, words: Wording) -> Batch:
    """One question a run."""
    corpus, near = planned.studied.corpus, kin(planned.studied)[runs.sequence]
    draws = Stream(words.seed, "oeis_qa", words.kind, "distractors")[runs.key[:, None] * 16 + np.arange(near.shape[1])]
    chosen = np.argsort(np.where(near == NONE, np.uint64(2**64 - 1), draws), axis=1, kind="stable")[:, : OPTIONS - 1]
    offered = np.column_stack([runs.sequence, np.take_along_axis(near, chosen, axis=1)])
    order = np.argsort(
        Stream(words.seed, "oeis_qa", words.kind, "letters")[runs.key[:, None] * 16 + np.arange(OPTIONS)], axis=1, kind="stable"
    )
    names = [corpus.name.take(pa.array(column)) for column in np.take_along_axis(offered, order, axis=1).T]
    lines = [pc.binary_join_element_wise(f"{letter}) ", name, "") for letter, name in zip("ABCD", names, strict=True)]
    labels = [corpus.labels.take(pa.array(column)) for column in np.take_along_axis(offered, order, axis=1).T]
    letter = np.array(list("ABCD"))[np.argmax(order == 0, axis=1)]
    what = Asked(
        answer=pa.array(letter, pa.string()),
        answer_kind=pa.repeat(pa.scalar("choice"), len(runs)),
        slots={"{options}": pc.binary_join_element_wise(*lines, "\n")},
        meta={"options": pc.binary_join_element_wise('["', pc.binary_join_element_wise(*labels, '", "'), '"]', "")},
    )
    return asked(planned.studied, runs, what, words)
