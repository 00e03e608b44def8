"""Prompt templates: text with `{terms}` exactly once, where the shown terms go.

A user's own come as a list, as one text that holds `{terms}`, or as the path of a file with one template a line.

In:  given_templates(("Continue: {terms}",), ...)
Out: ("Continue: {terms}",)
"""

from pathlib import Path

import pyarrow as pa

from oeis_qa.errors import OptionError, SourceError

SLOT = "{terms}"


def given_templates(given: tuple[str, ...] | None, default: tuple[str, ...]) -> tuple[str, ...]:
    """The templates to use.

    Raises:
        OptionError: a template does not hold `{terms}` exactly once, or there is none.
        SourceError: a path that is no file.
    """
    if given is None:
        return default
    templates = tuple(
        template for item in given for template in ([item] if SLOT in item or len(given) > 1 else _lines(item))
    )
    for template in templates:
        if template.count(SLOT) != 1:
            raise OptionError(
                f"templates: {template!r} holds {SLOT} {template.count(SLOT)} times; write it once, where the terms go"
            )
    if not templates:
        raise OptionError(
            f"templates={given!r} holds no template; give a list of texts with {SLOT} in them, or a file of such lines"
        )
    return templates


def parts(templates: tuple[str, ...]) -> tuple[pa.StringArray, pa.StringArray]:
    """What stands before the terms and what behind them; one value a template."""
    before, behind = zip(*(template.split(SLOT) for template in templates), strict=True)
    return pa.array(before, pa.string()), pa.array(behind, pa.string())


def instructions(templates: tuple[str, ...], default: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """Wordings where a layout keeps the terms in a column of their own: ours, or a user's with a word for the terms."""
    return own if templates == default else tuple(template.replace(SLOT, "the terms below") for template in templates)


def _lines(path: str) -> list[str]:
    if not Path(path).is_file():
        raise SourceError(
            f"templates={path!r} is neither a template (it lacks {SLOT}) nor a file; "
            "give a list of templates or a file with one a line"
        )
    return [line for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
