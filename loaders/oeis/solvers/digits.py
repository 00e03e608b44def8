"""Rules on digits: each term follows from the one before it by something done to its decimal digits.

In:  digit_rule([16, 23, 28, 38])
Out: Solution(49, "Each term is the one before it plus the sum of its digits: 16 + (1 + 6) = 23, 23 + (2 + 3) = 28, "
     "28 + (2 + 8) = 38. So the next term is 38 + (3 + 8) = 49.")
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from oeis_qa.loaders.oeis.corpus import Ints
from oeis_qa.loaders.oeis.solvers.numbers import Numbers, Residues, Words, reduced
from oeis_qa.loaders.oeis.solvers.window import Found, Window, either, nothing
from oeis_qa.loaders.oeis.solvers.worked import Solution, Terms

LEAST = 4  # terms: a rule is chosen among six and has no numbers to choose, so three steps, or two, are to spare


@dataclass(frozen=True)
class Rule:
    words: str
    worked: Callable[[int], str]  # a term -> how the next one is found
    made: Callable[[int], int]
    residue: Callable[[Numbers, Ints], Words]  # ids of terms -> what the rule makes of them, modulo the prime


def _digits(term: int, between: str = " + ", power: str = "") -> str:
    return between.join(digit + power for digit in str(term))


def _power_sum(term: int, power: int) -> int:
    return sum(int(digit) ** power for digit in str(term))


def _at(column: Residues, ids: Ints) -> Words:
    return column[ids].astype(np.uint64)


def _mirrored(term: int) -> int:
    return int(str(term)[::-1])


RULES = (
    Rule(
        "the one before it plus the sum of its digits",
        lambda term: f"{term} + ({_digits(term)})",
        lambda term: term + _power_sum(term, 1),
        lambda known, ids: _at(known.residue, ids) + _at(known.digit_sum, ids),
    ),
    Rule(
        "the one before it minus the sum of its digits",
        lambda term: f"{term} - ({_digits(term)})",
        lambda term: term - _power_sum(term, 1),
        lambda known, ids: _at(known.residue, ids) + (np.uint64(known.prime) - _at(known.digit_sum, ids)),
    ),
    Rule(
        "the sum of the squares of the digits of the one before it",
        lambda term: _digits(term, power="^2"),
        lambda term: _power_sum(term, 2),
        lambda known, ids: _at(known.squares, ids),
    ),
    Rule(
        "the sum of the cubes of the digits of the one before it",
        lambda term: _digits(term, power="^3"),
        lambda term: _power_sum(term, 3),
        lambda known, ids: _at(known.cubes, ids),
    ),
    Rule(
        "the one before it with its digits reversed",
        lambda term: f"{term} reversed",
        _mirrored,
        lambda known, ids: _at(known.mirrored, ids),
    ),
    Rule(
        "the one before it plus the same with its digits reversed",
        lambda term: f"{term} + {_mirrored(term)}",
        lambda term: term + _mirrored(term),
        lambda known, ids: _at(known.residue, ids) + _at(known.mirrored, ids),
    ),
)


def digit_rule(terms: Terms) -> Solution | None:
    """The first of RULES that makes each term from the one before it. Two to spare: at least four terms."""
    if len(terms) < LEAST or any(term < 0 or term.denominator > 1 for term in terms):
        return None
    whole = [int(term) for term in terms]
    for rule in RULES:
        if all(rule.made(term) == after for term, after in itertools.pairwise(whole)):
            return _worked(rule, whole)
    return None


def _worked(rule: Rule, terms: list[int]) -> Solution:
    steps = ", ".join(f"{rule.worked(term)} = {after}" for term, after in itertools.pairwise(terms))
    following = rule.made(terms[-1])
    told = f"So the next term is {rule.worked(terms[-1])} = {following}."
    return Solution(following, f"Each term is {rule.words}: {steps}. {told}")


def digit_rules(window: Window) -> Found:
    """`digit_rule` for many runs."""
    found = nothing(len(window.shown))
    if len(window.ids) <= LEAST:
        return found
    for rule in RULES:
        rows = np.flatnonzero(_made(rule, window.known, window.ids[0]) == window.values[1])  # few obey so far
        some = window.take(rows)
        wrong = _made(rule, some.known, some.ids[:-1]) != some.values[1:]
        wrong |= ~some.known.natural[some.ids[:-1]]
        fits, right = nothing(len(window.shown))
        fits[rows], right[rows] = some.obeyed(wrong, reach=1, least=LEAST)
        found = either(found, (fits, right))
    return found


def _made(rule: Rule, numbers: Numbers, ids: Ints) -> Words:
    return reduced(rule.residue(numbers, ids), numbers.prime)
