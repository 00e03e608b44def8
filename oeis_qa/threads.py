"""The same function of many things, in threads that wait for other processes: results in order, little in flight.

In:  list(in_threads(len, ["a", "bb"]))
Out: [1, 2]
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

WORKERS = os.cpu_count() or 1
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def in_threads(function: Callable[[_Given], _Made], items: Iterable[_Given], workers: int = WORKERS) -> Iterator[_Made]:
    """The results in the order of the items. What is raised, Ctrl-C too, ends it after what is in flight."""
    pool = ThreadPoolExecutor(workers)
    waiting: deque[Future[_Made]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(function, item))
            if len(waiting) >= 4 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
