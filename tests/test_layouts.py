"""Layouts: the exact row that each one writes, and that a layout never writes another trainer's columns."""

import copy
import dataclasses
import re

import pyarrow as pa
import pytest
from datasets import Dataset, List, Value

from oeis_qa.errors import OeisQAError, OptionError
from oeis_qa.layouts import LAYOUTS, TWO_ANSWERS, features, layout_named, table
from oeis_qa.records import Batch, Example
from tests.tiny import TWO_STEPS, tiny_model

GERMAN = "Wie heißt\n1, 1, 2, 3?"
BATCH = Batch.of(
    [
        Example(
            "q/1",
            "What is next in 1, 2, 4?",
            "8",
            "8",
            "integer",
            "dataset=q",
            "What is next?",
            "1, 2, 4",
            {},
            None,
            "7",
            True,
            ["Double 4.", "Answer: 8"],
            [True, True],
        ),
        Example(
            id="q/2",
            prompt=GERMAN,
            response="Die Fibonacci-Zahlen.",
            answer="Fibonacci",
            answer_kind="text",
            benchmark='dataset=q group="by name"',
            instruction="Wie heißt sie?",
            data="1, 1, 2, 3",
            meta={"größe": 4},
            wrong="Die Lucas-Zahlen.",
            steps=["2 + 3 = 5", "Antwort: Lucas"],
            step_labels=[True, False],
            prefers_right=False,
        ),
    ]
)
# A system turn in one row.
ADVISED = dataclasses.replace(BATCH, system=pa.array([None, "Antworte\nknapp."], pa.string()))
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
ASKED = [
    [{"role": "user", "content": "What is next in 1, 2, 4?"}],
    [{"role": "user", "content": GERMAN}],
]
RIGHT = [[{"role": "assistant", "content": "8"}], [{"role": "assistant", "content": "Die Fibonacci-Zahlen."}]]
WRONG = [[{"role": "assistant", "content": "7"}], [{"role": "assistant", "content": "Die Lucas-Zahlen."}]]
OWN = {
    "messages": [{"messages": ASKED[0] + RIGHT[0]}, {"messages": ASKED[1] + RIGHT[1]}],
    "prompt_completion": [{"prompt": asked, "completion": right} for asked, right in zip(ASKED, RIGHT, strict=True)],
    "prompt": [{"prompt": ASKED[0]}, {"prompt": ASKED[1]}],
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
        {"conversations": [{"from": "human", "value": GERMAN}, {"from": "gpt", "value": "Die Fibonacci-Zahlen."}]},
    ],
    "preference": [
        {"prompt": ASKED[0], "chosen": RIGHT[0], "rejected": WRONG[0]},
        {"prompt": ASKED[1], "chosen": RIGHT[1], "rejected": WRONG[1]},
    ],
    "unpaired": [
        {"prompt": ASKED[0], "completion": RIGHT[0], "label": True},
        {"prompt": ASKED[1], "completion": WRONG[1], "label": False},
    ],
    "stepwise": [
        {"prompt": ASKED[0], "steps": ["Double 4.", "Answer: 8"], "labels": [True, True]},
        {"prompt": ASKED[1], "steps": ["2 + 3 = 5", "Antwort: Lucas"], "labels": [True, False]},
    ],
}
LED = [{"role": "system", "content": "Antworte\nknapp."}, *ASKED[1]]
OWN_ADVISED = {  # the second row of ADVISED; the first is that of BATCH
    "messages": {"messages": LED + RIGHT[1]},
    "prompt_completion": {"prompt": LED, "completion": RIGHT[1]},
    "prompt": {"prompt": LED},
    "text": {"text": "Antworte\nknapp.\n\nWie heißt\n1, 1, 2, 3?\nDie Fibonacci-Zahlen."},
    "chatml": {
        "text": "<|im_start|>system\nAntworte\nknapp.<|im_end|>\n<|im_start|>user\nWie heißt\n1, 1, 2, 3?<|im_end|>\n"
        "<|im_start|>assistant\nDie Fibonacci-Zahlen.<|im_end|>\n"
    },
    "instruction": OWN["instruction"][1] | {"instruction": "Antworte\nknapp.\n\nWie heißt sie?"},
    "sharegpt": {
        "conversations": [
            {"from": "system", "value": "Antworte\nknapp."},
            {"from": "human", "value": GERMAN},
            {"from": "gpt", "value": "Die Fibonacci-Zahlen."},
        ]
    },
    "preference": {"prompt": LED, "chosen": RIGHT[1], "rejected": WRONG[1]},
    "unpaired": {"prompt": LED, "completion": WRONG[1], "label": False},
    "stepwise": {"prompt": LED, "steps": ["2 + 3 = 5", "Antwort: Lucas"], "labels": [True, False]},
}
every_layout = pytest.mark.parametrize("name", list(LAYOUTS))


