"""Which sequences come from which: every relation over a corpus, found by terms, or stated and checked.

Found are shifts, negations, absolute values, affine images, differences, partial sums, bisections, binomial, Euler
and Moebius transforms with their inverses, and sums and products with a sequence that the entry names. A row says that
sequence b(i) is the transform of sequence a at i + shift, for all `shared` places where both are known, twelve or more.
A relation between runs that stand in very many places (1, 2, 3, ...) is not told.

In:  relations(corpus)
Out: a table: sequence, relation, of, other, shift, shared, factor, added, stated
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.relations.affine import affine_images, coefficients
from oeis_qa.loaders.oeis.relations.lists import Lists, each_prime, lists_of, negative
from oeis_qa.loaders.oeis.relations.matching import Matches, Runs
from oeis_qa.loaders.oeis.relations.named import sums_and_products
from oeis_qa.loaders.oeis.relations.stated import CHECKED_HERE, found_as, holds, stated
from oeis_qa.loaders.oeis.relations.transforms import FROM_ONE, TRANSFORMS
from oeis_qa.loaders.oeis.solvers.numbers import reduced

SCHEMA = pa.schema(
    {
        "sequence": pa.int64(),  # index in the corpus of b
        "relation": pa.string(),
        "of": pa.int64(),  # index of a
        "other": pa.int64(),  # index of c, in a sum or product of a and c; else null
        "shift": pa.int64(),  # in places of the lists
        "shared": pa.int64(),  # terms that were compared
        "factor": pa.string(),  # of an affine image, a rational number
        "added": pa.string(),
        "stated": pa.bool_(),  # whether an entry says so
    }
)


def relations(corpus: Corpus) -> pa.Table:
    """Every relation of the corpus, in order of sequence."""
    lists = lists_of(corpus)
    runs = Runs.of(lists)
    parts = [_table(name, match) for name, match in _transformed(corpus, lists, runs)]
    parts.append(_images(corpus, affine_images(lists)))
    for name, (match, sequence, named) in sums_and_products(corpus, lists, runs).items():
        own = Matches(sequence[match.of], named[match.of], np.zeros(len(match), np.int64), match.shared)
        parts.append(_table(name, own, other=match.sequence))
    found = pa.concat_tables(parts)
    return _with_statements(corpus, found).sort_by([(name, "ascending") for name in ("sequence", "relation", "of")])


def _transformed(corpus: Corpus, lists: Lists, runs: Runs) -> Iterator[tuple[str, Matches]]:
    every = np.arange(len(corpus))
    for name, transform in TRANSFORMS.items():
        yield name, runs.matches(transform(lists), every)
    yield "absolute values", runs.matches(_absolute(corpus, lists), every)
    from_one = _from_one(corpus, lists)
    for name, transform in FROM_ONE.items():
        yield name, runs.matches(transform(from_one), every)


def _absolute(corpus: Corpus, lists: Lists) -> Lists:
    """The absolute values of the lists that hold a negative term."""
    below = negative(corpus)
    signed = np.bitwise_or.reduceat(np.append(below, False), lists.starts[:-1]) & (lists.lengths > 0)
    values = each_prime(lists.values, lambda row, prime: reduced(np.where(below, np.uint64(prime) - row, row), prime))
    return Lists(values, lists.starts).behind(np.where(signed, 0, lists.lengths))


def _from_one(corpus: Corpus, lists: Lists) -> Lists:
    """The lists from index 1 on; empty where that is not known."""
    first = corpus.offset.fill_null(2).to_numpy()
    return lists.behind(np.where(first <= 1, 1 - first, lists.lengths))


def _table(relation: str, match: Matches, **columns: Any) -> pa.Table:
    values = {"sequence": match.sequence, "of": match.of, "shift": match.shift, "shared": match.shared, **columns}
    count = len(match)
    values |= {"relation": pa.repeat(pa.scalar(relation), count), "stated": pa.repeat(pa.scalar(False), count)}
    arrays = [pa.array(values[f.name], f.type) if f.name in values else pa.nulls(count, f.type) for f in SCHEMA]
    return pa.Table.from_arrays(arrays, schema=SCHEMA)


def _images(corpus: Corpus, match: Matches) -> pa.Table:
    rows = zip(match.sequence.tolist(), match.of.tolist(), match.shift.tolist(), strict=True)
    factor, added = zip(*(coefficients(corpus, *row) for row in rows), strict=True) if len(match) else ((), ())
    return _table("affine image", match, factor=list(map(str, factor)), added=list(map(str, added)))


def _with_statements(corpus: Corpus, found: pa.Table) -> pa.Table:
    """The table with what entries state: marks on what was found, and rows for what only they say, where it holds."""
    place = {row: i for i, row in enumerate(zip(*(found.column(name).to_pylist() for name in _KEY), strict=True))}
    marked = np.zeros(len(found), bool)
    further = []
    for statement in dict.fromkeys(stated(corpus)):
        if statement.relation in CHECKED_HERE:
            if shared := holds(corpus, statement):
                name = f"column {statement.column}" if statement.relation == "column" else statement.relation
                further.append((name, statement.sequence, statement.of, shared))
            continue
        for name in found_as(statement.relation):
            if (row := place.get((statement.sequence, name, statement.of))) is not None:
                marked[row] = True
    found = found.set_column(SCHEMA.get_field_index("stated"), SCHEMA.field("stated"), [pa.array(marked)])
    return pa.concat_tables([found, *(_stated_row(*row) for row in further)])


_KEY = ("sequence", "relation", "of")


def _stated_row(relation: str, sequence: int, of: int, shared: int) -> pa.Table:
    row: dict[str, Any] = {"sequence": sequence, "relation": relation, "of": of, "shift": 0, "shared": shared}
    return pa.Table.from_pylist([{**row, "stated": True}], SCHEMA)
