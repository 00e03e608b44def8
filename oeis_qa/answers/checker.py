"""The process that compares LaTeX with math-verify, apart from ours: run by path, it imports nothing of this library.

It imports math-verify once and then forks a child for every socket that it is handed; a child answers one question
after another, and the kernel ends one that takes more processor time than it is given, whatever it is doing.

In:  {"gold": "\\\\frac{1}{2}", "answer": "0.5", "seconds": 1.0} as a line on the socket
Out: b"1" for equal, b"0" for not; b"" (the socket closed) where the time was up
"""

import functools
import json
import os
import resource
import signal
import socket
import sys
from typing import Any

_MEMORY = 2 << 30  # bytes that a child may use
_DIGITS = 40  # to which two constants must agree


def serve(control: socket.socket) -> None:
    """Fork a child for every socket that comes over `control`, until it closes."""
    is_same("x + 1", "1 + x")  # what the first question takes to load is loaded for all children
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        _, (*fds,), _, _ = socket.recv_fds(control, 1, 1)
        if not fds:
            return
        if os.fork() == 0:
            control.close()
            answer_all(socket.socket(fileno=fds[0]))
            os._exit(0)
        os.close(fds[0])


def answer_all(questions: socket.socket) -> None:
    """Say that we are there, then answer each line."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    questions.sendall(b"+")
    for line in questions.makefile("rb"):
        question = json.loads(line)
        signal.setitimer(signal.ITIMER_PROF, question["seconds"])
        try:
            same = is_same(question["gold"], question["answer"])
        except Exception:  # noqa: BLE001  # sympy raises whatever it likes; what cannot be compared is not equal
            same = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        questions.sendall(b"1" if same else b"0")


def is_same(gold: str, answer: str) -> bool:
    """Whether two LaTeX texts mean the same; constants must agree to 40 digits, math-verify judges the rest."""
    import math_verify
    from sympy import Eq

    one, other = parsed(gold), parsed(answer)
    if one is None or other is None:
        return False
    if getattr(one, "is_number", False) and getattr(other, "is_number", False):
        return is_same_constant(exact(one), exact(other))
    if isinstance(one, Eq) and isinstance(other, Eq):
        ratio = ((one.lhs - one.rhs) / (other.lhs - other.rhs)).simplify()
        return bool(ratio.is_number and ratio.is_finite and ratio != 0)
    return bool(math_verify.verify(one, other, float_rounding=15, numeric_precision=30, timeout_seconds=None))


def exact(number: Any) -> Any:
    """The number with every decimal as the fraction that it spells."""
    from sympy import Float, Rational

    return number.xreplace({decimal: Rational(str(decimal)) for decimal in number.atoms(Float)})


def is_same_constant(one: Any, other: Any) -> bool:
    """Whether two numbers are equal: exactly if both are rational, else to 40 digits, before and behind the point."""
    from sympy import log

    if one.is_Rational and other.is_Rational:
        return bool(one == other)
    scale = max(abs(one.evalf(15)), abs(other.evalf(15)))
    if scale == 0:
        return True
    digits = abs(int(log(scale, 10).evalf(15))) + 2 * _DIGITS
    return bool(abs((one - other).evalf(digits)) < min(1, scale) * 10**-_DIGITS)


@functools.lru_cache(maxsize=1024)
def parsed(latex: str) -> Any:
    """The sympy object of a LaTeX text, or None."""
    import math_verify

    found = math_verify.parse(
        f"${latex}$",
        extraction_config=[math_verify.LatexExtractionConfig(normalization_config=_normalization())],
        fallback_mode="no_fallback",
        parsing_timeout=None,
    )
    return found[0] if found and not isinstance(found[0], str) else None


@functools.cache
def _normalization() -> Any:
    """math-verify's own, but for units, for which it takes every lone t, m or h."""
    from latex2sympy2_extended import NormalizationConfig

    return NormalizationConfig(basic_latex=True, units=False, malformed_operators=True, nits=True, boxed="none")


if __name__ == "__main__":
    if sys.path[:1] == [os.path.dirname(os.path.abspath(__file__))]:
        del sys.path[0]  # its modules are no top-level ones
    serve(socket.socket(fileno=int(sys.argv[1])))
