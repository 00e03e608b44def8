"""How a question is worded: templates, text with `{terms}` exactly once, and what stands between the terms.

A user's own templates come as a list, as one text that holds `{terms}`, or as the path of a file with one a line.

In:  given_templates(("Continue: {terms}",), ...)
Out: ("Continue: {terms}",)
"""

import unicodedata
from pathlib import Path

import pyarrow as pa

from oeis_qa.errors import OptionError, SourceError, SourceFormatError

SLOT = "{terms}"
_LONGEST_SEPARATOR = 3
_RUN_TOGETHER = ("L", "N", "M", "Pd", "Cf", "Cs", "Co")  # letters, digits, marks, hyphens, what cannot be seen


def given_templates(given: tuple[str, ...] | None, default: tuple[str, ...]) -> tuple[str, ...]:
    """The templates to use.

    Raises:
        OptionError: a template does not hold `{terms}` exactly once, or cannot be written as UTF-8, or there is none.
        SourceError, SourceFormatError: a path that is no file, or no file of UTF-8 text.
    """
    if given is None:
        return default
    templates = tuple(text for item in given for text in ([item] if SLOT in item or len(given) > 1 else _lines(item)))
    for template in templates:
        if template.count(SLOT) != 1:
            times = template.count(SLOT)
            raise OptionError(f"templates: {template!r} holds {SLOT} {times} times; write it once, where the terms go")
        if not _encodable(template):
            raise OptionError(f"templates: {template!r} holds half a character; give text that UTF-8 can hold")
    if not templates:
        raise OptionError(
            f"templates={given!r} holds no template; give texts with {SLOT} in them, or a file of such lines"
        )
    return templates


def check_separators(separators: tuple[str, ...]) -> None:
    """Raise OptionError unless each has 1 to 3 characters that keep numbers apart."""
    if not separators:
        raise OptionError("separators is empty: give at least one, such as ', '")
    for separator in separators:
        if not 1 <= len(separator) <= _LONGEST_SEPARATOR or separator == "." or any(map(_runs_together, separator)):
            raise OptionError(
                f"separators: {separator!r} must have 1 to 3 characters, none a digit or a hyphen, "
                "a letter or one that cannot be seen, and not be a lone full stop"
            )


def _runs_together(character: str) -> bool:
    category = unicodedata.category(character)
    return category.startswith(_RUN_TOGETHER) or character == "\u2212" or (category == "Cc" and character not in "\n\t")


def _encodable(text: str) -> bool:
    return not any(unicodedata.category(character) == "Cs" for character in text)


def parts(templates: tuple[str, ...]) -> tuple[pa.StringArray, pa.StringArray]:
    """What stands before the terms and what behind them; one value a template."""
    before, behind = zip(*(template.split(SLOT) for template in templates), strict=True)
    return pa.array(before, pa.string()), pa.array(behind, pa.string())


def instructions(templates: tuple[str, ...], default: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """Wordings where a layout keeps the terms in a column of their own: ours, or a user's with a word for the terms."""
    return own if templates == default else tuple(template.replace(SLOT, "the terms below") for template in templates)


def _lines(path: str) -> list[str]:
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(
            f"templates={path!r} is neither a template (it lacks {SLOT}) nor a file that can be read "
            f"({error.strerror}); give a list of templates or a file with one a line"
        ) from None
    except UnicodeDecodeError:
        raise SourceFormatError(f"templates={path!r} is not UTF-8; save it so") from None
    return [line for line in text.splitlines() if line.strip()]
