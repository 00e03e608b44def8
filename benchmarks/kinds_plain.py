"""A second, plain reader of the rows of every newer kind: whether what a row shows keeps the promises of its kind.

It knows nothing of the library's search. It holds the lists as one long line of numbered terms with a wall between
two, looks a pattern up by the rarest of its terms, and takes from the library only the lists, names, offsets and the
split of each sequence. What is asked of a row is what the docstring of its kind says.

In:  python -m benchmarks.kinds_plain
Out: one table a source: kind, rows checked, faults, capacity, seconds of the first build, rows/s; then the baselines
"""

import itertools
import json
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import datasets
import numpy as np
from numpy.typing import NDArray

import oeis_qa
from benchmarks.shared import DATA
from oeis_qa.intervals import wilson
from oeis_qa.splits import SPLITS

ASKED = dict.fromkeys(("fill_in", "previous_term", "nth_term", "incorrect_completion"), 30_000) | dict.fromkeys(
    ("reorder", "gaps", "anomaly", "membership", "identify_choice"), 5_000
)
CHECKED = {"train": 1_000, "validation": 500, "test": 500}  # rows of each kind, in blocks evenly spaced
BLOCK = 25
TIMED, BASELINE = 100_000, 50_000  # rows
LEAST = 9  # terms that a question of train shows at least, by default
AHEAD = 8  # most places behind a run at which nth_term asks
WALL, PAD = 0, 4_096  # the term between two lists, and how many of them stand at both ends
Ints = NDArray[np.int64]
Pattern = Sequence[str | None]  # None: any term, or the unknown behind a list's end


class World:
    """Every list of a source, as one line of numbered terms."""

    def __init__(
        self,
        lists: Iterable[Sequence[str]],
        split: Sequence[int],
        labels: Sequence[str],
        names: Sequence[str | None],
        offsets: Sequence[int | None],
    ) -> None:
        self.split, self.labels, self.names, self.offsets = np.array(split, np.int64), labels, names, offsets
        self.own = {label: i for i, label in enumerate(labels)}
        number: dict[str, int] = {}
        coded = [np.array([number.setdefault(term, len(number) + 1) for term in own], np.int64) for own in lists]
        wall = np.array([WALL])
        pieces = [np.zeros(PAD, np.int64), *(piece for own in coded for piece in (own, wall)), np.zeros(PAD, np.int64)]
        self.line = np.concatenate(pieces)
        sizes = np.array([len(own) + 1 for own in coded])
        self.begin = PAD + np.cumsum(sizes) - sizes
        self.owner = np.concatenate(
            [np.full(PAD, -1), np.repeat(np.arange(len(coded)), sizes), np.full(PAD, -1)]
        )  # of a wall, the list before it
        self.number, self.word = number, ["", *number]
        self._by_term = np.argsort(self.line, kind="stable")
        self._first = np.searchsorted(self.line[self._by_term], np.arange(len(number) + 2))

    def places(self, pattern: Pattern) -> Ints:
        """Where the pattern stands inside one list, as places in the line of its first term."""
        fixed = [(at, self.number.get(term, -1)) for at, term in enumerate(pattern) if term is not None]
        if any(term < 0 for _, term in fixed):
            return np.zeros(0, np.int64)
        fixed.sort(key=lambda pair: int(self._first[pair[1] + 1] - self._first[pair[1]]))
        (at, rarest), *others = fixed
        found = self._by_term[self._first[rarest] : self._first[rarest + 1]] - at
        for at, term in others:
            found = found[self.line[found + at] == term]
        first, last = (edge(at for at, _ in fixed) for edge in (min, max))
        return found[self.owner[found + first] == self.owner[found + last]]

    def read(self, place: int, count: int) -> list[str]:
        """The terms from a place on; "" for a wall."""
        return [self.word[term] for term in self.line[place : place + count].tolist()]

    def terms(self, own: int, start: int, count: int) -> list[str]:
        """Terms of one list."""
        return self.read(int(self.begin[own]) + start, count)

    def found_at(self, pattern: Pattern, at: int) -> set[str]:
        """What stands at this distance from every place of the pattern; "" for the unknown beside a list."""
        return {self.word[term] for term in np.unique(self.line[self.places(pattern) + at]).tolist()}

    def holders(self, pattern: Pattern) -> set[int]:
        """The sequences that the pattern stands in."""
        return set(np.unique(self.owner[self.places(pattern)]).tolist())

    def whole(self, place: int, count: int) -> bool:
        """Whether so many terms of one list stand from a place on."""
        return WALL not in self.line[place : place + count]


