"""humaneval: Python functions to complete from their heads (HumanEval, Chen et al. 2021, arXiv 2107.03374).

Files: HumanEval.jsonl.gz of github.com/openai/human-eval, or openai/openai_humaneval on the Hub; columns task_id,
prompt, entry_point, canonical_solution and test, MIT. It has a test split alone.

In:  {"prompt": "def twice(n):\\n    ...", "canonical_solution": "    return 2 * n", "entry_point": "twice", ...}
Out: "Complete ...\\n\\ndef twice(n): ..." -> "```python\\ndef twice(n):\\n    ...\\n    return 2 * n\\n```"
"""

from dataclasses import dataclass

from oeis_qa.answers import check_gold
from oeis_qa.answers.fences import fenced
from oeis_qa.errors import AnswerError
from oeis_qa.loaders.benchmarks.builder import BenchmarkBuilder
from oeis_qa.loaders.benchmarks.formats import Format, Record, UnfitError, family_of, text_in
from oeis_qa.loaders.benchmarks.options import BenchmarkConfig
from oeis_qa.loaders.benchmarks.python_tests import Problem
from oeis_qa.records import Example, benchmark

INSTRUCTION = "Complete this Python function. Give all of it, with its imports, in one fenced code block."


def example(record: Record) -> Example:
    """The row of a record.

    Raises:
        UnfitError: its prompt or its tests are no Python.
    """
    _, entry, _, test = (text_in(record, column) for column in ("prompt", "entry_point", "canonical_solution", "test"))
    prompt, solution = record.values["prompt"], record.values["canonical_solution"]  # whose outer blanks are code
    answer = Problem(prompt, entry, f"{test}\n\ncheck({entry})\n").written()
    try:
        check_gold(answer, "python_tests")
    except AnswerError:
        raise UnfitError("prompt or test is no Python") from None
    return Example(
        id=f"humaneval/{record.split}/{record.number}",
        prompt=f"{INSTRUCTION}\n\n{prompt}",
        response=fenced("python", prompt + solution),
        answer=answer,
        answer_kind="python_tests",
        benchmark=benchmark(dataset="humaneval", group="humaneval"),
        instruction=INSTRUCTION,
        data=prompt,
        meta={"family": family_of(prompt), "task_id": record.values["task_id"]},
    )


@dataclass
class HumanEvalConfig(BenchmarkConfig):
    """Options of humaneval."""

    FORMAT = Format(
        name="humaneval",
        licence="MIT",
        columns=("task_id", "prompt", "entry_point", "canonical_solution", "test"),
        example=example,
        repository="openai/openai_humaneval",
        patterns=("openai_humaneval/*.parquet",),
        splits={"humaneval": "test", "test": "test"},
    )


class HumanEval(BenchmarkBuilder):
    """Python functions to complete from their heads."""

    BUILDER_CONFIG_CLASS = HumanEvalConfig
    BUILDER_CONFIGS = [HumanEvalConfig(name="humaneval", description="a Python function, from its head and docstring")]
