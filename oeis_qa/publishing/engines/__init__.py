"""Engines: what runs the shards of a build. Each takes a task, and gives the receipts as they come, in any order.

In:  ENGINES["local"](task, [0, 1, 2], workers=2, seconds=600, address=None)
Out: receipts of the three shards, whatever worker was killed meanwhile
"""

from collections.abc import Callable, Iterator, Sequence

from oeis_qa.publishing.engines import local, ray
from oeis_qa.publishing.shards import Receipt

ATTEMPTS = 3
Task = Callable[[int], Receipt]  # picklable; makes shard i
Engine = Callable[[Task, Sequence[int], int, float, str | None], Iterator[Receipt]]  # task, shards, workers, seconds
# that one may take, address of a cluster

ENGINES: dict[str, Engine] = {"local": local.run, "ray": ray.run}
