"""The options that single kinds of question add to those of all (see options.py).

In:  FillInConfig(name="fill_in", hidden=3).check()
Out: options in one form, or an OptionError that says what to give instead
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any, Literal

from oeis_qa.errors import OptionError, choices
from oeis_qa.fingerprint import text_hash
from oeis_qa.layouts import TWO_ANSWERS
from oeis_qa.loaders.oeis.index.pages import check_pages
from oeis_qa.loaders.oeis.index.pages import fingerprint as fingerprint_of_pages
from oeis_qa.loaders.oeis.options import OeisConfig
from oeis_qa.loaders.oeis.pairs.kinds import KEYS
from oeis_qa.loaders.oeis.programs.entries import DISPLAYED, RUN
from oeis_qa.loaders.oeis.questions import groups
from oeis_qa.loaders.oeis.questions.choosing import OPTIONS
from oeis_qa.loaders.oeis.questions.code_generation import GIVEN
from oeis_qa.loaders.oeis.questions.fill_in import MARKS
from oeis_qa.loaders.oeis.questions.identification import SUBSET_PROMPTS
from oeis_qa.loaders.oeis.questions.reasoning import UNSOLVED
from oeis_qa.loaders.oeis.search import GRAM
from oeis_qa.loaders.oeis.solvers import SOLVERS
from oeis_qa.loaders.oeis.sources import BUNDLED


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
class GroupsConfig(OeisConfig):
    index: str = ""  # a saved page of the OEIS index, or a folder of them; nothing is fetched
    questions: tuple[str, ...] = ()  # of group, odd_one_out, signature; default: all that the source has enough for

    def check(self) -> None:
        self.questions = tuple(dict.fromkeys(name.strip() for text in self.questions for name in text.split(",")))
        for name in self.questions:
            if name not in groups.QUESTIONS:
                raise OptionError(f"questions={name!r} is none of groups; {choices(name, groups.QUESTIONS)}")
        super().check()
        if self.templates != self.prompts():
            raise OptionError("groups asks three questions, each in its own words; leave templates out")
        if self.index:
            check_pages(self.index)

    def fingerprint(self) -> str:
        own = fingerprint_of_pages(self.index) if self.index else ""
        return text_hash(super().fingerprint(), own)

    def _check_source(self, known: Set[str]) -> None:
        super()._check_source(known)
        listed = "keywords" in known or self.index
        if asked := [name for name in self.questions if name in groups.OF_GROUPS and not listed]:
            raise OptionError(
                f"questions={asked[0]!r} needs groups, and source={self.source!r} has no keywords or links; add "
                "entries (seq.tar.gz beside the bulk files), or index= with saved pages of the OEIS index, or ask "
                "for 'signature'"
            )


@dataclass
class CrossReferenceConfig(LongConfig):
    given: Literal["terms", "names"] = "terms"  # what is told of the two sequences; of names only the relation is asked
    relations: tuple[str, ...] = ()  # "negation", "partial sums": only these; four or more, or no letters are asked for

    def check(self) -> None:
        super().check()
        if self.templates != self.prompts():
            raise OptionError("cross_reference asks several questions, each in its own words; leave templates out")
        asked = {name.strip() for text in self.relations for name in text.split(",")}
        for name in sorted(asked - set(KEYS)):
            raise OptionError(f"relations={name!r} is no relation that is asked about; {choices(name, KEYS)}")
        self.relations = tuple(key for key in KEYS if key in asked)
        if self.given == "names" and 0 < len(self.relations) < OPTIONS:
            raise OptionError(f"relations={self.relations}: given='names' asks which of {OPTIONS} holds; give as many")

    def _check_source(self, known: Set[str]) -> None:
        super()._check_source(known)
        if self.given == "names" and "name" not in known:
            raise OptionError(f"given='names' needs names, which source={self.source!r} lacks; add names[.gz]")


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


def check_augmentable(config: CompletionConfig | IdentificationConfig) -> None:
    """Raise OptionError where runs are too short to be restored from a gap."""
    if config.augment == "drop" and config.min_terms < 2 * GRAM + 1:
        raise OptionError(
            f"min_terms={config.min_terms}: augment='drop' leaves terms out, and needs {2 * GRAM + 1} or more in a run"
        )
