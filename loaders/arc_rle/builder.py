"""arc_rle: tasks about grids in run-length text. Options: options.py and configs.py; rows: questions/.

In:  load_dataset("arc_rle", "image", size=1000, seed=7)
Out: rows such as "Mirror the RLE image left to right. Answer in RLE.⏎4 1 0123" -> "4 1 3210"
"""

from collections.abc import Mapping

from oeis_qa.builder import RowBuilder
from oeis_qa.loaders.arc_rle.configs import CONFIGS
from oeis_qa.loaders.arc_rle.options import ArcConfig
from oeis_qa.loaders.arc_rle.questions.asking import batch
from oeis_qa.records import Batch
from oeis_qa.splits import SPLITS

_TRIED = 200  # rows: so many that every operation is among them


class ArcRLE(RowBuilder):
    """Tasks about grids in run-length text."""

    BUILDER_CONFIG_CLASS = ArcConfig
    BUILDER_CONFIGS = list(CONFIGS.values())
    config: ArcConfig

    def capacity(self) -> Mapping[str, int]:
        if self.config.max_tokens is not None:
            self.batch("train", range(_TRIED))  # so that a budget which no row can keep is told before any work
        return dict.fromkeys(SPLITS, 1_000_000)

    def batch(self, split: str, rows: range) -> Batch:
        return batch(self.config.kind(), self.config.wanted(split), rows, self.config.budget())
