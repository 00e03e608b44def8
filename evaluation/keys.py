"""The benchmark key of a row, taken apart: what `oeis_qa.records.benchmark` has put together.

In:  keys('dataset=oeis_qa group=completion solver="linear recurrence"')
Out: {"dataset": "oeis_qa", "group": "completion", "solver": "linear recurrence"}
"""

import functools
import json
import re
from collections.abc import Mapping
from types import MappingProxyType

from oeis_qa.errors import SourceFormatError

_KEY = r"[^\s=\"']+="
_PAIR = re.compile(rf"""\s*({_KEY})("(?:[^"\\]|\\.)*"(?!\S)|'[^']*'(?!\S)|.*?)(?=\s+{_KEY}|\s*$)""", re.DOTALL)


@functools.lru_cache(maxsize=1 << 16)  # most rows share theirs
def keys(benchmark: str) -> Mapping[str, str]:
    """The values of a benchmark key by their names, without quotes.

    Rows of simon-arc-lab's files hold single quotes, and blanks without any: there a value ends before the next key.

    Raises:
        SourceFormatError: a text that is not `key=value key="other value" ...`.
    """
    found: dict[str, str] = {}
    at, end = 0, len(benchmark.rstrip())
    while at < end:
        pair = _PAIR.match(benchmark, at)
        if pair is None or pair[1][:-1] in found:
            raise SourceFormatError(
                f"the benchmark key {benchmark!r} cannot be read at {benchmark[at:].strip()!r}; give key=value pairs "
                'with blanks between them, each key once, and values with blanks in quotes, as in solver="repeat last"'
            )
        found[pair[1][:-1]], at = _unquoted(pair[2]), pair.end()
    return MappingProxyType(found)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        return json.loads(value, strict=False)
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == "'" else value
