"""Names of other sequences: wrong answers to what a sequence is called, from the same split.

In:  other_names(studied, runs of A000045, words)
Out: "Primes.", say: the name of a sequence of the same split whose name begins otherwise
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.questions.drawing import Wording, drawn
from oeis_qa.loaders.oeis.runs import Runs, Studied


def other_names(known: Studied, runs: Runs, words: Wording) -> pa.StringArray:
    """For every run, the name of another sequence of its split, another one up to its first colon too."""
    heads = name_heads(known)
    chosen = np.zeros(len(runs), np.int64)
    for split in range(3):
        rows = known.split[runs.sequence] == split
        named = np.flatnonzero((known.split == split) & (heads >= 0))
        different, first = np.unique(heads[named], return_index=True)
        if not rows.any():
            continue
        own = np.searchsorted(different, heads[runs.sequence[rows]])
        other = drawn(words, "wrong name", max(1, len(different) - 1), runs.take(rows))
        chosen[rows] = named[first[(other + (other >= own)) % len(different)]]
    return known.corpus.name.take(pa.array(chosen))


def name_heads(known: Studied) -> Ints:
    """For every sequence, a number that names share which are equal up to their first colon; -1 without a name."""
    name = known.corpus.name
    heads = pc.utf8_lower(pc.replace_substring_regex(name, r"[:.].*$|[^0-9A-Za-z]", ""))
    codes: Ints = pc.fill_null(pc.dictionary_encode(heads).indices, -1).to_numpy(zero_copy_only=False).astype(np.int64)
    return codes
