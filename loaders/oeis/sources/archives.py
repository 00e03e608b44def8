"""Many entries: a tree `seq/A000/A000045.seq`, a tar of such a tree, or the parts of a split tar.

The tar is read block by block: the standard library's reader costs more than all other work on an entry. It still
parses every header that is not a plain file's with a short name.

In:  members([Path("seq.tar.gz")])
Out: b"%I A000001 ...", b"%I A000002 ...", ... one entry after the other
"""

import os
import re
import tarfile
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from oeis_qa.errors import SourceFormatError
from oeis_qa.loaders.oeis.sources.reading import opened

_SUFFIX = ".seq"
_BLOCK = 512
_LARGEST = 1 << 26  # bytes of one entry
_RECORD = re.compile(rb"([0-9]{1,9}) ([^=\n]+)=")  # how a record of an extended header begins


def members(paths: Sequence[Path]) -> Iterator[bytes]:
    """The entries of a tar (whole, compressed, or in parts), in its order, read as a stream.

    Raises:
        SourceFormatError: the tar is damaged or cut short, or holds a path or a member that no tree of entries holds.
    """
    archive, long_name = str(paths[0]), ""
    with opened(paths) as stream:
        while (header := _header(stream, archive)) is not None:
            data = _data(stream, header, archive)
            if header.type in (tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE):
                long_name = _long_name(header, data) or long_name
                continue
            if header.type == tarfile.XGLTYPE:
                continue
            name, long_name = long_name or header.name, ""
            _admit(name, header.type, archive)
            if name.endswith(_SUFFIX) and header.type in tarfile.REGULAR_TYPES:
                yield data
        _check_end(stream, archive)


def tree(root: Path) -> Iterator[bytes]:
    """The entries below a folder, in the order of their paths."""
    for path in tree_files(root):
        yield path.read_bytes()


def tree_files(root: Path) -> Iterator[Path]:
    """The files of the entries below a folder, in the order of their paths."""
    for folder, folders, files in os.walk(root):
        folders.sort()
        yield from (Path(folder, name) for name in sorted(files) if name.endswith(_SUFFIX))


class _Header(NamedTuple):
    name: str
    size: int
    type: bytes


def _header(stream: BufferedReader, archive: str) -> _Header | None:
    """The next member's header, or None at the end of the archive."""
    block = stream.read(_BLOCK)
    if len(block) == _BLOCK and not any(block):
        return None
    try:
        return _plain_header(block) or _any_header(block)
    except tarfile.HeaderError as error:
        raise SourceFormatError(f"{archive} is no tar, or cut short or damaged ({error}); fetch it again") from None


def _plain_header(block: bytes) -> _Header | None:
    """The header of a file whose name and size stand in their fields as text (POSIX ustar), or None."""
    name, size, checksum, kind, prefix = block[:100], block[124:135], block[148:154], block[156:157], block[345:346]
    if (
        len(block) < _BLOCK
        or kind != tarfile.REGTYPE
        or prefix != b"\0"
        or not size.isdigit()
        or not checksum.isdigit()
    ):
        return None
    if sum(block) - sum(block[148:156]) + 8 * ord(" ") != int(checksum, 8):
        return None
    return _Header(name.partition(b"\0")[0].decode("utf-8", "surrogateescape"), int(size, 8), kind)


def _any_header(block: bytes) -> _Header:
    header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    return _Header(header.name, header.size, header.type)


def _data(stream: BufferedReader, header: _Header, archive: str) -> bytes:
    if not 0 <= header.size <= _LARGEST:
        raise SourceFormatError(
            f"{archive} holds {header.name!r} of {header.size:,} bytes; no entry is that long; fetch it again"
        )
    padded = header.size + -header.size % _BLOCK
    data = stream.read(padded)
    if len(data) < padded:
        raise SourceFormatError(f"{archive} is cut short in {header.name!r}; fetch it again")
    return data[: header.size]


def _long_name(header: _Header, data: bytes) -> str:
    """The name that a long-name member or an extended header gives to the next member, if it does."""
    if header.type == tarfile.GNUTYPE_LONGNAME:
        return data.rstrip(b"\0").decode("utf-8", "surrogateescape")
    name = b""
    while record := _RECORD.match(data):  # "30 path=seq/A000/A000045.seq\n", its length with itself first
        end = max(int(record[1]), record.end())
        name = data[record.end() : end - 1] if record[2] == b"path" else name
        data = data[end:]
    return name.decode("utf-8", "surrogateescape")


def _check_end(stream: BufferedReader, archive: str) -> None:
    """Read what is left, so that a cut is seen; behind the end of an archive stand zeros only."""
    while block := stream.read(1 << 20):
        if block.strip(b"\0"):
            raise SourceFormatError(f"{archive} goes on behind its end; give one tar, or the parts of one")


def _admit(name: str, kind: bytes, archive: str) -> None:
    if name.startswith("/") or ".." in name.split("/"):
        raise SourceFormatError(f"{archive} holds the path {name!r}; a tree of entries has none that leave it")
    if kind not in tarfile.REGULAR_TYPES and kind != tarfile.DIRTYPE:
        raise SourceFormatError(f"{archive} holds {name!r}, a link or device; a tree of entries has only files")
