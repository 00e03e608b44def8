"""Our side of the LaTeX checker: one process of `checker` for this one, one child of it for every thread.

A question that passes the wall limit ends its child, and nothing else; the next question of the thread has a fresh one
within milliseconds, since the child is forked from a process that has math-verify imported already.

In:  same_latex_value(gold="2\\\\sqrt{2}", answer="\\\\sqrt{8}", seconds=1.0)
Out: True
"""

import atexit
import importlib.util
import json
import os
import socket
import subprocess
import sys
import threading
import time
import weakref
from pathlib import Path

from oeis_qa.errors import MissingExtraError, OeisQAError

_PROGRAM = Path(__file__).with_name("checker.py")
_START = 120.0  # seconds that importing math-verify may take on a busy machine
_GRACE = 0.75  # seconds on the clock beyond its processor time, for a machine with more to do
_lock = threading.Lock()
_local = threading.local()
_control: socket.socket | None = None
_process: "subprocess.Popen[bytes] | None" = None


def same_latex_value(gold: str, answer: str, seconds: float) -> bool:
    """Whether math-verify finds the two equal.

    Raises:
        TimeoutError: it takes more than `seconds` of processor time, or `_GRACE` more on the clock.
        MissingExtraError: math-verify is not installed.
        OeisQAError: math-verify cannot be started.
    """
    question = json.dumps({"gold": gold, "answer": answer, "seconds": max(seconds, 0.01)}).encode() + b"\n"
    started = time.monotonic()
    verdict = _asked(question, seconds + _GRACE)
    if not verdict and time.monotonic() - started < seconds / 2:  # a child that was gone before it was asked
        verdict = _asked(question, seconds + _GRACE)
    if not verdict:
        raise TimeoutError("math-verify was stopped")
    return verdict == b"1"


def _asked(question: bytes, wall: float) -> bytes:
    """What this thread's child says; nothing if it ends or takes too long, and then it is given up."""
    verdict = b""
    try:
        child = _child()
        child.settimeout(wall)
        child.sendall(question)
        verdict = child.recv(1)
    except OSError:
        pass
    finally:  # also where a signal comes between question and answer: the next one must not be given this one's
        if not verdict:
            _forget()
    return verdict


def _child() -> socket.socket:
    """The socket of this thread's child, a new one where it has none."""
    if getattr(_local, "child", None) is None:
        _local.child = _forked() or _forked()  # again, if the checker ended before it could fork
    child: socket.socket | None = _local.child
    if child is None:
        raise OeisQAError("the LaTeX checker did not start; see what python -c 'import math_verify' says")
    return child


def _forked() -> socket.socket | None:
    """The socket of a new child; None if the checker is gone."""
    ours, theirs = socket.socketpair()
    weakref.finalize(threading.current_thread(), ours.close)
    with theirs:
        _hand_over(theirs)
    ours.settimeout(_START)
    if ours.recv(1) == b"+":
        return ours
    ours.close()
    return None


def _hand_over(theirs: socket.socket) -> None:
    """Give the checker process a socket to fork a child for; start the process, or start it again, where it is gone."""
    global _control
    with _lock:
        if _control is not None:
            try:
                socket.send_fds(_control, [b"."], [theirs.fileno()])
                return
            except OSError:
                _control.close()
        _control = _started()
        socket.send_fds(_control, [b"."], [theirs.fileno()])


def _started() -> socket.socket:
    if importlib.util.find_spec("math_verify") is None:
        raise MissingExtraError("answers in LaTeX need math-verify; pip install 'oeis_qa[eval]'")
    global _process
    if _process is not None:
        _process.kill()
        _process.wait()
    ours, theirs = socket.socketpair()
    with theirs:
        # Sessions apart: Ctrl-C in a terminal is for us, who close the socket, which ends it.
        _process = subprocess.Popen(
            [sys.executable, str(_PROGRAM), str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    return ours


def _forget() -> None:
    child = getattr(_local, "child", None)
    if child is not None:
        child.close()
    _local.child = None


def _after_fork() -> None:
    """A forked process asks for children of its own, for two readers of one socket mix up answers."""
    global _lock, _local, _process
    if _process is not None:
        _process.returncode = 0  # it is the parent's to wait for
    _lock, _local, _process = threading.Lock(), threading.local(), None


def _stop() -> None:
    """End the checker with the interpreter that started it; its sockets closed, it goes by itself."""
    if _control is not None:
        _control.close()
    if _process is not None:
        _process.kill()
        _process.wait()


atexit.register(_stop)


os.register_at_fork(after_in_child=_after_fork)
