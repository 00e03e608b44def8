"""Constants: decimal expansions in integer arithmetic, continued fractions and convergents."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000796",
        "Successive decimal digits of the ratio of a circle's circumference to its diameter, 3.14159....",
        offset=1,
        keywords="nonn cons core nice",
        program="""
def arccot(x, unit):
    total, power, k = 0, unit // x, 0
    while power:
        total += (-1) ** k * (power // (2 * k + 1))
        power //= x * x
        k += 1
    return total

def a(n):
    unit = 10 ** (n + 20)
    pi = 4 * (4 * arccot(5, unit) - arccot(239, unit))
    return pi // 10**21 % 10
""",
    ),
    Entry(
        "A001113",
        "Successive decimal digits of the sum of the reciprocals of all factorials, 2.71828....",
        offset=1,
        keywords="nonn cons core nice",
        program="""
def a(n):
    total, term, k = 0, 10 ** (n + 20), 1
    while term:
        total += term
        term //= k
        k += 1
    return total // 10**21 % 10
""",
    ),
    Entry(
        "A001203",
        "Partial quotients of the simple continued fraction of the circle constant 3.14159....",
        offset=0,
        keywords="nonn nice cofr",
        program="""
def arccot(x, unit):
    total, power, k = 0, unit // x, 0
    while power:
        total += (-1) ** k * (power // (2 * k + 1))
        power //= x * x
        k += 1
    return total

def quotients(p, q):
    while q:
        yield p // q
        p, q = q, p % q

def a(n):
    digits = n + 10
    while True:
        unit = 10 ** (digits + 20)
        pi = 4 * (4 * arccot(5, unit) - arccot(239, unit)) // 10**20
        bounds = zip(quotients(pi, 10**digits), quotients(pi + 1, 10**digits))
        for index, (low, high) in enumerate(bounds):
            if low != high:
                break
            if index == n:
                return low
        digits *= 2
""",
    ),
    Entry(
        "A001622",
        "Successive decimal digits of the positive root of x^2 = x + 1, the ratio 1.61803....",
        offset=1,
        keywords="nonn cons core nice easy",
        program="""
from math import isqrt

def a(n):
    unit = 10 ** (n - 1)
    return (unit + isqrt(5 * unit * unit)) // 2 % 10
""",
    ),
    Entry(
        "A002117",
        "Successive decimal digits of the sum of the reciprocals of the positive cubes, 1.20205....",
        offset=1,
        keywords="nonn cons nice",
        program="""
from math import comb

def a(n):
    unit, total, k = 5 * 10 ** (n + 20), 0, 1
    while True:
        term = unit // (2 * k**3 * comb(2 * k, k))
        if term == 0:
            return total // 10**21 % 10
        total += term if k % 2 else -term
        k += 1
""",
    ),
    Entry(
        "A002162",
        "Successive decimal digits of 0.69314..., the infinite sum 1 - 1/2 + 1/3 - 1/4 + ....",
        offset=0,
        keywords="nonn cons nice",
        program="""
def a(n):
    power, total, k = 2 * 10 ** (n + 21) // 3, 0, 0
    while power:
        total += power // (2 * k + 1)
        power //= 9
        k += 1
    return total // 10**20 % 10
""",
    ),
    Entry(
        "A002193",
        "Successive decimal digits of the diagonal of the unit square, 1.41421....",
        offset=1,
        keywords="nonn cons nice easy",
        program="""
from math import isqrt

def a(n):
    return isqrt(2 * 100 ** (n - 1)) % 10
""",
    ),
    Entry(
        "A002485",
        "Numerators of the continued fraction convergents 0/1, 1/0, 3/1, 22/7, ... of the circle constant.",
        offset=0,
        keywords="nonn nice frac",
        program="""
def arccot(x, unit):
    total, power, k = 0, unit // x, 0
    while power:
        total += (-1) ** k * (power // (2 * k + 1))
        power //= x * x
        k += 1
    return total

def numerators(p, q):
    previous, current = 0, 1
    while q:
        yield previous
        previous, current = current, previous + p // q * current
        p, q = q, p % q

def a(n):
    digits = 2 * n + 10
    while True:
        unit = 10 ** (digits + 20)
        pi = 4 * (4 * arccot(5, unit) - arccot(239, unit)) // 10**20
        bounds = zip(numerators(pi, 10**digits), numerators(pi + 1, 10**digits))
        for index, (low, high) in enumerate(bounds):
            if low != high:
                break
            if index == n:
                return low
        digits *= 2
""",
    ),
    Entry(
        "A002580",
        "Successive decimal digits of the edge of a cube of volume 2, 1.25992....",
        offset=1,
        keywords="nonn cons easy",
        program="""
def cube_root(number):
    low, high = 0, 1 << (number.bit_length() // 3 + 1)
    while high - low > 1:
        middle = (low + high) // 2
        if middle**3 <= number:
            low = middle
        else:
            high = middle
    return low

def a(n):
    return cube_root(2 * 1000 ** (n - 1)) % 10
""",
    ),
    Entry(
        "A003417",
        "Partial quotients 2; 1, 2, 1, 1, 4, 1, 1, 6, 1, ... of the simple continued fraction of e.",
        offset=0,
        keywords="nonn cofr easy nice",
        program="""
def a(n):
    if n == 0:
        return 2
    return 2 * (n + 1) // 3 if n % 3 == 2 else 1
""",
    ),
    Entry(
        "A007676",
        "Numerators of the fractions 2/1, 3/1, 8/3, 11/4, ... obtained by breaking off the continued fraction of e.",
        offset=0,
        keywords="nonn frac easy nice",
        program="""
def quotient(k):
    if k == 0:
        return 2
    return 2 * (k + 1) // 3 if k % 3 == 2 else 1

def a(n):
    previous, current = 0, 1
    for k in range(n + 1):
        previous, current = current, quotient(k) * current + previous
    return current
""",
    ),
    Entry(
        "A010121",
        "Partial quotients of the periodic continued fraction of the square root of 7.",
        offset=0,
        keywords="nonn cofr easy",
        program="""
from math import isqrt

def a(n):
    number, shift, divisor = 7, 0, 1
    for _ in range(n):
        shift = (isqrt(number) + shift) // divisor * divisor - shift
        divisor = (number - shift * shift) // divisor
    return (isqrt(number) + shift) // divisor
""",
    ),
    Entry(
        "A012245",
        "a(n) is 1 if n is a factorial and 0 otherwise; the decimal digits of Liouville's number 0.11000100....",
        offset=1,
        keywords="nonn cons easy nice",
        crossrefs=("Characteristic function of A000142.",),
        program="""
def a(n):
    factorial, k = 1, 1
    while factorial < n:
        k += 1
        factorial *= k
    return int(factorial == n)
""",
    ),
    Entry(
        "A014571",
        "Decimal digits of 0.41245..., whose base-2 digits after the point are the Thue-Morse word 01101001....",
        offset=0,
        keywords="nonn cons",
        program="""
def a(n):
    bits = 4 * n + 80
    numerator = 0
    for k in range(bits):
        numerator = 2 * numerator + k.bit_count() % 2
    return (numerator * 10 ** (n + 1) >> bits) % 10
""",
    ),
    Entry(
        "A020806",
        "The repeating decimal digits of one seventh, starting right after the point.",
        offset=0,
        keywords="nonn cons easy",
        program="""
def a(n):
    return 10 ** (n + 1) // 7 % 10
""",
    ),
    Entry(
        "A033307",
        "Decimal digits after the point of 0.123456789101112..., the positive integers written one after another.",
        offset=0,
        keywords="nonn base cons easy nice",
        crossrefs=("Shifted copy of A007376.",),
        program="""
def a(n):
    length = 1
    while n >= 9 * 10 ** (length - 1) * length:
        n -= 9 * 10 ** (length - 1) * length
        length += 1
    number = 10 ** (length - 1) + n // length
    return int(str(number)[n % length])
""",
    ),
]
