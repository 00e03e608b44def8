"""mmlu: choices and letters, subjects and their groups; the real files where they are."""

import json

import pytest

import oeis_qa
from benchmarks.shared import DATA
from oeis_qa.errors import OptionError
from oeis_qa.loaders.benchmarks.formats import Record
from oeis_qa.loaders.benchmarks.mmlu import example
from oeis_qa.loaders.benchmarks.subjects import AREA_OF, AREAS, GROUPS, chosen

MOONS = {"subject": "astronomy", "question": "What is Io?", "choices": ["Star", "Moon", "Ring", "Comet"], "answer": 1}
MATH = {
    "abstract_algebra",
    "college_mathematics",
    "elementary_mathematics",
    "high_school_mathematics",
    "high_school_statistics",
}


def test_a_row_shows_the_choices_by_letter_and_answers_with_one():
    made = example(Record("test", 3, MOONS, "test.jsonl, line 4"))
    assert made.prompt == (
        "What is Io?\nA) Star\nB) Moon\nC) Ring\nD) Comet\n\nAnswer with the letter of the right choice alone."
    )
    assert (made.id, made.answer, made.answer_kind, made.response) == ("mmlu/test/3", "B", "choice", "B")
    assert made.benchmark == "dataset=mmlu group=stem subject=astronomy"
    assert oeis_qa.verify("It is a moon, so the answer is (B).", made.answer, made.answer_kind).right
    assert not oeis_qa.verify("C", made.answer, made.answer_kind).right


def test_records_that_make_no_row_are_counted_by_reason(written):
    changes = [
        *({"choices": choices} for choices in (["A", "B", "C"], ["A", "B", "C", ""], "ABCD", [1, 2, 3, 4])),
        *({"answer": answer} for answer in (4, -1, "B", True, None)),
        {"subject": "astrology"},
        {"question": ""},
    ]
    builder = oeis_qa.load_dataset_builder(
        "mmlu", source=written("test.jsonl", [MOONS, *({**MOONS, **change} for change in changes)])
    )
    assert builder.capacity()["test"] == 1
    assert builder.dropped() == {
        "not four choices": 4,
        "no answer from 0 to 3": 5,
        "none of the 57 subjects": 1,
        "no text in question": 1,
    }


def test_dev_is_train_and_the_auxiliary_split_is_passed_over(written):
    written("all/dev-00000-of-00001.jsonl", [{**MOONS, "question": "What is Rhea?"}])
    written("all/validation-00000-of-00001.jsonl", [{**MOONS, "question": "What is Titan?"}])
    written("auxiliary_train/train-00000-of-00001.jsonl", ["no JSON\n"])
    written("astronomy/test-00000-of-00001.jsonl", [MOONS])  # the Hub has every question twice
    source = written("all/test-00000-of-00001.jsonl", [MOONS])
    assert oeis_qa.capacity("mmlu", source=source) == {"train": 1, "validation": 1, "test": 1}


def test_there_are_57_subjects_in_four_areas():
    assert len(AREA_OF) == 57
    assert {area: len(GROUPS[area]) for area in AREAS} == {
        "stem": 18,
        "humanities": 13,
        "social_sciences": 12,
        "other": 14,
    }
    assert all(AREA_OF[subject] == area for area in AREAS for subject in GROUPS[area])
    assert not set(GROUPS) & set(AREA_OF)


def test_names_stand_for_areas_fields_and_subjects():
    assert chosen(["math"]) == MATH
    assert chosen(["math", "law", "nutrition"]) == MATH | {
        *("international_law", "jurisprudence", "professional_law"),
        "nutrition",
    }


def test_subjects_choose_rows(written):
    subjects = ["astronomy", "college_physics", "sociology"]
    source = written("test.jsonl", [{**MOONS, "subject": subject, "question": f"{subject}?"} for subject in subjects])
    assert oeis_qa.capacity(f"mmlu?subjects=physics&source={source}")["test"] == 2
    assert oeis_qa.capacity(f"mmlu?subjects=astronomy&subjects=social_sciences&source={source}")["test"] == 2


def test_an_unknown_subject_is_refused_with_the_nearest():
    with pytest.raises(OptionError, match="subjects='maths' is no subject, field or area; did you mean 'math'"):
        oeis_qa.load_dataset("mmlu", subjects="maths")


@pytest.mark.skipif(not (DATA / "mmlu").exists(), reason="MMLU is not there; OEIS_QA_DATA names its folder")
def test_the_real_files_give_every_test_question_and_dev_without_those_in_test():
    builder = oeis_qa.load_dataset_builder("mmlu", source=str(DATA / "mmlu"))
    assert builder.capacity() == {"train": 280, "test": 14042}
    assert builder.dropped() == {"asked in another split too": 5}
    math = oeis_qa.load_dataset_builder("mmlu", source=str(DATA / "mmlu"), subjects="math")
    assert math.capacity()["test"] == 1064
    assert {json.loads(meta)["subject"] for meta in math.batch("test", range(1064)).meta.to_pylist()} == MATH
