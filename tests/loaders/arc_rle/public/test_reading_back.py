"""Every operation of every config, written in simon-arc-lab's vocabulary and form, is read back without a loss."""

import json

import pytest

import oeis_qa
from oeis_qa.layouts import table
from oeis_qa.loaders.arc_rle.public.lines import FIELDS
from oeis_qa.loaders.arc_rle.questions import KINDS

OPERATIONS = [(config, operation) for config in KINDS for operation in KINDS[config].OPERATIONS]


@pytest.mark.parametrize(("config", "operation"), OPERATIONS)
@pytest.mark.parametrize("sides", [{}, {"max_side": 8}])
def test_rows_in_simons_vocabulary_are_read_back(config, operation, sides, written, tmp_path):
    options = {"vocabulary": "simon", "layout": "instruction", "operations": operation, **sides}
    builder = oeis_qa.load_dataset_builder("arc_rle", config, cache_dir=str(tmp_path), **options)
    rows = table(builder.batch("train", range(150)), "instruction").to_pylist()
    source = written([json.dumps({name: row[name] for name in FIELDS}) for row in rows])
    again = oeis_qa.load_dataset_builder("arc_rle", config, source=source, cache_dir=str(tmp_path))
    assert set(again.dropped()) <= {"duplicate"}
    assert sum(again.capacity().values()) >= 145
    answers = {row["instruction"] + row["input"]: row["answer"] for row in rows}
    for split, size in again.capacity().items():
        batch = again.batch(split, range(size))
        for instruction, data, answer in zip(batch.instruction, batch.data, batch.answer, strict=True):
            assert answer.as_py() == answers[instruction.as_py() + data.as_py()]