def part(batch, start, length):
    """These rows of a batch."""
    columns = {field: getattr(batch, field) for field in Batch.__dataclass_fields__}
    return Batch(
        **{field: None if column is None else column.slice(start, length) for field, column in columns.items()}
    )


def test_every_layout_is_written_out_here():
    assert set(OWN) == set(OWN_ADVISED) == set(LAYOUTS)
    assert TWO_ANSWERS == ("preference", "unpaired", "stepwise")


@every_layout
def test_a_layout_writes_exactly_these_rows(name):
    assert table(BATCH, name).to_pylist() == [{**own, **shared} for own, shared in zip(OWN[name], SHARED, strict=True)]


@every_layout
def test_what_the_system_says_stands_in_front_where_a_row_has_it(name):
    own = [OWN[name][0], OWN_ADVISED[name]]
    assert table(ADVISED, name).to_pylist() == [{**row, **shared} for row, shared in zip(own, SHARED, strict=True)]


@every_layout
def test_the_columns_stand_in_one_order(name):
    expected = ["id", *OWN[name][0], "answer", "answer_kind", "benchmark", "meta"]
    assert table(BATCH, name).column_names == expected
    assert list(features(name)) == expected


@every_layout
@pytest.mark.parametrize("batch", [BATCH, ADVISED, part(BATCH, 0, 0)], ids=["two rows", "a system turn", "no rows"])
def test_a_table_has_the_schema_of_its_features_and_is_sound(name, batch):
    made = table(batch, name)
    assert made.schema.equals(features(name).arrow_schema, check_metadata=True)
    made.validate(full=True)
    assert made.num_rows == len(batch)


@every_layout
def test_an_empty_batch_gives_no_rows(name):
    assert table(part(BATCH, 0, 0), name).to_pylist() == []
    assert table(part(ADVISED, 0, 0), name).to_pylist() == []
    assert table(Batch.of([]), name).to_pylist() == []


@every_layout
def test_datasets_reads_the_features_back_from_the_table(name):
    assert Dataset(table(BATCH, name)).features == features(name)


@every_layout
@pytest.mark.parametrize("batch", [BATCH, ADVISED], ids=["plain", "a system turn"])
def test_a_slice_of_a_batch_gives_a_slice_of_the_rows(name, batch):
    for row in range(2):
        assert table(part(batch, row, 1), name).to_pylist() == table(batch, name).to_pylist()[row : row + 1]


@every_layout
def test_rows_do_not_depend_on_the_batch_they_are_made_in(name):
    examples = [
        Example(
            *(f"{field} {i}" for field in "ipraAbnd"),
            *({"i": i}, f"s {i}" if i % 3 else None, f"w {i}", i % 2 > 0),
            *([f"step {k} of {i}" for k in range(i)], [k % 2 > 0 for k in range(i)]),
        )
        for i in range(7)
    ]
    whole = table(Batch.of(examples), name).to_pylist()
    assert whole == [row for example in examples for row in table(Batch.of([example]), name).to_pylist()]


@every_layout
def test_empty_texts_stay_empty_texts(name):
    made = table(Batch.of([Example("q", "", "", "", "", "", "", "", wrong="", steps=[""], step_labels=[True])]), name)
    assert sum(column.null_count for column in made.columns) == 0
    assert made.column("answer").to_pylist() == [""]


