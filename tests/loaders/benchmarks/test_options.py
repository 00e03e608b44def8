"""Benchmarks are datasets like any other: addresses, splits, sizes, orders, the Hub."""

import json

import datasets
import huggingface_hub
import pytest

import oeis_qa
from oeis_qa.errors import CapacityError, OptionError, SourceError

TRAIN = [{"question": f"What is {n} more than {n}?", "answer": f"#### {2 * n}"} for n in range(50)]
TEST = [{"question": f"What is {n} less than {2 * n}?", "answer": f"#### {n}"} for n in range(20)]


@pytest.fixture
def source(written):
    written("train.jsonl", TRAIN)
    return written("test.jsonl", TEST)


def ids(rows):
    return list(rows["id"])


def test_a_dataset_of_one_config_is_an_address_without_it(source):
    plain = datasets.load_dataset(f"gsm8k?source={source}")
    named = oeis_qa.load_dataset("gsm8k", "gsm8k", source=source)
    assert ids(plain["train"]) == ids(named["train"])
    assert {name: len(rows) for name, rows in plain.items()} == {"train": 50, "test": 20}


def test_train_is_train_and_test_is_test(source):
    rows = oeis_qa.load_dataset("gsm8k", source=source)
    assert sorted(ids(rows["test"])) == sorted(f"gsm8k/test/{n}" for n in range(20))
    assert {json.loads(meta)["licence"] for meta in rows["test"]["meta"]} == {"MIT"}
    assert {json.loads(meta)["licence"] for meta in oeis_qa.load_dataset("gsm8k")["test"]["meta"]} == {"Apache-2.0"}


def test_one_split_can_be_given_alone(source):
    assert oeis_qa.capacity(f"gsm8k?split=train&source={source}") == {"train": 50, "test": 0}
    alone = datasets.load_dataset(f"gsm8k?split=test&source={source}")
    assert {name: len(rows) for name, rows in alone.items()} == {"test": 20}


def test_sizes_take_the_first_rows_of_the_seeds_order(source):
    whole = oeis_qa.load_dataset("gsm8k", source=source, seed=3)
    some = oeis_qa.load_dataset("gsm8k", source=source, seed=3, size=7, eval_size=5)
    assert ids(some["train"]) == ids(whole["train"])[:7]
    assert ids(some["test"]) == ids(whole["test"])[:5]
    assert ids(whole["train"]) != sorted(ids(whole["train"]), key=lambda id_: int(id_.rpartition("/")[2]))


@pytest.mark.parametrize(("sizes", "message"), [({"size": 51}, "gsm8k, train: 50"), ({"eval_size": 21}, "test: 20")])
def test_more_rows_than_there_are_is_an_error(source, sizes, message):
    with pytest.raises(CapacityError, match=message):
        oeis_qa.load_dataset("gsm8k", source=source, **sizes)


def test_a_train_row_that_test_asks_too_is_left_out_but_where_train_is_asked_for_alone(written):
    written("train.jsonl", [*TRAIN, {"question": " WHAT is  0 less than 0? ", "answer": "#### 0"}])
    source = written("test.jsonl", TEST)
    builder = oeis_qa.load_dataset_builder("gsm8k", source=source)
    assert builder.capacity() == {"train": 50, "test": 20}
    assert builder.dropped() == {"asked in another split too": 1}
    assert oeis_qa.capacity("gsm8k", source=source, split="train") == {"train": 51, "test": 0}


def test_a_question_that_test_asks_twice_stays_with_one_family(written):
    source = written("test.jsonl", [TEST[0], TEST[0]])
    rows = oeis_qa.load_dataset("gsm8k", source=source)["test"]
    assert sorted(ids(rows)) == ["gsm8k/test/0", "gsm8k/test/1"]
    assert len({json.loads(meta)["family"] for meta in rows["meta"]}) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"split": "dev"}, "split='dev' is not known; give one of 'train', 'validation', 'test'"),
        ({"split_fractions": (1, 0, 0)}, "no option 'split_fractions'"),
        ({"layout": "preference"}, "layout='preference' needs a wrong response"),
        ({"level": "5"}, "gsm8k/gsm8k has no option 'level'"),
    ],
)
def test_options_that_mean_nothing_here_are_refused(options, message):
    with pytest.raises(OptionError, match=message):
        oeis_qa.load_dataset_builder("gsm8k", **options)


def test_the_hub_is_read_through_its_cache(source, monkeypatch):
    asked = []

    def snapshot(repository, **options):
        asked.append((repository, options))
        return source

    monkeypatch.setattr(huggingface_hub, "snapshot_download", snapshot)
    oeis_qa.loaders.benchmarks.hub.fetched.cache_clear()
    assert oeis_qa.capacity("gsm8k?source=hub") == {"train": 50, "test": 20}
    assert asked == [("openai/gsm8k", {"repo_type": "dataset", "allow_patterns": ["main/*.parquet"]})]
    oeis_qa.loaders.benchmarks.hub.fetched.cache_clear()


@pytest.mark.parametrize("name", ["gsm8k", "math", "mmlu", "humaneval", "mbpp"])
def test_a_hub_that_cannot_be_reached_is_one_clear_error(name):
    with pytest.raises(SourceError, match=r"source='hub': \S*/\S+ cannot be fetched .* give source= its folder"):
        oeis_qa.load_dataset(name, source="hub")
