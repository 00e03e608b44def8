"""A second, plain reader of the rows of `groups`, and who answers them without looking at the terms.

Membership is read again from the raw page by a regular expression, signatures are checked on all terms in whole
numbers, runs looked up in the lists as one long line. The real corpus comes without an index, so a page of our own
stands in for one: it lists sequences by words of their names.

In:  python -m benchmarks.groups_plain
Out: faults of 2,000 rows; for each question, what is guessed, the share that is right, its upper bound, chance and 0.01
"""

import gzip
import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import oeis_qa
from benchmarks.kinds_plain import World, most_frequent, world_of
from benchmarks.shared import DATA
from oeis_qa.intervals import wilson
from oeis_qa.loaders.oeis.solvers.recurrence import weights
from oeis_qa.splits import SPLITS

WORDS = (
    "partitions divisors palindromes Fibonacci Catalan permutations triangle compositions primes squares digits binary "
    "hexagonal Bell Stirling Euler tilings walks matrices continued sigma phi Motzkin coefficients Legendre"
).split()
CHECKED, BASELINE = 2_000, 50_000  # rows
_AT_ONCE = 5_000


class Row(NamedTuple):
    """A row as it shows itself."""

    question: str
    split: int
    shown: dict[str, str]  # by letter: titles, or terms with commas between
    answer: str
    instruction: str
    terms: list[str]  # of the asked run
    meta: dict[str, Any]


def page_of_names(names: Path, page: Path) -> None:
    """Write an index of the words of names, as text."""
    lines = gzip.decompress(names.read_bytes()).decode().splitlines()
    with page.open("w", encoding="utf-8") as file:
        for word in WORDS:
            named = (line[:7] for line in lines if re.search(rf"\b{word}\b", line[8:], re.IGNORECASE))
            file.write(f"sequences named after {word}:\n  {', '.join(named)}\n\n")


def rows(builder: Any, split: str, count: int) -> Iterator[Row]:
    """The first rows of a split."""
    names = "data", "answer", "instruction", "meta"
    for begin in range(0, count, _AT_ONCE):
        batch = builder.batch(split, range(begin, min(begin + _AT_ONCE, count)))
        for data, answer, instruction, text in zip(*(getattr(batch, name).to_pylist() for name in names), strict=True):
            meta, lines = json.loads(text), data.split("\n")
            shown = dict(line.split(") ", 1) for line in lines if line[1:3] == ") ")
            own = shown[answer] if meta["question"] == "odd_one_out" else lines[0]
            yield Row(meta["question"], SPLITS.index(split), shown, answer, instruction, own.split(","), meta)


