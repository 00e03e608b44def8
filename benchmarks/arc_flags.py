"""Flags without looking at the grids: what is told by the names that a row offers, beside always answering no.

In:  make bench-arc
Out: a table: config and operation, rows without any 1, then each guesser's share of right answers, its upper bound
"""

import itertools
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, NamedTuple

import oeis_qa
from benchmarks.kinds_plain import most_frequent
from oeis_qa.intervals import wilson
from oeis_qa.loaders.arc_rle.questions import KINDS

ROWS = 50_000
SLACK = 0.01  # what is asked: below the best constant's own rate and this


class Flags(NamedTuple):
    """What a row offers, in order, and what holds of it."""

    names: tuple[str, ...]
    bits: tuple[int, ...]


def main() -> None:
    """Print the table."""
    print("| flags | guesser | right | at most | bound | verdict |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as cache:
        for config, operation in flagged():
            rows = read(config, operation, ROWS, cache)
            constant = sum(none(rows)) / len(rows)
            print(f"| {config} {operation} | no for every name | {constant:.4f} | | | |", flush=True)
            for what, right in guesses(rows):
                found = wilson(sum(right), len(right), 0.998)
                verdict = "holds" if found.high < constant + SLACK else "BROKEN"
                print(f"| | {what} | {found.mean:.4f} | {found.high:.4f} | {constant + SLACK:.4f} | {verdict} |")


def flagged() -> Iterator[tuple[str, str]]:
    """Every config with its operations that are answered in flags."""
    for config, kind in KINDS.items():
        for name, operation in kind.OPERATIONS.items():
            if operation.form == "flags":
                yield config, name


def read(config: str, operation: str, count: int, cache: str) -> list[Flags]:
    """The first rows of an operation."""
    builder = oeis_qa.load_dataset_builder("arc_rle", config, operations=operation, cache_dir=cache)
    answers: list[str] = builder.batch("train", range(count)).answer.to_pylist()
    parts = ([flag.rpartition("=") for flag in answer.split(",")] for answer in answers)
    return [Flags(tuple(name for name, _, _ in row), tuple(int(bit) for _, _, bit in row)) for row in parts]


def none(rows: Sequence[Flags]) -> list[bool]:
    """Of which rows no name holds: where the best constant is right."""
    return [not any(row.bits) for row in rows]


def guesses(rows: Sequence[Flags]) -> Iterator[tuple[str, list[bool]]]:
    """Who answers by the names alone: what it does, and whether it is right, row by row."""
    by: dict[str, Callable[[Flags], Hashable]] = {
        "the number of names": lambda row: len(row.names),
        "the first name": lambda row: (len(row.names), row.names[0]),
        "the last name": lambda row: (len(row.names), row.names[-1]),
        "the first two names": lambda row: (len(row.names), row.names[:2]),
    }
    for what, key in by.items():
        yield f"the commonest answer by {what}", most_frequent([row.bits for row in rows], [*map(key, rows)])
    held = [frozenset(itertools.compress(row.names, row.bits)) for row in rows]
    yield "the commonest names by the set of names", most_frequent(held, [frozenset(row.names) for row in rows])
    yield "the commonest names by the best pair", _by_half(rows, _pairs)
    yield "each name by its own rate", _by_half(rows, _rates)
    yield "one name, that of the highest rate", _by_half(rows, _highest)


Guess = Callable[[tuple[str, ...]], tuple[int, ...]]


def _by_half(rows: Sequence[Flags], learnt: Callable[[Sequence[Flags]], Guess]) -> list[bool]:
    """Whether each row is guessed by what is learnt from the other half."""
    half = [learnt(rows[1 - i :: 2]) for i in range(2)]
    return [half[i % 2](row.names) == row.bits for i, row in enumerate(rows)]


def _pairs(rows: Sequence[Flags]) -> Guess:
    """Of the pairs of offered names the one that tells most of who holds, no other name holding."""
    seen: dict[Any, Counter[frozenset[str]]] = defaultdict(Counter)
    for row in rows:
        held = frozenset(itertools.compress(row.names, row.bits))
        for pair in itertools.combinations(sorted(row.names), 2):
            seen[len(row.names), pair][held & frozenset(pair) if held <= set(pair) else frozenset("?")] += 1
    best = {key: (counts.most_common(1)[0], counts.total()) for key, counts in seen.items()}

    def guess(names: tuple[str, ...]) -> tuple[int, ...]:
        known = [best[key] for pair in itertools.combinations(sorted(names), 2) if (key := (len(names), pair)) in best]
        (held, _), _ = max(known, key=lambda told: told[0][1] / told[1], default=((frozenset[str](), 0), 1))
        return tuple(int(name in held) for name in names)

    return guess


def _rate(rows: Sequence[Flags]) -> dict[str, float]:
    """How often each name holds where it is offered."""
    offered = Counter(name for row in rows for name in row.names)
    held = Counter(name for row in rows for name in itertools.compress(row.names, row.bits))
    return {name: held[name] / count for name, count in offered.items()}


def _rates(rows: Sequence[Flags]) -> Guess:
    rate = _rate(rows)
    return lambda names: tuple(int(rate.get(name, 0) > 0.5) for name in names)


def _highest(rows: Sequence[Flags]) -> Guess:
    rate = _rate(rows)
    return lambda names: tuple(int(name == max(names, key=lambda one: rate.get(one, 0))) for name in names)


if __name__ == "__main__":
    main()
