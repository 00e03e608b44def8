"""What the contract tests share: datasets that are built once, and a skip for programs that cannot be run."""

import json

import datasets
import pytest

from tests.loaders.contract import PROGRAMS, REQUIRED, SIZES, sizes


@pytest.fixture
def runnable(path, request):
    """Skips a config of programs where none can be run."""
    if path in PROGRAMS:
        request.getfixturevalue("walled")


@pytest.fixture(scope="session")
def loaded():
    """A function: path, options -> the splits, built once."""
    built = {}

    def load(path, **options):
        wanted = {name: options.pop(name) for name in SIZES if name in options}
        options = {**sizes(path, **wanted), **REQUIRED[path], **options}
        key = path, json.dumps(options, sort_keys=True)
        if key not in built:
            built[key] = datasets.load_dataset(path, **options)
        return built[key]

    return load
