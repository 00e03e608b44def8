"""The local engine: what happens to workers that are killed, hang, or raise, with tasks of a few lines."""

import functools
import importlib
import multiprocessing
import os
import signal
import sys
import threading
import time

import pytest

from oeis_qa.errors import BuildError, OptionError
from oeis_qa.publishing.engines import local

TASKS = '''
"""Tasks for workers, which import this module by its name."""
import os
import signal
import threading
from pathlib import Path

from oeis_qa.errors import OptionError


def first(folder, i):
    """Whether this is the first attempt at i."""
    try:
        (Path(folder) / f"tried-{i}").touch(exist_ok=False)
        return True
    except FileExistsError:
        return False


def plain(folder, i):
    return i, os.getpid()


def killed_once(folder, i):
    if i == 1 and first(folder, i):
        os.kill(os.getpid(), signal.SIGKILL)
    return i


def poison(folder, i):
    if i == 1:
        with open(Path(folder) / "attempts", "a") as file:
            file.write("x")
        os.kill(os.getpid(), signal.SIGKILL)
    return i


def hangs(folder, i):
    if i == 1:
        threading.Event().wait()
    return i


def refuses(folder, i):
    raise OptionError(f"shard {i} is wrong")


def fails(folder, i):
    raise ZeroDivisionError("at https://me:hunter2@host/x?token=hunter2")


def waits(folder, i):
    (Path(folder) / "waiting").write_text(str(os.getpid()))
    threading.Event().wait()
'''
NAMES = {i: f"shard-{i}" for i in range(4)}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A function: task by name -> what the engine gives for four shards with two workers."""
    (tmp_path / "tasks_for_workers.py").write_text(TASKS)
    monkeypatch.syspath_prepend(str(tmp_path))
    tasks = importlib.import_module("tasks_for_workers")

    def start(name, seconds=300.0, shards=NAMES):
        return local.run(functools.partial(getattr(tasks, name), str(tmp_path)), shards, 2, seconds, None)

    yield start
    del sys.modules["tasks_for_workers"]


def test_two_workers_make_all_shards_in_processes_of_their_own(run):
    reports = list(run("plain"))
    assert sorted(i for i, _ in reports) == [0, 1, 2, 3]
    assert os.getpid() not in (workers := {worker for _, worker in reports})
    assert len(workers) <= 2


def test_a_shard_whose_worker_is_killed_is_made_by_another(run):
    assert sorted(run("killed_once")) == [0, 1, 2, 3]


def test_a_poison_shard_is_named_after_three_attempts_and_the_others_are_made(run, tmp_path):
    made = []
    with pytest.raises(BuildError, match=r"^shard-1 failed 3 times \(its worker ended with SIGKILL; if nobody .*again"):
        made.extend(run("poison"))
    assert sorted(made) == [0, 2, 3]
    assert (tmp_path / "attempts").read_text() == "xxx"


def test_a_shard_that_hangs_is_ended_and_named_and_the_others_are_made(run):
    made = []
    with pytest.raises(BuildError, match=r"^shard-1 failed 3 times \(it took over 0\.5 seconds\); the other shards"):
        made.extend(run("hangs", seconds=0.5))
    assert sorted(made) == [0, 2, 3]


def test_our_errors_end_it_at_once_as_they_are(run):
    with pytest.raises(OptionError, match=r"^shard [0-3] is wrong$"):
        list(run("refuses"))


def test_other_errors_are_told_with_their_place_and_without_secrets(run):
    with pytest.raises(
        BuildError, match=r"\(ZeroDivisionError in tasks_for_workers\.py:\d+: at https://host/x\)"
    ) as told:
        list(run("fails", shards={0: "shard-0"}))
    assert "hunter2" not in str(told.value)


def test_what_is_left_off_leaves_no_worker(run):
    reports = run("plain")
    next(reports)
    reports.close()
    assert not multiprocessing.active_children()


def test_workers_leave_when_their_driver_is_killed(run, tmp_path):
    driver = multiprocessing.get_context("fork").Process(target=lambda: list(run("waits", shards={0: "shard-0"})))
    driver.start()
    told = tmp_path / "waiting"
    while not (told.exists() and told.read_text()):
        assert driver.is_alive()
        threading.Event().wait(0.01)
    worker = int(told.read_text())
    driver.kill()
    driver.join()
    deadline = time.monotonic() + 30
    while alive(worker):
        assert time.monotonic() < deadline
        threading.Event().wait(0.01)


def alive(process):
    try:
        os.kill(process, 0)
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"  # a zombie waits for its reaper only
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.mark.parametrize(
    ("code", "said"), [(3, "exit code 3"), (-signal.SIGSEGV, "SIGSEGV"), (-signal.SIGKILL, "SIGKILL; if nobody")]
)
def test_how_a_worker_ended_is_said_by_name(code, said):
    assert local._ending(code).startswith(said)
