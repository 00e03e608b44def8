"""From operations to rows: a row is a function of its index, and what is no question is drawn again."""

import json
from collections import Counter
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from oeis_qa.errors import CapacityError
from oeis_qa.loaders.arc_rle.configs import CONFIGS
from oeis_qa.loaders.arc_rle.drawing import one_drawn
from oeis_qa.loaders.arc_rle.questions import asking
from oeis_qa.loaders.arc_rle.questions.asking import Asked, Kind, Operation, batch
from oeis_qa.loaders.arc_rle.questions.telling import told
from oeis_qa.loaders.arc_rle.questions.wording import spellings

WANTED = CONFIGS["image"].wanted("train")


def doubled(rows):
    """Asks for the double of a number from 0 to 9; 0 is its own double, and 7 is no question."""
    numbers = one_drawn(rows.keys, "number", 10)
    text = told(text_of(2 * numbers), "integer", text_of(2 * numbers + 1) if rows.wanted.two else None)
    words = numbers.astype(np.uint64)
    keys = {"size": pa.array(["two words"] * len(rows), pa.string())}
    return Asked(text_of(numbers), text, words, {"{by}": text_of(0 * numbers + 2)}, keys, good=numbers != 7)


def text_of(numbers):
    return pc.cast(pa.array(numbers), pa.string())


DOUBLE = Operation(("multiply {image} by {by}",) * 3, doubled, "integer", "dataset=double group=two")
NAMES = spellings("number")
KIND = Kind("numbers", NAMES, {"double": DOUBLE, "again": DOUBLE})


def lists(made):
    return {name: getattr(made, name).to_pylist() for name in ("id", "prompt", "answer", "meta", "benchmark")}


def test_a_row_by_hand():
    made = batch(KIND, WANTED, range(50))
    for i in range(50):
        data, answer = made.data[i].as_py(), made.answer[i].as_py()
        assert made.id[i].as_py() == f"numbers/train/0/{i}"
        assert int(answer) == 2 * int(data)
        assert made.prompt[i].as_py() == f"{made.instruction[i].as_py()}\n{data}"
        assert "by 2" in made.instruction[i].as_py()
        meta = json.loads(made.meta[i].as_py())
        assert meta["family"] == f"{int(data):016x}"
        assert made.benchmark[i].as_py() == (
            f'dataset=arc_rle group=numbers operation={meta["operation"]} size="two words"'
        )


def test_a_row_is_the_same_among_others_and_alone(monkeypatch):
    whole = lists(batch(KIND, WANTED, range(100)))
    assert lists(batch(KIND, WANTED, np.array([70, 7]))) == {k: [v[70], v[7]] for k, v in whole.items()}
    monkeypatch.setattr(asking, "_CHUNK", 9)
    assert lists(batch(KIND, WANTED, range(100))) == whole


def test_no_rows_have_their_columns():
    assert lists(batch(KIND, WANTED, range(0))) == {"id": [], "prompt": [], "answer": [], "meta": [], "benchmark": []}


def test_what_is_no_question_is_drawn_again_and_counted():
    made = batch(KIND, WANTED, range(3_000))
    counts = Counter(made.data.to_pylist())
    assert set(counts) == set("12345689")
    assert all(abs(count - 375) < 5 * 375**0.5 for count in counts.values())
    redrawn = Counter(json.loads(meta)["redrawn"] for meta in made.meta.to_pylist())
    assert redrawn[0] == pytest.approx(2_400, abs=110)
    assert redrawn[1] == pytest.approx(480, abs=100)


def test_operations_are_asked_equally_often():
    counts = Counter(json.loads(meta)["operation"] for meta in batch(KIND, WANTED, range(3_000)).meta.to_pylist())
    assert counts["double"] == pytest.approx(1_500, abs=140)


def test_rows_over_a_budget_are_drawn_again():
    class Digits:
        """Counts the digits of the longest response."""

        most = 1

        def counted(self, prompts, *responses):
            return np.max([pc.utf8_length(texts).to_numpy() for texts in responses], axis=0)

    assert set(batch(KIND, WANTED, range(500), Digits()).answer.to_pylist()) == set("2468")


def test_a_row_that_never_is_a_question_says_so():
    hopeless = Kind(
        "numbers",
        NAMES,
        {"never": replace(DOUBLE, ask=lambda r: replace(doubled(r), good=r.keys < 0))},
    )
    with pytest.raises(CapacityError, match=r"numbers, train: 0 of 2,\d+ draws of never gave a question"):
        batch(hopeless, WANTED, range(4, 6))


def test_simons_vocabulary_has_simons_names_and_benchmark():
    made = batch(KIND, replace(WANTED, simon=True), range(50))
    assert set(made.benchmark.to_pylist()) == {"dataset=double group=two size=two words"}
    names = {text.split(",")[0].lower().replace("-", "") for text in made.instruction.to_pylist()}
    assert names == {"simonsnumber", "simonnumber", "simonsarcnumber", "simonarcnumber"}


def test_two_answers_are_there_where_they_are_wanted():
    made = batch(KIND, replace(WANTED, two=True), range(200))
    pairs = zip(made.answer.to_pylist(), made.wrong.to_pylist(), strict=True)
    assert all(int(wrong) == int(right) + 1 for right, wrong in pairs)
    assert 60 < sum(made.prefers_right.to_pylist()) < 140
    assert batch(KIND, WANTED, range(3)).wrong is None
