"""How a question is worded: templates, text with each slot of its kind exactly once, and what stands between the terms.

Every kind has the slot `{terms}`, some have others. A user's own templates come as a list, as one text that holds
`{terms}`, or as the path of a file with one a line.

In:  given_templates(("Continue: {terms}",), ...)
Out: ("Continue: {terms}",)
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from oeis_qa.errors import OptionError, SourceError, SourceFormatError

SLOT = "{terms}"
_SLOTS = {
    *("{terms}", "{first}", "{index}", "{name}", "{language}", "{mark}", "{missing}", "{options}", "{next}"),
    *("{image}", "{relation}", "{origin}", "{group}"),
}
_SLOT = re.compile(r"\{[a-z]+\}")
_LONGEST_SEPARATOR = 3
_RUN_TOGETHER = ("L", "N", "M", "Pd", "Cf", "Cs", "Co")  # letters, digits, marks, hyphens, what cannot be seen


def slots_of(template: str) -> tuple[str, ...]:
    """The slots of a template of ours, in order: ("{terms}", "{index}")."""
    return tuple(_SLOT.findall(template))


def given_templates(given: tuple[str, ...] | None, default: tuple[str, ...]) -> tuple[str, ...]:
    """The templates to use.

    Raises:
        OptionError: a template does not hold each slot of the default ones exactly once, or cannot be written as
            UTF-8, or there is none.
        SourceError, SourceFormatError: a path that is no file, or no file of UTF-8 text.
    """
    if given is None:
        return default
    texts = ([item] if len(given) > 1 or _SLOT.search(item) else _lines(item) for item in given)
    templates = tuple(template for text in texts for template in text)
    for template in templates:
        for slot in slots_of(default[0]):
            if (times := template.count(slot)) != 1:
                where = "where the terms go" if slot == SLOT else f"as in {default[0]!r}"
                raise OptionError(f"templates: {template!r} holds {slot} {times} times; write it once, {where}")
        for slot in sorted(set(slots_of(template)) & (_SLOTS - set(slots_of(default[0])))):
            raise OptionError(f"templates: {template!r} holds {slot}, which is not told here; write as {default[0]!r}")
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


def quoted(texts: Sequence[str]) -> pa.StringArray:
    """Each text as JSON writes it, for the meta of a row."""
    return pa.array([json.dumps(text, ensure_ascii=False) for text in texts], pa.string())


def instructions(templates: tuple[str, ...], default: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """Wordings where a layout keeps the terms in a column of their own: ours, or a user's with a word for the terms."""
    if templates == default:
        return own
    return tuple(_SLOT.sub(lambda slot: f"the {slot[0][1:-1]} below", template) for template in templates)


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
