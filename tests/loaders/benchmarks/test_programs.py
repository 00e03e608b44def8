"""humaneval and mbpp: rows of both forms, and programs that are right only if they pass the tests to their end."""

import json

import pytest

import oeis_qa
from oeis_qa.answers.fences import fenced
from oeis_qa.errors import AnswerError, NotRunError
from oeis_qa.loaders.benchmarks import python_tests
from oeis_qa.loaders.benchmarks.python_tests import Problem
from oeis_qa.sandbox import Outcome

HEAD = 'from typing import List\n\n\ndef total(numbers: List[int]) -> int:\n    """Their sum."""\n'
TASK = {
    "task_id": "HumanEval/0",
    "prompt": HEAD,
    "entry_point": "total",
    "canonical_solution": "    return sum(numbers)\n",
    "test": "def check(candidate):\n    assert candidate([1, 2]) == 3\n    assert candidate([]) == 0\n",
}
PROBLEM = {
    "task_id": 11,
    "text": "Write a function to double a number.",
    "code": "def twice(n):\r\n    return 2 * n",
    "test_list": ["assert twice(4) == 8", "assert twice(0) == zero"],
    "test_setup_code": "zero = 0",
    "challenge_test_list": [],
}
ANSWER = Problem(HEAD, "total", TASK["test"] + "\n\ncheck(total)\n").written()
WHOLE = "def total(numbers):\n    return sum(numbers)"


def only(name, source):
    (row,) = oeis_qa.load_dataset(name, source=source, streaming=True, layout="instruction")["test"]
    return row


def test_a_row_of_humaneval_asks_for_the_function_and_answers_with_the_published_one(written):
    row = only("humaneval", written("HumanEval.jsonl.gz", [TASK]))
    assert row["instruction"] == (
        "Complete this Python function. Give all of it, with its imports, in one fenced code block."
    )
    assert row["input"] == HEAD
    assert row["output"] == f"```python\n{HEAD}    return sum(numbers)\n```"
    assert json.loads(row["answer"]) == {
        "prompt": HEAD,
        "entry_point": "total",
        "tests": TASK["test"].strip() + "\n\ncheck(total)\n",
    }
    assert json.loads(row["meta"])["task_id"] == "HumanEval/0"


def test_a_row_of_mbpp_shows_its_tests(written):
    row = only("mbpp", written("mbpp.jsonl", [PROBLEM]))
    assert row["input"] == (
        "Write a function to double a number.\n\nIt must pass:\nassert twice(4) == 8\nassert twice(0) == zero"
    )
    assert row["output"] == "```python\ndef twice(n):\n    return 2 * n\n```"
    assert json.loads(row["answer"]) == {
        "prompt": "",
        "entry_point": "twice",
        "tests": "zero = 0\nassert twice(4) == 8\nassert twice(0) == zero",
    }
    assert json.loads(row["meta"])["licence"] == "CC-BY-4.0"


def test_sanitized_mbpp_is_read_too(written):
    plain = {name: value for name, value in PROBLEM.items() if name not in ("text", "test_setup_code")}
    row = {**plain, "prompt": PROBLEM["text"], "test_imports": ["zero = 0"], "source_file": "one.ipynb"}
    whole = only("mbpp", written("mbpp.jsonl", [PROBLEM]))
    source = written("sanitized-mbpp.json", [json.dumps([row])])
    assert only("mbpp", source + "/sanitized-mbpp.json") == whole
    assert only("mbpp", source) == whole  # a folder with both is read once


def test_the_splits_of_mbpp_are_ranges_of_task_ids(written):
    records = [{**PROBLEM, "task_id": n, "text": f"Task {n}."} for n in (1, 10, 11, 510, 511, 600, 601, 974)]
    builder = oeis_qa.load_dataset_builder("mbpp", source=written("mbpp.jsonl", records))
    assert builder.capacity() == {"train": 4, "validation": 2, "test": 2}


