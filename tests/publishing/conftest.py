"""What tests of building share: builds without worker processes, the files and the manifest of a built folder."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from oeis_qa.publishing.engines import ENGINES


@pytest.fixture
def in_process(monkeypatch):
    """Lets the default engine make shards in this process, one after the other: no process to wait for."""

    def run(task, shards, workers, seconds, address):
        for shard in shards:
            yield task(shard)

    monkeypatch.setitem(ENGINES, "local", run)


@pytest.fixture
def files():
    """A function: a built folder -> every file in it but the lock, by its name."""

    def read(folder):
        folder = Path(folder)
        found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
        return {name: path.read_bytes() for name, path in sorted(found.items()) if path.name != "lock"}

    return read


@pytest.fixture
def undated():
    """A function: a manifest, or the folder that holds one -> the manifest without its date."""

    def read(given):
        manifest = given if isinstance(given, dict) else json.loads((Path(given) / "manifest.json").read_text())
        return {key: value for key, value in manifest.items() if key != "date"}

    return read


@pytest.fixture
def whole():
    """A function: asserts that a folder holds what its manifest says and nothing unfinished, and returns the ids."""

    def check(folder):
        folder = Path(folder)
        shards = json.loads((folder / "manifest.json").read_text())["shards"]
        named = {shard["name"] for shard in shards}
        assert {str(path.relative_to(folder)) for path in folder.rglob("*.parquet")} == named
        assert not list(folder.rglob("*.tmp"))
        ids = [id_ for name in sorted(named) for id_ in pq.read_table(folder / name).column("id").to_pylist()]
        assert len(set(ids)) == len(ids) == sum(shard["rows"] for shard in shards)
        return ids

    return check
