"""Files of public rows: what is read of them, and which are refused."""

import gzip
import json

import pytest

from oeis_qa.errors import SourceError, SourceFormatError
from oeis_qa.loaders.arc_rle.public.lines import digest, keys_of, lines, stamp

ROW = {"instruction": "Turn it", "input": "1 1 7", "output": "1 1 7", "benchmark": "dataset=task group=x", "extra": 1}


def test_values_hold_blanks_and_quotes_and_end_at_known_keys_alone():
    told = "dataset=solve_color group=swap two of=them image_width=small instruction_sequence='2x2(orig 180 cw ccw)'"
    assert keys_of(told) == {
        "dataset": "solve_color",
        "group": "swap two of=them",
        "image_width": "small",
        "instruction_sequence": "2x2(orig 180 cw ccw)",
    }
    assert keys_of("no keys here") == {}
    assert keys_of("dataset=") == {"dataset": ""}
    assert keys_of("group='") == {"group": "'"}


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_lines_are_read_plain_and_packed_and_blank_ones_passed_over(tmp_path, pack):
    path = tmp_path / "rows"
    path.write_bytes(pack(f"{json.dumps(ROW)}\n\n{json.dumps(ROW | {'input': '1 1 8'})}".encode()))
    found = lines(stamp(str(path)))
    assert [(line.number, line.data, line.keys["dataset"]) for line in found] == [
        (1, "1 1 7", "task"),
        (3, "1 1 8", "task"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 2: it is no JSON"),
        ("[1]", "line 2: it holds a list"),
        ('{"instruction": "a", "input": "b", "output": "c"}', "line 2: benchmark is None"),
        (json.dumps(ROW | {"output": 7}), "line 2: output is 7"),
        (json.dumps(ROW | {"input": "\ud800"}), "line 2: input is"),
        ("[" * 100_000, "line 2: it is no JSON"),
    ],
)
def test_a_line_that_is_no_row_is_refused_with_its_number(written, text, said):
    with pytest.raises(SourceFormatError, match=f"{said}.*each line is a JSON object with instruction, input, output"):
        lines(stamp(written([ROW, text])))


def test_a_damaged_file_an_empty_one_and_text_that_is_not_utf8_are_refused(tmp_path):
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(ROW).encode() * 99)[:-20])
    with pytest.raises(SourceFormatError, match="cut short or damaged"):
        lines(stamp(str(path)))
    path.write_bytes(b"\n \n")
    with pytest.raises(SourceFormatError, match="holds no row"):
        lines(stamp(str(path)))
    path.write_bytes(b'{"instruction": "\xff"}')
    with pytest.raises(SourceFormatError, match="line 1: it is no JSON"):
        lines(stamp(str(path)))


def test_what_is_not_there_and_a_folder_are_refused(tmp_path):
    with pytest.raises(SourceError, match=r"'gone\.jsonl' is not there; give a file of JSON lines"):
        stamp("gone.jsonl")
    with pytest.raises(SourceFormatError, match="is no file"):
        stamp(str(tmp_path))


def test_the_digest_is_that_of_the_bytes(written):
    first, same, other = (
        digest(stamp(written([row], f"{i}"))) for i, row in enumerate((ROW, ROW, ROW | {"output": ""}))
    )
    assert first == same != other
