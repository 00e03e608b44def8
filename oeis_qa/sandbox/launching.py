"""Our side of the launcher: one process of it for every thread that runs programs.

In:  launched(command, program, stdin, limits)
Out: what the launcher answers; None where it died, or the sandbox did not start
"""

import os
import socket
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import Any

from oeis_qa.sandbox import launcher, walls
from oeis_qa.sandbox.outcomes import Limits

_local = threading.local()
_controls: "weakref.WeakSet[socket.socket]" = weakref.WeakSet()  # of all threads
_GRACE = 60.0  # seconds behind the wall limit in which a launcher answers, or is given up


def launched(command: list[str], program: str, stdin: str, limits: Limits) -> dict[str, Any] | None:
    """Run a program in the launcher of this thread.

    Raises:
        SandboxError, MissingExtraError: there can be no sandbox here.
    """
    allowed = {"wall": limits.wall, "output": limits.output, "resources": limits.resources()}
    said = None
    try:
        control = _control()
        control.settimeout(limits.wall + _GRACE)
        launcher.send(control, {"command": command, "program": program, "stdin": stdin, "limits": allowed})
        said = launcher.received(control)
    except OSError:
        pass
    finally:  # also where Ctrl-C comes between: the next one must not be given this answer
        if said is None:
            _forget()
    return said


def _control() -> socket.socket:
    """The socket to this thread's launcher, started where there is none."""
    if getattr(_local, "control", None) is None:
        user, group = walls.user()
        rules = walls.seccomp_filter().hex()
        ours, theirs = socket.socketpair()
        with theirs:
            # A session apart: Ctrl-C in a terminal is for us, who close the socket, which ends it.
            process = subprocess.Popen(
                [sys.executable, "-I", "-S", str(Path(launcher.__file__)), str(theirs.fileno()), str(user), str(group)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={},
            )
        launcher.send(ours, {"filter": rules})
        weakref.finalize(threading.current_thread(), _end, ours, process)
        _controls.add(ours)
        _local.control, _local.process = ours, process
    control: socket.socket = _local.control
    return control


def _end(ours: socket.socket, process: "subprocess.Popen[bytes]") -> None:
    """Close the socket, whereupon the launcher ends what runs, and itself."""
    ours.close()
    if process.returncode is not None:
        return
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _forget() -> None:
    if getattr(_local, "control", None) is not None:
        _end(_local.control, _local.process)
    _local.control = None


def _after_fork() -> None:
    """A forked process has launchers of its own, for two readers of one socket mix up answers; and it holds no end of
    the others, or they would not learn of the end of those whose they are."""
    global _local, _controls
    if getattr(_local, "control", None) is not None:
        _local.process.returncode = 0  # it is the parent's to wait for
    for control in list(_controls):
        control.close()
    _local, _controls = threading.local(), weakref.WeakSet()


os.register_at_fork(after_in_child=_after_fork)
