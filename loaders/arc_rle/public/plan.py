"""The rows of a config from a file of public rows: which are kept, with what answer, in which split and order.

In:  plan("image", (), lines.stamp("rows.jsonl"), wanted)
Out: Plan(rows={"train": Batch of 81 rows, ...}, dropped={"unknown operation": 2, "disagrees with its rule": 1})
"""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from oeis_qa.answers import verify
from oeis_qa.errors import GridError, OptionError
from oeis_qa.loaders.arc_rle.contents import lies_in, spelled
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.grids import Ints
from oeis_qa.loaders.arc_rle.public.deriving import CONFIGS, rule_of
from oeis_qa.loaders.arc_rle.public.lines import Line, Stamp, lines
from oeis_qa.loaders.arc_rle.public.rules import Rule
from oeis_qa.loaders.arc_rle.questions.rows import Rows, Wanted
from oeis_qa.loaders.arc_rle.questions.telling import Told
from oeis_qa.records import Batch
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream, Words

LICENCE = "unknown"  # the file does not say it
OTHER, NOT_ASKED, UNKNOWN = "of another dataset", "operation not asked for", "unknown operation"
MALFORMED, LOST, WRONG = "malformed input", "cannot be re-derived", "disagrees with its rule"
DUPLICATE = "duplicate"
_CHUNK = 1_024  # rows worked on at once


class Answer(NamedTuple):
    text: str
    kind: str
    wrong: str | None  # another that is not right, if one is wanted


class Derived(NamedTuple):
    """A row that is kept."""

    line: Line
    operation: str
    answer: Answer
    words: tuple[int, ...]  # of what was drawn for it


@dataclass(frozen=True)
class Plan:
    rows: Mapping[str, Batch]  # by split
    dropped: Mapping[str, int]  # lines by the reason they were dropped for

    def batch(self, split: str, rows: range | Ints) -> Batch:
        """These rows of the split."""
        return _taken(self.rows[split], np.arange(rows.start, rows.stop) if isinstance(rows, range) else rows)


@functools.lru_cache(maxsize=16)
def plan(config: str, operations: tuple[str, ...], state: Stamp, wanted: Wanted) -> Plan:
    """The rows of this config in the file, of these operations if any is named.

    Raises:
        SourceFormatError: the file is none of such rows.
    """
    dropped: Counter[str] = Counter()
    kept: list[Derived] = []
    for rule, asked in _asked(config, lines(state), dropped).items():
        for at in range(0, len(asked), _CHUNK):
            for found in _derived(rule, asked[at : at + _CHUNK], wanted):
                if isinstance(found, str):
                    dropped[found] += 1
                else:
                    kept.append(found)
    kept = _once(sorted(kept, key=lambda row: row.line.number), dropped)
    families = _families([row.words for row in kept])
    chosen = np.array([not operations or row.operation in operations for row in kept], bool)
    dropped[NOT_ASKED] += int((~chosen).sum())
    made = _batch(config, kept, families, wanted)
    rows = {}
    for split in SPLITS:
        own = np.flatnonzero(chosen & lies_in(families, split, wanted.fractions))
        order = np.argsort(_keys(wanted, [kept[i].line for i in own]), kind="stable")
        rows[split] = _taken(made, own[order])
    return Plan(rows, {reason: count for reason, count in dropped.items() if count})


@functools.lru_cache(maxsize=1)
def configs_in(state: Stamp) -> frozenset[str]:
    """The configs whose rows the file has.

    Raises:
        SourceFormatError: the file is none of such rows.
    """
    return frozenset(CONFIGS.get(line.keys.get("dataset", ""), "") for line in lines(state))


def _asked(config: str, found: Sequence[Line], dropped: "Counter[str]") -> dict[Rule, list[tuple[Line, Any]]]:
    """The lines of the config by the rule that answers them, each with its parameter."""
    asked: dict[Rule, list[tuple[Line, Any]]] = {}
    for line in found:
        rule = rule_of(line.keys)
        if CONFIGS.get(line.keys.get("dataset", "")) != config:
            dropped[OTHER] += 1
        elif rule is None:
            dropped[UNKNOWN] += 1
        elif (parameter := rule.read(line)) is None:
            dropped[LOST] += 1
        else:
            asked.setdefault(rule, []).append((line, parameter))
    return asked


def _derived(rule: Rule, asked: list[tuple[Line, Any]], wanted: Wanted) -> list[Derived | str]:
    """For each line the row, or why it is dropped. Where one line of many fails, halves are tried."""
    try:
        return _agreed(rule, asked, wanted)
    except (GridError, OptionError) as error:
        if len(asked) == 1:
            return [MALFORMED if isinstance(error, GridError) else LOST]
    half = len(asked) // 2
    return _derived(rule, asked[:half], wanted) + _derived(rule, asked[half:], wanted)


