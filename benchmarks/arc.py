"""Texts of grids: how fast they are written and read, beside simon-arc-lab; round trips of every grid of ARC-AGI-1.

simon-arc-lab's figures were measured on one core of such a machine, without the second reading that it does by default.

In:  make bench-arc
Out: a table: what was measured, the figure, simon-arc-lab's, the figure asked for
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from benchmarks.shared import DATA, arc_grids
from oeis_qa.loaders.arc_rle.codecs import CODECS
from oeis_qa.loaders.arc_rle.rle import decode, decode_all, encode, encode_all
from oeis_qa.streams import Stream

GRIDS = 5_000
Row = tuple[str, str, str, str]  # what, the figure, simon-arc-lab's, asked for


def main() -> None:
    """Print the table."""
    print("| what | measured | simon-arc-lab | asked for |\n|---|---|---|---|")
    for rows in (noise(), one_colour(), round_trips()):
        for row in rows:
            print("| " + " | ".join(row) + " |", flush=True)


def noise() -> Iterator[Row]:
    """30x30 cells of ten colours, each drawn alone."""
    grids = list(Stream(0, "noise").below(10, np.arange(GRIDS * 900)).astype(np.uint8).reshape(GRIDS, 30, 30))
    yield from _both("30x30 noise", grids, "4,869", "5,323", "25,000")


def one_colour() -> Iterator[Row]:
    """30x30 cells of one colour."""
    grids = [np.full((30, 30), i % 10, np.uint8) for i in range(GRIDS)]
    yield from _both("30x30 of one colour", grids, "14,221", "110,847", "")


def _both(what: str, grids: list[Any], encoded: str, decoded: str, asked: str) -> Iterator[Row]:
    texts = encode_all(grids)
    yield f"{what}, encoded/s in batches", _rate(lambda: encode_all(grids), len(grids)), encoded, asked
    yield f"{what}, decoded/s in batches", _rate(lambda: decode_all(texts), len(grids)), decoded, asked
    alone, alone_texts = grids[: GRIDS // 10], texts[: GRIDS // 10].to_pylist()
    yield f"{what}, encoded/s one by one", _rate(lambda: [encode(grid) for grid in alone], len(alone)), encoded, ""
    yield (
        f"{what}, decoded/s one by one",
        _rate(lambda: [decode(text) for text in alone_texts], len(alone)),
        decoded,
        "",
    )


def _rate(work: Callable[[], object], items: int) -> str:
    """Items in a second of processor time, the best of three."""
    seconds = []
    for _ in range(3):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return f"{items / min(seconds):,.0f}"


def round_trips() -> Iterator[Row]:
    """Every grid of ARC-AGI-1 written and read by every codec."""
    if not (DATA / "arc-agi-1").exists():
        yield "round trips of ARC-AGI-1", f"{DATA / 'arc-agi-1'} is not there", "", ""
        return
    grids = arc_grids()
    for name, codec in CODECS.items():
        start = time.process_time()
        same = sum(np.array_equal(codec.decode(codec.encode(grid)), grid) for grid in grids)
        speed = len(grids) / (time.process_time() - start)
        yield f"round trips of ARC-AGI-1, {name}", f"{same:,} of {len(grids):,}, {speed:,.0f}/s", "", "7,000"


if __name__ == "__main__":
    main()
