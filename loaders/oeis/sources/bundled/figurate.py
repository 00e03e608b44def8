"""Figurate numbers: points arranged in triangles, squares, pentagons, pyramids."""

from oeis_qa.loaders.oeis.sources.bundled.entry import Entry

ENTRIES = [
    Entry(
        "A000124",
        "Largest number of pieces into which n straight cuts can divide a flat round pancake.",
        offset=0,
        keywords="core easy nonn nice",
        crossrefs=("First differences of A000125.",),
        program="""
def a(n):
    return n * (n + 1) // 2 + 1
""",
    ),
    Entry(
        "A000125",
        "Largest number of pieces into which n plane slices can divide a solid cake.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return (n**3 + 5 * n + 6) // 6
""",
    ),
    Entry(
        "A000127",
        "Largest number of regions of a disk that arise when n points on its rim are all joined pairwise by chords.",
        offset=1,
        keywords="easy nonn nice",
        program="""
from math import comb


def a(n):
    return 1 + comb(n, 2) + comb(n, 4)
""",
    ),
    Entry(
        "A000217",
        "Triangular numbers, the sums 0 + 1 + ... + n.",
        offset=0,
        keywords="core easy nonn nice",
        crossrefs=("Partial sums of A001477.",),
        program="""
def a(n):
    return n * (n + 1) // 2
""",
    ),
    Entry(
        "A000292",
        "Number of balls in a pyramid with a triangular base and n layers.",
        offset=0,
        keywords="core easy nonn nice",
        crossrefs=("Partial sums of A000217.",),
        program="""
def a(n):
    return n * (n + 1) * (n + 2) // 6
""",
    ),
    Entry(
        "A000326",
        "Number of dots in n nested pentagons that share a corner, n(3n - 1)/2.",
        offset=0,
        keywords="core easy nonn nice",
        program="""
def a(n):
    return n * (3 * n - 1) // 2
""",
    ),
    Entry(
        "A000330",
        "Number of cannonballs in a pyramid with a square base and n layers, the sum of the squares up to n^2.",
        offset=0,
        keywords="core easy nonn nice",
        crossrefs=("Partial sums of A000290.",),
        program="""
def a(n):
    return n * (n + 1) * (2 * n + 1) // 6
""",
    ),
    Entry(
        "A000332",
        "Number of ways to choose four objects out of n, the pentatope numbers after some zeros.",
        offset=0,
        keywords="easy nonn",
        program="""
from math import comb


def a(n):
    return comb(n, 4)
""",
    ),
    Entry(
        "A000384",
        "Number of dots in n nested hexagons that share a corner, n(2n - 1).",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return n * (2 * n - 1)
""",
    ),
    Entry(
        "A000566",
        "Number of dots in n nested heptagons that share a corner, n(5n - 3)/2.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return n * (5 * n - 3) // 2
""",
    ),
    Entry(
        "A000567",
        "Number of dots in n nested octagons that share a corner, n(3n - 2).",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    return n * (3 * n - 2)
""",
    ),
    Entry(
        "A001110",
        "Perfect squares that are also a sum 0 + 1 + ... + k for some k, in increasing order.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    current, following = 0, 1
    for _ in range(n):
        current, following = following, 34 * following - current + 2
    return current
""",
    ),
    Entry(
        "A001318",
        "All values k(3k - 1)/2 for positive, zero and negative integers k, in increasing order.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    k = (n + 1) // 2
    return k * (3 * k - 1) // 2 if n % 2 else k * (3 * k + 1) // 2
""",
    ),
    Entry(
        "A001844",
        "Number of dots in a square drawn as a central dot with n square rings around it, n^2 + (n + 1)^2.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("First differences of A005900.",),
        program="""
def a(n):
    return n**2 + (n + 1) ** 2
""",
    ),
    Entry(
        "A001845",
        "Number of integer points (x, y, z) with |x| + |y| + |z| at most n.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    return (2 * n + 1) * (2 * n**2 + 2 * n + 3) // 3
""",
    ),
    Entry(
        "A002061",
        "One more than the product of n and n - 1.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return n * (n - 1) + 1
""",
    ),
    Entry(
        "A002378",
        "Products of two consecutive nonnegative integers, dots in an n by n + 1 rectangle.",
        offset=0,
        keywords="core easy nonn nice",
        crossrefs=("Partial sums of A005843.",),
        program="""
def a(n):
    return n * (n + 1)
""",
    ),
    Entry(
        "A002411",
        "Number of balls in a pyramid whose layers are the first n pentagonal numbers.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("Partial sums of A000326.",),
        program="""
def a(n):
    return n**2 * (n + 1) // 2
""",
    ),
    Entry(
        "A002412",
        "Number of balls in a pyramid whose layers are the first n hexagonal numbers.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("Partial sums of A000384.",),
        program="""
def a(n):
    return n * (n + 1) * (4 * n - 1) // 6
""",
    ),
    Entry(
        "A002415",
        "Number of squares, tilted ones included, with corners in an n by n grid of dots.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return n**2 * (n**2 - 1) // 12
""",
    ),
    Entry(
        "A003154",
        "Number of dots in a six-pointed star with n dots on each of its short edges, 6n(n - 1) + 1.",
        offset=1,
        keywords="easy nonn nice",
        program="""
def a(n):
    return 6 * n * (n - 1) + 1
""",
    ),
    Entry(
        "A003215",
        "Number of cells in a hexagonal patch of honeycomb made of a central cell and n rings around it.",
        offset=0,
        keywords="easy nonn nice",
        crossrefs=("First differences of A000578.",),
        program="""
def a(n):
    return 3 * n * (n + 1) + 1
""",
    ),
    Entry(
        "A005448",
        "Number of dots in a triangle figure with one central dot and n - 1 triangular rings around it.",
        offset=1,
        keywords="easy nonn nice",
        program="""
def a(n):
    return 3 * n * (n - 1) // 2 + 1
""",
    ),
    Entry(
        "A005891",
        "Number of dots in a pentagon figure with one central dot and n pentagonal rings around it.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return 5 * n * (n + 1) // 2 + 1
""",
    ),
    Entry(
        "A005898",
        "Number of points of a cubic stack with a central point and n cubic shells, the sum of two consecutive cubes.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return n**3 + (n + 1) ** 3
""",
    ),
    Entry(
        "A005900",
        "Number of balls stacked as an octahedron with n balls along each edge.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return n * (2 * n**2 + 1) // 3
""",
    ),
    Entry(
        "A005902",
        "Number of balls in a cluster made of one central ball and n cuboctahedral shells around it.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return (2 * n + 1) * (5 * n**2 + 5 * n + 3) // 3
""",
    ),
    Entry(
        "A005917",
        "Differences of successive fourth powers, n^4 minus (n - 1)^4.",
        offset=1,
        keywords="easy nonn nice",
        crossrefs=("First differences of A000583.",),
        program="""
def a(n):
    return n**4 - (n - 1) ** 4
""",
    ),
    Entry(
        "A006566",
        "Number of points in n nested dodecahedra that share a corner, n(3n - 1)(3n - 2)/2.",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return n * (3 * n - 1) * (3 * n - 2) // 2
""",
    ),
    Entry(
        "A007588",
        "Number of points of a star solid, an octahedron of edge n with a tetrahedron on each face, n(2n^2 - 1).",
        offset=0,
        keywords="easy nonn nice",
        program="""
def a(n):
    return n * (2 * n**2 - 1)
""",
    ),
    Entry(
        "A014105",
        "Triangular numbers of even index, that is n times 2n + 1.",
        offset=0,
        keywords="easy nonn",
        crossrefs=("Bisection of A000217.",),
        program="""
def a(n):
    return n * (2 * n + 1)
""",
    ),
    Entry(
        "A051662",
        "Number of points of a house: a cube of edge n + 1 with a square pyramid of n layers as its roof.",
        offset=0,
        keywords="easy nonn",
        program="""
def a(n):
    return (n + 1) ** 3 + n * (n + 1) * (2 * n + 1) // 6
""",
    ),
]
