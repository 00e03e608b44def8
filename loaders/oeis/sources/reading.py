"""Bytes of files that may be compressed or cut into parts, read as a stream and never unpacked to disk.

In:  opened([Path("oeis.org.txz.aa"), Path("oeis.org.txz.ab")]).read(1 << 20)
Out: the first mebibyte of the tar that the parts hold together
"""

import gzip
import io
import lzma
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from oeis_qa.errors import SourceFormatError

_CHUNK = 1 << 20
_GZIP, _XZ = b"\x1f\x8b", b"\xfd7zXZ\x00"
_USUAL_RATIO = {_GZIP: 4, _XZ: 8}  # of OEIS text
_TOO_MANY_TIMES = 20  # over its usual ratio, a file is a bomb
_DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error, lzma.LZMAError)


class Opened(io.RawIOBase):
    """The text of one or several files that follow each other, decompressed by what they begin with.

    Raises:
        SourceFormatError: while reading, if the files are empty, cut short, damaged, or unpack to far too much.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self.name = str(paths[0]) + (f" and {len(paths) - 1} more" if len(paths) > 1 else "")
        self._packed = sum(path.stat().st_size for path in paths)
        if not self._packed:
            raise SourceFormatError(f"{self.name} is empty; fetch it again")
        raw = io.BufferedReader(_Parts(paths), _CHUNK)
        head = raw.peek(6)
        self._ratio = next((ratio for magic, ratio in _USUAL_RATIO.items() if head.startswith(magic)), 1)
        self._inner = _decompressor(head, raw)
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except _DAMAGED as error:
            raise SourceFormatError(f"{self.name} is cut short or damaged ({error}); fetch it again") from None
        self._read += len(data)
        if self._read > self._packed * self._ratio * _TOO_MANY_TIMES + _CHUNK:
            raise SourceFormatError(
                f"{self.name} unpacks to over {_TOO_MANY_TIMES} times what OEIS text does "
                f"({self._packed:,} bytes to over {self._read:,}); it is not what it should be"
            )
        buffer[: len(data)] = data
        return len(data)


def opened(paths: Sequence[Path]) -> io.BufferedReader:
    """The decompressed text of these files, one after the other, as a buffered stream."""
    return io.BufferedReader(Opened(paths), _CHUNK)


def text_of(path: Path) -> bytes:
    """The whole text of one file."""
    with opened([path]) as stream:
        return stream.read()


def _decompressor(head: bytes, raw: Any) -> Any:
    if head.startswith(_GZIP):
        return gzip.GzipFile(fileobj=raw)
    return lzma.LZMAFile(raw) if head.startswith(_XZ) else raw


class _Parts(io.RawIOBase):
    """Files one after the other."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._left = list(paths)
        self._file = self._left.pop(0).open("rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = self._file.readinto(buffer)
        while count < len(buffer) and self._left:
            self._file.close()
            self._file = self._left.pop(0).open("rb")
            count += self._file.readinto(buffer[count:])
        return count

    def close(self) -> None:
        self._file.close()
        super().close()
