"""Recurrences: Fibonacci, Lucas, Pell and their kin, sequences whose terms are made from the terms before."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000032",
        "Lucas numbers: 2 and 1, then always the sum of the two terms before.",
        offset=0,
        keywords="core easy nonn nice",
        program="""
def a(n):
    current, following = 2, 1
    for _ in range(n):
        current, following = following, current + following
    return current
""",
    ),
    Entry(
        "A000045",
        "Fibonacci numbers: 0 and 1, then always the sum of the two terms before.",
        offset=0,
        keywords="core easy nonn nice hear",
        program="""
def a(n):
    current, following = 0, 1
    for _ in range(n):
        current, following = following, current + following
    return current
""",
    ),
    Entry(
        "A000073",
        "Tribonacci numbers: 0, 0 and 1, then always the sum of the three terms before.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    first, second, third = 0, 0, 1
    for _ in range(n):
        first, second, third = second, third, first + second + third
    return first
""",
    ),
    Entry(
        "A000078",
        "Tetranacci numbers: 0, 0, 0 and 1, then always the sum of the four terms before.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    first, second, third, fourth = 0, 0, 0, 1
    for _ in range(n):
        first, second, third, fourth = second, third, fourth, first + second + third + fourth
    return first
""",
    ),
    Entry(
        "A000129",
        "Pell numbers: 0 and 1, then always twice the last term plus the one before it.",
        offset=0,
        keywords="core easy nonn nice",
        program="""
def a(n):
    current, following = 0, 1
    for _ in range(n):
        current, following = following, 2 * following + current
    return current
""",
    ),
    Entry(
        "A000930",
        "Number of cows in year n, from one newborn in year 0, when each calves every year from its fourth year on.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    first, second, third = 1, 1, 1
    for _ in range(n):
        first, second, third = second, third, first + third
    return first
""",
    ),
    Entry(
        "A000931",
        "Padovan numbers: 1, 0 and 0, then always the sum of the terms two and three places back.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    first, second, third = 1, 0, 0
    for _ in range(n):
        first, second, third = second, third, first + second
    return first
""",
    ),
    Entry(
        "A001045",
        "Nearest integer to a third of the n-th power of two.",
        offset=0,
        keywords="core easy nonn nice",
        program="""
def a(n):
    return (2**n - (-1) ** n) // 3
""",
    ),
    Entry(
        "A001075",
        "Nonnegative x, in increasing order, for which x^2 - 3y^2 = 1 has an integer solution y.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("Bisection of A002531.",),
        program="""
def a(n):
    current, following = 1, 2
    for _ in range(n):
        current, following = following, 4 * following - current
    return current
""",
    ),
    Entry(
        "A001333",
        "Numerators of the continued fraction convergents 1/1, 3/2, 7/5, ... of the square root of 2, after a 1.",
        offset=0,
        keywords="core easy nonn nice frac",
        crossrefs=("Binomial transform of A077957.",),
        program="""
def a(n):
    current, following = 1, 1
    for _ in range(n):
        current, following = following, 2 * following + current
    return current
""",
    ),
    Entry(
        "A001353",
        "a(0) = 0, a(1) = 1, and each later term is four times the last one minus the one before it.",
        offset=0,
        keywords="easy nonn",
        crossrefs=("Bisection of A002530.",),
        program="""
def a(n):
    current, following = 0, 1
    for _ in range(n):
        current, following = following, 4 * following - current
    return current
""",
    ),
    Entry(
        "A001519",
        "a(0) = a(1) = 1, and each later term is three times the last one minus the one before it.",
        offset=0,
        keywords="core easy nonn nice",
        program="""
def a(n):
    current, following = 1, 1
    for _ in range(n):
        current, following = following, 3 * following - current
    return current
""",
    ),
    Entry(
        "A001595",
        "Leonardo numbers: 1 and 1, then always one more than the sum of the two terms before.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    current, following = 1, 1
    for _ in range(n):
        current, following = following, current + following + 1
    return current
""",
    ),
    Entry(
        "A001608",
        "Perrin numbers: 3, 0 and 2, then always the sum of the terms two and three places back.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    first, second, third = 3, 0, 2
    for _ in range(n):
        first, second, third = second, third, first + second
    return first
""",
    ),
    Entry(
        "A001629",
        "Sum of F(k) F(n-k) for k from 0 to n, with F(k) the k-th Fibonacci number and F(0) = 0.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("Self-convolution of A000045.",),
        program="""
def a(n):
    fibonacci = [0, 1]
    while len(fibonacci) <= n:
        fibonacci.append(fibonacci[-1] + fibonacci[-2])
    return sum(fibonacci[k] * fibonacci[n - k] for k in range(n + 1))
""",
    ),
    Entry(
        "A001654",
        "Product of each Fibonacci number and the next, from 0 times 1 on.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    current, following = 0, 1
    for _ in range(n):
        current, following = following, current + following
    return current * following
""",
    ),
    Entry(
        "A001906",
        "Every second Fibonacci number, those of even index.",
        offset=0,
        keywords="core easy nonn nice",
        crossrefs=("Bisection of A000045.", "Binomial transform of A000045."),
        program="""
def a(n):
    current, following = 0, 1
    for _ in range(n):
        current, following = following, 3 * following - current
    return current
""",
    ),
    Entry(
        "A002315",
        "Positive x, in increasing order, for which x^2 - 2y^2 = -1 has an integer solution y.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("Bisection of A001333.",),
        program="""
def a(n):
    current, following = 1, 7
    for _ in range(n):
        current, following = following, 6 * following - current
    return current
""",
    ),
    Entry(
        "A002478",
        "Number of cows in year 2n, from one newborn in year 0, when each calves every year from its fourth year on.",
        offset=0,
        keywords="nonn easy",
        crossrefs=("Bisection of A000930.",),
        program="""
def a(n):
    first, second, third = 1, 1, 1
    for _ in range(2 * n):
        first, second, third = second, third, first + third
    return first
""",
    ),
    Entry(
        "A002530",
        "Denominators of the continued fraction approximations of the square root of three, after a 0.",
        offset=0,
        keywords="core easy nonn nice frac",
        program="""
def a(n):
    current, following = 0, 1
    for step in range(n):
        current, following = following, (2 if step % 2 else 1) * following + current
    return current
""",
    ),
    Entry(
        "A003269",
        "a(0) to a(3) are 0, 1, 1, 1, and each later term is the sum of the terms one and four places before it.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    first, second, third, fourth = 0, 1, 1, 1
    for _ in range(n):
        first, second, third, fourth = second, third, fourth, first + fourth
    return first
""",
    ),
    Entry(
        "A005251",
        "a(0) to a(3) are 0, 1, 1, 1, and each later term is the sum of the terms one, two and four places before it.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    first, second, third, fourth = 0, 1, 1, 1
    for _ in range(n):
        first, second, third, fourth = second, third, fourth, first + third + fourth
    return first
""",
    ),
    Entry(
        "A005590",
        "Stern's rule with a minus: a(0) = 0, a(1) = 1, a doubled index keeps its value, and a(2k+1) = a(k+1) - a(k).",
        offset=0,
        keywords="easy sign nice look",
        program="""
from functools import lru_cache


@lru_cache(maxsize=None)
def a(n):
    if n < 2:
        return n
    half = n // 2
    return a(half + 1) - a(half) if n % 2 else a(half)
""",
    ),
    Entry(
        "A006190",
        "a(0) = 0, a(1) = 1, and each later term is three times the last one plus the one before it.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    current, following = 0, 1
    for _ in range(n):
        current, following = following, 3 * following + current
    return current
""",
    ),
    Entry(
        "A006720",
        "Somos-4 numbers: four ones, then always (a(n-1) times a(n-3) plus the square of a(n-2)) divided by a(n-4).",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    first, second, third, fourth = 1, 1, 1, 1
    for _ in range(n):
        fifth = (fourth * second + third**2) // first
        first, second, third, fourth = second, third, fourth, fifth
    return first
""",
    ),
    Entry(
        "A007598",
        "Each Fibonacci number multiplied by itself.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    current, following = 0, 1
    for _ in range(n):
        current, following = following, current + following
    return current**2
""",
    ),
    Entry(
        "A009545",
        "Imaginary part of the n-th power of the complex number 1 + i.",
        offset=0,
        keywords="easy sign",
        program="""
def a(n):
    real, imaginary = 1, 0
    for _ in range(n):
        real, imaginary = real - imaginary, real + imaginary
    return imaginary
""",
    ),
    Entry(
        "A022086",
        "Three times the Fibonacci numbers: 0 and 3, then always the sum of the two terms before.",
        offset=0,
        keywords="nonn easy",
        program="""
def a(n):
    first, second = 0, 3
    for _ in range(n):
        first, second = second, first + second
    return first
""",
    ),
    Entry(
        "A039834",
        "Fibonacci numbers continued backwards, the one of index -n for n = -2, -1, 0, 1, 2, ...",
        offset=-2,
        keywords="easy sign",
        program="""
def a(n):
    current, following = 1, 1
    for _ in range(n + 2):
        current, following = following, current - following
    return current
""",
    ),
    Entry(
        "A064831",
        "Sum of the first n products of a Fibonacci number and the next, from 1 times 1 on.",
        offset=0,
        keywords="easy nonn",
        crossrefs=("Partial sums of A001654.",),
        program="""
def a(n):
    total, current, following = 0, 0, 1
    for _ in range(n):
        current, following = following, current + following
        total += current * following
    return total
""",
    ),
    Entry(
        "A073357",
        "Sum over k = 0 to n of the Tribonacci number k of 0, 1, 1, 2, 4, ... times the ways to choose k of n things.",
        offset=0,
        keywords="nonn easy",
        program="""
from math import comb


def a(n):
    total, first, second, third = 0, 0, 1, 1
    for k in range(n + 1):
        total += comb(n, k) * first
        first, second, third = second, third, first + second + third
    return total
""",
    ),
    Entry(
        "A077864",
        "Cows of years 0, 2, ..., 2n together, from one newborn in year 0, each calving every year from its fourth on.",
        offset=0,
        keywords="nonn easy",
        crossrefs=("Partial sums of A002478.",),
        program="""
def a(n):
    total, first, second, third = 0, 1, 1, 1
    for _ in range(n + 1):
        total += first
        for _ in range(2):
            first, second, third = second, third, first + third
    return total
""",
    ),
    Entry(
        "A107920",
        "a(0) = 0, a(1) = 1, and each later term is the last one minus twice the one before it.",
        offset=0,
        keywords="easy sign",
        program="""
def a(n):
    current, following = 0, 1
    for _ in range(n):
        current, following = following, following - 2 * current
    return current
""",
    ),
    Entry(
        "A258160",
        "Eight times the Lucas numbers: 16 and 8, then always the sum of the two terms before.",
        offset=0,
        keywords="nonn easy",
        program="""
def a(n):
    current, following = 16, 8
    for _ in range(n):
        current, following = following, current + following
    return current
""",
    ),
    Entry(
        "A391594",
        "Number of cows in year 4n, from one newborn in year 0, when each calves every year from its fourth year on.",
        offset=0,
        keywords="nonn easy",
        crossrefs=("Bisection of A002478.",),
        program="""
def a(n):
    first, second, third = 1, 1, 1
    for _ in range(4 * n):
        first, second, third = second, third, first + third
    return first
""",
    ),
]
