"""Rows of a built folder as plain files, read back by stock `datasets`."""

import json
import lzma

import datasets
import pyarrow as pa
import pytest

from oeis_qa.errors import OptionError, TargetError
from oeis_qa.publishing.export import cut, export
from oeis_qa.publishing.lines import csv_lines, json_lines, json_text
from oeis_qa.publishing.reading import whole

STRANGE = ["", "a,b", 'say "1"', "back\\slash", "two\nlines\r\n", "tab\t\x00\x1f\x7f", "é 数 \u2028 😀", "null", "NA"]


def rows_of(folder, config, split="train"):
    return [row for table in whole(folder).tables(config, split) for row in table.to_pylist()]


def loaded(kind, files, tmp_path, **options):
    return datasets.load_dataset(
        kind, data_files=[str(file) for file in files], split="train", cache_dir=str(tmp_path / "cache"), **options
    )


def test_a_line_of_json_is_written_as_json_writes_it():
    table = pa.table(
        {
            "text": [*STRANGE, None],
            "turns": [[{"role": "user", "content": text}, {"role": None, "content": ""}] for text in STRANGE] + [None],
            "steps": [[text, "x"] for text in STRANGE[:-1]] + [[], None],
            "label": [True, False, None] + [True] * 7,
            "n": [1, -(2**63), None] + [0] * 7,
        }
    )
    for part in (table, table.slice(2, 5), table.slice(9)):
        lines = json_lines(part).to_pylist()
        assert lines == [json.dumps(row, ensure_ascii=False) + "\n" for row in part.to_pylist()]


def test_json_of_a_type_that_no_layout_has_is_refused():
    with pytest.raises(TypeError, match="double is not written as JSON here"):
        json_text(pa.array([0.5]))


def test_a_record_of_csv_quotes_text_and_nests_json():
    table = pa.table({"a": ['x "1", y', None], "b": [["p", "q"], []], "c": [True, None], "d": [-5, 6]})
    assert csv_lines(table).to_pylist() == ['"x ""1"", y","[""p"", ""q""]",true,-5\n', ',"[]",,6\n']


def test_jsonl_is_read_back_by_datasets_as_the_same_rows(folder, tmp_path):
    files = export(str(folder), "jsonl", str(tmp_path / "train.jsonl"), configs=["completion"])
    assert files == [tmp_path / "train.jsonl"]
    assert loaded("json", files, tmp_path).to_list() == rows_of(folder, "completion")


def test_jsonl_xz_holds_the_same_text_and_is_read_back_too(folder, tmp_path):
    (plain,) = export(str(folder), "jsonl", str(tmp_path / "a.jsonl"))
    (packed,) = export(str(folder), "jsonl.xz", str(tmp_path / "a.jsonl.xz"))
    assert lzma.decompress(packed.read_bytes()) == plain.read_bytes()
    both = rows_of(folder, "completion") + rows_of(folder, "identification")
    assert loaded("json", [packed], tmp_path).to_list() == both


def test_csv_is_read_back_with_conversations_as_json_text(folder, tmp_path):
    files = export(str(folder), "csv", str(tmp_path / "rows.csv"), configs=["identification"], split_size="40KB")
    assert len(files) > 1
    text = datasets.Features({name: datasets.Value("string") for name in whole(folder).features("identification")})
    read = loaded("csv", files, tmp_path, features=text, keep_default_na=False).to_list()
    assert [{**row, "messages": json.loads(row["messages"])} for row in read] == rows_of(folder, "identification")


def test_files_are_split_by_size_and_joined_are_the_whole(folder, tmp_path):
    (one,) = export(str(folder), "jsonl", str(tmp_path / "one.jsonl"))
    files = export(str(folder), "jsonl", str(tmp_path / "new" / "many.jsonl"), split_size="50KB")
    assert [file.name for file in files] == [f"many-{i:05d}.jsonl" for i in range(1, len(files) + 1)]
    assert all(40_000 < file.stat().st_size <= 50_000 for file in files[:-1])
    assert b"".join(file.read_bytes() for file in files) == one.read_bytes()


