"""Secrets: kept out of everything that is written, and looked for before anything is published.

In:  redacted("s3://key:secret@bucket/folder?token=abc")
Out: "s3://bucket/folder"
"""

import os
import re
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*://[^\s\"'<>\\]+")
_NAMES = re.compile(r"(?:TOKEN|KEY|SECRET|PASSWORD|CREDENTIALS?)$", re.IGNORECASE)  # of environment variables
_SHORTEST = 8  # characters of a value that may be a secret
SHAPES = {  # what tokens of well-known services look like, by their own documentation
    "a Hugging Face token": re.compile(r"\bhf_[A-Za-z0-9]{30,}\b"),
    "an OpenAI key": re.compile(r"\bsk-[A-Za-z0-9_\-]{20,}\b"),
    "an AWS access key": re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    "a GitHub token": re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})\b"),
    "a Google key": re.compile(r"\bAIza[A-Za-z0-9_\-]{35}\b"),
    "a Slack token": re.compile(r"\bxox[abprs]-[A-Za-z0-9\-]{10,}\b"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a password in a URL": re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*://[^\s/:@\"']+:[^\s/@\"']+@"),
}


def redacted(text: str) -> str:
    """The text with every URL in it without user, password, query and fragment."""
    return _URL.sub(lambda match: _bare(match[0]), text)


def _bare(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def found(text: str) -> Iterator[str]:
    """What secrets a text holds, by kind or by the variable whose value it is, never the secret itself."""
    for kind, shape in SHAPES.items():
        if shape.search(text):
            yield kind
    for name, value in os.environ.items():
        if _NAMES.search(name) and len(value) >= _SHORTEST and value in text:
            yield f"the value of ${name}"
