"""What tests of building share: builds without worker processes, the files of built folders, some small ones."""

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from oeis_qa.publishing.build import build
from oeis_qa.publishing.engines import ENGINES

ADDRESSES = ["oeis_qa/completion?size=250&eval_size=20", "oeis_qa/identification?size=120&eval_size=0"]


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


def _build(addresses, out, **options):
    return build(addresses, str(out), workers=1, shard_rows=100, **options)


@pytest.fixture(scope="session")
def kept_folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("built") / "folder"
    _build(ADDRESSES, out)
    return out


@pytest.fixture
def folder(kept_folder, tmp_path):
    """A built folder of completion (250 + 20 + 20 rows, shards of 100) and identification (120 rows)."""
    return shutil.copytree(kept_folder, tmp_path / "folder")


@pytest.fixture(scope="session")
def incorrect_folder(tmp_path_factory):
    """A built folder with wrong responses."""
    out = tmp_path_factory.mktemp("incorrect") / "folder"
    _build(
        ["oeis_qa/incorrect_completion?size=30&eval_size=0&acknowledge_incorrect=true"], out, acknowledge_incorrect=True
    )
    return out


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory):
    """A built folder of one shard."""
    out = tmp_path_factory.mktemp("small") / "folder"
    _build(["oeis_qa/completion?size=20&eval_size=0"], out)
    return out
