r"""math: problems from mathematics competitions (MATH, Hendrycks et al. 2021, arXiv 2103.03874), with worked solutions.

Files: github.com/hendrycks/math as one object a line, or EleutherAI/hendrycks_math on the Hub; columns problem, level,
type and solution, MIT. The owners of the competitions may see their own rights otherwise.

In:  {"problem": "What is $1+\\frac12$?", "level": "Level 1", "type": "Algebra", "solution": "$\\boxed{\\frac32}$."}
Out: "What is $1+\frac12$? ..." -> "$\frac32$.\n\nThe answer is $\boxed{\frac32}$."
"""

import re
from dataclasses import dataclass

from oeis_qa.answers import check_gold
from oeis_qa.errors import AnswerError, OptionError
from oeis_qa.loaders.benchmarks.boxes import Box, boxes, unboxed
from oeis_qa.loaders.benchmarks.builder import BenchmarkBuilder
from oeis_qa.loaders.benchmarks.formats import Format, Record, UnfitError, family_of, text_in
from oeis_qa.loaders.benchmarks.options import BenchmarkConfig
from oeis_qa.records import Example, benchmark

INSTRUCTION = "Solve this problem step by step, and give the final answer in \\boxed{}."

# Two problems of number theory in train, whose published \boxed{} is empty; the solutions say that there are none.
_MENDED = {"9f5ad76c9f08a551": "0", "74df1344c253b856": "0"}  # by family
_END = re.compile(r"(?<!\\)(?<!\\right)[.,\s]+$")  # of a sentence, within a few boxes
_LEVELS = re.compile(r"([1-5])(?:-([1-5]))?", re.ASCII)


def example(record: Record) -> Example:
    r"""The row of a record.

    Raises:
        UnfitError: its solution has no \boxed{} that holds a formula.
    """
    problem, solution = text_in(record, "problem"), text_in(record, "solution")
    family = family_of(problem)
    found = boxes(solution)
    answer = _answer(found, _MENDED.get(family, ""))
    topic, level = text_in(record, "type"), text_in(record, "level").removeprefix("Level ")
    return Example(
        id=f"math/{record.split}/{record.number}",
        prompt=f"{problem}\n\n{INSTRUCTION}",
        response=f"{unboxed(solution, found)}\n\nThe answer is $\\boxed{{{answer}}}$.",
        answer=answer,
        answer_kind="latex",
        benchmark=benchmark(dataset="math", group=topic.lower().replace(" ", "_"), level=level),
        instruction=INSTRUCTION,
        data=problem,
        meta={"family": family, "level": level, "type": topic},
    )


def _answer(found: list[Box], where_empty: str) -> str:
    if not found:
        raise UnfitError("no \\boxed{} in solution")
    answer = _END.sub("", found[-1].inside) or where_empty
    try:
        check_gold(answer, "latex")
    except AnswerError:
        raise UnfitError("no formula in \\boxed{}") from None
    return answer


@dataclass
class MathConfig(BenchmarkConfig):
    """Options of math."""

    FORMAT = Format(
        name="math",
        licence="MIT",
        columns=("problem", "level", "type", "solution"),
        example=example,
        repository="EleutherAI/hendrycks_math",
        patterns=("*/*.parquet",),
        splits={"train": "train", "test": "test"},
    )
    level: str | None = None  # "5", or "4-5" for levels 4 and 5; default: all, those of unknown level too

    def check(self) -> None:
        super().check()
        found = _LEVELS.fullmatch(self.level or "1-5")
        if not found or found[1] > (found[2] or found[1]):
            raise OptionError(f"level={self.level!r} is no level; give one from 1 to 5, or a range such as '4-5'")

    def keeps(self, example: Example) -> bool:
        if self.level is None:
            return True
        return self.level[0] <= example.meta["level"] <= self.level[-1]


class Math(BenchmarkBuilder):
    """Problems from mathematics competitions."""

    BUILDER_CONFIG_CLASS = MathConfig
    BUILDER_CONFIGS = [MathConfig(name="math", description="the answer of a problem from a mathematics competition")]
