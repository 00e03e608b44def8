"""What tests share: a cache folder of their own, small corpora, somebody else's dataset, a fresh interpreter."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

# Before datasets is imported anywhere: it reads these once. The processes of one run share what is dear to build.
os.environ["OEIS_QA_TESTS_HOME"] = os.environ.get("OEIS_QA_TESTS_HOME") or tempfile.mkdtemp(prefix="oeis_qa-tests-")
os.environ["HF_HOME"] = os.environ["OEIS_QA_TESTS_HOME"]
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.pop("HF_DATASETS_CACHE", None)

import hypothesis
import pytest

from oeis_qa import registry
from oeis_qa.fingerprint import code_hash
from oeis_qa.loaders.oeis.corpus import Corpus, Sequence

# An example that takes long on a busy machine is no fault.
hypothesis.settings.register_profile("busy", deadline=None)
hypothesis.settings.load_profile("busy")

SQUARES = '''
"""squares: what is the square of a number?"""
from dataclasses import dataclass

from oeis_qa.builder import RowBuilder, RowConfig
from oeis_qa.records import Batch, Example
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream


@dataclass
class SquaresConfig(RowConfig):
    factor: int = 1


class Squares(RowBuilder):
    BUILDER_CONFIG_CLASS = SquaresConfig
    BUILDER_CONFIGS = [SquaresConfig(name="short"), SquaresConfig(name="tripled", factor=3)]

    def capacity(self):
        return {"train": 5_000, "validation": 300, "test": 300}

    def batch(self, split, rows):
        return Batch.of(self.example(split, i) for i in rows)

    def example(self, split, i):
        x = 3 * Stream(self.config.seed, "squares").at(i).below(1000) + SPLITS.index(split)
        y = self.config.factor * x * x
        return Example(f"squares/{split}/{i}", f"What is {x} squared?", str(y), str(y), "integer", "dataset=squares",
                       "What is it squared?", str(x), {"x": x})
'''


@pytest.fixture
def squares(tmp_path, monkeypatch):
    """The path of a module with a dataset of somebody else's, registered as `squares`."""
    path = tmp_path / "loader" / "squares_loader.py"
    path.parent.mkdir()
    path.write_text(SQUARES)
    monkeypatch.syspath_prepend(str(path.parent))
    code_hash.cache_clear()
    registry.register("squares", "squares_loader", "squares of numbers", ("integer",))
    yield path
    del registry.DATASETS["squares"]
    sys.modules.pop("squares_loader", None)
    code_hash.cache_clear()


@pytest.fixture
def corpus_of():
    """A function: lists of terms (or Sequences) -> the corpus of A000001, A000002, ..."""

    def make(*lists, **fields):
        rows = (
            item
            if isinstance(item, Sequence)
            else Sequence(i, tuple(map(str, item)), f"Sequence number {i}.", **fields)
            for i, item in enumerate(lists, start=1)
        )
        return Corpus.of(rows, "Apache-2.0")

    return make


@pytest.fixture
def fresh_python():
    """A function: code -> what it prints in a fresh interpreter at the root of the repository, environment as given."""

    def run(code, *arguments, **environment):
        root = Path(__file__).parents[1]
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            cwd=root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def walled():
    """Skips what needs a sandbox where there can be none."""
    from oeis_qa import sandbox
    from oeis_qa.errors import OeisQAError

    try:
        sandbox.check_host()
    except OeisQAError as error:
        pytest.skip(str(error))