def _agreed(rule: Rule, asked: list[tuple[Line, Any]], wanted: Wanted) -> list[Derived | str]:
    """The rows whose answers in the file are those of the rule.

    Raises:
        GridError: what a line shows cannot be read.
        OptionError: it has no answer with its parameter.
    """
    found, parameters = [line for line, _ in asked], [parameter for _, parameter in asked]
    shown = rule.shown.read([line.data for line in found])
    forms = rule.tell(Rows(_keys(wanted, found), wanted), shown, parameters)
    words = zip(*(column.tolist() for column in rule.shown.words(shown)), strict=True)
    answers = zip(*(_listed(told) for told in forms), strict=True)
    rows: list[Derived | str] = []
    for line, parameter, own, told in zip(found, parameters, words, answers, strict=True):
        right = next((answer for answer in told if _same(line.output, answer)), None)
        rows.append(Derived(line, rule.named(parameter), right, own) if right else WRONG)
    return rows


def _listed(told: Told) -> Iterator[Answer]:
    wrong = [None] * len(told.text) if told.wrong is None else told.wrong.to_pylist()
    return map(Answer, told.text.to_pylist(), told.kind.to_pylist(), wrong)


def _same(output: str, answer: Answer) -> bool:
    return output == answer.text or verify(output, answer.text, answer.kind).right


def _once(kept: list[Derived], dropped: "Counter[str]") -> list[Derived]:
    """The rows without those that ask what an earlier line asks."""
    first: dict[tuple[str, str], Derived] = {}
    for row in kept:
        first.setdefault((row.line.instruction, row.line.data), row)
    dropped[DUPLICATE] += len(kept) - len(first)
    return list(first.values())


def _families(shown: list[tuple[int, ...]]) -> Words:
    """The word of each row: that of its image, or one that it shares with all rows that share an image with it.

    So no image lies in two splits. Which of the words that is, their order in a stream decides, so that splits keep
    their shares.
    """
    if not shown:
        return np.zeros(0, np.uint64)
    most = max(map(len, shown))
    whole = [(*words, *words[:1] * (most - len(words))) for words in shown]  # a row is linked to itself
    words, places = np.unique(np.array(whole, np.uint64), return_inverse=True)
    places = places.reshape(len(shown), -1)
    links = np.repeat(places[:, :1], places.shape[1] - 1, axis=1).ravel(), places[:, 1:].ravel()
    graph = coo_array((np.ones(len(links[0]), bool), links), shape=(len(words), len(words)))
    _, group = connected_components(graph, directed=False)
    order = np.lexsort((Stream(0, "arc_rle", "public", "family")[words], group))
    leaders = words[order[np.flatnonzero(np.diff(group[order], prepend=-1))]]
    found: Words = leaders[group[places[:, 0]]]
    return found


def _keys(wanted: Wanted, found: Sequence[Line]) -> Words:
    """A random word for each line, of the seed."""
    numbers = np.array([line.number for line in found], np.int64)
    words: Words = Stream(wanted.seed, "arc_rle", "public")[numbers]
    return words


def _batch(config: str, kept: list[Derived], families: Words, wanted: Wanted) -> Batch:
    answer = _texts([row.answer.text for row in kept])
    label = one_drawn(_keys(wanted, [row.line for row in kept]), "label", 2) == 1
    return Batch(
        id=_texts([f"{config}/public/{row.line.number}" for row in kept]),
        prompt=_texts([f"{row.line.instruction}\n{row.line.data}" for row in kept]),
        response=answer,
        answer=answer,
        answer_kind=_texts([row.answer.kind for row in kept]),
        benchmark=_texts([row.line.benchmark for row in kept]),
        instruction=_texts([row.line.instruction for row in kept]),
        data=_texts([row.line.data for row in kept]),
        meta=_texts(
            [
                f'{{"family": "{family}", "operation": "{row.operation}", "line": {row.line.number}, '
                f'"licence": "{LICENCE}"}}'
                for row, family in zip(kept, spelled(families).to_pylist(), strict=True)
            ]
        ),
        wrong=_texts([row.answer.wrong for row in kept]) if wanted.two else None,
        prefers_right=pa.array(label) if wanted.two else None,
    )


def _texts(values: Sequence[str | None]) -> pa.StringArray:
    return pa.array(values, pa.string())


def _taken(made: Batch, which: Ints) -> Batch:
    columns = {column.name: getattr(made, column.name) for column in fields(Batch)}
    return Batch(**{name: None if value is None else value.take(pa.array(which)) for name, value in columns.items()})
