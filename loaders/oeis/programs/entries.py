r"""The programs of an OEIS entry: its lines %p (Maple), %t (Mathematica) and %o, where a line that begins with
"(Language)" opens a block.

Source of the format: https://oeis.org/eishelp1.html.

In:  programs_in("%o A062028 (PARI) A062028(n)=n+sumdigits(n) \\\\\\ _M. F. Hasler_")
Out: [Written(language="pari", code="A062028(n)=n+sumdigits(n) \\\\\\ _M. F. Hasler_, Jul 19 2015", by="M. F. Hasler")]
"""

import html
import re
from typing import NamedTuple

from oeis_qa.sandbox import LANGUAGES

_LINE = re.compile(r"^%([opt]) A[0-9]{6,7} ?(.*?)\r?$", re.MULTILINE)
_OPENING = re.compile(r"\(([A-Za-z][\w+#/. ]{0,20})\) ?(.*)")
_SIGNED = re.compile(r"(?<!\w)_([^\W\d_][^_\n]{2,60})_(?!\w)")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,5});")
NOBODY = "contributors to the OEIS"

RUN = tuple(LANGUAGES)  # languages in which programs can be checked
UNRUN = (
    "maple mathematica magma haskell sage julia perl ruby c c++ c# java javascript r scheme racket common-lisp clojure "
    "prolog axiom fricas derive mupad matlab octave scala rust go kotlin swift erlang ocaml f# nim j apl smalltalk "
    "fortran basic ubasic mit-scheme lua php awk"
).split()
_WRITTEN = {"pari": "PARI/GP", "gap": "GAP", "matlab": "MATLAB", "javascript": "JavaScript", "php": "PHP", "awk": "AWK"}
DISPLAYED = {
    language: _WRITTEN.get(language, "-".join(part.capitalize() for part in language.split("-")))
    for language in (*RUN, *UNRUN)
}
"""How prompts write the name of each language."""
_NAMED = {
    "pari/gp": "pari",
    "gp": "pari",
    "parigp": "pari",
    "gp/pari": "pari",
    "python3": "python",
    "python 3": "python",
    "sagemath": "sage",
    "mit/gnu scheme": "scheme",
    "mit scheme": "mit-scheme",
    "common lisp": "common-lisp",
    "lisp": "common-lisp",
    "gnu octave": "octave",
    "matlab/octave": "matlab",
    "node.js": "javascript",
}


class Written(NamedTuple):
    language: str
    code: str
    by: str  # who signed it


def programs_in(text: str) -> list[Written]:
    """Every program of the entry, in order."""
    blocks: list[tuple[str, list[str]]] = []
    for field, line in _LINE.findall(text):
        language, code = _opened(field, line)
        if language and not (field in "pt" and blocks and blocks[-1][0] == language):
            blocks.append((language, [code] if code else []))
        elif blocks:
            blocks[-1][1].append(code)
    return [_written(language, "\n".join(lines)) for language, lines in blocks if any(line.strip() for line in lines)]


def _opened(field: str, line: str) -> tuple[str, str]:
    """The language that a line opens a block of, if it does, and its code."""
    if field in "pt":
        return ("maple" if field == "p" else "mathematica"), line
    found = _OPENING.match(line)
    language = _NAMED.get(found[1].lower(), found[1].lower()) if found else ""
    return (language, found[2]) if found and language in (*RUN, *UNRUN) else ("", line)


def _written(language: str, code: str) -> Written:
    if _ENTITY.search(code):
        code = html.unescape(code)
    return Written(language, code.rstrip(), "; ".join(dict.fromkeys(_SIGNED.findall(code))) or NOBODY)
