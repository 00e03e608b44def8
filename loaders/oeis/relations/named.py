"""Sums and products with a sequence that is named: b(n) = a(n) + c(n) or a(n) c(n), a being named in b's entry.

In:  sums_and_products(corpus, lists, runs)
Out: {"sum": Matches(sequence=c's, of=pairs, ...), "product": ...}, and the pairs of b and a
"""

import re
from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow.compute as pc

from oeis_qa.loaders.oeis.corpus import Corpus, Ints
from oeis_qa.loaders.oeis.relations.affine import inverse
from oeis_qa.loaders.oeis.relations.lists import Lists, each_prime
from oeis_qa.loaders.oeis.relations.matching import RUN, Matches, Runs
from oeis_qa.loaders.oeis.solvers.numbers import Words, reduced

_NUMBER = re.compile(r"A(\d{6,7})")


def mentions(corpus: Corpus) -> tuple[Ints, Ints]:
    """Pairs of a sequence and another one that its name or a cross-reference names."""
    pairs = {
        (sequence, other)
        for sequence, text, place in said(corpus, "A[0-9]")
        for number in set(_NUMBER.findall(text))
        if (other := place.get(int(number))) is not None and other != sequence
    }
    found = np.array(sorted(pairs), np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def said(corpus: Corpus, telling: str) -> Iterator[tuple[int, str, Mapping[int, int]]]:
    """Every sequence of integers whose name and cross-references match an RE2 pattern, what these say, and where the
    sequence of each A-number stands."""
    place = {number: i for i, number in enumerate(corpus.number.tolist()) if not corpus.denominator[i]}
    crossrefs = pc.fill_null(pc.binary_join(corpus.crossrefs, "\n"), "")
    texts = pc.binary_join_element_wise(pc.fill_null(corpus.name, ""), crossrefs, "\n")
    matching = pc.match_substring_regex(texts, telling).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(matching & (corpus.denominator == 0))
    for sequence, text in zip(rows.tolist(), texts.take(rows).to_pylist(), strict=True):
        yield sequence, text, place


def sums_and_products(corpus: Corpus, lists: Lists, runs: Runs) -> dict[str, tuple[Matches, Ints, Ints]]:
    """By name, the sequences c that make b from a; `of` of each match is the place of its pair in those beside it."""
    sequence, named = _indexed(corpus, *mentions(corpus))
    ahead = corpus.offset.take(sequence).to_numpy() - corpus.offset.take(named).to_numpy()  # a's place less b's
    from_ = np.maximum(0, -ahead)
    shared = np.minimum(lists.lengths[sequence], lists.lengths[named] - ahead) - from_
    long = shared >= RUN
    sequence, named, ahead, from_, shared = (column[long] for column in (sequence, named, ahead, from_, shared))
    b = lists.picked(lists.starts[sequence] + from_, shared)
    a = lists.picked(lists.starts[named] + from_ + ahead, shared)
    found = {}
    for name, made in (("sum", _less(b, a)), ("product", _over(b, a))):
        match = runs.matches(made, sequence)
        other = match.sequence != named[match.of]
        found[name] = match.take(other), sequence, named
    return found


def _indexed(corpus: Corpus, sequence: Ints, named: Ints) -> tuple[Ints, Ints]:
    """The pairs of which both offsets are known."""
    known = corpus.offset.is_valid().to_numpy(zero_copy_only=False)
    both = known[sequence] & known[named]
    return sequence[both], named[both]


def _less(b: Lists, a: Lists) -> Lists:
    values = np.stack([b.values, a.values], axis=1)
    return Lists(each_prime(values, lambda rows, prime: reduced(rows[0] + np.uint64(prime) - rows[1], prime)), b.starts)


def _over(b: Lists, a: Lists) -> Lists:
    """The quotients; from the first division by zero on a list ends."""

    def divided(rows: Words, prime: int) -> Words:
        return reduced(rows[0] * inverse(rows[1], prime), prime)

    values = each_prime(np.stack([b.values, a.values], axis=1), divided)
    zero = np.where(a.values[0] == 0, np.arange(len(a.values[0])), len(a.values[0]))
    first = np.minimum.reduceat(zero, a.starts[:-1]) if len(zero) else zero
    return Lists(values, b.starts).picked(b.starts[:-1], np.minimum(b.lengths, first - b.starts[:-1]))
