"""Relations that entries state, in their cross-references or names, kept where the terms bear them out.

Those that are found anyway are looked up among the found ones; row sums, columns, complements and inverse permutations
are checked here, term by term.

In:  stated(corpus with A001787 "Row sums of A003506.")
Out: [Statement(sequence=0, relation="row sums", of=1, column=0)]
"""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.relations.matching import RUN
from oeis_qa.loaders.oeis.relations.named import said

_PHRASE = re.compile(
    r"\b(?:(partial sums|first differences|binomial transform|inverse binomial transform|euler transform"
    r"|inverse euler transform|m(?:ö|oe)bius transform|inverse m(?:ö|oe)bius transform|bisection|row sums|complement"
    r"|inverse|inverse permutation)|column (?:k\s?=\s?)?([0-9]{1,3}))"
    r" (?:of|to) (?:the )?(?:number |regular |square |irregular )?(?:sequence |triangle |array |table |permutation )?"
    r"(A[0-9]{6,7})\b",
    re.IGNORECASE,
)
_FOUND_AS = {
    "bisection": ("bisection, even places", "bisection, odd places"),
    "euler transform": ("Euler transform",),
    "inverse euler transform": ("inverse Euler transform",),
    "moebius transform": ("Moebius transform", "inverse Moebius transform"),  # both are called so
    "inverse moebius transform": ("inverse Moebius transform", "Moebius transform"),
}


class Statement(NamedTuple):
    sequence: int
    relation: str  # "row sums", "column", "complement", "inverse permutation"; or as that of a transform
    of: int
    column: int = 0


def stated(corpus: Corpus) -> Iterator[Statement]:
    """What the entries say of other sequences of the corpus, true or not."""
    for sequence, text, place in said(corpus, r"(?:of|to) [\w ]*A\d"):
        for phrase, column, number in _PHRASE.findall(text):
            of = place.get(int(number[1:]))
            if of is not None and of != sequence:
                relation = phrase.lower().replace("ö", "oe") or "column"
                yield Statement(sequence, _INVERSE.get(relation, relation), of, int(column or 0))


_INVERSE = {"inverse": "inverse permutation"}


def found_as(relation: str) -> tuple[str, ...]:
    """The names under which a stated relation is found by its terms."""
    return _FOUND_AS.get(relation, (relation,))


def holds(corpus: Corpus, statement: Statement) -> int:
    """On how many terms a statement that is checked here holds; 0 where one of them contradicts it, or too few tell."""
    terms, others = (list(map(int, corpus.terms_of(i))) for i in (statement.sequence, statement.of))
    if statement.relation in ("complement", "inverse permutation"):
        first, other_first = (corpus.offset[i].as_py() or 0 for i in (statement.sequence, statement.of))
        check = _complement if statement.relation == "complement" else _inverse
        return check(terms, others, first, other_first)
    made = _MAKERS[statement.relation](others, statement.column)
    return max((_agreeing(terms, made, shift) for shift in (0, -1, 1)), default=0)


def _row_sums(triangle: list[int], column: int) -> list[int]:
    return [sum(row) for row in _rows(triangle)]


def _column(triangle: list[int], column: int) -> list[int]:
    return [row[column] for row in _rows(triangle) if column < len(row)]


def _rows(triangle: list[int]) -> Iterator[list[int]]:
    """The whole rows of a regular triangle, which have 1, 2, 3, ... terms."""
    start, length = 0, 1
    while start + length <= len(triangle):
        yield triangle[start : start + length]
        start, length = start + length, length + 1


_MAKERS: dict[str, Callable[[list[int], int], list[int]]] = {"row sums": _row_sums, "column": _column}
CHECKED_HERE = (*_MAKERS, "complement", "inverse permutation")


def _agreeing(terms: list[int], made: list[int], shift: int) -> int:
    """The number of shared terms, made[i + shift] being terms[i], if there are _FEWEST or more and all agree."""
    terms, made = terms[max(0, -shift) :], made[max(0, shift) :]
    shared = min(len(terms), len(made))
    return shared if shared >= _FEWEST and terms[:shared] == made[:shared] else 0


_FEWEST = 8  # a triangle of 55 terms has ten rows, so fewer terms must do where an entry says what they are


def _complement(terms: list[int], others: list[int], first: int, other_first: int) -> int:
    """Whether every natural number up to where both lists reach stands in exactly one of them."""
    if not _rising(terms) or not _rising(others):
        return 0
    reach, least = min(terms[-1], others[-1]), min(terms[0], others[0])
    both = sorted(term for term in (*terms, *others) if term <= reach)
    return len(both) if least in (0, 1) and both == list(range(least, reach + 1)) and len(both) >= 2 * RUN else 0


def _inverse(terms: list[int], others: list[int], first: int, other_first: int) -> int:
    """Whether b(a(n)) = n wherever both are known."""
    pairs = ((n, terms[a - first]) for n, a in enumerate(others, other_first) if 0 <= a - first < len(terms))
    known = [n == b for n, b in pairs]
    return len(known) if len(known) >= RUN and all(known) else 0


def _rising(terms: list[int]) -> bool:
    return all(one < two for one, two in itertools.pairwise(terms))
