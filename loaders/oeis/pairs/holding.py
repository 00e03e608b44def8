"""Which relations hold between two runs, by what is shown of them: arithmetic modulo two primes, many pairs at once.

In:  holding(lists, negative terms, pairs that show 1, 2, 3, ... and 1, 3, 6, ...)
Out: flags, one column for each of RELATIONS: only "partial sums" is true
"""

import numpy as np

from oeis_qa.loaders.oeis.corpus import Flags, Ints
from oeis_qa.loaders.oeis.pairs.kinds import KEYS
from oeis_qa.loaders.oeis.pairs.pair import Pairs
from oeis_qa.loaders.oeis.relations.affine import are_images
from oeis_qa.loaders.oeis.relations.lists import Lists, each_prime
from oeis_qa.loaders.oeis.relations.matching import all_of
from oeis_qa.loaders.oeis.relations.transforms import FROM_ONE, TRANSFORMS, differences, negated
from oeis_qa.loaders.oeis.solvers.numbers import reduced

_AT_ONCE = 50_000  # pairs
_BEGINNING = 8  # terms by which a transform of all that stands before is told from others
_TRANSFORMED = {
    "first differences": TRANSFORMS["first differences"],
    "even places": TRANSFORMS["bisection, even places"],
    "odd places": TRANSFORMS["bisection, odd places"],
}
_FROM_START = {
    "binomial transform": TRANSFORMS["binomial transform"],
    "inverse binomial transform": TRANSFORMS["inverse binomial transform"],
    "Euler transform": FROM_ONE["Euler transform"],
    "inverse Euler transform": FROM_ONE["inverse Euler transform"],
    "inverse Moebius transform": FROM_ONE["inverse Moebius transform"],
    "Moebius transform": FROM_ONE["Moebius transform"],
}


def holding(lists: Lists, below: Flags, pairs: Pairs) -> Flags:
    """For every pair and each of RELATIONS, whether the relation holds of the runs that the pair shows."""
    parts = [pairs.take(slice(i, i + _AT_ONCE)) for i in range(0, len(pairs), _AT_ONCE)]
    return np.concatenate([np.zeros((0, len(KEYS)), bool), *(_holding(lists, below, part) for part in parts)])


def _holding(lists: Lists, below: Flags, pairs: Pairs) -> Flags:
    first = lists.starts[pairs.of] + pairs.of_start
    p = lists.picked(first, pairs.shown)
    q = lists.picked(lists.starts[pairs.sequence] + pairs.start, pairs.shown)
    held = {
        "negation": _begins(q, negated(p)),
        "absolute values": _begins(q, _absolute(p, below[_places(p, first)])),
        "partial sums": _begins(differences(q), p.behind(np.ones(len(pairs), np.int64))),
        **{name: _begins(q, transform(p)) for name, transform in _TRANSFORMED.items()},
        **_beside(p, q),
    }
    beginning = p.picked(p.starts[:-1], np.minimum(p.lengths, _BEGINNING))
    held |= {name: _begins(q, transform(beginning)) for name, transform in _FROM_START.items()}
    return np.column_stack([held[key] for key in KEYS])


def _beside(p: Lists, q: Lists) -> dict[str, Flags]:
    """Translations, and affine images that are neither these nor translations of the negation."""
    rises, changes = differences(q), differences(p)
    along, against = _begins(rises, changes), _begins(rises, negated(changes))
    same = (p.values[:, p.starts[:-1]] == q.values[:, q.starts[:-1]]).all(axis=0)
    return {"translation": along & ~same, "affine image": are_images(q, p) & ~along & ~against}


def _begins(longer: Lists, lists: Lists) -> Flags:
    """For every list, none empty, whether the longer one begins with it."""
    own = longer.picked(longer.starts[:-1], lists.lengths)
    return all_of(lists, (own.values == lists.values).all(axis=0))


def _absolute(p: Lists, below: Flags) -> Lists:
    return Lists(
        each_prime(p.values, lambda row, prime: reduced(np.where(below, np.uint64(prime) - row, row), prime)), p.starts
    )


def _places(p: Lists, first: Ints) -> Ints:
    """For every value of the lists, its place among all values."""
    found: Ints = np.arange(p.starts[-1]) + np.repeat(first - p.starts[:-1], p.lengths)
    return found