def test_a_file_is_filled_up_to_its_size_and_a_long_row_has_one_of_its_own():
    rows = [pa.array(["aa\n", "bb\n", "long line\n"]), pa.array(["c\n", "dd\n", "e\n"])]
    pieces = [(number, bytes(piece)) for number, piece in cut(rows, 8, 2)]
    assert pieces == [(1, b"aa\nbb\n"), (2, b"long line\n"), (3, b"c\ndd\n"), (4, b"e\n")]


def test_one_split_is_exported_and_never_two_together(folder, tmp_path):
    (file,) = export(str(folder), "jsonl", str(tmp_path / "test.jsonl"), split="test")
    exported = [json.loads(line)["id"] for line in file.read_text().splitlines()]
    assert exported == [row["id"] for row in rows_of(folder, "completion", "test")]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"to": "json"}, "to='json' is no format; did you mean 'jsonl'"),
        ({"split": "valid"}, "split='valid' is no split"),
        ({"configs": ["complete"]}, "holds no config 'complete'; did you mean 'completion'"),
        ({"configs": ["identification"], "split": "test"}, "holds no test rows of identification"),
        ({"split_size": "98MX"}, "split_size='98MX' is no size; give bytes, as in 98MB"),
        ({"split_size": "0"}, "split_size='0' is no size"),
        ({"out": "/"}, "out='/' is no name of a file"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_written(folder, tmp_path, options, message):
    asked = {"to": "jsonl", "out": str(tmp_path / "rows.jsonl"), **options}
    with pytest.raises(OptionError, match=message):
        export(str(folder), **asked)
    assert not list(tmp_path.glob("rows*"))


def test_configs_of_different_layouts_are_not_put_into_one_file(folder, tmp_path):
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["spec"]["parts"][1]["options"]["layout"] = "text"
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(OptionError, match="completion and identification have different columns"):
        export(str(folder), "jsonl", str(tmp_path / "rows.jsonl"))


def test_files_of_an_earlier_export_are_not_touched(folder, tmp_path):
    out = str(tmp_path / "rows.jsonl")
    (tmp_path / "rows-00007.jsonl").touch()
    with pytest.raises(TargetError, match=r"rows-00007\.jsonl is there already; delete it, or give another name"):
        export(str(folder), "jsonl", out, split_size="1MB")
    export(str(folder), "jsonl", out)
    with pytest.raises(TargetError, match=r"rows\.jsonl is there already"):
        export(str(folder), "jsonl", out)


def test_an_export_that_is_stopped_leaves_nothing(folder, tmp_path, monkeypatch):
    written = []

    def text(lines):
        if written:
            raise OSError(28, "No space left on device")
        written.append(lines)
        return b"first rows"

    monkeypatch.setattr("oeis_qa.publishing.export.text_of", text)
    target = tmp_path / "out"
    with pytest.raises(TargetError, match="No space left on device"):
        export(str(folder), "jsonl", str(target / "rows.jsonl"))
    assert not list(target.iterdir())


def test_a_changed_shard_is_not_exported(folder, tmp_path):
    shard = folder / "completion" / "train-00001-of-00003.parquet"
    shard.write_bytes(shard.read_bytes()[:-1] + b"x")
    with pytest.raises(TargetError, match=r"train-00001-of-00003\.parquet is not as it was built; run the same build"):
        export(str(folder), "jsonl", str(tmp_path / "rows.jsonl"))
    shard.unlink()
    with pytest.raises(TargetError, match=r"train-00001-of-00003\.parquet is missing"):
        whole(folder)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "holds no manifest.json: no build, or an unfinished one; run the same build again"),
        ("{", "manifest.json is none of this library's"),
        ("[]", "manifest.json is none of this library's"),
        ('{"spec": {"parts": []}, "shards": []}', "manifest.json is none of this library's"),
    ],
)
def test_a_folder_without_a_manifest_of_ours_is_refused(folder, text, message):
    (folder / "manifest.json").unlink()
    if text is not None:
        (folder / "manifest.json").write_text(text)
    with pytest.raises(TargetError, match=message):
        whole(folder)


def test_a_manifest_that_names_a_file_outside_its_folder_is_refused(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["shards"][0]["name"] = "../outside.parquet"
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(TargetError, match="none of this library's"):
        whole(folder)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(TargetError, match="is no folder here; give one that `oeis-qa build"):
        whole(tmp_path / "missing")
