"""What programs do to a sequence, step by step: STEPS is the one list, each with its values and its Python.

A step makes a list `x` of another list `x`, some with the help of a second sequence `y`. What it makes of the first
terms depends on the first terms alone. Steps of kin make what an encyclopedia calls the same sequence in another form
(an affine image, differences, partial sums, ...); they tell no families apart.

In:  STEPS["differences"].values(x = [[1], [4], [9]], y = None, constants = [])
Out: [[3], [5]]
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.sources.novel import arithmetic
from oeis_qa.loaders.oeis.sources.novel.base import Constants, Terms, whole


@dataclass(frozen=True)
class Step:
    name: str
    constants: tuple[tuple[int, ...], ...]
    values: Callable[[Terms, Terms | None, Constants], Terms]
    text: str  # what x becomes
    kin: bool = False  # whether it makes another form of the same sequence
    linear: bool = False  # whether it leaves a recurrence of constant weights one
    second: bool = False  # whether it takes a second sequence
    even: bool = False  # whether the two sequences may change places
    times: int = 1  # how many terms are used up for each one made ...
    more: int = 0  # ... and how many more in all
    weights: int = 0  # how many weights it adds to a recurrence
    doubles: bool = False  # whether it doubles the number of weights
    needs: tuple[str, ...] = ()

    def before(self, count: int, more: int) -> tuple[int, int]:
        """How many terms it takes to make count * n + more of them: again two such numbers."""
        return count * self.times, more * self.times + self.more


def _each(text: str) -> str:
    return f"[{text} for v in x]"


def _pairs(text: str) -> str:
    return f"[{text} for u, v in zip(x, x[1:])]"


def _both(text: str) -> str:
    return f"[{text} for u, v in zip(x, y)]"


def _alternating(x: Terms) -> Terms:
    return x * (1 - 2 * (np.arange(len(x)) % 2))[:, None]


def _own_places(x: Terms) -> Terms:
    places = x % (np.arange(len(x)) + 1)[:, None]
    return np.take_along_axis(x, places, axis=0)


def _interleaved(x: Terms, y: Terms) -> Terms:
    found = np.empty_like(x)
    found[::2], found[1::2] = x[: (len(x) + 1) // 2], y[: len(x) // 2]
    return found


def _second(values: Callable[..., Terms]) -> Callable[[Terms, Terms | None, Constants], Terms]:
    return lambda x, y, constants: values(x, x if y is None else y, *constants)


def _halved(v: Ints, a: Ints, c: Ints) -> Ints:
    return np.where(v % 2 == 0, v // 2, a * v + c)


def _other_where_odd(x: Terms, y: Terms) -> Terms:
    return np.where(x % 2 == 1, y, x)


_MODULUS = whole(7, 299)

_ALL = (
    Step(
        "affine map",
        (whole(-9, 9, 0, 1), whole(-50, 99)),
        lambda x, y, c: c[0] * x + c[1],
        _each("{0} * v + {1}"),
        kin=True,
        linear=True,
        weights=1,
    ),
    Step("differences", (), lambda x, y, c: x[1:] - x[:-1], _pairs("v - u"), kin=True, linear=True, more=1),
    Step(
        "partial sums",
        (),
        lambda x, y, c: np.cumsum(x, axis=0),
        "list(accumulate(x))",
        kin=True,
        linear=True,
        weights=1,
        needs=("accumulate",),
    ),
    Step("distances of neighbours", (), lambda x, y, c: np.abs(x[1:] - x[:-1]), _pairs("abs(v - u)"), kin=True, more=1),
    Step(
        "alternating signs",
        (),
        lambda x, y, c: _alternating(x),
        "[-v if i % 2 else v for i, v in enumerate(x)]",
        kin=True,
        linear=True,
    ),
    Step("every second, from the first", (), lambda x, y, c: x[::2], "x[::2]", kin=True, linear=True, times=2),
    Step("every second, from the other", (), lambda x, y, c: x[1::2], "x[1::2]", kin=True, linear=True, times=2),
    Step(
        "weighted sums of three neighbours",
        (whole(-5, 5, 0), whole(-5, 5), whole(-5, 5, 0)),
        lambda x, y, c: c[0] * x[:-2] + c[1] * x[1:-1] + c[2] * x[2:],
        "[{0} * u + {1} * v + {2} * w for u, v, w in zip(x, x[1:], x[2:])]",
        linear=True,
        more=2,
    ),
    Step("modulo", (_MODULUS,), lambda x, y, c: x % c[0], _each("v % {0}")),
    Step(
        "running maximum",
        (),
        lambda x, y, c: np.maximum.accumulate(x, axis=0),
        "list(accumulate(x, max))",
        needs=("accumulate",),
    ),
    Step(
        "digit sum",
        (whole(2, 12),),
        lambda x, y, c: arithmetic.digit_sums(x, c[0]),
        _each("sum(digits(v, {0}))"),
        needs=("digits",),
    ),
    Step(
        "digits reversed",
        (whole(2, 12),),
        lambda x, y, c: arithmetic.reversed_digits(x, c[0]),
        _each("backwards(v, {0})"),
        needs=("digits", "backwards"),
    ),
    Step("integer part", (whole(2, 30),), lambda x, y, c: x // c[0], _each("v // {0}")),
    Step("exclusive or", (whole(1, 120),), lambda x, y, c: x ^ c[0], _each("v ^ {0}")),
    Step("reduced", (whole(6, 180),), lambda x, y, c: x // np.gcd(x, c[0]), _each("v // gcd(v, {0})"), needs=("gcd",)),
    Step("squares, modulo", (_MODULUS,), lambda x, y, c: (x % c[0]) ** 2 % c[0], _each("v * v % {0}")),
    Step(
        "products of neighbours, modulo",
        (_MODULUS,),
        lambda x, y, c: (x[:-1] % c[0]) * (x[1:] % c[0]) % c[0],
        _pairs("u * v % {0}"),
        more=1,
    ),
    Step("exclusive or of neighbours", (), lambda x, y, c: x[:-1] ^ x[1:], _pairs("u ^ v"), more=1),
    Step("larger of neighbours", (), lambda x, y, c: np.maximum(x[:-1], x[1:]), _pairs("max(u, v)"), more=1),
    Step(
        "halved if even",
        (whole(2, 7), whole(1, 60)),
        lambda x, y, c: _halved(x, *c),
        _each("v // 2 if v % 2 == 0 else {0} * v + {1}"),
    ),
    Step("terms at its own terms", (), lambda x, y, c: _own_places(x), "[x[v % (i + 1)] for i, v in enumerate(x)]"),
    Step(
        "interleaving",
        (),
        _second(_interleaved),
        "[v for pair in zip(x, y) for v in pair]",
        second=True,
        even=True,
        linear=True,
        doubles=True,
    ),
    Step("sum of both", (), _second(lambda x, y: x + y), _both("u + v"), second=True, even=True, linear=True),
    Step("exclusive or of both", (), _second(lambda x, y: x ^ y), _both("u ^ v"), second=True, even=True),
    Step(
        "product of both, modulo",
        (_MODULUS,),
        _second(lambda x, y, m: (x % m) * (y % m) % m),
        _both("u * v % {0}"),
        second=True,
        even=True,
    ),
    Step("other where odd", (), _second(_other_where_odd), _both("v if u % 2 else u"), second=True),
)

STEPS = {step.name: step for step in _ALL}
