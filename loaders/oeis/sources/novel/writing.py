"""A program as short Python that defines a(n): self-contained, with nothing but builtins and the standard library.

In:  written(programs, offset=[1], row=0)
Out: "def a(n):\\n    m = n + 1\\n    x = [2 * i**2 + -3 * i + 7 for i in range(m)]\\n    ...\\n    return x[n - 1]\\n"
"""

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.sources.novel.bases import Base
from oeis_qa.loaders.oeis.sources.novel.programs import ALL_BASES, ALL_STEPS, Programs
from oeis_qa.loaders.oeis.sources.novel.steps import Step

HELPERS = {
    "accumulate": "from itertools import accumulate\n",
    "gcd": "from math import gcd\n",
    "isqrt": "from math import isqrt\n",
    "prod": "from math import prod\n",
    "digits": """
def digits(v, base):
    v, found = abs(v), []
    while v:
        found.append(v % base)
        v //= base
    return found
""",
    "backwards": """
def backwards(v, base):
    found = 0
    for digit in digits(v, base):
        found = found * base + digit
    return found
""",
    "divisors": """
def divisors(v):
    return [d for d in range(1, v + 1) if v % d == 0]
""",
    "factors": """
def factors(v):
    found, d = [], 2
    while v > 1:
        while v % d == 0:
            found.append(d)
            v //= d
        d += 1
    return found
""",
    "totient": """
def totient(v):
    return sum(gcd(d, v) == 1 for d in range(1, v + 1))
""",
}


def all_written(programs: Programs, offset: Ints) -> list[str]:
    """The text of every program, whose first term has the index `offset`."""
    columns = (programs.base, programs.constants, programs.step, programs.step_constants)
    rows = zip(
        *(column.tolist() for column in (*columns, programs.other, programs.other_constants, offset)), strict=True
    )
    return [written(*row) for row in rows]


def written(
    base: int,
    constants: list[int],
    step: list[int],
    step_constants: list[list[int]],
    other: list[int],
    other_constants: list[list[int]],
    offset: int,
) -> str:
    """The text of one program."""
    count, more = 1, 0
    for index in reversed(step):
        count, more = ALL_STEPS[index].before(count, more)
    used: list[Base | Step] = [ALL_BASES[base]]
    lines = [f"m = {_needed(count, more + count * (1 - offset))}", _list(ALL_BASES[base], "x", constants)]
    for index, own, second, seconds in zip(step, step_constants, other, other_constants, strict=True):
        if ALL_STEPS[index].second:
            used.append(ALL_BASES[second])
            lines.append(_list(ALL_BASES[second], "y", seconds))
        used.append(ALL_STEPS[index])
        lines.append(f"x = {ALL_STEPS[index].text.format(*own)}")
    lines.append("return x[n - 1]" if offset else "return x[n]")
    needs = {need for part in used for need in part.needs}
    helpers = "".join(text for name, text in HELPERS.items() if name in needs)
    body = "\n".join(lines).replace("\n", "\n    ")
    return f"{helpers}\ndef a(n):\n    {body}\n".lstrip()


def _needed(count: int, more: int) -> str:
    """How many terms of the base it takes: enough terms, whatever the base begins with."""
    times = "n" if count == 1 else f"{count} * n"
    return f"{times} + {more}" if more else times


def _list(base: Base, name: str, constants: list[int]) -> str:
    return base.text.format(*constants, x=name)  # it has no more slots than the base has constants
