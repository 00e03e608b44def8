"""The configs, one row each, and the mixture of all.

In:  CONFIGS["mixture"].shares()
Out: {"image": 1, "cellular_automaton": 1, ...}
"""

import dataclasses
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.arc_agi_options import ArcAgiConfig
from oeis_qa.loaders.arc_rle.options import ArcConfig, CellularAutomatonConfig
from oeis_qa.loaders.arc_rle.public.lines import stamp
from oeis_qa.loaders.arc_rle.public.plan import OTHER, configs_in
from oeis_qa.loaders.arc_rle.puzzle_options import PuzzlesConfig
from oeis_qa.loaders.arc_rle.questions import KINDS
from oeis_qa.mixtures import mixed_capacity, shares
from oeis_qa.splits import SPLITS


@dataclass
class MixtureConfig(ArcConfig):
    weights: tuple[str, ...] = ()  # "image=3": configs and their shares as whole numbers; default: 1 of every config

    def check(self) -> None:
        super().check()
        if self.operations:
            raise OptionError(f"operations={self.operations}: mixture asks all of its configs; choose by weights=")
        self.weights = tuple(f"{kind}={weight}" for kind, weight in self.shares().items())
        for config in self.parts():
            config.check()

    def shares(self) -> dict[str, int]:
        """The weight of every config in the mixture."""
        return shares(self.weights, self._mixed())

    def _mixed(self) -> Collection[str]:
        """All configs, or those that the source has lines of."""
        found = configs_in(stamp(self.source)) if self.source else ()
        return [kind for kind in KINDS if kind in found] or KINDS

    def parts(self) -> list[ArcConfig]:
        """The configs of the mixture, with its options."""
        common = {name: getattr(self, name) for name in ArcConfig.option_names()}
        return [dataclasses.replace(CONFIGS[kind], **common) for kind in self.shares()]

    def dropped(self) -> Mapping[str, int]:
        counts = sum((Counter(part.dropped()) for part in self.parts()), Counter[str]())
        del counts[OTHER]  # of one config is a row of the next
        return counts

    def capacity(self) -> dict[str, int]:
        capacities = [part.capacity() for part in self.parts()]
        return {
            split: mixed_capacity([capacity[split] for capacity in capacities], list(self.shares().values()))
            for split in SPLITS
        }

    def _check_operations(self) -> None:
        pass  # its configs check their own


CONFIGS: dict[str, ArcConfig] = {
    config.name: config
    for config in (
        ArcConfig(name="histogram", description="what two histograms of colours make together, or what one holds"),
        ArcConfig(name="rle", description="a row of cells in run-length text: written, read, worked on"),
        ArcConfig(name="image", description="what becomes of an image: turned, moved, compressed, written otherwise"),
        ArcConfig(name="image_pair", description="what two images have together, in common, or one without the other"),
        ArcConfig(name="task", description="grids and pairs of a whole ARC task: copied, counted, mirrored"),
        CellularAutomatonConfig(
            name="cellular_automaton", description="what an automaton makes of an image, or which automaton it was"
        ),
        ArcConfig(name="dilation", description="how many components besides its own each cell touches"),
        ArcConfig(name="erosion", description="which cells touch none but their own colour, and which are outlines"),
        ArcConfig(name="mass", description="which cells lie in components of few cells"),
        ArcConfig(name="scale", description="an image enlarged or reduced by whole factors, or which scaling it was"),
        ArcConfig(name="shape", description="what is true of the neighbourhood of each cell of an image"),
        ArcConfig(name="symmetry", description="an image and its mirror images put together, or how that was done"),
        PuzzlesConfig(name="puzzles", description="what the rule of a task's examples makes of a further input"),
        ArcAgiConfig(name="arc_agi", description="the output of a test of a real ARC task, as it is or varied"),
        MixtureConfig(name="mixture", description="all of these, by weights"),
    )
}
