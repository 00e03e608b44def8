"""The options of questions about grids, and what follows from them.

In:  ArcConfig(name="image", operations=("flipx", "flipy"), max_side=12).check()
Out: options in one form, or an OptionError that says what to give instead
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Literal

from oeis_qa.builder import RowConfig
from oeis_qa.errors import OptionError, choices
from oeis_qa.layouts import TWO_ANSWERS
from oeis_qa.loaders.arc_rle.cells import LONGEST
from oeis_qa.loaders.arc_rle.grids import Ints
from oeis_qa.loaders.arc_rle.images import MOST_COLOURS
from oeis_qa.loaders.arc_rle.public.lines import digest, stamp
from oeis_qa.loaders.arc_rle.public.plan import Plan, plan
from oeis_qa.loaders.arc_rle.questions import KINDS
from oeis_qa.loaders.arc_rle.questions.asking import Kind, Operation, batch
from oeis_qa.loaders.arc_rle.questions.rows import Wanted
from oeis_qa.loaders.arc_rle.questions.wording import spellings
from oeis_qa.loaders.arc_rle.repeats import chance_alike, chance_alike_binary, rows_without_repeats
from oeis_qa.loaders.arc_rle.tokens import Budget, check_budget, content, opened
from oeis_qa.records import Batch
from oeis_qa.splits import SPLITS

BESIDE_SOURCE = ("source", "operations", "size", "eval_size", "seed", "layout", "split_fractions", "weights")
"""The options that mean something where rows are taken from a file."""
SHARES = (0.8, 0.1, 0.1)  # of contents, of which there is no end
_COLOURS = (2, MOST_COLOURS)  # fewest and most of an image, where the user names none


@dataclass
class ArcConfig(RowConfig):
    source: str = ""  # a file of simon-arc-lab's public rows, to be taken and checked instead of drawing rows
    operations: tuple[str, ...] = ()  # operations that are asked, equally often; default: all of the config
    min_side: int | None = None  # least width and height of an image; default: the config's own
    max_side: int | None = None  # most
    colours: tuple[int, int] | None = None  # fewest and most of an image, before lines are drawn; default: 2 to 4
    encoding: Literal["rle", "digits", "json", "sparse"] = "rle"  # how grids are shown
    answer_encoding: Literal["rle", "digits", "json"] = "rle"  # how grids are asked for
    vocabulary: Literal["own", "simon"] = "own"  # our phrasings, or simon-arc-lab's names and benchmark keys
    max_tokens: int | None = None  # most tokens of prompt and response, special tokens and chat template not counted
    tokenizer: str = ""  # the tokenizer.json that counts them

    def check(self) -> None:
        super().check()
        for name in ("min_side", "max_side"):
            side = getattr(self, name)
            if side is not None and not 1 <= side <= LONGEST:
                raise OptionError(f"{name}={side}: give 1 to {LONGEST} cells")
        if self.min_side and self.max_side and self.min_side > self.max_side:
            raise OptionError(f"min_side={self.min_side} is over max_side={self.max_side}; exchange them")
        largest = getattr(KINDS.get(self.name), "LARGEST", LONGEST)  # a mixture asks its configs
        if self.min_side and self.min_side > largest:
            raise OptionError(
                f"min_side={self.min_side}: {self.name} makes larger images, of {LONGEST} cells a side at most, and "
                f"begins with at most {largest}; give less"
            )
        most = self.most_colours()
        if self.colours and not 1 <= self.colours[0] <= self.colours[1] <= most:
            raise OptionError(f"colours={self.colours}: give fewest and most, from 1 to {most}")
        if self.layout == "stepwise":
            raise OptionError("layout='stepwise' needs worked responses, which no config of arc_rle has; use another")
        self.operations = tuple(name.strip() for text in self.operations for name in text.split(","))
        self._check_operations()
        check_budget(self.max_tokens, self.tokenizer)
        self._check_source()

    def _check_operations(self) -> None:
        known: dict[str, Operation] = self.module().OPERATIONS
        for name in self.operations:
            if name not in known:
                raise OptionError(f"operations={name!r} is no operation of {self.name}; {choices(name, known)}")
            if known[name].not_from == self.encoding:
                raise OptionError(f"operations={name!r} asks for what encoding={self.encoding!r} shows; change one")

    def _check_source(self) -> None:
        """Raise SourceError where there is none, OptionError for an option that says how rows are drawn."""
        if not self.source:
            return
        stamp(self.source)
        for name in self.option_names():
            if name not in BESIDE_SOURCE and getattr(self, name) != getattr(type(self), name):
                raise OptionError(
                    f"{name}={getattr(self, name)!r} says how rows are drawn, and source={self.source!r} has its own; "
                    "leave one of them out"
                )

    def fingerprint(self) -> str:
        if self.source:
            return digest(stamp(self.source))
        return hashlib.sha256(content(self.tokenizer)).hexdigest() if self.tokenizer else ""

    def budget(self) -> Budget | None:
        """How long a row may be."""
        return None if self.max_tokens is None else Budget(self.max_tokens, opened(self.tokenizer))

    def default_sizes(self) -> tuple[int, int]:
        return (100_000, 2_000) if self.source else super().default_sizes()

    def public(self) -> Plan:
        """The rows of the source."""
        return plan(self.name, self.operations, stamp(self.source), self.wanted(SPLITS[0]))

    def module(self) -> ModuleType:
        """Where the questions of this config are."""
        return KINDS[self.name]

    def kind(self) -> Kind:
        """What is asked."""
        module = self.module()
        asked = {
            name: operation
            for name, operation in module.OPERATIONS.items()
            if name in (self.operations or module.OPERATIONS) and operation.not_from != self.encoding
        }
        return Kind(self.name, self.simon_names(), asked)

    def most_colours(self) -> int:
        """How many colours may be wanted."""
        return MOST_COLOURS

    def simon_names(self) -> tuple[str, ...]:
        """What instructions begin with in simon-arc-lab's vocabulary."""
        return spellings(self.module().TOKEN)

    def wanted(self, split: str) -> Wanted:
        """How the rows of a split are to be."""
        return Wanted(
            config=self.name,
            seed=self.seed,
            split=split,
            fractions=self.split_fractions or SHARES,
            min_side=self.min_side,
            max_side=self.max_side,
            colours=self._of_images(),
            steps=getattr(self, "steps", (1, 1)),
            encoding=self.encoding,
            answer_encoding=self.answer_encoding,
            simon=self.vocabulary == "simon",
            two=self.layout in TWO_ANSWERS,
        )

    def _of_images(self) -> tuple[int, int]:
        """The fewest and the most colours of an image."""
        return self.colours or _COLOURS

    def batch(self, split: str, rows: range | Ints) -> Batch:
        """Rows of the split, taken from the source or drawn."""
        if self.source:
            return self.public().batch(split, rows)
        return batch(self.kind(), self.wanted(split), rows, self.budget())

    def dropped(self) -> Mapping[str, int]:
        """Lines of the source that are no rows, by reason."""
        return self.public().dropped if self.source else {}

    def capacity(self) -> dict[str, int]:
        """Rows that each split can give, with hardly any repeats if they are drawn."""
        if self.source:
            return {split: len(rows) for split, rows in self.public().rows.items()}
        chance = self._chance_alike() / len(self.kind().operations)
        shares = zip(SPLITS, self.split_fractions or SHARES, strict=True)
        return {split: rows_without_repeats(chance, share) for split, share in shares}

    def _chance_alike(self) -> float:
        """The chance that two rows show the same."""
        module = self.module()
        if not hasattr(module, "SIDES"):
            return 0.0
        sides = self.wanted("train").sides(module.SIDES)
        alike = chance_alike_binary(sides) if hasattr(module, "BINARY") else chance_alike(sides, self._of_images())
        return alike ** getattr(module, "LEAST_IMAGES", 1)


@dataclass
class CellularAutomatonConfig(ArcConfig):
    steps: tuple[int, int] = (1, 3)  # fewest and most steps of an automaton

    def check(self) -> None:
        super().check()
        if not 1 <= self.steps[0] <= self.steps[1] <= MOST_STEPS:
            raise OptionError(f"steps={self.steps}: give fewest and most, from 1 to {MOST_STEPS}")


MOST_STEPS = 100
