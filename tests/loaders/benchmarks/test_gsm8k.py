"""gsm8k: golds, worked solutions, what is dropped; the real files where they are."""

import json

import pytest

import oeis_qa
from benchmarks.shared import DATA
from oeis_qa.errors import CapacityError
from oeis_qa.loaders.benchmarks.formats import Record
from oeis_qa.loaders.benchmarks.gsm8k import example


def row(answer):
    return example(Record("test", 4, {"question": "How many?", "answer": answer}, "test.jsonl, line 5"))


def test_a_row_asks_the_question_and_answers_with_the_worked_solution():
    made = row("She has 3*4 = <<3*4=12>>12 balls.\nOf these 12-5 = <<12-5=7>>7 are red.\n#### 7")
    assert made.id == "gsm8k/test/4"
    assert made.prompt == ("How many?\n\nSolve this problem step by step, and give the final number in \\boxed{}.")
    assert made.response == "She has 3*4 = 12 balls.\nOf these 12-5 = 7 are red.\nThe answer is \\boxed{7}."
    assert (made.answer, made.answer_kind) == ("7", "integer")
    assert made.benchmark == "dataset=gsm8k group=gsm8k steps=2"
    assert made.meta["steps"] == 2


@pytest.mark.parametrize(
    ("told", "answer", "kind"),
    [
        ("1,080", "1080", "integer"),
        ("109,200,000", "109200000", "integer"),
        ("-3", "-3", "integer"),
        ("$25", "25", "integer"),
        ("4.50", "4.50", "decimal"),
        ("1,250.5", "1250.5", "decimal"),
    ],
)
def test_the_gold_is_the_number_behind_the_marks(told, answer, kind):
    made = row(f"Thus.\n#### {told}")
    assert (made.answer, made.answer_kind) == (answer, kind)
    assert oeis_qa.verify(made.response, made.answer, kind).right
    assert oeis_qa.verify(f"The answer is {told}.", made.answer, kind).right


def test_records_that_make_no_row_are_counted_by_reason(written):
    told = {"Why?": "#### 4", "Who?": "It is 4.", "When?": "#### noon", "Where?": "#### 1,2", "": "#### 1"}
    records = [{"question": question, "answer": answer} for question, answer in told.items()]
    source = written("test.jsonl", [*records, {"question": 5, "answer": None}])
    builder = oeis_qa.load_dataset_builder("gsm8k", source=source)
    assert builder.capacity()["test"] == 1
    assert builder.dropped() == {"no #### in answer": 1, "no number behind ####": 2, "no text in question": 2}


def test_a_source_of_which_nothing_is_left_says_why(written):
    source = written("test.jsonl", [{"question": "Who?", "answer": "It is 4."}])
    with pytest.raises(CapacityError, match=r"gsm8k has no rows .* \(dropped so far: no #### in answer: 1\)"):
        oeis_qa.load_dataset("gsm8k", source=source)


@pytest.mark.skipif(not (DATA / "gsm8k").exists(), reason="GSM8K is not there; OEIS_QA_DATA names its folder")
def test_every_gold_of_the_real_files_is_the_number_that_stands_there():
    builder = oeis_qa.load_dataset_builder("gsm8k", source=str(DATA / "gsm8k"))
    assert (builder.capacity(), builder.dropped()) == ({"train": 7473, "test": 1319}, {})
    test = builder.batch("test", range(1319))
    for answer, response in zip(test.answer.to_pylist(), test.response.to_pylist(), strict=True):
        assert oeis_qa.verify(response, answer, "integer").right
        assert "<<" not in response
    assert json.loads(test.meta[0].as_py())["licence"] == "MIT"
