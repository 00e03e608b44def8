"""The kinds of answers: for each, how a gold is checked, how a completion is read, when both are the same.

KINDS names them by dotted path, so that a loader's own kinds (`grid:rle`, `program`) cost nothing until they are met.
What stands after the colon of a kind is its parameter: its path then names a function of the parameter.

In:  kind_named("integer").final("The next term is 34.")
Out: Final(values=("34",), shown="34", reason="")
"""

import functools
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from oeis_qa.errors import AnswerError, OptionError, choices


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a completion is right, and why."""

    right: bool
    answer: str | None  # the final answer as it was understood; None where there is none, or two different ones
    reason: str


class Final(NamedTuple):
    """The final answer of a completion: its values (two or more, if it gives different ones), and as text."""

    values: tuple[Any, ...] = ()
    shown: str | None = None
    reason: str = ""  # why there is none


@dataclass(frozen=True)
class Kind:
    gold: Callable[[str], Any]  # the value of a right answer; raises AnswerError where it has none
    final: Callable[[str], Final]  # raises TimeoutError at most
    same: Callable[[Any, Any], bool]  # a value of the completion, the value of the gold; TimeoutError at most
    plain_gold: str = "$."  # RE2 pattern of golds that need no look by `gold`, for checking millions of them
    check_all: "Callable[[pa.StringArray], None] | None" = None  # as `gold`, where one by one takes too long
    judge: "Callable[[str, Any], Verdict] | None" = None  # completion, value of the gold: where comparing is not enough


KINDS: dict[str, str] = {
    "integer": "oeis_qa.answers.spoken:INTEGER",
    "integer_list": "oeis_qa.answers.spoken:INTEGER_LIST",
    "rational": "oeis_qa.answers.spoken:RATIONAL",
    "decimal": "oeis_qa.answers.spoken:DECIMAL",
    "text": "oeis_qa.answers.spoken:TEXT",
    "choice": "oeis_qa.answers.spoken:CHOICE",
    "latex": "oeis_qa.answers.latex:LATEX",
}


def register_kind(name: str, path: str) -> None:
    """Add a kind. `path` is MODULE:NAME of a Kind, or of a function that makes one of the kind's parameter.

    Raises:
        OptionError: the name holds a colon or is taken, or the path has no colon.
    """
    check_kind(name, path)
    KINDS[name] = path


def check_kind(name: str, path: str) -> None:
    """Raise OptionError where `register_kind` would."""
    if ":" in name or not name.isidentifier():
        raise OptionError(f"answer kind {name!r} must be a plain name; what stands after a colon is its parameter")
    if KINDS.get(name, path) != path:
        raise OptionError(f"answer kind {name!r} belongs to {KINDS[name]} already; choose another name")
    if ":" not in path:
        raise OptionError(f"answer kind {name!r}: path {path!r} must be MODULE:NAME")


def check_golds(golds: pa.StringArray, kinds: pa.StringArray) -> None:
    """Check the golds of many rows, each of its kind.

    Raises:
        AnswerError: one of them is none of its kind.
        OptionError: there is no such kind.
    """
    for name in pc.unique(kinds).to_pylist():
        kind = kind_named(name)
        if golds.null_count:
            raise AnswerError("a row without an answer; give every row one, as text")
        own = golds.filter(pc.equal(kinds, name))
        unsure = own.filter(pc.invert(pc.match_substring_regex(own, kind.plain_gold)))
        if kind.check_all is not None:
            kind.check_all(unsure)
            continue
        for gold in unsure.to_pylist():
            kind.gold(gold)


@functools.cache
def kind_named(kind: str) -> Kind:
    """The Kind of a name such as "integer" or "grid:rle".

    Raises:
        OptionError: there is none, or it takes no parameter, or needs one.
    """
    if not isinstance(kind, str):
        raise OptionError(f"answer kind {kind!r} is no text; {choices(str(kind), KINDS)}")
    name, colon, parameter = kind.partition(":")
    if name not in KINDS:
        raise OptionError(f"no answer kind {kind!r}; {choices(name, KINDS)}")
    module, _, attribute = KINDS[name].partition(":")
    found = getattr(importlib.import_module(module), attribute)
    if isinstance(found, Kind) and colon:
        raise OptionError(f"answer kind {name!r} takes no parameter, got {kind!r}; write {name!r}")
    return found if isinstance(found, Kind) else found(parameter)
