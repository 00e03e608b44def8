"""Stores: a name holds a whole file or none, in folders and in object stores, on full disks too."""

import errno
import os
import resource
import signal

import pytest

from oeis_qa.errors import TargetError
from oeis_qa.publishing.stores import store

BIG = bytes(100_000)


@pytest.fixture(params=["folder", "memory"])
def target(request, tmp_path):
    """A folder, and an object store of fsspec."""
    found = store(str(tmp_path / "built") if request.param == "folder" else f"memory://{tmp_path.name}")
    yield found
    if request.param == "memory" and found.files.exists(found.root):
        found.files.rm(found.root, recursive=True)


@pytest.fixture
def small_disk():
    """No file may grow over 64 KiB in this process, as on a disk that is nearly full."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_what_is_written_is_read(target):
    target.write("a/b.parquet", b"rows")
    target.write("top.json", memoryview(b"{}"))
    assert (target.read("a/b.parquet"), target.read("top.json")) == (b"rows", b"{}")
    assert target.names() == ["a/b.parquet", "top.json"]
    assert target.top() == ["a", "top.json"]


def test_a_file_takes_the_place_of_the_one_before(target):
    target.write("a", BIG)
    target.write("a", b"new")
    assert target.read("a") == b"new"
    assert target.names() == ["a"]


def test_what_is_not_there_is_none_and_is_removed_without_complaint(target):
    assert target.names() == target.top() == []
    assert target.read("a/b") is None
    target.remove("a/b")
    target.write("a/b", b"1")
    target.remove("a/b")
    assert target.names() == []
    assert target.read("a/b/c") is None


def test_on_a_full_disk_nothing_is_half_there(tmp_path, small_disk):
    target = store(str(tmp_path))
    target.write("a", b"old")
    with pytest.raises(TargetError, match=r"a cannot be written or read: no space is left; make room, then run it"):
        target.write("a", BIG)
    assert target.names() == ["a"]
    assert target.read("a") == b"old"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_disk_that_fails_when_it_is_flushed_leaves_nothing(tmp_path, monkeypatch, code):
    def fail(handle):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("oeis_qa.publishing.stores.os.fsync", fail)
    with pytest.raises(TargetError, match="Input/output error; mend that" if code == errno.EIO else "no space is left"):
        store(str(tmp_path)).write("a", BIG)
    assert not list(tmp_path.iterdir())


def test_a_file_is_on_the_disk_before_it_has_its_name_and_its_name_before_write_returns(tmp_path, monkeypatch):
    seen, flush = [], os.fsync

    def fsync(handle):
        name = os.path.basename(os.readlink(f"/proc/self/fd/{handle}"))
        seen.append("file" if name.endswith(".tmp") else f"folder holding {sorted(os.listdir(tmp_path))}")
        flush(handle)

    monkeypatch.setattr("oeis_qa.publishing.stores.os.fsync", fsync)
    store(str(tmp_path)).write("a", b"rows")
    assert seen == ["file", "folder holding ['a']"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    target = store(str(tmp_path / "file"))
    with pytest.raises(TargetError, match=r"a file stands in place of the folder"):
        target.top()
    with pytest.raises(TargetError, match=r"file/built: a cannot be written or read: Not a directory; mend that"):
        store(str(tmp_path / "file" / "built")).write("a", b"1")


@pytest.mark.parametrize("url", ["nosuch://bucket/folder", "nosuch://me:hunter2hunter2@bucket/folder?token=hunter2"])
def test_a_kind_of_url_that_nobody_knows_is_refused_without_its_secrets(url):
    with pytest.raises(TargetError, match=r"out='nosuch://bucket/folder' is no folder and no URL") as refused:
        store(url)
    assert "hunter2" not in str(refused.value)


def test_errors_of_an_object_store_are_told_without_secrets(monkeypatch, tmp_path):
    target = store("memory://bucket/folder?token=hunter2")

    def fail(path, data):
        raise RuntimeError(f"no route to s3://me:hunter2@host{path}?sig=hunter2")

    monkeypatch.setattr(target.files, "pipe_file", fail)
    with pytest.raises(TargetError, match=r"memory://bucket/folder: a cannot be .* no route to s3://host/b") as refused:
        target.write("a", b"1")
    assert "hunter2" not in str(refused.value)
