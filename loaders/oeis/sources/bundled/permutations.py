"""Factorials and their kin, and permutations counted by cycles, fixed points, patterns and order."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000085",
        "Number of permutations of n elements that are their own inverse.",
        offset=0,
        keywords="nonn core easy nice",
        program="""
def a(n):
    current, following = 1, 1
    for m in range(2, n + 2):
        current, following = following, following + (m - 1) * current
    return current
""",
    ),
    Entry(
        "A000142",
        "Product of all positive integers up to n, which counts the orderings of n objects.",
        offset=0,
        keywords="nonn core easy nice",
        crossrefs=(
            "First differences of A003422.",
            "Binomial transform of A000166.",
        ),
        program="""
from math import factorial


def a(n):
    return factorial(n)
""",
    ),
    Entry(
        "A000165",
        "Product of the first n positive even numbers, which is also 2^n times n!.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Bisection of A006882.",),
        program="""
from math import factorial


def a(n):
    return 2**n * factorial(n)
""",
    ),
    Entry(
        "A000166",
        "Number of ways to hand back n hats so that nobody gets their own.",
        offset=0,
        keywords="nonn core easy nice",
        crossrefs=("Inverse binomial transform of A000142.",),
        program="""
def a(n):
    derangements = 1
    for m in range(1, n + 1):
        derangements = m * derangements + (-1) ** m
    return derangements
