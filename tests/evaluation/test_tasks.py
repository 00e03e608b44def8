"""Every address is a task: its test rows are the items, and what makes no task is refused before any work."""

import json
import shutil
from pathlib import Path

import pytest

import oeis_qa
from oeis_qa.errors import AddressError, OptionError, SourceError
from oeis_qa.evaluation.evaluate import Options, planned
from oeis_qa.evaluation.tasks import task
from oeis_qa.loaders import benchmarks

BUNDLED = Path(benchmarks.__file__).parent / "bundled"
SHORT = "oeis_qa/completion?size=20&eval_size=6"


@pytest.fixture
def data(tmp_path):
    """A folder as --data-dir takes it: gsm8k/ with two test questions, mmlu/ with two subjects."""
    rows = [{"question": f"How much is {i} + {i}?", "answer": f"{i} + {i} = {2 * i}\n#### {2 * i}"} for i in range(9)]
    lines(tmp_path / "gsm8k" / "train.jsonl", rows[:7])
    lines(tmp_path / "gsm8k" / "test.jsonl", rows[7:])
    asked = [
        {"subject": subject, "question": f"{subject}, question {i}?", "choices": [*"wxyz"], "answer": i % 4}
        for subject, count in (("anatomy", 3), ("virology", 2))
        for i in range(2 * count)
    ]
    lines(tmp_path / "mmlu" / "dev.jsonl", asked[0:6:2] + asked[6::2])
    lines(tmp_path / "mmlu" / "test.jsonl", asked[1:6:2] + asked[7::2])
    return str(tmp_path)


def lines(path, rows):
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_the_items_of_a_task_are_the_test_rows_of_its_address():
    rows = oeis_qa.load_dataset(SHORT, split="test", layout="prompt_completion")
    found = task(SHORT)
    assert found.name == SHORT
    assert found.dataset == "oeis_qa"
    assert [item.id for item in found.items] == rows["id"]
    assert [list(item.messages) for item in found.items] == rows["prompt"]
    assert [item.gold for item in found.items] == rows["answer"] == [item.reference for item in found.items]
    assert [(item.kind, item.benchmark) for item in found.items] == [("integer", text) for text in rows["benchmark"]]
    metas = list(map(json.loads, rows["meta"]))
    assert [item.family for item in found.items] == [meta["family"] for meta in metas]


def test_options_of_the_address_choose_the_items():
    levels = {item.benchmark.rpartition("=")[2] for item in task("math").items}
    assert len(levels) > 1
    chosen = sorted(levels)[0]
    assert {item.benchmark.rpartition("=")[2] for item in task(f"math?level={chosen}").items} == {chosen}


def test_a_split_of_its_own_is_the_task():
    assert all(item.id.startswith("gsm8k/train/") for item in task("gsm8k?split=train").items)


def test_a_folder_of_all_data_is_the_source_of_those_that_have_a_folder_in_it(data):
    assert sorted(item.gold for item in task("gsm8k", data).items) == ["14", "16"]
    assert task(SHORT, data) == task(SHORT)


def test_a_source_in_the_address_comes_before_the_folder_of_all_data(data):
    assert task(f"gsm8k?source={BUNDLED / 'gsm8k'}", data).items == task("gsm8k?source=" + str(BUNDLED / "gsm8k")).items


def test_a_limit_keeps_the_first_items():
    assert task(SHORT, limit=2).items == task(SHORT).items[:2]
    assert task(SHORT, limit=999).items == task(SHORT).items


def test_chance_is_the_accuracy_of_the_best_constant(data):
    golds = [item.gold for item in task("mmlu", data).items]
    assert sorted(golds) == ["B", "B", "B", "D", "D"]
    assert task("mmlu", data).chance == 0.6


def test_shots_are_turns_of_train_rows_before_the_question(data):
    train = oeis_qa.load_dataset(f"gsm8k?source={data}/gsm8k&layout=prompt_completion", split="train")
    plain, shown = task("gsm8k", data).items, task("gsm8k", data, shots=3).items
    turns = [turn for row in train.select(range(3)) for turn in (*row["prompt"], *row["completion"])]
    assert [turn["role"] for turn in turns] == ["user", "assistant"] * 3
    assert [list(item.messages) for item in shown] == [[*turns, *item.messages] for item in plain]


