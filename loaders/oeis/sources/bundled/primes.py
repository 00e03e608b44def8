"""Primes: their gaps, sums, products and neighbours, prime factors, and numbers told by how they factor."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000040",
        "Integers greater than 1 whose only divisors are 1 and themselves.",
        offset=1,
        keywords="core nonn nice easy",
        crossrefs=(
            "First differences of A007504.",
            "Complement of A018252.",
        ),
        program="""
from itertools import count, islice
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return next(islice(filter(is_prime, count(2)), n - 1, None))
""",
    ),
    Entry(
        "A000720",
        "Number of primes from 1 up to and including n.",
        offset=1,
        keywords="nonn core easy nice",
        crossrefs=("Partial sums of A010051.",),
        program="""
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return sum(is_prime(k) for k in range(1, n + 1))
""",
    ),
    Entry(
        "A000961",
        "Positive integers with at most one distinct prime factor: 1, the primes and all their higher powers.",
        offset=1,
        keywords="nonn easy core nice",
        program="""
from itertools import count, islice

def has_at_most_one_prime_factor(n):
    p = next((d for d in range(2, n + 1) if n % d == 0), 1)
    while p > 1 and n % p == 0:
        n //= p
    return n == 1

def a(n):
    return next(islice(filter(has_at_most_one_prime_factor, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A001223",
        "Distance from the n-th prime to the prime that follows it.",
        offset=1,
        keywords="nonn nice easy hear",
        crossrefs=("First differences of A000040.",),
        program="""
from itertools import count, islice
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    p, q = islice(filter(is_prime, count(2)), n - 1, n + 1)
    return q - p
""",
    ),
    Entry(
        "A001248",
        "The n-th prime multiplied by itself; equally, the integers that have exactly three divisors.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from itertools import count, islice
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return next(islice(filter(is_prime, count(2)), n - 1, None)) ** 2
""",
    ),
    Entry(
        "A001358",
        "Integers with exactly two prime factors, counted with repetition.",
        offset=1,
        keywords="nonn easy nice core",
        program="""
from itertools import count, islice

def number_of_prime_factors(n):
    found, p = 0, 2
    while p * p <= n:
        while n % p == 0:
            n //= p
            found += 1
        p += 1
    return found + (n > 1)

def a(n):
    semiprimes = (k for k in count(2) if number_of_prime_factors(k) == 2)
    return next(islice(semiprimes, n - 1, None))
""",
    ),
    Entry(
        "A001359",
        "Primes p for which p + 2 is prime as well.",
        offset=1,
        keywords="nonn nice easy",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

@lru_cache(maxsize=None)
def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    lower_twins = (p for p in count(2) if is_prime(p) and is_prime(p + 2))
    return next(islice(lower_twins, n - 1, None))
""",
    ),
    Entry(
        "A001414",
        "Sum of the prime factors of n, each taken as often as it divides n.",
        offset=1,
        keywords="nonn easy nice",
        program="""
def a(n):
    total, p = 0, 2
    while p * p <= n:
        while n % p == 0:
            n //= p
            total += p
        p += 1
    return total + (n if n > 1 else 0)
""",
    ),
    Entry(
        "A002110",
        "Products of the first n primes, with 1 for n = 0.",
        offset=0,
        keywords="nonn easy nice core",
        program="""
from itertools import count, islice
from math import isqrt, prod

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return prod(islice(filter(is_prime, count(2)), n))
""",
    ),
    Entry(
        "A002144",
        "Primes that leave the remainder 1 on division by 4.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from itertools import count, islice
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return next(islice(filter(is_prime, count(5, 4)), n - 1, None))
""",
    ),
    Entry(
        "A002145",
        "Primes that leave the remainder 3 on division by 4.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from itertools import count, islice
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return next(islice(filter(is_prime, count(3, 4)), n - 1, None))
""",
    ),
    Entry(
        "A002375",
        "Number of ways to write 2n as p + q with odd primes p <= q.",
        offset=1,
        keywords="nonn easy nice look",
        program="""
from functools import lru_cache
from math import isqrt

@lru_cache(maxsize=None)
def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return sum(is_prime(p) and is_prime(2 * n - p) for p in range(3, n + 1, 2))
""",
    ),
    Entry(
        "A002385",
        "Primes that read the same from left to right and from right to left in decimal.",
        offset=1,
        keywords="nonn base nice easy",
        program="""
from itertools import count, islice
from math import isqrt

def palindromes():
    for length in count(1):
        for half in range(10 ** ((length - 1) // 2), 10 ** ((length + 1) // 2)):
            digits = str(half)
            yield int(digits + digits[::-1][length % 2:])

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return next(islice(filter(is_prime, palindromes()), n - 1, None))
""",
    ),
    Entry(
        "A002496",
        "Primes that exceed a perfect square by exactly 1.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

@lru_cache(maxsize=None)
def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    values = (k * k + 1 for k in count(1))
    return next(islice(filter(is_prime, values), n - 1, None))
""",
    ),
    Entry(
        "A002808",
        "Integers that are the product of two smaller integers, both greater than 1.",
        offset=1,
        keywords="nonn nice easy core",
        crossrefs=("Complement of A008578.",),
        program="""
from itertools import count, islice
from math import isqrt

def is_composite(n):
    return any(n % d == 0 for d in range(2, isqrt(n) + 1))

def a(n):
    return next(islice(filter(is_composite, count(4)), n - 1, None))
""",
    ),
    Entry(
        "A003415",
        "Arithmetic derivative: every prime maps to 1 and products follow the Leibniz rule (xy)' = x'y + xy'.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    derivative, rest, p = 0, n, 2
    while rest > 1:
        while rest % p == 0:
            rest //= p
            derivative += n // p
        p += 1
    return derivative
""",
    ),
    Entry(
        "A003961",
        "Result of replacing every prime in the factorization of n, with its multiplicity, by the next larger prime.",
        offset=1,
        keywords="nonn mult nice easy",
        program="""
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def next_prime(p):
    p += 1
    while not is_prime(p):
        p += 1
    return p

def a(n):
    product, p = 1, 2
    while n > 1:
        while n % p == 0:
            n //= p
            product *= next_prime(p)
        p += 1
    return product
""",
    ),
    Entry(
        "A005384",
        "Primes p such that doubling p and adding 1 gives a prime again.",
        offset=1,
        keywords="nonn nice easy",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

@lru_cache(maxsize=None)
def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    germain = (p for p in count(2) if is_prime(p) and is_prime(2 * p + 1))
    return next(islice(germain, n - 1, None))
""",
    ),
    Entry(
        "A006450",
        "The prime whose position among the primes is itself the n-th prime.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

@lru_cache(maxsize=None)
def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def prime(n):
    return next(islice(filter(is_prime, count(2)), n - 1, None))

def a(n):
    return prime(prime(n))
""",
    ),
    Entry(
        "A006530",
        "The largest prime factor of n, taken as 1 when n = 1.",
        offset=1,
        keywords="nonn nice easy core",
        program="""
def a(n):
    largest, p = 1, 2
    while n > 1:
        while n % p == 0:
            n //= p
            largest = p
        p += 1
    return largest
""",
    ),
    Entry(
        "A007500",
        "Primes that give a prime, possibly the same one, when their decimal digits are written backwards.",
        offset=1,
        keywords="nonn base nice",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

@lru_cache(maxsize=None)
def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    reversible = (p for p in count(2) if is_prime(p) and is_prime(int(str(p)[::-1])))
    return next(islice(reversible, n - 1, None))
""",
    ),
    Entry(
        "A007504",
        "Sums of the primes from 2 up to the n-th prime, with 0 for n = 0.",
        offset=0,
        keywords="nonn nice easy",
        program="""
from itertools import count, islice
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return sum(islice(filter(is_prime, count(2)), n))
""",
    ),
    Entry(
        "A007918",
        "The smallest prime that is not below n, so n itself when n is prime.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from itertools import count
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return next(filter(is_prime, count(n)))
""",
    ),
    Entry(
        "A008472",
        "Sum of the different primes among the divisors of n, each taken once.",
        offset=1,
        keywords="nonn easy",
        crossrefs=("Inverse Moebius transform of A061397.",),
        program="""
def a(n):
    total, p = 0, 2
    while n > 1:
        if n % p == 0:
            total += p
            while n % p == 0:
                n //= p
        p += 1
    return total
""",
    ),
    Entry(
        "A008578",
        "The number 1 followed by all the primes, the integers that are no product of two smaller positive ones.",
        offset=1,
        keywords="nonn easy nice",
        crossrefs=(
            "Shifted copy of A000040.",
            "Complement of A002808.",
        ),
        program="""
from itertools import count, islice
from math import isqrt

def is_noncomposite(n):
    return all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return next(islice(filter(is_noncomposite, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A010051",
        "1 when n is a prime, and 0 when it is not.",
        offset=1,
        keywords="nonn nice easy",
        crossrefs=(
            "Characteristic function of A000040.",
            "Moebius transform of A001221.",
        ),
        program="""
from math import isqrt

def a(n):
    return int(n > 1 and all(n % d for d in range(2, isqrt(n) + 1)))
""",
    ),
    Entry(
        "A014284",
        "Sums of the first n terms of 1, 2, 3, 5, 7, ..., which are 1 and the primes.",
        offset=1,
        keywords="nonn easy",
        program="""
from itertools import count, islice
from math import isqrt


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))


def a(n):
    return 1 + sum(islice(filter(is_prime, count(2)), n - 1))
""",
    ),
    Entry(
        "A018252",
        "Positive integers that fail to be prime, beginning with 1.",
        offset=1,
        keywords="nonn easy nice core",
        crossrefs=("Complement of A000040.",),
        program="""
from itertools import count, islice
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    nonprimes = (k for k in count(1) if not is_prime(k))
    return next(islice(nonprimes, n - 1, None))
""",
    ),
    Entry(
        "A020639",
        "The smallest divisor of n above 1, and 1 when n has no such divisor.",
        offset=1,
        keywords="nonn nice easy core",
        program="""
from math import isqrt

def a(n):
    for d in range(2, isqrt(n) + 1):
        if n % d == 0:
            return d
    return n
""",
    ),
    Entry(
        "A023200",
        "The smaller member p of every pair of primes (p, p + 4).",
        offset=1,
        keywords="nonn easy",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

@lru_cache(maxsize=None)
def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    cousins = (p for p in count(2) if is_prime(p) and is_prime(p + 4))
    return next(islice(cousins, n - 1, None))
""",
    ),
    Entry(
        "A023201",
        "The smaller member p of every pair of primes that differ by six, other primes between them allowed.",
        offset=1,
        keywords="nonn easy",
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt

@lru_cache(maxsize=None)
def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    sexy = (p for p in count(2) if is_prime(p) and is_prime(p + 6))
    return next(islice(sexy, n - 1, None))
""",
    ),
    Entry(
        "A034386",
        "Product of all the primes from 2 up to n, with 1 for n below 2.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import isqrt, prod

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return prod(p for p in range(2, n + 1) if is_prime(p))
""",
    ),
    Entry(
        "A049084",
        "The position of n in the list of primes, and 0 when n is not in it.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return sum(is_prime(k) for k in range(2, n + 1)) if is_prime(n) else 0
""",
    ),
    Entry(
        "A061397",
        "n itself when n is prime, and 0 otherwise.",
        offset=1,
        keywords="nonn easy",
        crossrefs=("Moebius transform of A008472.",),
        program="""
from math import isqrt

def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))

