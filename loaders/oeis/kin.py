"""Kin of a sequence: others of its split that are easily taken for it, by name or by terms. Distractors.

In:  kin(studied)[12]
Out: [11, 13, 40, ...]: sequences whose names differ in digits alone, then those that share a run with it
"""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Ints
from oeis_qa.loaders.oeis.questions.names import name_heads
from oeis_qa.loaders.oeis.runs import Studied
from oeis_qa.loaders.oeis.uniqueness import groups

MOST = 12  # kin of one sequence
NONE = -1
_RUNS = (8, 6, 5, 4, 3)  # terms that kin share, longest first
_NEAR = 3  # neighbours on each side, of all that share a run or a name
_FOUND: WeakKeyDictionary[Corpus, tuple[Ints, Ints]] = WeakKeyDictionary()


def kin(known: Studied) -> Ints:
    """For every sequence its kin, closest first, padded with NONE; their names differ from its own and each other's."""
    found = _FOUND.get(known.corpus)
    if found is None or found[0] is not known.split:
        _FOUND[known.corpus] = found = known.split, _kin(known)
    return found[1]


def _kin(known: Studied) -> Ints:
    table = np.full((len(known.corpus), MOST), NONE, np.int64)
    heads, filled = name_heads(known), np.zeros(len(known.corpus), np.int64)
    for own, other in _pairs(known, heads):
        for i, j in zip(own.tolist(), other.tolist(), strict=True):
            if filled[i] < MOST and heads[j] != heads[i] and heads[j] not in heads[table[i, : filled[i]]]:
                table[i, filled[i]] = j
                filled[i] += 1
    return table


def _pairs(known: Studied, heads: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of named sequences of one split that are alike, the most alike first."""
    corpus = known.corpus
    named = np.flatnonzero(heads >= 0)
    skeleton = pc.replace_substring_regex(corpus.name.take(pa.array(named)), r"[0-9]+", "#")
    yield from _near(named, pc.dictionary_encode(skeleton).indices.to_numpy().astype(np.int64) * 3 + known.split[named])
    for length in _RUNS:
        for group in groups(corpus, length, length):
            number = np.repeat(np.arange(len(group.first)), np.diff(np.append(group.first, len(group.last))))
            sequence = corpus.sequence_of[group.last]
            both = np.unique(np.stack([number * 3 + known.split[sequence], sequence])[:, heads[sequence] >= 0], axis=1)
            yield from _near(both[1], both[0])


def _near(sequence: Ints, group: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Each sequence beside those that stand near it in its group."""
    order = np.lexsort((sequence, group))
    sequence, group = sequence[order], group[order]
    for step in range(1, _NEAR + 1):
        same = (group[step:] == group[:-step]) & (sequence[step:] != sequence[:-step])
        one, other = sequence[:-step][same], sequence[step:][same]
        yield np.concatenate([one, other]), np.concatenate([other, one])
