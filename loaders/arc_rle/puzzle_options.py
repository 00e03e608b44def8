"""The options of puzzles: which families and groups, how many pairs, how hard.

In:  PuzzlesConfig(name="puzzles", families=("flip",), examples=(3, 3)).check()
Out: options in one form, or an OptionError that says what to give instead
"""

from dataclasses import dataclass, replace
from types import ModuleType
from typing import Literal

from oeis_qa.errors import OptionError, choices
from oeis_qa.loaders.arc_rle.options import ArcConfig
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.questions import puzzles
from oeis_qa.loaders.arc_rle.questions.rows import Wanted

_MOST_PAIRS = 9
ALL = tuple((family, group) for family, module in FAMILIES.items() for group in module.GROUPS)


@dataclass
class PuzzlesConfig(ArcConfig):
    families: tuple[str, ...] = ()  # families of puzzles; default: all, equally often
    groups: tuple[str, ...] = ()  # groups of these families, "family/group"; default: all of each, equally often
    examples: tuple[int, int] = (2, 5)  # fewest and most pairs that show the rule
    tests: tuple[int, int] = (1, 2)  # fewest and most inputs without outputs, one of which is asked for
    predict: Literal["digits", "rle"] = "digits"  # how the output is asked for
    unique: bool = True  # every rule of the library that fits the examples agrees on the tests; False is faster

    def check(self) -> None:
        super().check()
        if self.answer_encoding != ArcConfig.answer_encoding:
            raise OptionError(f"answer_encoding={self.answer_encoding!r}: puzzles say it by predict=; use that")
        for name, least in (("examples", 2), ("tests", 1)):
            low, high = getattr(self, name)
            if not least <= low <= high <= _MOST_PAIRS:
                raise OptionError(f"{name}={(low, high)}: give fewest and most, from {least} to {_MOST_PAIRS}")
        self.families = tuple(name.strip() for text in self.families for name in text.split(","))
        self.groups = tuple(name.strip() for text in self.groups for name in text.split(","))
        for name in self.families:
            if name not in FAMILIES:
                raise OptionError(f"families={name!r} is no family of puzzles; {choices(name, FAMILIES)}")
        names = ["/".join(pair) for pair in ALL]
        for name in self.groups:
            if name not in names:
                raise OptionError(f"groups={name!r} is no group of a family; {choices(name, names)}")
        if not self.asked():
            raise OptionError(f"families={self.families} hold none of groups={self.groups}; leave one of them out")

    def module(self) -> ModuleType:
        return puzzles

    def asked(self) -> tuple[tuple[str, str], ...]:
        """Family and group of every group that is asked."""
        return tuple(
            (family, group)
            for family, group in ALL
            if family in (self.families or FAMILIES) and (not self.groups or f"{family}/{group}" in self.groups)
        )

    def wanted(self, split: str) -> Wanted:
        sides = None if self.min_side is None and self.max_side is None else (self.min_side or 1, self.max_side or 30)
        asked = puzzles.Puzzles(self.asked(), self.examples, self.tests, sides, self.unique)
        return replace(super().wanted(split), answer_encoding=self.predict, puzzles=asked)
