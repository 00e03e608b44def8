"""Every answer is worked out again, from the text of its row, by plain loops that share nothing with the library."""

import importlib
import json
from pathlib import Path

import pytest

import oeis_qa
from oeis_qa.loaders.arc_rle.questions import KINDS

PLAIN = [path.stem for path in sorted((Path(__file__).parent / "plain").glob("*.py")) if path.stem in KINDS]
OPERATIONS = [(config, operation) for config in PLAIN for operation in KINDS[config].OPERATIONS]


def rows_of(config, count, **options):
    builder = oeis_qa.load_dataset_builder("arc_rle", config, **options)
    batch = builder.batch("train", range(count))
    columns = (batch.instruction, batch.data, batch.answer, batch.answer_kind, batch.meta)
    for instruction, data, answer, kind, meta in zip(*(column.to_pylist() for column in columns), strict=True):
        operation = json.loads(meta)["operation"]
        yield {"operation": operation, "instruction": instruction, "data": data, "answer_kind": kind}, answer


@pytest.mark.parametrize(("config", "operation"), OPERATIONS)
def test_two_thousand_rows_have_the_answer_that_plain_loops_find(config, operation):
    plain = importlib.import_module(f"tests.loaders.arc_rle.plain.{config}")
    for count, options in ((2000, {"max_side": 8}), (60, {})):
        for row, answer in rows_of(config, count, operations=operation, **options):
            assert plain.answer(row) == answer, row
