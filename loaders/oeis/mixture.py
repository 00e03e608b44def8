"""mixture: which row of which kind each row of a mixture is, by index alone.

Rows come in blocks as long as the weights' sum; a block holds each kind as often as its weight says, in a seeded order.

In:  schedule({"completion": 2, "gaps": 1}, seed=0, rows=range(6))
Out: kinds such as [0, 1, 0, 0, 0, 1], and their rows [0, 0, 1, 2, 3, 1]
"""

from collections.abc import Mapping, Sequence

import numpy as np

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.streams import Stream, permuted


def schedule(weights: Mapping[str, int], seed: int, rows: range | Ints, use: str = "mixture") -> tuple[Ints, Ints]:
    """For every row, which kind it is of, by its place in `weights`, and which row of that kind."""
    row = np.arange(rows.start, rows.stop) if isinstance(rows, range) else rows
    shares = np.array(list(weights.values()), np.int64)
    ends = np.cumsum(shares)
    block, place = np.divmod(row, ends[-1])
    slot = permuted(Stream(seed, "oeis_qa", use)[block], np.full(len(block), ends[-1]), place)
    kind = np.searchsorted(ends, slot, side="right")
    return kind, block * shares[kind] + slot - (ends - shares)[kind]


def mixed_capacity(capacities: Sequence[int], weights: Sequence[int]) -> int:
    """Rows that a mixture can give: whole blocks, until the first kind runs out."""
    blocks = min(capacity // weight for capacity, weight in zip(capacities, weights, strict=True))
    return blocks * sum(weights)
