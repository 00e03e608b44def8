"""What a program may use, and what became of it.

In:  Limits(seconds=1)
Out: one second of processor time, the rest as by default
"""

import math
from dataclasses import dataclass
from typing import Literal

from oeis_qa.errors import OptionError

FILE = 16 << 20  # bytes of the largest program; no file can be larger
_DAY = 86_400
_RANGES = {
    "seconds": (0.001, _DAY),
    "wall": (0.001, _DAY),
    "memory": (32 << 20, 1 << 50),
    "output": (1, 1 << 30),
    "processes": (3, 4096),
}


@dataclass(frozen=True)
class Limits:
    """What one program may use.

    Raises:
        OptionError: a limit is too small for any program, or no finite number.
    """

    seconds: float = 2.0  # of processor time, for each of its processes; the kernel counts whole ones
    wall: float = 6.0  # seconds on the clock
    memory: int = 512 << 20  # bytes of address space, for each of its processes
    output: int = 1 << 20  # bytes of its standard output
    processes: int = 8  # at once, that of the sandbox and the program itself among them

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            least, most = _RANGES[name]
            value = getattr(self, name)
            if not least <= value <= most or (name not in ("seconds", "wall") and not isinstance(value, int)):
                kind = "a number" if name in ("seconds", "wall") else "an integer"
                raise OptionError(f"limit {name}={value!r} must be {kind} from {least:,} to {most:,}")

    def resources(self) -> dict[str, tuple[int, int]]:
        """The limits that the kernel holds, soft and hard, by the names of `resource`."""
        seconds = math.ceil(self.seconds)
        same = {"RLIMIT_AS": self.memory, "RLIMIT_FSIZE": FILE, "RLIMIT_NOFILE": 64, "RLIMIT_CORE": 0}
        return {"RLIMIT_CPU": (seconds, seconds + 1), **{name: (value, value) for name, value in same.items()}}


@dataclass(frozen=True)
class Outcome:
    """What became of a program.

    "ok": it ended with status 0. "error": it ended otherwise. "limit": it was stopped, and `reason` says by which
    limit. "infrastructure": the sandbox did not start, several times; nothing is known about the program.
    """

    verdict: Literal["ok", "error", "limit", "infrastructure"]
    stdout: str  # what it printed, up to the limit; bytes that are no UTF-8 as U+FFFD
    reason: str  # "" for ok
