"""Rows of ARC tasks: every test once, split by task, and the options that are refused."""

import json

import pytest

from benchmarks.shared import DATA
from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.arc_agi.sources import files, tasks
from oeis_qa.loaders.arc_rle.rle import decode
from oeis_qa.loaders.arc_rle.task_text import parse
from oeis_qa.splits import SPLITS
from tests.loaders.arc_rle.arc_agi.conftest import PAIR, TASK

REAL = DATA / "arc-agi-1"


def told(builder, split, rows):
    batch = builder.batch(split, rows)
    return [
        (json.loads(meta), benchmark, parse(data), answer)
        for meta, benchmark, data, answer in zip(
            *(column.to_pylist() for column in (batch.meta, batch.benchmark, batch.data, batch.answer)), strict=True
        )
    ]


def name_of(benchmark):
    return dict(part.split("=") for part in benchmark.split())["task"]


@pytest.mark.skipif(not REAL.exists(), reason="ARC-AGI-1 is not there; OEIS_QA_DATA names its folder")
def test_every_test_of_every_real_task_is_one_row_as_its_makers_wrote_it(built):
    builder, known = built(source=str(REAL), predict="rle"), {task.name: task for task in tasks(files(str(REAL)))}
    asked = []
    for split in SPLITS:
        for meta, benchmark, task, answer in told(builder, split, range(builder.capacity()[split])):
            name = name_of(benchmark)
            asked.append((name, meta["test"]))
            own = known[name]
            assert decode(answer).tolist() == own.tests[meta["test"]][1].tolist()
            shown = [grid.tolist() for pair in task.examples for grid in pair]
            assert shown == [grid.tolist() for pair in own.examples for grid in pair]
            assert [before.tolist() for before, _ in task.tests] == [before.tolist() for before, _ in own.tests]
    assert len(asked) == 835
    assert sorted(asked) == sorted((task.name, test) for task in known.values() for test in range(len(task.tests)))


def test_every_test_comes_once_before_any_comes_again(built):
    builder = built()
    asked = [(meta["family"], meta["test"]) for meta, *_ in told(builder, "train", range(18))]
    rounds = [asked[at : at + 6] for at in range(0, 18, 6)]
    assert [len(set(some)) for some in rounds] == [6, 6, 6]
    assert rounds[0] != rounds[1] != rounds[2]


def test_a_row_is_the_same_whatever_stands_beside_it(built):
    builder = built()
    whole, alone = builder.batch("train", range(40)), builder.batch("train", range(33, 34))
    assert [column[33].as_py() for column in (whole.prompt, whole.answer, whole.id)] == [
        column[0].as_py() for column in (alone.prompt, alone.answer, alone.id)
    ]


def test_tasks_with_the_same_pairs_lie_in_one_split(written, built):
    names = [f"task{number}" for number in range(12)]
    builder = built(source=written(**{f"{name}__json": TASK for name in names}))
    assert sorted(builder.capacity().values()) == [0, 0, 12]
    split = max(SPLITS, key=builder.capacity().get)
    rows = told(builder, split, range(12))
    assert {meta["family"] for meta, *_ in rows} == {"task0"}
    assert {name_of(benchmark) for _, benchmark, *_ in rows} == set(names)


def test_a_source_is_not_varied_unless_that_is_wanted_and_the_library_is(written, built):
    source = written(a__json=TASK)
    assert built(source=source).config.augment == ()
    assert built(source=source, augment="order, colours").config.augment == ("colours", "order")
    assert built().config.augment == ("symmetries", "colours", "order")
    assert sum(built(augment=()).capacity().values()) == 10


def test_a_licence_is_known_of_our_own_tasks_alone(written, built):
    source = built(source=written(a__json=TASK), split_fractions=(1.0, 0.0, 0.0))
    assert [told(one, "train", range(1))[0][0]["licence"] for one in (source, built())] == ["unknown", "Apache-2.0"]


def test_answers_are_digits_or_rle(written, built):
    task = {"train": [PAIR], "test": [PAIR]}
    answers = {}
    for predict in ("digits", "rle"):
        builder = built(source=written(a__json=task), predict=predict, split_fractions=(1.0, 0.0, 0.0))
        batch = builder.batch("train", range(1))
        answers[batch.answer_kind[0].as_py()] = batch.answer[0].as_py()
    assert answers == {"grid:digits": "01\n20", "grid:rle": "2 2 01,20"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"augment": "blur"}, "augment='blur' is no way to vary tasks"),
        ({"answer_encoding": "json"}, "arc_agi says it by predict="),
        ({"max_side": 9}, "max_side=9: arc_agi takes tasks as they are and drops none; leave it out"),
        ({"colours": (2, 3)}, "colours=.* leave it out"),
    ],
)
def test_options_that_mean_nothing_here_are_refused(built, options, message):
    with pytest.raises(OptionError, match=message):
        built(**options)


def test_variants_are_no_more_than_an_index_can_count(built):
    capacity = built().capacity()["train"]
    assert capacity == 6_000_000
    assert len(told(built(), "train", range(capacity - 3, capacity))) == 3