""",
    ),
    Entry(
        "A000178",
        "Product of the factorials 1!, 2!, ..., n!.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import factorial, prod


def a(n):
    return prod(factorial(k) for k in range(1, n + 1))
""",
    ),
    Entry(
        "A000179",
        "Number of ways to seat n husbands in a ring between n fixed wives, no couple adjacent; a(0) = 1, a(1) = -1.",
        offset=0,
        keywords="sign nice easy",
        program="""
from math import comb, factorial


def a(n):
    if n == 0:
        return 1
    return sum((-1) ** k * 2 * n * comb(2 * n - k, k) // (2 * n - k) * factorial(n - k) for k in range(n + 1))
""",
    ),
    Entry(
        "A000246",
        "Number of permutations of n elements in which every cycle has odd length.",
        offset=0,
        keywords="nonn easy",
        program="""
def a(n):
    current, following = 1, 1
    for m in range(2, n + 2):
        current, following = following, following + (m - 1) * (m - 2) * current
    return current
""",
    ),
    Entry(
        "A000254",
        "Number of permutations of n+1 elements made of exactly two cycles; n! times the n-th harmonic number.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    total, factorial = 0, 1
    for m in range(1, n + 1):
        total = m * total + factorial
        factorial *= m
    return total
""",
    ),
    Entry(
        "A000255",
        "Number of orderings of 1..n+1 in which no number is immediately followed by its successor.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    current, following = 1, 1
    for m in range(2, n + 2):
        current, following = following, m * following + (m - 1) * current
    return current
""",
    ),
    Entry(
        "A000266",
        "Number of permutations of n elements without a cycle of length two.",
        offset=0,
        keywords="nonn easy",
        program="""
from math import factorial


def a(n):
    return sum((-1) ** k * factorial(n) // (factorial(k) * 2**k) for k in range(n // 2 + 1))
""",
    ),
    Entry(
        "A000392",
        "Number of ways to divide n distinct objects into exactly three nonempty unlabeled groups.",
        offset=0,
        keywords="nonn easy",
        program="""
def a(n):
    if n == 0:
        return 0
    return (3 ** (n - 1) - 2**n + 1) // 2
""",
    ),
    Entry(
        "A000522",
        "Number of ordered selections without repetition, of any size from none to all, from n distinct objects.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Binomial transform of A000142.",),
        program="""
from math import perm


def a(n):
    return sum(perm(n, k) for k in range(n + 1))
""",
    ),
    Entry(
        "A001147",
        "Product of the first n odd numbers, the number of ways to split 2n people into pairs.",
        offset=0,
        keywords="nonn easy nice core",
        program="""
from math import factorial


def a(n):
    return factorial(2 * n) // (2**n * factorial(n))
""",
    ),
    Entry(
        "A001181",
        "Baxter numbers: permutations of n elements that avoid the vincular patterns 2-41-3 and 3-14-2.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import comb


def a(n):
    if n == 0:
        return 1
    m = n + 1
    total = sum(comb(m, k - 1) * comb(m, k) * comb(m, k + 1) for k in range(1, n + 1))
    return total // (comb(m, 1) * comb(m, 2))
""",
    ),
    Entry(
        "A001563",
        "n times the factorial of n.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("First differences of A000142.",),
        program="""
from math import factorial


def a(n):
    return n * factorial(n)
""",
    ),
    Entry(
        "A001710",
        "Number of even permutations of n elements.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import factorial


def a(n):
    return 1 if n < 2 else factorial(n) // 2
""",
    ),
    Entry(
        "A001720",
        "n factorial divided by 24, for n of 4 and more.",
        offset=4,
        keywords="nonn easy",
        program="""
from math import factorial


def a(n):
    return factorial(n) // 24
""",
    ),
    Entry(
        "A002109",
        "Hyperfactorials: the product 1^1 * 2^2 * ... * n^n.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import prod


def a(n):
    return prod(k**k for k in range(1, n + 1))
""",
    ),
    Entry(
        "A002464",
        "Number of orderings of 1..n in which consecutive integers are never neighbors.",
        offset=0,
        keywords="nonn easy nice",
        program="""
def a(n):
    counts = [1, 1, 0, 0]
    for m in range(4, n + 1):
        p, q, r, s = counts[-4:]
        counts.append((m + 1) * s - (m - 2) * r - (m - 5) * q + (m - 3) * p)
    return counts[n]
""",
    ),
    Entry(
        "A002720",
        "Number of ways to place any number of non-attacking rooks on an n by n chessboard.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import comb, factorial


def a(n):
    return sum(comb(n, rooks) ** 2 * factorial(rooks) for rooks in range(n + 1))
""",
    ),
    Entry(
        "A003149",
        "Sum of the products k! (n-k)! for k from 0 to n.",
        offset=0,
        keywords="nonn easy nice",
        crossrefs=("Self-convolution of A000142.",),
        program="""
from math import factorial


def a(n):
    return sum(factorial(k) * factorial(n - k) for k in range(n + 1))
""",
    ),
    Entry(
        "A003319",
        "Number of permutations of 1..n that map no set 1..j with 0 < j < n onto itself.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import factorial


def a(n):
    counts = [1]
    for m in range(1, n + 1):
        counts.append(factorial(m) - sum(counts[k] * factorial(m - k) for k in range(1, m)))
    return counts[n]
""",
    ),
    Entry(
        "A003422",
        "Sum of the factorials 0! + 1! + ... + (n-1)!.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import factorial


def a(n):
    return sum(factorial(k) for k in range(n))
""",
    ),
    Entry(
        "A005165",
        "Factorials from n! down to 1! added with alternating signs, n! taken positive.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import factorial


def a(n):
    return sum((-1) ** (n - k) * factorial(k) for k in range(1, n + 1))
""",
    ),
    Entry(
        "A005225",
        "Number of permutations of n elements whose cycles are all equally long.",
        offset=1,
        keywords="nonn easy nice",
        program="""
from math import factorial


def a(n):
    cycle_counts = [c for c in range(1, n + 1) if n % c == 0]
    return sum(factorial(n) // (factorial(c) * (n // c) ** c) for c in cycle_counts)
""",
    ),
    Entry(
        "A005802",
        "Number of permutations of 1..n that contain no increasing subsequence of length four.",
        offset=0,
        keywords="nonn easy nice",
        program="""
from math import comb


def a(n):
    total = sum(comb(2 * k, k) * comb(n + 1, k + 1) * comb(n + 2, k + 1) for k in range(n + 1))
    return total // ((n + 1) ** 2 * (n + 2))
""",
    ),
    Entry(
        "A006252",
        "Sum over k of k! times the signed Stirling number of the first kind s(n, k).",
        offset=0,
        keywords="sign",
        program="""
from math import perm


def a(n):
    terms = [1]
    for m in range(1, n + 1):
        terms.append(sum((-1) ** (k + 1) * perm(m, k) // k * terms[m - k] for k in range(1, m + 1)))
    return terms[n]
""",
    ),
    Entry(
        "A006882",
        "Double factorials: the product n (n-2) (n-4) ... that stops at 1 or 2.",
        offset=0,
        keywords="nonn easy core nice",
        program="""
from math import prod


def a(n):
    return prod(range(n, 0, -2))
""",
    ),
    Entry(
        "A033312",
        "One less than n factorial.",
        offset=0,
        keywords="nonn easy",
        program="""
from math import factorial


def a(n):
    return factorial(n) - 1
""",
    ),
    Entry(
        "A038507",
        "One more than n factorial.",
        offset=0,
        keywords="nonn easy",
        program="""
from math import factorial


def a(n):
    return factorial(n) + 1
""",
    ),
]
