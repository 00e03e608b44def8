"""The transforms by which one sequence comes from another, of all sequences at once.

Each takes the lists as they are, or those from index 1 on (Euler and Moebius, which count from there), and gives lists
of which term n depends on terms 0 .. n, so that what is known stays known. Definitions: the OEIS wiki, "Transforms".

In:  TRANSFORMS["partial sums"](lists of 1,2,3,4)
Out: lists of 1,3,6,10
"""

from collections.abc import Callable

import numpy as np

from oeis_qa.loaders.oeis.relations.lists import Lists, Matrix, each_prime, in_matrices
from oeis_qa.loaders.oeis.solvers.numbers import Words, reduced


def same(lists: Lists) -> Lists:
    return lists


def negated(lists: Lists) -> Lists:
    return Lists(each_prime(lists.values, lambda row, prime: reduced(np.uint64(prime) - row, prime)), lists.starts)


def differences(lists: Lists) -> Lists:
    lengths = np.maximum(lists.lengths - 1, 0)
    here, after = lists.picked(lists.starts[:-1], lengths), lists.picked(lists.starts[:-1] + 1, lengths)
    minus = negated(here)
    return Lists(_sums(after.values, minus.values), here.starts)


def partial_sums(lists: Lists) -> Lists:
    def summed(row: Words, prime: int) -> Words:
        total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(row)])  # below 2**31 * 2**32 for any corpus
        before = np.repeat(total[lists.starts[:-1]], lists.lengths)
        return reduced(total[1:] - before, prime)

    return Lists(each_prime(lists.values, summed), lists.starts)


def even_places(lists: Lists) -> Lists:
    """Terms 0, 2, 4, ... of each list."""
    return lists.picked(lists.starts[:-1], (lists.lengths + 1) // 2, step=2)


def odd_places(lists: Lists) -> Lists:
    """Terms 1, 3, 5, ... of each list."""
    return lists.picked(lists.starts[:-1] + 1, lists.lengths // 2, step=2)


def binomial(lists: Lists) -> Lists:
    """b(n) = sum of binomial(n, k) a(k) for k = 0 .. n."""
    return in_matrices(lists, lambda matrix, prime: _binomial(matrix, np.uint64(1), prime))


def inverse_binomial(lists: Lists) -> Lists:
    """b(n) = sum of (-1)^(n - k) binomial(n, k) a(k) for k = 0 .. n."""
    return in_matrices(lists, lambda matrix, prime: _binomial(matrix, np.uint64(prime - 1), prime))


def _binomial(matrix: Matrix, sign: np.uint64, prime: int) -> Matrix:
    """The first column of the table of repeated sums, or differences, of neighbours."""
    row, first = matrix.copy(), np.empty_like(matrix)
    for n in range(matrix.shape[1]):
        first[:, n] = row[:, 0]
        row = reduced(row[:, 1:] + reduced(sign * row[:, :-1], prime), prime)
    return first


def moebius(lists: Lists) -> Lists:
    """b(n) = sum of mu(n / d) a(d) over the divisors d of n; the lists begin with index 1."""
    return in_matrices(lists, lambda matrix, prime: _over_divisors(matrix, -1, prime))


def inverse_moebius(lists: Lists) -> Lists:
    """b(n) = sum of a(d) over the divisors d of n; the lists begin with index 1."""
    return in_matrices(lists, lambda matrix, prime: _over_divisors(matrix, 1, prime))


def _over_divisors(matrix: Matrix, sign: int, prime: int) -> Matrix:
    """Sums over divisors (sign 1), or what has these sums (sign -1), prime by prime as in the sieve of Eratosthenes."""
    found, length = matrix.copy(), matrix.shape[1]
    for p in _primes(length):
        multiples = range(p, length + 1, p)
        for n in multiples if sign > 0 else reversed(multiples):
            added = found[:, n // p - 1] if sign > 0 else np.uint64(prime) - found[:, n // p - 1]
            found[:, n - 1] = reduced(found[:, n - 1] + added, prime)
    return found


def _primes(limit: int) -> list[int]:
    return [n for n in range(2, limit + 1) if all(n % p for p in range(2, int(n**0.5) + 1))]


def euler(lists: Lists) -> Lists:
    """1 + sum of b(n) x^n = product of (1 - x^k)^-a(k); the lists begin with index 1."""
    return in_matrices(lists, _euler)


def _euler(matrix: Matrix, prime: int) -> Matrix:
    weights = np.arange(1, matrix.shape[1] + 1, dtype=np.uint64)
    c = _over_divisors(reduced(matrix * weights, prime), 1, prime)
    found = np.empty_like(matrix)
    for n in range(1, matrix.shape[1] + 1):  # n b(n) = c(n) + sum of c(k) b(n - k)
        total = c[:, n - 1] + _convolved(c[:, : n - 1], found[:, : n - 1][:, ::-1], prime)
        found[:, n - 1] = reduced(reduced(total, prime) * np.uint64(pow(n, -1, prime)), prime)
    return found


def inverse_euler(lists: Lists) -> Lists:
    """The a(k) of `euler` from the b(n); the lists begin with index 1, and b(0) is 1."""
    return in_matrices(lists, _inverse_euler)


def _inverse_euler(matrix: Matrix, prime: int) -> Matrix:
    length = matrix.shape[1]
    c = np.empty_like(matrix)
    for n in range(1, length + 1):  # c(n) = n b(n) - sum of c(k) b(n - k)
        less = _convolved(c[:, : n - 1], matrix[:, : n - 1][:, ::-1], prime)
        c[:, n - 1] = reduced(reduced(matrix[:, n - 1] * np.uint64(n), prime) + np.uint64(prime) - less, prime)
    inverses = np.array([pow(n, -1, prime) for n in range(1, length + 1)], np.uint64)
    return reduced(_over_divisors(c, -1, prime) * inverses, prime)


def _convolved(one: Matrix, other: Matrix, prime: int) -> Words:
    products = reduced(one * other, prime)
    return reduced(products.sum(axis=1, dtype=np.uint64), prime)


def _sums(one: Words, other: Words) -> Words:
    return each_prime(one + other, reduced)


# Those of the second kind read the lists from index 1 on.
TRANSFORMS: dict[str, Callable[[Lists], Lists]] = {
    "shift": same,
    "negation": negated,
    "first differences": differences,
    "partial sums": partial_sums,
    "bisection, even places": even_places,
    "bisection, odd places": odd_places,
    "binomial transform": binomial,
    "inverse binomial transform": inverse_binomial,
}
FROM_ONE: dict[str, Callable[[Lists], Lists]] = {
    "Euler transform": euler,
    "inverse Euler transform": inverse_euler,
    "Moebius transform": moebius,
    "inverse Moebius transform": inverse_moebius,
}
