"""Files of benchmarks: every form gives the same rows; what is no such file is told by name and line."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import oeis_qa
from oeis_qa.errors import SourceError, SourceFormatError

ROWS = [{"question": f"What is {n} and {n}?", "answer": f"It is {2 * n}.\n#### {2 * n}"} for n in (1, 20, 300)]


def answers(source, split="test"):
    rows = oeis_qa.load_dataset("gsm8k", source=source, streaming=True)[split]
    return sorted((row["id"], row["answer"]) for row in rows)


@pytest.mark.parametrize("name", ["test.jsonl", "test.jsonl.gz", "test-00000-of-00001.jsonl", "main/test.jsonl"])
def test_lines_plain_and_gzipped_give_the_same_rows(written, name):
    assert answers(written(name, ROWS)) == [("gsm8k/test/0", "2"), ("gsm8k/test/1", "40"), ("gsm8k/test/2", "600")]


def test_an_array_and_parquet_give_the_rows_of_lines(written, tmp_path):
    lines = answers(written("lines/test.jsonl", ROWS) + "/lines")
    (tmp_path / "test.json").write_text(json.dumps(ROWS))
    (tmp_path / "main").mkdir()
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "main/test-00000-of-00001.parquet")
    assert answers(str(tmp_path / "test.json")) == answers(str(tmp_path / "main")) == lines


def test_the_files_of_a_split_are_numbered_on_and_other_files_are_passed_over(written):
    written("test-00000-of-00002.jsonl", ROWS[:2])
    written("test-00001-of-00002.jsonl", ROWS[2:])
    written("test_socratic.jsonl", ["no JSON at all\n"])
    written("socratic/test.jsonl", ["no JSON at all\n"])
    source = written("SOURCES.md", ["# where they are from\n"])
    assert [id_ for id_, _ in answers(source)] == ["gsm8k/test/0", "gsm8k/test/1", "gsm8k/test/2"]


def test_one_file_is_a_source_with_one_split(written):
    source = written("train.jsonl", ROWS) + "/train.jsonl"
    assert oeis_qa.capacity("gsm8k", source=source) == {"train": 3, "test": 0}


def test_other_bytes_are_another_fingerprint(written):
    def hash_now():
        return oeis_qa.load_dataset_builder("gsm8k", source=written("test.jsonl", rows)).hash

    rows = ROWS
    first = hash_now()
    assert hash_now() == first
    rows = ROWS[:2]
    assert hash_now() != first


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [
        ("test.jsonl", [ROWS[0], "\n", '{"question": \n'], r"test\.jsonl, line 3: it is no JSON"),
        ("test.jsonl", [ROWS[0], [1, 2]], r"test\.jsonl, line 2: gsm8k has the columns question, answer; there is a l"),
        ("test.jsonl", [{"question": "Why?"}], r"line 1: gsm8k has the columns question, answer; there is question$"),
        ("test.json", ['{"question": "Why?"}'], r"test\.json is no JSON array"),
        ("test.parquet", ["PAR1"], r"test\.parquet is cut short or damaged"),
        ("test.jsonl", [b"\xff\xfe".decode("latin-1").join("ab")], r"line 1: it is no JSON"),
        ("rows.jsonl", ROWS, r"has no file of gsm8k; names begin with train, test, as in test\.jsonl\.gz"),
    ],
)
def test_what_is_not_of_the_form_is_told_by_file_and_line(written, name, rows, message):
    with pytest.raises(SourceFormatError, match=message):
        oeis_qa.capacity("gsm8k", source=written(name, rows))


def test_a_file_that_is_cut_short_is_told(written):
    path = Path(written("test.jsonl.gz", ROWS), "test.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-12])
    with pytest.raises(SourceFormatError, match=r"test\.jsonl\.gz is cut short or damaged .*; fetch it again"):
        oeis_qa.capacity("gsm8k", source=str(path))


def test_bytes_that_are_no_text_are_told(tmp_path):
    (tmp_path / "test.jsonl").write_bytes(b'{"question": "\xff"}\n')
    with pytest.raises(SourceFormatError, match="is cut short or damaged"):
        oeis_qa.capacity("gsm8k", source=str(tmp_path))


def test_a_single_file_whose_name_tells_no_split_is_refused(written):
    with pytest.raises(SourceFormatError, match=r"rows\.jsonl: its name tells no split; names begin with train, test"):
        oeis_qa.capacity("gsm8k", source=written("rows.jsonl", ROWS) + "/rows.jsonl")


def test_a_source_that_is_not_there_is_told():
    with pytest.raises(SourceError, match="source='/no/such' is not there; give a folder or file of gsm8k, or"):
        oeis_qa.capacity("gsm8k", source="/no/such")
