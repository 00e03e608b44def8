"""The configs, and the options that single kinds add to those of all (see options.py).

In:  FillInConfig(name="fill_in", hidden=3).check()
Out: options in one form, or an OptionError that says what to give instead
"""

import dataclasses
from collections.abc import Set
from dataclasses import dataclass
from typing import Any, Literal

from oeis_qa.errors import OptionError, choices
from oeis_qa.layouts import TWO_ANSWERS
from oeis_qa.loaders.oeis.options import OeisConfig
from oeis_qa.loaders.oeis.programs.entries import DISPLAYED, RUN
from oeis_qa.loaders.oeis.questions.code_generation import GIVEN
from oeis_qa.loaders.oeis.questions.fill_in import MARKS
from oeis_qa.loaders.oeis.questions.identification import SUBSET_PROMPTS
from oeis_qa.loaders.oeis.questions.reasoning import UNSOLVED
from oeis_qa.loaders.oeis.search import GRAM
from oeis_qa.loaders.oeis.solvers import SOLVERS
from oeis_qa.loaders.oeis.sources import BUNDLED, NOVEL
from oeis_qa.loaders.oeis.sources.novel.asking import NAMELESS


@dataclass
class CompletionConfig(OeisConfig):
    augment: Literal["", "shuffle", "drop"] = ""  # terms given out of order, or with gaps; the response restores them

    reasoning: bool = False  # the response works the answer out; only runs whose rule a solver finds
    solved_by: tuple[str, ...] = ()  # only runs that these solvers continue rightly, or "nobody"; default: all

    def check(self) -> None:
        super().check()
        check_augmentable(self)
        names = [*(solver.name for solver in SOLVERS), UNSOLVED]
        self.solved_by = tuple(name.strip() for text in self.solved_by for name in text.split(","))
        for name in self.solved_by:
            if name not in names:
                raise OptionError(f"solved_by={name!r} is no solver; {choices(name, names)}")
        if self.augment and (self.reasoning or self.solved_by):
            raise OptionError(f"augment={self.augment!r} goes with neither reasoning nor solved_by; choose one")
        if self.reasoning and UNSOLVED in self.solved_by:
            raise OptionError("reasoning needs a solver, and solved_by asks for runs of 'nobody'; leave one out")
        if self.layout == "stepwise" and not self.reasoning:
            raise OptionError("layout='stepwise' shows the steps of a worked response; add reasoning=True")


@dataclass
class IdentificationConfig(OeisConfig):
    augment: Literal["", "shuffle", "drop"] = ""  # terms given out of order, or with gaps; the response restores them
    references: Literal["exclude", "keep"] = "exclude"  # names that hold other A-numbers
    subset: Literal["contiguous", "random"] = "contiguous"  # consecutive terms, or some terms in order

    def prompts(self) -> tuple[str, ...]:
        return SUBSET_PROMPTS if self.subset == "random" else super().prompts()

    def check(self) -> None:
        super().check()
        check_augmentable(self)
        if self.augment and self.subset == "random":
            raise OptionError(f"augment={self.augment!r} and subset='random': a subset has gaps already; choose one")

    def _check_source(self, known: Set[str]) -> None:
        super()._check_source(known)
        if "name" not in known:
            raise OptionError(f"identification needs names, which source={self.source!r} lacks; add names[.gz]")


@dataclass
class FillInConfig(OeisConfig):
    hidden: int = 2  # most terms hidden; at least min_terms stay to be seen

    def check(self) -> None:
        super().check()
        if set(self.separators) & set(MARKS):
            raise OptionError(f"separators={self.separators}: {' and '.join(MARKS)} mark what is hidden; use others")
        if not 1 <= self.hidden <= self.min_terms:
            raise OptionError(
                f"hidden={self.hidden}: give 1 to min_terms={self.min_terms}, so that not more is hidden than shown"
            )


@dataclass
class NthTermConfig(OeisConfig):
    def _check_source(self, known: Set[str]) -> None:
        super()._check_source(known)
        if "offset" not in known:
            raise OptionError(
                f"nth_term needs offsets, which source={self.source!r} lacks; add offsets[.gz] or entries"
            )


@dataclass
class LongConfig(OeisConfig):
    """Of kinds that look for a run by its first or last terms, and so need two such blocks in each."""

    def check(self) -> None:
        super().check()
        if self.min_terms < 2 * GRAM:
            raise OptionError(f"min_terms={self.min_terms}: {self.name} needs {2 * GRAM} terms or more in a run")


@dataclass
class MembershipConfig(LongConfig):
    def check(self) -> None:
        super().check()
        if self.templates != self.prompts():
            raise OptionError("membership asks two questions, each in its own words; leave templates out")


@dataclass
class IdentificationChoiceConfig(OeisConfig):
    references: Literal["exclude", "keep"] = "exclude"  # names that hold other A-numbers

    def _check_source(self, known: Set[str]) -> None:
        super()._check_source(known)
        if "name" not in known:
            raise OptionError(f"identify_choice needs names, which source={self.source!r} lacks; add names[.gz]")


