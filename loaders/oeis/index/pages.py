r"""Saved pages of the encyclopedia's index, HTML or wikitext or plain text: sections, each with its A-numbers.

A section begins at a heading, at a place that has a name (`id=`, `name=`), at bold text that opens a line, or in plain
text at a line that ends in a colon or holds no A-number; its title goes up to the first colon or A-number. Every
A-number up to the next section is listed in it. Nothing is ever fetched.

In:  sections('<b><a name="cubes">cubes</a>, sequences related to:</b><br><a href="/A000578">A000578</a>')
Out: [Section(title="cubes", numbers=(578,))]
"""

import functools
import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from oeis_qa.errors import SourceError, SourceFormatError
from oeis_qa.loaders.oeis.index.titles import title_of

_PAGES = (".html", ".htm", ".txt", ".wiki", ".mediawiki", "")
_MAY_BE = "saved pages of the OEIS index (HTML, wikitext or text with A-numbers), one file or a folder of them"
_SKIPPED = re.compile(r"(?is)<!--.*?-->|<(script|style|head)\b.*?</\1>")
_LINE_END = re.compile(r"(?i)<(?:br|/?p|/?d[ltd]|/?li|/?[uo]l|/?tr|/?div|/?table|hr)\b[^>]*>")
_OPENING = re.compile(
    r"""(?ix) <h[1-6]\b[^>]*> | <\w+\b[^>]*\s(?:id|name)=["'][^"']+["'][^>]*> | \{\{anchor\|[^}]*\}\}
    | ^[\s:*#]*(?:<(?:b|strong)>|'''|={2,}|\#{1,6}\s|\*\*(?=\S)) """,
    re.MULTILINE,
)
_LISTED = re.compile(r"\{\{A\|([0-9]{6,7})[^}]*\}\}|\[\[A([0-9]{6,7})\b[^\]]*\]\]")  # as wikitext may write A-numbers
_MARKS = re.compile(r"\{\{[^}]*\}\}|'{2,}|={2,}|\[\[(?:[^\]|]*\|)?|\]\]|^[\s:*#]+|\*\*", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")
_A_NUMBER = re.compile(r"\bA([0-9]{6,7})\b")
_CUT = re.compile(r":(?=\s|$)|\bA[0-9]{6,7}\b|\n")


class Section(NamedTuple):
    title: str
    numbers: tuple[int, ...]  # A-numbers, in order


@functools.lru_cache(maxsize=4)
def pages(path: str, state: str) -> tuple[Section, ...]:
    """The sections of all pages at a path; `state` tells one state of the files from another.

    Raises:
        SourceError: there is nothing at the path.
        SourceFormatError: a file is not UTF-8 text, or has no section with A-numbers in it.
    """
    return tuple(section for file in _files(path) for section in _read(file))


def check_pages(path: str) -> None:
    """Raise SourceError or SourceFormatError where `pages` would."""
    pages(path, fingerprint(path))


def fingerprint(path: str) -> str:
    """A hash of the bytes of these pages."""
    digest = hashlib.sha256()
    for file in _files(path):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files(path: str) -> list[Path]:
    given = Path(path)
    if not given.exists():
        raise SourceError(f"index={path!r} is not there; give {_MAY_BE}")
    files = [given]
    if given.is_dir():
        seen = (file for file in given.iterdir() if file.is_file() and not file.name.startswith("."))
        files = sorted(file for file in seen if file.suffix.lower() in _PAGES)
    if not files:
        raise SourceFormatError(f"index={path!r} holds no page; give {_MAY_BE}")
    return files


def _read(file: Path) -> list[Section]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SourceFormatError(f"index={str(file)!r} is not UTF-8 text; give {_MAY_BE}") from None
    found = sections(text)
    if not found:
        raise SourceFormatError(f"index={str(file)!r} has no titled section that lists A-numbers; give {_MAY_BE}")
    return found


def sections(text: str) -> list[Section]:
    """The sections of a page that have a title and list something."""
    text = _LISTED.sub(r"A\1\2", _SKIPPED.sub("", text).replace("\r\n", "\n"))
    text = _LINE_END.sub("\n\\g<0>", text)
    begins = sorted({found.start() for found in _OPENING.finditer(text)} | _plain_begins(text))
    found: list[Section] = []
    for begin, end in zip(begins, [*begins, len(text)][1:], strict=True):
        shown = _MARKS.sub("", _TAG.sub("", text[begin:end])).strip()
        title = title_of(_CUT.split(shown, maxsplit=1)[0])
        numbers = tuple(dict.fromkeys(int(number) for number in _A_NUMBER.findall(shown)))
        if title and numbers:
            found.append(Section(title, numbers))
    return found


def _plain_begins(text: str) -> set[int]:
    """Where sections of a page without any mark begin: at its lines without an A-number, or up to a colon."""
    if _OPENING.search(text):
        return set()
    begins, at = set(), 0
    for line in text.splitlines(keepends=True):
        if line.strip() and not line[:1].isspace() and not _A_NUMBER.match(line):
            begins.add(at)
        at += len(line)
    return begins
