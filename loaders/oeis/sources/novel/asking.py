"""What source="novel" takes of the options, and of the kinds of question.

In:  check_novel(IdentificationConfig(name="identification", source="novel"))
Out: OptionError: identification needs names, which programs have not; ...
"""

from typing import Any

from oeis_qa.errors import OptionError
from oeis_qa.loaders.oeis.sources import NOVEL, fields
from oeis_qa.loaders.oeis.sources.novel.known import WINDOW

DEPTH = 1
DEPTHS = range(1, 5)
LONGEST = 64  # terms shown: few programs keep their terms short for longer
NAMELESS = ("identification", "identify_choice", "groups", "cross_reference")  # kinds that need entries, or several
SILENT = "weighting", "since", "include", "exclude", "fractions", "eval_kin"  # options that say nothing here


def check_novel(config: Any) -> None:
    """Raise OptionError where an option or kind does not go with the source, or an option of "novel" with another."""
    if config.source != NOVEL:
        for name in ("depth", "avoid"):
            if getattr(config, name) != getattr(type(config), name):
                raise OptionError(
                    f"{name}={getattr(config, name)!r} is of source='novel' alone; add it, or leave {name} out"
                )
        return
    if config.name in NAMELESS:
        raise OptionError(
            f"{config.name} asks for what only an encyclopedia gives, and source='novel' has no entries; "
            "use source='bundled' or a source of your own"
        )
    if getattr(config, "given", "terms") != "terms":
        raise OptionError(f"given={config.given!r}: programs have no names; say given='terms', or use source='bundled'")
    for name in SILENT:
        if getattr(config, name) != getattr(type(config), name):
            raise OptionError(
                f"{name}={getattr(config, name)!r}: programs have neither entries nor kin to choose by; leave it out"
            )
    if config.depth not in DEPTHS:
        raise OptionError(f"depth={config.depth}: give {DEPTHS[0]} to {DEPTHS[-1]} steps")
    if config.min_terms < WINDOW or config.max_terms > LONGEST:
        raise OptionError(
            f"min_terms={config.min_terms} and max_terms={config.max_terms}: source='novel' shows {WINDOW} terms "
            f"or more, so that a shorter program can be told, and up to {LONGEST}"
        )
    if config.avoid == NOVEL:
        raise OptionError("avoid='novel' names no sequences; give 'bundled', or a source of your own")
    if config.avoid:
        fields(config.avoid, "avoid")
