"""Powers: squares, cubes, powers of a fixed base, sums and differences of powers, perfect powers."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000079",
        "Two raised to the n-th power.",
        offset=0,
        keywords="core easy nonn nice",
        crossrefs=("First differences of A000225.", "Binomial transform of A000012."),
        program="""
def a(n):
    return 2**n
""",
    ),
    Entry(
        "A000225",
        "One less than the n-th power of two, n ones in binary.",
        offset=0,
        keywords="core easy nonn nice",
        program="""
def a(n):
    return 2**n - 1
""",
    ),
    Entry(
        "A000244",
        "Three raised to the n-th power.",
        offset=0,
        keywords="core easy nonn nice",
        crossrefs=("Binomial transform of A000079.",),
        program="""
def a(n):
    return 3**n
""",
    ),
    Entry(
        "A000290",
        "Each whole number multiplied by itself, starting from zero.",
        offset=0,
        keywords="core easy nonn nice mult",
        program="""
def a(n):
    return n**2
""",
    ),
    Entry(
        "A000295",
        "The n-th power of two less n + 1, the number of subsets of n things with at least two members.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return 2**n - n - 1
""",
    ),
    Entry(
        "A000312",
        "n raised to the n-th power, the number of functions from a set of n elements to itself.",
        offset=0,
        keywords="core easy nonn nice",
        program="""
def a(n):
    return n**n
""",
    ),
    Entry(
        "A000537",
        "Sum of the cubes from 0^3 to n^3.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("Partial sums of A000578.",),
        program="""
def a(n):
    return (n * (n + 1) // 2) ** 2
""",
    ),
    Entry(
        "A000578",
        "Third power of each whole number, starting from zero.",
        offset=0,
        keywords="core easy nonn nice mult",
        program="""
def a(n):
    return n**3
""",
    ),
    Entry(
        "A000583",
        "Squares of the squares, n * n * n * n for n = 0, 1, 2, ...",
        offset=0,
        keywords="core easy nonn mult",
        program="""
def a(n):
    return n**4
""",
    ),
    Entry(
        "A001047",
        "The n-th power of three minus the n-th power of two.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("Binomial transform of A000225.",),
        program="""
def a(n):
    return 3**n - 2**n
""",
    ),
    Entry(
        "A001348",
        "One less than two to the power of the n-th prime.",
        offset=1,
        keywords="easy nonn nice",
        program="""
def a(n):
    primes = []
    candidate = 2
    while len(primes) < n:
        if all(candidate % p for p in primes):
            primes.append(candidate)
        candidate += 1
    return 2 ** primes[-1] - 1
""",
    ),
    Entry(
        "A001550",
        "Sum of the n-th powers of one, two and three.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    return 1 + 2**n + 3**n
""",
    ),
    Entry(
        "A001597",
        "One and all integers that are a square, cube or higher power of a smaller positive integer.",
        offset=1,
        keywords="easy nonn nice",
        program="""
def a(n):
    limit = n**2
    powers = {1}
    for base in range(2, n + 1):
        power = base**2
        while power <= limit:
            powers.add(power)
            power *= base
    return sorted(powers)[n - 1]
""",
    ),
    Entry(
        "A001787",
        "Edges of the n-dimensional cube, n times the (n - 1)-st power of two.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("Binomial transform of A001477.",),
        program="""
def a(n):
    return n * 2**n // 2
""",
    ),
    Entry(
        "A001923",
        "Sum of 1^1, 2^2, 3^3 and so on up to n^n.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    return sum(k**k for k in range(1, n + 1))
""",
    ),
    Entry(
        "A002064",
        "One more than the product of n and the n-th power of two.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return n * 2**n + 1
""",
    ),
    Entry(
        "A002804",
        "2^n + floor((3/2)^n) - 2, by conjecture the most n-th powers that any positive integer needs as a sum.",
        offset=1,
        keywords="easy nonn nice",
        program="""
def a(n):
    return 2**n + 3**n // 2**n - 2
""",
    ),
    Entry(
        "A003325",
        "Positive integers of the form x^3 + y^3 with x and y at least one.",
        offset=1,
        keywords="easy nonn",
        program="""
def a(n):
    return sorted({x**3 + y**3 for x in range(1, n + 1) for y in range(1, x + 1)})[n - 1]
""",
    ),
    Entry(
        "A003462",
        "Half of one less than the n-th power of three, n ones in base three.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return (3**n - 1) // 2
""",
    ),
    Entry(
        "A005061",
        "The n-th power of four minus the n-th power of three.",
        offset=0,
        keywords="nonn easy",
        crossrefs=("Binomial transform of A001047.",),
        program="""
def a(n):
    return 4**n - 3**n
""",
    ),
    Entry(
        "A007916",
        "Integers above one that are not a square, cube or higher power of any integer.",
        offset=1,
        keywords="easy nonn",
        crossrefs=("Complement of A001597.",),
        program="""
def a(n):
    limit = 2 * n + 4
    powers = set()
    base = 2
    while base**2 <= limit:
        power = base**2
        while power <= limit:
            powers.add(power)
            power *= base
        base += 1
    return [m for m in range(2, limit + 1) if m not in powers][n - 1]
""",
    ),
    Entry(
        "A010052",
        "One when n is a perfect square, and zero when it is not.",
        offset=0,
        keywords="easy nonn mult",
        crossrefs=("Characteristic function of A000290.",),
        program="""
from math import isqrt


def a(n):
    return int(isqrt(n) ** 2 == n)
""",
    ),
    Entry(
        "A011557",
        "Ten raised to the n-th power, a one followed by n zeros.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    return 10**n
""",
    ),
    Entry(
        "A016116",
        "Each power of two from one upward, written twice.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    return 2 ** (n // 2)
""",
    ),
    Entry(
        "A048760",
        "The greatest perfect square that does not exceed n.",
        offset=0,
        keywords="easy nonn",
        program="""
from math import isqrt


def a(n):
    return isqrt(n) ** 2
""",
    ),
    Entry(
        "A053289",
        "Gaps between neighbours in the list 1, 4, 8, 9, 16, ... of squares, cubes and higher powers.",
        offset=1,
        keywords="nonn",
        crossrefs=("First differences of A001597.",),
        program="""
def perfect_power(n):
    limit = n**2
    powers = {1}
    for base in range(2, n + 1):
        power = base**2
        while power <= limit:
            powers.add(power)
            power *= base
    return sorted(powers)[n - 1]


def a(n):
    return perfect_power(n + 1) - perfect_power(n)
""",
    ),
    Entry(
        "A098815",
        "Seven less than two to the power of the n-th prime.",
        offset=1,
        keywords="sign easy",
        program="""
def a(n):
    primes = []
    candidate = 2
    while len(primes) < n:
        if all(candidate % p for p in primes):
            primes.append(candidate)
        candidate += 1
    return 2 ** primes[-1] - 7
""",
    ),
    Entry(
        "A101304",
        "One more than twice two to the power of the n-th prime.",
        offset=1,
        keywords="nonn easy",
        program="""
def a(n):
    primes = []
    candidate = 2
    while len(primes) < n:
        if all(candidate % p for p in primes):
            primes.append(candidate)
        candidate += 1
    return 2 ** (primes[-1] + 1) + 1
""",
    ),
    Entry(
        "A216765",
        "One more than each square, cube or higher power of a number of at least two.",
        offset=1,
        keywords="nonn easy",
        program="""
def a(n):
    limit = (n + 1) ** 2
    powers = set()
    for base in range(2, n + 2):
        power = base**2
        while power <= limit:
            powers.add(power + 1)
            power *= base
    return sorted(powers)[n - 1]
""",
    ),
]
