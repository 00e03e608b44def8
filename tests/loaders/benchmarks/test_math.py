r"""math: the last \boxed{}, levels, splits; the real files where they are."""

import subprocess
import sys

import pytest

import oeis_qa
from benchmarks.shared import DATA
from oeis_qa.errors import OptionError
from oeis_qa.loaders.benchmarks.boxes import boxes, unboxed
from oeis_qa.loaders.benchmarks.formats import Record
from oeis_qa.loaders.benchmarks.math import example


def record(solution, problem="What is it?", level="Level 4"):
    return {"problem": problem, "level": level, "type": "Number Theory", "solution": solution}


def row(solution):
    return example(Record("test", 7, record(solution), "test.jsonl, line 8"))


def test_a_row_asks_the_problem_and_boxes_its_answer_at_the_end():
    made = row(r"First $\boxed{3}$ is out, so it is $\boxed{\frac{1}{2}}$, which is not $3$.")
    assert made.prompt == "What is it?\n\nSolve this problem step by step, and give the final answer in \\boxed{}."
    assert made.response == (
        "First $3$ is out, so it is $\\frac{1}{2}$, which is not $3$.\n\nThe answer is $\\boxed{\\frac{1}{2}}$."
    )
    assert (made.id, made.answer, made.answer_kind) == ("math/test/7", r"\frac{1}{2}", "latex")
    assert made.benchmark == "dataset=math group=number_theory level=4"
    assert (made.meta["level"], made.meta["type"]) == ("4", "Number Theory")


@pytest.mark.parametrize(
    ("solution", "answer"),
    [
        (r"$\boxed{x^{2^{n}}}$", r"x^{2^{n}}"),
        (r"$\boxed{\{1,2\}}$ and not $\{1\}$", r"\{1,2\}"),
        (r"$\boxed{\left\{ 3 \right.}$", r"\left\{ 3 \right."),
        (r"$\boxed {5}$", "5"),
        (r"$\boxed 2$", "2"),
        (r"$\boxed{\text{(E)},}$", r"\text{(E)}"),
        (r"$\boxed{-\frac{5}{3}.}$", r"-\frac{5}{3}"),
    ],
)
def test_the_gold_is_what_the_last_box_holds(solution, answer):
    assert row(solution).answer == answer


def test_a_box_that_is_not_closed_is_none():
    assert boxes(r"so \boxed{\frac{1}{2} or \boxed{7}") == [(25, 34, "7")]
    text = r"\boxed{a} \boxed{b} \boxed{c"
    assert unboxed(text, boxes(text)) == r"a b \boxed{c"


def test_records_that_make_no_row_are_counted_by_reason(written):
    bad = [record("It is $4$."), record(r"$\boxed{}$"), record(r"$\boxed{\}$"), record(r"$\boxed{1}$", problem=" ")]
    builder = oeis_qa.load_dataset_builder("math", source=written("test.jsonl", [record(r"$\boxed{1}$"), *bad]))
    assert builder.capacity() == {"train": 0, "test": 1}
    assert builder.dropped() == {
        "no \\boxed{} in solution": 2,
        "no formula in \\boxed{}": 1,
        "no text in problem": 1,
    }


@pytest.mark.parametrize(("level", "rows"), [(None, 6), ("1", 1), ("4-5", 2), ("2-4", 3), ("3-3", 1)])
def test_levels_choose_rows_and_an_unknown_level_is_none_of_them(written, level, rows):
    records = [record(r"$\boxed{1}$", f"Problem {n}?", f"Level {n}") for n in "12345?"]
    source = written("test.jsonl", records)
    assert oeis_qa.capacity("math", source=source, level=level)["test"] == rows


@pytest.mark.parametrize("level", ["0", "6", "5-4", "4-", "4,5", "Level 4", "٤"])
def test_what_is_no_level_is_refused(level):
    with pytest.raises(OptionError, match=rf"level='{level}' is no level; give one from 1 to 5, or a range"):
        oeis_qa.load_dataset("math", level=level)


def test_rows_are_made_without_the_extra_that_compares_them():
    program = "import oeis_qa, sys; oeis_qa.load_dataset('math', streaming=True); print('math_verify' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"


@pytest.mark.skipif(not (DATA / "math").exists(), reason="MATH is not there; OEIS_QA_DATA names its folder")
def test_the_real_files_give_every_problem_but_one_that_train_shares_with_test():
    source = str(DATA / "math")
    builder = oeis_qa.load_dataset_builder("math", source=source)
    assert builder.capacity() == {"train": 7499, "test": 5000}
    assert builder.dropped() == {"asked in another split too": 1}
    assert oeis_qa.capacity(f"math?split=train&level=4-5&source={source}") == {"train": 3994, "test": 0}
    assert oeis_qa.capacity(f"math?level=4-5&source={source}")["train"] == 3993


@pytest.mark.skipif(not (DATA / "math").exists(), reason="MATH is not there; OEIS_QA_DATA names its folder")
def test_real_golds_and_responses_pass_their_verifier():
    pytest.importorskip("math_verify")
    batch = oeis_qa.load_dataset_builder("math", source=str(DATA / "math")).batch("test", range(500))
    for answer, response in zip(batch.answer.to_pylist(), batch.response.to_pylist(), strict=True):
        assert oeis_qa.verify(answer, answer, "latex").right
        assert oeis_qa.verify(response, answer, "latex").right
