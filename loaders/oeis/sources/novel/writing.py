"""A program as short Python that defines a(n): self-contained, with nothing but builtins and the standard library.

In:  all_written(one program, offset=np.array([1]))
Out: ["def a(n):\\n    m = n + 1\\n    x = [2 * i**2 + -3 * i + 7 for i in range(m)]\\n    ...\\n    return x[n - 1]\\n"
"""

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.sources.novel.base import Base
from oeis_qa.loaders.oeis.sources.novel.programs import ALL_BASES, ALL_STEPS, Programs
from oeis_qa.loaders.oeis.sources.novel.steps import Step

Part = tuple[int, tuple[int, ...]]  # a base or step, and its constants
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
    parts = [(programs.base, programs.constants)]
    for turn in range(programs.depth):
        parts.append((programs.step[:, turn], programs.step_constants[:, turn]))
        parts.append((programs.other[:, turn], programs.other_constants[:, turn]))
    columns = [
        offset.tolist(),
        *(zip(kind.tolist(), zip(*own.T.tolist(), strict=True), strict=True) for kind, own in parts),
    ]
    return [_written(*row) for row in zip(*columns, strict=True)]


def _written(offset: int, base: Part, *links: Part) -> str:
    """The text of one program: its base, and for each step the step and its second sequence."""
    count, more = 1, 1 - offset
    for step, _ in reversed(links[::2]):
        count, more = ALL_STEPS[step].before(count, more)
    used: list[Base | Step] = [ALL_BASES[base[0]]]
    lines = [f"m = {_needed(count, more)}", _list(base, "x")]
    for (step, constants), other in zip(links[::2], links[1::2], strict=True):
        if ALL_STEPS[step].second:
            used.append(ALL_BASES[other[0]])
            lines.append(_list(other, "y"))
        used.append(ALL_STEPS[step])
        lines.append(f"x = {ALL_STEPS[step].text.format(*constants)}")
    lines.append("return x[n - 1]" if offset else "return x[n]")
    needs = {need for part in used for need in part.needs}
    helpers = "".join(HELPERS[name] for name in HELPERS if name in needs) if needs else ""
    body = "\n".join(lines).replace("\n", "\n    ")
    return f"{helpers}\ndef a(n):\n    {body}\n".lstrip()


def _needed(count: int, more: int) -> str:
    """How many terms of the base it takes: enough terms, whatever the base begins with."""
    times = "n" if count == 1 else f"{count} * n"
    return f"{times} + {more}" if more else times


def _list(base: Part, name: str) -> str:
    return ALL_BASES[base[0]].text.format(*base[1], x=name)  # it has no more slots than the base has constants
