"""The configs that the contract is about, and how their rows are read."""

import json

import pytest

from oeis_qa import registry

REQUIRED = {
    f"{name}/{config.name}": config.required()
    for name in registry.DATASETS
    for config in registry.builder_class(name).BUILDER_CONFIGS
}
REQUIRED["arc_rle/puzzles"] = {"unique": False}  # which has tests of its own, and takes long
CONFIGS = list(REQUIRED)
MIXTURES = {"oeis_qa/mixture", "arc_rle/mixture"}  # whose rows are those of other configs
CONTROL_ARMS = {"oeis_qa/incorrect_completion"}  # whose responses are wrong on purpose
PROGRAMS = {"oeis_qa/code_generation"}  # whose answers are run
SIZES = {"size": 400, "eval_size": 60}


def case(path):
    """A case of a config: all of one config go to one process, where its rows are built once."""
    return pytest.param(path, marks=pytest.mark.xdist_group(path))


def prompts(rows):
    return [turns[0]["content"] for turns in rows["messages"]]


def metas(rows):
    return [json.loads(meta) for meta in rows["meta"]]


def answered(rows):
    """Every row with what the assistant says in it."""
    return zip(rows, (turns[1]["content"] for turns in rows["messages"]), strict=True)
