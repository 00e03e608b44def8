"""Programs that try to get out, and whether the walls hold them on this host.

Each attack prints ESCAPED where it got what it wanted; some are meant to be stopped by a limit. A wall holds if the
attack was run, did not print that, ended as it should, and left no process behind.

In:  [result for result in check() if not result.held]
Out: []
"""

import contextlib
import os
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from oeis_qa.sandbox import run
from oeis_qa.sandbox.outcomes import Limits, Outcome

LIMITS = Limits(seconds=1, wall=3)
_SECRET = "OEIS_QA_CANARY"  # the name of an environment variable, and the beginning of its value
_LIBC = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"


@dataclass(frozen=True)
class Attack:
    name: str
    program: str  # {port}, {path} and {abstract} are listened at, {pid} is a process of the host
    verdicts: tuple[str, ...] = ("ok", "error")  # how it may end
    reason: str = ""  # how the reason must begin, where it must be stopped by that limit
    harmless: bool = True  # whether it is worth running without walls, to see that it succeeds there


@dataclass(frozen=True)
class Result:
    name: str
    held: bool
    said: str  # how it ended


ATTACKS = (
    Attack(
        "fork: 100 processes at once",
        """
import os, time
count = 0
for _ in range(100):
    try:
        if os.fork() == 0:
            time.sleep(5)
            os._exit(0)
    except OSError:
        break
    count += 1
print("ESCAPED" if count > 16 else "held", count)
""",
    ),
    Attack(
        "fork: without end",
        """
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
""",
        ("limit",),
        harmless=False,
    ),
    Attack(
        "threads: 100 at once",
        """
import threading, time
count = 0
for _ in range(100):
    try:
        threading.Thread(target=time.sleep, args=(1,)).start()
    except RuntimeError:
        break
    count += 1
print("ESCAPED" if count > 16 else "held", count)
""",
    ),
    Attack(
        "memory: 2 GiB",
        """
kept = bytearray(1 << 31)
print("ESCAPED", len(kept))
""",
        ("limit",),
        "memory",
        harmless=False,
    ),
    Attack(
        "memory: files in memory that no limit counts",
        _LIBC
        + """
import os
total = 0
for number in range(60):
    try:
        made = os.memfd_create(str(number))
        total += os.write(made, bytes(1 << 24))
    except OSError:
        break
print("ESCAPED" if total else "held", total)
""",
    ),
    Attack(
        "memory: segments shared by System V",
        _LIBC
        + """
found = libc.shmget(0, 1 << 20, 0o1600)
print("ESCAPED" if found >= 0 else "held")
libc.shmctl(found, 0, None)
""",
    ),
    Attack("output: without end", "while True: print('x' * 1000)", ("limit",), "output", harmless=False),
    Attack(
        "output: errors without end",
        "import sys\nwhile True: sys.stderr.write('x' * 1000)",
        ("limit",),
        harmless=False,
    ),
    Attack("time: an endless loop", "while True: pass", ("limit",), "seconds", harmless=False),
    Attack(
        "time: an endless loop that ignores signals",
        """
import signal
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True: pass
""",
        ("limit",),
        "seconds",
        harmless=False,
    ),
    Attack("time: sleep", "import time; time.sleep(60)", ("limit",), "wall", harmless=False),
    Attack(
        "time: sleep behind a closed output",
        "import os, time; os.close(1); time.sleep(60)",
        ("limit",),
        "wall",
        harmless=False,
    ),
    Attack(
        "limits: raised by the program",
        """
import resource
raised = []
for name in ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_NPROC", "RLIMIT_FSIZE"):
    which = getattr(resource, name)
    try:
        resource.setrlimit(which, (-1, -1))
        raised.append(name)
    except (ValueError, OSError):
        pass
print("ESCAPED" if raised else "held", raised)
""",
    ),
    Attack(
        "disk: 64 MiB wherever something can be written",
        """
import os
total = 0
places = ["/", "/tmp", "/dev", "/dev/shm", "/var/tmp", "/run", "/usr", "/proc"]
for place in places:
    for number in range(20):
        try:
            with open(os.path.join(place, f"oeis_qa{number}"), "wb") as file:
                total += file.write(bytes(4 << 20))
        except OSError:
            pass
print("ESCAPED" if total > 16 << 20 else "held", total)
""",
        harmless=False,
    ),
    Attack(
        "disk: one file of 64 MiB",
        """
with open("/tmp/large", "wb", buffering=0) as file:
    for _ in range(16):
        file.write(bytes(4 << 20))
print("ESCAPED")
""",
        ("error", "limit"),
        harmless=False,
    ),
    Attack(
        "files: those of the host",
        """
import os
seen = [path for path in ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/root", "/home", "/var", "/sys", "/work",
        "/run", "/opt", "/srv", "/mnt", "/boot", "/etc/ssl") if os.path.exists(path)]
print("ESCAPED" if seen else "held", seen)
""",
    ),
    Attack(
        "files: a link out of the only folder",
        """
import os
os.symlink("/proc/1/root/etc/passwd", "link")
os.symlink("/../../../etc/passwd", "other")
for name in ("link", "other"):
    try:
        print("ESCAPED", open(name).readline())
    except OSError:
        pass
""",
        harmless=False,
    ),
    Attack(
        "files: the system's programs written to",
        """
import os
try:
    open("/usr/oeis_qa", "w")
    print("ESCAPED")
except OSError:
    print("held")
""",
        harmless=False,
    ),
    Attack(
        "descriptors: those of the launcher",
        """
import os
open_ones = []
for number in range(3, 64):
    try:
        os.fstat(number)
        open_ones.append(number)
    except OSError:
        pass
print("ESCAPED" if open_ones else "held", open_ones)
""",
        harmless=False,
    ),
    Attack(
        "environment: a secret of the caller",
        f"""
import glob
texts = [str(__import__("os").environ).encode()]
for path in glob.glob("/proc/[0-9]*/environ"):
    try:
        texts.append(open(path, "rb").read())
    except OSError:
        pass
print("ESCAPED" if any(b"{_SECRET}" in text for text in texts) else "held")
""",
    ),
    Attack(
        "processes: those of the host seen",
        """
import os
found = [name for name in os.listdir("/proc") if name.isdigit()]
print("ESCAPED" if len(found) > 8 else "held", len(found))
""",
        harmless=False,
    ),
    Attack(
        "processes: one of the host signalled",
        """
import os
try:
    os.kill({pid}, 0)
    print("ESCAPED")
except OSError:
    print("held")
""",
    ),
    Attack(
        "processes: the first one of the sandbox killed",
        """
import os
os.kill(1, 9)
os.kill(-1, 9)
print("held")
""",
        ("ok", "error", "limit"),
        harmless=False,
    ),
    Attack(
        "processes: a daemon left behind",
        """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execv("/bin/sleep", ["sleep", "{daemon}"])
    os._exit(0)
time.sleep(0.2)
""",
        harmless=False,
    ),
    Attack(
        "processes: a daemon that holds the output open",
        """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGHUP, signal.SIG_IGN)
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        os.execv("/bin/sleep", ["sleep", "{daemon}"])
""",
        harmless=False,
    ),
    Attack(
        "network: a service of the host on loopback",
        """
import socket
try:
    socket.create_connection(("127.0.0.1", {port}), 1)
    print("ESCAPED")
except OSError:
    print("held")
""",
    ),
    Attack(
        "network: any socket",
        """
import socket
made = []
for family in ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET", "AF_ALG", "AF_VSOCK"):
    for kind in ("SOCK_STREAM", "SOCK_DGRAM", "SOCK_RAW", "SOCK_SEQPACKET"):
        try:
            socket.socket(getattr(socket, family), getattr(socket, kind))
            made.append(family)
        except (OSError, AttributeError):
            pass
print("ESCAPED" if made else "held", made)
""",
    ),
    Attack(
        "network: a socket on disk",
        """
import socket
try:
    socket.socket(socket.AF_UNIX).connect({path!r})
    print("ESCAPED")
except OSError:
    print("held")
""",
    ),
    Attack(
        "network: an abstract socket",
        """
import socket
try:
    socket.socket(socket.AF_UNIX).connect("\\0" + {abstract!r})
    print("ESCAPED")
except OSError:
    print("held")
""",
    ),
    Attack(
        "namespaces: new ones",
        _LIBC
        + """
made = [flag for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000, 0x8000000) if libc.unshare(flag) == 0]
print("ESCAPED" if made else "held", made)
""",
        harmless=False,
    ),
    Attack(
        "namespaces: new ones by clone and clone3",
        _LIBC
        + """
import os, struct
def cloned(number, *arguments):
    pid = libc.syscall(number, *arguments)
    if pid == 0:
        os._exit(0)
    return pid > 0
old = {"x86_64": 56, "aarch64": 220}[os.uname().machine]
arguments = ctypes.create_string_buffer(struct.pack("11Q", 0x10000000, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0))
made = [cloned(old, 0x10000000 | 17, 0, 0, 0, 0), cloned(435, arguments, 88)]
print("ESCAPED" if any(made) else "held", made)
""",
        harmless=False,
    ),
    Attack(
        "rights: root, or any capability",
        """
import os
for become in (os.setuid, os.setgid):
    try:
        become(0)
        print("ESCAPED")
    except OSError:
        pass
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
caps = [int(status[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")]
print("ESCAPED" if any(caps) or int(status["NoNewPrivs"]) != 1 else "held", caps)
""",
        harmless=False,
    ),
    Attack(
        "kernel: mount, ptrace, bpf, io_uring, keyring",
        _LIBC
        + """
import os
numbers = {
    "x86_64": {"ptrace": 101, "mount": 165, "bpf": 321, "io_uring_setup": 425, "add_key": 248, "pivot_root": 155,
        "perf_event_open": 298, "userfaultfd": 323},
    "aarch64": {"ptrace": 117, "mount": 40, "bpf": 280, "io_uring_setup": 425, "add_key": 217, "pivot_root": 41,
        "perf_event_open": 241, "userfaultfd": 282},
}[os.uname().machine]
EPERM = 1
made = []
for name, number in numbers.items():
    if libc.syscall(number, 0, 0, 0, 0, 0) >= 0 or ctypes.get_errno() != EPERM:
        made.append(name)
print("ESCAPED" if made else "held", made)
""",
        harmless=False,
    ),
    Attack(
        "kernel: settings under /proc",
        """
import os
written = []
for path in ("/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/sys/vm/drop_caches",
        "/proc/self/oom_score_adj", "/proc/self/uid_map"):
    try:
        os.close(os.open(path, os.O_WRONLY))
        if path != "/proc/self/oom_score_adj" and path != "/proc/self/uid_map":
            written.append(path)
    except OSError:
        pass
print("ESCAPED" if written else "held", written)
""",
        harmless=False,
    ),
    Attack(
        "terminal: one to type into",
        """
import os
try:
    os.open("/dev/tty", os.O_RDWR)
    print("ESCAPED")
except OSError:
    print("held")
""",
        harmless=False,
    ),
)


