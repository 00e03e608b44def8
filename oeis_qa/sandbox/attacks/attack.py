"""One attack: a program that tries to get out, and how it must end if the walls hold.

In:  Attack("time: an endless loop", "while True: pass", ("limit",), "seconds", harmless=False)
Out: an attack that holds if the program was stopped by the limit of processor time
"""

from dataclasses import dataclass

SECRET = "OEIS_QA_CANARY"  # an environment variable of a process of the host, and its value
LIBC = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"


@dataclass(frozen=True)
class Attack:
    name: str
    program: str  # {port}, {path} and {abstract} are listened at, {pid} is a process of the host
    verdicts: tuple[str, ...] = ("ok", "error")  # how it may end
    reason: str = ""  # how the reason must begin, where it must be stopped by that limit
    harmless: bool = True  # whether it is worth running without walls, to see that it succeeds there
