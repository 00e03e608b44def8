"""Triangles and square tables read by rows or antidiagonals."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A001263",
        "Triangle of Narayana numbers: Dyck paths of semilength r with k peaks, for k = 1..r in row r.",
        offset=1,
        keywords="nonn easy tabl nice look",
        program="""
from math import comb, isqrt


def a(n):
    row = (isqrt(8 * n - 7) + 1) // 2
    k = n - row * (row - 1) // 2
    return comb(row - 1, k - 1) * comb(row, k - 1) // k
""",
    ),
    Entry(
        "A003983",
        "Table of the smaller of i and j for i, j >= 1, read by antidiagonals.",
        offset=1,
        keywords="tabl nonn easy nice",
        program="""
from math import isqrt


def a(n):
    row = (isqrt(8 * n - 7) + 1) // 2
    k = n - row * (row - 1) // 2
    return min(k, row + 1 - k)
""",
    ),
    Entry(
        "A003989",
        "Table of the greatest common divisor of i and j for i, j >= 1, read by antidiagonals.",
        offset=1,
        keywords="nonn tabl easy nice",
        program="""
from math import gcd, isqrt


def a(n):
    row = (isqrt(8 * n - 7) + 1) // 2
    k = n - row * (row - 1) // 2
    return gcd(k, row + 1 - k)
""",
    ),
    Entry(
        "A003991",
        "Table of the products of i and j for i, j >= 1, read by antidiagonals.",
        offset=1,
        keywords="nonn tabl easy nice look",
        program="""
from math import isqrt


def a(n):
    row = (isqrt(8 * n - 7) + 1) // 2
    k = n - row * (row - 1) // 2
    return k * (row + 1 - k)
""",
    ),
    Entry(
        "A007318",
        "Pascal's triangle: row r holds the numbers of ways to choose k out of r objects, for k = 0..r.",
        offset=0,
        keywords="nonn tabl nice easy core look hear",
        crossrefs=("Absolute values of A130595.",),
        program="""
from math import comb, isqrt


def a(n):
    row = (isqrt(8 * n + 1) - 1) // 2
    k = n - row * (row + 1) // 2
    return comb(row, k)
""",
    ),
    Entry(
        "A008275",
        "Triangle whose row r holds the coefficients of x, x^2, ..., x^r in the product x(x-1)(x-2)...(x-r+1).",
        offset=1,
        keywords="sign tabl nice core",
        program="""
from math import isqrt


def a(n):
    row = (isqrt(8 * n - 7) + 1) // 2
    k = n - row * (row - 1) // 2
    polynomial = [0, 1]
    for root in range(1, row):
        polynomial = [high - root * low for high, low in zip([0] + polynomial, polynomial + [0])]
    return polynomial[k]
""",
    ),
    Entry(
        "A008277",
        "Triangle whose row r holds the numbers of ways to split r distinct objects into k nonempty groups, k = 1..r.",
        offset=1,
        keywords="nonn easy tabl nice core",
        program="""
from math import comb, factorial, isqrt


def a(n):
    row = (isqrt(8 * n - 7) + 1) // 2
    k = n - row * (row - 1) // 2
    onto = sum((-1) ** (k - j) * comb(k, j) * j**row for j in range(k + 1))
    return onto // factorial(k)
""",
    ),
    Entry(
        "A008279",
        "Triangle whose row r holds the numbers of ordered choices of k different objects out of r, for k = 0..r.",
        offset=0,
        keywords="nonn tabl nice easy core",
        program="""
from math import isqrt, perm


def a(n):
    row = (isqrt(8 * n + 1) - 1) // 2
    k = n - row * (row + 1) // 2
    return perm(row, k)
""",
    ),
    Entry(
        "A008288",
        "Table of the numbers of paths from (0,0) to (i,j) with steps (1,0), (0,1) and (1,1), read by antidiagonals.",
        offset=0,
        keywords="nonn tabl nice easy look",
        program="""
from math import comb, isqrt


def a(n):
    diagonal = (isqrt(8 * n + 1) - 1) // 2
    i = n - diagonal * (diagonal + 1) // 2
    j = diagonal - i
    return sum(2**k * comb(i, k) * comb(j, k) for k in range(min(i, j) + 1))
""",
    ),
    Entry(
        "A008290",
        "Triangle whose row r holds the numbers of permutations of r elements that fix exactly k of them, k = 0..r.",
        offset=0,
        keywords="nonn tabl nice easy",
        program="""
from math import comb, isqrt


def derangements(m):
    count = 1
    for size in range(1, m + 1):
        count = size * count + (-1) ** size
    return count


