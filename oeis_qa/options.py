"""Options as users write them (Python values, or text from an address) turned into the types that a config declares.

In:  coerced("size", "2_000_000", int | None)
Out: 2000000
"""

import os
import types
from collections.abc import Callable, Mapping
from typing import Any, Literal, Union, get_args, get_origin

from oeis_qa.errors import OptionError


def coerced(name: str, value: Any, hint: Any) -> Any:
    """`value` as the type `hint`: int, float, bool, str, a Literal, a tuple of these, or a union of one with None.

    Raises:
        OptionError: the value does not spell that type.
    """
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    if get_origin(hint) is Literal:
        return _choice(name, value, get_args(hint))
    if get_origin(hint) is tuple:
        return _tuple(name, value, get_args(hint))
    read, rule = _SCALARS[hint]
    try:
        return read(value)
    except (TypeError, ValueError, OverflowError):
        raise OptionError(f"{name}={value!r} does not fit; give {rule}") from None


def _choice(name: str, value: Any, allowed: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise OptionError(f"{name}={value!r} is not known; give one of {', '.join(map(repr, allowed))}")
    return str(value)


def _tuple(name: str, value: Any, hints: tuple[Any, ...]) -> tuple[Any, ...]:
    """Text is one item of a tuple of text, and items between commas of a tuple of numbers."""
    if isinstance(value, str | os.PathLike):
        value = [value] if hints[0] is str else str(value).split(",")
    if not isinstance(value, list | tuple):
        raise OptionError(f"{name}={value!r} does not fit; give a list")
    if hints[-1] is not Ellipsis and len(value) != len(hints):
        raise OptionError(f"{name}={value!r} has {len(value)} items; give {len(hints)}")
    return tuple(coerced(name, item, hints[0]) for item in value)


def _integer(value: Any) -> int:
    if isinstance(value, str):
        return int(value)
    if type(value).__name__ in ("bool", "bool_") or not hasattr(value, "__index__"):  # numpy's too
        raise TypeError
    return int(value.__index__())


def _number(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError
    return float(value)


def _truth(value: Any) -> bool:
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if not isinstance(value, bool):
        raise TypeError
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str | os.PathLike):
        raise TypeError
    return str(os.fspath(value))


_SCALARS: Mapping[Any, tuple[Callable[[Any], Any], str]] = {
    int: (_integer, "a whole number"),
    float: (_number, "a number"),
    bool: (_truth, "true or false"),
    str: (_string, "text"),
}
