"""What the tests of public rows share: a file of rows written by hand, and what becomes of it."""

import json

import pytest

import oeis_qa


def row(instruction, data, output, benchmark):
    return {"instruction": instruction, "input": data, "output": output, "benchmark": benchmark}


@pytest.fixture
def written(tmp_path):
    """A function: rows, as dictionaries or as text -> the path of a file of them."""

    def write(rows, name="rows.jsonl"):
        path = tmp_path / name
        path.write_text("".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in rows))
        return str(path)

    return write


@pytest.fixture
def taken(written, tmp_path):
    """A function: config, rows -> the rows that are kept, by line, and the counts of the others."""

    def take(config, rows, **options):
        source = written([one if isinstance(one, str) else row(*one) for one in rows])
        builder = oeis_qa.load_dataset_builder("arc_rle", config, source=source, cache_dir=str(tmp_path), **options)
        kept = {}
        for split, size in builder.capacity().items():
            batch = builder.batch(split, range(size))
            columns = (batch.meta, batch.answer, batch.answer_kind, batch.response, batch.prompt)
            for meta, *told in zip(*(column.to_pylist() for column in columns), strict=True):
                about = json.loads(meta)
                kept[about["line"]] = {"split": split, **about, **dict(zip(NAMES, told, strict=True))}
        return kept, dict(builder.dropped())

    return take


NAMES = ("answer", "kind", "response", "prompt")
