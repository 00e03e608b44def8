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


class ArcRLE(RowBuilder):
    """Tasks about grids in run-length text."""

    BUILDER_CONFIG_CLASS = ArcConfig
    BUILDER_CONFIGS = list(CONFIGS.values())
    config: ArcConfig

    def capacity(self) -> Mapping[str, int]:
        if self.config.source:
            return {split: len(rows) for split, rows in self.config.public().rows.items()}
        return dict.fromkeys(SPLITS, 1_000_000)

    def dropped(self) -> Mapping[str, int]:
        return self.config.public().dropped if self.config.source else {}

    def batch(self, split: str, rows: range) -> Batch:
        if self.config.source:
            return self.config.public().batch(split, rows)
        return batch(self.config.kind(), self.config.wanted(split), rows)
