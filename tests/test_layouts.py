"""Layouts: the exact row that each one writes, and that a layout never writes another trainer's columns."""

import re

import pyarrow as pa
import pytest
from datasets import Dataset, List, Value

from oeis_qa.errors import OptionError
from oeis_qa.layouts import LAYOUTS, features, layout_named, table
from oeis_qa.records import Batch, Example

BATCH = Batch.of(
    [
        Example("q/1", "What is next in 1, 2, 4?", "8", "8", "integer", "dataset=q", "What is next?", "1, 2, 4"),
        Example(
            id="q/2",
            prompt="Wie heißt\n1, 1, 2, 3?",
            response="Die Fibonacci-Zahlen.",
            answer="Fibonacci",
            answer_kind="text",
            benchmark='dataset=q group="by name"',
            instruction="Wie heißt sie?",
            data="1, 1, 2, 3",
            meta={"größe": 4},
        ),
    ]
)
SHARED = [
    {"id": "q/1", "answer": "8", "answer_kind": "integer", "benchmark": "dataset=q", "meta": "{}"},
    {
        "id": "q/2",
        "answer": "Fibonacci",
        "answer_kind": "text",
        "benchmark": 'dataset=q group="by name"',
        "meta": '{"größe": 4}',
    },
]
OWN = {
    "messages": [
        {
            "messages": [
                {"role": "user", "content": "What is next in 1, 2, 4?"},
                {"role": "assistant", "content": "8"},
            ]
        },
        {
            "messages": [
                {"role": "user", "content": "Wie heißt\n1, 1, 2, 3?"},
                {"role": "assistant", "content": "Die Fibonacci-Zahlen."},
            ]
        },
    ],
    "prompt_completion": [
        {
            "prompt": [{"role": "user", "content": "What is next in 1, 2, 4?"}],
            "completion": [{"role": "assistant", "content": "8"}],
        },
        {
            "prompt": [{"role": "user", "content": "Wie heißt\n1, 1, 2, 3?"}],
            "completion": [{"role": "assistant", "content": "Die Fibonacci-Zahlen."}],
        },
    ],
    "prompt": [
        {"prompt": [{"role": "user", "content": "What is next in 1, 2, 4?"}]},
        {"prompt": [{"role": "user", "content": "Wie heißt\n1, 1, 2, 3?"}]},
    ],
    "text": [
        {"text": "What is next in 1, 2, 4?\n8"},
        {"text": "Wie heißt\n1, 1, 2, 3?\nDie Fibonacci-Zahlen."},
    ],
    "chatml": [
        {"text": "<|im_start|>user\nWhat is next in 1, 2, 4?<|im_end|>\n<|im_start|>assistant\n8<|im_end|>\n"},
        {
            "text": "<|im_start|>user\nWie heißt\n1, 1, 2, 3?<|im_end|>\n"
            "<|im_start|>assistant\nDie Fibonacci-Zahlen.<|im_end|>\n"
        },
    ],
    "instruction": [
        {"instruction": "What is next?", "input": "1, 2, 4", "output": "8"},
        {"instruction": "Wie heißt sie?", "input": "1, 1, 2, 3", "output": "Die Fibonacci-Zahlen."},
    ],
    "sharegpt": [
        {"conversations": [{"from": "human", "value": "What is next in 1, 2, 4?"}, {"from": "gpt", "value": "8"}]},
        {
            "conversations": [
                {"from": "human", "value": "Wie heißt\n1, 1, 2, 3?"},
                {"from": "gpt", "value": "Die Fibonacci-Zahlen."},
            ]
        },
    ],
}
COLUMNS = {
    "messages": ["messages"],
    "prompt_completion": ["prompt", "completion"],
    "prompt": ["prompt"],
    "text": ["text"],
    "chatml": ["text"],
    "instruction": ["instruction", "input", "output"],
    "sharegpt": ["conversations"],
}
every_layout = pytest.mark.parametrize("name", list(LAYOUTS))


def test_every_layout_is_written_out_here():
    assert set(OWN) == set(COLUMNS) == set(LAYOUTS)


@every_layout
def test_a_layout_writes_exactly_these_rows(name):
    assert table(BATCH, name).to_pylist() == [{**own, **shared} for own, shared in zip(OWN[name], SHARED, strict=True)]


