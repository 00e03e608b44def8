"""Worker processes on this machine, one shard each at a time.

Every worker has a pipe of its own, so it is known which shard a worker died of: `concurrent.futures` tells only that
some worker died, and ends the others too. A worker whose driver is gone reads the end of its pipe and leaves.

In:  run(task, range(20), workers=2, seconds=600, address=None)
Out: 20 receipts; a shard whose worker is killed or takes too long is tried three times
"""

import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from oeis_qa.errors import BuildError, OeisQAError

ATTEMPTS = 3


@dataclass
class _Worker:
    process: BaseProcess
    pipe: Connection
    shard: int  # in its hands
    since: float  # when it got that, by the monotonic clock


@dataclass(frozen=True)
class _Failed:
    why: str


def run(
    task: Callable[[int], Any], shards: Sequence[int], workers: int, seconds: float, address: str | None
) -> Iterator[Any]:
    """What the task gives for every shard, as it comes; `address` is not used here.

    Raises:
        BuildError: a shard failed three times; the others are built first.
        OeisQAError: what the task raised, if it is of these: it would be raised again.
    """
    todo, tries, poison = deque(shards), Counter[int](), dict[int, str]()
    crew: list[_Worker] = []
    try:
        while todo or crew:
            while todo and len(crew) < workers:
                crew.append(_hired(task, todo.popleft()))
            for worker in _heard(crew, seconds):
                report, shard = _report(worker, seconds), worker.shard
                if isinstance(report, OeisQAError):
                    raise report
                if not isinstance(report, _Failed):
                    yield report
                else:
                    tries[shard] += 1
                    if tries[shard] < ATTEMPTS:
                        todo.append(shard)
                    else:
                        poison[shard] = report.why
                if todo and not isinstance(report, _Failed):
                    _give(worker, todo.popleft())
                else:
                    crew.remove(worker)
                    _dismiss(worker)
    finally:
        for worker in crew:
            _dismiss(worker)
    check_poison(poison)


def check_poison(poison: dict[int, str]) -> None:
    """Raise BuildError where shards, given with the reason, failed again and again."""
    if poison:
        failed = "; ".join(f"shard {shard} failed {ATTEMPTS} times ({why})" for shard, why in sorted(poison.items()))
        raise BuildError(f"{failed}; the other shards are built: run the same build again to try only these")


def _hired(task: Callable[[int], Any], shard: int) -> _Worker:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(task, theirs), daemon=True)
    process.start()
    theirs.close()
    worker = _Worker(process, ours, shard, 0.0)
    _give(worker, shard)
    return worker


def _give(worker: _Worker, shard: int) -> None:
    worker.shard, worker.since = shard, time.monotonic()
    try:
        worker.pipe.send(shard)
    except OSError:  # it died at its start, which is heard when it is asked for its report
        return


def _work(task: Callable[[int], Any], pipe: Connection) -> None:
    """What a worker does: shards as they come, until its driver is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the driver's
    while True:
        try:
            shard = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send(task(shard))
        except OeisQAError as error:
            pipe.send(error)
        except Exception as error:
            pipe.send(_Failed(f"{type(error).__name__}: {error}"))
            raise  # who knows what state this process is in; its driver hires another one


def _heard(crew: list[_Worker], seconds: float) -> list[_Worker]:
    """Workers with a report, dead ones, and those over their time."""
    left = min(worker.since for worker in crew) + seconds - time.monotonic()
    ready = wait([worker.pipe for worker in crew], timeout=max(left, 0))
    return [worker for worker in crew if worker.pipe in ready or time.monotonic() - worker.since > seconds]


def _report(worker: _Worker, seconds: float) -> Any:
    """What a worker says; where it cannot, why."""
    try:
        if worker.pipe.poll():
            return worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        return _Failed(f"its worker ended with exit code {worker.process.exitcode}")
    worker.process.kill()
    worker.process.join()
    return _Failed(f"it took over {seconds:g} seconds")


def _dismiss(worker: _Worker) -> None:
    worker.pipe.close()
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
