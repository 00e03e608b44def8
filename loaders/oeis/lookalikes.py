"""Lookalikes of a sequence: others of its split that are easily taken for it, by name or by terms. Distractors.

Sequences are put into blocks of four or more: those whose names differ in digits alone, else those that share a run,
the longer the better. The lookalikes of each are the others of its block, so that nothing but the terms tells it from
them. Left out are names that cannot be asked for, equal up to their first colons, and lists that end where they still
agree with the other one: its later terms could be theirs.

In:  lookalikes(studied, selection)[12]
Out: [40, 11, 13, -1, ...]: padded with NONE
"""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

import numpy as np
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Flags, Ints
from oeis_qa.loaders.oeis.questions.identification import nameless
from oeis_qa.loaders.oeis.questions.names import name_heads
from oeis_qa.loaders.oeis.runs import Selection, Studied
from oeis_qa.loaders.oeis.uniqueness import groups

NONE = -1
LEAST, _USUAL = 4, 6  # sequences of a block
_MOST = 2 * _USUAL - 1
_RUNS = (8, 6, 5, 4, 3)  # terms that lookalikes share, longest first
_END = 9  # terms up to the end of a list that another one holds too
_FEW = 64  # places; what more lists share says nothing of their ends
_FOUND: WeakKeyDictionary[Corpus, tuple[Ints, str, Ints]] = WeakKeyDictionary()


def lookalikes(known: Studied, selection: Selection) -> Ints:
    """For every sequence its lookalikes, padded with NONE."""
    split, references, table = _FOUND.get(known.corpus, (None, "", np.zeros(0, np.int64)))
    if split is not known.split or references != selection.references:
        out = np.any([flags for _, flags in nameless(known, selection)], axis=0)
        table = _table(known.corpus, _blocks(known, ~out))
        _FOUND[known.corpus] = known.split, selection.references, table
    return table


def _table(corpus: Corpus, block: Ints) -> Ints:
    """The others of each sequence's block, but for those that end where they still agree with it."""
    table = np.full((len(block), _MOST - 1), NONE, np.int64)
    members = np.flatnonzero(block != NONE)
    members = members[np.argsort(block[members], kind="stable")]
    first = np.searchsorted(block[members], block[members], side="left")
    size = np.searchsorted(block[members], block[members], side="right") - first
    ending = _ending_within(corpus)
    for step in range(1, _MOST):
        other = members[first + (np.arange(len(members)) - first + step) % np.maximum(size, 1)]
        kept = (step < size) & ~np.isin(members * len(block) + other, ending)
        table[members[kept], step - 1] = other[kept]
    return table


def _ending_within(corpus: Corpus) -> Ints:
    """Pairs, as one number each, of a sequence and another whose list ends in a run that it holds too."""
    (found,) = groups(corpus, _END, _END)
    size = np.diff(np.append(found.first, len(found.last)))
    number = np.repeat(np.arange(len(size)), size)
    sequence = corpus.sequence_of[found.last]
    ends = np.flatnonzero((found.last + 1 == corpus.starts[1:][sequence]) & (size[number] <= _FEW))
    partner = np.repeat(found.first[number[ends]], size[number[ends]])
    within = np.arange(len(partner)) - np.repeat(np.cumsum(size[number[ends]]) - size[number[ends]], size[number[ends]])
    pairs: Ints = np.unique(sequence[partner + within] * len(corpus) + np.repeat(sequence[ends], size[number[ends]]))
    return pairs


def _blocks(known: Studied, offered: Flags) -> Ints:
    """For every sequence the number of its block, or NONE."""
    block = np.full(len(known.corpus), NONE, np.int64)
    heads = name_heads(known)
    for sequence, group in _alike(known):
        free = offered[sequence] & (heads[sequence] != NONE) & (block[sequence] == NONE)
        _assign(block, heads, sequence[free], group[free])
    return block


def _alike(known: Studied) -> Iterator[tuple[Ints, Ints]]:
    """Sequences with the number of a group of one split that they are in, the most telling groups first."""
    corpus = known.corpus
    skeleton = pc.replace_substring_regex(pc.fill_null(corpus.name, ""), r"[0-9]+", "#")
    alike = pc.dictionary_encode(skeleton).indices.to_numpy().astype(np.int64)
    yield np.arange(len(corpus)), alike * 3 + known.split
    for length in _RUNS:
        for group in groups(corpus, length, length):
            number = np.repeat(np.arange(len(group.first)), np.diff(np.append(group.first, len(group.last))))
            sequence = corpus.sequence_of[group.last]
            yield sequence, number * 3 + known.split[sequence]


def _assign(block: Ints, heads: Ints, sequence: Ints, group: Ints) -> None:
    """Put these sequences into blocks, each with others of its largest group; groups of few stay without."""
    if not len(sequence):
        return
    sequence, group = np.unique(np.stack([sequence, group]), axis=1)
    crowd = np.bincount(np.unique(group, return_inverse=True)[1])[np.unique(group, return_inverse=True)[1]]
    order = np.lexsort((group, -crowd, sequence))
    own = order[np.unique(sequence[order], return_index=True)[1]]
    sequence, group = sequence[own], group[own]
    order = np.lexsort((sequence, heads[sequence], group))
    sequence, group = sequence[order], group[order]
    distinct = np.append(True, (group[1:] != group[:-1]) | (heads[sequence][1:] != heads[sequence][:-1]))
    sequence, group = sequence[distinct], group[distinct]
    order = np.lexsort((sequence, group))
    sequence, group = sequence[order], group[order]
    first = np.searchsorted(group, group, side="left")
    size = np.searchsorted(group, group, side="right") - first
    part = np.minimum((np.arange(len(group)) - first) // _USUAL, np.maximum(size // _USUAL, 1) - 1)
    enough = size >= LEAST
    number = np.unique(np.stack([group, part]), axis=1, return_inverse=True)[1].ravel()
    block[sequence[enough]] = block.max(initial=NONE) + 1 + number[enough]
