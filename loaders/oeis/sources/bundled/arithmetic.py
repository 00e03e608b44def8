"""Elementary arithmetic: counting numbers, residue classes, floor functions, Beatty sequences, complements."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000027",
        "The counting numbers from one upward.",
        offset=1,
        keywords="core easy nonn mult",
        crossrefs=("Shifted copy of A001477.",),
        program="""
def a(n):
    return n
""",
    ),
    Entry(
        "A000037",
        "Positive integers whose square root is not an integer.",
        offset=1,
        keywords="easy nonn nice",
        crossrefs=("Complement of A000290.",),
        program="""
from math import isqrt


def a(n):
    return n + (1 + isqrt(4 * n)) // 2
""",
    ),
    Entry(
        "A000196",
        "Square root of n rounded down to an integer.",
        offset=0,
        keywords="easy nonn nice",
        program="""
from math import isqrt


def a(n):
    return isqrt(n)
""",
    ),
    Entry(
        "A000201",
        "Multiples of the golden ratio rounded down, n(1 + sqrt(5))/2 for n = 1, 2, 3, ...",
        offset=1,
        keywords="easy nonn nice",
        crossrefs=("Complement of A001950.",),
        program="""
from math import isqrt


def a(n):
    return (n + isqrt(5 * n**2)) // 2
""",
    ),
    Entry(
        "A001057",
        "Every integer once, in the order zero, one, minus one, two, minus two and so on.",
        offset=0,
        keywords="core easy sign nice",
        program="""
def a(n):
    return (n + 1) // 2 if n % 2 else -(n // 2)
""",
    ),
    Entry(
        "A001477",
        "Whole numbers counted from zero.",
        offset=0,
        keywords="core easy nonn mult",
        crossrefs=("Absolute values of A001489.",),
        program="""
def a(n):
    return n
""",
    ),
    Entry(
        "A001489",
        "Zero followed by minus one, minus two, minus three and so on downward.",
        offset=0,
        keywords="core easy sign",
        crossrefs=("Negation of A001477.",),
        program="""
def a(n):
    return -n
""",
    ),
    Entry(
        "A001651",
        "Positive integers that leave remainder one or two on division by three.",
        offset=1,
        keywords="easy nonn",
        crossrefs=("Complement of A008585.",),
        program="""
def a(n):
    return n + (n - 1) // 2
""",
    ),
    Entry(
        "A001840",
        "The product (n + 1)(n + 2) divided by six and rounded down.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return (n + 1) * (n + 2) // 6
""",
    ),
    Entry(
        "A001950",
        "Multiples of the square of the golden ratio rounded down, n(3 + sqrt(5))/2 for n = 1, 2, 3, ...",
        offset=1,
        keywords="easy nonn nice",
        crossrefs=("Complement of A000201.",),
        program="""
from math import isqrt


def a(n):
    return (3 * n + isqrt(5 * n**2)) // 2
""",
    ),
    Entry(
        "A002024",
        "One 1, two 2s, three 3s and so on, each positive integer written as often as it says.",
        offset=1,
        keywords="easy nonn nice",
        program="""
from math import isqrt


def a(n):
    return (1 + isqrt(8 * n - 7)) // 2
""",
    ),
    Entry(
        "A002260",
        "The rows 1; 1, 2; 1, 2, 3; ... written one after another, row k counting from 1 up to k.",
        offset=1,
        keywords="easy nonn nice tabl",
        program="""
from math import isqrt


def a(n):
    full_rows = (isqrt(8 * n - 7) - 1) // 2
    return n - full_rows * (full_rows + 1) // 2
""",
    ),
    Entry(
        "A002620",
        "A quarter of n squared, rounded down.",
        offset=0,
        keywords="core easy nonn nice",
        crossrefs=("Partial sums of A004526.",),
        program="""
def a(n):
    return n**2 // 4
""",
    ),
    Entry(
        "A004526",
        "Half of n, rounded down.",
        offset=0,
        keywords="core easy nonn nice",
        program="""
def a(n):
    return n // 2
""",
    ),
    Entry(
        "A005408",
        "Positive integers that leave remainder one on division by two.",
        offset=0,
        keywords="core easy nonn nice",
        crossrefs=("First differences of A000290.", "Complement of A005843."),
        program="""
def a(n):
    return 2 * n + 1
""",
    ),
    Entry(
        "A005843",
        "Twice each whole number, starting with zero.",
        offset=0,
        keywords="core easy nonn nice",
        crossrefs=("Complement of A005408.",),
        program="""
def a(n):
    return 2 * n
""",
    ),
    Entry(
        "A006368",
        "Permutation of the whole numbers: 3n/2 for even n, and 3n/4 rounded to the nearest integer for odd n.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("Inverse permutation of A006369.",),
        program="""
def a(n):
    return 3 * n // 2 if n % 2 == 0 else (3 * n + 1) // 4
""",
    ),
    Entry(
        "A006369",
        "Permutation of the whole numbers: 2n/3 if three divides n, else 4n/3 rounded to the nearest integer.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("Inverse permutation of A006368.",),
        program="""
def a(n):
    return 2 * n // 3 if n % 3 == 0 else (4 * n + 1) // 3
""",
    ),
    Entry(
        "A007310",
        "Positive integers divisible neither by two nor by three.",
        offset=1,
        keywords="easy nonn",
        program="""
def a(n):
    return 3 * n - 1 - n % 2
""",
    ),
    Entry(
        "A007412",
        "Positive integers that are not the third power of an integer.",
        offset=1,
        keywords="easy nonn",
        crossrefs=("Complement of A000578.",),
        program="""
def a(n):
    cubes_below = 0
    while (cubes_below + 1) ** 3 <= n + cubes_below:
        cubes_below += 1
    return n + cubes_below
""",
    ),
    Entry(
        "A014132",
        "Positive integers that are not a sum 1 + 2 + ... + k for any k.",
        offset=1,
        keywords="easy nonn",
        crossrefs=("Complement of A000217.",),
        program="""
from math import isqrt


def a(n):
    return n + (1 + isqrt(8 * n - 7)) // 2
""",
    ),
    Entry(
        "A022843",
        "Multiples of e = 2.71828... rounded down, n times e for n = 0, 1, 2, ...",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    numerator, denominator = 1, 1
    for k in range(1, n + 20):
        numerator, denominator = numerator * k + 1, denominator * k
    return n * numerator // denominator
""",
    ),
    Entry(
        "A026741",
        "n itself when n is odd, and half of n when n is even.",
        offset=0,
        keywords="easy nonn mult",
        program="""
def a(n):
    return n if n % 2 else n // 2
""",
    ),
    Entry(
        "A032766",
        "Three halves of n, rounded down.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    return 3 * n // 2
""",
    ),
]
