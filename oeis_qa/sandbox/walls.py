"""The walls of a sandbox: bubblewrap's command line, a seccomp filter, and what they need of the host.

Namespaces keep the program from other processes, the network and the file system, of which it sees the system's
programs and libraries, but no package that was installed for Python (this one could be among them, golds and all).
Nothing can be written to, for a tmpfs takes memory that no limit counts, and there is no /proc, by which a program
would reach into the first process of its sandbox. The filter refuses what namespaces alone would allow: sockets,
namespaces of its own, tracing, memory in files or segments. The kernel's limits come from `Limits`.

Source of the flags: bwrap(1) of bubblewrap 0.8.

In:  command(LANGUAGES["python"], Limits())
Out: ["/usr/bin/bwrap", "--unshare-all", ..., "/usr/bin/prlimit", "--nproc=8", "/usr/bin/python3", "-S", ...]
"""

import errno
import functools
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import ModuleType

from oeis_qa.errors import MissingExtraError, SandboxError
from oeis_qa.sandbox.languages import PATH, Language
from oeis_qa.sandbox.launcher import FILTER, PROGRAM, STATUS
from oeis_qa.sandbox.outcomes import Limits

USER = "nobody"  # whom root becomes
_OLDEST = (0, 8)  # of bubblewrap: --disable-userns
WAY_OUT = "or give unsafe=True (to verify, the kind 'program:unsafe') to run programs without any wall, as yourself"

# What no honest program needs, by family; a name that a kernel lacks is skipped.
_REFUSED = """
    socket socketpair bind connect listen accept accept4 sendmsg sendmmsg sendto
    unshare setns mount umount2 pivot_root chroot move_mount open_tree open_tree_attr fsopen fsconfig fsmount fspick
    mount_setattr statmount listmount
    ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_getfd perf_event_open bpf userfaultfd
    seccomp io_uring_setup io_uring_enter io_uring_register
    setxattr lsetxattr fsetxattr setxattrat memfd_create memfd_secret shmget shmat shmctl msgget semget mq_open
    keyctl add_key request_key name_to_handle_at open_by_handle_at
    init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff acct quotactl quotactl_fd
    settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname syslog ioperm iopl modify_ldt
    lookup_dcookie nfsservctl vhangup uselib ustat sysfs setpriority sched_setscheduler fanotify_init
    landlock_create_ruleset
""".split()
_PACKAGE_FOLDERS = [f"{lib}/python3*/*-packages" for lib in ("lib", "lib64", "local/lib", "local/lib64")]
_NAMESPACES = 0x7E020080  # the CLONE_NEW* flags of clone(2)


def command(language: Language, limits: Limits) -> list[str]:
    """The command line that runs a program of this language, which comes on descriptor PROGRAM."""
    file = f"/program.{language.name}"
    folders = [part for name in ("bin", "lib", "lib32", "lib64", "sbin") for part in _top(name)]
    walls = (
        f"{_bwrap()} --unshare-all --unshare-user --disable-userns --die-with-parent --new-session --clearenv "
        f"--cap-drop ALL --uid 65534 --gid 65534 --hostname sandbox --seccomp {FILTER} --json-status-fd {STATUS} "
        f"--setenv PATH {PATH} --setenv HOME / --setenv LANG C.UTF-8 --setenv PYTHONHASHSEED 0 "
        f"--ro-bind /usr /usr {' '.join(folders)} {' '.join(_hidden())} "
        "--ro-bind-try /etc/ld.so.cache /etc/ld.so.cache --ro-bind-try /etc/alternatives /etc/alternatives "
        f"--dev /dev --remount-ro /dev --ro-bind-data {PROGRAM} {file} "
        f"--remount-ro / --chdir / -- {_found('prlimit')} --nproc={limits.processes}"
    )
    return [*walls.split(), *language.command(file)]


@functools.cache
def _hidden() -> list[str]:
    """Empty folders over those of packages for Python, and over this package's own."""
    own = Path(__file__).parents[2]
    found = {path for pattern in _PACKAGE_FOLDERS for path in Path("/usr").glob(pattern) if path.is_dir()}
    folders = sorted(map(str, found | ({own} if own.is_relative_to("/usr") else set())))
    return [word for folder in folders for word in ("--tmpfs", folder, "--remount-ro", folder)]


def _top(name: str) -> list[str]:
    """How /bin, /lib and the like appear: as links into /usr, or where the system keeps them apart, as they are."""
    path = f"/{name}"
    if os.path.islink(path):
        return ["--symlink", os.readlink(path).lstrip("/"), path]
    return ["--ro-bind", path, path] if os.path.isdir(path) else []


@functools.cache
def seccomp_filter() -> bytes:
    """The filter as a program for the kernel.

    Raises:
        MissingExtraError: pyseccomp is not installed.
        SandboxError: the library that it wraps is not.
    """
    if importlib.util.find_spec("pyseccomp") is None:
        raise MissingExtraError(f"a sandbox needs pyseccomp; pip install 'oeis_qa[sandbox]', {WAY_OUT}")
    try:
        import pyseccomp
    except (OSError, RuntimeError) as error:
        raise SandboxError(
            f"pyseccomp finds no libseccomp ({error}); install it (Debian: libseccomp2), {WAY_OUT}"
        ) from None
    rules = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refuse = pyseccomp.ERRNO(errno.EPERM)
    for name in _REFUSED:
        if _exists(pyseccomp, name):
            rules.add_rule(refuse, name)
    rules.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")  # its flags cannot be seen; libc falls back to clone
    for bit in range(32):
        if _NAMESPACES >> bit & 1:
            rules.add_rule(refuse, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, 1 << bit, 1 << bit))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def _exists(pyseccomp: ModuleType, name: str) -> bool:
    try:
        return bool(pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) >= 0)
    except (ValueError, RuntimeError):
        return False


def user() -> tuple[int, int]:
    """The ids of the user and group that programs run as: those of this process, or for root, nobody's.

    Raises:
        SandboxError: this is root, and there is no such user.
    """
    if os.getuid() != 0:
        return os.getuid(), os.getgid()
    try:
        found = pwd.getpwnam(USER)
    except KeyError:
        raise SandboxError(
            f"root runs no programs of others, and there is no user {USER!r} to become; add one, or run as another user"
        ) from None
    return found.pw_uid, found.pw_gid


@functools.cache
def _bwrap() -> str:
    """The path of bubblewrap.

    Raises:
        SandboxError: it is not installed, or too old.
    """
    found = _found("bwrap")
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout
    version = tuple(map(int, re.findall(r"\d+", said)[:2]))
    if version < _OLDEST:
        raise SandboxError(f"{found} is {said.strip() or 'unknown'}; programs need 0.8 or newer, {WAY_OUT}")
    return found


_PACKAGES = {"bwrap": "bubblewrap", "prlimit": "util-linux"}


def _found(program: str) -> str:
    found = shutil.which(program, path=PATH + ":/bin")
    if found is None:
        raise SandboxError(
            f"programs are run in a sandbox, which needs {program}; install {_PACKAGES[program]} "
            f"(Debian: apt install {_PACKAGES[program]}), {WAY_OUT}"
        )
    return found
