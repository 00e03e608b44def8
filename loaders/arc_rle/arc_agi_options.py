"""The options of real ARC tasks: where they are, and how they may be varied.

In:  ArcAgiConfig(name="arc_agi", source="data/arc-agi-1", augment=("colours",)).check()
Out: options in one form, or an error that says what to give instead
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Literal

from oeis_qa.errors import OptionError, choices
from oeis_qa.loaders.arc_rle.arc_agi.chosen_layouts import CHANGES, NOISE, NOISY
from oeis_qa.loaders.arc_rle.arc_agi.plan import Plan, plan
from oeis_qa.loaders.arc_rle.arc_agi.sources import files, fingerprint
from oeis_qa.loaders.arc_rle.arc_agi.variants import AUGMENT
from oeis_qa.loaders.arc_rle.grids import Ints
from oeis_qa.loaders.arc_rle.options import SHARES, ArcConfig
from oeis_qa.loaders.arc_rle.questions import arc_agi, puzzles
from oeis_qa.loaders.arc_rle.questions.asking import batch
from oeis_qa.loaders.arc_rle.questions.rows import Wanted
from oeis_qa.records import Batch
from oeis_qa.splits import SPLITS

_WAYS = (*AUGMENT, *CHANGES, NOISE)
_OF_DRAWN = ("min_side", "max_side", "colours", "max_tokens", "tokenizer")


@dataclass
class ArcAgiConfig(ArcConfig):
    source: str = ""  # ARC tasks: a folder of .json and .jsonl files, .gz or not, or one file; default: some of our own
    augment: tuple[str, ...] | None = (
        None  # variants: symmetries, colours, order; default: none of a given source, these three of our own tasks;
        # and layouts, one for all grids of a task: scale, grid, pad, skew, and noise in inputs that are so laid out
    )
    predict: Literal["digits", "rle"] = "digits"  # how the output is asked for

    def check(self) -> None:
        super().check()
        if self.answer_encoding != ArcConfig.answer_encoding:
            raise OptionError(f"answer_encoding={self.answer_encoding!r}: arc_agi says it by predict=; use that")
        for name in _OF_DRAWN:
            if getattr(self, name) != getattr(ArcConfig, name):
                raise OptionError(
                    f"{name}={getattr(self, name)!r}: arc_agi takes tasks as they are and drops none; leave it out"
                )
        if self.augment is None:
            self.augment = () if self.source else AUGMENT
        names = [name.strip() for text in self.augment for name in text.split(",")]
        for name in names:
            if name not in _WAYS:
                raise OptionError(f"augment={name!r} is no way to vary tasks; {choices(name, _WAYS)}")
        if NOISE in names and not set(names) & set(NOISY):
            raise OptionError(
                "augment='noise' disturbs cells that scale and grid leave to spare, and of inputs alone, so that one "
                "answer is right; add scale or grid"
            )
        self.augment = tuple(name for name in _WAYS if name in names)

    def _check_source(self) -> None:
        files(self.source)

    def fingerprint(self) -> str:
        return fingerprint(files(self.source))

    def module(self) -> ModuleType:
        return arc_agi

    def simon_names(self) -> tuple[str, ...]:
        return puzzles.SIMON_NAMES

    def plan(self, split: str) -> Plan:
        """The rows of the split."""
        return plan(files(self.source), self.augment or (), split, self.split_fractions or SHARES)

    def wanted(self, split: str) -> Wanted:
        return replace(super().wanted(split), answer_encoding=self.predict, puzzles=self.plan(split))

    def batch(self, split: str, rows: range | Ints) -> Batch:
        return batch(self.kind(), self.wanted(split), rows)

    def dropped(self) -> Mapping[str, int]:
        return {}

    def capacity(self) -> dict[str, int]:
        return {split: len(self.plan(split)) for split in SPLITS}
