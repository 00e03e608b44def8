"""Engines: what runs the shards of a build. Each takes a task, and gives the receipts as they come, in any order.

In:  ENGINES["local"](task, {0: "completion/train-00000-of-00001.parquet"}, workers=2, seconds=600, address=None)
Out: the receipt of the shard, whatever worker was killed meanwhile
"""

from collections.abc import Callable, Generator, Mapping

from oeis_qa.publishing.engines import local, ray
from oeis_qa.publishing.shards import Receipt

Task = Callable[[int], Receipt]  # picklable; makes shard i
Engine = Callable[  # task, names of the shards, workers, seconds that a shard may take, address of a cluster
    [Task, Mapping[int, str], int | None, float, str | None], Generator[Receipt, None, None]
]

ENGINES: dict[str, Engine] = {"local": local.run, "ray": ray.run}
