"""The one record: Example is a row before its layout, Batch the same for many rows, as columns.

Every loader makes these and every stage takes them. Answers are text (integers pass 64 bits); meta is a JSON string
in a row, so that its keys may differ from row to row.

In:  Example(id="completion/A000045/12+9/t3", prompt="What comes next in 144, 233, ...?", response="10946", ...)
Out: Batch.of([example]).prompt == pyarrow.array(["What comes next in 144, 233, ...?"])
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import pyarrow as pa


@dataclass(frozen=True)
class Example:
    id: str  # names the question; unique in a build
    prompt: str  # what the user says
    response: str  # what the assistant says in training
    answer: str  # the truth, which passes the verifier of answer_kind
    answer_kind: str  # "integer", "text", ...
    benchmark: str  # see `benchmark`; never trained on
    instruction: str  # the prompt without its data, for layouts that keep them apart
    data: str  # the terms, grid or statement that the prompt shows
    meta: Mapping[str, Any] = field(default_factory=dict)
    system: str | None = None  # what the system says before the user, if anything
    wrong: str | None = None  # a response that is not right, for layouts that need one
    prefers_right: bool = True  # which of the two responses a layout with one of them shows
    steps: list[str] | None = None  # of a worked response, for layouts that show them one by one
    step_labels: list[bool] | None = None  # which of them are right


_TYPES = {"steps": pa.list_(pa.string()), "step_labels": pa.list_(pa.bool_()), "prefers_right": pa.bool_()}


@dataclass(frozen=True)
class Batch:
    """The fields of Example as columns of one length; meta is JSON text. None: no row has any."""

    id: pa.StringArray
    prompt: pa.StringArray
    response: pa.StringArray
    answer: pa.StringArray
    answer_kind: pa.StringArray
    benchmark: pa.StringArray
    instruction: pa.StringArray
    data: pa.StringArray
    meta: pa.StringArray
    system: pa.StringArray | None = None
    wrong: pa.StringArray | None = None
    prefers_right: pa.BooleanArray | None = None
    steps: pa.ListArray | None = None
    step_labels: pa.ListArray | None = None

    @classmethod
    def of(cls, examples: Iterable[Example]) -> "Batch":
        """The batch of these examples, in their order."""
        rows = list(examples)
        columns = {f.name: [getattr(row, f.name) for row in rows] for f in fields(Example)}
        columns["meta"] = [json.dumps(dict(meta), ensure_ascii=False) for meta in columns["meta"]]
        arrays = {name: pa.array(values, _TYPES.get(name, pa.string())) for name, values in columns.items()}
        missing = {name: None for name, values in arrays.items() if rows and values.null_count == len(rows)}
        return cls(**{**arrays, **missing})

    def __len__(self) -> int:
        return len(self.id)


def benchmark(**keys: str | int) -> str:
    """The benchmark key of a row: `dataset=oeis_qa group=completion shown=9`; values with blanks are quoted."""
    return " ".join(f"{key}={_quoted(str(value))}" for key, value in keys.items())


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) if value.split() != [value] else value
