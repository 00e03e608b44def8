"""Relations over a whole corpus: how many of each, how fast, and read again from the terms by plain arithmetic.

In:  python -m benchmarks.relations
Out: a table a source: rows of each relation, how many of 200 hold when read term by term; seconds, memory
"""

import resource
import time
from collections.abc import Iterator
from fractions import Fraction
from math import comb
from typing import Any

import datasets
import numpy as np

from benchmarks.shared import DATA
from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.relations import relations
from oeis_qa.loaders.oeis.sources import open_source
from oeis_qa.streams import Stream

READ = 200  # of each relation
_DEEP = 24  # terms of an inverse Euler transform that are read from products
Row = dict[str, Any]


def main() -> None:
    """Print a table for every source that is there."""
    for source in ("bundled", str(DATA / "oeis")):
        if source == "bundled" or (DATA / "oeis").exists():
            corpus = open_source(source, str(datasets.config.HF_DATASETS_CACHE))
            start = time.perf_counter()
            found = relations(corpus).to_pylist()
            seconds = time.perf_counter() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
            print(f"{source}: {len(found):,} relations of {len(corpus):,} sequences, {seconds:.1f} s (90), ", end="")
            print(f"{peak:.2f} GiB at most (3)")
            for name, count, stated, read, held in counted(corpus, found):
                print(f"  {name:<30}{count:>8,}{stated:>8,} stated{held:>6} of {read} read again hold")


def counted(corpus: Corpus, found: list[Row]) -> Iterator[tuple[str, int, int, int, int]]:
    """For every relation: its name, rows, stated ones, rows read again, and how many of these hold."""
    for name in sorted({row["relation"] for row in found}):
        rows = [row for row in found if row["relation"] == name]
        places = range(len(rows)) if len(rows) <= READ else Stream(0, "read").below(len(rows), np.arange(READ))
        some = [rows[int(place)] for place in places]
        yield name, len(rows), sum(row["stated"] for row in rows), len(some), sum(holds(corpus, row) for row in some)


def holds(corpus: Corpus, row: Row) -> bool:
    """Whether the relation holds on as many terms as it says, by integers and the definitions alone."""
    b, a = _terms(corpus, row["sequence"]), _terms(corpus, row["of"])
    name = row["relation"]
    if name in ("sum", "product"):
        return _composed(corpus, row, b, a)
    if name == "complement":
        return not set(b) & set(a) and len(set(b + a)) == len(b) + len(a) >= row["shared"]
    if name == "inverse permutation":
        first, other = (corpus.offset[row[side]].as_py() for side in ("sequence", "of"))
        pairs = [(n, b[m - first]) for n, m in enumerate(a, other) if 0 <= m - first < len(b)]
        return len(pairs) == row["shared"] and all(n == m for n, m in pairs)
    if name == "row sums" or name.startswith("column"):
        made = _rows(a, name)
        return (
            any(b[: row["shared"]] == made[s : s + row["shared"]] for s in (0, 1)) or b[1 : row["shared"] + 1] == made
        )
    made = made_by(name, a, corpus.offset[row["of"]].as_py(), row)
    return _agree(b, made, row["shift"], row["shared"])


def _terms(corpus: Corpus, index: int) -> list[int]:
    return list(map(int, corpus.terms_of(index)))


def _agree(b: list[int], made: list[Any], shift: int, shared: int) -> bool:
    pairs = [(term, made[i + shift]) for i, term in enumerate(b) if 0 <= i + shift < len(made)]
    return len(pairs) == shared >= 12 and all(one == other for one, other in pairs)


def _composed(corpus: Corpus, row: Row, b: list[int], a: list[int]) -> bool:
    """b and a by index; c from somewhere near where its index says."""
    c = _terms(corpus, row["other"])
    ahead = corpus.offset[row["sequence"]].as_py() - corpus.offset[row["of"]].as_py()
    pairs = [(b[i], a[i + ahead]) for i in range(len(b)) if 0 <= i + ahead < len(a)]
    for shift in range(-4, 5):
        known = [(x, y, c[i - shift]) for i, (x, y) in enumerate(pairs) if 0 <= i - shift < len(c)]
        fit = [x == (y + z if row["relation"] == "sum" else y * z) for x, y, z in known]
        if sum(fit[: row["shared"]]) >= row["shared"]:
            return True
    return False


def _rows(triangle: list[int], name: str) -> list[int]:
    rows, start = [], 0
    while start + len(rows) + 1 <= len(triangle):
        rows.append(triangle[start : start + len(rows) + 1])
        start += len(rows[-1])
    if name == "row sums":
        return [sum(row) for row in rows]
    column = int(name.removeprefix("column "))
    return [row[column] for row in rows[column:]]


def made_by(name: str, a: list[int], offset: int | None, row: Row) -> list[Any]:
    """The transform, from its definition."""
    n = range(len(a))
    if name == "affine image":
        return [Fraction(row["factor"]) * term + Fraction(row["added"]) for term in a]
    simple = {
        "shift": lambda: a,
        "negation": lambda: [-term for term in a],
        "absolute values": lambda: [abs(term) for term in a],
        "first differences": lambda: [a[i + 1] - a[i] for i in n[:-1]],
        "partial sums": lambda: [sum(a[: i + 1]) for i in n],
        "bisection, even places": lambda: [a[i] for i in n if i % 2 == 0],
        "bisection, odd places": lambda: [a[i] for i in n if i % 2 == 1],
        "binomial transform": lambda: [sum(comb(i, k) * a[k] for k in range(i + 1)) for i in n],
        "inverse binomial transform": lambda: [
            sum((-1) ** (i - k) * comb(i, k) * a[k] for k in range(i + 1)) for i in n
        ],
    }
    if name in simple:
        return simple[name]()
    return from_one(name, a[1 - (offset or 0) :])


def from_one(name: str, a: list[int]) -> list[int]:
    """Transforms that count from 1."""
    n = range(1, len(a) + 1)
    if name == "inverse Moebius transform":
        return [sum(a[d - 1] for d in n[:i] if i % d == 0) for i in n]
    if name == "Moebius transform":
        found: list[int] = []
        for i in n:
            found.append(a[i - 1] - sum(found[d - 1] for d in range(1, i) if i % d == 0))
        return found
    if name == "Euler transform":
        return _product(a)[1:]
    exponents: list[int] = []  # of the inverse Euler transform: each is what the product of those before lacks
    for i in n[:_DEEP]:
        exponents.append(a[i - 1] - _product([*exponents, 0])[i])
    return exponents + _by_logarithm(a)[len(exponents) :]


def _by_logarithm(a: list[int]) -> list[int]:
    """The same by n b(n) = sum of c(k) b(n - k), for terms that products take too long to reach."""
    b, c = [1, *a], [0]
    for i in range(1, len(b)):
        c.append(i * b[i] - sum(c[k] * b[i - k] for k in range(1, i)))
    found = [0]
    for i in range(1, len(b)):
        found.append((c[i] - sum(d * found[d] for d in range(1, i) if i % d == 0)) // i)
    return found[1:]


def _product(exponents: list[int]) -> list[int]:
    """The coefficients of the product of (1 - x^k)^-exponent, as far as the exponents go."""
    series = [1] + [0] * len(exponents)
    for k, exponent in enumerate(exponents, start=1):
        factor = [1]  # of y = x^k: the binomial series of (1 - y)^-exponent
        for j in range(len(exponents) // k):
            factor.append(factor[-1] * (exponent + j) // (j + 1))
        series = [sum(series[i - k * j] * factor[j] for j in range(i // k + 1)) for i in range(len(series))]
    return series


if __name__ == "__main__":
    main()
