"""A dataset with its options in one string: DATASET[/CONFIG][?option=value&...], the same grammar everywhere.

Values are percent-decoded (`%26` for `&`, `%2C%20` for a comma and a blank; `+` stays `+`); an option named twice is
a list.

In:  parse("oeis_qa/completion?source=/data/oeis&size=2000000")
Out: Address("oeis_qa", "completion", {"source": "/data/oeis", "size": "2000000"})
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from oeis_qa.errors import AddressError

Options = Mapping[str, str | list[str]]

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]*\Z")
_OPTION = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
_GRAMMAR = "an address is DATASET[/CONFIG][?option=value&...], as in oeis_qa/completion?size=1000&seed=7"


@dataclass(frozen=True)
class Address:
    dataset: str
    config: str | None = None
    options: Options = field(default_factory=dict)  # decoded text; a list where the option is given more than once

    def __str__(self) -> str:
        pairs = [f"{key}={quote(text, safe='/:')}" for key, value in self.options.items() for text in _texts(value)]
        return self.dataset + (f"/{self.config}" if self.config else "") + ("?" + "&".join(pairs) if pairs else "")


def parse(text: str) -> Address:
    """The address that `text` spells.

    Raises:
        AddressError: `text` is not of the grammar.
    """
    if not isinstance(text, str):
        raise AddressError(f"address {text!r} is no text; {_GRAMMAR}")
    path, mark, query = text.partition("?")
    dataset, slash, config = path.partition("/")
    if not _NAME.match(dataset) or (slash and not _NAME.match(config)):
        raise AddressError(f"address {text!r}: {path!r} does not name a dataset and a config; {_GRAMMAR}")
    options: dict[str, str | list[str]] = {}
    for pair in query.split("&") if mark else []:
        key, equals, value = pair.partition("=")
        if not equals or not _OPTION.match(key):
            raise AddressError(f"address {text!r}: {pair!r} is not option=value; {_GRAMMAR}")
        decoded = _decoded(text, value)
        options[key] = [*_texts(options[key]), decoded] if key in options else decoded
    return Address(dataset, config or None, options)


def _decoded(text: str, value: str) -> str:
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError:
        raise AddressError(f"address {text!r}: {value!r} is not percent-encoded UTF-8; {_GRAMMAR}") from None


def _texts(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value
