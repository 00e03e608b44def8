"""Kin: how many evaluation runs are images of train runs, and whether a plain search agrees.

The search knows nothing of hashes or primes: it divides the differences of a run by their greatest common divisor and
first sign, and looks every run of every train sequence up among those of the evaluation rows.

In:  python -m benchmarks.kin
Out: a table a source: the share of kin among evaluation runs by link, before and after; what the search tells otherwise
"""

import itertools
import math
import time
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from benchmarks.shared import DATA
from oeis_qa import load_dataset_builder
from oeis_qa.loaders.oeis.corpus import Corpus
from oeis_qa.loaders.oeis.kin import LINKS, NONE
from oeis_qa.loaders.oeis.plan import Plan
from oeis_qa.splits import SPLITS

SHOWN = 12  # terms of the runs that are searched for
ROWS = 2_000  # of each evaluation split, and of each choice of eval_kin
Form = tuple[int, ...]
TRAIN = SPLITS.index("train")


def main() -> None:
    """Print a table for every source that is there."""
    for source in ("bundled", str(DATA / "oeis")):
        if source == "bundled" or (DATA / "oeis").exists():
            print(f"\n{source}, completion, runs of 9 to 24 terms")
            for name, any_kin, none in shares(source):
                print(f"  {name:<40}{any_kin:>20}{none:>20}")
            for line in searched(source):
                print(f"  {line}")


def shares(source: str) -> Iterator[tuple[str, str, str]]:
    """Counts of runs, and the share of each link among drawn rows, with eval_kin="any" and "none"."""
    plans = [_plan(source, eval_kin) for eval_kin in ("any", "none")]
    yield "eval_kin", "any", "none"
    for split in ("validation", "test"):
        yield f"{split} runs that may be asked", *(f"{len(plan.rows[split]):,}" for plan in plans)
    drawn = [Counter(name for split in ("validation", "test") for name in _links(plan, split)) for plan in plans]
    for name in (*LINKS, NONE):
        yield f"of drawn rows: {name}", *(f"{found[name] / found.total():.1%}" for found in drawn)


def _plan(source: str, eval_kin: str, **options: Any) -> Plan:
    builder = load_dataset_builder("oeis_qa", "completion", source=source, eval_kin=eval_kin, **options)
    planned: Plan = builder._plan()
    return planned


def _links(plan: Plan, split: str) -> list[str]:
    rows = plan.rows[split]
    names: list[str] = plan.kin.names(plan.studied.corpus, rows.take(range(min(len(rows), 50_000)))).to_pylist()
    return names


def searched(source: str) -> Iterator[str]:
    """What the plain search finds of rows that are told to be kin, and of those that are told to be none."""
    start = time.perf_counter()
    plan = _plan(source, "any", min_terms=SHOWN, max_terms=SHOWN)
    corpus, told, forms, steps = plan.studied.corpus, [], [], []
    for split in ("validation", "test"):
        runs = plan.rows[split].take(range(min(ROWS, len(plan.rows[split]))))
        told += plan.kin.names(corpus, runs).to_pylist()
        for sequence, first in zip(runs.sequence.tolist(), runs.start.tolist(), strict=True):
            terms = _whole(corpus.terms_of(sequence)[first : first + SHOWN])
            forms.append(_form(_rises(terms)))
            steps.append(_form(_rises(_rises(terms))))
    found = _found(corpus, plan.studied.split.tolist(), set(forms), set(steps))
    linked = [form in found[0] or step in found[1] for form, step in zip(forms, steps, strict=True)]
    wrong = sum(linked[i] != (name != NONE) for i, name in enumerate(told))
    yield (
        f"plain search of {len(told):,} runs of {SHOWN} terms in all train sequences: {sum(linked):,} are kin "
        f"({sum(linked) / len(told):.1%}), {wrong} told otherwise; {time.perf_counter() - start:.0f} s"
    )


def _found(corpus: Corpus, split: list[int], forms: set[Form], steps: set[Form]) -> tuple[set[Form], set[Form]]:
    """Which forms of runs, and of their first differences, train sequences hold."""
    held: tuple[set[Form], set[Form]] = set(), set()
    for sequence in np.flatnonzero(np.array(split) == TRAIN).tolist():
        terms = _whole(corpus.terms_of(sequence))
        rises = _rises(terms)
        for values in (rises, _rises(terms[::2]), _rises(terms[1::2]), _rises(rises)):
            held[0].update(form for form in _windows(values, SHOWN - 1) if form in forms)
        held[1].update(form for form in _windows(rises, SHOWN - 2) if form in steps)
    return held


def _windows(values: list[int], length: int) -> Iterator[Form]:
    for i in range(len(values) - length + 1):
        yield _form(values[i : i + length])


def _rises(terms: list[int]) -> list[int]:
    return [b - a for a, b in itertools.pairwise(terms)]


def _form(rises: list[int]) -> Form:
    """The differences of a run, but for a common factor."""
    common = math.gcd(*rises)
    if not common:
        return tuple(rises)
    if next(rise for rise in rises if rise) < 0:
        common = -common
    return tuple(rise // common for rise in rises)


def _whole(terms: list[str]) -> list[int]:
    """The terms, of fractions all times their common denominator: an affine map."""
    if not any("/" in term for term in terms):
        return list(map(int, terms))
    fractions = list(map(Fraction, terms))
    common = math.lcm(*(fraction.denominator for fraction in fractions))
    return [int(fraction * common) for fraction in fractions]


if __name__ == "__main__":
    main()
