"""The plain half of benchmarks/oeis.py: other makers of rows, a second reader that checks ours, a synthetic corpus.

The check knows nothing of the library's index: it reads the raw files line by line, and takes from the library only
which sequences lie in train and which pairs are numerators and denominators. The other makers are one in the manner
of oeisdataset and reasoning_gym's from PyPI.

In:  check("../shared/data/oeis", "sampled.json")
Out: {"rows": 20000, "found": 20000, "in train": 0, "another continuation": 0, "second sequence": 0}
"""

import gzip
import importlib.util
import itertools
import json
import random
import re
import tarfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from datasets import load_dataset
from numpy.typing import NDArray

from oeis_qa.streams import Stream

HEAD = 9  # terms that every shown run begins with
TEMPLATES = [
    f"{verb} the {what}:" for verb in ("Give", "Find", "Name", "Write") for what in ("next term", "continuation")
]
TERM = re.compile(r"-?\d+(?:/\d+)?")
Listed = tuple[str, list[bytes]]  # A-number, terms
Ints = NDArray[np.int64]


def baseline(folder: str, count: int, out: str) -> dict[str, Any]:
    """Rows in the manner of oeisdataset: lists of Python integers, one slice, one join and one dumps a row."""
    started = time.perf_counter()
    lists = [[int(term) for term in terms] for _, terms in stripped(Path(folder)) if len(terms) > 10]
    parsed, draw = time.perf_counter(), random.Random(0)
    order = [terms for _ in range(-(-count // len(lists))) for terms in draw.sample(lists, len(lists))][:count]
    with Path(out).open("w", encoding="utf-8") as file:
        for terms in order:
            file.write(json.dumps(_messages(terms, draw)) + "\n")
    return {"parse": len(lists) / (parsed - started), "rows": count / (time.perf_counter() - parsed)}


def _messages(terms: list[int], draw: random.Random) -> dict[str, Any]:
    length = draw.randint(10, 25)
    start = draw.randint(0, max(len(terms) - length, 0))
    *shown, answer = map(str, terms[start : start + length])
    question = f"{draw.choice(TEMPLATES)} {', '.join(shown)}?"
    return {"messages": [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]}


def gym(count: int, budget: float) -> dict[str, Any]:
    """Items of reasoning_gym's number_sequence; none where it is not installed."""
    if importlib.util.find_spec("reasoning_gym") is None:
        return {"rows": None}
    import reasoning_gym

    items, made, started = reasoning_gym.create_dataset("number_sequence", size=count, seed=42), 0, time.perf_counter()
    while made < count and time.perf_counter() - started < budget:
        _ = items[made]
        made += 1
    return {"rows": made / (time.perf_counter() - started)}


class Asked(NamedTuple):
    """A row of ours, read from its prompt."""

    kind: str
    held_out: bool
    label: str
    run: list[bytes]
    answer: bytes


def check(folder: str, sampled: str) -> dict[str, Any]:
    """How many of the sampled rows break a promise, by promise; and how many stand where they say."""
    given = json.loads(Path(sampled).read_text())
    asked, in_train = [_asked(row) for row in given["rows"]], set(given["train"])
    heads, faults = defaultdict[tuple[bytes, ...], list[int]](list), defaultdict[str, set[int]](set)
    for number, row in enumerate(asked):
        heads[tuple(row.run[:HEAD])].append(number)
    every = itertools.chain(lists(Path(folder)), rationals(Path(folder), given["rational"]))
    for label, terms in every:
        for place, head in enumerate(zip(*(terms[skip:] for skip in range(HEAD)), strict=False)):
            if head in heads:
                for number in heads[head]:
                    for fault in _faults(asked[number], label, terms, place, label in in_train):
                        faults[fault].add(number)
    promises = ("found", "in train", "another continuation", "second sequence")
    return {"rows": len(asked), **{promise: len(faults[promise]) for promise in promises}}


def _asked(row: dict[str, Any]) -> Asked:
    run = [term.encode() for term in TERM.findall(row["prompt"])]
    return Asked(row["kind"], row["split"] != "train", row["label"], run, row["answer"].encode())


def _faults(row: Asked, label: str, terms: list[bytes], place: int, in_train: bool) -> Iterator[str]:
    """What the occurrence of a run's head at this place of a list says of its row."""
    behind = place + len(row.run)
    if terms[place:behind] != row.run:
        return
    if label == row.label:
        yield "found"
    elif row.kind == "identification":
        yield "second sequence"
    if row.kind == "completion" and terms[behind : behind + 1] != [row.answer]:
        yield "another continuation"
    if row.held_out and in_train:
        yield "in train"


def stripped(folder: Path) -> Iterator[Listed]:
    """The lists of stripped.gz."""
    with gzip.open(folder / "stripped.gz", "rb") as file:
        for line in file:
            if line.startswith(b"A"):
                label, _, terms = line.partition(b" ")
                yield label.decode(), terms.strip(b",\r\n ").split(b",")


def lists(folder: Path) -> Iterator[Listed]:
    """Every list of the folder: those of stripped.gz, and of the entries that it lacks."""
    seen = set()
    for label, terms in stripped(folder):
        seen.add(label)
        yield label, terms
    yield from ((label, terms) for label, (terms, _) in _entries(folder).items() if label not in seen)


def _entries(folder: Path) -> dict[str, tuple[list[bytes], int]]:
    """Terms and offsets of the entries in seq.tar.gz, where it is there."""
    found = {}
    if (folder / "seq.tar.gz").exists():
        with tarfile.open(folder / "seq.tar.gz") as tar:
            for member in tar:
                text = tar.extractfile(member).read() if member.isfile() else b""  # type: ignore[union-attr]
                terms = b"".join(re.findall(rb"(?m)^%[STU] A\d+ (.*)$", text)).replace(b" ", b"").strip(b",")
                offset = re.search(rb"(?m)^%O A\d+ (-?\d+)", text)
                found[Path(member.name).stem] = (terms.split(b","), int(offset[1]) if offset else 0)
    return found


def rationals(folder: Path, labels: list[str]) -> Iterator[Listed]:
    """The lists of A007408/A007409 and the like, made anew from the two lists of integers."""
    halves = {half for label in labels for half in label.split("/")}
    terms = {label: found for label, found in lists(folder) if label in halves}
    offsets = {label: offset for label, (_, offset) in _entries(folder).items()}
    if (folder / "offsets.gz").exists():
        lines = gzip.decompress((folder / "offsets.gz").read_bytes()).decode().split("\n")
        offsets |= {label: int(offset) for label, offset in map(str.split, filter(None, lines))}
    for label in labels:
        above, below = label.split("/")
        shift = offsets.get(below, 0) - offsets.get(above, 0)
        pairs = zip(terms[above][max(0, shift) :], terms[below][max(0, -shift) :], strict=False)
        yield label, [str(Fraction(int(one), int(other))).encode() for one, other in pairs]


def repeats(kind: str, source: str, cache: str, size: int) -> dict[str, Any]:
    """Questions and shown runs that a built dataset holds more than once, over all its splits."""
    splits = load_dataset("oeis_qa", kind, source=source, size=size, cache_dir=cache)
    prompts = [prompt for rows in splits.values() for prompt in _prompts(rows)]
    runs = {",".join(TERM.findall(prompt)) for prompt in prompts}
    questions = {id_.rpartition("/")[0] for rows in splits.values() for id_ in rows["id"]}
    return {"rows": len(prompts), "runs": len(prompts) - len(runs), "questions": len(prompts) - len(questions)}


def _prompts(rows: Any) -> Iterable[str]:
    for table in rows.with_format("arrow").iter(10_000):
        yield from (messages[0]["content"] for messages in table.column("messages").to_pylist())


def synthesise(folder: str, count: int) -> dict[str, Any]:
    """A corpus in the manner of the real one, as stripped.gz and names.gz; every twelfth is a copy of another.

    Terms (52 a sequence, 16 % of them different), runs of nine in a second sequence (24 %) and runs of nine with
    another continuation (15 %) are as many as there (53, 19 %, 24 %, 15 %).
    """
    Path(folder).mkdir(parents=True)
    every = np.arange(count)
    copied = np.where(_drawn("copied", 12, every) == 0, _drawn("original", count, every), every)
    terms = pa.concat_arrays([_term_lists(rows, copied[rows]) for rows in np.array_split(every, 13)])
    numbers = pc.utf8_lpad(pc.cast(pa.array(every + 1), pa.string()), 6, "0")
    _packed(Path(folder, "stripped.gz"), pc.binary_join_element_wise("A", numbers, " ,", terms, ",", ""))
    original = numbers.take(pa.array(copied))
    copies = pc.binary_join_element_wise("A", numbers, " Terms of A", original, " from a later one on.", "")
    names = pc.binary_join_element_wise("A", numbers, " Values of function ", numbers, " at n = 0, 1, 2, ...", "")
    _packed(Path(folder, "names.gz"), pc.if_else(pa.array(copied != every), copies, names))
    return {}


def _packed(path: Path, lines: pa.StringArray) -> None:
    with gzip.open(path, "wb", compresslevel=1) as file:
        for start in range(0, len(lines), 10_000):
            file.write("\n".join([*lines[start : start + 10_000].to_pylist(), ""]).encode())


def _term_lists(rows: Ints, function: Ints) -> pa.StringArray:
    """The terms of these sequences, each those of a function; copies begin up to seven terms later."""
    shift = np.where(rows == function, 0, _drawn("shift", 8, rows))
    drawn = np.interp(_drawn("length", 1000, rows), [0, 100, 250, 500, 750, 985, 1000], [8, 20, 31, 54, 80, 80, 250])
    kind = _kind(function)
    fewest, most = np.where(kind < 2, 60, 8), np.where(kind == 7, 40, 250)  # short terms, long lists
    length = np.clip(drawn, fewest, most).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(length)])
    place = np.arange(starts[-1]) - np.repeat(starts[:-1] - shift, length)
    values = pc.cast(pa.array(_values(np.repeat(function, length), place)), pa.string())
    own = np.repeat(kind == 7, length)
    terms = pc.replace_with_mask(values, pa.array(own), pa.array(_recurrent(function, shift, length)))
    return pc.binary_join(pa.ListArray.from_arrays(pa.array(starts, pa.int32()), terms), ",")


def _values(f: Ints, n: Ints) -> Ints:
    """Term n of function f: 0-1, periodic, polynomial, product, prime-like, divisor-like or random; 0 for others."""
    noise, (a, b, c) = _drawn("noise", 1 << 30, f << 10 | n), (_drawn(name, 300, f) for name in "abc")
    kinds = (
        noise % 301 <= a,
        _drawn("noise", 1 << 30, f << 10 | n % (a // 25 + 2)) % (b // 20 + 2),
        (c % 3 == 0) * n**3 + (a - 100) * n**2 + (b - 150) * n + c,
        (a + 1) * n * (n + b),
        (a + 1) * n * np.log2(n + 2).astype(np.int64) + noise % (a + 1),
        noise % (n + 2) * ((noise >> 20) % (a + 50)),
        noise % ((n + 1) ** 2 * (a + 1)) * np.where(n * c % 2, -1, 1),
        np.zeros_like(n),
    )
    return np.choose(_kind(f), kinds)


def _recurrent(function: Ints, shift: Ints, length: Ints) -> list[str]:
    """All terms of the functions that are recurrences, x(n) = p x(n-1) + q x(n-2)."""
    own, terms = _kind(function) == 7, list[str]()
    drawn = [_drawn(name, 300, function[own]) for name in "abcd"]
    for a, b, x, y, skipped, count in zip(*(c.tolist() for c in (*drawn, shift[own], length[own])), strict=True):
        for n in range(skipped + count):
            terms += [str(x)] if n >= skipped else []
            x, y = y, (a // 20 + 1) * y + (b // 30 - 3) * x
    return terms


def _kind(function: Ints) -> Ints:
    return np.searchsorted([8, 15, 30, 35, 50, 65, 80], _drawn("kind", 100, function), side="right")


def _drawn(what: str, bound: int, index: Ints) -> Ints:
    return Stream(0, "benchmarks", "synthetic", what).below(bound, index)
