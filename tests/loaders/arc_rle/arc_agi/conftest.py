"""What the tests of ARC tasks share: sources written by hand, and builders of them."""

import json

import pytest

import oeis_qa

PAIR = {"input": [[1, 0], [0, 2]], "output": [[0, 1], [2, 0]]}
OTHER = {"input": [[3, 3, 0]], "output": [[0, 3, 3]]}
TASK = {"train": [PAIR, OTHER], "test": [{"input": [[1, 2, 2]], "output": [[2, 2, 1]]}]}


@pytest.fixture
def written(tmp_path):
    """A function: names of files and what is in them, as text or to be written as JSON -> the folder of them."""

    def write(**files):
        folder = tmp_path / "tasks"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            path = folder / name.replace("__", ".")
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(folder)

    return write


@pytest.fixture
def built(tmp_path):
    """A function: options -> the builder of the config."""

    def build(**options):
        return oeis_qa.load_dataset_builder("arc_rle", "arc_agi", cache_dir=str(tmp_path / "cache"), **options)

    return build
