"""The verifiers' figures: the scoreboard, golds, junk, speed and hostile texts, in one run.

In:  make bench-answers
Out: the scoreboard, then one table: what was measured, the figure, what it was compared with, the figure asked for
"""

import importlib.util
import itertools
import logging
import multiprocessing
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import datasets

import oeis_qa
from benchmarks import scoreboard, shared
from benchmarks.battery import VALUES, cases
from oeis_qa import registry
from oeis_qa.answers import verify
from oeis_qa.rewards import correctness

CORES = 2
Row = tuple[str, str, str, str]  # what, the figure, compared with, asked for
Question = tuple[str, str, str]  # completion, gold, kind


def main() -> None:
    """Print the scoreboard and the table."""
    datasets.disable_progress_bars()
    logging.disable(logging.WARNING)
    scoreboard.main()
    print("\n| what | measured | compared with | asked for |\n|---|---|---|---|")
    for row in itertools.chain(battery(), golds(), junk(), integers(), latex(), hostile()):
        print("| " + " | ".join(row) + " |", flush=True)


def battery() -> Iterator[Row]:
    """The worst kind of the battery."""
    for i, what in enumerate(("right phrasings refused", "wrong phrasings accepted")):
        share, kind = max((scoreboard.errors(scoreboard.ours, cases(kind))[i], kind) for kind in VALUES)
        other = scoreboard.errors(scoreboard.math_verify, cases("integer"))[i]
        yield f"battery: {what}, worst kind", f"{share:.2%} ({kind})", f"math-verify, integer {other:.1%}", "1 %"


def golds() -> Iterator[Row]:
    """Golds of GSM8K in their solutions, and of MATH in a box and against themselves."""
    right, _ = scoreboard.on_gsm8k(scoreboard.ours)
    other, _ = scoreboard.on_gsm8k(scoreboard.math_verify)
    yield "GSM8K test solutions", f"{right:,} of 1,319", f"math-verify {other:,}", "1,319"
    math = shared.math_golds("test")
    right = sum(
        correctness(completions=[f"\\boxed{{{gold}}}" for gold in math], answer=math, answer_kind=["latex"] * len(math))
    )
    other = sum(scoreboard.math_verify(f"$\\boxed{{{gold}}}$", gold, "latex") for gold in math)
    yield "MATH test golds in a box", f"{right:,.0f} of {len(math):,}", f"math-verify {other:,}", "5,000"


def junk() -> Iterator[Row]:
    """Answers that answer nothing, over the rows of every config."""
    for dataset in registry.DATASETS.values():
        for config in registry.builder_class(dataset.name).BUILDER_CONFIGS:
            splits = oeis_qa.load_dataset(f"{dataset.name}/{config.name}?layout=text", **config.required())
            rows = [row for rows in splits.values() for row in rows]
            for name in ("", "0", "a", "I do not know", "0123456789", "0 1 2 3 4 5 6 7 8 9", "the prompt"):
                yield _junk_row(f"{dataset.name}/{config.name}", name, rows)


def _junk_row(config: str, name: str, rows: list[dict[str, str]]) -> Row:
    said = [row["text"].rpartition("\n")[0] if name == "the prompt" else name for row in rows]
    right = sum(verify(text, row["answer"], row["answer_kind"]).right for text, row in zip(said, rows, strict=True))
    gold = sum(row["answer"].casefold() == (name.lstrip("0") or name).casefold() for row in rows)
    return f"junk {name!r}, {config}", f"{right} of {len(rows):,}", f"rows with that gold {gold}", f"{gold}"


def integers() -> Iterator[Row]:
    """Integers verified in a second, on two cores and on one."""
    prose = [(case.text, case.gold, "integer") for case in cases("integer")] * 20
    sets = {
        "bare answers": [("10946", "10946", "integer")] * 40_000,
        "the integer battery": prose,
        "GSM8K solutions": [(solution, gold, "integer") for solution, gold in shared.gsm8k("test")] * 10,
    }
    sample = prose[:1_500]
    started = time.perf_counter()
    for completion, gold, kind in sample:
        scoreboard.math_verify(completion, gold, kind)
    other = len(sample) / (time.perf_counter() - started)
    with ProcessPoolExecutor(CORES, multiprocessing.get_context("forkserver")) as pool:
        for name, questions in sets.items():
            one = _rate(questions)
            two = _rate_of_all(pool, questions)
            compared = f"one core {one:,.0f}" + (f", math-verify {other:,.0f}" if questions is prose else "")
            yield f"integer checks/s, 2 cores: {name}", f"{two:,.0f}", compared, "50,000"


