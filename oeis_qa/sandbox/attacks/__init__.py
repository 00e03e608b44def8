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
from oeis_qa.sandbox.attacks.attack import SECRET, Attack
from oeis_qa.sandbox.attacks.escaping import ESCAPING
from oeis_qa.sandbox.attacks.exhausting import EXHAUSTING
from oeis_qa.sandbox.outcomes import Limits, Outcome

LIMITS = Limits(seconds=1, wall=5)
ATTACKS = (*EXHAUSTING, *ESCAPING)


@dataclass(frozen=True)
class Result:
    name: str
    held: bool
    said: str  # how it ended


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
        victim = subprocess.Popen(["/bin/sleep", "600"], env={SECRET: SECRET})
        stack.callback(victim.wait)
        stack.callback(victim.kill)
        daemon = 10_000_000 + os.getpid() * 1000 + threading.get_native_id() % 1000
        port = listening[0].getsockname()[1]
        yield {"port": port, "path": path, "abstract": abstract, "pid": victim.pid, "daemon": daemon}
