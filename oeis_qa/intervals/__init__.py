"""Estimates that carry their interval, and tests of differences: the numbers that every report prints.

One score:        wilson (right or wrong), bootstrap (any score, many items), student (runs, or few clusters).
Two, paired:      paired_difference, mcnemar, mcnemar_midp, equivalence; beforehand minimal_detectable.
Few runs, many tests:  sign_flip, holm.
Each function names its estimator and the paper it comes from. `python -m benchmarks.intervals` measures how often
the intervals hold the truth.

In:  print(wilson(417, 500))
Out: 0.834 [0.799, 0.864] (n=500, wilson 95%)
"""

from oeis_qa.intervals.estimate import Estimate
from oeis_qa.intervals.means import bootstrap, student, wilson
from oeis_qa.intervals.pairs import (
    Equivalence,
    equivalence,
    mcnemar,
    mcnemar_midp,
    minimal_detectable,
    paired_difference,
)
from oeis_qa.intervals.significance import holm, sign_flip

__all__ = [
    "Equivalence",
    "Estimate",
    "bootstrap",
    "equivalence",
    "holm",
    "mcnemar",
    "mcnemar_midp",
    "minimal_detectable",
    "paired_difference",
    "sign_flip",
    "student",
    "wilson",
]