def _rate(questions: list[Question]) -> float:
    _verify_all(questions[:200])
    return len(questions) / _verify_all(questions)


def _rate_of_all(pool: Executor, questions: list[Question]) -> float:
    shares = [questions[i::CORES] for i in range(CORES)]
    list(pool.map(_verify_all, [questions[:200]] * CORES * 2))
    return len(questions) / max(pool.map(_verify_all, shares))


def _verify_all(questions: list[Question]) -> float:
    """Seconds that these take in this process."""
    started = time.perf_counter()
    for question in questions:
        verify(*question)
    return time.perf_counter() - started


def latex() -> Iterator[Row]:
    """LaTeX verified in a second: each MATH gold with itself rewritten, and with its neighbour."""
    math = shared.math_golds("test")[:2_000]
    rewritten = [f"\\boxed{{{gold.replace('dfrac', 'frac').replace(' ', '')}+0}}" for gold in math]
    neighbours = [f"\\boxed{{{gold}}}" for gold in [*math[1:], math[0]]]
    for name, said in (("golds plus zero", rewritten), ("the neighbour's gold", neighbours)):
        correctness(completions=said[:50], answer=math[:50], answer_kind=["latex"] * 50)
        started = time.perf_counter()
        right = sum(correctness(completions=said, answer=math, answer_kind=["latex"] * len(math)))
        speed = len(math) / (time.perf_counter() - started)
        started = time.perf_counter()
        other = sum(
            scoreboard.math_verify(f"${text}$", gold, "latex") for text, gold in zip(said[:500], math, strict=False)
        )
        compared = f"math-verify, one core {500 / (time.perf_counter() - started):,.0f}, right {other / 5:.1f} %"
        yield f"LaTeX checks/s, 2 cores: {name}", f"{speed:,.0f} (right {right / 20:.1f} %)", compared, "200"


def hostile() -> Iterator[Row]:
    """The longest call on a hostile text of every kind, alone, in eight threads and in four processes."""
    texts = _hostile_texts()
    jobs = [(name, wrapper, kind) for wrapper in ("bare", "boxed") for name in texts.HOSTILE for kind in texts.GOLDS]
    context = multiprocessing.get_context("forkserver")
    pools = (
        ("alone", ThreadPoolExecutor(1)),
        ("in 8 threads", ThreadPoolExecutor(8)),
        ("in 4 processes", ProcessPoolExecutor(4, context)),
    )
    for where, pool in pools:
        with pool:
            list(pool.map(_warm, range(16)))
            results = list(pool.map(_one_hostile, jobs))
        seconds, _, job = max(results)
        wrong = sum(right for _, right, _ in results)
        yield (
            f"hostile texts {where}: {len(jobs):,} calls",
            f"{seconds:.2f} s at most ({' '.join(job)})",
            f"judged right {wrong}",
            "2 s",
        )


def _warm(_: int) -> None:
    verify("\\boxed{\\sqrt{8}}", "2\\sqrt{2}", "latex")


def _one_hostile(job: tuple[str, str, str]) -> tuple[float, bool, tuple[str, str, str]]:
    texts = _hostile_texts()
    name, wrapper, kind = job
    text = texts.wrap(texts.HOSTILE[name](), wrapper)
    started = time.perf_counter()
    verdict = verify(text, texts.GOLDS[kind], kind)
    return time.perf_counter() - started, verdict.right, job


def _hostile_texts() -> ModuleType:
    """tests/answers/hostile.py, which is no package."""
    if "hostile" not in sys.modules:
        path = Path(__file__).parents[1] / "tests" / "answers" / "hostile.py"
        spec = importlib.util.spec_from_file_location("hostile", path)
        sys.modules["hostile"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["hostile"])
    return sys.modules["hostile"]


if __name__ == "__main__":
    main()
