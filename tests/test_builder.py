"""RowBuilder and RowConfig, through a dataset of somebody else's (conftest.SQUARES)."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import datasets
import fsspec
import pytest

import oeis_qa
from oeis_qa.builder import configured, identify, joined, merged
from oeis_qa.errors import AnswerError, CapacityError, OptionError
from oeis_qa.fingerprint import code_hash


def rows_of(dataset):
    return [dict(row) for row in dataset]


@pytest.fixture
def cache(tmp_path):
    return str(tmp_path / "cache")


def test_a_dataset_of_somebody_elses_loads_with_its_default_sizes(squares, cache):
    splits = datasets.load_dataset("squares", "short", cache_dir=cache)
    assert {name: len(rows) for name, rows in splits.items()} == {"train": 3000, "validation": 200, "test": 200}
    row = splits["train"][0]
    x = json.loads(row["meta"])["x"]
    assert row["messages"] == [
        {"role": "user", "content": f"What is {x} squared?"},
        {"role": "assistant", "content": str(x * x)},
    ]
    assert row["answer"] == str(x * x)


def test_an_option_of_the_loader_changes_the_rows(squares, cache):
    row = datasets.load_dataset("squares", "short", factor="5", size=10, cache_dir=cache)["train"][3]
    assert int(row["answer"]) == 5 * json.loads(row["meta"])["x"] ** 2


def test_row_i_is_the_same_whatever_the_size(squares, cache):
    small = datasets.load_dataset("squares", "short", size=10, split="train", cache_dir=cache)
    large = datasets.load_dataset("squares", "short", size=4000, split="train", cache_dir=cache)
    assert rows_of(small) == rows_of(large.select(range(10)))


@pytest.mark.parametrize("layout", ["messages", "prompt", "text", "sharegpt"])
def test_streaming_two_processes_and_one_give_the_same_rows(squares, cache, layout):
    options = {"size": 1000, "layout": layout, "cache_dir": cache}
    one = datasets.load_dataset("squares", "short", **options)
    two = datasets.load_dataset("squares", "short", num_proc=2, download_mode="force_redownload", **options)
    streamed = datasets.load_dataset("squares", "short", streaming=True, **options)
    for split in ("train", "validation", "test"):
        assert rows_of(one[split]) == rows_of(two[split]) == rows_of(streamed[split])


def test_a_stream_resumes_where_its_state_was_taken(squares, cache):
    whole = rows_of(oeis_qa.load_dataset("squares/short?size=500", split="train", streaming=True))
    stream = oeis_qa.load_dataset("squares/short?size=500", split="train", streaming=True)
    seen = []
    for row in stream:
        seen.append(row)
        if len(seen) == 333:
            state = stream.state_dict()
            break
    stream.load_state_dict(state)
    assert seen + list(stream) == whole


@pytest.mark.parametrize("size", [1, 7, 8, 9])
def test_tiny_sizes_work(squares, cache, size):
    splits = datasets.load_dataset("squares", "short", size=size, eval_size=1, cache_dir=cache)
    assert [len(splits[name]) for name in splits] == [size, 1, 1]


def test_a_split_of_no_rows_is_left_out(squares, cache):
    assert list(datasets.load_dataset("squares", "short", size=5, eval_size=0, cache_dir=cache)) == ["train"]
    assert list(datasets.load_dataset("squares", "short", size=0, cache_dir=cache)) == ["validation", "test"]


def test_no_rows_at_all_is_an_error(squares, cache):
    with pytest.raises(CapacityError, match=r"squares/short has no rows under these options"):
        datasets.load_dataset("squares", "short", size=0, eval_size=0, cache_dir=cache)


def test_more_rows_than_there_are_is_an_error_before_any_work(squares, cache):
    with pytest.raises(CapacityError, match=r"size=5,001 is over the capacity of squares/short, train: 5,000 distinct"):
        datasets.load_dataset("squares", "short", size=5001, cache_dir=cache)
    with pytest.raises(CapacityError, match=r"eval_size=301 is over the capacity of squares/short, validation: 300"):
        datasets.load_dataset("squares", "short", eval_size=301, cache_dir=cache)


def test_capacity_is_told_without_building(squares):
    assert oeis_qa.capacity("squares/short") == {"train": 5000, "validation": 300, "test": 300}


def test_none_stands_for_the_default_and_shares_its_cache(squares, cache):
    one = oeis_qa.load_dataset_builder("squares", "short", size=None, seed=None, cache_dir=cache)
    other = oeis_qa.load_dataset_builder("squares", "short", cache_dir=cache)
    assert one.cache_dir == other.cache_dir


def test_equal_options_in_other_words_share_their_cache(squares, cache):
    one = oeis_qa.load_dataset_builder("squares", "short", size="1_0", cache_dir=cache)
    other = oeis_qa.load_dataset_builder("squares/short?size=10&seed=0", cache_dir=cache)
    assert one.cache_dir == other.cache_dir
    assert one.config_id == "short-size=10"


def test_a_gold_that_is_none_of_its_kind_is_an_error_at_build_time(squares, cache):
    squares.write_text(squares.read_text().replace("str(y), str(y),", 'str(y), f"{y:,}.5",'))
    rows = datasets.load_dataset("squares", "short", streaming=True, cache_dir=cache)["train"]
    with pytest.raises(AnswerError, match=r"answer '[0-9,]+\.5' is no integer; write its digits alone"):
        next(iter(rows))


def test_an_edit_of_the_generating_code_is_not_answered_with_old_rows(squares, cache, fresh_python):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import oeis_qa\n"
        "oeis_qa.register('squares', 'squares_loader')\n"
        "print(oeis_qa.load_dataset('squares', 'short', split='train', size=3, cache_dir=sys.argv[2])[0]['answer'])"
    )
    before = fresh_python(code, squares.parent, cache)
    squares.write_text(squares.read_text().replace("* x * x", "* x * x + 1"))
    assert int(fresh_python(code, squares.parent, cache)) == int(before) + 1


def test_the_code_hash_of_a_package_sees_its_subpackages(tmp_path, monkeypatch):
    inner = tmp_path / "outer_package" / "inner" / "deep.py"
    inner.parent.mkdir(parents=True)
    for path in (inner.parent.parent / "__init__.py", inner.parent / "__init__.py", inner):
        path.write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    before = code_hash("outer_package")
    inner.write_text("x = 1\n")
    code_hash.cache_clear()
    assert code_hash("outer_package") != before


def test_what_a_killed_build_left_behind_is_not_mixed_in(squares, cache):
    builder = oeis_qa.load_dataset_builder("squares", "short", size=10, cache_dir=cache)
    left = Path(builder.cache_dir + ".incomplete")
    left.mkdir(parents=True)
    (left / "squares-train-00000-of-00002.arrow").write_bytes(b"half a table")
    (left / "dataset_info.json").write_text("{}")
    builder.download_and_prepare()
    assert len(builder.as_dataset(split="train")) == 10
    assert not any("of-00002" in path.name for path in Path(builder.cache_dir).iterdir())


def test_a_build_killed_in_the_middle_is_built_again_whole(squares, cache):
    slow = squares.read_text().replace("        x = 3 *", "        __import__('time').sleep(0.002)\n        x = 3 *")
    (squares.parent / "slow_loader.py").write_text(slow)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import oeis_qa\n"
        "oeis_qa.register('slow', 'slow_loader')\n"
        "oeis_qa.load_dataset('slow', 'short', size=4000, cache_dir=sys.argv[2])"
    )
    root = Path(__file__).parents[1]
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(squares.parent), cache], cwd=root, stderr=subprocess.DEVNULL
    )
    while not list(Path(cache).rglob("*.incomplete/*train*")):
        assert child.poll() is None, "the build ended before it could be killed"
        time.sleep(0.01)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    oeis_qa.register("slow", "slow_loader")
    try:
        builder = oeis_qa.load_dataset_builder("slow", "short", size=4000, cache_dir=cache)
        assert not Path(builder.cache_dir).exists()
        fast = slow.replace("__import__('time').sleep(0.002)", "pass")
        (squares.parent / "slow_loader.py").write_text(fast)
        again = oeis_qa.load_dataset("slow", "short", size=20, cache_dir=cache)
        assert [len(again[name]) for name in again] == [20, 200, 200]
    finally:
        del oeis_qa.registry.DATASETS["slow"]
        sys.modules.pop("slow_loader", None)


def test_parquet_through_download_and_prepare_holds_the_same_rows(squares, cache, tmp_path):
    builder = datasets.load_dataset_builder("squares", "short", size=10, cache_dir=cache)
    builder.download_and_prepare(str(tmp_path / "out"), file_format="parquet")
    files = {name: str(tmp_path / "out" / f"squares-{name}.parquet") for name in ("train", "validation", "test")}
    read = datasets.load_dataset("parquet", data_files=files, cache_dir=cache)
    built = datasets.load_dataset("squares", "short", size=10, cache_dir=cache)
    assert rows_of(read["train"]) == rows_of(built["train"])


def test_a_remote_output_folder_keeps_what_else_is_in_it(squares, cache):
    fs = fsspec.filesystem("memory")
    fs.pipe("/bucket/mine/precious.txt", b"keep")
    builder = datasets.load_dataset_builder("squares", "short", size=10, cache_dir=cache)
    builder.download_and_prepare("memory://bucket/mine", file_format="parquet")
    assert fs.cat("/bucket/mine/precious.txt") == b"keep"


def test_a_cached_config_is_served_without_running_the_loader(squares, cache):
    first = rows_of(datasets.load_dataset("squares", "short", size=10, split="train", cache_dir=cache))
    module = sys.modules["squares_loader"]
    module.Squares.batch = None  # would fail if it were called
    assert rows_of(datasets.load_dataset("squares", "short", size=10, split="train", cache_dir=cache)) == first
    shutil.rmtree(cache)
    with pytest.raises(datasets.exceptions.DatasetGenerationError):
        datasets.load_dataset("squares", "short", size=10, split="train", cache_dir=cache)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sede": 1}, r"squares/short has no option 'sede'; did you mean 'seed'\? Have: .*seed"),
        ({"size": "ten"}, r"size='ten' does not fit; give a whole number"),
        ({"size": 1.5}, r"size=1.5 does not fit; give a whole number"),
        ({"size": -1}, r"size=-1: give 0 or more rows"),
        ({"eval_size": -1}, r"eval_size=-1: give 0 or more rows"),
        ({"seed": True}, r"seed=True does not fit; give a whole number"),
        ({"layout": "mesages"}, r"layout='mesages' is not a layout; did you mean 'messages'\? Have: "),
        ({"split_fractions": (0.5, 0.5)}, r"split_fractions=\(0.5, 0.5\) has 2 items; give 3"),
        ({"split_fractions": (0.5, 0.5, 0.5)}, r"split_fractions=\(0.5, 0.5, 0.5\): .* sum to 1"),
        ({"description": "mine"}, r"squares/short has no option 'description'"),
        ({"config_id": "mine"}, r"squares/short has no option 'config_id'"),
        ({"version": "1.0.0"}, r"squares/short has no option 'version'"),
        ({"features": datasets.Features({"a": datasets.Value("string")})}, r"takes no features; say layout="),
    ],
)
def test_a_wrong_option_is_one_clear_error(squares, options, message, cache):
    for load in (datasets.load_dataset, datasets.load_dataset_builder, oeis_qa.load_dataset):
        with pytest.raises(OptionError, match=message):
            load("squares", "short", cache_dir=cache, **options)
    assert not list(Path(cache).glob("*"))


def test_a_missing_config_names_all_of_them(squares):
    with pytest.raises(OptionError, match=r"squares needs a config, as in .*'short'\)\. Have: short, tripled"):
        datasets.load_dataset("squares", size=10)


def test_a_named_config_is_not_changed_by_the_options_of_a_load(squares, cache):
    datasets.load_dataset("squares", "tripled", size=5, seed=9, cache_dir=cache)
    assert oeis_qa.load_dataset_builder("squares", "tripled").config.seed == 0


def test_options_of_address_and_call_are_merged_and_a_contradiction_refused():
    assert merged({"size": "10"}, {"seed": 7, "layout": None}) == {"size": "10", "seed": 7}
    assert joined("config", None, "short") == "short"
    with pytest.raises(OptionError, match=r"seed is given twice, '1' in the address and 2 in the call; keep one"):
        merged({"seed": "1"}, {"seed": 2})


def test_long_or_odd_options_are_hashed_into_the_folder_name(squares):
    named = oeis_qa.load_dataset_builder("squares", "short").config
    assert identify(configured("squares", named, {"seed": 7, "size": 10}), named) == "short-seed=7,size=10"
    long = identify(configured("squares", named, {"split_fractions": (0.25, 0.25, 0.5)}), named)
    assert long.startswith("short-")
    assert "(" not in long