def check() -> Iterator[Result]:
    """Attack the sandbox in every way, and say of each whether it held.

    Raises:
        SandboxError, MissingExtraError: there can be no sandbox here.
    """
    run("pass")  # so that what is missing is said here
    with _host() as about, ThreadPoolExecutor(2) as pool:
        yield from pool.map(lambda attack: judged(attack, about), ATTACKS)


def judged(attack: Attack, about: "dict[str, str | int]", unsafe: bool = False) -> Result:
    """Run one attack, and look at what it did."""
    outcome = run(filled(attack.program, about), limits=LIMITS, unsafe=unsafe)
    held = (
        "ESCAPED" not in outcome.stdout
        and outcome.verdict in attack.verdicts
        and outcome.reason.startswith(attack.reason)
        and (str(about["daemon"]) not in attack.program or not _alive(str(about["daemon"])))
    )
    return Result(attack.name, held, _told(outcome))


def filled(program: str, about: "dict[str, str | int]") -> str:
    """The program with what it needs to know of the host."""
    for name, value in about.items():
        program = program.replace(f"{{{name}!r}}", repr(value)).replace(f"{{{name}}}", str(value))
    return program


def _told(outcome: Outcome) -> str:
    return f"{outcome.verdict}: {outcome.reason or outcome.stdout.strip()}"[:120]


def _alive(word: str) -> bool:
    """Whether a process of this host has the word in its command line."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if word in path.read_text("utf-8", "replace").split("\0"):
                return True
    return False


@contextlib.contextmanager
def _host() -> "Iterator[dict[str, str | int]]":
    """What the attacks are aimed at: services, a process with a secret, a number that names daemons."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        os.chmod(folder, 0o755)
        path, abstract = f"{folder}/socket", f"oeis_qa{os.getpid()}"
        listening = [socket.create_server(("127.0.0.1", 0))]
        for name in (path, f"\0{abstract}"):
            listening.append(socket.socket(socket.AF_UNIX))
            listening[-1].bind(name)
            listening[-1].listen()
        os.chmod(path, 0o777)
        for each in listening:
            stack.enter_context(each)
        victim = subprocess.Popen(["/bin/sleep", "600"], env={_SECRET: _SECRET})
        stack.callback(victim.wait)
        stack.callback(victim.kill)
        daemon = 10_000_000 + os.getpid() * 1000 + threading.get_native_id() % 1000
        port = listening[0].getsockname()[1]
        yield {"port": port, "path": path, "abstract": abstract, "pid": victim.pid, "daemon": daemon}