@pytest.mark.parametrize(
    ("name", "file", "record", "reason"),
    [
        ("humaneval", "HumanEval.jsonl", {**TASK, "test": "def check(:"}, "prompt or test is no Python"),
        ("humaneval", "HumanEval.jsonl", {**TASK, "entry_point": "not a name"}, "prompt or test is no Python"),
        ("humaneval", "HumanEval.jsonl", {**TASK, "canonical_solution": ""}, "no text in canonical_solution"),
        ("mbpp", "mbpp.jsonl", {**PROBLEM, "test_list": []}, "no list of tests in test_list"),
        ("mbpp", "mbpp.jsonl", {**PROBLEM, "test_list": ["assert ("]}, "its code or its tests are no Python"),
        ("mbpp", "mbpp.jsonl", {**PROBLEM, "test_setup_code": "import ("}, "its tests are no Python"),
        ("mbpp", "mbpp.jsonl", {**PROBLEM, "code": "def half(n): ..."}, "its tests call nothing that its code defines"),
    ],
)
def test_records_that_make_no_row_are_counted_by_reason(written, name, file, record, reason):
    builder = oeis_qa.load_dataset_builder(name, source=written(file, [record]))
    assert (builder.capacity()["test"], builder.dropped()) == (0, {reason: 1})


@pytest.mark.usefixtures("walled")
@pytest.mark.parametrize(
    "program",
    [
        WHOLE,
        "    return sum(numbers)",
        "    found = 0\n    for number in numbers:\n        found += number\n    return found",
        "total = sum",
        "from __future__ import annotations\n\n" + WHOLE,
        WHOLE + "\n\nif __name__ == '__main__':\n    raise SystemExit('as a script')",
        WHOLE + "\n\nprint('without an end of line', end='')",
    ],
)
def test_a_program_is_right_if_it_passes_whole_or_going_on_where_the_prompt_ends(program):
    assert oeis_qa.verify(f"Here:\n{fenced('python', program)}\nDone.", ANSWER, "python_tests").right


@pytest.mark.usefixtures("walled")
@pytest.mark.parametrize(
    ("completion", "reason"),
    [
        (fenced("python", "def total(numbers):\n    return 3"), "status 1: AssertionError"),
        (fenced("python", "def other(numbers):\n    return sum(numbers)"), "status 1: "),
        (fenced("python", WHOLE + "\n\nraise SystemExit(0)"), "the program ends before its tests do"),
        (fenced("python", WHOLE + "\n\nimport os; os._exit(0)"), "the program ends before its tests do"),
        (fenced("python", "def total(numbers:\n    return 3"), "status 1: SyntaxError"),
        (fenced("python", "def total(numbers):\n    return sum(open('/etc/passwd'))"), "status 1: "),
        (WHOLE, "no fenced code block"),
        (fenced("python", WHOLE) + "\nor\n" + fenced("python", "total = sum"), "two different code blocks"),
        ("", "no fenced code block"),
    ],
)
def test_every_other_completion_is_wrong_and_told_why(completion, reason):
    verdict = oeis_qa.verify(completion, ANSWER, "python_tests")
    assert not verdict.right
    assert verdict.reason.startswith(reason)


def test_a_sandbox_that_fails_is_no_verdict(monkeypatch):
    monkeypatch.setattr(
        python_tests.sandbox, "run", lambda *args, **options: Outcome("infrastructure", "", "it did not start")
    )
    with pytest.raises(NotRunError, match="a program could not be run: it did not start; try again"):
        oeis_qa.verify(fenced("python", WHOLE), ANSWER, "python_tests")


@pytest.mark.parametrize(
    "answer",
    [
        "sum",
        "[]",
        "{}",
        json.dumps({"prompt": "", "entry_point": "f", "tests": "assert f()", "more": 1}),
        Problem("def f(", "f", "assert f()").written(),
        Problem("", "f", "assert (").written(),
        Problem("", "two words", "assert f()").written(),
        Problem("", "f", "# nothing").written(),
        json.dumps({"prompt": 1, "entry_point": "f", "tests": "assert f()"}),
        json.dumps({"prompt": "", "entry_point": 1, "tests": "assert f()"}),
    ],
)
def test_a_gold_that_is_none_is_an_error(answer):
    with pytest.raises(AnswerError, match="of kind 'python_tests'"):
        oeis_qa.answers.check_gold(answer, "python_tests")
