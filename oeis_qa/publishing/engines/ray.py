"""Ray tasks: a cluster of one's own on this machine, or one that is there already.

A task is tried again where its worker or node is lost. On several machines, `out` must be one that all of them reach:
a shared folder or an object store.

In:  run(task, range(20), workers=2, seconds=600, address="auto")
Out: 20 receipts
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from oeis_qa.errors import MissingExtraError


def run(
    task: Callable[[int], Any], shards: Sequence[int], workers: int, seconds: float, address: str | None
) -> Iterator[Any]:
    """What the task gives for every shard, as it comes.

    Raises:
        MissingExtraError: Ray is not installed.
        BuildError: a shard failed three times; the others are built first.
        OeisQAError: what the task raised, if it is of these: it would be raised again.
    """
    try:
        import ray
    except ImportError:
        raise MissingExtraError("engine='ray' needs Ray; pip install 'oeis_qa[ray]', or use engine='local'") from None
    started = not ray.is_initialized()
    if started:
        own = {} if address else {"num_cpus": workers, "include_dashboard": False}
        ray.init(address=address or "local", log_to_driver=False, **own)
    try:
        remote = ray.remote(max_retries=3, num_cpus=1)(task)
        pending = [remote.remote(shard) for shard in shards]
        while pending:
            done, pending = ray.wait(pending)
            yield ray.get(done[0])
    finally:
        if started:
            ray.shutdown()
