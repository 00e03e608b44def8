"""anomaly: one term of a run was changed: its position, and its true value.

Unique because: over every sequence of the source, no run but the true one differs from the shown terms in a single
place, and none is equal to them.

In:  A000045 from place 12, nine terms
Out: "One term of 144, 233, 377, 610, 983, 1597, 2584, 4181, 6765 was changed. ..." -> "5, 987"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.pools import Reasons, Rules
from oeis_qa.loaders.oeis.questions.altering import Altered, altered_runs, neighbours
from oeis_qa.loaders.oeis.questions.asking import Asked, asked
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawing
from oeis_qa.loaders.oeis.runs import Planned, Runs, Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import shared
from oeis_qa.records import Batch

PROMPTS_HERE


def faults(known: Studied, selection: Selection, runs: Runs) -> Reasons:
    """Runs whose change could be another one."""
    found = neighbours(known.corpus, runs, altered_runs(known.corpus, runs, drawing("anomaly", selection.seed)))
    return [("terms too common to tell", found.common), ("another change makes a known run", found.equal | found.near)]


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
    changed = altered_runs(corpus, runs, words)
    position = pc.cast(pa.array(changed.place + 1), pa.string())
    true = corpus.terms.take(pa.array(_places(corpus.starts, runs) + changed.place))
    what = Asked(
        answer=pc.binary_join_element_wise(position, true, ", "),
        answer_kind=pa.repeat(pa.scalar("integer_list"), len(runs)),
        shown=shown_changed(changed),
        question=pc.binary_join_element_wise("x", position, ""),
        meta={"changed": position},
    )
    return asked(planned.studied, runs, what, words)


def shown_changed(changed: Altered) -> pa.ListArray:
    """The terms with their change, run by run."""
    return pa.ListArray.from_arrays(pa.array(changed.offsets, pa.int32()), changed.terms)


def _places(starts: Ints, runs: Runs) -> Ints:
    places: Ints = np.asarray(starts[runs.sequence] + runs.start)
    return places
