"""The configs, one row each, and the mixture of several.

In:  CONFIGS["mixture"].shares()
Out: {"completion": 1, "identification": 1, ...}
"""

import dataclasses
from dataclasses import dataclass

from oeis_qa.errors import OptionError
from oeis_qa.loaders.oeis.kind_options import (
    CodeGenerationConfig,
    CompletionConfig,
    CrossReferenceConfig,
    FillInConfig,
    GroupsConfig,
    IdentificationChoiceConfig,
    IdentificationConfig,
    IncorrectConfig,
    LongConfig,
    MembershipConfig,
    NthTermConfig,
)
from oeis_qa.loaders.oeis.options import OeisConfig
from oeis_qa.loaders.oeis.sources import NOVEL
from oeis_qa.loaders.oeis.sources.novel.asking import NAMELESS
from oeis_qa.mixtures import shares


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
        return shares(self.weights, self._mixed())

    def _mixed(self) -> list[str]:
        """The kinds that the source can give."""
        return [kind for kind in MIXED if self.source != NOVEL or kind not in NAMELESS]

    def parts(self) -> "list[OeisConfig]":
        """The configs of the kinds in the mixture, with its options."""
        common = {name: getattr(self, name) for name in OeisConfig.option_names() if name != "templates"}
        return [dataclasses.replace(CONFIGS[kind], **common) for kind in self.shares()]

    def _own_templates(self) -> tuple[str, ...] | None:
        return self.templates


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
        GroupsConfig(
            name="groups", description="the group of a sequence, the odd one out of four, a recurrence's signature"
        ),
        CrossReferenceConfig(
            name="cross_reference",
            description="how one sequence comes from another, or its next term by that",
        ),
        MixtureConfig(name="mixture", description="kinds of question about one sequence, by weights"),
        CodeGenerationConfig(
            name="code_generation", description="a program for a sequence, from its terms, name or both"
        ),
        IncorrectConfig(name="incorrect_completion", description="completion with wrong responses: a control arm"),
    )
}
# Not mixed: programs, wrong responses, and questions about several sequences, for which every mixture would wait.
UNMIXED = ("mixture", "groups", "cross_reference", "code_generation", "incorrect_completion")
MIXED = tuple(name for name in CONFIGS if name not in UNMIXED)
