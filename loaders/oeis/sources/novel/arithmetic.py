"""Digits, divisors and prime factors of whole arrays at once.

In:  digit_sums(np.array([255, 7]), np.array([2, 2]))
Out: array([8, 3])
"""

import functools

import numpy as np

from oeis_qa.loaders.oeis.corpus import Ints

LARGEST = 1 << 13  # numbers whose prime factors are tabled: bases ask for 12 * place + 60 at most


def roots(values: Ints) -> Ints:
    """The integer parts of square roots; of a negative number 0."""
    found = np.sqrt(np.maximum(values, 0).astype(np.float64)).astype(np.int64)
    found -= found * found > values  # a float is off by one at most, up to 2**62
    found += (found + 1) * (found + 1) <= values
    return np.maximum(found, 0)


def _sizes(values: Ints) -> Ints:
    """The numbers without their signs; of the one that has no such, 0."""
    found: Ints = np.abs(values) & np.iinfo(np.int64).max
    return found


def digit_sums(values: Ints, base: Ints) -> Ints:
    """The sum of each number's digits, without its sign."""
    left, total = _sizes(values), np.zeros_like(values)
    while left.any():
        left, digit = np.divmod(left, base)
        total += digit
    return total


def digit_products(values: Ints, base: Ints) -> Ints:
    """The product of one more than each digit; of 0, which has none, 1."""
    left, product = _sizes(values), np.ones_like(values)
    while left.any():
        left, digit = np.divmod(left, base)
        product *= digit + 1
    return product


def reversed_digits(values: Ints, base: Ints) -> Ints:
    """The number whose digits are those of each one backwards, without its sign."""
    left, found = _sizes(values), np.zeros_like(values)
    while (more := left > 0).any():
        left, digit = np.divmod(left, base)
        found = np.where(more, found * base + digit, found)
    return found


@functools.cache
def _factors() -> Ints:
    """For every number its least prime factor; of 0 and 1 the number itself."""
    least = np.arange(LARGEST)
    for prime in range(2, int(LARGEST**0.5) + 1):
        multiples = least[prime * prime :: prime]
        multiples[multiples > prime] = np.minimum(multiples[multiples > prime], prime)
    return least


@functools.cache
def _table(of: str) -> Ints:
    """For every number the divisors, divisor sum, ... of it, from those of its greatest proper divisor."""
    least = _factors().tolist()
    kinds = {
        "divisors": lambda p, e, before: before * (e + 1),
        "sums": lambda p, e, before: before * ((p ** (e + 1) - 1) // (p - 1)),
        "totients": lambda p, e, before: before * (p - 1) * p ** (e - 1),
        "greatest": lambda p, e, before: max(before, p),
        "factor sums": lambda p, e, before: before + p * e,
        "factor counts": lambda p, e, before: before + e,
    }
    found = [0, 0 if of.startswith("factor") else 1]
    for number in range(2, LARGEST):
        prime, rest, times = least[number], number, 0
        while rest % prime == 0:
            rest, times = rest // prime, times + 1
        found.append(kinds[of](prime, times, found[rest]))
    return np.array(found)


def least_factors(values: Ints) -> Ints:
    return _factors()[values]


def divisors(values: Ints) -> Ints:
    return _table("divisors")[values]


def divisor_sums(values: Ints) -> Ints:
    return _table("sums")[values]


def totients(values: Ints) -> Ints:
    return _table("totients")[values]


def greatest_factors(values: Ints) -> Ints:
    return _table("greatest")[values]


def factor_sums(values: Ints) -> Ints:
    return _table("factor sums")[values]


def factor_counts(values: Ints) -> Ints:
    return _table("factor counts")[values]
