"""Ray tasks: a cluster of one's own on this machine, or one that is there already.

Shards whose worker or node is lost are tried again on what is left. On several machines this library must be installed
on each, and `source` and `out` be where all of them reach: a shared folder, or an object store.

In:  run(task, {0: "completion/train-00000-of-00001.parquet"}, workers=2, seconds=600, address="auto")
Out: the receipt of the shard, made somewhere on the cluster
"""

import faulthandler
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any

from oeis_qa.errors import MissingExtraError, OeisQAError, OptionError
from oeis_qa.publishing.engines.attempts import Attempts, Failed, attempted

_WAYS = "give the address of one, or none to start one here"
_OBJECTS = 2**27  # bytes for what tasks are given and give: a spec and receipts


def run(
    task: Callable[[int], Any], shards: Mapping[int, str], workers: int | None, seconds: float, address: str | None
) -> Generator[Any, None, None]:
    """What the task gives for every shard, as it comes.

    Raises:
        MissingExtraError: Ray is not installed.
        OptionError: there is no cluster at this address.
        BuildError: a shard failed three times; the others are built first.
        OeisQAError: what the task raised, if it is of these: it would be raised again.
    """
    ray, attempts = _ray(), Attempts(shards)
    flying: dict[Any, tuple[int, float]] = {}  # by what Ray calls them: the shard, when it was handed over
    with _cluster(ray, workers, address):
        work = ray.remote(num_cpus=1, max_retries=0)(_work)  # attempts are counted here
        try:
            while attempts.todo or flying:
                while attempts.todo and len(flying) < (workers or int(ray.cluster_resources().get("CPU", 1))):
                    shard = attempts.todo.popleft()
                    flying[work.remote(task, shard, seconds, sys.path)] = shard, time.monotonic()
                (done,), _ = ray.wait(list(flying))
                shard, since = flying.pop(done)
                report = _report(ray, done, time.monotonic() - since, seconds)
                if isinstance(report, OeisQAError):
                    raise report
                if isinstance(report, Failed):
                    attempts.failed(shard, report.why)
                else:
                    yield report
        finally:
            for unfinished in flying:
                ray.cancel(unfinished, force=True)
    attempts.check()


def _ray() -> Any:
    try:
        import ray
    except ImportError:
        raise MissingExtraError("engine='ray' needs Ray; pip install 'oeis-qa[ray]', or use engine='local'") from None
    return ray


@contextmanager
def _cluster(ray: Any, workers: int | None, address: str | None) -> Generator[None, None, None]:
    """Inside, Ray is there; a program that has joined a cluster already stays in it."""
    if ray.is_initialized():
        yield
        return
    _check_reachable(address or "")
    ended_by = signal.getsignal(signal.SIGTERM)
    own = {"num_cpus": workers or os.cpu_count(), "include_dashboard": False, "object_store_memory": _OBJECTS}
    try:
        ray.init(
            address=address or "local", log_to_driver=False, logging_level=logging.ERROR, **({} if address else own)
        )
    except (ConnectionError, ValueError) as error:
        said = str(error).partition("\n")[0]
        raise OptionError(f"ray_address={address!r}: no cluster there ({said}); {_WAYS}") from None
    try:
        yield
    finally:
        ray.shutdown()
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, ended_by)  # Ray keeps its own, of which forked processes do not end


def _check_reachable(address: str) -> None:
    """Raise OptionError where nobody listens at HOST:PORT; Ray itself would try for two minutes."""
    host, _, port = address.rpartition("//")[2].rpartition(":")
    if port.isdigit():
        try:
            socket.create_connection((host, int(port)), timeout=10).close()
        except OSError as error:
            raise OptionError(f"ray_address={address!r}: nobody listens there ({error.strerror}); {_WAYS}") from None


def _work(task: Callable[[int], Any], shard: int, seconds: float, path: list[str]) -> Any:
    """What a worker does. One over its time ends itself: its driver cannot know when Ray started it."""
    sys.path.extend(folder for folder in path if folder not in sys.path)  # where somebody's dataset may lie
    with open(os.devnull, "w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)  # works even where no Python code runs
        try:
            return attempted(task, shard)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _report(ray: Any, done: Any, took: float, seconds: float) -> Any:
    """What a worker says; where it cannot, why."""
    try:
        return ray.get(done)
    except ray.exceptions.RayError as error:
        if took >= seconds and isinstance(error, ray.exceptions.WorkerCrashedError):
            return Failed(f"it took over {seconds:g} seconds")
        return Failed(f"its worker or node was lost: {str(error).partition(chr(10))[0]}")
