"""Rows of every config through `load_dataset`, beside simon-arc-lab and reasoning_gym; duplicates among many rows.

simon-arc-lab's figures are those of section 7 of its page in `prior-art/`. A figure counts processor time, that of
child processes too, of a build into an empty cache, imports aside.

In:  make bench-arc, or make bench-arc-gym for reasoning_gym's figures in the same run
Out: a table: config, rows a second, simon-arc-lab's, how many times that is, the times asked for, duplicates
"""

import importlib.util
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator

import datasets

import oeis_qa
from oeis_qa.loaders.arc_rle.configs import CONFIGS

ROWS, DISTINCT, AT_ONCE = 20_000, 100_000, 20_000
ROUNDS = 2  # of which the faster counts
PRIOR = {
    "rle": 14_538,
    "histogram": 9_887,
    "image": 3_320,
    "scale": 2_805,
    "symmetry": 2_289,
    "image_pair": 2_212,
    "shape": 1_092,
    "task": 590,
    "erosion": 578,
    "mass": 337,
    "cellular_automaton": 168,
    "dilation": 106,
}
SLOW = 1_000  # rows a second, under which five times as many are asked for, elsewhere twice
MEAN_ASKED = 10
DUPLICATES_ASKED = 0.001
GYM, GYM_SECONDS = ("arc_1d", "rearc"), 4


def main() -> None:
    """Print the table."""
    datasets.disable_progress_bars()
    print("| config | rows/CPU-s | simon-arc-lab | times | asked | duplicates |\n|---|---|---|---|---|---|")
    times = []
    for config in CONFIGS:
        speed, prior = max(rate(config) for _ in range(ROUNDS)), PRIOR.get(config)
        compared = f"{prior:,} | {speed / prior:.1f} | {5 if prior < SLOW else 2}" if prior else " | | "
        times += [speed / prior] if prior else []
        print(f"| {config} | {speed:,.0f} | {compared} | {_share(duplicates(config))} |", flush=True)
    print(f"| geometric mean of {len(times)} | | | {statistics.geometric_mean(times):.1f} | {MEAN_ASKED} | |")
    for name, told in gym():
        print(f"| reasoning_gym {name} | {told} | | | | |", flush=True)


def rate(config: str) -> float:
    """Rows of a build a second of processor time."""
    with tempfile.TemporaryDirectory() as cache:
        oeis_qa.load_dataset("arc_rle", config, size=50, eval_size=0, cache_dir=cache)  # imports, and tables made once
        started = _processor_seconds()
        rows = oeis_qa.load_dataset("arc_rle", config, size=ROWS, eval_size=0, cache_dir=cache)
        seconds = _processor_seconds() - started
        if len(rows["train"]) != ROWS:
            raise RuntimeError(f"{config}: {len(rows['train']):,} rows were built of {ROWS:,}")
    return ROWS / seconds


def _processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def duplicates(config: str) -> float:
    """The share of rows whose operation and data stand in a row before them."""
    seen: set[tuple[str, str]] = set()
    with tempfile.TemporaryDirectory() as cache:
        builder = oeis_qa.load_dataset_builder("arc_rle", config, cache_dir=cache)
        for first in range(0, DISTINCT, AT_ONCE):
            batch = builder.batch("train", range(first, first + AT_ONCE))
            operations = (json.loads(meta)["operation"] for meta in batch.meta.to_pylist())
            seen.update(zip(operations, batch.data.to_pylist(), strict=True))
    return 1 - len(seen) / DISTINCT


def _share(found: float) -> str:
    return f"{found:.3%}{'' if found < DUPLICATES_ASKED else ' TOO MANY'}"


def gym() -> Iterator[tuple[str, str]]:
    """Items of reasoning_gym a second of processor time."""
    if importlib.util.find_spec("reasoning_gym") is None:
        yield " and ".join(GYM), "not installed: make bench-arc-gym"
        return
    import reasoning_gym

    for name in GYM:
        items, made, started = reasoning_gym.create_dataset(name, size=100_000, seed=42), 0, time.process_time()
        while (taken := time.process_time() - started) < GYM_SECONDS:
            items[made]
            made += 1
        yield name, f"{made / taken:,.0f}"


if __name__ == "__main__":
    main()