def test_shots_are_of_the_subject_of_the_question(data):
    for item in task("mmlu", data, shots=2).items:
        subject = "anatomy" if "anatomy" in item.messages[-1]["content"] else "virology"
        assert [subject in turn["content"] for turn in item.messages] == [True, False, True, False, True]


def test_a_subject_with_fewer_rows_than_shots_shows_all_it_has(data):
    turns = {item.messages[-1]["content"][:7]: len(item.messages) for item in task("mmlu", data, shots=3).items}
    assert len({*turns.values()}) == 2
    assert sorted({*turns.values()}) == [2 * 2 + 1, 2 * 3 + 1]


def test_more_shots_than_train_rows_are_refused(data):
    with pytest.raises(OptionError, match="--shots 8: gsm8k has 7 train rows to show before a question; show fewer"):
        task("gsm8k", data, shots=8)
    with pytest.raises(OptionError, match="--shots 1: humaneval has 0 train rows to show before a question"):
        task("humaneval", shots=1)


def test_a_data_dir_without_the_benchmark_is_refused(data):
    with pytest.raises(SourceError, match="holds no humaneval/; put the benchmark there"):
        task("humaneval", data)


def test_shots_before_train_rows_are_refused_since_they_would_tell_their_answers(data):
    with pytest.raises(OptionError, match="asks the train rows, whose answers would be shown"):
        task("gsm8k?split=train", data, shots=2)


def test_the_version_is_that_of_rows_prompts_and_shots(data, tmp_path):
    version = task("gsm8k", data).version
    assert task("gsm8k", data, limit=1).version == version
    assert version not in {task("gsm8k").version, task("gsm8k", data, shots=1).version, task("mmlu", data).version}
    elsewhere = shutil.copytree(Path(data, "gsm8k"), tmp_path / "elsewhere" / "gsm8k").parent
    assert task("gsm8k", str(elsewhere)).version == version
    (elsewhere / "gsm8k" / "test.jsonl").write_text('{"question": "How much is 1 + 1?", "answer": "#### 2"}\n')
    assert task("gsm8k", str(elsewhere)).version != version


@pytest.mark.parametrize(
    ("address", "error", "said"),
    [
        ("gsm9k", OptionError, "gsm8k"),
        ("oeis_qa/completoin", OptionError, "did you mean 'completion'"),
        ("math?levle=4", OptionError, "did you mean 'level'"),
        ("math?level=9", OptionError, "9"),
        ("mmlu?subjects=maths", OptionError, "did you mean 'math'"),
        ("oeis_qa", OptionError, "needs a config"),
        ("gsm8k?limit", AddressError, "is not option=value"),
        ("oeis_qa/completion?layout=text", OptionError, "a task has no layout; leave it out"),
        ("oeis_qa/completion?size=9&eval_size=0", OptionError, "has no test rows under these options"),
        ("gsm8k?source=/nowhere/gsm8k", SourceError, "/nowhere/gsm8k"),
    ],
)
def test_what_is_no_task_is_refused_with_the_near_name(address, error, said):
    with pytest.raises(error) as refused:
        task(address)
    assert said in str(refused.value)


def test_a_folder_of_all_data_that_is_not_there_is_refused():
    with pytest.raises(SourceError, match="--data-dir /nowhere is no folder; give the one that holds gsm8k/"):
        task("gsm8k", "/nowhere")


@pytest.mark.parametrize(
    ("addresses", "options", "said"),
    [
        (["gsm8k", "math", "gsm8k"], {}, "task 'gsm8k' is given twice"),
        ([], {}, "one task or more"),
        (["gsm8k"], {"seeds": ()}, "one seed or more"),
        (["gsm8k"], {"seeds": (3, 3)}, "each once"),
        (["gsm8k"], {"limit": 0}, "limit=0: give 1 or more"),
        (["gsm8k"], {"shots": -1}, "shots=-1: give 0 or more"),
        (["gsm8k"], {"samples": 0}, "samples=0: give 1 or more"),
        (["gsm8k"], {"samples": 4}, "samples=4 without a temperature are all the same"),
    ],
)
def test_tasks_given_twice_and_numbers_that_are_none_are_refused(addresses, options, said):
    with pytest.raises(OptionError, match=said):
        planned(addresses, Options(**options))
