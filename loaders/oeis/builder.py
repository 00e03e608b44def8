"""oeis_qa: questions about integer sequences. Options: options.py and configs.py; rows: questions/.

In:  load_dataset("oeis_qa", "completion", size=1000, seed=7)
Out: rows such as "What comes next in 144, 233, 377, 610, 987, 1597, 2584, 4181, 6765?" -> "10946"
"""

from collections import Counter
from collections.abc import Mapping

from oeis_qa.builder import RowBuilder
from oeis_qa.loaders.oeis.configs import CONFIGS, MixtureConfig
from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.options import OeisConfig
from oeis_qa.loaders.oeis.plan import Plan, plan
from oeis_qa.loaders.oeis.questions import KINDS
from oeis_qa.loaders.oeis.questions.asking import with_meta
from oeis_qa.loaders.oeis.sources.novel.rows import NovelPlan
from oeis_qa.mixtures import mixed_capacity, schedule, woven
from oeis_qa.records import Batch
from oeis_qa.splits import SPLITS


class OeisQA(RowBuilder):
    """Questions about integer sequences."""

    BUILDER_CONFIG_CLASS = OeisConfig
    BUILDER_CONFIGS = list(CONFIGS.values())
    config: OeisConfig

    def capacity(self) -> Mapping[str, int]:
        return {split: self._capacity(split) for split in SPLITS}

    def dropped(self) -> Mapping[str, int]:
        return sum((Counter(self._plan(part).dropped) for part in self._parts()), Counter())

    def batch(self, split: str, rows: range) -> Batch:
        if not isinstance(self.config, MixtureConfig):
            return self._asked(self.config, split, rows)
        kind, index = schedule(self.config.shares(), self.config.seed, rows)
        parts = enumerate(self.config.parts())
        return woven(kind, [self._asked(part, split, index[kind == i]) for i, part in parts])

    def _asked(self, part: OeisConfig, split: str, rows: range | Ints) -> Batch:
        planned, runs = self._plan(part).of(split, rows)
        made: Batch = KINDS[part.name].batch(planned, runs, part.wording())
        if split == "train":
            return made
        return with_meta(made, "kin", planned.kin.names(planned.studied.corpus, runs))

    def _capacity(self, split: str) -> int:
        capacities = [len(self._plan(part).rows[split]) for part in self._parts()]
        if isinstance(self.config, MixtureConfig):
            return mixed_capacity(capacities, list(self.config.shares().values()))
        return capacities[0]

    def _parts(self) -> list[OeisConfig]:
        return self.config.parts() if isinstance(self.config, MixtureConfig) else [self.config]

    def _plan(self, part: OeisConfig | None = None) -> Plan | NovelPlan:
        part = part or self.config
        return plan(part.asked_as(), part.selection(self.hash, self._cache_dir_root))
