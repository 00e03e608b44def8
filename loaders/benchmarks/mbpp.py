"""mbpp: short Python programs from a sentence and its tests (MBPP, Austin et al. 2021, arXiv 2108.07732).

Files: mbpp.jsonl or sanitized-mbpp.json of github.com/google-research/google-research/tree/master/mbpp, whose splits
are ranges of task_id, or google-research-datasets/mbpp on the Hub; columns task_id, text (or prompt), code and
test_list, CC BY 4.0.

In:  {"task_id": 11, "text": "Write a function to double a number.", "code": "def twice(n): ...", ...}
Out: "Write a function to double a number.\\n\\nIt must pass:\\nassert ..." -> "```python\\ndef twice(n): ..."
"""

import ast
from dataclasses import dataclass

from oeis_qa.answers import check_gold
from oeis_qa.answers.fences import fenced
from oeis_qa.errors import AnswerError
from oeis_qa.loaders.benchmarks.builder import BenchmarkBuilder
from oeis_qa.loaders.benchmarks.formats import Format, Record, UnfitError, Values, family_of, text_in
from oeis_qa.loaders.benchmarks.options import BenchmarkConfig
from oeis_qa.loaders.benchmarks.python_tests import Problem
from oeis_qa.records import Example, benchmark

INSTRUCTION = "Write it in Python, and give the whole program in one fenced code block."

_TEST, _VALIDATION = range(11, 511), range(511, 601)  # by task_id; the rest is for training and examples


def example(record: Record) -> Example:
    """The row of a record.

    Raises:
        UnfitError: its tests are none, or call nothing that its code defines.
    """
    task = text_in(record, "text" if "text" in record.values else "prompt")
    code, asserts = text_in(record, "code"), record.values["test_list"]
    if not isinstance(asserts, list) or not asserts or not all(isinstance(line, str) for line in asserts):
        raise UnfitError("no list of tests in test_list")
    shown = "\n".join(line.strip() for line in asserts)
    data = f"{task}\n\nIt must pass:\n{shown}"
    return Example(
        id=f"mbpp/{record.split}/{record.number}",
        prompt=f"{data}\n\n{INSTRUCTION}",
        response=fenced("python", code.replace("\r\n", "\n")),
        answer=_answer(record.values, code, shown),
        answer_kind="python_tests",
        benchmark=benchmark(dataset="mbpp", group="mbpp"),
        instruction=INSTRUCTION,
        data=data,
        meta={"family": family_of(data), "task_id": record.values["task_id"]},
    )


def _answer(values: Values, code: str, shown: str) -> str:
    setup = [values.get("test_setup_code") or "", *(values.get("test_imports") or [])]
    answer = Problem("", _called(code, shown), "\n".join([*filter(None, setup), shown])).written()
    try:
        check_gold(answer, "python_tests")
    except AnswerError:
        raise UnfitError("its tests are no Python") from None
    return answer


def _called(code: str, tests: str) -> str:
    """The function of the code that the tests call."""
    try:
        defined, said = (
            ast.parse(code).body,
            {node.id for node in ast.walk(ast.parse(tests)) if isinstance(node, ast.Name)},
        )
    except SyntaxError:
        raise UnfitError("its code or its tests are no Python") from None
    names = [node.name for node in defined if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in said]
    if not names:
        raise UnfitError("its tests call nothing that its code defines")
    return names[0]


def split_of(values: Values) -> str:
    """The split of a record, by its task_id."""
    if values["task_id"] in _TEST:
        return "test"
    return "validation" if values["task_id"] in _VALIDATION else "train"


@dataclass
class MBPPConfig(BenchmarkConfig):
    """Options of mbpp."""

    FORMAT = Format(
        name="mbpp",
        licence="CC-BY-4.0",
        columns=("task_id", "code", "test_list"),
        example=example,
        repository="google-research-datasets/mbpp",
        patterns=("full/*.parquet",),
        splits={
            "mbpp": "",
            "sanitized": "",
            "prompt": "train",
            "train": "train",
            "validation": "validation",
            "test": "test",
        },
        passed_over=("sanitized",),  # in a folder that holds all rows beside it
        split_of=split_of,
    )


class MBPP(BenchmarkBuilder):
    """Short Python programs from a sentence and its tests."""

    BUILDER_CONFIG_CLASS = MBPPConfig
    BUILDER_CONFIGS = [MBPPConfig(name="mbpp", description="a short Python program, from a sentence and its tests")]