@pytest.mark.parametrize("name", ["preference", "unpaired"])
@pytest.mark.parametrize("wrong", [[None, None], ["7", None]])
def test_rows_without_a_wrong_response_are_refused_by_the_layouts_that_show_one(name, wrong):
    wrong = None if wrong == [None, None] else pa.array(wrong, pa.string())
    with pytest.raises(OeisQAError):
        table(dataclasses.replace(BATCH, wrong=wrong), name)


def test_the_features_are_text_and_lists_of_turns():
    text = Value("string")
    shared = dict.fromkeys(["id", "answer", "answer_kind", "benchmark", "meta"], text)
    assert features("messages") == {"messages": List({"role": text, "content": text}), **shared}
    assert features("sharegpt")["conversations"] == List({"from": text, "value": text})
    assert features("prompt_completion")["completion"] == List({"role": text, "content": text})
    assert features("instruction")["input"] == text
    assert features("preference")["rejected"] == List({"role": text, "content": text})
    assert features("unpaired")["label"] == Value("bool")
    assert (features("stepwise")["steps"], features("stepwise")["labels"]) == (List(text), List(Value("bool")))


def test_the_shared_columns_are_none_that_trl_reads():
    read_by_trl = (
        "messages prompt completion chosen rejected label text images image input_ids labels tools conversations"
        " completion_mask assistant_masks completions"
    )
    assert not {"id", "answer", "answer_kind", "benchmark", "meta"} & {*read_by_trl.split()}


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
        ("chat_ml", "chatml"),
        ("instructions", "instruction"),
        ("share_gpt", "sharegpt"),
        ("preferences", "preference"),
        ("paired", "unpaired"),
    ],
)
@pytest.mark.parametrize("asked", [layout_named, features, lambda name: table(BATCH, name)])
def test_an_unknown_layout_is_refused_with_the_near_name(asked, name, near):
    message = (
        f"layout={name!r} is not a layout; did you mean {near!r}? "
        "Have: messages, prompt_completion, prompt, text, chatml, instruction, sharegpt, preference, unpaired, stepwise"
    )
    with pytest.raises(OptionError, match=f"^{re.escape(message)}$"):
        asked(name)


@pytest.mark.parametrize("name", ["", "zzz", "orpo"])
def test_an_unknown_layout_with_no_near_name_is_refused_with_all_names(name):
    with pytest.raises(OptionError, match=re.escape(f"layout={name!r} is not a layout; Have: messages, ")):
        layout_named(name)


def test_the_columns_of_a_batch_are_arrow_strings():
    assert table(BATCH, "text").schema.field("text").type == pa.string()


@pytest.mark.filterwarnings("ignore")  # of the libraries below us, which change from release to release
@pytest.mark.parametrize("name", ["preference", "unpaired"])
def test_trainers_of_two_answers_take_the_rows_as_they_are(name, tmp_path):
    import trl

    algorithm, column = {"preference": ("DPO", "rejected"), "unpaired": ("KTO", "completion")}[name]
    rows = Dataset(pa.concat_tables([table(ADVISED, name)] * 4))
    model, tokenizer = tiny_model(["What is next in 1, 2, 4?"])
    config = getattr(trl, f"{algorithm}Config")(output_dir=str(tmp_path), **TWO_STEPS)
    trainer = getattr(trl, f"{algorithm}Trainer")(
        model, copy.deepcopy(model), args=config, train_dataset=rows, processing_class=tokenizer
    )
    row = trainer.train_dataset[1]
    assert tokenizer.decode(row["prompt_ids"]) == (
        "<|im_start|>system\nAntworte\nknapp.<|im_end|>\n<|im_start|>user\nWie heißt\n1, 1, 2, 3?<|im_end|>\n"
        "<|im_start|>assistant\n"
    )
    assert tokenizer.decode(row[f"{column}_ids"]) == "Die Lucas-Zahlen.<|im_end|>\n"
    trainer.train()
    assert len([log for log in trainer.state.log_history if "loss" in log]) == 2
