"""arc_agi: a task of ARC, as its makers wrote it or varied; what is the output of one of its tests?

In:  the task "drop" of the library, whose cells fall to the bottom
Out: "See in the examples what becomes ... O3T. ...⏎I0⏎4 4 02a0,a030,0,⏎O0⏎4 4 0,,,0230⏎..." -> "00000⏎...⏎96946"
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.arc_rle.questions.asking import LICENCE, Asked, Operation
from oeis_qa.loaders.arc_rle.questions.puzzles import PHRASES, sizes, text
from oeis_qa.loaders.arc_rle.questions.rows import Rows
from oeis_qa.loaders.arc_rle.questions.telling import told_grids

UNKNOWN = "unknown"  # the licence of what a user gives


def ask(rows: Rows) -> Asked:
    """The tasks that the plan has for these rows."""
    plan = rows.wanted.puzzles
    made, names, families, test, variant, layouts = plan.rows(rows.wanted.seed, rows.index)
    counts = np.bincount(made.task, minlength=len(rows))
    place = np.bincount(made.task[~made.is_test], minlength=len(rows)) + test
    asked = np.flatnonzero(made.place == place[made.task])
    output = pc.binary_join_element_wise("O", pa.array(place).cast(pa.string()), "T", "")
    return Asked(
        data=text(made, counts, rows.wanted.encoding),
        told=told_grids(rows, made.after.some(asked)),
        contents=families,
        slots={"{output}": output},
        benchmark={"task": names, **sizes(made, made.before.some(asked), len(rows))},
        meta={"test": test, "variant": variant, **({} if layouts is None else {"changes": layouts})},
        licence=UNKNOWN if plan.given else LICENCE,
    )


OPERATIONS = {"solve": Operation(PHRASES, ask, "grid", "dataset=solve")}
