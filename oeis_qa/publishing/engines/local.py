"""Worker processes on this machine, one shard each at a time.

Every worker has a pipe of its own, so it is known which shard a worker died of: `concurrent.futures` tells only that
some worker died, and ends the others too. A worker whose driver is gone, even killed, leaves at once.

In:  run(task, {0: "completion/train-00000-of-00001.parquet"}, workers=2, seconds=600, address=None)
Out: the receipt of the shard; one whose worker is killed or takes too long is tried three times
"""

import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from oeis_qa.errors import OeisQAError
from oeis_qa.publishing.engines.attempts import Attempts, Failed, attempted

STARTED = "started"
START_SECONDS = 300.0  # that a worker may take to start, on a machine however busy


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    shard: int  # in its hands
    deadline: float  # by the monotonic clock


def run(
    task: Callable[[int], Any], shards: Mapping[int, str], workers: int | None, seconds: float, address: str | None
) -> Generator[Any, None, None]:
    """What the task gives for every shard, as it comes; `address` is not used here.

    Raises:
        BuildError: a shard failed three times; the others are built first.
        OeisQAError: what the task raised, if it is of these: it would be raised again.
    """
    attempts, crew = Attempts(shards), list[_Worker]()
    try:
        while attempts.todo or crew:
            while attempts.todo and len(crew) < (workers or os.cpu_count() or 1):
                crew.append(_hired(task, attempts.todo.popleft()))
            for worker in _heard(crew):
                report = _report(worker, seconds)
                if isinstance(report, OeisQAError):
                    raise report
                if isinstance(report, Failed):
                    attempts.failed(worker.shard, report.why)
                elif report == STARTED:
                    worker.deadline = time.monotonic() + seconds
                    continue
                else:
                    yield report
                if attempts.todo and not isinstance(report, Failed):
                    _give(worker, attempts.todo.popleft(), seconds)
                else:
                    crew.remove(worker)
                    _dismiss(worker)
    finally:
        for worker in crew:
            _dismiss(worker)
    attempts.check()


def _hired(task: Callable[[int], Any], shard: int) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(task, theirs), daemon=True)
    resource_tracker.ensure_running()  # now, for it clears the mask
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # Ctrl-C is the driver's: workers inherit this
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    theirs.close()
    worker = _Worker(process, ours, shard, 0.0)
    _give(worker, shard, START_SECONDS)
    return worker


def _give(worker: _Worker, shard: int, seconds: float) -> None:
    worker.shard, worker.deadline = shard, time.monotonic() + seconds
    try:
        worker.pipe.send(shard)
    except OSError:  # it died, which is heard when it is asked for its report
        return


def _work(task: Callable[[int], Any], pipe: Connection) -> None:
    """What a worker does: shards as they come, until its driver closes the pipe."""
    threading.Thread(target=_leave_with_driver, daemon=True).start()
    pipe.send(STARTED)
    while True:
        try:
            shard = pipe.recv()
        except (EOFError, OSError):
            return
        report = attempted(task, shard)
        pipe.send(report)
        if isinstance(report, Failed):
            return  # who knows what state this process is in; its driver hires another one


def _leave_with_driver() -> None:
    """End this process with its driver: it must not write into a folder that is somebody else's by then."""
    driver = parent_process()
    if driver is not None:
        driver.join()
        os._exit(1)


def _heard(crew: list[_Worker]) -> list[_Worker]:
    """Workers with a report, dead ones, and those over their time."""
    left = min(worker.deadline for worker in crew) - time.monotonic()
    ready = wait([worker.pipe for worker in crew], timeout=max(left, 0))
    return [worker for worker in crew if worker.pipe in ready or time.monotonic() > worker.deadline]


def _report(worker: _Worker, seconds: float) -> Any:
    """What a worker says; where it cannot, why."""
    try:
        if worker.pipe.poll():
            return worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        return Failed(f"its worker ended with {_ending(worker.process.exitcode or 0)}")
    worker.process.kill()
    return Failed(f"it took over {seconds:g} seconds")


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    hint = "; if nobody killed it, memory ran out: use fewer workers" if code == -signal.SIGKILL else ""
    return signal.Signals(-code).name + hint


def _dismiss(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()
