"""A small folder that a build has made, once for all tests."""

import shutil

import pytest

from oeis_qa.publishing.build import build

ADDRESSES = ["oeis_qa/completion?size=250&eval_size=20", "oeis_qa/identification?size=120&eval_size=0"]


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
