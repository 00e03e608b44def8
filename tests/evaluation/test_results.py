"""Result files: read as they were written; what is torn, double, mixed or missing is refused by name and line."""

import json

import pytest

from oeis_qa.errors import OptionError, SourceError, SourceFormatError, TargetError
from oeis_qa.evaluation.results import of, read, write
from tests.evaluation.rows import answered, results, row


@pytest.fixture
def file(tmp_path):
    """A function: lines, or rows -> a file of them."""

    def make(*lines, name="A_results.jsonl"):
        path = tmp_path / name
        texts = [line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines]
        path.write_text("".join(texts), encoding="utf-8")
        return path

    return make


def test_what_is_written_is_read_back_without_foreign_fields(tmp_path):
    rows = [row("0"), row("1", False, family="f", solved=False), row("2", None, completion="two\u2028lines")]
    path = tmp_path / "A_results.jsonl"
    write(path, [each | {"logprobs": [0.5]} for each in rows])
    assert read(path) == results("A", rows)
    assert "logprobs" not in path.read_text()


def test_rows_come_apart_by_task_and_by_run():
    found = results("A", [row("0", seed=1), row("0", task="products"), row("1")])
    assert {task: part.id for task, part in found.tasks().items()} == {"sums": ["0", "1"], "products": ["0"]}
    assert {seed: part.task for seed, part in found.runs().items()} == {0: ["products", "sums"], 1: ["sums"]}
    assert len(found) == 3


def test_a_name_stands_for_its_file_or_the_files_of_its_seeds(file, tmp_path):
    file(row("0"), name="base_results.jsonl")
    file(row("0"), name="run_seed10_results.jsonl")
    file(row("0", False), name="run_seed2_results.jsonl")
    file(row("0"), name="run_seedling_results.jsonl")
    assert of("base", tmp_path) == read(tmp_path / "base_results.jsonl") == of(str(tmp_path / "base_results.jsonl"))
    runs = of("run", tmp_path)
    assert runs.name == "run"
    assert {seed: part.right for seed, part in runs.runs().items()} == {2: [False], 10: [True]}
    assert of("run_seed2", tmp_path).seed == [0]


def test_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path):
    def breaking():
        yield row("0")
        raise RuntimeError("power cut")

    write(tmp_path / "A_results.jsonl", [row("7")])
    with pytest.raises(RuntimeError, match="power cut"):
        write(tmp_path / "A_results.jsonl", breaking())
    assert read(tmp_path / "A_results.jsonl") == results("A", [row("7")])
    assert [path.name for path in tmp_path.iterdir()] == ["A_results.jsonl"]
    with pytest.raises(TargetError, match="cannot be written"):
        write(tmp_path / "nowhere" / "A_results.jsonl", [row("7")])


# Bad input


def test_an_empty_file_is_refused(file):
    with pytest.raises(SourceFormatError, match=r"A_results\.jsonl is empty: no item was finished; run .* again"):
        read(file("\n"))


def test_a_torn_last_line_is_refused_with_its_number(file):
    torn = json.dumps(row("1"))[:40]
    with pytest.raises(SourceFormatError, match=r"line 2: the file was cut off within it; run the same .* again"):
        read(file(row("0"), torn))
    assert read(file(row("0"), json.dumps(row("1")))).id == ["0", "1"]  # whole, but for its end


def test_a_line_that_is_no_row_is_refused(file):
    with pytest.raises(SourceFormatError, match="line 2 is no JSON"):
        read(file(row("0"), "oh\n", row("1")))
    with pytest.raises(SourceFormatError, match="line 1 is no object"):
        read(file("[]\n"))
    with pytest.raises(SourceFormatError, match="line 1 has no task, id"):
        read(file("{}\n"))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("right", 1, "right is 1; it must be true, false or null"),
        ("id", 7, "id is 7; it must be a text"),
        ("seed", True, "seed is True; it must be a whole number"),
        ("family", 3, "family is 3; it must be a text or null"),
    ],
)
def test_a_field_of_another_type_is_refused(file, field, value, said):
    with pytest.raises(SourceFormatError, match=f"line 2: {said}"):
        read(file(row("0"), row("1") | {field: value}))


def test_an_answer_that_is_there_twice_is_refused_but_samples_and_seeds_are_not(file):
    assert len(read(file(row("0"), row("0", sample=1), row("0", seed=1), row("0", task="products")))) == 4
    with pytest.raises(SourceFormatError, match="lines 1 and 3: both hold 0 of sums, sample 0, seed 0; delete one"):
        read(file(row("0"), row("1"), row("0", False)))


def test_mixed_versions_of_a_task_are_refused(file, tmp_path):
    assert len(read(file(row("0"), row("0", task="products", version="v2")))) == 2
    mixed = row("0"), row("1"), row("2", version="v2")
    with pytest.raises(SourceFormatError, match=r"sums was run in versions v1 \(2 rows\), v2 \(1 rows\)"):
        read(file(*mixed))
    for seed, each in enumerate(mixed):
        file(each, name=f"run_seed{seed}_results.jsonl")
    with pytest.raises(SourceFormatError, match="the files of run: sums was run in versions v1"):
        of("run", tmp_path)


def test_results_that_are_not_there_or_of_two_kinds_are_refused(file, tmp_path):
    with pytest.raises(SourceError, match=r"no results of 'base' in .*; there are none of anybody"):
        of("base", tmp_path)
    file(row("0"), name="base_results.jsonl")
    with pytest.raises(SourceError, match=r"no results of 'bsae' in .*; did you mean 'base'\?"):
        of("bsae", tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        of("nowhere.jsonl")
    file(row("0"), name="base_seed0_results.jsonl")
    with pytest.raises(OptionError, match=r"there are base_results\.jsonl and base_seed0_results\.jsonl"):
        of("base", tmp_path)


def test_a_seeds_file_of_several_runs_is_refused(file, tmp_path):
    file(row("0"), row("0", seed=1), name="run_seed0_results.jsonl")
    with pytest.raises(OptionError, match=r"holds the seeds \[0, 1\], its name says one"):
        of("run", tmp_path)


def test_rows_are_as_the_digits_say():
    assert answered("A", "101").right == [True, False, True]
