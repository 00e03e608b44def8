"""Budgets of tokens: what is counted, that every row keeps to it, and what is refused."""

import gzip
import json
import re
import sys

import pyarrow as pa
import pytest
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, processors

import oeis_qa
from benchmarks.shared import DATA
from oeis_qa.errors import CapacityError, MissingExtraError, OptionError, SourceError, SourceFormatError
from oeis_qa.loaders.arc_rle import tokens
from oeis_qa.loaders.arc_rle.tokens import Budget, opened

CHARACTERS, REAL = re.compile(r"[a-zA-Z]+|[^a-zA-Z\s]"), DATA / "tokenizer-smollm2/tokenizer.json.gz"

SMALL = {"max_side": 10, "max_tokens": 80}


def words():
    """A tokenizer whose tokens are words, and one character each of everything else but blanks."""
    tokenizer = Tokenizer(models.WordLevel({"?": 0, "<s>": 1}, unk_token="?"))
    split = pre_tokenizers.Split(Regex(CHARACTERS.pattern), "removed", invert=True)
    tokenizer.pre_tokenizer = split
    return tokenizer


@pytest.fixture
def path(tmp_path):
    words().save(str(tmp_path / "tokenizer.json"))
    return str(tmp_path / "tokenizer.json")


@pytest.fixture
def asked(path):
    """A function: options -> the builder of images under a budget."""
    return lambda config="image", **options: oeis_qa.load_dataset_builder(
        "arc_rle", config, **{**SMALL, "tokenizer": path, **options}
    )


def length(text):
    return len(CHARACTERS.findall(text))


def columns(batch, *names):
    return list(zip(*(getattr(batch, name).to_pylist() for name in names), strict=True))


def redrawn(batch):
    return [json.loads(meta)["redrawn"] for meta in batch.meta.to_pylist()]


# What is counted


def test_tokens_of_prompt_and_response_are_counted_together(path):
    prompts, responses = pa.array(["Mirror it.\n2 1 01", "Turn it."]), pa.array(["2 1 10", "7"])
    assert Budget(9, opened(path)).counted(prompts, responses).tolist() == [3 + 4 + 4, 3 + 1]


def test_of_two_responses_the_longer_is_counted(path):
    prompts = pa.array(["Turn it.", "Turn it."])
    counted = Budget(9, opened(path)).counted(prompts, pa.array(["7", "7 7 7"]), pa.array(["7 7", "7 7"]))
    assert counted.tolist() == [3 + 2, 3 + 3]


def test_what_a_file_says_of_special_tokens_truncation_and_padding_is_left_aside(tmp_path):
    tokenizer = words()
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A <s>", special_tokens=[("<s>", 1)])
    tokenizer.enable_truncation(max_length=4)
    tokenizer.enable_padding(length=16, pad_id=0, pad_token="?")
    tokenizer.save(str(tmp_path / "other.json"))
    budget = Budget(9, opened(str(tmp_path / "other.json")))
    assert budget.counted(pa.array(["2 1 0 1 5 5"]), pa.array(["7"])).tolist() == [6 + 1]


# Rows under a budget


@pytest.mark.parametrize(("config", "most"), [("image", 80), ("cellular_automaton", 350)])
def test_every_row_keeps_to_the_budget(asked, config, most):
    batch = asked(config, max_tokens=most).batch("train", range(300))
    totals = [length(prompt) + length(response) for prompt, response in columns(batch, "prompt", "response")]
    assert most - 5 < max(totals) <= most
    assert 0 < sum(map(bool, redrawn(batch))) < 300


def test_rows_that_are_short_enough_stay_as_they_are_without_a_budget(asked):
    free, held = (asked(max_tokens=most).batch("train", range(300)) for most in (10_000, 80))
    same = 0
    for one, other in zip(
        columns(free, "id", "prompt", "answer"), columns(held, "id", "prompt", "answer"), strict=True
    ):
        assert one[0] == other[0]
        assert (one == other) == (length(one[1]) + length(one[2]) <= 80)
        same += one == other
    assert 50 < same < 250


def test_meta_says_how_often_a_row_was_drawn_again(asked):
    times = redrawn(asked(max_tokens=60).batch("train", range(300)))
    assert times[:3] == redrawn(asked(max_tokens=60).batch("train", range(3)))
    assert min(times) == 0
    assert max(times) > 2


def test_row_i_is_the_same_in_whatever_batch(asked):
    builder = asked(max_tokens=60)
    whole = columns(builder.batch("train", range(200)), "prompt", "answer", "meta")
    for start, stop in ((0, 40), (7, 8), (180, 200)):
        assert columns(builder.batch("train", range(start, stop)), "prompt", "answer", "meta") == whole[start:stop]


def test_of_a_preference_both_responses_keep_to_the_budget(asked):
    batch = asked(layout="preference").batch("train", range(200))
    for prompt, response, wrong in columns(batch, "prompt", "response", "wrong"):
        assert length(prompt) + max(length(response), length(wrong)) <= 80


