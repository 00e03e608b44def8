"""The main job in one screen: both configs through plain `load_dataset`, and what a trainer would get of each."""

import time

from datasets import load_dataset

import oeis_qa  # noqa: F401  # teaches load_dataset the names

for config in ("completion", "identification"):
    started = time.perf_counter()
    splits = load_dataset("oeis_qa", config, download_mode="force_redownload")
    seconds = time.perf_counter() - started
    print(f"\noeis_qa/{config}: " + ", ".join(f"{name} {len(rows):,} rows" for name, rows in splits.items()))
    for row in splits["train"].select(range(3)):
        print()
        for message in row["messages"]:
            print(f"  {message['role']}: {message['content']}")
    rows = sum(len(rows) for rows in splits.values())
    print(f"\n{rows:,} rows in {seconds:.2f} s, {rows / seconds:,.0f} rows/s with everything that makes them")
