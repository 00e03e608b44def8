"""source="novel": how fast, and whether its rows are what they say, judged by other means than those that made them.

Every row's program is run by Python itself. With avoid= the real corpus, all runs of eight terms of that corpus and of
its differences are looked for among those of the rows, by exact integers in a dictionary. `reasoning_gym`'s number
sequences, as measured for issue 7, stand beside.

In:  python -m benchmarks.novel
Out: a table: rows a second, the slowest row, duplicates, wrong rows, runs found in the corpus to avoid, families
"""

import itertools
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from math import gcd
from typing import Any

import datasets
import pyarrow.compute as pc

import oeis_qa
from benchmarks.shared import DATA
from oeis_qa.loaders.oeis.sources import open_source
from oeis_qa.records import Batch

ROWS, MANY = 20_000, 100_000
WINDOW, DIGITS = 8, 16
PEER = {
    "rows a second, one core": "24,900, then one item of 15 s",
    "duplicates in 100,000 rows": "6.6 %",
}


def main() -> None:
    """Print the table."""
    print(f"| what | at least | measured | reasoning_gym |\n|---|---|---|---|\n{_lines(figures())}")
    for name, share in families(rows_of(ROWS)):
        print(f"{share:7.1%}  {name}")


def figures() -> Iterator[tuple[str, str, str]]:
    """What is measured, what is asked for, and what it is."""
    builder = novel()
    builder.batch("train", range(100))
    started = time.perf_counter()
    builder.batch("train", range(ROWS))
    yield "rows a second, one core", "20,000", f"{ROWS / (time.perf_counter() - started):,.0f}"
    yield "slowest of 20,000 rows asked one by one, CPU", "50 ms", f"{1000 * slowest(ROWS):.0f} ms"
    yield "duplicates in 100,000 rows", "< 0.1 %", f"{duplicates(rows_of(MANY)):.3%}"
    yield "constant or wrong of 20,000 rows", "0", f"{sum(map(faulty, *_columns(rows_of(ROWS)))):,}"
    if (DATA / "oeis").exists():
        corpus = str(DATA / "oeis")
        yield "runs of 20,000 rows in the real corpus", "-", f"{found(rows_of(ROWS), corpus):,}"
        yield "the same, with avoid= that corpus", "0", f"{found(rows_of(ROWS, avoid=corpus), corpus):,}"


def _lines(rows: Iterable[tuple[str, str, str]]) -> str:
    return "\n".join(f"| {what} | {asked} | {is_so} | {PEER.get(what, '')} |" for what, asked, is_so in rows)


def novel(**options: Any) -> Any:
    """The builder of completion."""
    return oeis_qa.load_dataset_builder("oeis_qa", "completion", source="novel", **options)


def rows_of(count: int, **options: Any) -> Batch:
    """The first train rows."""
    rows: Batch = novel(separators=", ", **options).batch("train", range(count))
    return rows


def slowest(count: int) -> float:
    """Seconds of the slowest row, each asked for by itself; of this process, whatever else the machine does."""
    builder, worst = novel(), 0.0
    for row in range(count):
        started = time.process_time()
        builder.batch("train", range(row, row + 1))
        worst = max(worst, time.process_time() - started)
    return worst


def duplicates(rows: Batch) -> float:
    """The share of rows that show the terms of an earlier one."""
    return 1 - len(pc.unique(rows.data)) / len(rows)


def _columns(rows: Batch) -> tuple[list[str], list[str], list[str]]:
    return rows.data.to_pylist(), rows.answer.to_pylist(), rows.meta.to_pylist()


def faulty(data: str, answer: str, meta: str) -> bool:
    """Whether a row is constant, or its program gives other terms than it shows and asks for."""
    told, said = json.loads(meta), [int(term) for term in re.findall(r"-?[0-9]+", data)]
    named: dict[str, Any] = {}
    exec(told["program"], named)  # noqa: S102 - a program of ours, run as a reader would
    first = told["offset"] + told["start"]
    made = [named["a"](n) for n in range(first, first + len(said) + 1)]
    return made != [*said, int(answer)] or len(set(made)) == 1


def found(rows: Batch, source: str) -> int:
    """How many rows hold eight terms in a row, or eight differences, that stand in the source or its differences."""
    own: dict[tuple[int, ...], set[int]] = {}
    for row, (data, answer) in enumerate(zip(rows.data.to_pylist(), rows.answer.to_pylist(), strict=True)):
        terms = [int(term) for term in f"{data}, {answer}".split(", ")]
        for values in (terms, _differences(terms)):
            for place, key in _keys(values):
                if sum(len(str(abs(value))) for value in values[place : place + WINDOW]) >= DIGITS:
                    own.setdefault(key, set()).add(row)
    hit: set[int] = set()
    for terms in _integers(source):
        for values in (terms, _differences(terms)):
            for _, key in _keys(values):
                hit |= own.get(key, set())
    return len(hit)


def _keys(values: list[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every run of eight values, by its place, as what no affine map changes: its differences in lowest terms."""
    rises = _differences(values)
    for place in range(len(values) - WINDOW + 1):
        own = rises[place : place + WINDOW - 1]
        sign = next((1 if rise > 0 else -1 for rise in own if rise), 1)
        common = sign * (gcd(*own) or 1)
        yield place, tuple([rise // common for rise in own])


def _differences(values: list[int]) -> list[int]:
    return [later - earlier for earlier, later in itertools.pairwise(values)]


def _integers(source: str) -> Iterator[list[int]]:
    """The terms of every sequence of integers."""
    corpus = open_source(source, str(datasets.config.HF_DATASETS_CACHE))
    for index in (corpus.denominator == 0).nonzero()[0].tolist():
        yield list(map(int, corpus.terms_of(index)))


def families(rows: Batch) -> list[tuple[str, float]]:
    """The share of rows by how many steps their family has, and whether it is that of linear recurrences."""
    keys = [json.loads(meta)["family"] for meta in rows.meta.to_pylist()]
    kinds = Counter("linear" if key == "linear" else f"{key.count(' > ') + (' of ' in key)} steps" for key in keys)
    return [(name, count / len(keys)) for name, count in kinds.most_common()]


if __name__ == "__main__":
    main()
