"""How long a server is waited for: retries, pauses that it asks for, a deadline.

A fault that may pass (429, 5xx, a cut connection, an answer that is none) is tried again after the pause that the
server names (Retry-After, for every request at once), or one that doubles from half a second on. What cannot pass
(400, 401, 403 ...) is an error at once.

In:  Patience(Limits(attempts=6, deadline=3600), CLOCK).answer(ask, 17)
Out: what `ask(timeout)` returns, at the latest the sixth time
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from oeis_qa.errors import OptionError, SamplerError
from oeis_qa.streams import Stream

T = TypeVar("T")

_FIRST, _LONGEST = 1.0, 60.0  # seconds of a pause that no server asked for; half of it is by chance


@dataclass(frozen=True)
class Limits:
    """What a run may ask of a server."""

    concurrency: int = 8  # requests under way at once
    attempts: int = 6  # of one request
    timeout: float = 600.0  # seconds for one attempt
    deadline: float | None = None  # seconds for all requests together

    def __post_init__(self) -> None:
        for name in ("concurrency", "attempts"):
            if getattr(self, name) < 1:
                raise OptionError(f"{name}={getattr(self, name)}: give 1 or more")
        for name in ("timeout", "deadline"):
            if getattr(self, name) is not None and not getattr(self, name) > 0:
                raise OptionError(f"{name}={getattr(self, name)}: give a number of seconds above 0")


@dataclass(frozen=True)
class Clock:
    """Time, which tests replace."""

    now: Callable[[], float]  # seconds
    wait: Callable[[threading.Event, float], object]  # so many seconds, or until the event


CLOCK = Clock(time.monotonic, threading.Event.wait)


class Fault(Exception):
    """An attempt that failed and may do better later; `pause`: the seconds that the server asks for."""

    def __init__(self, why: str, pause: float | None = None) -> None:
        super().__init__(why)
        self.pause = pause


class Late(Exception):
    """The deadline is over, or would be before the next attempt."""


class Stopped(Exception):
    """Another request has failed for good."""


class Patience:
    """That of one run, shared by its threads. `stop` ends every pause."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits, self._clock, self._stopped = limits, clock, threading.Event()
        self._over = float("inf") if limits.deadline is None else clock.now() + limits.deadline
        self._paused_until, self._lock = clock.now(), threading.Lock()  # by the server, for all

    def stop(self) -> None:
        """Begin no other attempt."""
        self._stopped.set()

    def answer(self, ask: Callable[[float], T], number: int) -> T:
        """What `ask` returns, which is given a timeout. A failure for good stops all others too.

        Raises:
            Late, Stopped: it was not asked often enough to tell.
            SamplerError: it failed as often as it may, or for good.
        """
        try:
            return self._answer(ask, number)
        except (Late, SamplerError):
            self.stop()
            raise

    def _answer(self, ask: Callable[[float], T], number: int) -> T:
        pauses = Stream(number, "pauses")
        fault = Fault("")
        for attempt in range(self._limits.attempts):
            self._pause(fault, 0 if attempt == 0 else _pause(attempt, pauses.at(attempt).uniform()))
            try:
                return ask(min(self._limits.timeout, self._over - self._clock.now()))
            except Fault as found:
                fault = found
        raise SamplerError(f"failed {self._limits.attempts} times, at last: {fault}")

    def _pause(self, fault: Fault, own: float) -> None:
        if fault.pause is not None:
            own = 0
            with self._lock:
                self._paused_until = max(self._paused_until, self._clock.now() + fault.pause)
        until = self._clock.now() + own
        while (left := max(until, self._paused_until) - self._clock.now()) > 0 and not self._stopped.is_set():
            if self._clock.now() + left >= self._over:
                raise Late
            self._clock.wait(self._stopped, left)
        if self._stopped.is_set():
            raise Stopped
        if self._clock.now() >= self._over:
            raise Late


def _pause(attempt: int, chance: float) -> float:
    return float(min(_LONGEST, _FIRST * 2 ** (attempt - 1))) * (1 + chance) / 2
