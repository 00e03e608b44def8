"""Running programs that nobody has read: in bubblewrap, as nobody, with limits, without network, files or environment.

In:  run("print(6 * 7)")
Out: Outcome(verdict="ok", stdout="42\\n", reason="")
"""

import functools
import signal
import time
from typing import Any, TypeGuard

from oeis_qa.errors import SandboxError
from oeis_qa.sandbox import walls
from oeis_qa.sandbox.languages import LANGUAGES, Language, language_named
from oeis_qa.sandbox.launching import launched
from oeis_qa.sandbox.outcomes import FILE, Limits, Outcome
from oeis_qa.sandbox.unwalled import ran_unwalled

__all__ = ["LANGUAGES", "Limits", "Outcome", "run"]

_ATTEMPTS = 4  # to start a sandbox
_PAUSE = 0.05  # seconds before the second attempt, twice as many before each further one


def run(
    program: str, language: str = "python", stdin: str = "", limits: Limits | None = None, *, unsafe: bool = False
) -> Outcome:
    """Run a program, and say what became of it. Whatever the program does, this does not raise.

    Threads may call this in parallel; each has one small process of its own that starts its programs.

    Args:
        program: its source; Python with the standard library only.
        language: "python", "pari", "maxima" or "gap"; the system's interpreter runs it (see `oeis-qa sandbox check`).
        stdin: what it can read.
        limits: what it may use; by default Limits().
        unsafe: run it without any wall, as this user, with a limit of time alone.

    Raises:
        OptionError: no such language.
        SandboxError: there is no bubblewrap here, or it cannot start, or the language is not installed.
        MissingExtraError: pyseccomp is not installed.
    """
    limits = limits or Limits()
    how = language_named(language)
    if not _encodable(program) or not _encodable(stdin):
        return Outcome("error", "", "the program or its input holds half a character, which UTF-8 cannot hold")
    if len(program.encode()) > FILE // 2:
        return Outcome("error", "", f"the program has over {FILE // 2:,} bytes")
    if unsafe:
        return ran_unwalled(how, program, stdin, limits)
    check_host()
    said = _started(walls.command(how, limits), program + how.end, stdin, limits)
    if not _has_run(said):
        return Outcome("infrastructure", "", f"the sandbox did not start in {_ATTEMPTS} attempts: {_why(said)}")
    return _judged(said, how, limits)


@functools.cache
def check_host() -> None:
    """Find out, once, whether a sandbox starts here.

    Raises:
        SandboxError, MissingExtraError: it does not, or something is missing.
    """
    python = LANGUAGES["python"]
    said = _started(walls.command(python, Limits()), "", "", Limits(wall=60))
    if not _has_run(said):
        raise SandboxError(
            f"bubblewrap does not start here: {_why(said)}; let unprivileged users make namespaces (Debian: sysctl "
            "kernel.unprivileged_userns_clone=1; Ubuntu: sysctl kernel.apparmor_restrict_unprivileged_userns=0; "
            f"Docker: --security-opt seccomp=unconfined), {walls.WAY_OUT}"
        )


def _started(command: list[str], program: str, stdin: str, limits: Limits) -> dict[str, Any] | None:
    """What the launcher says of the program, or of its last attempt to start it."""
    said = None
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(_PAUSE * 2**attempt)
        said = launched(command, program, stdin, limits)
        if _has_run(said):
            break
    return said


def _has_run(said: dict[str, Any] | None) -> TypeGuard[dict[str, Any]]:
    return said is not None and (said["exit"] is not None or said["stopped"] is not None)


def _judged(said: dict[str, Any], how: Language, limits: Limits) -> Outcome:
    status, stdout, stderr = said["exit"], said["stdout"], said["stderr"]
    if said["stopped"] == "wall":
        return Outcome("limit", stdout, f"wall: more than {limits.wall:g} seconds on the clock")
    if said["stopped"] == "output":
        return Outcome("limit", stdout, f"output: more than {limits.output:,} bytes")
    killed = status == 128 + signal.SIGKILL and said["used"] > limits.seconds  # what it gets for ignoring SIGXCPU
    if status == 128 + signal.SIGXCPU or killed:
        return Outcome("limit", stdout, f"seconds: more than {limits.seconds:g} seconds of processor time")
    if status == how.status:
        return Outcome("ok", stdout, "")
    if any(mark in stderr for mark in how.out_of_memory):
        return Outcome("limit", stdout, f"memory: more than {limits.memory:,} bytes")
    return Outcome("error", stdout, f"status {status}: {_last_line(stderr, stdout)}"[:300])


def _last_line(*texts: str) -> str:
    """The last line of the first of the texts that says anything."""
    said = [line.strip() for text in texts for line in reversed(text.splitlines())]
    return next(filter(None, said), "no message")


def _why(said: dict[str, Any] | None) -> str:
    return "its launcher ended" if said is None else _last_line(said["stderr"])


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
