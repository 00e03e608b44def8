"""arc_rle: tasks about grids in run-length text. Options: options.py and configs.py; rows: questions/.

In:  load_dataset("arc_rle", "image", size=1000, seed=7)
Out: rows such as "Mirror the RLE image left to right. Answer in RLE.⏎4 1 0123" -> "4 1 3210"
"""

from collections.abc import Mapping

import numpy as np

from oeis_qa.builder import RowBuilder
from oeis_qa.loaders.arc_rle.configs import CONFIGS, MixtureConfig
from oeis_qa.loaders.arc_rle.options import ArcConfig
from oeis_qa.loaders.arc_rle.questions.asking import batch
from oeis_qa.mixtures import schedule, woven
from oeis_qa.records import Batch

_TRIED = 200  # rows: among so many is hardly an operation missing


class ArcRLE(RowBuilder):
    """Tasks about grids in run-length text."""

    BUILDER_CONFIG_CLASS = ArcConfig
    BUILDER_CONFIGS = list(CONFIGS.values())
    config: ArcConfig

    def capacity(self) -> Mapping[str, int]:
        if self.config.max_tokens is not None:
            self.batch("train", range(_TRIED))  # so that a budget which no row can keep is told before any work
        return self.config.capacity()

    def batch(self, split: str, rows: range) -> Batch:
        budget = self.config.budget()
        if not isinstance(self.config, MixtureConfig):
            return batch(self.config.kind(), self.config.wanted(split), rows, budget)
        which, index = schedule(self.config.shares(), self.config.seed, rows)
        parts, numbers = self.config.parts(), np.unique(which)
        made = [batch(parts[i].kind(), parts[i].wanted(split), index[which == i], budget) for i in numbers]
        return woven(np.searchsorted(numbers, which), made)