def faults(builder: Any, page: Path, count: int = CHECKED) -> Counter[str]:
    """What rows of every split do wrong, by a second look."""
    world, found = world_of(builder), Counter[str]()
    sections = re.findall(r"^(.+):\n  (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    listed = {title: set(re.findall(r"A[0-9]{6}", line)) for title, line in sections}
    checks: dict[str, Callable[[World, dict[str, set[str]], Row], Iterator[str]]] = {
        "group": _group,
        "odd_one_out": _odd_one_out,
        "signature": _signature,
    }
    for split in SPLITS:
        for row in rows(builder, split, count // 3 + 1):
            found[f"{row.question}: rows"] += 1
            for fault in checks[row.question](world, listed, row):
                found[f"{row.question}: {fault}"] += 1
    return found


def _group(world: World, listed: dict[str, set[str]], row: Row) -> Iterator[str]:
    own = row.meta["a_number"]
    if [letter for letter, title in row.shown.items() if own in listed[title]] != [row.answer]:
        yield "not one group lists it"
    if world.holders(row.terms) != {world.own[own]}:
        yield "the run stands elsewhere too"
    if world.split[world.own[own]] != row.split:
        yield "of another split"


def _odd_one_out(world: World, listed: dict[str, set[str]], row: Row) -> Iterator[str]:
    members = listed[row.meta["group"]]
    own = dict(zip(row.shown, row.meta["options"], strict=True))
    if [letter for letter, label in own.items() if label not in members] != [row.answer]:
        yield "not one sequence is outside"
    if any(world.holders(terms.split(",")) != {world.own[own[letter]]} for letter, terms in row.shown.items()):
        yield "a run stands elsewhere too"
    if {int(world.split[world.own[label]]) for label in own.values()} != {row.split}:
        yield "of several splits"


def _signature(world: World, listed: dict[str, set[str]], row: Row) -> Iterator[str]:
    rule, own = list(map(int, row.answer.split(","))), world.own[row.meta["a_number"]]
    size = int((world.owner == own).sum()) - 1
    known = list(map(int, world.terms(own, row.meta["start"], size - row.meta["start"])))
    for at in range(len(rule), len(known)):
        if sum(weight * known[at - back] for back, weight in enumerate(rule, 1)) != known[at]:
            yield "a known term differs"
            break
    if len(row.terms) < 2 * len(rule) + 2:
        yield "too few terms"
    if weights(list(map(int, row.terms))) != rule:
        yield "another recurrence fits the shown terms"


def baselines(read: Sequence[Row]) -> Iterator[tuple[str, list[bool]]]:
    """Who answers a question with four letters: what it does, and whether it is right row by row."""
    answers = [row.answer for row in read]
    yield "one letter", most_frequent(answers, [""] * len(read))
    yield "a letter by the instruction", most_frequent(answers, [row.instruction for row in read])
    known = "title" if read[0].question == "group" else "sequence (knows them)"
    yield f"the most often right {known}", _most_often_right(read)
    yield "the longest line", [_most(row, len) == row.answer for row in read]
    yield "the shortest line", [_most(row, lambda line: -len(line)) == row.answer for row in read]
    if read[0].question == "group":
        said = [row.shown[row.answer] for row in read]
        yield "by the four offered", most_frequent(said, [tuple(sorted(row.shown.values())) for row in read])
    else:
        yield "the most digits (looks at terms)", [_most(row, _digits) == row.answer for row in read]
        yield (
            "the fewest digits (looks at terms)",
            [_most(row, lambda line: -_digits(line)) == row.answer for row in read],
        )


def _digits(line: str) -> float:
    terms = line.split(",")
    return sum(map(len, terms)) / len(terms)


def _most(row: Row, size: Callable[[str], float]) -> str:
    return max(row.shown, key=lambda letter: size(row.shown[letter]))


def _most_often_right(read: Sequence[Row]) -> list[bool]:
    """Titles, or the sequences behind the lines, by how often they are right in the other half of the rows."""
    offered = [
        row.shown if row.question == "group" else dict(zip("ABCD", row.meta["options"], strict=True)) for row in read
    ]
    shares = []
    for half in range(2):
        pairs = list(zip(offered, read, strict=True))[1 - half :: 2]
        times = Counter(name for own, _ in pairs for name in own.values())
        right = Counter(own[row.answer] for own, row in pairs)
        shares.append({name: right[name] / count for name, count in times.items()})
    best = [max(own, key=lambda letter: shares[i % 2].get(own[letter], 0)) for i, own in enumerate(offered)]
    return [letter == row.answer for letter, row in zip(best, read, strict=True)]


def main() -> None:
    """Print the faults and the baselines on the real corpus."""
    with tempfile.TemporaryDirectory() as cache:
        page = Path(cache) / "index.txt"
        page_of_names(DATA / "oeis" / "names.gz", page)
        options = {"source": str(DATA / "oeis"), "index": str(page), "cache_dir": cache, "separators": ","}
        builder = oeis_qa.load_dataset_builder("oeis_qa", "groups", **options)
        begun = time.perf_counter()
        print("capacity", dict(builder.capacity()), f"{time.perf_counter() - begun:.0f} s")
        print(dict(faults(builder, page)))
        begun = time.perf_counter()
        batch = builder.batch("train", range(40_000))
        print(f"{len(batch) / (time.perf_counter() - begun):,.0f} rows/s")
        for question in ("group", "odd_one_out"):
            alone = oeis_qa.load_dataset_builder("oeis_qa", "groups", **options, questions=question)
            for what, right in baselines(list(rows(alone, "train", BASELINE))):
                found = wilson(sum(right), len(right), 0.998)
                print(f"{question:12} {what:42} {sum(right) / len(right):.4f} {found.high:.4f} 0.2600")


if __name__ == "__main__":
    main()
