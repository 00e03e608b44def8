"""Options of puzzles: earlier predictions, families held out, simon-arc-lab's words, capacity."""

import re

import pytest

import oeis_qa
from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES
from oeis_qa.loaders.arc_rle.questions.puzzles import SIMON_NAMES
from oeis_qa.loaders.arc_rle.rle import decode
from oeis_qa.splits import SPLITS

EARLIER = ("distorted_answer", "distorted_input", "wrong_pixel")


def builder(**options):
    return oeis_qa.load_dataset_builder("arc_rle", "puzzles", **{"unique": False, **options})


def rows(count=60, split="train", **options):
    return builder(**options).batch(split, range(count))


def keys(text):
    return dict(pair.split("=") for pair in text.split(" "))


def families(batch):
    return {keys(text)["family"] for text in batch.benchmark.to_pylist()}


@pytest.mark.parametrize("kind", EARLIER)
def test_an_earlier_prediction_stands_below_the_task_and_is_wrong(kind):
    batch = rows(earlier_prediction=kind, predict="rle")
    for data, answer, instruction in zip(
        batch.data.to_pylist(), batch.answer.to_pylist(), batch.instruction.to_pylist(), strict=True
    ):
        label, shown = data.split("\n")[-2:]
        output = re.fullmatch("Earlier prediction of (O[0-9]+T)", label)[1]
        assert f"{output} (below the task stands an earlier prediction of it, which may be wrong)" in instruction
        assert f"\n{output}\nNone\n" in data
        assert decode(shown).tolist() != decode(answer).tolist()


@pytest.mark.parametrize("kind", ["none", *EARLIER])
def test_benchmark_names_the_earlier_prediction(kind):
    made = rows(20, earlier_prediction=kind).benchmark.to_pylist()
    assert {keys(text)["earlier_prediction"] for text in made} == {kind}


def test_no_earlier_prediction_stands_in_rows_unless_it_is_asked_for():
    assert not any("arlier" in prompt for prompt in rows().prompt.to_pylist())


def test_an_earlier_prediction_leaves_the_task_and_its_answer_as_they_are():
    plain, shown = rows(), rows(earlier_prediction="wrong_pixel")
    assert shown.answer.to_pylist() == plain.answer.to_pylist()
    for data, more in zip(plain.data.to_pylist(), shown.data.to_pylist(), strict=True):
        assert more.startswith(f"{data}\nEarlier prediction of O")


def test_a_wrong_response_is_not_the_earlier_prediction():
    batch = rows(earlier_prediction="wrong_pixel", predict="rle", layout="preference")
    last = [data.split("\n")[-1] for data in batch.data.to_pylist()]
    assert not any(wrong == shown for wrong, shown in zip(batch.wrong.to_pylist(), last, strict=True))


def test_families_that_are_held_out_stand_in_one_split_alone():
    found = [families(rows(600, split, holdout="families")) for split in SPLITS]
    assert sum(map(len, found)) == len(set.union(*found)) == len(FAMILIES)
    assert found[2] == {"deform", "grid", "template"}
    assert found[1] == {"half", "reverse"}


def test_no_family_is_held_out_unless_it_is_asked_for():
    assert families(rows(600, "test")) == set(FAMILIES)


def test_fractions_say_how_many_families_are_held_out():
    capacity = builder(holdout="families", split_fractions=(1.0, 0.0, 0.0)).capacity()
    assert (capacity["validation"], capacity["test"]) == (0, 0)


def test_a_split_without_families_is_left_out_until_its_rows_are_asked_for():
    options = {"holdout": "families", "families": "flip,half"}
    assert [split for split, count in builder(**options).capacity().items() if count] == ["train", "validation"]
    assert set(builder(**options).sizes()) == {"train", "validation"}
    message = "holdout='families' leaves test no puzzles of flip, half; name more families, or 0 rows"
    with pytest.raises(OptionError, match=message):
        builder(**options, eval_size=10)
    with pytest.raises(OptionError, match=message):
        rows(1, "test", **options)
    with pytest.raises(OptionError, match="leaves train no puzzles of grid"):
        builder(holdout="families", families="grid", size=10, eval_size=0)


@pytest.mark.parametrize(("predict", "public"), [("digits", "rawpixels"), ("rle", "rle")])
def test_simon_rows_have_the_words_of_simon_arc_lab(predict, public):
    batch = rows(vocabulary="simon", predict=predict, earlier_prediction="wrong_pixel", families="flip,gravity")
    pattern = (
        rf"dataset=solve_(flip|gravity) group=(flip|move|draw) predict={public} earlier_prediction=wrong_pixel "
        r"image_width=(small|medium|large) image_height=(small|medium|large) task_pixels=[a-e]"
    )
    assert all(re.fullmatch(pattern, text) for text in batch.benchmark.to_pylist())
    assert {keys(text)["dataset"] for text in batch.benchmark.to_pylist()} == {"solve_flip", "solve_gravity"}


def test_simon_instructions_begin_with_a_name_and_say_the_form():
    for predict, form in (("digits", "as rows of digits"), ("rle", "in run-length text")):
        for instruction in rows(vocabulary="simon", predict=predict).instruction.to_pylist():
            name, _, told = instruction.partition(", ")
            assert name in SIMON_NAMES
            assert re.search(rf" O[0-9]+T {form}\.$", told)


def test_simon_has_ten_names():
    assert len(set(SIMON_NAMES)) == 10
    assert {"SIMON-SOLVE-VERSION1", "SIMONSOLVEV1", "simon-solve-v1"} <= set(SIMON_NAMES)


def test_capacity_falls_where_there_are_few_images():
    assert builder().capacity() == {"train": 8_000_000, "validation": 1_000_000, "test": 1_000_000}
    small, smaller = (builder(families="flip", max_side=side).capacity()["train"] for side in (3, 2))
    assert 8_000_000 > small > smaller > 0


def test_the_least_side_may_be_over_that_of_arc():
    sides = [data.split("\n")[1].split(" ")[:2] for data in rows(5, families="flip", min_side=40).data.to_pylist()]
    assert {side for pair in sides for side in pair} == {"40"}


def test_rows_within_capacity_hardly_repeat():
    source = builder(families="flip", max_side=2)
    count = source.capacity()["train"]
    assert len(set(source.batch("train", range(count)).data.to_pylist())) >= 0.99 * count
