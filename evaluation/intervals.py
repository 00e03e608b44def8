"""The estimators of `oeis_qa.intervals`, by the name of the stage that reports them.

In:  from oeis_qa.evaluation.intervals import wilson; print(wilson(417, 500))
Out: 0.834 [0.799, 0.864] (n=500, wilson 95%)
"""

from oeis_qa.intervals import *  # noqa: F403
from oeis_qa.intervals import __all__ as __all__