class Row(NamedTuple):
    """A row as it shows itself."""

    kind: str
    split: int
    own: int  # the sequence that meta names
    start: int
    shown: list[str | None]  # None where a mark stands
    answer: str
    told: list[str]  # lines below the terms
    prompt: str
    response: str
    meta: dict[str, Any]


def read(kind: str, split: str, batch: Any, world: World) -> Iterator[Row]:
    """The rows of a batch whose terms are separated by commas alone."""
    columns = (getattr(batch, name).to_pylist() for name in ("data", "prompt", "answer", "response", "meta"))
    for data, prompt, answer, response, text in zip(*columns, strict=True):
        line, *told = data.split("\n")
        assert line in prompt, (line, prompt)
        assert all(said.partition(": ")[2] in prompt for said in told if ": " in said), (told, prompt)
        meta = json.loads(text)
        shown = [None if term in ("_", "?") else term for term in line.split(",")]
        own = world.own[meta["a_number"]]
        yield Row(kind, SPLITS.index(split), own, meta["start"], shown, answer, told, prompt, response, meta)


def faults(world: World, rows: Iterable[Row]) -> Counter[str]:
    """How many rows break a promise, by promise."""
    rows = list(rows)
    found = Counter(fault for row in rows for fault in {*_common(world, row), *KINDS[row.kind](world, row)})
    shuffled = [row for row in rows if row.kind == "reorder"]
    return found + Counter("stands in another order" for _ in _reordered(world, shuffled))


def _common(world: World, row: Row) -> Iterator[str]:
    """What no row may do."""
    if world.split[row.own] != row.split:
        yield "sequence of another split"
    if row.split and row.kind != "reorder" and (world.split[list(world.holders(row.shown))] == 0).any():
        yield "shown run in train"
    if row.split and row.kind == "reorder" and (world.split[list(world.holders(row.answer.split(", ")))] == 0).any():
        yield "shown run in train"
    if row.kind != "incorrect_completion" and row.response != row.answer:
        yield "response is not the answer"


def completion(world: World, row: Row) -> Iterator[str]:
    run = world.terms(row.own, row.start, len(row.shown) + 1)
    if run != [*row.shown, row.answer]:
        yield "not what the sequence says"
    if world.found_at(row.shown, len(row.shown)) != {row.answer}:
        yield "another term follows"
    if row.meta.get("wrong", row.response != row.answer) != (row.response != row.answer):
        yield "wrong or right against its word"


def previous_term(world: World, row: Row) -> Iterator[str]:
    if row.start < 1 or world.terms(row.own, row.start - 1, len(row.shown) + 1) != [row.answer, *row.shown]:
        yield "not what the sequence says"
    if world.found_at(row.shown, -1) != {row.answer}:
        yield "another term precedes"


def fill_in(world: World, row: Row) -> Iterator[str]:
    blanks = [at for at, term in enumerate(row.shown) if term is None]
    answers = row.answer.split(", ")
    filled = [term if term is not None else "" for term in row.shown]
    for at, answer in zip(blanks, answers, strict=False):
        filled[at] = answer
    if not blanks or len(blanks) != len(answers) or filled != world.terms(row.own, row.start, len(filled)):
        yield "not what the sequence says"
        return
    if {tuple(world.read(place, len(filled))) for place in world.places(row.shown).tolist()} != {tuple(filled)}:
        yield "another filling"
    if not all(_told_by_a_side(world, row.shown, at, filled[at]) for at in blanks):
        yield "a blank not determined by one side"
    if _told_in_train(world, row, filled, blanks):
        yield "a hidden term and its shown neighbours stand in train"


def _told_by_a_side(world: World, shown: Pattern, at: int, term: str) -> bool:
    left = list(itertools.takewhile(lambda x: x is not None, reversed(shown[:at])))[::-1]
    right = list(itertools.takewhile(lambda x: x is not None, shown[at + 1 :]))
    after = left and world.found_at(left, len(left)) == {term}
    return bool(after or (right and world.found_at(right, -1) == {term}))


def _told_in_train(world: World, row: Row, run: Sequence[str], hidden: Sequence[int]) -> bool:
    """Whether a hidden term stands in train beside terms that the row shows, as many as a question of train shows."""
    edges = [-1, *hidden, len(run)]
    stretches = [
        pair
        for before, at, behind in zip(edges, hidden, edges[2:], strict=False)
        for pair in ((before + 1, at + 1), (at, behind))
    ]
    return row.split > 0 and any(
        (world.split[list(world.holders(run[first:last]))] == 0).any()
        for first, last in stretches
        if last - first > LEAST
    )


