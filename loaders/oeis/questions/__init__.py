"""The kinds of question about sequences, one file each: its prompts, what makes its answer unique, its rows.

In:  KINDS["completion"].pool(selection), .batch(studied, runs, wording)
Out: the rows that may be asked, in order, and the Batch of some of them
"""

from types import ModuleType

from oeis_qa.loaders.oeis.questions import completion, identification

KINDS: dict[str, ModuleType] = {"completion": completion, "identification": identification}
