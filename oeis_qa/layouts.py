"""Layouts: how a row is written for one trainer. A row is id, the layout's own columns, answer, answer_kind,
benchmark, meta.

A layout emits exactly one trainer's columns, and its name for a column never serves as metadata: TRL picks the format
by column names and silently prefers one where two are present (`messages` with `prompt` raises, with `input_ids`
trains on these).

In:  table(batch, "messages"), one row
Out: {"id": ..., "messages": [{"role": "user", "content": "... 1, 2, 4?"}, {"role": "assistant", "content": "8"}], ...}
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from datasets import Features, List, Value

from oeis_qa.errors import OptionError, choices
from oeis_qa.records import Batch

_TEXT = Value("string")
_TURNS = List({"role": _TEXT, "content": _TEXT})
_SHAREGPT = List({"from": _TEXT, "value": _TEXT})


@dataclass(frozen=True)
class Layout:
    features: dict[str, object]  # the layout's own columns
    columns: Callable[[Batch], list[pa.Array]]  # their values, in the same order
    needs: tuple[str, ...] = ()  # fields that are optional elsewhere


def _messages(batch: Batch) -> list[pa.Array]:
    return [_turns([*_system(batch), ("user", batch.prompt), ("assistant", batch.response)])]


def _prompt_completion(batch: Batch) -> list[pa.Array]:
    return [*_prompt(batch), _turns([("assistant", batch.response)])]


def _prompt(batch: Batch) -> list[pa.Array]:
    return [_turns([*_system(batch), ("user", batch.prompt)])]


def _text(batch: Batch) -> list[pa.Array]:
    return [pc.binary_join_element_wise(_led(batch, batch.prompt), batch.response, "\n")]


def _chatml(batch: Batch) -> list[pa.Array]:
    system = () if batch.system is None else (_wrapped("<|im_start|>system\n", batch.system, "<|im_end|>\n"),)
    parts = [
        *system,
        "<|im_start|>user\n",
        batch.prompt,
        "<|im_end|>\n<|im_start|>assistant\n",
        batch.response,
        "<|im_end|>\n",
        "",
    ]
    return [pc.binary_join_element_wise(*parts)]  # the last part is the separator


def _instruction(batch: Batch) -> list[pa.Array]:
    return [_led(batch, batch.instruction), batch.data, batch.response]


def _sharegpt(batch: Batch) -> list[pa.Array]:
    return [_turns([*_system(batch), ("human", batch.prompt), ("gpt", batch.response)], "from", "value")]


def _preference(batch: Batch) -> list[pa.Array]:
    return [*_prompt(batch), _turns([("assistant", batch.response)]), _turns([("assistant", batch.wrong)])]


def _unpaired(batch: Batch) -> list[pa.Array]:
    shown = pc.if_else(batch.prefers_right, batch.response, batch.wrong)
    return [*_prompt(batch), _turns([("assistant", shown)]), batch.prefers_right]


def _stepwise(batch: Batch) -> list[pa.Array]:
    return [*_prompt(batch), batch.steps, batch.step_labels]


def _system(batch: Batch) -> list[tuple[str, pa.StringArray]]:
    return [] if batch.system is None else [("system", batch.system)]


def _led(batch: Batch, text: pa.StringArray) -> pa.StringArray:
    """The text behind what the system says, where a layout has no place of its own for that."""
    if batch.system is None:
        return text
    return pc.binary_join_element_wise(_wrapped("", batch.system, "\n\n"), text, "")


def _wrapped(before: str, text: pa.StringArray, behind: str) -> pa.StringArray:
    """The text between the two, and nothing where there is none."""
    return pc.fill_null(pc.binary_join_element_wise(before, text, behind, ""), "")


LAYOUTS = {
    "messages": Layout({"messages": _TURNS}, _messages),
    "prompt_completion": Layout({"prompt": _TURNS, "completion": _TURNS}, _prompt_completion),
    "prompt": Layout({"prompt": _TURNS}, _prompt),
    "text": Layout({"text": _TEXT}, _text),
    "chatml": Layout({"text": _TEXT}, _chatml),
    "instruction": Layout({"instruction": _TEXT, "input": _TEXT, "output": _TEXT}, _instruction),
    "sharegpt": Layout({"conversations": _SHAREGPT}, _sharegpt),
    "preference": Layout({"prompt": _TURNS, "chosen": _TURNS, "rejected": _TURNS}, _preference, ("wrong",)),
    "unpaired": Layout({"prompt": _TURNS, "completion": _TURNS, "label": Value("bool")}, _unpaired, ("wrong",)),
    "stepwise": Layout(
        {"prompt": _TURNS, "steps": List(_TEXT), "labels": List(Value("bool"))}, _stepwise, ("steps", "step_labels")
    ),
}
TWO_ANSWERS = ("preference", "unpaired", "stepwise")  # that need a wrong response beside the right one


def layout_named(name: str) -> Layout:
    """The layout of this name.

    Raises:
        OptionError: there is none.
    """
    if name not in LAYOUTS:
        raise OptionError(f"layout={name!r} is not a layout; {choices(name, LAYOUTS)}")
    return LAYOUTS[name]


def features(name: str) -> Features:
    """The features of a whole row in this layout."""
    own = layout_named(name).features
    return Features({"id": _TEXT, **own, "answer": _TEXT, "answer_kind": _TEXT, "benchmark": _TEXT, "meta": _TEXT})


def table(batch: Batch, name: str) -> pa.Table:
    """The batch as rows of this layout, with the schema of `features(name)`."""
    layout = layout_named(name)
    for field in layout.needs:
        column = getattr(batch, field)
        if column is None or column.null_count:
            raise OptionError(
                f"layout={name!r} shows {field.replace('_', ' ')} of every row, and some have none; use another"
            )
    own = layout.columns(batch)
    return pa.Table.from_arrays(
        [batch.id, *own, batch.answer, batch.answer_kind, batch.benchmark, batch.meta],
        schema=features(name).arrow_schema,
    )


def _turns(turns: list[tuple[str, pa.StringArray]], who: str = "role", what: str = "content") -> pa.ListArray:
    """One conversation a row: turn after turn, each a struct of the speaker and the text; what is null is left out."""
    rows, count = len(turns[0][1]), len(turns)
    interleaved = np.arange(rows * count).reshape(count, rows).T.ravel()
    contents = pa.concat_arrays([text for _, text in turns]).take(pa.array(interleaved))
    speakers = pa.array([speaker for speaker, _ in turns]).take(pa.array(np.tile(np.arange(count), rows)))
    structs = pa.StructArray.from_arrays([speakers, contents], names=[who, what])
    if not contents.null_count:
        return pa.ListArray.from_arrays(pa.array(np.arange(0, rows * count + 1, count), pa.int32()), structs)
    said = contents.is_valid()
    ends = np.cumsum(said.to_numpy(zero_copy_only=False))[count - 1 :: count]
    return pa.ListArray.from_arrays(pa.array(np.append(0, ends), pa.int32()), structs.filter(said))
