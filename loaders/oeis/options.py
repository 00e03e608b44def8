"""The options that every config has, and what follows from them.

In:  OeisConfig(name="previous_term", exclude=("dead, uned",)).check()
Out: options in one form, or an OptionError that says what to give instead
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from typing import Any, Literal

from oeis_qa.builder import RowConfig
from oeis_qa.errors import OptionError
from oeis_qa.fingerprint import text_hash
from oeis_qa.layouts import TWO_ANSWERS
from oeis_qa.loaders.oeis.corpus import keywords_in
from oeis_qa.loaders.oeis.questions import KINDS
from oeis_qa.loaders.oeis.questions.augmenting import augmented_prompts
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.questions.wording import check_separators, given_templates, instructions
from oeis_qa.loaders.oeis.runs import Selection
from oeis_qa.loaders.oeis.sources import BUNDLED, fields, fingerprint
from oeis_qa.loaders.oeis.sources.novel.asking import DEPTH, check_novel

SEPARATORS = (", ", ",", " ", "; ", " | ")
MOST_TERMS = 1000
EXCLUDED = ("dead", "uned")  # wrong or duplicate, and unedited


@dataclass
class OeisConfig(RowConfig):
    source: str = BUNDLED  # "bundled": what comes with the library; "novel": programs drawn for each row; or a path
    min_terms: int = 9  # fewest terms shown
    max_terms: int = 24  # most terms shown
    include: tuple[str, ...] = ()  # keywords: only sequences that have one of them (all, if none is given)
    exclude: tuple[str, ...] = EXCLUDED  # keywords: no sequence that has one of them
    max_digits: int = 60  # digits of the longest term that is shown or asked for
    separators: tuple[str, ...] = SEPARATORS  # what stands between terms: 1-3 characters, no digit or hyphen
    templates: tuple[str, ...] | None = None  # prompts with {terms} in them, or a file of them; default our own
    weighting: Literal["sequence", "position"] = "sequence"  # every sequence equally often, or every run
    ambiguity: Literal["reject", "keep"] = "reject"  # questions with a second right answer in the source
    since: str = ""  # "A380000": only entries from this one on, which a model that was trained before cannot know
    depth: int = DEPTH  # source="novel": composition steps of each program, 1 to 4
    avoid: str = ""  # source="novel": a source; no run of a program shall stand in it
    eval_kin: Literal["none", "any"] = "none"  # validation and test runs that are images, sums ... of a train run
    fractions: bool = True  # rational sequences, made of numerators and denominators, beside those of integers

    def check(self) -> None:
        """Raise OptionError or SourceError where the options make no sense; bring lists to one form."""
        super().check()
        if not 1 <= self.min_terms <= self.max_terms <= MOST_TERMS:
            raise OptionError(
                f"min_terms={self.min_terms} and max_terms={self.max_terms}: give 1 <= min_terms <= max_terms <= "
                f"{MOST_TERMS} (the default is {OeisConfig.min_terms} to {OeisConfig.max_terms})"
            )
        if self.max_digits < 1:
            raise OptionError(f"max_digits={self.max_digits}: give 1 or more digits")
        check_separators(self.separators)
        if self.layout == "stepwise" and not hasattr(self, "reasoning"):
            raise OptionError("layout='stepwise' needs worked responses, which completion has with reasoning=True")
        self.include, self.exclude = keywords_in("include", self.include), keywords_in("exclude", self.exclude)
        check_novel(self)
        self._check_since()
        self.templates = self._own_templates()
        self._check_source(fields(self.source))

    def _own_templates(self) -> tuple[str, ...] | None:
        return given_templates(self.templates, self.prompts())

    def _check_since(self) -> None:
        if self.since and not re.fullmatch(r"A[0-9]{6,7}", self.since):
            raise OptionError(f"since={self.since!r} is no A-number; write it as in since='A380000'")
        if self.since and self.source == BUNDLED:
            raise OptionError(f"since={self.since!r}: the bundled sequences are all old; give a source of your own")

    def asked_as(self) -> str:
        """The kind whose questions these are; of a control arm, the kind that it is one of."""
        return str(getattr(KINDS[self.name], "LIKE", self.name))

    def wording(self) -> Wording:
        """How these questions are worded."""
        templates = self.templates or self.prompts()
        own = instructions(templates, self.prompts(), KINDS[self.name].INSTRUCTIONS)
        return Wording(self.asked_as(), self.seed, templates, own, self.separators, self.layout in TWO_ANSWERS)

    def selection(self, state: str, cache_dir: str) -> Selection:
        """The options that decide which runs are asked; `state` tells one state of source and code from another."""
        names = [name for name in Selection.__dataclass_fields__ if hasattr(self, name)]
        own: dict[str, Any] = {name: getattr(self, name) for name in names if name != "fractions"}
        own |= {"fractions": self.split_fractions, "fractions_too": self.fractions, "kind": self.asked_as()}
        return Selection(**own, state=state, cache_dir=cache_dir)

    def prompts(self) -> tuple[str, ...]:
        """Our own templates."""
        prompts: tuple[str, ...] = KINDS[self.name].PROMPTS
        augment = getattr(self, "augment", "")
        return augmented_prompts(prompts, augment) if augment else prompts

    def _check_source(self, known: Set[str]) -> None:
        """Raise OptionError where an option that the user gave needs a field that the source lacks."""
        asked = {"include": self.include, "exclude": self.exclude}
        for option, default in (("include", ()), ("exclude", EXCLUDED)):
            if "keywords" not in known and asked[option] != default:
                raise OptionError(
                    f"{option}={asked[option]} needs keywords, which source={self.source!r} lacks; "
                    "add entries (seq.tar.gz beside the bulk files), or leave the option out"
                )

    def fingerprint(self) -> str:
        avoided = [fingerprint(self.avoid)] if self.avoid else []
        return text_hash(fingerprint(self.source), *avoided, *(self.templates or ()))

    def default_sizes(self) -> tuple[int, int]:
        return super().default_sizes() if self.source == BUNDLED else (100_000, 2_000)
