"""What the tests of benchmarks share: files in their forms, written row by row."""

import gzip
import json

import pytest


@pytest.fixture
def written(tmp_path):
    """A function: a file's name and its rows -> the folder, with the rows written one a line."""

    def write(name, rows):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows).encode()
        path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
        return str(tmp_path)

    return write
