"""Rows in rounds: every owner gives one row before any gives a second, and so on, until each has given all it has.

In:  turns(numpy.array([3, 1]), numpy.arange(4))
Out: rounds [0, 0, 1, 2], places in them [0, 1, 0, 0], owners in them [2, 2, 1, 1]
"""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def turns(runs: Ints, row: Ints) -> tuple[Ints, Ints, Ints]:
    """For every row its round, its place in the round, and how many owners that round has; `runs` falls.

    >>> turns(np.array([3, 1]), np.arange(4))   # two owners in round 0, then the first alone
    (array([0, 0, 1, 2]), array([0, 1, 0, 0]), array([2, 2, 1, 1]))
    """
    ends, counts = np.unique(runs, return_counts=True)  # from one end to the next, rounds have the same owners
    begins = np.concatenate([[0], ends[:-1]])
    owners = len(runs) - np.concatenate([[0], np.cumsum(counts[:-1])])
    rows = np.concatenate([[0], np.cumsum((ends - begins) * owners)])
    stretch = np.searchsorted(rows, row, side="right") - 1
    within = row - rows[stretch]
    return begins[stretch] + within // owners[stretch], within % owners[stretch], owners[stretch]
