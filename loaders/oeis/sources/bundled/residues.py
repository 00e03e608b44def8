"""Residues: squares modulo n, multiplicative orders, Fibonacci periods, and numbers as sums of squares."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000089",
        "Number of residues x modulo n whose square is congruent to -1.",
        offset=1,
        keywords="nonn mult easy",
        program="""
def a(n):
    return sum((x * x + 1) % n == 0 for x in range(n))
""",
    ),
    Entry(
        "A000118",
        "Number of integer points (w, x, y, z), signs and order counted, at squared distance n from the origin.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Self-convolution of A004018.",),
        program="""
def a(n):
    if n == 0:
        return 1
    return 8 * sum(d for d in range(1, n + 1) if n % d == 0 and d % 4 != 0)
""",
    ),
    Entry(
        "A000122",
        "Number of integers, of either sign, whose square is n.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import isqrt

def a(n):
    if n == 0:
        return 1
    return 2 if isqrt(n) ** 2 == n else 0
""",
    ),
    Entry(
        "A000143",
        "Number of points with integer coordinates in eight dimensions at squared distance n from the origin.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Self-convolution of A000118.",),
        program="""
def a(n):
    if n == 0:
        return 1
    return 16 * sum((-1) ** (n + d) * d**3 for d in range(1, n + 1) if n % d == 0)
""",
    ),
    Entry(
        "A000161",
        "Number of pairs of integers x and y with 0 <= x <= y and x^2 + y^2 = n.",
        offset=0,
        keywords="nonn core easy nice",
        program="""
from math import isqrt

def a(n):
    return sum(isqrt(n - x * x) ** 2 == n - x * x for x in range(isqrt(n // 2) + 1))
""",
    ),
    Entry(
        "A000224",
        "Number of different remainders that the perfect squares leave on division by n.",
        offset=1,
        keywords="nonn nice easy mult",
        program="""
def a(n):
    return len({x * x % n for x in range(n)})
""",
    ),
    Entry(
        "A000378",
        "Integers that can be written as a sum of three perfect squares, 0 allowed.",
        offset=1,
        keywords="nonn easy nice",
        crossrefs=("Complement of A004215.",),
        program="""
from itertools import count, islice

def is_sum_of_three_squares(n):
    while n > 0 and n % 4 == 0:
        n //= 4
    return n % 8 != 7

def a(n):
    return next(islice(filter(is_sum_of_three_squares, count(0)), n - 1, None))
""",
    ),
    Entry(
        "A000408",
        "Integers of the form x^2 + y^2 + z^2 with x, y and z all positive.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

def is_sum_of_two_positive_squares(n):
    return any(isqrt(n - x * x) ** 2 == n - x * x for x in range(1, isqrt(max(n - 1, 0)) + 1))

@lru_cache(maxsize=None)
def is_sum_of_three_positive_squares(n):
    return any(is_sum_of_two_positive_squares(n - z * z) for z in range(1, isqrt(n) + 1))

def a(n):
    return next(islice(filter(is_sum_of_three_positive_squares, count(3)), n - 1, None))
""",
    ),
    Entry(
        "A000925",
        "Number of pairs of nonnegative integers (x, y), order counted, with x^2 + y^2 = n.",
        offset=0,
        keywords="nonn easy",
        crossrefs=("Self-convolution of A010052.",),
        program="""
from math import isqrt

def a(n):
    return sum(isqrt(n - x * x) ** 2 == n - x * x for x in range(isqrt(n) + 1))
""",
    ),
    Entry(
        "A001122",
        "Odd primes p for which the powers of 2 give every nonzero residue modulo p.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

@lru_cache(maxsize=None)
def has_primitive_root_2(p):
    order, power = 1, 2
    while power % p != 1:
        power = 2 * power % p
        order += 1
    return order == p - 1

def a(n):
    primes = filter(is_prime, count(3, 2))
    return next(islice(filter(has_primitive_root_2, primes), n - 1, None))
""",
    ),
    Entry(
        "A001132",
        "Odd primes p such that some perfect square leaves the remainder 2 on division by p.",
        offset=1,
        keywords="nonn easy",
        program="""
from itertools import count, islice
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    primes = filter(is_prime, count(3, 2))
    return next(islice((p for p in primes if pow(2, (p - 1) // 2, p) == 1), n - 1, None))
""",
    ),
    Entry(
        "A001175",
        "Smallest number of terms after which the Fibonacci numbers modulo n repeat.",
        offset=1,
        keywords="nonn easy nice",
        program="""
def a(n):
    start = (0, 1 % n)
    x, y = start
    length = 0
    while length == 0 or (x, y) != start:
        x, y = y, (x + y) % n
        length += 1
    return length
""",
    ),
    Entry(
        "A001177",
        "The index k > 0 of the first Fibonacci number F(k) that is a multiple of n, where F(1) = F(2) = 1.",
        offset=1,
        keywords="nonn easy nice",
        program="""
def a(n):
    k, x, y = 1, 1, 1
    while x % n != 0:
        k, x, y = k + 1, y, (x + y) % n
    return k
""",
    ),
    Entry(
        "A001481",
        "Integers of the form x^2 + y^2, where x or y may be 0.",
        offset=1,
        keywords="nonn nice easy core",
        crossrefs=("Complement of A022544.",),
        program="""
from itertools import count, islice
from math import isqrt

def is_sum_of_two_squares(n):
    return any(isqrt(n - x * x) ** 2 == n - x * x for x in range(isqrt(n // 2) + 1))

def a(n):
    return next(islice(filter(is_sum_of_two_squares, count(0)), n - 1, None))
""",
    ),
    Entry(
        "A001913",
        "Primes p for which the decimal expansion of 1/p repeats with the greatest possible period, p - 1.",
        offset=1,
        keywords="nonn easy nice base",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

@lru_cache(maxsize=None)
def period(p):
    length, remainder = 1, 10 % p
    while remainder != 1:
        remainder = 10 * remainder % p
        length += 1
    return length

def a(n):
    primes = filter(is_prime, count(7, 2))
    return next(islice((p for p in primes if period(p) == p - 1), n - 1, None))
""",
    ),
    Entry(
        "A002326",
        "The least k > 0 for which 2^k - 1 is a multiple of 2n + 1.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Bisection of A007733.",),
        program="""
def a(n):
    modulus = 2 * n + 1
    k, power = 1, 2 % modulus
    while power != 1 % modulus:
        power = 2 * power % modulus
        k += 1
    return k
""",
    ),
    Entry(
        "A002479",
        "Integers that are a perfect square plus twice a perfect square, 0 allowed.",
        offset=1,
        keywords="nonn easy",
        program="""
from itertools import count, islice
from math import isqrt

def is_represented(n):
    return any(isqrt(n - 2 * y * y) ** 2 == n - 2 * y * y for y in range(isqrt(n // 2) + 1))

def a(n):
    return next(islice(filter(is_represented, count(0)), n - 1, None))
""",
    ),
    Entry(
        "A002654",
        "Number of divisors of n of the form 4k + 1 less the number of those of the form 4k + 3.",
        offset=1,
        keywords="core easy nonn nice mult",
        program="""
def a(n):
    divisors = [d for d in range(1, n + 1, 2) if n % d == 0]
    return sum(1 if d % 4 == 1 else -1 for d in divisors)
""",
    ),
    Entry(
        "A003136",
        "Integers of the form x^2 + xy + y^2 with integers x and y, the squared distances in the triangular lattice.",
        offset=1,
        keywords="nonn easy nice core",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

@lru_cache(maxsize=None)
def is_loeschian(n):
    return any(x * x + x * y + y * y == n for x in range(isqrt(n) + 1) for y in range(x + 1))

def a(n):
    return next(islice(filter(is_loeschian, count(0)), n - 1, None))
""",
    ),
    Entry(
        "A004018",
        "Number of points with integer coordinates on the circle of radius sqrt(n) about the origin.",
        offset=0,
        keywords="nonn easy nice core",
        crossrefs=("Self-convolution of A000122.",),
        program="""
from math import isqrt

def a(n):
    root = isqrt(n)
    points = 0
    for x in range(-root, root + 1):
        y = isqrt(n - x * x)
        if x * x + y * y == n:
            points += 1 if y == 0 else 2
    return points
""",
    ),
    Entry(
        "A004144",
        "Positive integers that are not the hypotenuse of any right triangle with integer sides.",
        offset=1,
        keywords="nonn easy nice",
        crossrefs=("Complement of A009003.",),
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

@lru_cache(maxsize=None)
def is_hypotenuse(c):
    return any(isqrt(c * c - x * x) ** 2 == c * c - x * x for x in range(1, c))

def a(n):
    return next(islice((c for c in count(1) if not is_hypotenuse(c)), n - 1, None))
""",
    ),
    Entry(
        "A004215",
        "Positive integers that are not the sum of three perfect squares, so that four are needed.",
        offset=1,
        keywords="nonn easy nice",
        crossrefs=("Complement of A000378.",),
        program="""
from itertools import count, islice

def needs_four_squares(n):
    while n % 4 == 0:
        n //= 4
    return n % 8 == 7

def a(n):
    return next(islice(filter(needs_four_squares, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A005875",
        "Number of points with integer coordinates on the sphere of radius sqrt(n) about the origin.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import isqrt

def a(n):
    points, root = 0, isqrt(n)
    for x in range(-root, root + 1):
        for y in range(-root, root + 1):
            rest = n - x * x - y * y
            if rest == 0:
                points += 1
            elif rest > 0 and isqrt(rest) ** 2 == rest:
                points += 2
    return points
""",
    ),
    Entry(
        "A007692",
        "Integers that are a sum of two positive squares in at least two ways, order ignored.",
        offset=1,
        keywords="nonn easy",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

@lru_cache(maxsize=None)
def ways(n):
    return sum(isqrt(n - x * x) ** 2 == n - x * x for x in range(1, isqrt(n // 2) + 1))

def a(n):
    return next(islice((k for k in count(2) if ways(k) >= 2), n - 1, None))
""",
    ),
    Entry(
        "A007732",
        "Length of the block of digits that 1/n repeats for ever in decimal, 1 if the expansion ends.",
        offset=1,
        keywords="nonn base easy nice",
        program="""
def a(n):
    for p in (2, 5):
        while n % p == 0:
            n //= p
    length, remainder = 1, 10 % n
    while remainder != 1 % n:
        remainder = 10 * remainder % n
        length += 1
    return length
""",
    ),
    Entry(
        "A007733",
        "Length of the block of bits that 1/n repeats for ever in base 2, 1 if the expansion ends.",
        offset=1,
        keywords="nonn base easy",
        program="""
def a(n):
    while n % 2 == 0:
        n //= 2
    length, remainder = 1, 2 % n
    while remainder != 1 % n:
        remainder = 2 * remainder % n
        length += 1
    return length
""",
    ),
    Entry(
        "A008784",
        "Positive integers m that divide x^2 + 1 for some integer x.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from functools import lru_cache
from itertools import count, islice

@lru_cache(maxsize=None)
def minus_one_is_a_square(m):
    return any((x * x + 1) % m == 0 for x in range(m // 2 + 1))

def a(n):
    return next(islice(filter(minus_one_is_a_square, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A008959",
        "The last decimal digit of n times n.",
        offset=0,
        keywords="nonn base easy",
        program="""
def a(n):
    return n * n % 10
""",
    ),
    Entry(
        "A009003",
        "Lengths of the longest side of right triangles whose three sides are all integers, without repeats.",
        offset=1,
        keywords="nonn easy nice",
        crossrefs=("Complement of A004144.",),
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

@lru_cache(maxsize=None)
def is_hypotenuse(c):
    return any(isqrt(c * c - x * x) ** 2 == c * c - x * x for x in range(1, c))

def a(n):
    return next(islice(filter(is_hypotenuse, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A010461",
        "The possible last two decimal digits of a perfect square, as numbers from 0 to 96 in rising order.",
        offset=1,
        keywords="nonn easy fini full",
        length=22,
        program="""
def a(n):
    return sorted({x * x % 100 for x in range(100)})[n - 1]
""",
    ),
    Entry(
        "A015910",
        "The remainder when the n-th power of two is divided by n.",
        offset=1,
        keywords="nonn easy nice",
        program="""
def a(n):
    return pow(2, n, n)
""",
    ),
    Entry(
        "A020882",
        "Longest sides of all right triangles with coprime integer sides, in rising order with repeats.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import gcd, isqrt

@lru_cache(maxsize=None)
def triangles(c):
    found = 0
    for v in range(1, isqrt(c // 2) + 1):
        u = isqrt(c - v * v)
        found += u * u + v * v == c and gcd(u, v) == 1
    return found

def a(n):
    hypotenuses = (c for c in count(5, 2) for _ in range(triangles(c)))
    return next(islice(hypotenuses, n - 1, None))
""",
    ),
    Entry(
        "A022544",
        "Positive integers that cannot be written as x^2 + y^2 with integers x and y.",
        offset=1,
        keywords="nonn nice easy",
        crossrefs=("Complement of A001481.",),
        program="""
from itertools import count, islice
from math import isqrt

def is_sum_of_two_squares(n):
    return any(isqrt(n - x * x) ** 2 == n - x * x for x in range(isqrt(n // 2) + 1))

def a(n):
    return next(islice((k for k in count(0) if not is_sum_of_two_squares(k)), n - 1, None))
""",
    ),
    Entry(
        "A034947",
        "1 or -1 according to whether the largest odd divisor of n has the form 4k + 1 or 4k + 3.",
        offset=1,
        keywords="sign nice easy mult",
        program="""
def a(n):
    while n % 2 == 0:
        n //= 2
    return 1 if n % 4 == 1 else -1
""",
    ),
    Entry(
        "A046530",
        "Number of different remainders that the perfect cubes leave on division by n.",
        offset=1,
        keywords="nonn easy mult",
        program="""
def a(n):
    return len({x**3 % n for x in range(n)})
""",
    ),
    Entry(
        "A048152",
        "Triangle read by rows, where row n holds the remainders of 1^2, 2^2, ..., n^2 on division by n.",
        offset=1,
        keywords="nonn tabl easy nice",
        program="""
from math import isqrt

def a(n):
    row = (isqrt(8 * n - 7) + 1) // 2
    k = n - row * (row - 1) // 2
    return k * k % row
""",
    ),
    Entry(
        "A053760",
        "Least integer k > 1 that is no remainder of 1^2, 2^2, ..., (p - 1)^2 on division by p, with p the n-th prime.",
        offset=1,
        keywords="nonn easy",
        program="""
from itertools import count, islice
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    p = next(islice(filter(is_prime, count(2)), n - 1, None))
    squares = {x * x % p for x in range(1, p)}
    return next(r for r in count(2) if r not in squares)
""",
    ),
    Entry(
        "A060594",
        "Number of residues modulo n that are their own multiplicative inverse.",
        offset=1,
        keywords="nonn mult easy",
        program="""
def a(n):
    return sum((x * x - 1) % n == 0 for x in range(n))
""",
    ),
    Entry(
        "A080891",
        "0 for multiples of 5, otherwise 1 when n is congruent to a perfect square modulo 5 and -1 when not.",
        offset=0,
        keywords="sign easy mult",
        program="""
def a(n):
    return (0, 1, -1, -1, 1)[n % 5]
""",
    ),
]