def nth_term(world: World, row: Row) -> Iterator[str]:
    offset, index = world.offsets[row.own], row.meta["index"]
    first = int(row.told[0].rpartition(" ")[2])
    if offset is None or first != offset + row.start or str(index) not in row.prompt or str(first) not in row.prompt:
        yield "indices are wrong"
        return
    ahead = index - first - len(row.shown)
    if not 0 <= ahead < AHEAD:
        yield "asked too near or too far"
    run = world.terms(row.own, row.start, len(row.shown) + ahead + 1)
    if run[: len(row.shown)] != row.shown or run[-1] != row.answer or "" in run:
        yield "not what the sequence says"
    if world.holders(row.shown) != {row.own}:
        yield "stands in a second sequence"


def reorder(world: World, row: Row) -> Iterator[str]:
    run = world.terms(row.own, row.start, len(row.shown))
    if run != row.answer.split(", ") or Counter(run) != Counter(row.shown):
        yield "not what the sequence says"
    if run == row.shown:
        yield "not shuffled"
    if [int(term) for term in run] in (sorted(map(int, run)), sorted(map(int, run), reverse=True)):
        yield "sorting restores it"


def _reordered(world: World, rows: list[Row]) -> Iterator[Row]:
    """Rows whose terms stand side by side in another order: by sums of random numbers, then term by term."""
    weight = np.random.default_rng(7).integers(0, 1 << 63, len(world.word), np.uint64)
    sums = np.concatenate([[np.uint64(0)], np.cumsum(weight[world.line])])
    for size in {len(row.shown) for row in rows}:
        same_size = [row for row in rows if len(row.shown) == size]
        wanted = {int(weight[[world.number[t] for t in row.shown if t]].sum()): row for row in same_size}
        window = sums[size:] - sums[:-size]
        orders = dict[int, set[tuple[str, ...]]]()
        for place in np.flatnonzero(np.isin(window, np.array(list(wanted), np.uint64))).tolist():
            terms = world.read(place, size)
            if sorted(terms) == sorted(filter(None, wanted[int(window[place])].shown)):
                orders.setdefault(int(window[place]), set()).add(tuple(terms))
        for row in same_size:
            if orders[int(weight[[world.number[t] for t in row.shown if t]].sum())] != {tuple(row.answer.split(", "))}:
                yield row


