"""One shard: its rows are those of the dataset, its receipt names exactly the file that is there."""

import dataclasses
import hashlib

import datasets
import pyarrow.parquet as pq
import pytest

import oeis_qa
from oeis_qa.errors import BuildError
from oeis_qa.layouts import features
from oeis_qa.publishing.hashes import logical_hash
from oeis_qa.publishing.shards import _sealed, build_shard, receipt_name, receipt_of
from oeis_qa.publishing.spec import spec_of
from oeis_qa.publishing.stores import store


@pytest.fixture
def spec(squares):
    return spec_of(["squares/short?size=250&eval_size=10"], shard_rows=100)


def test_its_rows_are_those_that_load_dataset_gives(spec, tmp_path):
    build_shard(spec, 1, str(tmp_path))
    rows = oeis_qa.load_dataset("squares/short?size=250&eval_size=10", split="train", streaming=True)
    shard = datasets.Dataset.from_parquet(str(tmp_path / "short/train-00001-of-00003.parquet"), cache_dir=tmp_path)
    assert list(shard) == list(rows.skip(100).take(100))
    assert shard.features == features("messages")


def test_its_receipt_says_what_the_file_holds(spec, tmp_path):
    receipt = build_shard(spec, 2, str(tmp_path))
    data = (tmp_path / receipt.name).read_bytes()
    assert (receipt.spec, receipt.rows, receipt.size) == (spec.hash, 50, len(data))
    assert receipt.sha256 == hashlib.sha256(data).hexdigest()
    assert receipt.logical == logical_hash([pq.read_table(tmp_path / receipt.name)], features("messages"))
    assert receipt_of(spec, spec.shards[2], store(str(tmp_path))) == receipt


def test_made_twice_it_is_the_same(spec, tmp_path):
    assert build_shard(spec, 0, str(tmp_path)) == build_shard(spec, 0, str(tmp_path))


def cut(path):
    path.write_bytes(path.read_bytes()[:-1])


def change(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("spoil", [cut, change, lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
@pytest.mark.parametrize("which", ["shard", "receipt"])
def test_a_spoiled_shard_or_receipt_counts_as_missing(spec, tmp_path, spoil, which):
    build_shard(spec, 0, str(tmp_path))
    shard = spec.shards[0]
    spoil(tmp_path / (shard.name if which == "shard" else receipt_name(shard)))
    assert receipt_of(spec, shard, store(str(tmp_path))) is None


@pytest.mark.parametrize("field", ["spec", "name"])
def test_a_receipt_of_another_build_or_shard_counts_as_missing(spec, tmp_path, field):
    receipt = build_shard(spec, 0, str(tmp_path))
    (tmp_path / receipt_name(spec.shards[0])).write_bytes(_sealed(dataclasses.replace(receipt, **{field: "another"})))
    assert receipt_of(spec, spec.shards[0], store(str(tmp_path))) is None


def test_an_id_that_comes_twice_is_an_error(squares, tmp_path):
    squares.write_text(squares.read_text().replace('f"squares/{split}/{i}"', 'f"squares/{split}/{i % 90}"'))
    with pytest.raises(BuildError, match=r"short/train-00000-of-00003\.parquet: 10 ids come twice"):
        build_shard(spec_of(["squares/short?size=250"], shard_rows=100), 0, str(tmp_path))
    assert not (tmp_path / "short").exists()


def test_code_or_a_source_that_changes_during_the_build_is_an_error(spec, tmp_path):
    changed = dataclasses.replace(spec, parts=(dataclasses.replace(spec.parts[0], state="another"),))
    with pytest.raises(BuildError, match=r"size=250&eval_size=10: its code or source changed during the build"):
        build_shard(changed, 0, str(tmp_path))
