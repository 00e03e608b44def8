"""Chaos: workers and drivers killed at every stage, a full disk, eight builders of one folder. Each time the folder
ends as a clean build leaves it: nothing lost, nothing doubled, nothing half there.

Drivers are forked from one process that has everything imported, so that twenty of them cost seconds.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHAOS = '''

# What goes wrong, as files in the folder that $CHAOS names: each stage of a shard kills once.
import os
import signal
import threading
from multiprocessing import parent_process
from pathlib import Path

from oeis_qa.publishing import stores


def first(name):
    """Whether this is the first time that anybody comes here."""
    try:
        (Path(os.environ["CHAOS"]) / name).touch(exist_ok=False)
        return True
    except FileExistsError:
        return False


def kill(stage):
    """Once: kill this worker; or its driver, and wait for the end."""
    if first(stage):
        if os.environ["VICTIM"] == "worker":
            os.kill(os.getpid(), signal.SIGKILL)
        os.kill(os.getppid(), signal.SIGKILL)
        threading.Event().wait()


class HalfWritten:
    """A file of which half is on the disk when the process is killed."""

    def __init__(self, path, mode):
        self.file = open(path, mode)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.file.close()

    def __getattr__(self, name):
        return getattr(self.file, name)

    def write(self, data):
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        kill("mid-write")
        self.file.write(data[len(data) // 2 :])


def rename(path, target, rename=Path.replace):
    kill("before rename")
    rename(path, target)
    kill("before receipt")


if parent_process() is not None and "VICTIM" in os.environ:
    kill("start")
    stores.open, Path.replace = HalfWritten, rename
'''
DRIVER = '''
"""Builds by drivers that are forked from this process."""
import json
import os
import resource
import signal
import sys
from pathlib import Path

import datasets

import oeis_qa
from oeis_qa.errors import OeisQAError
from oeis_qa.publishing.build import build
from oeis_qa.publishing.engines import ENGINES


def forked(work, *arguments):
    process = os.fork()
    if process:
        return process
    try:
        work(*arguments)
        os._exit(0)
    except OeisQAError as error:
        print(type(error).__name__, error, file=sys.stderr)
    finally:
        os._exit(1)


def ended(process):
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def build_it(out, workers=2, engine="local"):
    build(["squares/short?size=160&eval_size=0"], out, workers=workers, engine=engine, shard_rows=10)


def in_driver(task, shards, workers, seconds, address):
    for shard in shards:
        yield task(shard)


def killed_at(point, out):
    """A build whose driver, which makes the shards too, is killed at this flush, rename or deletion."""
    events = [0]

    def counted(work):
        def wrapper(*arguments, **options):
            events[0] += 1
            if events[0] == point:
                os.kill(os.getpid(), signal.SIGKILL)
            return work(*arguments, **options)

        return wrapper

    os.fsync, Path.replace, Path.unlink, os.remove = map(counted, (os.fsync, Path.replace, Path.unlink, os.remove))
    build_it(out, engine="in_driver")


def main(out):
    oeis_qa.register("squares", "squares_loader")
    ENGINES["in_driver"] = in_driver
    datasets.disable_progress_bars()
    print(json.dumps(scenario(out)))


'''
MAIN = '\n\nif __name__ == "__main__":\n    main(sys.argv[1])\n'


@pytest.fixture
def drive(squares, tmp_path):
    """A function: the code of `scenario(out)` -> what it gives in a driver's process, with the folder and stderr."""
    squares.write_text(squares.read_text() + CHAOS)
    (tmp_path / "chaos").mkdir()

    def run(scenario, out="built", **environment):
        (tmp_path / "driver.py").write_text(DRIVER + scenario + MAIN)
        paths = os.pathsep.join([str(ROOT), str(squares.parent)])
        done = subprocess.run(
            [sys.executable, tmp_path / "driver.py", tmp_path / out],
            env={**os.environ, "PYTHONPATH": paths, "CHAOS": str(tmp_path / "chaos"), **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout), tmp_path / out, done.stderr

    return run


@pytest.fixture
def clean(drive, files):
    """The files of a build to which nothing happens, but for the date."""
    _, folder, _ = drive("def scenario(out):\n    return ended(forked(build_it, out, 1, 'in_driver'))\n", out="clean")
    return undated_files(files(folder))


def undated_files(found):
    manifest = json.loads(found["manifest.json"])
    return {**found, "manifest.json": {key: value for key, value in manifest.items() if key != "date"}}


def stages(tmp_path):
    return {path.name for path in (tmp_path / "chaos").iterdir()}


STAGES = {"start", "mid-write", "before rename", "before receipt"}


def test_workers_killed_at_every_stage_cost_nothing(drive, clean, files, whole, tmp_path):
    ended, folder, _ = drive("def scenario(out):\n    return ended(forked(build_it, out))\n", VICTIM="worker")
    assert (ended, stages(tmp_path)) == (0, STAGES)
    assert undated_files(files(folder)) == clean
    assert len(whole(folder)) == 160


def test_drivers_killed_at_every_stage_of_a_worker_cost_nothing(drive, clean, files, whole, tmp_path):
    scenario = "def scenario(out):\n    return [ended(forked(build_it, out, 1)) for _ in range(5)]\n"
    ended, folder, _ = drive(scenario, VICTIM="driver")
    assert (ended, stages(tmp_path)) == ([-9, -9, -9, -9, 0], STAGES)
    assert undated_files(files(folder)) == clean
    assert len(whole(folder)) == 160


def test_drivers_killed_at_twenty_points_cost_nothing(drive, clean, files, whole):
    scenario = """
def scenario(out):
    points = range(1, 101, 5)
    return [[ended(forked(killed_at, point, f"{out}/{point}")), os.path.exists(f"{out}/{point}/manifest.json"),
             ended(forked(build_it, f"{out}/{point}", 1, "in_driver"))] for point in points]
"""
    ended, folder, _ = drive(scenario)
    assert ended == [[-9, False, 0]] * 20
    for point in folder.iterdir():
        assert undated_files(files(point)) == clean, point.name
        assert len(whole(point)) == 160


def test_a_full_disk_is_one_clear_error_and_the_build_goes_on_when_there_is_room(drive, clean, files, whole):
    scenario = """
def on_a_small_disk(out):
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_500, resource.RLIM_INFINITY))
    build_it(out)

def scenario(out):
    full = ended(forked(on_a_small_disk, out))
    left = [str(path) for path in Path(out).rglob("*.parquet")] + [str(path) for path in Path(out).rglob("*.tmp")]
    return [full, left, ended(forked(build_it, out, 1, "in_driver"))]
"""
    ended, folder, said = drive(scenario)
    assert ended == [1, [], 0]
    assert "TargetError" in said
    assert "no space is left; make room, then run it again" in said
    assert undated_files(files(folder)) == clean
    assert len(whole(folder)) == 160


def test_eight_builders_of_one_folder_make_every_shard_once(drive, clean, files, whole):
    scenario = """
def scenario(out):
    Path(out).mkdir()
    def one():
        task = os.open(out + ".made", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        def logged(task_, shards, workers, seconds, address):
            for shard in shards:
                os.write(task, b"x")
                yield task_(shard)
        ENGINES["in_driver"] = logged
        build_it(out, 1, "in_driver")
    builders = [forked(one) for _ in range(8)]
    return [[ended(builder) for builder in builders], Path(out + ".made").read_text()]
"""
    ended, folder, _ = drive(scenario)
    assert ended == [[0] * 8, "x" * 16]
    assert undated_files(files(folder)) == clean
    assert len(whole(folder)) == 160
