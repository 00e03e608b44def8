"""Attacks that want what is not theirs: files, secrets, other processes, the network, the kernel.

In:  ESCAPING[0].name
Out: "files: those of the host"
"""

from oeis_qa.sandbox.attacks.attack import LIBC, SECRET, Attack

ESCAPING = (
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
print("ESCAPED" if any(b"{SECRET}" in text for text in texts) else "held")
""",
    ),
    Attack(
        "processes: those of the host seen",
        """
import os
found = [name for name in os.listdir("/proc") if name.isdigit()] if os.path.exists("/proc") else []
print("ESCAPED" if len(found) > 8 else "held", len(found))
""",
        harmless=False,
    ),
    Attack(
        "processes: the memory of the first one written to",
        """
import os
try:
    os.open("/proc/1/mem", os.O_RDWR)
    print("ESCAPED")
except OSError:
    print("held")
""",
        harmless=False,
    ),
    Attack(
        "files: packages that are installed for Python",
        """
import glob, importlib.util, sys
folders = glob.glob("/usr/lib*/python3*/*-packages") + glob.glob("/usr/local/lib*/python3*/*-packages")
found = [path for folder in folders for path in glob.glob(folder + "/*")]
sys.path += folders
print("ESCAPED" if found or importlib.util.find_spec("oeis_qa") else "held", found)
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
        LIBC
        + """
made = [flag for flag in (0x10000000, 0x20000, 0x40000000, 0x20000000, 0x8000000) if libc.unshare(flag) == 0]
print("ESCAPED" if made else "held", made)
""",
        harmless=False,
    ),
    Attack(
        "namespaces: new ones by clone and clone3",
        LIBC
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
        LIBC
        + """
import os, struct
for become in (os.setuid, os.setgid):
    try:
        become(0)
        print("ESCAPED")
    except OSError:
        pass
number = {"x86_64": 125, "aarch64": 90}[os.uname().machine]  # capget
head, sets = ctypes.create_string_buffer(struct.pack("Ii", 0x20080522, 0)), ctypes.create_string_buffer(24)
libc.syscall(number, head, sets)
print("ESCAPED" if any(sets.raw) or libc.prctl(39, 0, 0, 0, 0) != 1 else "held", sets.raw.hex())
""",
        harmless=False,
    ),
    Attack(
        "kernel: mount, ptrace, bpf, io_uring, keyring",
        LIBC
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
