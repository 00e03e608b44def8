"""The process that starts sandboxed programs, one after the other. Standard library only, and run by path.

It is small, has one thread and an empty environment, so that it can set limits between fork and exec, which a trainer
full of threads cannot. As root it first becomes an unprivileged user, since limits on processes do not hold root. It
adopts whatever its programs leave behind (PR_SET_CHILD_SUBREAPER), and ends and reaps that before it answers; otherwise
the first process of each sandbox would stay as a zombie of init, and count.

A message is eight bytes of length, then JSON. The first one holds the seccomp filter as hexadecimal text.

In:  {"command": ["/usr/bin/bwrap", ...], "program": "print(34)", "stdin": "", "limits": {"wall": 6.0, ...}}
Out: {"exit": 0, "stopped": null, "used": 0.01, "stdout": "34\\n", "stderr": ""}
"""

import contextlib
import ctypes
import fcntl
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from typing import Any, NoReturn

PROGRAM, FILTER, STATUS = 3, 4, 5  # the descriptors that bwrap is given
_HIGH = 20  # descriptors are moved here first, out of the way of those three
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
_CHUNK = 1 << 16  # bytes read at once: all that a pipe holds
_STDERR = 4096  # bytes of it that are kept, the last ones


def main(descriptor: int, user: int, group: int) -> None:
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(group, group, group)
        os.setresuid(user, user, user)
    os.set_inheritable(descriptor, False)  # or every program could speak to us, and for us
    control = socket.socket(fileno=descriptor)
    hello = received(control)
    rules = stored(bytes.fromhex(hello["filter"]) if hello else b"")
    while request := received(control):
        send(control, ran(request, rules, control))


def received(control: socket.socket) -> Any:
    """The next message; None at the end of all."""
    size = int.from_bytes(exactly(control, 8), "big")
    text = exactly(control, size) if size else b""
    return json.loads(text) if text else None


def exactly(control: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size and (more := control.recv(min(size - len(data), 1 << 20))):
        data += more
    return bytes(data) if len(data) == size else b""


def send(control: socket.socket, message: Any) -> None:
    data = json.dumps(message).encode()
    control.sendall(len(data).to_bytes(8, "big") + data)


def stored(data: bytes) -> int:
    """A descriptor of a file in memory that holds the data, and to which nobody can write."""
    descriptor = os.memfd_create("oeis_qa", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    with open(descriptor, "wb", closefd=False) as file:
        file.write(data)
    fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK)
    return descriptor


def ran(request: dict[str, Any], rules: int, control: socket.socket) -> dict[str, Any]:
    """Run one program to its end, or to its limits."""
    limits = request["limits"]
    deadline = time.monotonic() + limits["wall"]
    stdin, program = stored(request["stdin"].encode()), stored(request["program"].encode())
    pipes = {name: os.pipe() for name in ("stdout", "stderr", "status")}
    ours, theirs = ({name: ends[side] for name, ends in pipes.items()} for side in (0, 1))
    for descriptor in ours.values():
        os.set_blocking(descriptor, False)
    pid = os.fork()
    if pid == 0:
        start(request["command"], limits, (stdin, theirs["stdout"], theirs["stderr"], program, rules, theirs["status"]))
    for descriptor in (stdin, program, *theirs.values()):
        os.close(descriptor)
    said, stopped = watched(pid, ours, control, deadline, limits["output"])
    about = reported(said["status"])
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    reap(pid)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    for descriptor in ours.values():
        os.close(descriptor)
    text = {name: bytes(said[name]).decode("utf-8", "replace") for name in ("stdout", "stderr")}
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"exit": about.get("exit-code"), "stopped": stopped, "used": used, **text}


def start(command: list[str], limits: dict[str, Any], descriptors: tuple[int, ...]) -> NoReturn:
    """Become the program. `descriptors` become 0, 1, 2, ... in turn."""
    try:
        os.setpgid(0, 0)
        for place, descriptor in enumerate([fcntl.fcntl(each, fcntl.F_DUPFD_CLOEXEC, _HIGH) for each in descriptors]):
            if place in (0, PROGRAM, FILTER):
                os.lseek(descriptor, 0, os.SEEK_SET)
            os.dup2(descriptor, place)
        for name, (soft, hard) in limits["resources"].items():
            resource.setrlimit(getattr(resource, name), (soft, hard))
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        os.execve(command[0], command, {})
    finally:
        os._exit(127)  # without a word on the status descriptor, which says that the sandbox did not start


def watched(
    pid: int, ours: dict[str, int], control: socket.socket, deadline: float, most: int
) -> tuple[dict[str, bytearray], str | None]:
    """What the program says until it ends, or why it was stopped."""
    said = {name: bytearray() for name in ours}
    names = {descriptor: name for name, descriptor in ours.items()}
    poll = select.poll()
    ended = os.pidfd_open(pid)
    for descriptor in (ended, control.fileno(), *names):
        poll.register(descriptor, select.POLLIN)
    try:
        while (left := deadline - time.monotonic()) > 0:
            ready = {descriptor for descriptor, _ in poll.poll(left * 1000)}
            if control.fileno() in ready:  # whoever asked is gone
                reap(pid)
                os._exit(0)
            for descriptor in [*names] if ended in ready else names.keys() & ready:
                if not taken(descriptor, said[names[descriptor]]):
                    poll.unregister(descriptor)
                    del names[descriptor]
            del said["stderr"][:-_STDERR]
            if len(said["stdout"]) > most:
                del said["stdout"][most:]
                return said, "output"
            if ended in ready:
                return said, None
        return said, "wall"
    finally:
        os.close(ended)


def taken(descriptor: int, into: bytearray) -> bool:
    """Read what a pipe holds, which is at most a chunk; whether more may come."""
    try:
        data = os.read(descriptor, _CHUNK)
    except BlockingIOError:
        return True
    into += data
    return bool(data)


def reported(status: bytes | bytearray) -> dict[str, int]:
    """What bwrap says of itself: "exit-code", once the program has run."""
    about: dict[str, int] = {}
    for line in bytes(status).splitlines():
        try:
            about |= json.loads(line)
        except ValueError:  # the last line, cut short
            continue
    return about


def reap(pid: int) -> None:
    """End bubblewrap and everything that came of it, and wait until all of it is gone.

    What it has started may not yet be bound to end with it, so it is ended as one group; and whatever is left without
    a parent becomes a child of this process, and is ended as that.
    """
    for end in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError):  # gone, or no group yet
            end(pid, signal.SIGKILL)
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return
        for child in children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)


def children() -> list[int]:
    """The processes that this one is the parent of, as far as the kernel tells."""
    try:
        with open(f"/proc/self/task/{os.getpid()}/children") as file:
            return [int(child) for child in file.read().split()]
    except FileNotFoundError:  # a kernel without CONFIG_PROC_CHILDREN
        return []


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
