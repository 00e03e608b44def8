"""From operations to rows: which operation a row asks for, its wording, id, benchmark and meta, in columns.

A row whose question turns out to be none (its answer stands in its data, it has too many tokens) is drawn again with
the same operation, from the row's own keys; `meta.redrawn` says how often that was.

In:  batch("image", IMAGE_OPERATIONS, wanted, numpy.arange(2))
Out: two rows such as "Mirror the RLE image left to right. Answer in RLE.⏎4 1 0123" -> "4 1 3210"
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oeis_qa.errors import CapacityError
from oeis_qa.loaders.arc_rle.contents import spelled
from oeis_qa.loaders.arc_rle.drawing import again, one_drawn
from oeis_qa.loaders.arc_rle.questions.rows import Rows, Wanted
from oeis_qa.loaders.arc_rle.questions.telling import Told
from oeis_qa.loaders.arc_rle.questions.wording import IMAGES, phrasings, simon_phrasings
from oeis_qa.loaders.arc_rle.tokens import Budget
from oeis_qa.mixtures import woven
from oeis_qa.records import Batch
from oeis_qa.streams import Stream, Words
from oeis_qa.templates import filled

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

LICENCE = "Apache-2.0"
_ENOUGH, _RARE = 2_000, 200  # draws after which rows are given up, if fewer than one in so many gave a question
_TOGETHER = 64  # draws that take hardly longer than one; so many are made where few rows are left
_NEVER = 1 << 62
_CHUNK = 4_096  # rows made at once


@dataclass(frozen=True)
class Asked:
    """What an operation asks, one value a row."""

    data: pa.StringArray  # what is shown
    told: Told  # the answer
    contents: Words | pa.StringArray  # the family: of the grids that were drawn, together, or its name
    slots: Mapping[str, pa.StringArray] = field(default_factory=dict)  # of the phrases, besides {image}
    benchmark: Mapping[str, pa.StringArray] = field(default_factory=dict)  # further keys
    meta: Mapping[str, Ints | pa.StringArray] = field(default_factory=dict)  # further numbers, or JSON
    good: Flags | None = None  # which rows may be asked; None: all
    licence: str = LICENCE
    public: pa.StringArray | None = None  # simon-arc-lab's words for each; None: the operation's


@dataclass(frozen=True)
class Operation:
    phrases: tuple[str, ...]  # what to do, with the same slots in each
    ask: Callable[[Rows], Asked]
    form: str  # the form of the answer: a key of wording.FORMS, or "grid": that of answer_encoding
    public: str  # simon-arc-lab's words for it: "dataset=image_deserialize group=flipx"
    not_from: str = ""  # the encoding in which the answer would be what is shown
    weight: int = 1  # how often it is asked, beside the others of its config


@dataclass(frozen=True)
class Kind:
    """The rows of one config."""

    name: str
    simon_names: tuple[str, ...]  # what simon-arc-lab's instructions begin with: "SIMONS-CELLULAR-AUTOMATA", ...
    operations: Mapping[str, Operation]  # those that are asked


def batch(kind: Kind, wanted: Wanted, rows: range | Ints, budget: Budget | None = None) -> Batch:
    """These rows of the split.

    Raises:
        CapacityError: a row that cannot be drawn under the options.
    """
    index = np.arange(rows.start, rows.stop) if isinstance(rows, range) else rows
    starts = range(0, max(len(index), 1), _CHUNK)
    return _joined([_chunk(kind, wanted, index[at : at + _CHUNK], budget) for at in starts])


def _chunk(kind: Kind, wanted: Wanted, index: Ints, budget: Budget | None) -> Batch:
    keys = Stream(wanted.seed, "arc_rle", kind.name, wanted.split)[index]
    shares = np.repeat(np.arange(len(kind.operations)), [own.weight for own in kind.operations.values()])
    numbers, which = np.unique(shares[one_drawn(keys, "operation", len(shares))], return_inverse=True)
    parts = [
        _settled(kind, list(kind.operations)[number], Rows(keys[which == i], wanted, index=index[which == i]), budget)
        for i, number in enumerate(numbers if len(numbers) else [0])  # of no rows, the columns at least
    ]
    return woven(which, parts)


def _settled(kind: Kind, name: str, rows: Rows, budget: Budget | None) -> Batch:
    """The rows of one operation, each drawn until it is a question."""
    parts: list[Batch] = []
    places: list[Ints] = []
    pending, attempts, drawn, fewest = np.arange(len(rows)), np.arange(1), 0, _NEVER
    while drawn < _ENOUGH or drawn <= _RARE * (len(rows) - len(pending)):
        some = _tried(rows.some(pending), attempts)
        made, good, tokens = _made(kind, name, some, np.tile(attempts, len(pending)), budget)
        if attempts[0] == 0 and good.all():
            return made
        drawn, fewest = drawn + len(good), min(fewest, int(tokens.min()))
        good = good.reshape(len(pending), len(attempts))
        found = good.any(axis=1)
        parts.append(_taken(made, (np.arange(len(pending)) * len(attempts) + good.argmax(axis=1))[found]))
        places.append(pending[found])
        pending = pending[~found]
        if not len(pending):
            return _taken(_joined(parts), np.argsort(np.concatenate(places)))
        count = min(2 * len(attempts), max(1, _TOGETHER // len(pending)))
        attempts = attempts[-1] + 1 + np.arange(count)
    rule, way = "", "change min_side and max_side"
    if budget is not None:
        rule = f" within max_tokens={budget.most:,} (the shortest had {fewest:,})"
        way = "raise max_tokens, lower max_side"
    raise CapacityError(
        f"{kind.name}, {rows.wanted.split}: {len(rows) - len(pending):,} of {drawn:,} draws of {name} gave a question"
        f"{rule}; {way}, or leave the operation out"
    )


def _tried(rows: Rows, attempts: Ints) -> Rows:
    """Each row as each of these attempts draws it."""
    keys = [again(rows.keys, attempt) if attempt else rows.keys for attempt in attempts.tolist()]
    index = None if rows.index is None else np.repeat(rows.index, len(attempts))
    return Rows(np.stack(keys, axis=1).reshape(-1), rows.wanted, np.repeat(rows.keys, len(attempts)), index)


def _made(kind: Kind, name: str, rows: Rows, attempts: Ints, budget: Budget | None) -> tuple[Batch, Flags, Ints]:
    """The rows, which of them are questions, and where there is a budget how many tokens they have."""
    operation = kind.operations[name]
    asked = operation.ask(rows)
    answer = asked.told.text
    response = answer if asked.told.response is None else asked.told.response
    good = np.ones(len(rows), bool) if asked.good is None else asked.good
    good = good & pc.not_equal(answer, asked.data).to_numpy(zero_copy_only=False)
    instruction, phrase = _worded(kind, operation, rows, asked)
    prompt = pc.binary_join_element_wise(instruction, asked.data, "\n")
    tokens = np.zeros(len(rows), np.int64)
    if budget is not None:
        tokens = budget.counted(prompt, *(text for text in (response, asked.told.wrong) if text is not None))
        good &= tokens <= budget.most
    family = spelled(asked.contents) if isinstance(asked.contents, np.ndarray) else asked.contents
    made = Batch(
        id=_join(f"{kind.name}/{rows.wanted.split}/{rows.wanted.seed}/", rows.index),
        prompt=prompt,
        response=response,
        answer=answer,
        answer_kind=asked.told.kind,
        benchmark=_benchmark(kind, name, rows, asked),
        instruction=instruction,
        data=asked.data,
        meta=_join(
            *('{"family": "', family, f'", "operation": "{name}", "phrase": ', phrase),
            *(piece for key, value in asked.meta.items() for piece in (f', "{key}": ', value)),
            *(', "redrawn": ', attempts, f', "licence": "{asked.licence}"}}'),
        ),
        wrong=asked.told.wrong,
        prefers_right=pa.array(one_drawn(rows.keys, "label", 2) == 1) if rows.wanted.two else None,
    )
    return made, good, tokens


def _worded(kind: Kind, operation: Operation, rows: Rows, asked: Asked) -> tuple[pa.StringArray, Ints]:
    """What to do, and which phrasing that is."""
    wanted = rows.wanted
    form = f"grid:{wanted.answer_encoding}" if operation.form == "grid" else operation.form
    own = phrasings(operation.phrases, form)
    templates = simon_phrasings(operation.phrases, kind.simon_names) if wanted.simon else own
    phrase = one_drawn(rows.keys, "phrase", len(templates))
    called = IMAGES[wanted.encoding]
    image = pa.array(called).take(pa.array(one_drawn(rows.keys, "called", len(called))))
    slots = {name: value for name, value in {"{image}": image, **asked.slots}.items() if name in templates[0]}
    if not slots:
        return pa.array(templates).take(pa.array(phrase)), phrase
    return filled(templates, phrase, slots), phrase


def _benchmark(kind: Kind, name: str, rows: Rows, asked: Asked) -> pa.StringArray:
    if rows.wanted.simon:
        public = kind.operations[name].public if asked.public is None else asked.public
        pieces: list[str | pa.StringArray] = [public]
        pieces += [piece for key, value in asked.benchmark.items() for piece in (f" {key}=", value)]
        return _join(*pieces, rows=len(rows))
    pieces = [f"dataset=arc_rle group={kind.name} operation={name}"]
    pieces += [piece for key, value in asked.benchmark.items() for piece in (f" {key}=", _quoted(value))]
    return _join(*pieces, rows=len(rows))


def _quoted(values: pa.StringArray) -> pa.StringArray:
    """The values, in quotes where they hold blanks."""
    return pc.if_else(pc.match_substring(values, " "), pc.binary_join_element_wise('"', values, '"', ""), values)


def _join(*pieces: str | pa.StringArray | Ints, rows: int | None = None) -> pa.StringArray:
    """The pieces of each row, joined; a text stands for the same text in every row."""
    columns = [pc.cast(pa.array(piece), pa.string()) if isinstance(piece, np.ndarray) else piece for piece in pieces]
    joined = pc.binary_join_element_wise(*columns, "")
    return pa.repeat(joined, rows) if isinstance(joined, pa.Scalar) else joined


def _taken(made: Batch, which: Ints) -> Batch:
    columns = {column.name: getattr(made, column.name) for column in fields(Batch)}
    return Batch(**{name: None if value is None else value.take(pa.array(which)) for name, value in columns.items()})


def _joined(parts: list[Batch]) -> Batch:
    if len(parts) == 1:
        return parts[0]
    columns = {column.name: [getattr(part, column.name) for part in parts] for column in fields(Batch)}
    return Batch(**{name: None if values[0] is None else pa.concat_arrays(values) for name, values in columns.items()})
