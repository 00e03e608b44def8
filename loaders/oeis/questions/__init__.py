"""The kinds of question about sequences, one file each: its prompts, what makes its answer unique, its rows.

In:  KINDS["completion"].RULES, .batch(studied, runs, wording)
Out: what makes a run a good question, and the Batch of some runs
"""

from types import ModuleType

from oeis_qa.loaders.oeis.questions import (
    completion,
    fill_in,
    identification,
    incorrect_completion,
    nth_term,
    previous_term,
)

KINDS: dict[str, ModuleType] = {
    "completion": completion,
    "identification": identification,
    "fill_in": fill_in,
    "previous_term": previous_term,
    "nth_term": nth_term,
    "incorrect_completion": incorrect_completion,
}
