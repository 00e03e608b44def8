"""How many completion rows the solvers explain, how often a rule that fits is wrong, and how fast both paths are.

In:  python -m benchmarks.solvers
Out: one table a source: runs a second of the screen and of the exact functions, and the share of rows by solver
"""

import time
from collections.abc import Iterator
from typing import Any

import numpy as np

import oeis_qa
from benchmarks.shared import DATA
from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.runs import Runs
from oeis_qa.loaders.oeis.solvers import NOBODY, SOLVERS, Screened, parsed, screened
from oeis_qa.loaders.oeis.solvers.numbers import numbers

ROWS = 200_000
WORKED = 5_000
BATCH = 40_000  # rows of a table, as they are built
Row = tuple[str, str, str]  # what, the figure, asked for


def main() -> None:
    """Print a table for every source that is there."""
    for source in ("bundled", str(DATA / "oeis")):
        if source == "bundled" or (DATA / "oeis").exists():
            rows = list(_table(source))
            widths = [max(len(row[column]) for row in rows) for column in range(3)]
            for row in [(source, "measured", "asked for"), *rows]:
                print(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _table(source: str) -> Iterator[Row]:
    plan: Any = oeis_qa.load_dataset_builder(f"oeis_qa/completion?source={source}")._plan()
    corpus, order = plan.studied.corpus, plan.rows["train"]
    runs = order.take(range(min(ROWS, len(order))))
    seconds, _ = _timed(lambda: numbers(corpus))
    yield "reading the numbers, once a corpus", f"{seconds:.2f} s for {len(corpus.terms):,} terms", ""
    seconds, found = min((_timed(lambda: _screened(corpus, runs)) for _ in range(3)), key=lambda timed: timed[0])
    yield "screen", f"{len(runs) / seconds:,.0f} runs/s", "100,000 runs/s"
    yield "steps of solved rows", f"{_worked(corpus, runs, found):,.0f} rows/s", "5,000 rows/s"
    yield from _shares(found)


def _timed(work: Any) -> tuple[float, Any]:
    started = time.perf_counter()
    made = work()
    return time.perf_counter() - started, made


def _screened(corpus: Corpus, runs: Runs) -> Screened:
    parts = [screened(corpus, runs.take(slice(begin, begin + BATCH))) for begin in range(0, len(runs), BATCH)]
    return Screened(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("solved_by", "rival")))


def _worked(corpus: Corpus, runs: Runs, found: Screened) -> float:
    """Solved rows a second for which the steps are written, terms read and all."""
    rows = np.flatnonzero(found.solved_by != NOBODY)[:WORKED]
    some, solvers = runs.take(rows), found.solved_by[rows].tolist()
    first = (corpus.starts[some.sequence] + some.start).tolist()
    started = time.perf_counter()
    for solver, begin, shown in zip(solvers, first, some.shown.tolist(), strict=True):
        if SOLVERS[solver].solve([parsed(term) for term in corpus.terms[begin : begin + shown].to_pylist()]) is None:
            raise AssertionError(f"{SOLVERS[solver].name} has no steps for the run at {begin} + {shown}")
    return len(rows) / (time.perf_counter() - started)


def _shares(found: Screened) -> Iterator[Row]:
    for index, solver in enumerate(SOLVERS):
        solved, rival = np.mean(found.solved_by == index), np.mean(found.rival == index)
        yield f"solved by {solver.name}", f"{solved:.3%}, a rival in {rival:.3%}", ""
    yield "solved by any", f"{np.mean(found.solved_by != NOBODY):.2%}", "about 23 %"
    yield "with a rival", f"{np.mean(found.rival != NOBODY):.2%}", "about 0.2 %"


if __name__ == "__main__":
    main()
