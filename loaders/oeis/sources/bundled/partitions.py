"""Partitions, compositions and factorizations of n with various restrictions on the parts."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000008",
        "Number of ways to pay n cents with coins of 1, 2, 5 and 10 cents.",
        offset=0,
        keywords="nonn easy",
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in (1, 2, 5, 10):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A000009",
        "Number of ways to write n as a sum of different positive integers, order ignored.",
        offset=0,
        keywords="nonn core easy nice",
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(n, part - 1, -1):
            ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A000025",
        "Number of partitions of n of even rank (largest part minus number of parts) minus those of odd rank.",
        offset=0,
        keywords="sign easy nice",
        program="""
from math import isqrt


def a(n):
    series, total = [1] + [0] * n, 0
    for side in range(isqrt(n) + 1):
        if side > 0:
            for _ in range(2):
                for power in range(side, n + 1):
                    series[power] -= series[power - side]
        total += series[n - side * side]
    return total
""",
    ),
    Entry(
        "A000041",
        "Number of ways to write n as a sum of positive integers when the order of the terms is ignored.",
        offset=0,
        keywords="nonn core easy nice",
        crossrefs=("Euler transform of A000012.",),
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A000064",
        "Number of ways to pay at most n cents with coins of 1, 2, 5 and 10 cents.",
        offset=0,
        keywords="nonn easy",
        crossrefs=("Partial sums of A000008.",),
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in (1, 1, 2, 5, 10):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A000070",
        "Number of partitions of n in which the part 1 comes in two colors.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Partial sums of A000041.",),
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in [1, *range(1, n + 1)]:
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A000123",
        "Number of ways to write 2n as a sum of powers of two, order ignored.",
        offset=0,
        keywords="nonn easy core nice",
        crossrefs=(
            "Bisection of A018819.",
            "Partial sums of A018819.",
        ),
        program="""
