"""Rows of puzzles beside simon-arc-lab: speed of each family, rows refused as ambiguous, duplicates, slow rows, shares.

simon-arc-lab's figures are those of section 7 of its page in `prior-art/`. A figure counts processor time of batches,
imports aside.

In:  make bench-arc
Out: a table: family, rows a second, simon-arc-lab's, how many times that is; then the rest
"""

import json
import statistics
import time
from collections import Counter
from typing import Any

import oeis_qa
from oeis_qa.builder import RowBuilder
from oeis_qa.loaders.arc_rle.puzzle_options import ALL
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.records import Batch

ROWS, COMBINED_ROWS, UNIQUE_ROWS, DISTINCT, AT_ONCE, ALONE = 4_000, 20_000, 4_000, 50_000, 10_000, 20_000
ROUNDS = 2  # of which the faster counts
PRIOR = {
    "bool": 159,
    "boundingbox": 750,
    "color": 234,
    "compress": 546,
    "count": 755,
    "cross": 626,
    "deform": 185,
    "edge": 640,
    "erosion": 31,
    "flip": 512,
    "fractal": 561,
    "gravity": 1_311,
    "grid": 602,
    "half": 230,
    "halfplane": 1_424,
    "mask": 984,
    "mass": 75,
    "mirror": 356,
    "outline": 270,
    "probecolor": 486,
    "ray": 930,
    "rectangle": 208,
    "reverse": 336,
    "rotate": 341,
    "scale": 1_163,
    "skew": 623,
    "span": 608,
    "symmetry": 585,
    "template": 508,
    "translate": 566,
    "zindex": 490,
}
TIMES_ASKED, MEAN_ASKED = 5, 10
COMBINED_PRIOR, COMBINED_ASKED, UNIQUE_ASKED = 282, 3_000, 100
DUPLICATES_ASKED, SLOWEST_ASKED = 0.001, 0.1


def main() -> None:
    """Print the tables."""
    _print_speeds()
    _print_unique()
    _print_distinct()
    for unique in (False, True):
        slowest, row = slow_row(puzzles(unique=unique))
        told = f"{slowest * 1000:.0f} ms (row {row}), {SLOWEST_ASKED * 1000:.0f} ms asked"
        print(f"slowest row of {ALONE:,} alone, unique={unique}: {told}", flush=True)


def puzzles(**options: Any) -> RowBuilder:
    """The builder, with all made that is made once."""
    builder: RowBuilder = oeis_qa.load_dataset_builder("arc_rle", "puzzles", **options)
    builder.batch("train", range(50))
    return builder


def rate(builder: RowBuilder, count: int) -> float:
    """Rows a second of processor time."""
    started = time.process_time()
    for first in range(0, count, AT_ONCE):
        builder.batch("train", range(first, min(first + AT_ONCE, count)))
    return count / (time.process_time() - started)


def _print_speeds() -> None:
    print("| family | rows/CPU-s | simon-arc-lab | times | asked |\n|---|---|---|---|---|")
    times = []
    for family in FAMILIES:
        builder = puzzles(families=family, unique=False)
        speed = max(rate(builder, ROWS) for _ in range(ROUNDS))
        times.append(speed / PRIOR[family])
        slow = "" if times[-1] >= TIMES_ASKED else " TOO SLOW"
        print(f"| {family} | {speed:,.0f} | {PRIOR[family]:,} | {times[-1]:.1f}{slow} | {TIMES_ASKED} |", flush=True)
    print(f"| geometric mean | | | {statistics.geometric_mean(times):.1f} | {MEAN_ASKED} |")
    builder = puzzles(unique=False)
    speed = max(rate(builder, COMBINED_ROWS) for _ in range(ROUNDS))
    print(f"| combined | {speed:,.0f}, {COMBINED_ASKED:,} asked | {COMBINED_PRIOR} | {speed / COMBINED_PRIOR:.1f} | |")


def _print_unique() -> None:
    """The speed where rows must have one answer, and the share of draws that were refused for that or another cause."""
    builder = puzzles()
    started = time.process_time()
    made = builder.batch("train", range(UNIQUE_ROWS))
    speed = UNIQUE_ROWS / (time.process_time() - started)
    print(f"\nunique=True: {speed:,.0f} rows/CPU-s, {UNIQUE_ASKED} asked\n\n| family | draws refused |\n|---|---|")
    kept, refused = Counter[str](), Counter[str]()
    for named, meta in zip(_named(made), made.meta.to_pylist(), strict=True):
        kept[named["family"]] += 1
        refused[named["family"]] += json.loads(meta)["redrawn"]
    for family, count in sorted(refused.items(), key=lambda item: -item[1] / kept[item[0]]):
        print(f"| {family} | {count / (count + kept[family]):.1%} |")


def _print_distinct() -> None:
    """Duplicates, and how often each group is asked beside its fair share."""
    seen: set[str] = set()
    asked: Counter[tuple[str, str]] = Counter()
    builder = puzzles(unique=False)
    for first in range(0, DISTINCT, AT_ONCE):
        made = builder.batch("train", range(first, min(first + AT_ONCE, DISTINCT)))
        seen.update(made.data.to_pylist())
        asked.update((named["family"], named["rule"]) for named in _named(made))
    share = 1 - len(seen) / DISTINCT
    print(f"\nduplicates in {DISTINCT:,}: {share:.3%}{'' if share < DUPLICATES_ASKED else ' TOO MANY'}\n")
    print("| family | group | share | fair share |\n|---|---|---|---|")
    for family, group in ALL:
        fair = 1 / len(FAMILIES) / len(FAMILIES[family].GROUPS)
        print(f"| {family} | {group} | {asked[family, group] / DISTINCT:.2%} | {fair:.2%} |")


def _named(made: Batch) -> list[dict[str, str]]:
    return [dict(pair.split("=") for pair in text.split(" ")) for text in made.benchmark.to_pylist()]


def slow_row(builder: RowBuilder) -> tuple[float, int]:
    """The most processor seconds that a row takes that is made alone, and which row that is."""
    times = []
    for row in range(ALONE):
        started = time.process_time()
        builder.batch("train", range(row, row + 1))
        times.append((time.process_time() - started, row))
    return max(times)


if __name__ == "__main__":
    main()
