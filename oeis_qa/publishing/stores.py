"""Where a dataset is built: a folder, or an object store by its URL. A name holds a whole file or none.

In a folder a file is written under another name, flushed to the disk, and renamed. An object store has no rename and
shows an object only when it is whole, so each is written once, under its final name.

In:  store("s3://bucket/folder").write("completion/train-00000-of-00020.parquet", data)
Out: the object, whole
"""

import errno
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec

from oeis_qa.errors import TargetError
from oeis_qa.publishing.secrets import redacted

TEMPORARY = ".tmp"  # how the names of unfinished files end
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}  # of a disk, of a user's share of it, of a process's limit


@dataclass(frozen=True)
class Store:
    url: str  # may hold a secret: never shown but by `title`
    files: Any  # of fsspec
    root: str
    local: bool

    @property
    def title(self) -> str:
        """The URL without secrets."""
        return redacted(self.url)

    def write(self, name: str, data: bytes | memoryview) -> None:
        """Put a whole file under a name, in place of any other.

        Raises:
            TargetError: it cannot be written there: no permission, no space, no connection.
        """
        with self._telling(name):
            _write_local(Path(self.root) / name, data) if self.local else self.files.pipe_file(
                self._at(name), bytes(data)
            )

    def read(self, name: str) -> bytes | None:
        """The file of this name, or None where there is none."""
        with self._telling(name):
            try:
                found: bytes = self.files.cat_file(self._at(name))
            except (FileNotFoundError, NotADirectoryError):
                return None
            return found

    def top(self) -> list[str]:
        """Files and folders at the top, in order."""
        with self._telling("the folder"):
            self.files.invalidate_cache()  # of object stores: another builder may have written since
            if not self.files.exists(self.root):
                return []
            if self.local and not os.path.isdir(self.root):
                raise NotADirectoryError(errno.ENOTDIR, "a file stands in place of the folder")
            return sorted(path.rstrip("/").rpartition("/")[2] for path in self.files.ls(self.root, detail=False))

    def names(self) -> list[str]:
        """Every file, in order."""
        with self._telling("the folder"):
            self.files.invalidate_cache()  # of object stores: another builder may have written since
            if not self.files.exists(self.root):
                return []
            found = self.files.find(self.root)
        return sorted(os.path.relpath(path, self.root) for path in found)

    def remove(self, name: str) -> None:
        """Delete the file of this name, if there is one."""
        with self._telling(name):
            try:
                self.files.rm_file(self._at(name))
            except FileNotFoundError:
                return

    def _at(self, name: str) -> str:
        return f"{self.root.rstrip('/')}/{name}"

    @contextmanager
    def _telling(self, name: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # noqa: BLE001 clients of object stores have errors of their own
            if getattr(error, "errno", None) in _FULL:
                why = "no space is left; make room"
            else:
                why = f"{redacted(getattr(error, 'strerror', None) or str(error)).rstrip('.')}; mend that"
            raise TargetError(f"{self.title}: {name} cannot be written or read: {why}, then run it again") from None


def store(url: str) -> Store:
    """The store of a path or URL.

    Raises:
        TargetError: a kind of URL that fsspec does not know, or whose package is missing.
    """
    try:
        files, root = fsspec.core.url_to_fs(url)
    except (ValueError, ImportError) as error:
        why = redacted(str(error))
        raise TargetError(f"out={redacted(url)!r} is no folder and no URL that can be written ({why})") from None
    local = "file" in files.protocol if isinstance(files.protocol, tuple) else files.protocol == "file"
    return Store(url, files, root, local)


def _write_local(path: Path, data: bytes | memoryview) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}{TEMPORARY}")
    try:
        with open(unfinished, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    """So that a rename outlasts a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
