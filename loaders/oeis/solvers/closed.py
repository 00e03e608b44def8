"""Rules in closed form: one term again and again, a constant difference or ratio, blocks, a table of differences.

Each rule stands here twice: for one run, exactly and with its steps; and for many runs at once, as flags.

In:  table([1, 4, 9, 16, 25])
Out: Solution(36, "Differences: 3, 5, 7, 9. Second differences: 2, 2, 2. The second differences are all equal. "
     "So the next difference is 9 + 2 = 11 and the next term is 25 + 11 = 36.")
"""

import itertools
from fractions import Fraction

import numpy as np

from oeis_qa.loaders.oeis.solvers.numbers import reduced
from oeis_qa.loaders.oeis.solvers.window import Found, Window, difference, either, nothing
from oeis_qa.loaders.oeis.solvers.worked import Number, Solution, Terms, listed, ordinal, plus, times

DEGREE = 10  # of a table of differences; as many parameters as a recurrence of eleven terms has weights
PERIOD = 11  # terms in a block; the longest that 24 terms show twice
_ROWS = "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth".split()


def repeat(terms: Terms) -> Solution | None:
    """All terms are equal. Two to spare: at least three."""
    if len(terms) < 3 or any(term != terms[0] for term in terms):
        return None
    return Solution(terms[0], f"All {len(terms)} terms are {terms[0]}. So the next term is {terms[0]}.")


def repeats(window: Window) -> Found:
    """`repeat` for many runs."""
    return window.obeyed(window.values[1:] != window.values[:-1], reach=1, least=3)


def constant_difference(terms: Terms) -> Solution | None:
    """Each term is the one before it and a constant. Two to spare: at least four."""
    steps = _differences(terms)
    if len(terms) < 4 or any(step != steps[0] for step in steps):
        return None
    following = terms[-1] + steps[0]
    found = f"Differences: {listed(steps)}. They are all {steps[0]}. "
    return Solution(following, found + f"So the next term is {plus(terms[-1], steps[0])} = {following}.")


def constant_differences(window: Window) -> Found:
    """`constant_difference` for many runs."""
    first = difference(window.values, window.known.prime)
    return window.obeyed(first[1:] != first[:-1], reach=2, least=4)


def constant_ratio(terms: Terms) -> Solution | None:
    """Each term is the one before it times a constant, and none is zero. Two to spare: at least four."""
    if len(terms) < 4 or not all(terms):
        return None
    ratio = Fraction(terms[1]) / terms[0]
    if any(term * ratio != after for term, after in itertools.pairwise(terms)):
        return None
    found = f"Each term divided by the one before it: {listed([ratio] * (len(terms) - 1))}. "
    following = terms[-1] * ratio
    told = f"The ratio is always {ratio}. So the next term is {times(terms[-1], ratio)} = {following}."
    return Solution(following, found + told)


def constant_ratios(window: Window) -> Found:
    """`constant_ratio` for many runs."""
    values = window.values.astype(np.uint64)
    products, squares = values[2:] * values[:-2], values[1:-1] * values[1:-1]
    wrong = reduced(products, window.known.prime) != reduced(squares, window.known.prime)
    return window.obeyed(
        wrong | (values[2:] == 0), reach=2, least=4
    )  # of four terms the first are then not zero either


def blocks(terms: Terms) -> Solution | None:
    """A block of terms comes again and again. More to spare than the block has: it is seen twice and begun again."""
    for size in range(2, min(PERIOD, (len(terms) - 1) // 2) + 1):
        if terms[size:] == terms[:-size]:
            place, following = len(terms) % size + 1, terms[-size]
            found = f"The terms come in blocks of {size}: {listed(terms[:size])}, and so on again. "
            told = f"The next term is the {ordinal(place)} of its block, as {size} places before: {following}."
            return Solution(following, found + told)
    return None


def many_blocks(window: Window) -> Found:
    """`blocks` for many runs; sizes that fit agree on the next term (Fine, Wilf 1965)."""
    found = nothing(len(window.shown))
    for size in range(2, min(PERIOD, (len(window.values) - 2) // 2) + 1):
        wrong = window.values[size:] != window.values[:-size]
        found = either(found, window.obeyed(wrong, reach=size, least=2 * size + 1))
    return found


def table(terms: Terms) -> Solution | None:
    """A polynomial of degree 2 to DEGREE: differences of differences become constant. Two to spare: three are equal."""
    rows = [list(terms)]
    for degree in range(1, min(DEGREE, len(terms) - 3) + 1):
        rows.append(_differences(rows[-1]))
        if degree >= 2 and all(value == rows[-1][0] for value in rows[-1]):
            return _tabled(rows)
    return None


def tables(window: Window) -> Found:
    """`table` for many runs; degrees that fit agree on the next term."""
    found = nothing(len(window.shown))
    row = difference(difference(window.values, window.known.prime), window.known.prime)
    for degree in range(2, min(DEGREE, len(window.values) - 4) + 1):
        found = either(found, window.obeyed(row[1:] != row[:-1], reach=degree + 1, least=degree + 3))
        row = difference(row, window.known.prime)
    return found


def _tabled(rows: list[list[Number]]) -> Solution:
    """What rows of differences say, the last one of them constant."""
    names = [_row_name(depth) for depth in range(len(rows))]
    found = [f"{name[0].upper()}{name[1:]}s: {listed(row)}." for name, row in zip(names[1:], rows[1:], strict=True)]
    added, sums = rows[-1][-1], []
    for name, row in zip(names[-2::-1], rows[-2::-1], strict=True):
        sums.append(f"the next {name} is {plus(row[-1], added)} = {row[-1] + added}")
        added = row[-1] + added
    told = f"So {', '.join(sums[:-1])} and {sums[-1]}."
    return Solution(added, " ".join([*found, f"The {names[-1]}s are all equal.", told]))


def _row_name(depth: int) -> str:
    return ("term", "difference")[depth] if depth < 2 else f"{_ROWS[depth - 1].lower()} difference"


def _differences(terms: Terms) -> list[Number]:
    return [after - term for term, after in itertools.pairwise(terms)]
