"""Divisors: counts and sums of divisors, totients, the Moebius function, abundant and power-free numbers."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000005",
        "Number of positive integers that divide n.",
        offset=1,
        keywords="easy core nonn nice mult hear",
        crossrefs=("Inverse Moebius transform of A000012.",),
        program="""
from math import isqrt

def a(n):
    root = isqrt(n)
    pairs = sum(n % d == 0 for d in range(1, root + 1))
    return 2 * pairs - (root * root == n)
""",
    ),
    Entry(
        "A000010",
        "Number of integers from 1 to n that share no factor above 1 with n.",
        offset=1,
        keywords="easy core nonn mult nice look hear",
        crossrefs=(
            "Moebius transform of A000027.",
            "First differences of A002088.",
        ),
        program="""
def a(n):
    result, rest, p = n, n, 2
    while rest > 1:
        if rest % p == 0:
            result -= result // p
            while rest % p == 0:
                rest //= p
        p += 1
    return result
""",
    ),
    Entry(
        "A000203",
        "Sum of all positive integers that divide n, n itself included.",
        offset=1,
        keywords="easy core nonn nice mult",
        crossrefs=("Inverse Moebius transform of A000027.",),
        program="""
def a(n):
    return sum(d for d in range(1, n + 1) if n % d == 0)
""",
    ),
    Entry(
        "A000593",
        "Sum of all odd positive integers that divide n.",
        offset=1,
        keywords="mult nonn core easy nice",
        program="""
def a(n):
    return sum(d for d in range(1, n + 1, 2) if n % d == 0)
""",
    ),
    Entry(
        "A001065",
        "Sum of all positive integers below n that divide n.",
        offset=1,
        keywords="nonn core easy nice",
        program="""
