"""The journal: every finished response, committed before it counts, so that nothing is paid for twice.

One file of JSON lines that only grows, each line with the hash of its own bytes. Lines and not a database: a person
reads them, any tool copies or searches them, they need no shared memory (which SQLite's WAL does, so that it fails on
network drives), and the end of a file is all that a crash can damage. Such a torn end is passed over by readers and
cut off by the next writer; what it held was unfinished. A damaged line with whole ones behind it was no crash, and is
an error. One process writes at a time, any number read.

In:  with journal.writing(): journal.add([(asked, response)])
     journal.found([asked])
Out: {0: response}, also after kill -9
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from filelock import FileLock, Timeout

from oeis_qa.errors import SamplerError, TargetError
from oeis_qa.samplers.records import Asked, Response

_HEADER = b'{"journal": "responses of language models, by oeis_qa", "version": 1}\n'
_MARK = b', "sum": "'  # then the hash of all before it, and the end of the line


class Journal:
    """The responses in one file, by what was asked."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._places: dict[str, int] = {}  # where the line of a key begins
        self._end = 0  # of what has been read
        self._lines = 0

    def found(self, wanted: Sequence[Asked]) -> dict[int, Response]:
        """What is answered already, by its place in `wanted`.

        Raises:
            SamplerError: the file is no journal, or damaged, or holds another request under the same key.
        """
        if not self.path.exists():
            return {}
        with self.path.open("rb") as file:
            self._read(file)
            held = [(i, asked) for i, asked in enumerate(wanted) if asked.key in self._places]
            return {i: self._response(file, asked) for i, asked in held}

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Inside, this process alone may `add`.

        Raises:
            SamplerError: another process writes, or as for `found`.
            TargetError: the file cannot be written.
        """
        with self._locked():
            self._mend()
            yield

    def add(self, responses: Sequence[tuple[Asked, Response]]) -> None:
        """Commit finished responses; they outlast a power cut when this returns.

        Raises:
            TargetError: the file cannot be written; then it holds what it held before.
        """
        lines = [_line(asked, response) for asked, response in responses]
        self._write(b"".join(lines))
        for (asked, _), line in zip(responses, lines, strict=True):
            self._pass(asked.key, line)

    def _read(self, file: BinaryIO) -> None:
        """What has been added since; up to the end, or where the end is torn."""
        if os.fstat(file.fileno()).st_size < self._end:  # somebody has taken lines out
            self._places, self._end, self._lines = {}, 0, 0
        if not self._end and not self._begins(file):
            return
        file.seek(self._end)
        damaged = 0
        for number, line in enumerate(file, self._lines + 1):
            if not line.endswith(b"\n"):  # torn, or being written just now
                break
            entry = _entry(line)
            if entry is None:
                damaged = damaged or number
            elif damaged:
                raise SamplerError(
                    f"{self.path}: line {damaged} is damaged, and line {number} behind it is whole; delete line "
                    f"{damaged}, and what it held is asked again"
                )
            else:
                self._pass(entry["key"], line)

    def _begins(self, file: BinaryIO) -> bool:
        """Whether the file has its first line; not if its writer came no further than into it."""
        file.seek(0)
        line = file.readline()
        if not _HEADER.startswith(line):
            raise SamplerError(f"{self.path} is no journal of responses; give the path of one, or of a new file")
        if line == _HEADER:
            self._end, self._lines = len(line), 1
        return line == _HEADER

    def _pass(self, key: str, line: bytes) -> None:
        self._places[key] = self._end
        self._end, self._lines = self._end + len(line), self._lines + 1

    def _response(self, file: BinaryIO, asked: Asked) -> Response:
        file.seek(self._places[asked.key])
        entry = _entry(file.readline()) or {}
        if entry.get("request") != asked.body:
            raise SamplerError(
                f"{self.path}: under key {asked.key[:12]} stands another request than the one asked; delete that line, "
                "or begin another journal"
            )
        return Response(**entry["response"])

    def _locked(self) -> AbstractContextManager[object]:
        lock = FileLock(f"{self.path}.lock", blocking=False)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return lock.acquire()
        except Timeout:
            raise SamplerError(f"{self.path}: another run writes to it; wait for its end, or name another") from None
        except OSError as error:
            raise TargetError(f"{self.path} cannot be written ({error}); give another path") from None

    def _mend(self) -> None:
        """Cut a torn end off, and begin a new file."""
        with self.path.open("a+b") as file:
            self._read(file)
        os.truncate(self.path, self._end)
        if not self._end:
            self._write(_HEADER)
            self._end, self._lines = len(_HEADER), 1

    def _write(self, data: bytes) -> None:
        try:
            with self.path.open("ab", buffering=0) as file:
                written = file.write(data)
                if written != len(data):  # the disk is full, or nearly so
                    raise OSError(f"{written} of {len(data)} bytes could be written")
                os.fsync(file.fileno())
        except OSError as error:
            if self.path.exists():
                os.truncate(self.path, self._end)
            raise TargetError(
                f"{self.path} cannot be written ({error}); make room or give another path, then run it again"
            ) from None


def _line(asked: Asked, response: Response) -> bytes:
    entry = {"key": asked.key, "request": asked.body, "response": vars(response)}
    body = json.dumps(entry)[:-1].encode()
    return body + _MARK + _hash(body) + b'"}\n'


def _entry(line: bytes) -> dict[str, Any] | None:
    """What a line holds; None where it is not whole."""
    body, _, rest = line.rpartition(_MARK)
    return json.loads(body + b"}") if rest == _hash(body) + b'"}\n' else None


def _hash(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest()[:16].encode()