def a(n):
    return n if is_prime(n) else 0
""",
    ),
    Entry(
        "A069513",
        "1 when exactly one prime divides n, to whatever power, and otherwise 0.",
        offset=1,
        keywords="nonn easy",
        crossrefs=(
            "Characteristic function of A246655.",
            "Moebius transform of A001222.",
        ),
        program="""
def a(n):
    p = next((d for d in range(2, n + 1) if n % d == 0), None)
    if p is None:
        return 0
    while n % p == 0:
        n //= p
    return int(n == 1)
""",
    ),
    Entry(
        "A083186",
        "Sums of the first n of those primes whose position among the primes is a prime.",
        offset=1,
        keywords="nonn easy",
        crossrefs=("Partial sums of A006450.",),
        program="""
from functools import lru_cache
from itertools import count, islice
from math import isqrt


@lru_cache(maxsize=None)
def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))


def a(n):
    positions = list(islice(filter(is_prime, count(2)), n))
    listed = list(islice(filter(is_prime, count(2)), positions[-1]))
    return sum(listed[position - 1] for position in positions)
""",
    ),
    Entry(
        "A109722",
        "Sums of the primes from 2 up to the 2n-th prime.",
        offset=0,
        keywords="nonn easy",
        crossrefs=("Bisection of A007504.",),
        program="""
from itertools import count, islice
from math import isqrt


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))


def a(n):
    return sum(islice(filter(is_prime, count(2)), 2 * n))
""",
    ),
    Entry(
        "A246655",
        "Positive integers divisible by exactly one prime, that is the powers of primes without 1.",
        offset=1,
        keywords="nonn easy core",
        crossrefs=("Shifted copy of A000961.",),
        program="""
from itertools import count, islice

def is_prime_power(n):
    p = next(d for d in range(2, n + 1) if n % d == 0)
    while n % p == 0:
        n //= p
    return n == 1

def a(n):
    return next(islice(filter(is_prime_power, count(2)), n - 1, None))
""",
    ),
]