def test_two_processes_and_streaming_give_the_rows_of_one_without_a_warning(path, tmp_path, capfd):
    options = {**SMALL, "tokenizer": path, "operations": "flipx", "size": 200, "eval_size": 0}
    streamed = oeis_qa.load_dataset("arc_rle", "image", streaming=True, **options)["train"]
    one, two = (
        oeis_qa.load_dataset("arc_rle", "image", split="train", cache_dir=str(tmp_path / f"{n}"), num_proc=n, **options)
        for n in (1, 2)
    )
    assert one.to_list() == two.to_list() == list(streamed)
    assert "fork" not in capfd.readouterr().err


@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL} is not there")
def test_rows_fit_a_real_model(tmp_path):
    (tmp_path / "real.json").write_bytes(gzip.decompress(REAL.read_bytes()))
    tokenizer = Tokenizer.from_file(str(tmp_path / "real.json"))
    tokenizer.no_truncation()
    builder = oeis_qa.load_dataset_builder("arc_rle", "image", max_tokens=256, tokenizer=str(tmp_path / "real.json"))
    batch = builder.batch("train", range(100))
    for turns in columns(batch, "prompt", "response"):
        assert sum(len(tokenizer.encode(text, add_special_tokens=False).ids) for text in turns) <= 256


def test_a_budget_is_tried_on_a_split_that_has_rows(asked):
    held = {"families": "grid", "holdout": "families", "unique": False}  # a family of test alone
    assert set(asked("puzzles", **held, max_tokens=100_000).sizes()) == {"test"}


def test_another_tokenizer_under_the_same_name_is_another_dataset(asked, path):
    before = asked()
    tokenizer = words()
    tokenizer.add_tokens(["Mirror the"])
    tokenizer.save(path)
    assert (asked().hash, asked().cache_dir) != (before.hash, before.cache_dir)


# What is refused


def test_a_budget_that_no_row_keeps_is_refused_before_any_work(path):
    message = (
        r"image, train: 0 of [0-9,]+ draws of \w+ gave a question within max_tokens=5 \(the shortest had [123][0-9]\); "
    )
    with pytest.raises(CapacityError, match=message + "raise max_tokens, lower max_side, or leave the operation out"):
        oeis_qa.load_dataset("arc_rle", "image", **{**SMALL, "tokenizer": path, "max_tokens": 5})


def test_a_budget_that_hardly_a_row_keeps_is_refused_too(asked):
    builder = asked(max_tokens=29, operations="flipx")
    with pytest.raises(CapacityError, match=r"[1-9] of [0-9,]+ draws of flipx gave a question within max_tokens=29"):
        builder.batch("train", range(1000))


def test_a_question_that_there_is_not_is_given_up_soon():
    builder = oeis_qa.load_dataset_builder("arc_rle", "image", operations="flipx", max_side=1)
    with pytest.raises(CapacityError, match="image, train: 0 of 2,047 draws of flipx gave a question; change min_side"):
        builder.batch("train", range(5, 6))


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"tokenizer": ""}, OptionError, "max_tokens=80 needs a tokenizer that counts them; give a tokenizer.json"),
        ({"max_tokens": None}, OptionError, "needs max_tokens, the most tokens of a row; give both or neither"),
        ({"max_tokens": 0}, OptionError, "max_tokens=0: give 1 or more tokens"),
        ({"max_tokens": -3}, OptionError, "max_tokens=-3: give 1 or more tokens"),
        ({"max_tokens": "many"}, OptionError, "max_tokens='many' does not fit; give a whole number"),
        ({"tokenizer": "/no/such.json"}, SourceError, "tokenizer='/no/such.json' is no file that can be read .No such"),
        ({"tokenizer": "/tmp"}, SourceError, "tokenizer='/tmp' is no file that can be read .Is a directory"),
        ({"tokenizer": "a\0b"}, SourceError, "is no file that can be read .embedded null byte"),
    ],
)
def test_options_that_make_no_budget_are_refused(asked, options, error, message):
    with pytest.raises(error, match=message):
        asked(**options)


@pytest.mark.parametrize("held", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"model": {"type": "BPE"}}'])
def test_a_file_that_is_no_tokenizer_is_refused(asked, tmp_path, held):
    (tmp_path / "other.json").write_bytes(held)
    with pytest.raises(SourceFormatError, match=r"other.json' cannot be read as one \(.*\); give a tokenizer.json"):
        asked(tokenizer=str(tmp_path / "other.json"))


def test_a_missing_library_is_named_with_its_extra(asked, monkeypatch):
    tokens._parsed.cache_clear()
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(MissingExtraError, match=r"max_tokens needs tokenizers; pip install 'oeis_qa\[train\]'"):
        asked()
