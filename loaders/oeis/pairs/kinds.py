"""The relations that are asked about: what they are called, how two runs that stand in one are aligned, what is said.

Of a run of P, from place s on, and one of Q, from place t on, as long as it, the reading is of what is shown:
Q is P's negation if Q[k] = -P[k] for all shown k. Transforms that need all of P are shown from its start.

In:  RELATIONS[KEYS.index("even places")]
Out: Relation("even places", "bisection, even places", "twice", "Q holds the 1st, 3rd, 5th, ... ...", "...")
"""

from dataclasses import dataclass
from typing import Literal

Alignment = Literal["beside", "twice", "start", "index 1"]


@dataclass(frozen=True)
class Relation:
    key: str  # what the option calls it
    found_as: str  # its name in the table of relations
    aligned: Alignment  # place k of Q goes with place k of P, or with 2k, or both runs are from their starts
    shown: str  # as said of two runs that are shown side by side
    named: str  # as said of two sequences that are named


RELATIONS = (
    Relation(
        *("negation", "negation", "beside"),
        "each term of Q is the term of P at the same place with its sign changed",
        "Q is P with all signs changed",
    ),
    Relation(
        *("absolute values", "absolute values", "beside"),
        "each term of Q is the absolute value of the term of P at the same place",
        "Q holds the absolute values of the terms of P",
    ),
    Relation(
        *("translation", "affine image", "beside"),
        "each term of Q is the term of P at the same place plus one fixed number other than 0",
        "Q is P with one fixed number added to every term",
    ),
    Relation(
        *("affine image", "affine image", "beside"),
        "each term of Q is the term of P at the same place times one fixed number other than 0, 1 and -1, plus another "
        "fixed number, which may be 0",
        "Q is P with every term multiplied by one fixed number other than 0, 1 and -1, and another one added",
    ),
    Relation(
        *("first differences", "first differences", "beside"),
        "each term of Q is the next term of P minus the term of P at the same place",
        "Q holds the first differences of P",
    ),
    Relation(
        *("partial sums", "partial sums", "beside"),
        "each term of Q is the one before it plus the term of P at the same place",
        "Q holds the partial sums of P",
    ),
    Relation(
        *("even places", "bisection, even places", "twice"),
        "Q holds the 1st, 3rd, 5th, ... of the terms of P",
        "Q holds every other term of P, the 1st, 3rd, 5th, ...",
    ),
    Relation(
        *("odd places", "bisection, odd places", "twice"),
        "Q holds the 2nd, 4th, 6th, ... of the terms of P",
        "Q holds every other term of P, the 2nd, 4th, 6th, ...",
    ),
    Relation(
        *("binomial transform", "binomial transform", "start"),
        "Q is the binomial transform of P, both from index 0 on",
        "Q is the binomial transform of P",
    ),
    Relation(
        *("inverse binomial transform", "inverse binomial transform", "start"),
        "Q is the inverse binomial transform of P, both from index 0 on",
        "Q is the inverse binomial transform of P",
    ),
    Relation(
        *("Euler transform", "Euler transform", "index 1"),
        "Q is the Euler transform of P, both from index 1 on",
        "Q is the Euler transform of P",
    ),
    Relation(
        *("inverse Euler transform", "inverse Euler transform", "index 1"),
        "Q is the inverse Euler transform of P, both from index 1 on",
        "Q is the inverse Euler transform of P",
    ),
    Relation(
        *("inverse Moebius transform", "inverse Moebius transform", "index 1"),
        "the term of Q at each index n is the sum of the terms of P whose indices divide n, both from index 1 on",
        "each term of Q is the sum of the terms of P whose indices divide its own",
    ),
    Relation(
        *("Moebius transform", "Moebius transform", "index 1"),
        "the terms of Q whose indices divide n add up to the term of P at index n, both from index 1 on",
        "each term of P is the sum of the terms of Q whose indices divide its own",
    ),
)
KEYS = tuple(relation.key for relation in RELATIONS)
