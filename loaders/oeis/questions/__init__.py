"""The kinds of question about sequences, one file each: its prompts, what makes its answer unique, its rows.

In:  KINDS["completion"].RULES, .batch(studied, runs, wording)
Out: what makes a run a good question, and the Batch of some runs
"""

from types import ModuleType

from oeis_qa.loaders.oeis.questions import (
    anomaly,
    code_generation,
    completion,
    cross_reference,
    fill_in,
    gaps,
    groups,
    identification,
    identify_choice,
    incorrect_completion,
    membership,
    nth_term,
    previous_term,
    reorder,
)

KINDS: dict[str, ModuleType] = {
    "completion": completion,
    "identification": identification,
    "fill_in": fill_in,
    "previous_term": previous_term,
    "nth_term": nth_term,
    "reorder": reorder,
    "gaps": gaps,
    "anomaly": anomaly,
    "membership": membership,
    "identify_choice": identify_choice,
    "groups": groups,
    "cross_reference": cross_reference,
    "code_generation": code_generation,
    "incorrect_completion": incorrect_completion,
}