def a(n):
    row = (isqrt(8 * n + 1) - 1) // 2
    k = n - row * (row + 1) // 2
    return comb(row, k) * derangements(row - k)
""",
    ),
    Entry(
        "A008292",
        "Eulerian triangle: row r holds the numbers of permutations of 1..r that have k-1 descents, for k = 1..r.",
        offset=1,
        keywords="nonn tabl nice eigen core look",
        program="""
from math import comb, isqrt


def a(n):
    row = (isqrt(8 * n - 7) + 1) // 2
    k = n - row * (row - 1) // 2
    return sum((-1) ** j * comb(row + 1, j) * (k - j) ** row for j in range(k))
""",
    ),
    Entry(
        "A008302",
        "Irregular triangle: row r counts the permutations of 1..r with k inversions, for k from 0 to r(r-1)/2.",
        offset=1,
        keywords="nonn tabf nice easy look",
        program="""
def a(n):
    size, row, index = 1, [1], n - 1
    while index >= len(row):
        index -= len(row)
        size += 1
        length = len(row) + size - 1
        row = [sum(row[max(0, k - size + 1) : k + 1]) for k in range(length)]
    return row[index]
""",
    ),
    Entry(
        "A009766",
        "Triangle whose row r counts the words of r A's and k B's with no prefix of more B's than A's, for k = 0..r.",
        offset=0,
        keywords="nonn tabl nice easy",
        program="""
from math import comb, isqrt


def a(n):
    row = (isqrt(8 * n + 1) - 1) // 2
    k = n - row * (row + 1) // 2
    return comb(row + k, k) * (row - k + 1) // (row + 1)
""",
    ),
    Entry(
        "A027907",
        "Irregular triangle whose row r holds the 2r+1 coefficients of the r-th power of 1 + x + x^2.",
        offset=0,
        keywords="nonn tabf nice easy",
        program="""
from math import comb, isqrt


def a(n):
    row = isqrt(n)
    k = n - row * row
    return sum(comb(row, j) * comb(row - j, k - 2 * j) for j in range(min(row, k // 2) + 1))
""",
    ),
    Entry(
        "A047999",
        "Pascal's triangle with every entry replaced by its remainder modulo 2.",
        offset=0,
        keywords="nonn tabl easy nice",
        program="""
from math import isqrt


def a(n):
    row = (isqrt(8 * n + 1) - 1) // 2
    k = n - row * (row + 1) // 2
    return 1 if row & k == k else 0
""",
    ),
    Entry(
        "A048158",
        "Triangle whose row r holds the remainders of r on division by k, for k = 1..r.",
        offset=1,
        keywords="nonn tabl",
        program="""
from math import isqrt


def a(n):
    row = (isqrt(8 * n - 7) + 1) // 2
    k = n - row * (row - 1) // 2
    return row % k
""",
    ),
    Entry(
        "A049581",
        "Table of the distances between i and j on the number line for i, j >= 0, read by antidiagonals.",
        offset=0,
        keywords="nonn tabl easy nice",
        program="""
from math import isqrt


def a(n):
    row = (isqrt(8 * n + 1) - 1) // 2
    k = n - row * (row + 1) // 2
    return abs(row - 2 * k)
""",
    ),
    Entry(
        "A053120",
        "Triangle of the coefficients of the Chebyshev polynomials of the first kind, each from the lowest power up.",
        offset=0,
        keywords="sign tabl nice easy",
        program="""
from math import isqrt


def a(n):
    row = (isqrt(8 * n + 1) - 1) // 2
    k = n - row * (row + 1) // 2
    current, following = [1], [0, 1]
    for _ in range(row):
        doubled = [0] + [2 * c for c in following]
        padded = current + [0] * (len(doubled) - len(current))
        current, following = following, [d - p for d, p in zip(doubled, padded)]
    return current[k]
""",
    ),
    Entry(
        "A105278",
        "Triangle of Lah numbers: row r counts the ways to put r people into k nonempty unlabeled queues, k = 1..r.",
        offset=1,
        keywords="nonn tabl easy",
        program="""
from math import comb, isqrt, perm


def a(n):
    row = (isqrt(8 * n - 7) + 1) // 2
    k = n - row * (row - 1) // 2
    return comb(row, k) * perm(row - 1, row - k)
""",
    ),
    Entry(
        "A130595",
        "Triangle whose row r holds the coefficients of the r-th power of x - 1, lowest power first.",
        offset=0,
        keywords="sign nice tabl",
        program="""
from math import comb, isqrt


def a(n):
    row = (isqrt(8 * n + 1) - 1) // 2
    k = n - row * (row + 1) // 2
    return (-1) ** (row - k) * comb(row, k)
""",
    ),
]