def gaps(world: World, row: Row) -> Iterator[str]:
    numbers, count = row.answer.split(", "), int(row.told[0].rpartition(" ")[2])
    answer = tuple(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    span = len(row.shown) + count
    own = _completions(row.shown, world.terms(row.own, row.start, span), count)
    if len(answer) != count or answer not in own:
        yield "not what the sequence says"
    if _told_in_train(world, row, world.terms(row.own, row.start, span), [at + i for i, (at, _) in enumerate(answer)]):
        yield "a hidden term and its shown neighbours stand in train"
    found = {way for run in _stretches(world, row.shown, count) for way in _completions(row.shown, run, count)}
    if found - {answer}:
        yield "filled otherwise"


def _stretches(world: World, shown: Pattern, count: int) -> set[tuple[str, ...]]:
    """All runs of the lists that may hold the shown terms and `count` more: one of a few blocks of these is whole."""
    blocks = np.array_split(np.arange(len(shown)), count + 1)
    begins = {
        int(place) - int(block[0]) - skipped
        for block in blocks
        for place in world.places([shown[at] for at in block])
        for skipped in range(count + 1)
    }
    span = len(shown) + count
    return {tuple(world.read(place, span)) for place in begins if world.whole(place, span)}


def _completions(shown: Pattern, run: Sequence[str], count: int) -> set[tuple[tuple[int, str], ...]]:
    """Each way to leave out `count` terms of the run so that the shown ones stay: terms before it, and the term."""
    return {
        tuple((at - earlier, run[at]) for earlier, at in enumerate(left_out))
        for left_out in itertools.combinations(range(len(run)), count)
        if [term for at, term in enumerate(run) if at not in left_out] == shown
    }


def anomaly(world: World, row: Row) -> Iterator[str]:
    position, _, value = row.answer.partition(", ")
    run = [term or "" for term in row.shown]
    run[int(position) - 1] = value
    if run == row.shown or run != world.terms(row.own, row.start, len(run)):
        yield "not what the sequence says"
    near = {tuple(there) for there in _near(world, row.shown)}
    if tuple(row.shown) in near:
        yield "the changed run is known"
    if near - {tuple(run), tuple(row.shown)}:
        yield "another change gives a known run"


def _near(world: World, shown: Pattern) -> Iterator[list[str]]:
    """All runs of the lists that differ from the shown one in one place at most: one half of it is whole."""
    middle = len(shown) // 2
    for begin, half in ((0, shown[:middle]), (middle, shown[middle:])):
        for place in world.places(half).tolist():
            there = world.read(place - begin, len(shown))
            if world.whole(place - begin, len(shown)) and sum(map(str.__ne__, there, map(str, shown))) <= 1:
                yield there


def membership(world: World, row: Row) -> Iterator[str]:
    run, size = world.terms(row.own, row.start, len(row.shown) + 1), len(row.shown)
    option = dict(line.split(") ") for line in row.told if ") " in line)
    said = option[row.answer] in ("as in a known sequence", "it fits")
    if said != row.meta["true"]:
        yield "the letter is wrong"
    if row.meta["question"] == "run":
        different = [pair for pair in zip(run, row.shown, strict=False) if pair[0] != pair[1]]
        if len(different) != (0 if said else 1) or not all(len(one) == len(str(other)) for one, other in different):
            yield "not what the sequence says"
        if not said and len(world.places(row.shown)):
            yield "the altered run is known"
    else:
        proposed = row.told[0].rpartition(" ")[2]
        if run[:size] != row.shown or (proposed == run[-1]) != said:
            yield "not what the sequence says"
        if world.found_at(row.shown, size) != {run[-1]}:
            yield "another term follows"


def identify_choice(world: World, row: Row) -> Iterator[str]:
    names = [line.partition(") ")[2] for line in row.told]
    offered = [world.own[label] for label in row.meta["options"]]
    named = names["ABCD".index(row.answer)] == world.names[row.own]
    if not named or world.terms(row.own, row.start, len(row.shown)) != row.shown:
        yield "not what the sequence says"
    if world.holders(row.shown) != {row.own}:
        yield "stands in a second sequence"
    if [world.names[own] for own in offered] != names or len({name.partition(":")[0] for name in names}) != 4:
        yield "names not as they should be"
    if any(world.split[own] != row.split for own in offered):
        yield "offers a sequence of another split"
    pointed = {label for name in names for label in re.findall(r"\bA\d{6,7}\b", name) if label in world.own}
    if any(world.split[world.own[label]] != row.split for label in pointed):
        yield "a name offered points into another split"


KINDS: dict[str, Callable[[World, Row], Iterator[str]]] = {
    check.__name__: check
    for check in (fill_in, previous_term, nth_term, reorder, gaps, anomaly, membership, identify_choice)
} | {"incorrect_completion": completion, "completion": completion}


def world_of(builder: Any) -> World:
    """The lists of a builder's source, and the library's splits of them."""
    known = builder._plan().studied
    corpus, names = known.corpus, (known.corpus.labels, known.corpus.name, known.corpus.offset)
    columns = [column.to_pylist() for column in names]
    bounds = zip(corpus.starts[:-1].tolist(), corpus.starts[1:].tolist(), strict=True)
    return World((corpus.terms[a:b].to_pylist() for a, b in bounds), known.split, *columns)


def main() -> None:
    """Print the tables."""
    datasets.disable_progress_bars()
    for source in (str(DATA / "oeis"), "bundled"):
        if source == "bundled" or Path(source).is_dir():
            with tempfile.TemporaryDirectory() as cache:
                print(f"\nsource {source}", flush=True)
                _tables(source, cache)


def _tables(source: str, cache: str) -> None:
    world = world_of(_builder("completion", source, cache))
    _line("kind", "rows checked", "faults", "capacity", "first build", "rows/s", "asked for")
    for kind, asked_for in ASKED.items():
        started = time.perf_counter()
        builder = _builder(kind, source, cache)
        capacity = builder.capacity()
        builder.batch("train", range(1))
        first = time.perf_counter() - started
        size = min(TIMED, capacity["train"])
        rate = size / _seconds(kind, source, cache, size)
        rows = [row for split in SPLITS for row in _sampled(kind, builder, split, capacity[split], world)]
        broken = ", ".join(f"{count} {fault}" for fault, count in faults(world, rows).items()) or "0"
        held = " + ".join(f"{count:,}" for count in capacity.values())
        _line(kind, f"{len(rows):,}", broken, held, f"{first:.1f} s", f"{rate:,.0f}", f"{asked_for:,}")
    print(f"what can be told without the terms, of {BASELINE:,} rows (99.9 % upper bound; chance + 1 point asked for)")
    for kind in ("membership", "identify_choice"):
        for what, right, chance in baselines(kind, source, cache):
            estimate = wilson(sum(right), len(right), 0.998)
            holds = "holds" if estimate.high < chance + 0.01 else "BROKEN"
            _line(kind, what, f"{estimate.mean:.3f}, at most {estimate.high:.3f}", f"chance {chance:.3f}", holds)


def _line(*cells: str) -> None:
    print(" | ".join(cells), flush=True)


def _builder(kind: str, source: str, cache: str, **options: Any) -> Any:
    options |= {"acknowledge_incorrect": True} if kind == "incorrect_completion" else {}
    own = {"source": source, "cache_dir": cache, "separators": ",", **options}
    return oeis_qa.load_dataset_builder("oeis_qa", kind, **own)


def _seconds(kind: str, source: str, cache: str, size: int) -> float:
    """What a build takes from a plan that is there: so it is built twice."""
    own: dict[str, Any] = {"source": source, "cache_dir": cache, "size": size, "eval_size": 0}
    own |= {"acknowledge_incorrect": True} if kind == "incorrect_completion" else {}
    for _ in range(2):
        shutil.rmtree(Path(cache) / "oeis_qa", ignore_errors=True)
        started = time.perf_counter()
        oeis_qa.load_dataset("oeis_qa", kind, split="train", **own)
    return time.perf_counter() - started


def _sampled(kind: str, builder: Any, split: str, capacity: int, world: World) -> Iterator[Row]:
    count = min(CHECKED[split], capacity) // BLOCK
    for begin in np.linspace(0, capacity - BLOCK, count).astype(int).tolist():
        yield from read(kind, split, builder.batch(split, range(begin, begin + BLOCK)), world)


def baselines(kind: str, source: str, cache: str) -> Iterator[tuple[str, list[bool], float]]:
    """Who answers without looking at the terms: what it does, whether it is right row by row, and chance."""
    builder = _builder(kind, source, cache, layout="unpaired")
    size = min(BASELINE, builder.capacity()["train"])
    batches = [builder.batch("train", range(begin, min(begin + 5_000, size))) for begin in range(0, size, 5_000)]
    names = ("answer", "data", "instruction", "wrong", "prefers_right")
    answers, data, instructions, wrong, prefers = (
        [value for batch in batches for value in getattr(batch, name).to_pylist()] for name in names
    )
    options = [dict(line.split(") ", 1) for line in text.split("\n")[1:] if line[1:3] == ") ") for text in data]
    chance = 1 / len(options[0])
    yield "one letter", most_frequent(answers, [""] * size), chance
    yield "a letter by the instruction", most_frequent(answers, instructions), chance
    if kind == "membership":
        said = [option[answer] for option, answer in zip(options, answers, strict=True)]
        yield "one option by the question", most_frequent(said, ["fit" in text for text in said]), chance
    else:
        pairs = zip(options, answers, strict=True)
        yield "the name most like the others", [_most_like_the_others(own) == answer for own, answer in pairs], chance
        marked = [[re.search(r"\bA\d{6}\b", name) is None for name in own.values()] for own in options]
        first = ["ABCD"[own.index(True)] if True in own else "A" for own in marked]
        yield "the first name without an A-number", [a == b for a, b in zip(first, answers, strict=True)], chance
    shown = [right if good else bad for right, bad, good in zip(answers, wrong, prefers, strict=True)]
    yield "unpaired: good or bad by the letter alone", most_frequent(prefers, shown), 0.5


def most_frequent(values: Sequence[Any], given: Sequence[Any]) -> list[bool]:
    """Whether each value is the one that is most frequent beside the same given one in the other half of the rows."""
    best = list[dict[Any, Any]]()
    for half in range(2):
        counts = Counter(zip(given[1 - half :: 2], values[1 - half :: 2], strict=True))
        best.append({one: value for (one, value), _ in reversed(counts.most_common())})
    return [best[i % 2].get(one) == value for i, (one, value) in enumerate(zip(given, values, strict=True))]


def _most_like_the_others(names: dict[str, str]) -> str:
    """The letter of the name that shares most words with the other three; a number stands for itself."""
    words = {letter: set(re.findall(r"\w+", name.lower())) for letter, name in names.items()}

    def shared(letter: str) -> float:
        own = words[letter]
        return sum(len(own & other) / max(1, len(own | other)) for key, other in words.items() if key != letter)

    return max(words, key=shared)


if __name__ == "__main__":
    main()