def a(n):
    ways = [1]
    for m in range(1, n + 1):
        ways.append(ways[m - 1] + ways[m // 2])
    return ways[n]
""",
    ),
    Entry(
        "A000219",
        "Number of ways to stack n unit cubes into a corner with heights never rising away from the corner.",
        offset=0,
        keywords="nonn nice easy core",
        crossrefs=("Euler transform of A000027.",),
        program="""
def a(n):
    sigma2 = [0] * (n + 1)
    for d in range(1, n + 1):
        for multiple in range(d, n + 1, d):
            sigma2[multiple] += d * d
    stacks = [1]
    for m in range(1, n + 1):
        stacks.append(sum(sigma2[k] * stacks[m - k] for k in range(1, m + 1)) // m)
    return stacks[n]
""",
    ),
    Entry(
        "A000607",
        "Number of ways to write n as a sum of primes, order ignored.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Euler transform of A010051.",),
        program="""
from math import isqrt


def is_prime(m):
    return m > 1 and all(m % d for d in range(2, isqrt(m) + 1))


def a(n):
    ways = [1] + [0] * n
    for part in filter(is_prime, range(n + 1)):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A000700",
        "Number of ways to write n as a sum of different positive odd numbers, order ignored.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in range(1, n + 1, 2):
        for total in range(n, part - 1, -1):
            ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A000712",
        "Number of partitions of n into parts that are each red or blue.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=(
            "Self-convolution of A000041.",
            "Euler transform of A007395.",
        ),
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in range(1, n + 1):
        for _color in ("red", "blue"):
            for total in range(part, n + 1):
                ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A000837",
        "Number of partitions of n whose parts have no common divisor above 1, with a(0) = 1.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Moebius transform of A000041.",),
        program="""
from functools import lru_cache


def partitions(n):
    ways = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]


@lru_cache(maxsize=None)
def a(n):
    return partitions(n) - sum(a(d) for d in range(1, n // 2 + 1) if n % d == 0)
""",
    ),
    Entry(
        "A001156",
        "Number of ways to write n as a sum of positive squares, order ignored.",
        offset=0,
        keywords="nonn easy",
        program="""
from math import isqrt


def a(n):
    ways = [1] + [0] * n
    for part in (root * root for root in range(1, isqrt(n) + 1)):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A001399",
        "Number of ways to split n identical objects into at most three unlabeled piles.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    return ((n + 3) ** 2 + 6) // 12
""",
    ),
    Entry(
        "A001523",
        "Number of ways to write n as an ordered sum of positive integers that first weakly rise and then weakly fall.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    if n == 0:
        return 1
    sides, total = [1] + [0] * n, 0
    for peak in range(1, n + 1):
        total += sum(sides[n - plateau] for plateau in range(peak, n + 1, peak))
        for _side in ("left", "right"):
            for size in range(peak, n + 1):
                sides[size] += sides[size - peak]
    return total
""",
    ),
    Entry(
        "A002865",
        "Number of partitions of n in which every part is at least 2.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in range(2, n + 1):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A003107",
        "Number of unordered sums equal to n of Fibonacci numbers 1, 2, 3, 5, 8, ..., repetition allowed.",
        offset=0,
        keywords="nonn easy",
        program="""
def a(n):
    ways = [1] + [0] * n
    part, following = 1, 2
    while part <= n:
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
        part, following = following, part + following
    return ways[n]
""",
    ),
    Entry(
        "A003114",
        "Number of partitions of n whose parts all leave remainder 1 or 4 on division by 5.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in (m for m in range(1, n + 1) if m % 5 in (1, 4)):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A003242",
        "Number of ways to write n as an ordered sum of positive integers with no two neighboring terms equal.",
        offset=0,
        keywords="nonn easy",
        program="""
def a(n):
    totals, ending = [1], [[0]]
    for m in range(1, n + 1):
        row = [0] * (m + 1)
        for last in range(1, m + 1):
            before = ending[m - last]
            row[last] = totals[m - last] - (before[last] if last < len(before) else 0)
        ending.append(row)
        totals.append(sum(row))
    return totals[n]
""",
    ),
    Entry(
        "A006128",
        "Number of parts in all partitions of n taken together.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    return sum(ways[n - taken] for part in range(1, n + 1) for taken in range(part, n + 1, part))
""",
    ),
    Entry(
        "A006906",
        "Sum, over all partitions of n, of the product of the parts.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    sums = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(part, n + 1):
            sums[total] += part * sums[total - part]
    return sums[n]
""",
    ),
    Entry(
        "A007294",
        "Number of ways to write n as a sum of positive triangular numbers, order ignored.",
        offset=0,
        keywords="nonn easy",
        program="""
def a(n):
    ways = [1] + [0] * n
    part, step = 1, 2
    while part <= n:
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
        part, step = part + step, step + 1
    return ways[n]
""",
    ),
    Entry(
        "A010815",
        "Coefficient of x^n in the infinite product (1-x)(1-x^2)(1-x^3)....",
        offset=0,
        keywords="sign easy nice",
        program="""
from math import isqrt


def a(n):
    root = isqrt(24 * n + 1)
    if root * root != 24 * n + 1:
        return 0
    return (-1) ** ((root + 1) // 6)
""",
    ),
    Entry(
        "A011782",
        "Number of ways to write n as an ordered sum of positive integers.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Shifted copy of A000079.",),
        program="""
def a(n):
    return 1 if n == 0 else 2 ** (n - 1)
""",
    ),
    Entry(
        "A015128",
        "Number of partitions of n in which the last occurrence of each distinct part may or may not be marked.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
        for total in range(n, part - 1, -1):
            ways[total] += ways[total - part]
    return ways[n]
""",
    ),
    Entry(
        "A018819",
        "Number of ways to write n as a sum of powers of two, order ignored.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Euler transform of A209229.",),
        program="""
def a(n):
    ways = [1]
    for m in range(1, n + 1):
        ways.append(ways[m - 1] + (ways[m // 2] if m % 2 == 0 else 0))
    return ways[n]
""",
    ),
    Entry(
        "A047993",
        "Number of unordered sums of positive integers equal to n in which the largest term is the number of terms.",
        offset=1,
        keywords="nonn nice",
        program="""
def a(n):
    ways = [1] + [0] * n
    for part in range(1, n + 1):
        for total in range(part, n + 1):
            ways[total] += ways[total - part]
    balanced, k = 0, 1
    while k * (3 * k - 1) // 2 <= n:
        for sign, pentagonal in ((1, k * (3 * k - 1) // 2), (-1, k * (3 * k + 1) // 2)):
            if pentagonal <= n:
                balanced -= (-1) ** k * sign * ways[n - pentagonal]
        k += 1
    return balanced
""",
    ),
    Entry(
        "A074206",
        "Number of ways to write n as an ordered product of integers greater than 1, with a(0) = 0 and a(1) = 1.",
        offset=0,
        keywords="nonn easy nice core",
        program="""
from functools import lru_cache


@lru_cache(maxsize=None)
def a(n):
    if n < 2:
        return n
    return sum(a(d) for d in range(1, n // 2 + 1) if n % d == 0)
""",
    ),
    Entry(
        "A294500",
        "Number of ways to choose some of n cubes and to stack as many into a corner, never rising away from it.",
        offset=0,
        keywords="nonn easy",
        crossrefs=("Binomial transform of A000219.",),
        program="""
from math import comb


def a(n):
    sigma2 = [0] * (n + 1)
    for d in range(1, n + 1):
        for multiple in range(d, n + 1, d):
            sigma2[multiple] += d * d
    stacks = [1]
    for m in range(1, n + 1):
        stacks.append(sum(sigma2[k] * stacks[m - k] for k in range(1, m + 1)) // m)
    return sum(comb(n, k) * stacks[k] for k in range(n + 1))
""",
    ),
]
