"""The linear recurrences with constant coefficients that sequences obey, of least order, found from all known terms.

By the algorithm of Berlekamp and Massey (1969) modulo a prime, for all sequences at once; what it finds is confirmed on
every known term in whole numbers. Of terms a(0), a(1), ... the first few, `before`, may not obey: from then on
a(n) = weights[0] a(n-1) + ... + weights[k-1] a(n-k). As the last weight is not 0, any 2k terms behind them determine
the weights, and no shorter recurrence fits these (Massey's uniqueness): a shown run of 2k + 2 terms has one signature.
A recurrence counts if its order and `before` together, doubled, leave two known terms or more to confirm it.

In:  signatures(corpus of 0,1,1,2,3,5,8,... and the primes)
Out: a table: sequence=[0], before=[0], weights=[[1, 1]]
"""

from collections.abc import Iterator
from operator import mul

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.corpus import Corpus, Ints
from oeis_qa.loaders.oeis.residues import PRIME, residues
from oeis_qa.loaders.oeis.runs import Selection, Studied, keep_found

LONGEST = 15  # order and `before` together: as many as can be told from the 32 terms looked at first
_LOOKED_AT = 2 * LONGEST + 2
_AT_ONCE = 20_000  # sequences
SCHEMA = pa.schema({"sequence": pa.int64(), "before": pa.int64(), "weights": pa.list_(pa.int64())})


def kept_signatures(known: Studied, selection: Selection) -> pa.Table:
    """The signatures of a source, found once."""
    place = selection.source, selection.cache_dir
    return keep_found(*place, "signatures", lambda: signatures(known.corpus), "Looking for linear recurrences")


def signatures(corpus: Corpus) -> pa.Table:
    """Every sequence that obeys a recurrence, with its weights."""
    lengths = np.diff(corpus.starts)
    looked_at = np.flatnonzero((corpus.denominator == 0) & (lengths >= 4))
    found = []
    for begin in range(0, len(looked_at), _AT_ONCE):
        for sequence, weights in _guessed(corpus, looked_at[begin : begin + _AT_ONCE]):
            own, terms = list(weights), list(map(int, corpus.terms_of(sequence)))
            while own and not own[-1]:
                own.pop()
            if own and obeys(terms, own, len(weights) - len(own)):
                found.append({"sequence": sequence, "before": len(weights) - len(own), "weights": own})
    return pa.Table.from_pylist(found, SCHEMA).combine_chunks()


def obeys(terms: list[int], weights: list[int], before: int) -> bool:
    """Whether every term that has enough others between it and the first `before` is their sum with these weights."""
    order, latest = len(weights), terms[::-1]
    return all(
        latest[back] == sum(map(mul, weights, latest[back + 1 : back + 1 + order]))
        for back in range(len(terms) - order - before)
    )


def _guessed(corpus: Corpus, sequence: Ints) -> Iterator[tuple[int, list[int]]]:
    """Sequences whose first terms obey a recurrence modulo PRIME, with its weights brought near 0."""
    length = np.minimum(np.diff(corpus.starts)[sequence], _LOOKED_AT)
    place = np.minimum(corpus.starts[sequence] + np.arange(_LOOKED_AT)[:, None], len(corpus.terms) - 1)
    values = residues(corpus.terms.take(pa.array(place.ravel()))).reshape(place.shape)
    kept, order, rule = _rules(values, length)
    told = (2 * order + 2 <= length[kept]) & (order > 0)
    kept, order, rule = kept[told], order[told], rule[:, told]
    weights = -rule[1:] * _inverses(rule[0]) % PRIME
    weights = np.where(weights > PRIME // 2, weights - PRIME, weights)
    for own, size, column in zip(sequence[kept].tolist(), order.tolist(), weights.T.tolist(), strict=True):
        yield own, column[:size]


def _rules(values: Ints, length: Ints) -> tuple[Ints, Ints, Ints]:
    """For the columns with a rule of LONGEST weights or fewer: which these are, the orders, the rules.

    A rule is a polynomial whose product with the terms, as series, vanishes from its order on; `other` is the one
    before the last change of order, shifted along, and `error` what it missed by.
    """
    columns = np.arange(values.shape[1])
    rule, other = (np.zeros((LONGEST + 1, len(columns)), np.int64) for _ in range(2))
    rule[0] = 1
    order, error = np.zeros(len(columns), np.int64), np.ones(len(columns), np.int64)
    other[0] = 1
    for at in range(_LOOKED_AT):
        other[1:], other[0] = other[:-1].copy(), 0
        size = min(at, LONGEST)
        missed = (rule[: size + 1] * values[at - size : at + 1][::-1] % PRIME).sum(axis=0) % PRIME
        missed[at >= length] = 0
        changed = (rule * error % PRIME - other * missed % PRIME) % PRIME
        longer = (missed != 0) & (2 * order <= at)
        other, error = np.where(longer, rule, other), np.where(longer, missed, error)
        rule = np.where(missed != 0, changed, rule)
        order = np.where(longer, at + 1 - order, order)
        kept = order <= LONGEST
        if not kept.all():
            columns, order, error, length = columns[kept], order[kept], error[kept], length[kept]
            rule, other, values = rule[:, kept], other[:, kept], values[:, kept]
    return columns, order, rule


def _inverses(values: Ints) -> Ints:
    """Their inverses modulo PRIME, by Fermat."""
    inverse, power, left = np.ones_like(values), values % PRIME, PRIME - 2
    while left:
        inverse = inverse * power % PRIME if left & 1 else inverse
        power, left = power * power % PRIME, left >> 1
    return inverse