def a(n):
    return sum(d for d in range(1, n // 2 + 1) if n % d == 0)
""",
    ),
    Entry(
        "A001157",
        "Sum of d^2 over all positive integers d that divide n.",
        offset=1,
        keywords="nonn core nice easy mult",
        program="""
def a(n):
    return sum(d * d for d in range(1, n + 1) if n % d == 0)
""",
    ),
    Entry(
        "A001221",
        "Count of the different primes among the divisors of n.",
        offset=1,
        keywords="nonn easy nice core",
        crossrefs=("Inverse Moebius transform of A010051.",),
        program="""
def a(n):
    found, p = 0, 2
    while n > 1:
        if n % p == 0:
            found += 1
            while n % p == 0:
                n //= p
        p += 1
    return found
""",
    ),
    Entry(
        "A001222",
        "Number of factors when n is written as a product of primes, repeated primes counted each time.",
        offset=1,
        keywords="nonn easy nice core",
        crossrefs=("Inverse Moebius transform of A069513.",),
        program="""
def a(n):
    found, p = 0, 2
    while n > 1:
        while n % p == 0:
            n //= p
            found += 1
        p += 1
    return found
""",
    ),
    Entry(
        "A001615",
        "Product of n and of 1 + 1/p for each distinct prime p that divides n.",
        offset=1,
        keywords="nonn easy core nice mult",
        program="""
def a(n):
    result, rest, p = n, n, 2
    while rest > 1:
        if rest % p == 0:
            result += result // p
            while rest % p == 0:
                rest //= p
        p += 1
    return result
""",
    ),
    Entry(
        "A001694",
        "Positive integers in whose factorization no prime has the exponent 1.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from functools import lru_cache
from itertools import count, islice

@lru_cache(maxsize=None)
def is_powerful(n):
    p = 2
    while n > 1:
        exponent = 0
        while n % p == 0:
            n //= p
            exponent += 1
        if exponent == 1:
            return False
        p += 1
    return True

def a(n):
    return next(islice(filter(is_powerful, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A002088",
        "Number of pairs of coprime integers (j, k) with 1 <= j <= k <= n.",
        offset=0,
        keywords="nonn nice easy",
        program="""
from functools import lru_cache
from math import gcd

@lru_cache(maxsize=None)
def totient(k):
    return sum(gcd(j, k) == 1 for j in range(1, k + 1))

def a(n):
    return sum(totient(k) for k in range(1, n + 1))
""",
    ),
    Entry(
        "A002321",
        "Number of square-free integers from 1 to n with evenly many prime factors minus the number with oddly many.",
        offset=1,
        keywords="sign easy nice",
        crossrefs=("Partial sums of A008683.",),
        program="""
def moebius(n):
    sign, p = 1, 2
    while p * p <= n:
        if n % p == 0:
            n //= p
            sign = -sign
            if n % p == 0:
                return 0
        p += 1
    return -sign if n > 1 else sign

def a(n):
    return sum(moebius(k) for k in range(1, n + 1))
""",
    ),
    Entry(
        "A002322",
        "The least exponent k > 0 for which every x coprime to n satisfies x^k = 1 modulo n.",
        offset=1,
        keywords="nonn core easy nice",
        program="""
from itertools import count
from math import gcd

def a(n):
    units = [x for x in range(1, n + 1) if gcd(x, n) == 1]
    return next(k for k in count(1) if all(pow(x, k, n) == 1 % n for x in units))
""",
    ),
    Entry(
        "A002819",
        "Number of integers 1..n with evenly many prime factors, repeats counted, minus those with oddly many.",
        offset=0,
        keywords="sign nice easy",
        program="""
def number_of_prime_factors(n):
    found, p = 0, 2
    while p * p <= n:
        while n % p == 0:
            n //= p
            found += 1
        p += 1
    return found + (n > 1)

def a(n):
    return sum((-1) ** number_of_prime_factors(k) for k in range(1, n + 1))
""",
    ),
    Entry(
        "A003418",
        "The smallest positive integer that every one of 1, 2, ..., n divides.",
        offset=0,
        keywords="nonn easy core nice",
        program="""
from math import lcm

def a(n):
    return lcm(*range(1, n + 1))
""",
    ),
    Entry(
        "A004125",
        "Sum of the remainders that n leaves on division by each of 1, 2, ..., n.",
        offset=1,
        keywords="nonn easy",
        program="""
def a(n):
    return sum(n % k for k in range(1, n + 1))
""",
    ),
    Entry(
        "A004709",
        "Positive integers in whose factorization every prime has an exponent of at most 2.",
        offset=1,
        keywords="nonn easy",
        program="""
from itertools import count, islice

def is_cubefree(n):
    d = 2
    while d**3 <= n:
        if n % d**3 == 0:
            return False
        d += 1
    return True

def a(n):
    return next(islice(filter(is_cubefree, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A005100",
        "Positive integers that are greater than the sum of their own proper divisors.",
        offset=1,
        keywords="nonn easy core nice",
        crossrefs=("Complement of A023196.",),
        program="""
from functools import lru_cache
from itertools import count, islice

@lru_cache(maxsize=None)
def is_deficient(n):
    return sum(d for d in range(1, n // 2 + 1) if n % d == 0) < n

def a(n):
    return next(islice(filter(is_deficient, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A005101",
        "Positive integers that are less than the sum of their own proper divisors.",
        offset=1,
        keywords="nonn easy core nice",
        program="""
from functools import lru_cache
from itertools import count, islice

@lru_cache(maxsize=None)
def is_abundant(n):
    return sum(d for d in range(1, n // 2 + 1) if n % d == 0) > n

def a(n):
    return next(islice(filter(is_abundant, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A005117",
        "Positive integers whose prime factors are all different.",
        offset=1,
        keywords="nonn easy nice core",
        crossrefs=("Complement of A013929.",),
        program="""
from itertools import count, islice
from math import isqrt

def is_squarefree(n):
    return all(n % (d * d) for d in range(2, isqrt(n) + 1))

def a(n):
    return next(islice(filter(is_squarefree, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A007425",
        "Number of ordered triples of positive integers whose product is n.",
        offset=1,
        keywords="nonn mult easy nice",
        crossrefs=("Inverse Moebius transform of A000005.",),
        program="""
def divisors(n):
    return [d for d in range(1, n + 1) if n % d == 0]

def a(n):
    return sum(len(divisors(d)) for d in divisors(n))
""",
    ),
    Entry(
        "A007429",
        "Sum, over all divisors d of n, of the sum of the divisors of d.",
        offset=1,
        keywords="nonn mult easy nice",
        crossrefs=("Inverse Moebius transform of A000203.",),
        program="""
def divisors(n):
    return [d for d in range(1, n + 1) if n % d == 0]

def a(n):
    return sum(sum(divisors(d)) for d in divisors(n))
""",
    ),
    Entry(
        "A007434",
        "Number of pairs (x, y) with 1 <= x, y <= n for which x, y and n have no common factor above 1.",
        offset=1,
        keywords="nonn easy nice mult",
        program="""
def a(n):
    result, rest, p = n * n, n, 2
    while rest > 1:
        if rest % p == 0:
            result -= result // (p * p)
            while rest % p == 0:
                rest //= p
        p += 1
    return result
""",
    ),
    Entry(
        "A007947",
        "Product of the different primes that divide n, each taken once.",
        offset=1,
        keywords="nonn easy nice mult",
        program="""
def a(n):
    product, p = 1, 2
    while n > 1:
        if n % p == 0:
            product *= p
            while n % p == 0:
                n //= p
        p += 1
    return product
""",
    ),
    Entry(
        "A007955",
        "Product of all positive integers that divide n.",
        offset=1,
        keywords="nonn nice easy",
        program="""
from math import prod

def a(n):
    return prod(d for d in range(1, n + 1) if n % d == 0)
""",
    ),
    Entry(
        "A008683",
        "0 if the square of a prime divides n, else 1 or -1 as the number of primes dividing n is even or odd.",
        offset=1,
        keywords="core sign easy mult nice",
        program="""
def a(n):
    sign, p = 1, 2
    while n > 1:
        if n % p == 0:
            n //= p
            sign = -sign
            if n % p == 0:
                return 0
        p += 1
    return sign
""",
    ),
    Entry(
        "A008836",
        "1 when n is a product of an even number of primes, repeats counted, and -1 when that number is odd.",
        offset=1,
        keywords="sign easy nice mult",
        crossrefs=("First differences of A002819.",),
        program="""
def a(n):
    sign, p = 1, 2
    while n > 1:
        while n % p == 0:
            n //= p
            sign = -sign
        p += 1
    return sign
""",
    ),
    Entry(
        "A008966",
        "0 when n is divisible by a square above 1, and 1 when it is not.",
        offset=1,
        keywords="nonn easy nice mult",
        crossrefs=(
            "Characteristic function of A005117.",
            "Absolute values of A008683.",
        ),
        program="""
from math import isqrt

def a(n):
    return int(all(n % (d * d) for d in range(2, isqrt(n) + 1)))
""",
    ),
    Entry(
        "A013929",
        "Positive integers that are a multiple of the square of some prime.",
        offset=1,
        keywords="nonn easy",
        crossrefs=("Complement of A005117.",),
        program="""
from itertools import count, islice
from math import isqrt

def has_square_divisor(n):
    return any(n % (d * d) == 0 for d in range(2, isqrt(n) + 1))

def a(n):
    return next(islice(filter(has_square_divisor, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A014197",
        "Number of positive integers m such that exactly n of the numbers from 1 to m are coprime to m.",
        offset=1,
        keywords="nonn easy nice",
        program="""
def is_prime(n):
    return n > 1 and all(n % d for d in range(2, n))

def solutions(n, smallest):
    total = int(n == 1)
    for p in range(smallest, n + 2):
        if n % (p - 1) == 0 and is_prime(p):
            rest = n // (p - 1)
            total += solutions(rest, p + 1)
            while rest % p == 0:
                rest //= p
                total += solutions(rest, p + 1)
    return total

def a(n):
    return solutions(n, 2)
""",
    ),
    Entry(
        "A018804",
        "Sum of the greatest common divisors of n with each of 1, 2, ..., n.",
        offset=1,
        keywords="nonn easy mult nice",
        crossrefs=("Moebius transform of A038040.",),
        program="""
from math import gcd

def a(n):
    return sum(gcd(k, n) for k in range(1, n + 1))
""",
    ),
    Entry(
        "A023196",
        "Positive integers that do not exceed the sum of their own proper divisors.",
        offset=1,
        keywords="nonn easy",
        crossrefs=("Complement of A005100.",),
        program="""
from functools import lru_cache
from itertools import count, islice

@lru_cache(maxsize=None)
def is_perfect_or_abundant(n):
    return sum(d for d in range(1, n // 2 + 1) if n % d == 0) >= n

def a(n):
    return next(islice(filter(is_perfect_or_abundant, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A024916",
        "Sum of all the divisors of all the integers from 1 to n.",
        offset=1,
        keywords="nonn easy",
        crossrefs=("Partial sums of A000203.",),
        program="""
def a(n):
    return sum(d * (n // d) for d in range(1, n + 1))
""",
    ),
    Entry(
        "A033879",
        "Twice n less the sum of all divisors of n: 0 for perfect and negative for abundant n.",
        offset=1,
        keywords="sign easy",
        program="""
def a(n):
    return 2 * n - sum(d for d in range(1, n + 1) if n % d == 0)
""",
    ),
    Entry(
        "A033950",
        "Positive integers whose number of divisors is itself one of their divisors.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from functools import lru_cache
from itertools import count, islice

@lru_cache(maxsize=None)
def is_refactorable(n):
    return n % sum(n % d == 0 for d in range(1, n + 1)) == 0

def a(n):
    return next(islice(filter(is_refactorable, count(1)), n - 1, None))
""",
    ),
    Entry(
        "A034444",
        "Number of ways to write n as an ordered product of two coprime positive integers.",
        offset=1,
        keywords="nonn nice easy mult",
        crossrefs=("Inverse Moebius transform of A008966.",),
        program="""
from math import gcd

def a(n):
    return sum(n % d == 0 and gcd(d, n // d) == 1 for d in range(1, n + 1))
""",
    ),
    Entry(
        "A034448",
        "Sum of those divisors d of n that have no factor above 1 in common with n/d.",
        offset=1,
        keywords="nonn easy nice mult",
        program="""
from math import gcd

def a(n):
    return sum(d for d in range(1, n + 1) if n % d == 0 and gcd(d, n // d) == 1)
""",
    ),
    Entry(
        "A038040",
        "Product of n and the number of its divisors.",
        offset=1,
        keywords="nonn easy nice mult",
        program="""
def a(n):
    return n * sum(n % d == 0 for d in range(1, n + 1))
""",
    ),
    Entry(
        "A051193",
        "Sum of the least common multiples of n with each of 1, 2, ..., n.",
        offset=1,
        keywords="nonn easy",
        program="""
from math import lcm

def a(n):
    return sum(lcm(k, n) for k in range(1, n + 1))
""",
    ),
    Entry(
        "A175318",
        "Sums over the numbers from 1 to n, each giving the product of its divisors.",
        offset=1,
        keywords="nonn easy",
        crossrefs=("Partial sums of A007955.",),
        program="""
from math import prod


def a(n):
    return sum(prod(d for d in range(1, k + 1) if k % d == 0) for k in range(1, n + 1))
""",
    ),
]