@every_layout
def test_the_columns_stand_in_one_order(name):
    expected = ["id", *COLUMNS[name], "answer", "answer_kind", "benchmark", "meta"]
    assert table(BATCH, name).column_names == expected
    assert list(features(name)) == expected


@every_layout
@pytest.mark.parametrize("batch", [BATCH, Batch.of([])], ids=["two rows", "no rows"])
def test_a_table_has_the_schema_of_its_features_and_is_sound(name, batch):
    made = table(batch, name)
    assert made.schema.equals(features(name).arrow_schema, check_metadata=True)
    made.validate(full=True)
    assert made.num_rows == len(batch)


@every_layout
def test_an_empty_batch_gives_no_rows(name):
    assert table(Batch.of([]), name).to_pylist() == []


@every_layout
def test_datasets_reads_the_features_back_from_the_table(name):
    assert Dataset(table(BATCH, name)).features == features(name)


@every_layout
def test_a_slice_of_a_batch_gives_a_slice_of_the_rows(name):
    tail = Batch(**{field: getattr(BATCH, field).slice(1) for field in Batch.__dataclass_fields__})
    assert table(tail, name).to_pylist() == table(BATCH, name).to_pylist()[1:]


@every_layout
def test_rows_do_not_depend_on_the_batch_they_are_made_in(name):
    examples = [Example(*(f"{field} {i}" for field in "ipraAbnd"), {"i": i}) for i in range(7)]
    whole = table(Batch.of(examples), name).to_pylist()
    assert whole == [row for example in examples for row in table(Batch.of([example]), name).to_pylist()]


@every_layout
def test_empty_texts_stay_empty_texts(name):
    made = table(Batch.of([Example("q", "", "", "", "", "", "", "")]), name)
    assert sum(column.null_count for column in made.columns) == 0
    assert made.column("answer").to_pylist() == [""]


def test_the_features_are_text_and_lists_of_turns():
    text = Value("string")
    assert features("messages") == {
        "id": text,
        "messages": List({"role": text, "content": text}),
        "answer": text,
        "answer_kind": text,
        "benchmark": text,
        "meta": text,
    }
    assert features("sharegpt")["conversations"] == List({"from": text, "value": text})
    assert features("prompt_completion")["completion"] == List({"role": text, "content": text})
    assert features("instruction")["input"] == text


def test_the_shared_columns_are_none_that_trl_reads():
    read_by_trl = {"messages", "prompt", "completion", "chosen", "rejected", "label", "text", "images", "image"}
    read_by_trl |= {
        "input_ids",
        "labels",
        "tools",
        "conversations",
        "completion_mask",
        "assistant_masks",
        "completions",
    }
    assert not {"id", "answer", "answer_kind", "benchmark", "meta"} & read_by_trl


def test_a_long_conversation_column_has_one_list_a_row():
    rows = 1000
    batch = Batch.of(Example(str(i), f"p{i}", f"r{i}", "", "", "", "", "") for i in range(rows))
    made = table(batch, "messages").column("messages").to_pylist()
    assert [[turn["content"] for turn in turns] for turns in made] == [[f"p{i}", f"r{i}"] for i in range(rows)]
    assert {tuple(turn["role"] for turn in turns) for turns in made} == {("user", "assistant")}


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("mesages", "messages"),
        ("Messages", "messages"),
        ("prompt-completion", "prompt_completion"),
        ("prompts", "prompt"),
        ("chat_ml", "chatml"),
        ("instructions", "instruction"),
        ("share_gpt", "sharegpt"),
    ],
)
@pytest.mark.parametrize("asked", [layout_named, features, lambda name: table(BATCH, name)])
def test_an_unknown_layout_is_refused_with_the_near_name(asked, name, near):
    message = (
        f"layout={name!r} is not a layout; did you mean {near!r}? "
        "Have: messages, prompt_completion, prompt, text, chatml, instruction, sharegpt"
    )
    with pytest.raises(OptionError, match=f"^{re.escape(message)}$"):
        asked(name)


@pytest.mark.parametrize("name", ["", "zzz", "preference"])
def test_an_unknown_layout_with_no_near_name_is_refused_with_all_names(name):
    with pytest.raises(OptionError, match=re.escape(f"layout={name!r} is not a layout; Have: messages, ")):
        layout_named(name)


def test_the_columns_of_a_batch_are_arrow_strings():
    assert table(BATCH, "text").schema.field("text").type == pa.string()
