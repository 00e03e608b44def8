"""oeis_qa: questions about integer sequences. The configs and their options; the rows are made in questions/.

In:  load_dataset("oeis_qa", "completion", size=1000, seed=7)
Out: rows such as "What comes next in 144, 233, 377, 610, 987, 1597, 2584, 4181, 6765?" -> "10946"
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any, Literal

from oeis_qa.builder import RowBuilder, RowConfig
from oeis_qa.errors import OptionError, choices
from oeis_qa.fingerprint import text_hash
from oeis_qa.layouts import TWO_ANSWERS
from oeis_qa.loaders.oeis.corpus import KEYWORDS
from oeis_qa.loaders.oeis.plan import Plan, plan
from oeis_qa.loaders.oeis.questions import KINDS
from oeis_qa.loaders.oeis.questions.drawing import Wording
from oeis_qa.loaders.oeis.questions.identification import SUBSET_PROMPTS
from oeis_qa.loaders.oeis.questions.wording import check_separators, given_templates, instructions
from oeis_qa.loaders.oeis.runs import Selection
from oeis_qa.loaders.oeis.search import GRAM
from oeis_qa.loaders.oeis.sources import BUNDLED, fields, fingerprint
from oeis_qa.records import Batch

SEPARATORS = (", ", ",", " ", "; ", " | ")
MOST_TERMS = 1000
EXCLUDED = ("dead", "uned")  # wrong or duplicate, and unedited


@dataclass
class OeisConfig(RowConfig):
    source: str = BUNDLED  # "bundled": the sequences that come with the library; or a path, see sources/files.py
    min_terms: int = 9  # fewest terms shown
    max_terms: int = 24  # most terms shown
    include: tuple[str, ...] = ()  # keywords: only sequences that have one of them (all, if none is given)
    exclude: tuple[str, ...] = EXCLUDED  # keywords: no sequence that has one of them
    max_digits: int = 60  # digits of the longest term that is shown or asked for
    separators: tuple[str, ...] = SEPARATORS  # what stands between terms: 1-3 characters, no digit or hyphen
    templates: tuple[str, ...] | None = None  # prompts with {terms} in them, or a file of them; default our own
    weighting: Literal["sequence", "position"] = "sequence"  # every sequence equally often, or every run
    ambiguity: Literal["reject", "keep"] = "reject"  # questions with a second right answer in the source
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
        self.include, self.exclude = _keywords("include", self.include), _keywords("exclude", self.exclude)
        self.templates = given_templates(self.templates, self.prompts())
        self._check_source(fields(self.source))

    def prompts(self) -> tuple[str, ...]:
        """Our own templates."""
        prompts: tuple[str, ...] = KINDS[self.name].PROMPTS
        return prompts

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
        return text_hash(fingerprint(self.source), *(self.templates or ()))

    def default_sizes(self) -> tuple[int, int]:
        return super().default_sizes() if self.source == BUNDLED else (100_000, 2_000)


@dataclass
class IdentificationConfig(OeisConfig):
    references: Literal["exclude", "keep"] = "exclude"  # names that hold other A-numbers
    subset: Literal["contiguous", "random"] = "contiguous"  # consecutive terms, or some terms in order

    def prompts(self) -> tuple[str, ...]:
        return SUBSET_PROMPTS if self.subset == "random" else super().prompts()

    def _check_source(self, known: Set[str]) -> None:
        super()._check_source(known)
        if "name" not in known:
            raise OptionError(f"identification needs names, which source={self.source!r} lacks; add names[.gz]")


@dataclass
class FillInConfig(OeisConfig):
    hidden: int = 2  # most terms hidden; at least min_terms stay to be seen

    def check(self) -> None:
        super().check()
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


class OeisQA(RowBuilder):
    """Questions about integer sequences."""

    BUILDER_CONFIG_CLASS = OeisConfig
    BUILDER_CONFIGS = [
        OeisConfig(name="completion", description="the next term of a shown run of terms"),
        IdentificationConfig(name="identification", description="the name of the sequence that a shown run is from"),
        FillInConfig(name="fill_in", description="the terms that are hidden in a run, one or several"),
        OeisConfig(name="previous_term", description="the term before a shown run"),
        NthTermConfig(name="nth_term", description="the term at a stated index, some places behind a shown run"),
        LongConfig(name="reorder", description="the right order of shuffled terms"),
        LongConfig(name="gaps", description="terms missing from a run at unmarked places: which, and where"),
        LongConfig(name="anomaly", description="the position and true value of the one term that was changed"),
        MembershipConfig(name="membership", description="whether a run is known or altered; whether a next term fits"),
        IdentificationChoiceConfig(name="identify_choice", description="which of four names is that of the sequence"),
        IncorrectConfig(
            name="incorrect_completion", description="completion with wrong responses, a study's control arm"
        ),
    ]
    config: OeisConfig

    def capacity(self) -> Mapping[str, int]:
        return {split: len(rows) for split, rows in self._plan().rows.items()}

    def dropped(self) -> Mapping[str, int]:
        return self._plan().dropped

    def batch(self, split: str, rows: range) -> Batch:
        planned, kind = self._plan(), KINDS[self.config.name]
        templates = self.config.templates or self.config.prompts()
        own = instructions(templates, self.config.prompts(), kind.INSTRUCTIONS)
        two = self.config.layout in TWO_ANSWERS
        words = Wording(self._asked_as(), self.config.seed, templates, own, self.config.separators, two)
        made: Batch = kind.batch(planned, planned.rows[split].take(rows), words)
        return made

    def _plan(self) -> Plan:
        names = [name for name in Selection.__dataclass_fields__ if hasattr(self.config, name)]
        own: dict[str, Any] = {name: getattr(self.config, name) for name in names}
        own |= {"fractions": self.config.split_fractions, "fractions_too": self.config.fractions}
        selection = Selection(**own, state=self.hash, cache_dir=self._cache_dir_root)
        return plan(self._asked_as(), selection)

    def _asked_as(self) -> str:
        """The kind whose questions these are; of a control arm, the kind that it is one of."""
        return str(getattr(KINDS[self.config.name], "LIKE", self.config.name))


def _keywords(option: str, given: tuple[str, ...]) -> tuple[str, ...]:
    """Keywords, also where several stand in one text with commas between."""
    keywords = tuple(sorted({word for text in given for word in text.replace(",", " ").split()}))
    for keyword in keywords:
        if keyword not in KEYWORDS:
            raise OptionError(f"{option}={keyword!r} is not a keyword of the OEIS; {choices(keyword, KEYWORDS)}")
    return keywords
