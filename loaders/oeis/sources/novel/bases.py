"""The sequences that programs begin with: BASES is the one list of them, each with its values and its Python.

A base has some constants, drawn from a stated list with the smallest first. Its values are computed for many programs
at once, one a column, and its text makes the same list `{x}` of at least `m` terms, by position i = 0, 1, 2, ...

In:  BASES["quadratic map"].values((3, 2, 0, 1, 31), height=4), each constant an array of one
Out: [[3], [19], [10], [15]]: each term is 2 x^2 + 1 modulo 31 of the one before it
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.sources.novel import arithmetic
from oeis_qa.loaders.oeis.sources.novel.base import Base, Terms, formula, recurrence, whole

LINEAR = "linear"


def _at(terms: Terms, places: Ints) -> Ints:
    """Of every column the term at its place."""
    found: Ints = terms[places, np.arange(terms.shape[1])]
    return found


def _arguments(name: str, of: Callable[[Ints], Ints], text: str, **more: Any) -> Base:
    """A function of numbers from 2 on, of those in an arithmetic progression."""
    return formula(name, (_STEP, _FIRST), lambda i, p, q: of(p * i + q), text.format(v="({0} * i + {1})"), **more)


_SEED, _WEIGHT, _MODULUS = whole(0, 30), whole(-3, 4, 0), whole(29, 499)
_STEP, _FIRST = whole(1, 12), whole(2, 60)
_FACTORS = {"needs": ("factors",)}

_ALL = (
    formula(
        "polynomial of degree 2",
        (whole(-50, 99), whole(-20, 20), whole(-9, 9, 0)),
        lambda i, c, b, a: a * i**2 + b * i + c,
        "{2} * i**2 + {1} * i + {0}",
        order=3,
        linear=True,
        family=LINEAR,
        partner=True,
    ),
    formula(
        "polynomial of degree 3",
        (whole(-50, 99), whole(-20, 20), whole(-9, 9), whole(-5, 5, 0)),
        lambda i, d, c, b, a: a * i**3 + b * i**2 + c * i + d,
        "{3} * i**3 + {2} * i**2 + {1} * i + {0}",
        order=4,
        linear=True,
        family=LINEAR,
    ),
    recurrence(
        "sum of two before",
        2,
        (_SEED, _SEED, _WEIGHT, _WEIGHT),
        lambda x, i, a, b: a * x[i - 1] + b * x[i - 2],
        "{2} * {x}[-1] + {3} * {x}[-2]",
        order=2,
        linear=True,
        family=LINEAR,
        partner=True,
    ),
    recurrence(
        "sum of two before and the place",
        2,
        (_SEED, _SEED, whole(-2, 2, 0), whole(-2, 2, 0), whole(-9, 9, 0)),
        lambda x, i, a, b, c: a * x[i - 1] + b * x[i - 2] + c * i,
        "{2} * {x}[-1] + {3} * {x}[-2] + {4} * i",
        order=4,
        linear=True,
        family=LINEAR,
    ),
    recurrence(
        "sum of three before",
        3,
        (_SEED, _SEED, _SEED, whole(-2, 2), whole(-2, 2), whole(-2, 2, 0)),
        lambda x, i, a, b, c: a * x[i - 1] + b * x[i - 2] + c * x[i - 3],
        "{3} * {x}[-1] + {4} * {x}[-2] + {5} * {x}[-3]",
        order=3,
        linear=True,
        family=LINEAR,
    ),
    recurrence(
        "sum of two before, modulo",
        2,
        (_SEED, _SEED, whole(1, 9), whole(1, 9), whole(0, 20), _MODULUS),
        lambda x, i, a, b, c, m: (a * x[i - 1] + b * x[i - 2] + c) % m,
        "({2} * {x}[-1] + {3} * {x}[-2] + {4}) % {5}",
        order=2,
        family=f"{LINEAR}, modulo",
    ),
    recurrence(
        "powers, modulo",
        1,
        (whole(1, 30), whole(2, 30), _MODULUS),
        lambda x, i, b, m: b * x[i - 1] % m,
        "{1} * {x}[-1] % {2}",
        family=f"{LINEAR}, modulo",
    ),
    recurrence(
        "quadratic map",
        1,
        (_SEED, whole(1, 9), whole(0, 9), whole(0, 30), _MODULUS),
        lambda x, i, a, b, c, m: (a * x[i - 1] ** 2 + b * x[i - 1] + c) % m,
        "({1} * {x}[-1]**2 + {2} * {x}[-1] + {3}) % {4}",
        partner=True,
    ),
    recurrence(
        "product of two before, modulo",
        2,
        (_SEED, _SEED, whole(1, 30), _MODULUS),
        lambda x, i, c, m: (x[i - 1] * x[i - 2] + c) % m,
        "({x}[-1] * {x}[-2] + {2}) % {3}",
        order=2,
    ),
    recurrence(
        "exclusive or of two before",
        2,
        (_SEED, _SEED, whole(2, 9), whole(1, 9), _MODULUS),
        lambda x, i, a, b, m: ((a * x[i - 1]) ^ (b * x[i - 2])) % m,
        "(({2} * {x}[-1]) ^ ({3} * {x}[-2])) % {4}",
        order=2,
    ),
    recurrence(
        "own part added",
        1,
        (whole(1, 99), whole(2, 9), whole(1, 9)),
        lambda x, i, d, c: x[i - 1] + x[i - 1] // d + c,
        "{x}[-1] + {x}[-1] // {1} + {2}",
    ),
    recurrence(
        "own root added",
        1,
        (whole(1, 200), whole(1, 9), whole(0, 9)),
        lambda x, i, a, c: x[i - 1] + a * arithmetic.roots(x[i - 1]) + c,
        "{x}[-1] + {1} * isqrt({x}[-1]) + {2}",
        needs=("isqrt",),
    ),
    recurrence(
        "own digits added",
        1,
        (whole(1, 400), whole(1, 9), whole(2, 12)),
        lambda x, i, a, b: x[i - 1] + a * arithmetic.digit_sums(x[i - 1], b),
        "{x}[-1] + {1} * sum(digits({x}[-1], {2}))",
        needs=("digits",),
    ),
    recurrence(
        "halved if even",
        1,
        (whole(1, 999), (3, 5, 7), whole(1, 99)),
        lambda x, i, a, c: np.where(x[i - 1] % 2 == 0, x[i - 1] // 2, a * x[i - 1] + c),
        "{x}[-1] // 2 if {x}[-1] % 2 == 0 else {1} * {x}[-1] + {2}",
    ),
    recurrence(
        "term at the last term",
        2,
        (whole(0, 9), whole(0, 9), whole(1, 9)),
        lambda x, i, c: _at(x, x[i - 1] % i) + c,
        "{x}[{x}[-1] % i] + {2}",
    ),
    recurrence(
        "place less an earlier term",
        2,
        (whole(0, 9), whole(0, 9), whole(0, 30), whole(1, 5)),
        lambda x, i, c, a: a * i + c - _at(x, x[i - 1] % i),
        "{3} * i + {2} - {x}[{x}[-1] % i]",
    ),
    recurrence(
        "two earlier terms",
        2,
        (whole(0, 9), whole(1, 9), whole(0, 9)),
        lambda x, i, c: _at(x, x[i - 1] % i) + _at(x, (i - x[i - 1]) % i) + c,
        "{x}[{x}[-1] % i] + {x}[(i - {x}[-1]) % i] + {2}",
    ),
    recurrence(
        "term so far back",
        2,
        (whole(0, 9), whole(1, 9), whole(1, 9)),
        lambda x, i, c: c + _at(x, i - 1 - _at(x, x[i - 1] % i) % i),
        "{2} + {x}[i - 1 - {x}[{x}[-1] % i] % i]",
    ),
    recurrence(
        "term at a part of the place",
        1,
        (whole(0, 20), whole(2, 5), whole(1, 4), whole(1, 30), whole(0, 9)),
        lambda x, i, d, a, b, c: a * _at(x, i // d) + b * (i % d) + c,
        "{2} * {x}[i // {1}] + {3} * (i % {1}) + {4}",
        partner=True,
    ),
    recurrence(
        "terms at half the place",
        2,
        (whole(0, 20), whole(1, 20), whole(-3, 4, 0), whole(-3, 4, 0), whole(1, 30)),
        lambda x, i, a, b, c: a * x[i // 2] + b * x[i // 2 + 1] if i % 2 else x[i // 2] + c,
        "{2} * {x}[i // 2] + {3} * {x}[i // 2 + 1] if i % 2 else {x}[i // 2] + {4}",
    ),
    formula(
        "part of a polynomial",
        (whole(0, 60), whole(0, 20), whole(1, 9), whole(2, 19)),
        lambda i, c, b, a, d: (a * i**2 + b * i + c) // d,
        "({2} * i**2 + {1} * i + {0}) // {3}",
    ),
    formula(
        "root of a polynomial",
        (whole(0, 99), whole(0, 99), whole(2, 400)),
        lambda i, c, b, a: arithmetic.roots(a * i**2 + b * i + c),
        "isqrt({2} * i**2 + {1} * i + {0})",
        needs=("isqrt",),
    ),
    formula(
        "exclusive or of two multiples",
        (whole(0, 60), whole(1, 40), whole(1, 40)),
        lambda i, c, a, b: (a * i + c) ^ (b * i),
        "({1} * i + {0}) ^ ({2} * i)",
    ),
    formula(
        "digit sum of multiples",
        (whole(0, 99), whole(3, 99), whole(2, 12)),
        lambda i, c, a, b: arithmetic.digit_sums(a * i + c, b),
        "sum(digits({1} * i + {0}, {2}))",
        partner=True,
        needs=("digits",),
    ),
    formula(
        "digit product of multiples",
        (whole(0, 99), whole(3, 99), whole(3, 12)),
        lambda i, c, a, b: arithmetic.digit_products(a * i + c, b),
        "prod(d + 1 for d in digits({1} * i + {0}, {2}))",
        needs=("prod", "digits"),
    ),
    formula(
        "multiples reversed",
        (whole(0, 99), whole(1, 99), whole(2, 12)),
        lambda i, c, a, b: arithmetic.reversed_digits(a * i + c, b),
        "backwards({1} * i + {0}, {2})",
        needs=("digits", "backwards"),
    ),
    _arguments("number of divisors", arithmetic.divisors, "len(divisors{v})", needs=("divisors",)),
    _arguments("sum of divisors", arithmetic.divisor_sums, "sum(divisors{v})", needs=("divisors",)),
    _arguments("totient", arithmetic.totients, "totient{v}", needs=("gcd", "totient"), partner=True),
    _arguments("least prime factor", arithmetic.least_factors, "factors{v}[0]", **_FACTORS),
    _arguments("greatest prime factor", arithmetic.greatest_factors, "factors{v}[-1]", **_FACTORS),
    _arguments("sum of prime factors", arithmetic.factor_sums, "sum(factors{v})", **_FACTORS),
    _arguments(
        "weighted count of prime factors",
        lambda v: 5 * arithmetic.factor_counts(v) + v % 5,
        "5 * len(factors{v}) + {v} % 5",
        **_FACTORS,
    ),
)

BASES = {base.name: base for base in _ALL}
