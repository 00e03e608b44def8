"""The figures of building: rows to Parquet on two workers, the same rows by every way, a second run, memory.

In:  make bench-publishing, or python -m benchmarks.publishing [FOLDER] [--rows 2000000]
Out: one table: what was measured, the figure, its CPU time, the figure asked for
"""

import argparse
import functools
import importlib.util
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datasets import disable_progress_bars

from benchmarks.shared import DATA
from oeis_qa.errors import BuildError
from oeis_qa.publishing import build as building

CONFIG = "oeis_qa/completion"
COMPARED = 200_000  # rows that are built by every way
SHARD_ROWS = 20_000  # of these
MEMORY = (500_000, 1_000_000, 2_000_000)  # rows, under which memory is to be flat
PRIOR = "prior tool: 32,500 rows/s, JSON, unchecked"
Row = tuple[str, str, str, str]  # what, the figure, compared with, asked for


def main() -> None:
    """Print the table; or, in a child process, what one build took."""
    given = _arguments()
    if given.child:
        print(json.dumps(measured(**json.loads(given.folder))))
        return
    with tempfile.TemporaryDirectory() as scratch:
        rows = list(_table(str(Path(given.folder).resolve()), scratch, given.rows))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in [("what", "measured", "beside it", "asked for"), *rows]:
        print(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=str(DATA / "oeis"), help="a source with stripped.gz and names.gz")
    parser.add_argument("--rows", type=int, default=max(MEMORY), help="that are built for speed")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _table(source: str, scratch: str, rows: int) -> Iterator[Row]:
    yield "busy processes as this began", f"{os.getloadavg()[0]:.1f}", f"{os.cpu_count()} cores", "0"
    built = functools.partial(_built, source, scratch)
    built("warm", 1_000)
    yield from speed(built, rows)
    yield from memory(built, rows)
    yield from equality(built)


def speed(built: Any, rows: int) -> Iterator[Row]:
    """The build that the figures ask for, and the same again."""
    one, again = built("speed", rows), built("speed", rows)
    cpu = f"CPU {one['cpu']:.0f} s; {rows / one['seconds']:,.0f} rows/s; {PRIOR}"
    yield f"{rows:,} rows of completion, 2 workers", f"{one['seconds']:.1f} s", cpu, "60 s, better 30"
    yield "peak memory of a worker", f"{one['peak']:.2f} GiB", f"on disk {one['size'] / 1e6:,.0f} MB", "1.5 GiB"
    yield "the same build again", f"{again['seconds']:.1f} s", f"CPU {again['cpu']:.1f} s", "3 s"


def memory(built: Any, most: int) -> Iterator[Row]:
    """Peak memory of a worker against rows."""
    for rows in MEMORY:
        if rows <= most:
            yield f"peak memory of a worker, {rows:,} rows", f"{built(f'm{rows}', rows)['peak']:.2f} GiB", "", "flat"


def equality(built: Any) -> Iterator[Row]:
    """One logical hash by every way of building."""
    first = ""
    for engine in ("local", "ray"):
        if importlib.util.find_spec(engine) is None and engine == "ray":
            yield "engine ray", "not installed", "", "identical"
            continue
        for workers in (1, 2):
            for killed in (False, True):
                name = f"{engine}, {workers} workers" + (", driver killed and resumed" if killed else "")
                found = built(name, COMPARED, engine=engine, workers=workers, killed=killed, shard_rows=SHARD_ROWS)
                first = first or found["logical"]
                same = "identical" if found["logical"] == first else "DIFFERENT"
                yield f"{COMPARED:,} rows: {name}", same, f"{found['logical'][:12]}, {found['seconds']:.1f} s", "same"


def _built(source: str, scratch: str, name: str, rows: int, killed: bool = False, **options: Any) -> dict[str, Any]:
    """What a build took, in a fresh process; first in one that is killed when it has made a few shards, if so asked."""
    given = {"source": source, "rows": rows, "out": str(Path(scratch) / name), **options}
    if killed:
        _child({**given, "kill_after": 3}, expected=-signal.SIGKILL)
    return json.loads(_child(given).splitlines()[-1])


def _child(given: dict[str, Any], expected: int = 0) -> str:
    command = [sys.executable, "-m", "benchmarks.publishing", "--child", json.dumps(given)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != expected:
        raise BuildError(f"{given}: exit code {done.returncode}, not {expected}")
    return done.stdout


def measured(
    source: str,
    rows: int,
    out: str,
    kill_after: int = 0,
    engine: str = "local",
    workers: int = 2,
    shard_rows: int = building.SHARD_ROWS,
) -> dict[str, Any]:
    """Build, and say what that took; or kill this process after some shards."""
    disable_progress_bars()
    if kill_after:
        building.ENGINES[engine] = _killed(building.ENGINES[engine], kill_after)
    started, address = time.perf_counter(), f"{CONFIG}?source={source}&size={rows}"
    manifest = building.build([address], out, workers=workers, engine=engine, shard_rows=shard_rows)
    seconds = time.perf_counter() - started
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "seconds": seconds,
        "cpu": sum(use.ru_utime + use.ru_stime for use in used),
        "peak": used[1].ru_maxrss / 2**20,
        "logical": manifest["logical"],
        "size": sum(shard["size"] for shard in manifest["shards"]),
    }


def _killed(engine: Any, shards: int) -> Any:
    """The engine, whose driver is killed when it has been given so many shards."""

    def run(*arguments: Any) -> Iterator[Any]:
        for i, receipt in enumerate(engine(*arguments)):
            if i == shards:
                os.kill(os.getpid(), signal.SIGKILL)
            yield receipt

    return run


if __name__ == "__main__":
    main()
