"""Running a program with no wall around it: for hosts without bubblewrap, where its author is trusted.

In:  ran_unwalled(LANGUAGES["python"], "print(6 * 7)", "", Limits())
Out: Outcome(verdict="ok", stdout="42\\n", reason="")
"""

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from oeis_qa.sandbox.languages import PATH, Language
from oeis_qa.sandbox.outcomes import Limits, Outcome

_LOOK = 0.01  # seconds between two looks at a running program


def ran_unwalled(how: Language, program: str, stdin: str, limits: Limits) -> Outcome:
    """Run a program as this user. Held are its time on the clock and its output, nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        file, out, err, given = (Path(folder, name) for name in (f"program.{how.name}", "out", "err", "in"))
        file.write_text(program + how.end, encoding="utf-8")
        given.write_text(stdin, encoding="utf-8")
        with given.open("rb") as reads, out.open("wb") as prints, err.open("wb") as complains:
            process = subprocess.Popen(
                how.command(str(file)),
                stdin=reads,
                stdout=prints,
                stderr=complains,
                cwd=folder,
                env={"PATH": PATH, "HOME": folder, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"},
                start_new_session=True,
            )
            reason = _stopped(process, out, limits)
        with out.open("rb") as printed, err.open("rb") as complained:
            stdout = printed.read(limits.output).decode("utf-8", "replace")
            stderr = complained.read(4096).decode("utf-8", "replace")
    if reason:
        return Outcome("limit", stdout, reason)
    if process.returncode == how.status:
        return Outcome("ok", stdout, "")
    return Outcome("error", stdout, f"status {process.returncode}: {stderr.strip()[-200:]}")


def _stopped(process: "subprocess.Popen[bytes]", out: Path, limits: Limits) -> str:
    """Wait for the program; why it was stopped, if it was."""
    deadline = time.monotonic() + limits.wall
    try:
        while process.poll() is None:
            if out.stat().st_size > limits.output:
                return f"output: more than {limits.output:,} bytes"
            if time.monotonic() > deadline:
                return f"wall: more than {limits.wall:g} seconds on the clock"
            time.sleep(_LOOK)
        return f"output: more than {limits.output:,} bytes" if out.stat().st_size > limits.output else ""
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # all gone, or on macOS only zombies left
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
