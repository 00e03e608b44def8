"""The configs that the contract is about, and how their rows are read."""

import json

import pytest

import oeis_qa
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
GIVEN = {f"{name}/{name}" for name in ("gsm8k", "math", "mmlu", "humaneval", "mbpp")}  # published rows, not drawn
PROGRAMS = {"oeis_qa/code_generation", "humaneval/humaneval", "mbpp/mbpp"}  # whose answers are run
SIZES = {"size": 400, "eval_size": 60}


def sizes(path, **wanted):
    """The sizes that a test wants; of the handful of rows that a config of given ones has, a like share."""
    wanted = {**SIZES, **wanted}
    if path not in GIVEN:
        return wanted
    most = oeis_qa.capacity(path)
    have = {"size": most.pop("train"), "eval_size": min(most.values())}
    return {name: -(-wanted[name] * have[name] // SIZES[name]) for name in SIZES}


def first(splits):
    """Train, or the only split of a dataset that has none."""
    return next(iter(splits.values()))


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
