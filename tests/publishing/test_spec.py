"""Specs: what addresses stand for, how they are cut into shards, and what their hash depends on."""

import json

import pytest

from oeis_qa.errors import CapacityError, OptionError
from oeis_qa.fingerprint import code_hash
from oeis_qa.publishing.spec import spec_of


def test_shards_cover_every_row_of_every_split_once(squares):
    spec = spec_of(["squares/short?size=250&eval_size=100"], shard_rows=100)
    assert [(shard.split, shard.start, shard.stop) for shard in spec.shards] == [
        ("train", 0, 100),
        ("train", 100, 200),
        ("train", 200, 250),
        ("validation", 0, 100),
        ("test", 0, 100),
    ]
    assert spec.shards[1].name == "short/train-00001-of-00003.parquet"


def test_configs_of_several_datasets_are_told_apart_by_their_names(squares):
    several = spec_of(["squares/short?size=10", "oeis_qa/completion?size=10"])
    assert [part.name for part in several.parts] == ["squares-short", "oeis_qa-completion"]
    assert [part.name for part in spec_of(["squares/short", "squares/tripled"]).parts] == ["short", "tripled"]


def test_the_hash_is_of_what_is_meant_not_of_how_it_is_spelled(squares):
    assert spec_of(["squares/short?size=10&seed=1"]).hash == spec_of(["squares/short?seed=1&size=1_0"]).hash


@pytest.mark.parametrize("other", ["squares/short?size=11", "squares/short?size=10&seed=1", "squares/tripled?size=10"])
def test_other_rows_have_another_hash(squares, other):
    assert spec_of(["squares/short?size=10"]).hash != spec_of([other]).hash


def test_other_files_have_another_hash(squares):
    assert spec_of(["squares/short"], 100).hash != spec_of(["squares/short"], 200).hash


def test_other_code_has_another_hash(squares):
    before = spec_of(["squares/short?size=10"]).hash
    squares.write_text(squares.read_text() + "\n# edited\n")
    code_hash.cache_clear()
    assert spec_of(["squares/short?size=10"]).hash != before


def test_what_is_written_names_options_state_and_sizes(squares):
    written = spec_of(["squares/short?size=10&factor=2"]).written()
    (part,) = written["parts"]
    assert part["address"] == "squares/short?size=10&factor=2"
    assert part["options"]["factor"] == 2
    assert part["sizes"] == {"train": 10, "validation": 200, "test": 200}
    assert len(part["state"]) == len(written["hash"]) == 16
    assert json.loads(json.dumps(written)) == written


@pytest.mark.parametrize(
    ("addresses", "rows", "message"),
    [
        ([], 100, r"no address to build; give one or more, as in oeis_qa/completion"),
        (["squares/short", "squares/short?size=5"], 100, r"short is given twice; a folder holds a config once"),
        (["squares/short"], 0, r"shard_rows=0: give 1 or more rows"),
        (["squares/shrot"], 100, r"squares has no config 'shrot'; did you mean 'short'"),
        (["squares"], 100, r"squares needs a config"),
    ],
)
def test_what_cannot_be_built_is_refused(squares, addresses, rows, message):
    with pytest.raises(OptionError, match=message):
        spec_of(addresses, rows)


def test_more_rows_than_there_are_is_refused(squares):
    with pytest.raises(CapacityError, match=r"size=5,001 is over the capacity of squares/short"):
        spec_of(["squares/short?size=5001"])
