"""What all engines have in common: a shard that fails is tried again behind the others, and given up the third time.

In:  attempts.failed(3, "its worker ended with SIGKILL"), three times; attempts.check()
Out: BuildError: completion/train-00003-of-00020.parquet failed 3 times (its worker ended with SIGKILL); the other ...
"""

import traceback
from collections import Counter, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oeis_qa.errors import BuildError, OeisQAError
from oeis_qa.publishing.secrets import redacted

ATTEMPTS = 3


@dataclass(frozen=True)
class Failed:
    """What is said of a shard that was not made, but may be the next time."""

    why: str


class Attempts:
    """The shards that are still to be made, and how often each has failed."""

    def __init__(self, shards: Mapping[int, str]) -> None:
        self.todo = deque(shards)
        self._names, self._tries, self._given_up = shards, Counter[int](), dict[int, str]()

    def failed(self, shard: int, why: str) -> None:
        self._tries[shard] += 1
        if self._tries[shard] < ATTEMPTS:
            self.todo.append(shard)
        else:
            self._given_up[shard] = why

    def check(self) -> None:
        """Raise BuildError where shards were given up."""
        if self._given_up:
            failed = "; ".join(
                f"{self._names[shard]} failed {ATTEMPTS} times ({why})" for shard, why in sorted(self._given_up.items())
            )
            raise BuildError(f"{failed}; the other shards are built: run the same build again to try only these")


def attempted(task: Callable[[int], Any], shard: int) -> Any:
    """What the task gives or, as values, our error that it raised or how else it failed: what a worker reports."""
    try:
        return task(shard)
    except OeisQAError as error:
        return error
    except Exception as error:  # noqa: BLE001 any fault of somebody's dataset
        place = traceback.extract_tb(error.__traceback__)[-1]
        return Failed(redacted(f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}: {error}"))
