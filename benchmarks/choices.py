"""Kinds that let choose one of four: what can be told without looking at the terms, and a plain reading of the rows.

The readers know what a row shows and the words of its options, nothing of the library's search; arithmetic is that of
Python's integers, after the definitions.

In:  python -m benchmarks.choices
Out: a table a source: each kind's rows and faults, then each guesser's share of right answers and its upper bound
"""

import functools
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import datasets

import oeis_qa
from benchmarks.kinds_plain import most_frequent
from benchmarks.relations import from_one, made_by
from benchmarks.shared import DATA
from oeis_qa.intervals import wilson
from oeis_qa.loaders.oeis.pairs.kinds import RELATIONS
from oeis_qa.splits import SPLITS

READ = {"train": 1_000, "validation": 500, "test": 500}  # rows
GUESSED = 50_000  # rows with letters
AT_ONCE = 5_000
CHANCE = 1 / 4


class Row(NamedTuple):
    """A row as it shows itself."""

    lines: list[str]  # what is shown, but for the options
    options: dict[str, str]  # by letter
    answer: str
    instruction: str
    meta: dict[str, Any]


def main() -> None:
    """Print the tables."""
    datasets.disable_progress_bars()
    for source in (str(DATA / "oeis"), "bundled"):
        if source == "bundled" or Path(source).is_dir():
            with tempfile.TemporaryDirectory() as cache:
                for kind, check in KINDS.items():
                    _tables(kind, check, source, cache)


def _tables(kind: str, check: "Check", source: str, cache: str) -> None:
    builder = oeis_qa.load_dataset_builder("oeis_qa", kind, source=source, cache_dir=cache, separators=",")
    capacity = builder.capacity()
    rows = [row for split in SPLITS for row in read(builder, split, min(READ[split], capacity[split]))]
    broken = Counter(fault for row in rows for fault in check(row))
    held = " + ".join(f"{count:,}" for count in capacity.values())
    print(f"{source}: {kind} | {held} | {len(rows):,} rows read, faults: {dict(broken) or 0}", flush=True)
    for what, right in guesses(lettered(builder, GUESSED)):
        found = wilson(sum(right), len(right), 0.998)
        verdict = "holds" if found.high < CHANCE + 0.01 else "BROKEN" if found.low > CHANCE else "too few rows to tell"
        print(
            f"  {what:<42} {found.mean:.4f}, at most {found.high:.4f} (0.2600) of {len(right):,} {verdict}", flush=True
        )


def read(builder: Any, split: str, count: int, first: int = 0) -> Iterator[Row]:
    """Rows of a split as they show themselves."""
    batch = builder.batch(split, range(first, first + count))
    columns = (getattr(batch, name).to_pylist() for name in ("data", "answer", "instruction", "meta"))
    for data, answer, instruction, meta in zip(*columns, strict=True):
        lettered = [line.partition(") ") for line in data.split("\n") if re.match(r"[A-D]\) ", line)]
        lines = [line for line in data.split("\n") if not re.match(r"[A-D]\) ", line)]
        yield Row(lines, {letter: text for letter, _, text in lettered}, answer, instruction, json.loads(meta))


def lettered(builder: Any, count: int) -> list[Row]:
    """The first rows of train that ask for a letter, so many if there are."""
    found: list[Row] = []
    for first in range(0, builder.capacity()["train"] - AT_ONCE + 1, AT_ONCE):
        found += [row for row in read(builder, "train", AT_ONCE, first) if row.options]
        if len(found) >= count:
            break
    return found[:count]


def guesses(rows: Sequence[Row]) -> Iterator[tuple[str, list[bool]]]:
    """Who answers without looking at the terms: what it does, and whether it is right, row by row."""
    letters, texts = [row.answer for row in rows], [row.options[row.answer] for row in rows]
    yield "one letter", most_frequent(letters, [""] * len(rows))
    yield "a letter by the instruction", most_frequent(letters, [row.instruction for row in rows])
    yield "a letter by the four options", most_frequent(letters, [tuple(row.options.values()) for row in rows])
    yield "one text by the four options", most_frequent(texts, [tuple(sorted(row.options.values())) for row in rows])
    yield "the text most often right where offered", _often_right(rows)
    for what, best in (("longest", max), ("shortest", min)):
        yield f"the {what} option", [best(row.options, key=lambda a: len(row.options[a])) == row.answer for row in rows]


def _often_right(rows: Sequence[Row]) -> list[bool]:
    """Whether the option is right that, of the four, is right most often where it is offered in the other half."""
    rates = []
    for half in range(2):
        offered = Counter(text for row in rows[1 - half :: 2] for text in row.options.values())
        right = Counter(row.options[row.answer] for row in rows[1 - half :: 2])
        rates.append({text: right[text] / count for text, count in offered.items()})
    return [
        max(row.options, key=lambda letter: rates[i % 2].get(row.options[letter], 0)) == row.answer
        for i, row in enumerate(rows)
    ]


def cross_reference(row: Row) -> Iterable[str]:
    """What a row of cross_reference says that its terms do not bear out."""
    p, q = ([int(term) for term in line.removeprefix("Q: ").split(",")] for line in row.lines[:2])
    if row.options:
        held = [letter for letter, text in row.options.items() if holds(KEY_OF[text], p, q)]
        return [] if held == [row.answer] else [f"{len(held)} options hold"]
    told = row.lines[2].removeprefix("How Q comes from P: ")
    return [] if next_term(KEY_OF[told], p, q) == int(row.answer) else ["the answer does not follow"]


KEY_OF = {relation.shown: relation.key for relation in RELATIONS}


def holds(key: str, p: list[int], q: list[int]) -> bool:
    """Whether every term of q that p and the terms before it tell is what they tell, four of them at least."""
    told = [(term, next_term(key, p, q[:k])) for k, term in enumerate(q)]
    known = [(term, expected) for term, expected in told if expected is not None]
    return len(known) >= 4 and all(term == expected for term, expected in known) and _plainer(key, p, q)


def _plainer(key: str, p: list[int], q: list[int]) -> bool:
    """Whether a translation moves, and an image is neither a translation nor the negation of one."""
    factor = _factor(p, q)
    return q[0] != p[0] if key == "translation" else key != "affine image" or factor not in (None, 0, 1, -1)


def next_term(key: str, p: list[int], seen: list[int]) -> Fraction | int | None:
    """The term of q behind the seen ones, as p tells it by this relation; None where it does not."""
    place = len(seen)
    if key == "translation":
        return seen[0] - p[0] + p[place] if seen else None
    if key == "affine image":
        factor = _factor(p, seen)
        return None if factor is None else seen[0] + factor * (p[place] - p[0])
    if key == "partial sums":
        return seen[-1] + p[place] if seen else None
    made = _made(key, tuple(p))
    return made[place] if place < len(made) else None


def _factor(p: list[int], q: list[int]) -> Fraction | None:
    other = next((k for k in range(len(q)) if p[k] != p[0]), None)
    return None if other is None else Fraction(q[other] - q[0], p[other] - p[0])


@functools.lru_cache(maxsize=64)
def _made(key: str, p: tuple[int, ...]) -> list[Any]:
    """What comes of p by a relation that needs nothing else."""
    (relation,) = (relation for relation in RELATIONS if relation.key == key)
    if relation.aligned == "index 1":
        return from_one(relation.found_as, list(p))
    return made_by(relation.found_as, list(p), None, {})


Check = Callable[[Row], Iterable[str]]
KINDS: dict[str, Check] = {"cross_reference": cross_reference}

if __name__ == "__main__":
    main()
