"""Real data beside the project, where a checkout has it: `../shared/data`, or the folder that OEIS_QA_DATA names.

In:  gsm8k("test")[0]
Out: ("Janet sells 16 - 3 - 4 = <<16-3-4=9>>9 duck eggs a day. ... #### 18", "18")
"""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

DATA = Path(os.environ.get("OEIS_QA_DATA", Path(__file__).parents[2] / "shared" / "data"))


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file."""
    path = DATA / name
    if not path.exists():
        raise SystemExit(f"{path} is not there; set OEIS_QA_DATA to a folder that holds {name}")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def gsm8k(split: str) -> list[tuple[str, str]]:
    """Solutions and their golds: what stands after ####, without commas."""
    solutions = [row["answer"] for row in rows(f"gsm8k/{split}.jsonl.gz")]
    return [(solution, solution.rpartition("####")[2].strip().replace(",", "")) for solution in solutions]


def math_golds(split: str) -> list[str]:
    """The golds of MATH: what stands in the last box of each solution."""
    return [_last_box(row["solution"]) for row in rows(f"math/{split}.jsonl.gz")]


def arc_grids() -> list[NDArray[np.int64]]:
    """Every grid of ARC-AGI-1: inputs and outputs of all tasks, examples and tests."""
    tasks = [task for split in ("training", "evaluation") for task in rows(f"arc-agi-1/{split}.jsonl.gz")]
    pairs = [pair for task in tasks for pair in task["train"] + task["test"]]
    return [np.array(pair[side]) for pair in pairs for side in ("input", "output")]


def _last_box(solution: str) -> str:
    start = max(solution.rfind("\\boxed"), solution.rfind("\\fbox"))
    brace = solution.index("{", start) + 1
    depth, end = 1, brace
    while depth:
        depth += {"{": 1, "}": -1}.get(solution[end], 0)
        end += 1
    return solution[brace : end - 1]
