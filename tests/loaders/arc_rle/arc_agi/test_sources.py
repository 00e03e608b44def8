"""Reading ARC tasks: files of one task, files of many, the tasks of the library, and what is refused."""

import gzip
import json
from pathlib import Path

import pytest

from oeis_qa.errors import SourceError, SourceFormatError
from oeis_qa.loaders.arc_rle.arc_agi.bundled import TASKS
from oeis_qa.loaders.arc_rle.arc_agi.sources import files, fingerprint, tasks
from tests.loaders.arc_rle.arc_agi import plain
from tests.loaders.arc_rle.arc_agi.conftest import OTHER, PAIR, TASK


def read(source):
    return tasks(files(source))


@pytest.mark.parametrize("name", TASKS)
def test_a_task_of_the_library_follows_one_rule(name):
    (task,) = (task for task in read("") if task.name == name)
    for before, after in (*task.examples, *task.tests):
        assert getattr(plain, name)(before.tolist()) == after.tolist() != before.tolist()


def test_a_task_is_named_by_its_file_or_its_id(written):
    lines = "\n".join(json.dumps({"id": name, **TASK}) for name in ("b2", "a1"))
    found = read(written(c3__json=TASK, many__jsonl=lines, NOTES__md="no task"))
    assert [task.name for task in found] == ["a1", "b2", "c3"]
    assert [[grid.tolist() for grid in pair] for pair in found[2].examples][1] == [OTHER["input"], OTHER["output"]]


def test_files_lie_at_any_depth_and_may_be_packed(written):
    folder = Path(written(a__json=TASK))
    (folder / "data").mkdir()
    (folder / "data" / "more.jsonl.gz").write_bytes(gzip.compress(json.dumps({"id": "b", **TASK}).encode()))
    assert [task.name for task in read(str(folder))] == ["a", "b"]
    assert [task.name for task in read(str(folder / "data" / "more.jsonl.gz"))] == ["b"]


def test_other_bytes_or_names_have_another_fingerprint(written):
    one = fingerprint(files(written(a__json=TASK)))
    assert one == fingerprint(files(written(a__json=TASK)))
    assert len({one, fingerprint(files(written(a__json={**TASK, "x": 1}))), fingerprint(files(""))}) == 3


def with_test(**test):
    return {"train": [PAIR], "test": [test]}


WRONG = [
    ("{", "it is no JSON"),
    ([TASK], "it holds a list; a task is a JSON object with train and test"),
    ({"train": [PAIR]}, "test is None"),
    ({"train": [], "test": [PAIR]}, r"train is \[\]"),
    ({"train": [PAIR, 7], "test": [PAIR]}, "train 1 is 7"),
    (with_test(input=[[1]]), "test 0 has no output; .* those of test too"),
    (with_test(input=[[1, 2], [3]], output=[[1]]), "test 0, input: a grid with rows of different widths"),
    (with_test(input=[[1, 10]], output=[[1]]), "test 0, input: colour 10 in a grid; give colours 0 to 9"),
    (with_test(input=[[1]], output=[]), "test 0, output: a grid of shape"),
    (with_test(input=[[1]], output=[["a"]]), "test 0, output: a grid of"),
    (with_test(input=[[1]], output=[[0.5]]), "test 0, output: a grid of float64 is none"),
    (with_test(input=[[1]], output=[[1 << 70]]), "test 0, output: a grid of object is none"),
]


@pytest.mark.parametrize(("content", "told"), WRONG)
def test_what_is_no_task_is_told_with_its_file_and_rule(written, content, told):
    with pytest.raises(SourceFormatError, match=rf"broken\.json: {told}"):
        read(written(good__json=TASK, broken__json=content))


def test_a_line_is_told_by_its_number(written):
    line = json.dumps({"id": "a", **TASK})
    with pytest.raises(SourceFormatError, match=r"many\.jsonl, line 3: it is no JSON"):
        read(written(many__jsonl=f"{line}\n\nbroken\n"))
    with pytest.raises(SourceFormatError, match=r"line 2: task a stands in .*many\.jsonl, line 1 too; keep one"):
        read(written(many__jsonl=f"{line}\n{line}\n"))
    with pytest.raises(SourceFormatError, match="line 1: None is no name of a task"):
        read(written(many__jsonl=json.dumps(TASK)))


def test_a_source_that_is_not_there_or_has_no_tasks_is_refused(written, tmp_path):
    with pytest.raises(SourceError, match="'gone' is not there"):
        files("gone")
    with pytest.raises(SourceFormatError, match=r"has no file that ends in \.json"):
        files(written(notes__txt="nothing"))
    with pytest.raises(SourceFormatError, match="holds no task"):
        read(written(empty__jsonl="\n"))
    cut = tmp_path / "cut.jsonl.gz"
    cut.write_bytes(gzip.compress(json.dumps({"id": "a", **TASK}).encode())[:-9])
    with pytest.raises(SourceFormatError, match="cut short or damaged"):
        read(str(cut))
