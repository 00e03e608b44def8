"""arc_rle: tasks about grids in run-length text. Options: options.py and configs.py; rows: questions/.

In:  load_dataset("arc_rle", "image", size=1000, seed=7)
Out: rows such as "Mirror the RLE image left to right. Answer in RLE.⏎4 1 0123" -> "4 1 3210"
"""

from collections.abc import Mapping

import numpy as np

from oeis_qa.builder import RowBuilder
from oeis_qa.loaders.arc_rle.configs import CONFIGS, MixtureConfig
from oeis_qa.loaders.arc_rle.options import ArcConfig
from oeis_qa.mixtures import schedule, woven
from oeis_qa.records import Batch

_TRIED = 200  # rows: among so many is hardly an operation missing


class ArcRLE(RowBuilder):
    """Tasks about grids in run-length text."""

    BUILDER_CONFIG_CLASS = ArcConfig
    BUILDER_CONFIGS = list(CONFIGS.values())
    config: ArcConfig

    def capacity(self) -> Mapping[str, int]:
        capacity = self.config.capacity()
        if self.config.max_tokens is not None:  # a budget that no row can keep is to be told before any work
            self.batch(max(capacity, key=lambda split: capacity[split]), range(_TRIED))
        return capacity

    def dropped(self) -> Mapping[str, int]:
        return self.config.dropped()

    def batch(self, split: str, rows: range) -> Batch:
        if not isinstance(self.config, MixtureConfig):
            return self.config.batch(split, rows)
        which, index = schedule(self.config.shares(), self.config.seed, rows)
        parts, numbers = self.config.parts(), np.unique(which)
        made = [parts[i].batch(split, index[which == i]) for i in numbers]
        return woven(np.searchsorted(numbers, which), made)
