"""The options of puzzles: which families and groups, how many pairs, how hard.

In:  PuzzlesConfig(name="puzzles", families=("flip",), examples=(3, 3)).check()
Out: options in one form, or an OptionError that says what to give instead
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Literal

from oeis_qa.errors import OptionError, choices
from oeis_qa.loaders.arc_rle.cells import COLOURS
from oeis_qa.loaders.arc_rle.images import Range
from oeis_qa.loaders.arc_rle.options import SHARES, ArcConfig
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.puzzles.difficulty import Difficulty
from oeis_qa.loaders.arc_rle.puzzles.limits import MOST_NOISE, colours_of, stands_noise
from oeis_qa.loaders.arc_rle.puzzles.possible import has_any
from oeis_qa.loaders.arc_rle.questions import puzzles
from oeis_qa.loaders.arc_rle.questions.rows import Wanted
from oeis_qa.loaders.arc_rle.repeats import chance_alike
from oeis_qa.splits import SPLITS, split_of

_MOST_PAIRS = 9
_LARGEST = 30  # side of an input where the user names only the smallest
ALL = tuple((family, group) for family, module in FAMILIES.items() for group in module.GROUPS)


@dataclass
class PuzzlesConfig(ArcConfig):
    families: tuple[str, ...] = ()  # families of puzzles; default: all, equally often
    groups: tuple[str, ...] = ()  # groups of these families, "family/group"; default: all of each, equally often
    examples: tuple[int, int] = (2, 5)  # fewest and most pairs that show the rule
    tests: tuple[int, int] = (1, 2)  # fewest and most inputs without outputs, one of which is asked for
    noise: float = 0.0  # share of each input's cells that are given another of its colours, before the rule is applied
    predict: Literal["digits", "rle"] = "digits"  # how the output is asked for
    unique: bool = True  # every rule of the library that fits the examples agrees on the tests; False is faster
    earlier_prediction: Literal["none", "distorted_answer", "distorted_input", "wrong_pixel"] = "none"  # shown below
    holdout: Literal["none", "families"] = "none"  # families: about a fifth of them stand in validation or test alone

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
        self._check_difficulty()
        self._check_sides()
        if not self.asked():
            raise OptionError(f"families={self.families} hold none of groups={self.groups}; leave one of them out")
        for split, size in zip(SPLITS, (self.size, self.eval_size, self.eval_size), strict=True):
            if size:
                self._check_families_of(split)

    def _check_difficulty(self) -> None:
        """Raise OptionError where puzzles that the user names cannot be as hard or as easy."""
        if not 0 <= self.noise <= MOST_NOISE:
            raise OptionError(f"noise={self.noise}: give a share of the cells, from 0 to {MOST_NOISE}")
        coloured, noisy = (_names(able) for able in (self._shows_colours, self._stands_noise))
        if not coloured:
            raise OptionError(f"colours={self.colours}: no puzzle has inputs with so many or so few; give others")
        for name in (*self.families, *self.groups):
            if name not in coloured:
                raise OptionError(f"colours={self.colours}: {name} has no such inputs; give others or leave it out")
            if name not in noisy:
                raise OptionError(f"noise={self.noise}: the rule of {name} stands none; give 0 or leave it out")

    def _shows_colours(self, family: str, group: str) -> bool:
        fewest, most = self.colours or (1, COLOURS)
        of_group = colours_of(family, group)
        return of_group[0] <= most and fewest <= of_group[1]

    def _stands_noise(self, family: str, group: str) -> bool:
        return self.noise == 0 or stands_noise(family, group)

    def _check_sides(self) -> None:
        """Raise OptionError where inputs of the wanted sides leave no puzzle of what the user names."""
        sides = self._sides()
        if sides is None or self.source:
            return
        way_out = "change min_side or max_side" + (", say unique=False" if self.unique else "")
        roomy = _names(lambda family, group: (family, group) in self.asked())
        for name in (*self.families, *self.groups):
            if name not in roomy:
                raise OptionError(
                    f"sides from {sides[0]} to {sides[1]} leave no puzzle of {name}; {way_out} or leave it out"
                )
        if not roomy:
            raise OptionError(f"sides from {sides[0]} to {sides[1]} leave no puzzle of any family; {way_out}")

    def _has_room(self, family: str, group: str) -> bool:
        return self._sides() is None or has_any(family, group, self._difficulty(), self.unique)

    def module(self) -> ModuleType:
        return puzzles

    def most_colours(self) -> int:
        return COLOURS

    def simon_names(self) -> tuple[str, ...]:
        return puzzles.SIMON_NAMES

    def asked(self, split: str | None = None) -> tuple[tuple[str, str], ...]:
        """Family and group of every group that is asked, in this split or in any."""
        return tuple(
            (family, group)
            for family, group in ALL
            if family in (self.families or FAMILIES)
            and (not self.groups or f"{family}/{group}" in self.groups)
            and (split is None or self._stands_in(family, split))
            and self._shows_colours(family, group)
            and self._stands_noise(family, group)
            and self._has_room(family, group)
        )

    def _stands_in(self, family: str, split: str) -> bool:
        if self.holdout == "none":
            return True
        return split_of(f"arc_rle/puzzles/{family}", self.split_fractions or SHARES) == split

    def capacity(self) -> dict[str, int]:
        return {split: rows if self.asked(split) else 0 for split, rows in super().capacity().items()}

    def _chance_alike(self) -> float:
        """The chance that two rows show the same: as many images as a task has at least, if its sides are limited."""
        sides = self._sides()
        return 0.0 if sides is None else chance_alike(sides, self._of_images()) ** (self.examples[0] + self.tests[0])

    def _sides(self) -> Range | None:
        if self.min_side is None and self.max_side is None:
            return None
        low = self.min_side or 1
        return low, self.max_side or max(low, _LARGEST)

    def _difficulty(self) -> Difficulty:
        return Difficulty(self._sides(), self.colours, self.noise)

    def _check_families_of(self, split: str) -> None:
        if not self.asked(split):
            held = ", ".join(dict.fromkeys(family for family, _ in self.asked()))
            raise OptionError(f"holdout='families' leaves {split} no puzzles of {held}; name more families, or 0 rows")

    def wanted(self, split: str) -> Wanted:
        self._check_families_of(split)
        asked = puzzles.Puzzles(
            self.asked(split), self.examples, self.tests, self._difficulty(), self.unique, self.earlier_prediction
        )
        return replace(super().wanted(split), answer_encoding=self.predict, puzzles=asked)


def _names(able: Callable[[str, str], bool]) -> set[str]:
    """The groups that are able, and the families that hold one."""
    return {name for family, group in ALL if able(family, group) for name in (family, f"{family}/{group}")}
