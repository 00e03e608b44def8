"""mmlu: questions with four choices from 57 subjects (MMLU, Hendrycks et al. 2020, arXiv 2009.03300).

Files: one object a line, or cais/mmlu on the Hub; columns question, subject, choices and answer (0 to 3), MIT. Train is
its dev split, five questions a subject, made to be shown before a test question.

In:  {"subject": "astronomy", "question": "What is Io?", "choices": ["Star", "Moon", "Ring", "Comet"], "answer": 1}
Out: "What is Io?\\nA) Star\\nB) Moon\\nC) Ring\\nD) Comet\\n\\nAnswer ..." -> "B"
"""

from dataclasses import dataclass
from typing import Any

from oeis_qa.loaders.benchmarks.builder import BenchmarkBuilder
from oeis_qa.loaders.benchmarks.formats import Format, Record, UnfitError, family_of, text_in
from oeis_qa.loaders.benchmarks.options import BenchmarkConfig
from oeis_qa.loaders.benchmarks.subjects import AREA_OF, chosen
from oeis_qa.records import Example, benchmark

INSTRUCTION = "Answer with the letter of the right choice alone."

_LETTERS = "ABCD"


def example(record: Record) -> Example:
    """The row of a record.

    Raises:
        UnfitError: it has not four choices, or none of them is the answer.
    """
    question, subject = text_in(record, "question"), text_in(record, "subject")
    offered, answer = record.values["choices"], record.values["answer"]
    if not isinstance(offered, list) or len(offered) != len(_LETTERS) or not all(map(_is_choice, offered)):
        raise UnfitError("not four choices")
    if type(answer) is not int or not 0 <= answer < len(_LETTERS):
        raise UnfitError("no answer from 0 to 3")
    if subject not in AREA_OF:
        raise UnfitError("none of the 57 subjects")
    options = "\n".join(f"{letter}) {choice.strip()}" for letter, choice in zip(_LETTERS, offered, strict=True))
    data = f"{question}\n{options}"
    return Example(
        id=f"mmlu/{record.split}/{record.number}",
        prompt=f"{data}\n\n{INSTRUCTION}",
        response=_LETTERS[answer],
        answer=_LETTERS[answer],
        answer_kind="choice",
        benchmark=benchmark(dataset="mmlu", group=AREA_OF[subject], subject=subject),
        instruction=INSTRUCTION,
        data=data,
        meta={"family": family_of(question, *offered), "subject": subject},
    )


def _is_choice(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


@dataclass
class MMLUConfig(BenchmarkConfig):
    """Options of mmlu."""

    FORMAT = Format(
        name="mmlu",
        licence="MIT",
        columns=("question", "subject", "choices", "answer"),
        example=example,
        repository="cais/mmlu",
        patterns=("all/dev-*", "all/test-*", "all/validation-*"),
        splits={"dev": "train", "val": "validation", "validation": "validation", "test": "test"},
        passed_over=("auxiliary",),
    )
    subjects: tuple[str, ...] | None = None  # subjects, fields ("math") and areas ("stem"); default: all

    def check(self) -> None:
        super().check()
        chosen(self.subjects or ())

    def keeps(self, example: Example) -> bool:
        return self.subjects is None or example.meta["subject"] in chosen(self.subjects)


class MMLU(BenchmarkBuilder):
    """Questions with four choices from 57 subjects."""

    BUILDER_CONFIG_CLASS = MMLUConfig
    BUILDER_CONFIGS = [MMLUConfig(name="mmlu", description="which of four choices answers a question of 57 subjects")]
