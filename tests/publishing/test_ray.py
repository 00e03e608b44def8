"""The Ray engine: the same shards as the local one, whatever worker or node is lost. Skipped where there is no Ray."""

import functools
import importlib
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from oeis_qa.errors import BuildError, OptionError
from oeis_qa.publishing.build import build
from oeis_qa.publishing.engines import ray as engine

pytest.importorskip("ray", reason="Ray is not installed: pip install 'oeis-qa[ray]'")
pytestmark = [
    pytest.mark.skipif("PYTEST_XDIST_WORKER" in os.environ, reason="one cluster at a time on a machine: make ray"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # Ray's own
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
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


def killed_once_and_one_poison(folder, i):
    if i == 0 or (i == 1 and first(folder, i)):
        os.kill(os.getpid(), signal.SIGKILL)
    return i


def hangs(folder, i):
    if i == 1:
        threading.Event().wait()
    return i


def refuses(folder, i):
    raise OptionError(f"shard {i} is wrong")
'''
DOOMED = """

def wait_on_the_doomed_node():
    "Where a file beside this one names a node: everybody waits for a shard to reach it, and that shard for its end."
    import threading
    from pathlib import Path

    told, reached = Path(__file__).with_name("doomed"), Path(__file__).with_name("reached")
    if told.exists():
        import ray

        if not ray.is_initialized():  # the card's samples are made by the driver, when all is over
            return
        if ray.get_runtime_context().get_node_id() == told.read_text():
            reached.touch()
            threading.Event().wait()
        while not reached.exists():
            threading.Event().wait(0.05)
"""


@pytest.fixture(autouse=True)
def own_handler():
    """Ray leaves its handler of SIGTERM behind, with which processes forked by later tests would not end."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


NAMES = {i: f"shard-{i}" for i in range(4)}


@pytest.fixture
def tasks(tmp_path, monkeypatch):
    """The module of TASKS, which workers of clusters started from now on can import."""
    (tmp_path / "tasks_for_ray.py").write_text(TASKS)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}")
    yield importlib.import_module("tasks_for_ray")
    del sys.modules["tasks_for_ray"]


def test_a_cluster_of_its_own_builds_what_one_process_builds(squares, in_process, tmp_path, undated):
    address = "squares/short?size=60&eval_size=10"
    ours = build([address], str(tmp_path / "one"), shard_rows=20)
    rays = build([address], str(tmp_path / "ray"), shard_rows=20, engine="ray", workers=2)
    assert undated(rays) == undated(ours)
    assert not importlib.import_module("ray").is_initialized()
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_killed_and_hanging_workers_are_tried_three_times_and_our_errors_not(tasks, tmp_path):
    import ray

    def run(name, seconds, made):
        made.extend(engine.run(functools.partial(getattr(tasks, name), str(tmp_path)), NAMES, 2, seconds, None))

    ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        made = []
        with pytest.raises(BuildError, match=r"^shard-0 failed 3 times \(its worker or node was lost: .*; the other"):
            run("killed_once_and_one_poison", 300.0, made)
        assert sorted(made) == [1, 2, 3]
        made = []
        with pytest.raises(BuildError, match=r"^shard-1 failed 3 times \(it took over 0\.5 seconds\); the other"):
            run("hangs", 0.5, made)
        assert sorted(made) == [0, 2, 3]
        with pytest.raises(OptionError, match=r"^shard \d is wrong$"):
            run("refuses", 300.0, [])
        assert ray.is_initialized()  # it was not the engine's to end
    finally:
        ray.shutdown()


def test_a_lost_node_costs_nothing(squares, in_process, tmp_path, undated):
    from ray.cluster_utils import Cluster

    waiting = squares.read_text().replace("return Batch.of(", "wait_on_the_doomed_node()\n        return Batch.of(")
    squares.write_text(waiting + DOOMED)
    address = "squares/short?size=60&eval_size=10"
    ours = build([address], str(tmp_path / "one"), shard_rows=20)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    try:
        doomed = cluster.add_node(num_cpus=1)
        squares.with_name("doomed").write_text(doomed.node_id)
        threading.Thread(target=lose, args=(cluster, doomed, squares.with_name("reached")), daemon=True).start()
        rays = build([address], str(tmp_path / "ray"), shard_rows=20, engine="ray", ray_address=cluster.address)
        assert undated(rays) == undated(ours)
        assert len(cluster.worker_nodes) == 0
    finally:
        cluster.shutdown()


def lose(cluster, node, reached):
    """Kill a node once a shard is being made on it."""
    while not reached.exists():
        threading.Event().wait(0.05)
    cluster.remove_node(node, allow_graceful=False)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("127.0.0.1:1", r"ray_address='127\.0\.0\.1:1': nobody listens there \(Connection refused\); give the address"),
        ("auto", r"ray_address='auto': no cluster there \(Could not find any running Ray instance.*; give the address"),
    ],
)
def test_an_address_without_a_cluster_is_refused(squares, tmp_path, address, message):
    with pytest.raises(OptionError, match=message):
        build(["squares/short?size=5"], str(tmp_path / "built"), engine="ray", ray_address=address)
