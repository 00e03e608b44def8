"""The figures of the OEIS loader on real and synthetic sources, beside plain makers of rows, in one run on one core.

In:  make bench-oeis, or python -m benchmarks.oeis [FOLDER] [--quick]
Out: one table: what was measured, the figure, what it was compared with, the figure asked for
"""

import argparse
import io
import itertools
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from datasets import disable_progress_bars, load_dataset, load_dataset_builder

from benchmarks import plain
from oeis_qa.loaders.oeis import plan, runs
from oeis_qa.loaders.oeis.sources import open_source

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "data" / "oeis"
ONE_CORE = {"OMP_NUM_THREADS": "1", "ARROW_IO_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
KINDS = ("completion", "identification")
SYNTHETIC = 390_000
COPIES = 500  # of the sample's entries
SAMPLED = {"train": 6_000, "validation": 2_000, "test": 2_000}  # rows of each kind that are checked
TIMES = 3  # builds of the same rows, each in a fresh process
_OF_RUNS = ((max, "rate"), (min, "rate"), (max, "cpu"), (max, "peak"))
Row = tuple[str, str, str, str]  # what, the figure, compared with, asked for


def main() -> None:
    """Print the table; or, in a child process, what one task found."""
    given = _arguments()
    if given.task:
        found = TASKS[given.task](*json.loads(given.folder))
        print(json.dumps({**found, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20}))
        return
    with tempfile.TemporaryDirectory() as scratch:
        rows = list(_table(Path(given.folder).resolve(), Path(scratch), given.quick))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in [("what", "measured", "compared with", "asked for"), *rows]:
        print(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=str(REAL), help="a source with stripped.gz and names.gz")
    parser.add_argument("--quick", action="store_true", help="no synthetic corpus, and 100,000 rows")
    parser.add_argument("--task", help=argparse.SUPPRESS)
    return parser.parse_args()


def _table(folder: Path, scratch: Path, quick: bool) -> Iterator[Row]:
    yield "busy processes as this began", f"{os.getloadavg()[0]:.1f}", f"{os.cpu_count()} cores", "0"
    caches, sources = scratch / "caches", {"real": folder} if folder.is_dir() else {}
    if not quick or not sources:
        sources["synthetic"] = scratch / "synthetic"
        yield from making(scratch / "synthetic")
    stock = _child("baseline", str(next(iter(sources.values()))), 200_000, str(scratch / "rows.jsonl"))
    for name, source in sources.items():
        yield from cold(name, str(source), str(caches / name), stock)
    name, source = next(iter(sources.items()))
    own = (str(source), str(caches / name))
    yield from described(*own)
    yield from warm(*own, 100_000 if quick else 1_000_000, stock)
    yield from checked(*own, str(scratch / "sampled.json"))
    if (folder / "seq.tar.gz").exists():
        yield from entries(folder / "seq.tar.gz", scratch)


def making(folder: Path) -> Iterator[Row]:
    """The synthetic corpus."""
    seconds = _timed(lambda: _child("synthesise", str(folder), SYNTHETIC))
    size = sum(path.stat().st_size for path in folder.iterdir())
    yield f"synthetic corpus of {SYNTHETIC:,} made", f"{seconds:.0f} s, {size / 1e6:.0f} MB packed", "", ""


def cold(name: str, source: str, cache: str, stock: dict[str, Any]) -> Iterator[Row]:
    """A fresh process with an empty cache, from its start to the first row."""
    found = _child("first_row", source, cache, time.time())
    (most, memory), count = ((15, 1.5) if name == "real" else (40, 3)), found["sequences"]
    yield (
        f"{name}, {count:,} sequences: parse",
        f"{count / found['parse']:,.0f}/s",
        f"plain {stock['parse']:,.0f}/s",
        "",
    )
    yield f"{name}: families found", f"{found['families']:.1f} s", "", ""
    yield f"{name}: pool (index)", f"{found['pool']:.1f} s", "", ""
    yield (
        f"{name}: cold, to the first row",
        f"{found['seconds']:.1f} s",
        f"its CPU time {found['cpu']:.1f} s",
        f"{most} s",
    )
    yield f"{name}: peak memory of that", f"{found['peak']:.2f} GiB", f"plain {stock['peak']:.2f} GiB", f"{memory} GiB"
    alone = f"{found['together']:.1%} of sequences are in one of several"
    yield f"{name}: number of families", f"{found['groups']:,}", alone, ""
    yield f"{name}: largest family", f"{found['largest']:.2%}", "", "2 %"


def first_row(source: str, cache: str, started: float) -> dict[str, Any]:
    """What a user waits for before the first row, and how much of it goes into each stage."""
    own = {"source": source, "cache_dir": cache}
    stages = {"parse": _watched(runs, "open_source"), "families": _watched(runs, "families")}
    stages["pool"] = _watched(plan, "pool")
    next(iter(load_dataset("oeis_qa", "completion", **own, streaming=True)["train"]))
    figures = {"seconds": time.time() - started, "cpu": time.process_time()}
    figures |= {stage: sum(seconds) for stage, seconds in stages.items()}
    known = load_dataset_builder("oeis_qa", "completion", **own)._plan().studied
    sizes = np.bincount(known.family)
    figures |= {
        "sequences": len(known.corpus),
        "groups": int(np.count_nonzero(sizes)),
        "largest": sizes.max() / len(known.family),
    }
    return figures | {"together": float((sizes[known.family] > 1).mean())}


def _watched(module: ModuleType, name: str) -> list[float]:
    """The seconds of every call of a module's function from now on."""
    work, seconds = getattr(module, name), list[float]()

    def timed(*arguments: object) -> object:
        started, result = time.perf_counter(), work(*arguments)
        seconds.append(time.perf_counter() - started)
        return result

    setattr(module, name, timed)
    return seconds


def described(source: str, cache: str) -> Iterator[Row]:
    """What was dropped and why, capacities, fractions, one-digit answers."""
    found = _child("describe", source, cache)
    yield "rational sequences", f"{found['rational']:,}", "", "reported"
    for reason, count in found["dropped"].items():
        yield f"source dropped: {reason}", f"{count:,}", "", "reported"
    for kind in KINDS:
        yield f"capacity of {kind}", " + ".join(f"{n:,}" for n in found[kind]["capacity"]), "", "reported"
        for reason, count in found[kind]["dropped"].items():
            yield f"{kind} dropped: {reason}", f"{count:,}", "", "reported"
    for weighting, share in found["one digit"].items():
        yield f'one-digit answers, weighting="{weighting}"', f"{share:.1%}", "", "reported"


def describe(source: str, cache: str) -> dict[str, Any]:
    found, own = dict[str, Any](), {"source": source, "cache_dir": cache}
    for kind in KINDS:
        builder = load_dataset_builder("oeis_qa", kind, **own)
        corpus = builder._plan().studied.corpus
        found |= {"rational": int((corpus.denominator > 0).sum()), "dropped": dict(corpus.dropped)}
        found[kind] = {"capacity": list(builder.capacity().values()), "dropped": dict(builder.dropped())}
    found["one digit"] = {}
    for weighting in ("sequence", "position"):
        answers = load_dataset("oeis_qa", "completion", **own, weighting=weighting, split="train").data.column("answer")
        found["one digit"][weighting] = pc.mean(pc.match_substring_regex(answers, r"^-?\d$")).as_py()
    return found


def warm(source: str, cache: str, size: int, stock: dict[str, Any]) -> Iterator[Row]:
    """Rows built from a source that is parsed and indexed already, and streamed."""
    gym = _child("gym", 2_000, 30.0)["rows"]
    other = f"number_sequence {gym:,.0f}/s" if gym else "number_sequence not installed: pip install reasoning-gym"
    for kind in KINDS:
        built = [_child("build", kind, source, cache, size) for _ in range(TIMES)]
        rate, least, busy, peak = (f([run[key] for run in built]) for f, key in _OF_RUNS)
        measured = f"{rate:,.0f} rows/s, of CPU time {busy:,.0f} (least of {TIMES} {least:,.0f})"
        yield (
            f"{kind}: load_dataset, {size:,} rows",
            measured,
            f"plain JSONL loop {stock['rows']:,.0f}/s; {other}",
            "300,000",
        )
        yield f"{kind}: peak memory of that", f"{peak:.2f} GiB", "", ""
        found = _child("repeats", kind, source, cache, size)
        repeated = f"{found['questions']:,} ids, {found['runs']:,} runs"
        yield f"{kind}: repeated of {found['rows']:,}", repeated, "", "0"
    rates = _child("stream", source, cache, size)
    yield "completion: streamed in arrow batches", f"{rates['batches']:,.0f} rows/s", "", "reported"
    yield "completion: streamed one by one", f"{rates['rows']:,.0f} rows/s", "", "reported"


def build(kind: str, source: str, cache: str, size: int) -> dict[str, Any]:
    shutil.rmtree(Path(cache) / "oeis_qa", ignore_errors=True)
    started, busy = time.perf_counter(), time.process_time()
    rows = sum(load_dataset("oeis_qa", kind, source=source, size=size, cache_dir=cache).num_rows.values())
    return {"rate": rows / (time.perf_counter() - started), "cpu": rows / (time.process_time() - busy)}


def stream(source: str, cache: str, size: int) -> dict[str, Any]:
    rows = load_dataset("oeis_qa", "completion", source=source, size=size, cache_dir=cache, streaming=True)["train"]
    next(iter(rows))
    batches = _timed(lambda: sum(len(table) for table in rows.with_format("arrow").iter(10_000)))
    single = _timed(lambda: sum(1 for _ in itertools.islice(rows, 100_000)))
    return {"batches": size / batches, "rows": min(size, 100_000) / single}


def checked(source: str, cache: str, sampled: str) -> Iterator[Row]:
    """Rows of both kinds against the raw text."""
    _child("sample", source, cache, sampled)
    found = _child("check", source, sampled)
    by = f"plain search, {found['rows']:,} rows"
    yield "rows whose run stands in their sequence", f"{found['found']:,}", by, f"{found['rows']:,}"
    yield "validation and test runs in a train family", f"{found['in train']:,}", by, "0"
    yield "completions with another continuation", f"{found['another continuation']:,}", by, "0"
    yield "identification runs in a second sequence", f"{found['second sequence']:,}", by, "0"


def sample(source: str, cache: str, out: str) -> dict[str, Any]:
    """Rows evenly spaced over default builds, into a file; and the labels of train and of rational sequences."""
    rows = list[dict[str, Any]]()
    known = load_dataset_builder("oeis_qa", "completion", source=source, cache_dir=cache)._plan().studied
    for kind in KINDS:
        for split, built in load_dataset("oeis_qa", kind, source=source, cache_dir=cache).items():
            chosen = built.select(np.linspace(0, len(built) - 1, min(SAMPLED[split], len(built))).astype(int))
            rows += [_read(row, kind, split) for row in chosen]
    labels, flags = known.corpus.labels, {"train": known.split == 0, "rational": known.corpus.denominator > 0}
    lists = {name: labels.filter(pa.array(flag)).to_pylist() for name, flag in flags.items()}
    Path(out).write_text(json.dumps({"rows": rows, **lists}))
    return {}


def _read(row: dict[str, Any], kind: str, split: str) -> dict[str, str]:
    label = json.loads(row["meta"])["a_number"]
    prompt = row["messages"][0]["content"]
    return {"kind": kind, "split": split, "label": label, "prompt": prompt, "answer": row["answer"]}


def entries(sample: Path, scratch: Path) -> Iterator[Row]:
    """Tars of the sample's entries, again and again under numbers of their own."""
    for suffix in (".tar", ".tar.gz"):
        path = scratch / f"entries{suffix}"
        size = _repeated(sample, path)
        parsed = [_child("parse", str(path), str(scratch / f"entries{turn}{suffix}")) for turn in range(TIMES)]
        found = min(parsed, key=lambda run: run["seconds"])
        what = f"{found['entries']:,} entries of {size:,.0f} bytes from {suffix}"
        rates = [f"{found['entries'] / found[clock]:,.0f}/s" for clock in ("seconds", "cpu")]
        yield what, f"{rates[0]}, of CPU time {rates[1]}", f"peak {found['peak']:.2f} GiB", "20,000/s"


def parse(path: str, cache: str) -> dict[str, Any]:
    started, busy = time.perf_counter(), time.process_time()
    count = len(open_source(path, cache))
    return {"seconds": time.perf_counter() - started, "cpu": time.process_time() - busy, "entries": count}


def _repeated(sample: Path, path: Path) -> float:
    """The mean bytes of an entry."""
    with tarfile.open(sample) as tar:
        texts = [tar.extractfile(member).read() for member in tar if member.isfile()]  # type: ignore[union-attr]
    with tarfile.open(path, "w:gz") if path.suffix == ".gz" else tarfile.open(path, "w") as tar:
        for number, text in enumerate(texts * COPIES, 1):
            own = re.sub(rb"(?m)^(%\w) A\d+", rb"\1 A%06d" % number, text)
            member = tarfile.TarInfo(f"seq/A{number // 1000:03}/A{number:06}.seq")
            member.size = len(own)
            tar.addfile(member, io.BytesIO(own))
    return sum(map(len, texts)) / len(texts)


def _child(task: str, *arguments: object) -> dict[str, Any]:
    """What a task found in a process of its own, on one core."""
    command = [sys.executable, "-m", "benchmarks.oeis", "--task", task, json.dumps(arguments)]
    started, environment = time.perf_counter(), {**os.environ, **ONE_CORE}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    print(f"{task}: {time.perf_counter() - started:.0f} s", file=sys.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


OURS = (first_row, describe, build, stream, sample, parse)
THEIRS = (plain.synthesise, plain.baseline, plain.gym, plain.check, plain.repeats)
TASKS: dict[str, Callable[..., dict[str, Any]]] = {task.__name__: task for task in (*OURS, *THEIRS)}

if __name__ == "__main__":
    disable_progress_bars()
    main()
