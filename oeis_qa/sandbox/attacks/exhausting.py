"""Attacks that want more than they may have: processes, memory, output, time, disk.

In:  EXHAUSTING[0].name
Out: "fork: 100 processes at once"
"""

from oeis_qa.sandbox.attacks.attack import LIBC, Attack

EXHAUSTING = (
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
        LIBC
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
        LIBC
        + """
found = libc.shmget(0, 1 << 20, 0o1600)
print("ESCAPED" if found >= 0 else "held")
libc.shmctl(found, 0, None)
""",
    ),
    Attack(
        "memory: attributes of files",
        LIBC
        + """
import os
made = 0
for name in (".", "/", "/dev", "/dev/shm", "/usr", "/tmp", "/program.python"):
    for number in range(100):
        try:
            os.setxattr(name, f"user.a{number}", bytes(60_000))
            made += 1
        except OSError:
            break
print("ESCAPED" if made else "held", made)
""",
        harmless=False,
    ),
    Attack(
        "memory: names of files and folders",
        """
import os
made = 0
for place in ("/", "/tmp", "/dev", "/dev/shm", "/dev/mqueue", "/dev/pts", "/var/tmp", "/run", "/home", "/usr", "/etc"):
    for make in (os.mkdir, lambda path: open(path, "w"), lambda path: os.symlink("x", path), os.mkfifo):
        try:
            make(os.path.join(place, "oeis_qa" + "x" * 200))
            made += 1
        except OSError:
            pass
print("ESCAPED" if made else "held", made)
""",
        harmless=False,
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
)
