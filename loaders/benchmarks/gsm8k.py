r"""gsm8k: word problems of grade-school arithmetic (Cobbe et al. 2021, arXiv 2110.14168), each with a worked solution.

Files: github.com/openai/grade-school-math, or openai/gsm8k on the Hub; columns question and answer, MIT.

In:  {"question": "Ann has 3 nets of 4 balls ...", "answer": "She has 3*4 = <<3*4=12>>12 balls.\n#### 12"}
Out: "Ann has 3 nets ..." -> "She has 3*4 = 12 balls.\nThe answer is \\boxed{12}."
"""

import re
from dataclasses import dataclass

from oeis_qa.loaders.benchmarks.builder import BenchmarkBuilder
from oeis_qa.loaders.benchmarks.formats import Format, Record, UnfitError, family_of, text_in
from oeis_qa.loaders.benchmarks.options import BenchmarkConfig
from oeis_qa.records import Example, benchmark

INSTRUCTION = "Solve this problem step by step, and give the final number in \\boxed{}."

_MARKS = re.compile(r"<<[^<>]*>>")  # of a calculator
_NUMBER = re.compile(r"(-?)\$?(-?[0-9]{1,3}(?:,[0-9]{3})+|-?[0-9]+)(\.[0-9]+)?")


def example(record: Record) -> Example:
    """The row of a record.

    Raises:
        UnfitError: its answer does not end in #### and a number.
    """
    question = text_in(record, "question")
    solution, mark, last = text_in(record, "answer").rpartition("####")
    if not mark:
        raise UnfitError("no #### in answer")
    answer, worked = _number(last.strip()), _MARKS.sub("", solution).strip()
    steps = len(worked.splitlines())
    return Example(
        id=f"gsm8k/{record.split}/{record.number}",
        prompt=f"{question}\n\n{INSTRUCTION}",
        response=f"{worked}\nThe answer is \\boxed{{{answer}}}.".lstrip(),
        answer=answer,
        answer_kind="decimal" if "." in answer else "integer",
        benchmark=benchmark(dataset="gsm8k", group="gsm8k", steps=steps),
        instruction=INSTRUCTION,
        data=question,
        meta={"family": family_of(question), "steps": steps},
    )


def _number(text: str) -> str:
    found = _NUMBER.fullmatch(text)
    if not found:
        raise UnfitError("no number behind ####")
    return found[1] + found[2].replace(",", "") + (found[3] or "")


@dataclass
class GSM8KConfig(BenchmarkConfig):
    """Options of gsm8k."""

    FORMAT = Format(
        name="gsm8k",
        licence="MIT",
        columns=("question", "answer"),
        example=example,
        repository="openai/gsm8k",
        patterns=("main/*.parquet",),
        splits={"train": "train", "test": "test"},
        passed_over=("socratic",),
    )


class GSM8K(BenchmarkBuilder):
    """Word problems of grade-school arithmetic."""

    BUILDER_CONFIG_CLASS = GSM8KConfig
    BUILDER_CONFIGS = [GSM8KConfig(name="gsm8k", description="the answer of a word problem of grade-school arithmetic")]
