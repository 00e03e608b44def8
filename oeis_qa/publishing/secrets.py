"""Secrets: kept out of everything that is written, and looked for before anything is published.

In:  redacted("s3://key:secret@bucket/folder?token=abc")
Out: "s3://bucket/folder"
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_SCHEME = r"[a-zA-Z][a-zA-Z0-9+.\-]{0,30}://"
_URL = re.compile(rf"({_SCHEME})((?:(?!{_SCHEME})\S)*)")  # up to the next one, or a blank
_NAMES = re.compile(r"(?:TOKEN|KEY|SECRET|PASSWORD|CREDENTIALS?)$", re.IGNORECASE)  # of environment variables
_SHORTEST = 8  # characters of a value that may be a secret


@dataclass(frozen=True)
class Shape:
    """What tokens of a well-known service look like, by its own documentation."""

    kind: str
    marks: tuple[str, ...]  # one of them is in every such token; plain text is found faster than a pattern
    pattern: re.Pattern[str]


SHAPES = (
    Shape("a Hugging Face token", ("hf_",), re.compile(r"\bhf_[A-Za-z0-9]{30,}\b")),
    Shape("an OpenAI key", ("sk-",), re.compile(r"\bsk-[A-Za-z0-9_\-]{20,}\b")),
    Shape("an AWS access key", ("AKIA", "ASIA"), re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b")),
    Shape(
        "a GitHub token",
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
        re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})\b"),
    ),
    Shape("a Google key", ("AIza",), re.compile(r"\bAIza[A-Za-z0-9_\-]{35}(?![A-Za-z0-9_\-])")),
    Shape("a Slack token", ("xox",), re.compile(r"\bxox[abprs]-[A-Za-z0-9\-]{10,}\b")),
    Shape("a private key", ("PRIVATE KEY-----",), re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----")),
    Shape("a password in a URL", ("://",), re.compile(r"://[^\s/:@\"']*:[^\s/@\"']+@")),
)


def redacted(text: str) -> str:
    """The text with every URL in it without user, password, query and fragment."""
    return _URL.sub(lambda match: match[1] + _bare(match[2]), text)


def masked(text: str) -> str:
    """The text with *** for each secret in it, URLs as `redacted` leaves them: what a server said, fit to be shown."""
    text = redacted(text)
    for shape in SHAPES:
        text = shape.pattern.sub("***", text)
    for _, value in _values():
        text = text.replace(value, "***")
    return text


def told(value: Any) -> Any:
    """A value of JSON with all its texts redacted, each by itself: in JSON text, escapes would hide where URLs end."""
    if isinstance(value, dict):
        return {redacted(key): told(item) for key, item in value.items()}
    if isinstance(value, list):
        return [told(item) for item in value]
    return redacted(value) if isinstance(value, str) else value


def found(text: str) -> Iterator[str]:
    """What secrets a text holds, by kind or by the variable whose value it is, never the secret itself."""
    for shape in SHAPES:
        if any(mark in text for mark in shape.marks) and shape.pattern.search(text):
            yield shape.kind
    for name, value in _values():
        if value in text:
            yield f"the value of ${name}"


def found_in(table: pa.Table) -> Iterator[tuple[str, str]]:
    """The columns whose texts hold secrets, and what they hold."""
    marks = [mark for shape in SHAPES for mark in shape.marks] + [value for _, value in _values()]
    for name in table.column_names:
        for texts in _texts(table.column(name).combine_chunks()):
            whole = bytes(texts.buffers()[2] or b"")
            for mark in marks:
                if mark.encode(errors="surrogateescape") in whole:
                    suspects = texts.filter(pc.match_substring(texts, mark)).to_pylist()
                    yield from {(name, what) for text in suspects for what in found(text)}


def _bare(rest: str) -> str:
    """What stands behind :// of a URL, without secrets."""
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if ":" in host and "@" in rest:  # a password that nobody percent-encoded may hold / ? # and @
        rest = rest.rpartition("@")[2]
    elif "@" in host:
        rest = rest[host.rindex("@") + 1 :]
    return re.split(r"[?#]", rest, maxsplit=1)[0]


def _values() -> list[tuple[str, str]]:
    """The variables of the environment that may be secrets, with their values."""
    return [(name, value) for name, value in os.environ.items() if _NAMES.search(name) and len(value) >= _SHORTEST]


def _texts(array: pa.Array) -> Iterator[pa.Array]:
    """Every text in a column, however deep, as arrays."""
    if pa.types.is_struct(array.type):
        for i in range(array.type.num_fields):
            yield from _texts(array.field(i))
    elif pa.types.is_list(array.type) or pa.types.is_large_list(array.type):
        yield from _texts(array.flatten())
    elif pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        yield array
