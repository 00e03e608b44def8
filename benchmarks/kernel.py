"""The kernel's figures, side by side with plain `datasets`, in one run and on one core.

In:  make bench
Out: one table: what was measured, the figure, what it was compared with, the figure asked for
"""

import itertools
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import datasets
import numpy as np
import pyarrow as pa
from datasets import load_dataset

import oeis_qa
from oeis_qa import layouts
from oeis_qa.builder import RowBuilder, RowConfig
from oeis_qa.records import Batch
from oeis_qa.streams import Stream

ROWS = 500_000
SLOW_ROWS = 50_000
CONFIGS = ("completion", "identification")
Row = tuple[str, str, str, str]  # what, the figure, compared with, asked for


class Prebuilt(RowBuilder):
    """Rows whose columns stand in memory: what is left is the builder, the layout and the writer."""

    BUILDER_CONFIGS = [RowConfig(name="prebuilt", description="columns made beforehand")]
    COLUMNS: dict[str, pa.Array] = {}

    def capacity(self) -> dict[str, int]:
        return {"train": ROWS, "validation": 0, "test": 0}

    def batch(self, split: str, rows: range) -> Batch:
        return Batch(**{name: column.slice(rows.start, len(rows)) for name, column in self.COLUMNS.items()})


def main() -> None:
    """Print the table."""
    datasets.disable_progress_bars()
    rows = [*writing(), *imports(), *cached(), *capacities(), *equal_rows(), *seeds(), *streams()]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in [("what", "measured", "compared with", "asked for"), *rows]:
        print(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def writing() -> Iterator[Row]:
    """Rows through ArrowBasedBuilder with our schema, and the same rows one by one through from_generator."""
    Prebuilt.COLUMNS = _columns(load_dataset("oeis_qa/completion?layout=instruction", split="train"))
    everything = Batch(**Prebuilt.COLUMNS)
    plain = layouts.table(everything, "messages").slice(0, SLOW_ROWS).to_pylist()
    for compared in (True, False):  # first run warms up
        with tempfile.TemporaryDirectory() as cache:
            builder = Prebuilt(cache_dir=cache, dataset_name="prebuilt", config_name="prebuilt", size=ROWS)
            seconds = _timed(builder.download_and_prepare)
            stock = (
                0.0
                if compared
                else _timed(lambda: datasets.Dataset.from_generator(lambda: iter(plain), cache_dir=cache))
            )
    speed, other = ROWS / seconds, SLOW_ROWS / stock
    yield "rows/s, ArrowBasedBuilder, messages", f"{speed:,.0f}", f"from_generator {other:,.0f}", "400,000"


def imports() -> Iterator[Row]:
    """What importing oeis_qa adds to importing datasets: the least of nine fresh interpreters, taken in turn."""
    code = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"
    pairs = [[float(_python(code.format(name))) for name in ("datasets", "datasets, oeis_qa")] for _ in range(9)]
    stock, ours = (min(pair[i] for pair in pairs) * 1000 for i in range(2))
    yield "import oeis_qa over import datasets", f"{ours - stock:.0f} ms", f"datasets {stock:.0f} ms", "50 ms"


def cached() -> Iterator[Row]:
    """Loading a built config again, and the same rows as Arrow files through stock `datasets`."""
    with tempfile.TemporaryDirectory() as cache:
        for config in CONFIGS:
            load_dataset("oeis_qa", config, cache_dir=cache)
            folder = Path(cache) / "stock"
            for split, rows in load_dataset("oeis_qa", config, cache_dir=cache).items():
                rows.to_parquet(folder / f"{split}.parquet")
            files = {split: str(folder / f"{split}.parquet") for split in ("train", "validation", "test")}
            load_dataset("parquet", data_files=files, cache_dir=cache)
            ours, stock = [], []
            for _ in range(15):  # in turn, so that a busy moment hits both
                ours.append(_timed(lambda config=config: load_dataset("oeis_qa", config, cache_dir=cache)))
                stock.append(_timed(lambda files=files: load_dataset("parquet", data_files=files, cache_dir=cache)))
            over = (min(ours) - min(stock)) * 1000
            yield (
                f"load of cached {config} over stock",
                f"{over:+.0f} ms",
                f"parquet {min(stock) * 1000:.0f} ms",
                "20 ms",
            )


def capacities() -> Iterator[Row]:
    """Rows that each config can give by default."""
    for config in CONFIGS:
        capacity = oeis_qa.capacity(f"oeis_qa/{config}")
        yield f"capacity of {config}", " + ".join(f"{n:,}" for n in capacity.values()), "", "3,000 + 200 + 200"


def equal_rows() -> Iterator[Row]:
    """Digests of all rows over processes, hash seeds, streaming and sizes (their common prefix)."""
    code = (
        "import sys, hashlib, json, datasets, oeis_qa\n"
        "datasets.disable_progress_bars()\n"
        "config, processes, streaming, size, cache = sys.argv[1:]\n"
        "how = {'streaming': True} if streaming == 'True' else {'num_proc': int(processes)}\n"
        "rows = datasets.load_dataset('oeis_qa', config, size=int(size), cache_dir=cache, **how)\n"
        "lists = {s: list(rows[s])[:1000] for s in rows}\n"
        "print(hashlib.sha256(json.dumps(lists).encode()).hexdigest())"
    )
    for config in CONFIGS:
        with tempfile.TemporaryDirectory() as cache:
            ways = list(itertools.product((1, 2), (0, 1), (False, True), (1000, 3000)))
            digests = {
                _python(code, config, processes, streaming, size, f"{cache}/{i}", PYTHONHASHSEED=str(hash_seed))
                for i, (processes, hash_seed, streaming, size) in enumerate(ways)
            }
        yield f"digests of {config}, {len(ways)} ways", f"{len(digests)} different", "", "identical"


def seeds() -> Iterator[Row]:
    """Questions that neighbouring seeds share, beside what chance gives for this capacity."""
    for config in CONFIGS:
        ids = [{_question(row) for row in _ids(config, seed)} for seed in range(6)]
        shared = [len(one & other) for one, other in itertools.pairwise(ids)]
        far = [len(ids[i] & ids[j]) for i in range(6) for j in range(i + 2, 6)]
        yield (
            f"questions of 3,000 shared by seeds s, s+1: {config}",
            f"{np.mean(shared):.1f}",
            f"seeds further apart {np.mean(far):.1f}",
            "none beyond capacity",
        )


def streams() -> Iterator[Row]:
    """Correlation of neighbouring streams over 10^6 draws; chance gives about 0.001."""
    draws = np.arange(1_000_000)
    one, other = (Stream(seed, "oeis_qa")[draws].astype(np.float64) for seed in (0, 1))
    r = float(np.corrcoef(one, other)[0, 1])
    lag = float(np.corrcoef(one[1:], one[:-1])[0, 1])
    yield "correlation of seeds 0 and 1; of words i, i+1", f"{r:+.5f}; {lag:+.5f}", "chance 0.00100", "none"


def _columns(rows: datasets.Dataset) -> dict[str, pa.Array]:
    """ROWS rows as the columns of a Batch, repeated from real ones."""
    table = rows.data.table.combine_chunks().take(pa.array(np.resize(np.arange(len(rows)), ROWS)))
    names = {"prompt": "input", "response": "output", "instruction": "instruction", "data": "input"}
    fields = ("id", "prompt", "response", "answer", "answer_kind", "benchmark", "instruction", "data", "meta")
    return {field: pa.concat_arrays(table.column(names.get(field, field)).chunks) for field in fields}


def _question(id_: str) -> str:
    return id_.rpartition("/")[0]


def _ids(config: str, seed: int) -> list[str]:
    ids: list[str] = load_dataset("oeis_qa", config, seed=seed, split="train")["id"]
    return list(ids)


def _timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - started


def _python(code: str, *arguments: object, **environment: str) -> str:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        datasets.config.HF_DATASETS_CACHE = Path(home)
        main()
