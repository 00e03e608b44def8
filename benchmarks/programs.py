"""How fast the sandbox runs programs beside other ways, which attacks it holds, how programs are judged.

In:  python -m benchmarks.programs
Out: three tables: programs a second, attacks, verdicts
"""

import json
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import datasets

import oeis_qa
from oeis_qa import sandbox
from oeis_qa.answers.fences import fenced
from oeis_qa.loaders.oeis.programs import fault_of, judged
from oeis_qa.loaders.oeis.programs.answer import Terms, gold
from oeis_qa.loaders.oeis.programs.golds import golds
from oeis_qa.loaders.oeis.sources import open_source
from oeis_qa.loaders.oeis.sources.bundled import entries
from oeis_qa.sandbox.attacks import check

HONEST = 200
PROGRAM = "from math import isqrt\nprint(sum(isqrt(n) for n in range({n})))"
Row = tuple[str, str, str]


def main() -> None:
    """Print the tables."""
    _show(("programs, two threads", "measured", "asked for"), list(_speeds()))
    _show(("attack", "held", "how it ended"), [(r.name, "yes" if r.held else "NO", r.said) for r in check()])
    _show(("programs as answers", "measured", "asked for"), list(_verdicts()))


def _show(head: Row, rows: list[Row]) -> None:
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(3)]
    for row in (head, *rows):
        print(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print()


def _speeds() -> Iterator[Row]:
    programs = [PROGRAM.format(n=1000 + n) for n in range(HONEST)]
    wanted = [f"{sum(_isqrts(1000 + n))}\n" for n in range(HONEST)]
    for name, run, asked in (
        ("sandbox", lambda program: sandbox.run(program).stdout, "200 of 200, 50/s"),
        ("no walls (unsafe=True)", lambda program: sandbox.run(program, unsafe=True).stdout, "-"),
        ("subprocess.run with a timeout", _naive, "-"),
    ):
        seconds, printed = _timed(run, programs)
        right = sum(map(str.__eq__, printed, wanted))
        yield name, f"{right} of {HONEST}, {HONEST / seconds:.0f}/s", asked


def _isqrts(n: int) -> list[int]:
    return [int(k**0.5) for k in range(n)]


def _naive(program: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["/usr/bin/python3", "-"], input=program, capture_output=True, text=True, timeout=6, check=False, cwd=folder
        )
    return done.stdout


def _timed(run: Callable[[str], str], programs: list[str]) -> tuple[float, list[str]]:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, programs[:4]))
        start = time.perf_counter()
        printed = list(pool.map(run, programs))
        return time.perf_counter() - start, printed


def _verdicts() -> Iterator[Row]:
    start = time.perf_counter()
    splits = oeis_qa.load_dataset(
        "oeis_qa/code_generation?size=200&eval_size=20", cache_dir=tempfile.mkdtemp(), keep_in_memory=True
    )
    counts = " + ".join(str(len(rows)) for rows in splits.values())
    yield (
        "load_dataset, golds run for the first time",
        f"{counts} rows, {time.perf_counter() - start:.1f} s",
        "200 + 20",
    )
    yield _bundled()
    rows = oeis_qa.load_dataset("oeis_qa/code_generation?given=name&size=300&eval_size=30")
    terms = [(row, gold(row["answer"])) for split in rows.values() for row in split]
    for name, response in _responses().items():
        start = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            right = sum(pool.map(lambda item, response=response: judged(response(*item), item[1]).right, terms))
        asked = "all" if name == "the gold" else "0"
        rate = len(terms) / (time.perf_counter() - start)
        yield f"{name}, of {len(terms)} sequences", f"{right} right, {rate:.0f}/s", asked


def _bundled() -> Row:
    """Every program that comes with the library, on all terms of its sequence and those behind them."""
    corpus = open_source("bundled", str(datasets.config.HF_DATASETS_CACHE))
    found = golds(corpus, "bundled", "", str(datasets.config.HF_DATASETS_CACHE), "python", False)
    asked = []
    for gold_of in found.values():
        terms = (*corpus.terms_of(gold_of.sequence), *gold_of.beyond)
        asked.append((gold_of.code, Terms("python", corpus.offset[gold_of.sequence].as_py(), (), terms)))
    programs = sum(entry is not None for entry in entries())
    with ThreadPoolExecutor(2) as pool:
        right = sum(pool.map(lambda item: not fault_of(*item), asked))
    return "bundled programs as golds", f"{right} right of {programs}", "every one"


def _responses() -> dict[str, Callable[..., str]]:
    """What a model might answer, by what it is called."""
    return {
        "the gold": lambda row, terms: row["messages"][1]["content"],
        "a list of all terms": lambda row, terms: _table(terms, len(terms.hidden)),
        "a list of the first nine terms": lambda row, terms: _table(terms, 9),
        "exec of a list of the first nine": lambda row, terms: _executed(terms, 9),
        "right on the first nine, then wrong": lambda row, terms: _until(row, terms, 9),
        "the terms as text": lambda row, terms: fenced("python", "\n".join(f"print({t})" for t in terms.hidden)),
        "a program that ends early": lambda row, terms: fenced("python", "raise SystemExit(0)"),
    }


def _table(terms: Terms, count: int) -> str:
    listed = ", ".join(terms.hidden[:count])
    return fenced("python", f"def a(n):\n    return [{listed}][n - {terms.offset}]")


def _executed(terms: Terms, count: int) -> str:
    listed = json.dumps(list(map(int, terms.hidden[:count])))
    return fenced("python", f"exec('t = {listed}')\ndef a(n):\n    return t[(n - {terms.offset}) % {count}]")


def _until(row: dict[str, object], terms: Terms, count: int) -> str:
    program = row["messages"][1]["content"].strip("`").removeprefix("python\n")  # type: ignore[index]
    last = terms.offset + count
    return fenced("python", f"{program}\nright = a\ndef a(n):\n    return right(n) + (n > {last})")


if __name__ == "__main__":
    main()
