"""Counting objects: set partitions, trees, lattice paths, necklaces, words, tilings."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000029",
        "Number of bracelets of n black or white beads, where turning or flipping a bracelet changes nothing.",
        offset=0,
        keywords="nonn easy nice core",
        program="""
from math import gcd


def a(n):
    if n == 0:
        return 1
    rotations = sum(2 ** gcd(n, shift) for shift in range(n)) // n
    reflections = 2 ** ((n + 1) // 2) if n % 2 else 3 * 2 ** (n // 2 - 1)
    return (rotations + reflections) // 2
""",
    ),
    Entry(
        "A000031",
        "Number of different circular arrangements of n black or white beads, where only rotations count as the same.",
        offset=0,
        keywords="nonn easy nice core",
        program="""
from math import gcd


def a(n):
    if n == 0:
        return 1
    return sum(2 ** gcd(n, shift) for shift in range(n)) // n
""",
    ),
    Entry(
        "A000081",
        "Number of rooted trees on n unlabeled vertices.",
        offset=0,
        keywords="nonn core easy nice eigen",
        program="""
def a(n):
    trees, weights = [0, 1], [0]
    for size in range(1, n):
        weights.append(sum(d * trees[d] for d in range(1, size + 1) if size % d == 0))
        trees.append(sum(weights[k] * trees[size + 1 - k] for k in range(1, size + 1)) // size)
    return trees[n]
""",
    ),
    Entry(
        "A000108",
        "Catalan numbers, the number of ways to nest n pairs of brackets correctly.",
        offset=0,
        keywords="nonn core easy nice eigen",
        crossrefs=(
            "Binomial transform of A005043.",
            "Inverse binomial transform of A007317.",
        ),
        program="""
from math import comb


def a(n):
    return comb(2 * n, n) // (n + 1)
""",
    ),
    Entry(
        "A000110",
        "Bell numbers: the number of ways to split n distinct objects into nonempty unordered groups.",
        offset=0,
        keywords="nonn core easy nice",
        crossrefs=("Binomial transform of A000296.",),
        program="""
from itertools import accumulate


def a(n):
    row = [1]
    for _ in range(n):
        row = list(accumulate(row, initial=row[-1]))
    return row[0]
""",
    ),
    Entry(
        "A000111",
        "Zigzag numbers: arrangements of 1..n that alternately rise and fall, starting with a rise.",
        offset=0,
        keywords="nonn core eigen nice easy",
        program="""
from itertools import accumulate


def a(n):
    row = [1]
    for _ in range(n):
        row = list(accumulate(reversed(row), initial=0))
    return row[-1]
""",
    ),
    Entry(
        "A000172",
        "Sum of the cubes of the entries in row n of Pascal's triangle.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import comb


def a(n):
    return sum(comb(n, k) ** 3 for k in range(n + 1))
""",
    ),
    Entry(
        "A000262",
        "Number of ways to put n distinct people into an unordered collection of nonempty queues.",
        offset=0,
        keywords="nonn easy core nice",
        program="""
from math import comb, perm


def a(n):
    if n == 0:
        return 1
    return sum(comb(n - 1, queues - 1) * perm(n, n - queues) for queues in range(1, n + 1))
""",
    ),
    Entry(
        "A000272",
        "Cayley's count of the trees on n labeled vertices, with a(0) = 1.",
        offset=0,
        keywords="nonn easy core nice",
        program="""
def a(n):
    return 1 if n < 2 else n ** (n - 2)
""",
    ),
    Entry(
        "A000296",
        "Number of ways to split n distinct objects into groups of at least two.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Inverse binomial transform of A000110.",),
        program="""
from math import comb


def a(n):
    counts = [1]
    for m in range(1, n + 1):
        counts.append(sum(comb(m - 1, block - 1) * counts[m - block] for block in range(2, m + 1)))
    return counts[n]
""",
    ),
    Entry(
        "A000364",
        "Secant numbers: (2n)! times the coefficient of x^(2n) in the power series of 1/cos(x).",
        offset=0,
        keywords="nonn easy nice core",
        crossrefs=("Bisection of A000111.",),
        program="""
from math import comb


def a(n):
    secants = [1]
    for m in range(1, n + 1):
        secants.append(sum((-1) ** (k + 1) * comb(2 * m, 2 * k) * secants[m - k] for k in range(1, m + 1)))
    return secants[n]
""",
    ),
    Entry(
        "A000587",
        "Set partitions of n elements with an even number of blocks minus those with an odd number of blocks.",
        offset=0,
        keywords="sign easy nice",
        program="""
from math import comb


def a(n):
    excess = [1]
    for m in range(n):
        excess.append(-sum(comb(m, k) * excess[k] for k in range(m + 1)))
    return excess[n]
""",
    ),
    Entry(
        "A000670",
        "Number of possible outcomes of a race of n runners when ties are allowed.",
        offset=0,
        keywords="nonn core easy nice",
        program="""
from math import comb


def a(n):
    outcomes = [1]
    for m in range(1, n + 1):
        outcomes.append(sum(comb(m, first) * outcomes[m - first] for first in range(1, m + 1)))
    return outcomes[n]
""",
    ),
    Entry(
        "A000699",
        "Number of ways to pair off 2n points on a circle by chords whose crossings connect all the chords.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    counts = [1, 1]
    for m in range(2, n + 1):
        counts.append((m - 1) * sum(counts[k] * counts[m - k] for k in range(1, m)))
    return counts[n]
""",
    ),
    Entry(
        "A000957",
        "Fine numbers: Dyck paths of semilength n-1 that have no peak at height one, with a(0) = 0.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import comb


def a(n):
    if n == 0:
        return 0
    fine = 1
    for m in range(2, n + 1):
        catalan = comb(2 * m - 2, m - 1) // m
        fine = (catalan - fine) // 2
    return fine
""",
    ),
    Entry(
        "A000984",
        "Number of ways to choose n objects out of 2n, the middle entries of Pascal's triangle.",
        offset=0,
        keywords="nonn easy core nice",
        crossrefs=(
            "Bisection of A001405.",
            "Binomial transform of A002426.",
        ),
        program="""
from math import comb


def a(n):
    return comb(2 * n, n)
""",
    ),
    Entry(
        "A001003",
        "Little Schroeder numbers: plane trees with n+1 leaves whose inner nodes all have two or more children.",
        offset=0,
        keywords="nonn easy nice core",
        program="""
from math import comb


def a(n):
    if n == 0:
        return 1
    return sum(comb(n, k) * comb(n, k - 1) // n * 2 ** (k - 1) for k in range(1, n + 1))
""",
    ),
    Entry(
        "A001006",
        "Motzkin numbers: paths of n steps up, level or down from height 0 back to height 0 that never go below it.",
        offset=0,
        keywords="nonn core easy nice",
        program="""
from math import comb


def a(n):
    return sum(comb(n, 2 * ups) * comb(2 * ups, ups) // (ups + 1) for ups in range(n // 2 + 1))
""",
    ),
    Entry(
        "A001037",
        "Number of binary words of length n strictly smaller than all their proper rotations, with a(0) = 1.",
        offset=0,
        keywords="nonn core easy nice",
        program="""
from functools import lru_cache


@lru_cache(maxsize=None)
def a(n):
    if n == 0:
        return 1
    periodic = sum(d * a(d) for d in range(1, n // 2 + 1) if n % d == 0)
    return (2**n - periodic) // n
""",
    ),
    Entry(
        "A001405",
        "Largest entry of row n of Pascal's triangle.",
        offset=0,
        keywords="nonn easy nice core",
        program="""
from math import comb


def a(n):
    return comb(n, n // 2)
""",
    ),
    Entry(
        "A001764",
        "Number of ternary trees with n inner nodes, every inner node having three ordered children.",
        offset=0,
        keywords="easy nonn nice core",
        program="""
from math import comb


def a(n):
    return comb(3 * n, n) // (2 * n + 1)
""",
    ),
    Entry(
        "A001850",
        "Number of lattice paths from (0,0) to (n,n) by steps right, up or diagonally up-right.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import comb


def a(n):
    return sum(comb(n, k) * comb(n + k, k) for k in range(n + 1))
""",
    ),
    Entry(
        "A001858",
        "Number of forests on n labeled vertices, that is, of labeled graphs without cycles.",
        offset=0,
        keywords="nonn nice easy",
        program="""
from math import comb


def a(n):
    forests = [1]
    for m in range(1, n + 1):
        forests.append(sum(comb(m - 1, k - 1) * k ** max(k - 2, 0) * forests[m - k] for k in range(1, m + 1)))
    return forests[n]
""",
    ),
    Entry(
        "A002212",
        "Number of Motzkin paths of length n-1 whose level steps come in three colors, with a(0) = 1.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import comb


def a(n):
    if n == 0:
        return 1
    return sum(comb(n - 1, k - 1) * comb(2 * k, k) // (k + 1) for k in range(1, n + 1))
""",
    ),
    Entry(
        "A002426",
        "Middle coefficient of the n-th power of 1 + x + x^2.",
        offset=0,
        keywords="nonn nice easy core",
        crossrefs=("Inverse binomial transform of A000984.",),
        program="""
from math import comb


def a(n):
    return sum(comb(n, 2 * k) * comb(2 * k, k) for k in range(n // 2 + 1))
""",
    ),
    Entry(
        "A002895",
        "Sum over k of C(n,k)^2 C(2k,k) C(2n-2k,n-k); closed walks of 2n steps on the diamond lattice.",
        offset=0,
        keywords="nonn easy nice walk",
        program="""
from math import comb


def a(n):
    return sum(comb(n, k) ** 2 * comb(2 * k, k) * comb(2 * n - 2 * k, n - k) for k in range(n + 1))
""",
    ),
    Entry(
        "A004148",
        "Number of sets of noncrossing arcs on n points in a row, none joining neighbors or sharing an endpoint.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    structures = [1]
    for m in range(1, n + 1):
        joined = sum(structures[k] * structures[m - 2 - k] for k in range(1, m - 1))
        structures.append(structures[m - 1] + joined)
    return structures[n]
""",
    ),
    Entry(
        "A005001",
        "Sums of the first n Bell numbers, those of sets of 0, 1, ..., n - 1 objects.",
        offset=0,
        keywords="nonn easy",
        program="""
from itertools import accumulate


def a(n):
    row, total = [1], 0
    for _ in range(n):
        total += row[0]
        row = list(accumulate(row, initial=row[-1]))
    return total
""",
    ),
    Entry(
        "A005043",
        "Riordan numbers: Motzkin paths of length n without a level step at height zero.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Inverse binomial transform of A000108.",),
        program="""
def a(n):
    current, following = 1, 0
    for m in range(2, n + 2):
        current, following = following, (m - 1) * (2 * following + 3 * current) // (m + 1)
    return current
""",
    ),
    Entry(
        "A005178",
        "Number of ways to cover a rectangle of 4 rows and n-1 columns with dominoes, with a(0) = 0.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    window = [0, 1, 1, 5]
    for _ in range(n):
        p, q, r, s = window
        window = [q, r, s, s + 5 * r + q - p]
    return window[0]
""",
    ),
    Entry(
        "A005418",
        "Number of binary words of length n-1 when a word and its reversal count as one.",
        offset=1,
        keywords="nonn easy nice",
        program="""
def a(n):
    length = n - 1
    palindromes = 2 ** ((length + 1) // 2)
    return (2**length + palindromes) // 2
""",
    ),
    Entry(
        "A005568",
        "Number of closed walks of 2n unit steps (up, down, left, right) from the origin within x >= 0, y >= 0.",
        offset=0,
        keywords="nonn easy",
        program="""
from math import comb


def catalan(n):
    return comb(2 * n, n) // (n + 1)


def a(n):
    return catalan(n) * catalan(n + 1)
""",
    ),
    Entry(
        "A006318",
        "Large Schroeder numbers: paths (0,0) to (n,n) by right, up and diagonal steps, never above the line y = x.",
        offset=0,
        keywords="nonn easy nice core",
        program="""
from math import comb


def a(n):
    return sum(comb(n + k, 2 * k) * comb(2 * k, k) // (k + 1) for k in range(n + 1))
""",
    ),
    Entry(
        "A007317",
        "Sum over k from 0 to n-1 of binomial(n-1, k) times the k-th Catalan number.",
        offset=1,
        keywords="nonn easy nice",
        crossrefs=("Binomial transform of A000108.",),
        program="""
from math import comb


def a(n):
    return sum(comb(n - 1, k) * comb(2 * k, k) // (k + 1) for k in range(n))
""",
    ),
    Entry(
        "A028859",
        "Number of words of length n over the letters A, B and C that never have two A's in a row.",
        offset=0,
        keywords="nonn easy",
        program="""
def a(n):
    ending_in_a, others = 0, 1
    for _ in range(n):
        ending_in_a, others = others, 2 * (ending_in_a + others)
    return ending_in_a + others
""",
    ),
    Entry(
        "A173270",
        "Number of binary words of at most n letters, also none, strictly smaller than all their proper rotations.",
        offset=0,
        keywords="nonn easy",
        crossrefs=("Partial sums of A001037.",),
        program="""
def a(n):
    words = [1]
    for length in range(1, n + 1):
        periodic = sum(d * words[d] for d in range(1, length // 2 + 1) if length % d == 0)
        words.append((2**length - periodic) // length)
    return sum(words)
""",
    ),
]
