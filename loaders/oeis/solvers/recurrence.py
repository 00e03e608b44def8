"""Linear recurrences with constant weights, by the algorithm of Berlekamp and Massey (1969).

For one run over the rationals, without a fraction: a multiple of the weights is kept in integers. For many runs modulo
a prime: only what is left of each run after the weights so far is kept, since whether the rule fits, and whether it
gives the next term, is all that is asked. A rule of k weights has 2k numbers to choose; it counts with two to spare.

In:  recurrence([1, 1, 2, 3, 5, 8, 13, 21])
Out: Solution(34, "Each term from the 3rd on is a fixed sum of those before it: a(n) = a(n-1) + a(n-2). "
     "For the last two terms shown: 8 + 5 = 13 and 13 + 8 = 21. So the next term is 21 + 13 = 34.")
"""

import math
from fractions import Fraction

import numpy as np

from oeis_qa.loaders.oeis.corpus import Flags, Ints
from oeis_qa.loaders.oeis.solvers.numbers import Words
from oeis_qa.loaders.oeis.solvers.window import Found, Window
from oeis_qa.loaders.oeis.solvers.worked import Number, Solution, Terms, factor, ordinal, weighed

ORDER = 11  # weights at most; so many can be told from 24 terms
_SETTLED = 2 * ORDER + 1  # terms after which a rule of that many weights can only fail, not change


def recurrence(terms: Terms) -> Solution | None:
    """Each term is a fixed sum of multiples of the k before it. Two to spare: at least 2k + 2 terms."""
    common = math.lcm(*(term.denominator for term in terms))
    rule = weights([int(term * common) for term in terms])
    if not rule or not 2 * len(rule) + 2 <= len(terms):
        return None
    formula = weighed(rule, [f"a(n-{back})" for back in range(1, len(rule) + 1)])
    found = f"Each term from the {ordinal(len(rule) + 1)} on is a fixed sum of those before it: a(n) = {formula}. "
    checks = " and ".join(
        f"{_applied(rule, terms, place)} = {terms[place]}" for place in (len(terms) - 2, len(terms) - 1)
    )
    following, text = _value(rule, terms), _applied(rule, terms, len(terms))
    told = f"So the next term is {text}." if text == str(following) else f"So the next term is {text} = {following}."
    return Solution(following, f"{found}For the last two terms shown: {checks}. {told}")


def _value(rule: list[Number], terms: Terms) -> Number:
    return sum(weight * term for weight, term in zip(rule, reversed(terms), strict=False))


def _applied(rule: list[Number], terms: Terms, place: int) -> str:
    return weighed(rule, [factor(terms[place - back]) for back in range(1, len(rule) + 1)])


def weights(terms: list[int]) -> list[Number] | None:
    """The fewest weights that make each term from those before it; None if that takes more than half of the terms."""
    rule, other, last, order, age = [1], [1], 1, 0, 1
    for at in range(len(terms)):
        error = sum(weight * terms[at - back] for back, weight in enumerate(rule[: at + 1]))
        if not error:
            age += 1
            continue
        changed = _combined(rule, last, [0] * age + other, error)
        if 2 * order <= at:
            rule, other, last, order, age = changed, rule, error, at + 1 - order, 1
        else:
            rule, age = changed, age + 1
        if order > min(ORDER, len(terms) // 2):
            return None
    padded = rule[: order + 1] + [0] * (order + 1 - len(rule))
    return [_exact(Fraction(-weight, padded[0])) for weight in padded[1:]]


def _combined(rule: list[int], last: int, other: list[int], error: int) -> list[int]:
    """last * rule - error * other, divided by what all have in common."""
    size = max(len(rule), len(other))
    rule, other = rule + [0] * (size - len(rule)), other + [0] * (size - len(other))
    made = [last * one - error * two for one, two in zip(rule, other, strict=True)]
    common = math.gcd(*made)
    return [weight // common for weight in made]


def _exact(value: Fraction) -> Number:
    return value.numerator if value.denominator == 1 else value


def recurrences(window: Window) -> Found:
    """`recurrence` for many runs."""
    order, left = _remainders(window)
    settled = min(_SETTLED, len(left) - 1)
    fails = ((left[settled:] != 0) & window.inside[settled:]).any(axis=0)
    fits = (order >= 1) & (order <= ORDER) & (window.shown >= 2 * order + 2) & ~fails
    return fits, fits & (left[window.shown, np.arange(len(order))] == 0)


def _remainders(window: Window) -> tuple[Ints, Words]:
    """For every run the number of weights, and by how much (times a number that is not 0) its terms miss their rule.

    `left` is the run times the rule so far, as series; `other` that of the rule before the last change, shifted so that
    both begin with the term at hand. Taking a multiple of the one from the other makes that term vanish.
    """
    prime, left = np.uint64(window.known.prime), window.values.astype(np.uint64)
    order, other = np.zeros(len(window.shown), np.int64), np.zeros_like(left)
    other[0] = 1
    for at in range(min(_SETTLED, len(left) - 1)):
        longer = (left[at] != 0) & (at < window.shown) & (2 * order <= at)
        changed = left[at + 1 :] * other[0]
        changed += other[1 : len(left) - at] * (prime - left[at])
        _replace(other[: len(left) - at], left[at:], longer)
        quotient = changed // prime
        quotient *= prime
        np.subtract(changed, quotient, out=left[at + 1 :])
        order += longer * (at + 1 - 2 * order)
    return order, left


def _replace(old: Words, new: Words, where: Flags) -> None:
    """Copy `new` over `old` in these columns; in words, since numpy guesses wrongly at every other flag."""
    changes = old ^ new
    changes &= np.negative(where.astype(np.int64)).view(np.uint64)
    old ^= changes
