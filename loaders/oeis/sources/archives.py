"""Many entries: a tree `seq/A000/A000045.seq`, a tar of such a tree, or the parts of a split tar.

The tar is read block by block: the standard library parses each header, but its own stream of members costs more than
all other work on an entry.

In:  members([Path("seq.tar.gz")])
Out: b"%I A000001 ...", b"%I A000002 ...", ... one entry after the other
"""

import os
import re
import tarfile
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path, PurePosixPath

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
            header.name, long_name = long_name or header.name, ""
            _admit(header, archive)
            if header.isfile() and header.name.endswith(_SUFFIX):
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


def _header(stream: BufferedReader, archive: str) -> tarfile.TarInfo | None:
    """The next member's header, or None at the end of the archive."""
    block = stream.read(_BLOCK)
    if len(block) == _BLOCK and not any(block):
        return None
    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise SourceFormatError(f"{archive} is no tar, or cut short or damaged ({error}); fetch it again") from None


def _data(stream: BufferedReader, header: tarfile.TarInfo, archive: str) -> bytes:
    if not 0 <= header.size <= _LARGEST:
        raise SourceFormatError(
            f"{archive} holds {header.name!r} of {header.size:,} bytes; no entry is that long; fetch it again"
        )
    data = stream.read(header.size)
    if len(data) < header.size or len(stream.read(-header.size % _BLOCK)) < -header.size % _BLOCK:
        raise SourceFormatError(f"{archive} is cut short in {header.name!r}; fetch it again")
    return data


def _long_name(header: tarfile.TarInfo, data: bytes) -> str:
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


def _admit(member: tarfile.TarInfo, archive: str) -> None:
    path = PurePosixPath(member.name)
    if path.is_absolute() or ".." in path.parts:
        raise SourceFormatError(f"{archive} holds the path {member.name!r}; a tree of entries has none that leave it")
    if not member.isfile() and not member.isdir():
        raise SourceFormatError(f"{archive} holds {member.name!r}, a link or device; a tree of entries has only files")