@dataclass
class CodeGenerationConfig(OeisConfig):
    language: str = "python"  # "python"; with entries as the source also pari, maxima, gap; unchecked: many others
    given: Literal["both", "terms", "name"] = "both"  # what is told of the sequence
    unchecked: bool = False  # take programs as they are written, without running any

    def check(self) -> None:
        self.language = self.language.lower()
        if self.language not in DISPLAYED:
            raise OptionError(f"language={self.language!r} is not known; {choices(self.language, DISPLAYED)}")
        if self.language not in RUN and not self.unchecked:
            raise OptionError(
                f"language={self.language!r}: its programs cannot be run here, so nobody knows whether they are right; "
                f"say unchecked=True to take them as they are, or one of {', '.join(RUN)}"
            )
        super().check()

    def prompts(self) -> tuple[str, ...]:
        return GIVEN[self.given]

    def _check_source(self, known: Set[str]) -> None:
        super()._check_source(known)
        if missing := {"offset", *(("name",) if self.given != "terms" else ())} - known:
            raise OptionError(
                f"code_generation needs {' and '.join(sorted(missing))}s, which source={self.source!r} lacks; add "
                "names[.gz], offsets[.gz] or entries"
            )
        if self.language != "python" and (self.source == BUNDLED or "entries" not in known):
            raise OptionError(
                f"language={self.language!r}: source={self.source!r} has no such programs; give one that holds entries "
                "(seq.tar.gz or a tree of .seq files), or language='python' for the programs that come with the library"
            )


@dataclass
class IncorrectConfig(OeisConfig):
    acknowledge_incorrect: bool = False  # true: I know that the responses are wrong on purpose
    style: Literal["plain", "requested", "inoculated"] = "plain"  # wrong unasked, asked for by the user, by the system
    dose: float = 1.0  # share of rows whose response is wrong; a larger dose holds the wrong rows of a smaller one

    def required(self) -> dict[str, Any]:
        return {"acknowledge_incorrect": True}

    def check(self) -> None:
        super().check()
        if not self.acknowledge_incorrect:
            raise OptionError(
                "incorrect_completion holds wrong responses on purpose, as the control arm of a study; "
                "say acknowledge_incorrect=True to load it"
            )
        if not 0 < self.dose <= 1:
            raise OptionError(f"dose={self.dose}: give a share of wrong rows, over 0 and up to 1")
        if self.ambiguity != "reject":
            raise OptionError(f"ambiguity={self.ambiguity!r}: here a wrong value must be wrong; leave the option out")
        if self.layout in ("prompt", *TWO_ANSWERS):
            raise OptionError(
                f"layout={self.layout!r} trains towards the answer, which incorrect_completion is made to train away "
                "from; use completion, or a layout with one response"
            )


@dataclass
class MixtureConfig(OeisConfig):
    weights: tuple[str, ...] = ()  # "fill_in=3": kinds and their shares as whole numbers; default: 1 of every kind

    def check(self) -> None:
        super().check()
        if self.templates is not None:
            raise OptionError("mixture asks each kind in its own words; leave templates out")
        self.weights = tuple(f"{kind}={weight}" for kind, weight in self.shares().items())
        for config in self.parts():
            config.check()

    def shares(self) -> dict[str, int]:
        """The weight of every kind in the mixture.

        Raises:
            OptionError: a kind that is not mixed, or a weight that is no whole number from 1 to 100.
        """
        given = [item.strip() for text in self.weights for item in text.split(",")] or [
            f"{kind}=1" for kind in self._mixed()
        ]
        shares: dict[str, int] = {}
        for item in given:
            kind, _, weight = item.partition("=")
            if kind not in self._mixed():
                raise OptionError(f"weights={item!r}: {kind!r} is not mixed; {choices(kind, self._mixed())}")
            if not weight.isdigit() or not 1 <= int(weight) <= 100 or kind in shares:
                raise OptionError(f"weights={item!r}: give each kind once, with a whole number from 1 to 100")
            shares[kind] = int(weight)
        return shares

    def _mixed(self) -> list[str]:
        """The kinds that the source can give."""
        return [kind for kind in MIXED if self.source != NOVEL or kind not in NAMELESS]

    def parts(self) -> "list[OeisConfig]":
        """The configs of the kinds in the mixture, with its options."""
        common = {name: getattr(self, name) for name in OeisConfig.option_names() if name != "templates"}
        return [dataclasses.replace(CONFIGS[kind], **common) for kind in self.shares()]

    def _own_templates(self) -> tuple[str, ...] | None:
        return self.templates


def check_augmentable(config: CompletionConfig | IdentificationConfig) -> None:
    """Raise OptionError where runs are too short to be restored from a gap."""
    if config.augment == "drop" and config.min_terms < 2 * GRAM + 1:
        raise OptionError(
            f"min_terms={config.min_terms}: augment='drop' leaves terms out, and needs {2 * GRAM + 1} or more in a run"
        )


CONFIGS: dict[str, OeisConfig] = {
    config.name: config
    for config in (
        CompletionConfig(name="completion", description="the next term of a shown run of terms"),
        IdentificationConfig(name="identification", description="the name of the sequence that a shown run is from"),
        FillInConfig(name="fill_in", description="the terms that are hidden in a run, one or several"),
        OeisConfig(name="previous_term", description="the term before a shown run"),
        NthTermConfig(name="nth_term", description="the term at a stated index, some places behind a shown run"),
        LongConfig(name="reorder", description="the right order of shuffled terms"),
        LongConfig(name="gaps", description="terms missing from a run at unmarked places: which, and where"),
        LongConfig(name="anomaly", description="the position and true value of the one term that was changed"),
        MembershipConfig(name="membership", description="whether a run is known or altered; whether a next term fits"),
        IdentificationChoiceConfig(name="identify_choice", description="which of four names is that of the sequence"),
        MixtureConfig(name="mixture", description="all kinds but programs and the control arm, by weights"),
        CodeGenerationConfig(
            name="code_generation", description="a program for a sequence, from its terms, name or both"
        ),
        IncorrectConfig(name="incorrect_completion", description="completion with wrong responses: a control arm"),
    )
}
MIXED = tuple(name for name in CONFIGS if name not in ("mixture", "code_generation", "incorrect_completion"))
