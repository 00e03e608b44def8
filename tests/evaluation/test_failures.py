"""Where a model fails: lost points by hand, and examples that show why."""

import pytest

from oeis_qa.errors import OptionError
from oeis_qa.evaluation.failures import failures
from tests.evaluation.rows import answered, results, row


def levelled(name, *rights, **fields):
    """Levels 1, 2 ... of a task, each with items that are right or wrong as its digits say."""
    rows = [
        row(f"{level}/{i}", right == "1", benchmark=f"dataset=sums level={level}", **fields)
        for level, each in enumerate(rights, start=1)
        for i, right in enumerate(each)
    ]
    return results(name, rows)


def test_a_model_loses_where_it_is_below_its_own_average():
    found = failures(levelled("A", "1111", "1110", "1000", "11110000"))
    # 12 of 20 are right. Level 3 has 1 of 4 where the average has 2.4; level 4 has 4 of 8 where it has 4.8.
    assert [(place.key, place.value) for place in found.places] == [("level", "3"), ("level", "4")]
    worst = found.places[0]
    assert (worst.items, worst.accuracy, worst.beside) == (4, 0.25, pytest.approx(0.6))
    assert worst.errors == pytest.approx(3 / 8)
    assert worst.lost == pytest.approx(100 * 1.4 / 20)
    assert found.places[1].lost == pytest.approx(100 * 0.8 / 20)


def test_beside_another_model_it_loses_what_the_other_has():
    found = failures(levelled("B", "1100", "1110"), levelled("A", "1111", "1000"))
    assert [(place.value, place.lost) for place in found.places] == [("1", 25.0)]
    assert (found.name, found.against, found.places[0].beside) == ("B", "A", 1.0)
    assert [example.id for example in found.places[0].examples] == ["1/2", "1/3"]


def test_examples_are_wrong_answers_with_their_reasons():
    (example, _) = failures(levelled("A", "1111", "1000")).places[0].examples
    assert example.id == "2/1"
    assert (example.prompt, example.gold) == ("How much is 2/1 + 2/1?", "34")
    assert (example.completion, example.reason) == ("It is 35.", "another number")


def test_an_item_is_an_example_once_whatever_its_samples():
    rows = [
        row(str(i), right, sample=k, benchmark=f"half={i // 2}")
        for k in range(3)
        for i, right in enumerate([0, 0, 1, 1])
    ]
    rows = [each | {"right": bool(each["right"])} for each in rows]
    (place,) = failures(results("A", rows)).places
    assert (place.value, place.items, [example.id for example in place.examples]) == ("0", 2, ["0", "1"])


def test_the_report_has_a_table_and_long_texts_without_their_middle():
    text = str(failures(levelled("A", "1111", "1000", completion="First, " + "x" * 500 + "\nso it is 35.")))
    assert text.splitlines()[2].split("|")[1:3] == [" sums ", " level=2 "]
    assert "sums, level=2\n  2/1\n    prompt:     How much is 2/1 + 2/1?\n    gold:       34\n" in text
    (line,) = {line for line in text.splitlines() if "completion:" in line}
    assert line.startswith("    completion: First, xxx")
    assert line.endswith("xxx so it is 35.")
    assert len(line) < 300


def test_a_model_that_loses_nothing_is_told_so():
    assert str(failures(answered("A", "111"))) == "At no value of a benchmark key is A below its own average."
    same = failures(answered("A", "101"), answered("B", "101"))
    assert str(same) == "At no value of a benchmark key is A below B."


def test_a_key_that_all_rows_share_is_left_out_unless_it_is_the_only_one():
    parrot, model = levelled("B", "00", "00"), levelled("A", "11", "10")
    assert {place.key for place in failures(parrot, model).places} == {"level"}
    (place,) = failures(answered("B", "00"), answered("A", "10")).places
    assert (place.key, place.lost) == ("dataset", 50)


def test_what_could_not_be_judged_is_no_failure():
    rows = [row("0", benchmark="level=1"), row("1", None, benchmark="level=2"), row("2", None, benchmark="level=2")]
    assert failures(results("A", rows)).places == ()
    assert failures(results("A", rows[1:])).places == ()


def test_models_without_a_common_task_are_refused():
    with pytest.raises(OptionError, match="B and A have no task in common; evaluate both on one"):
        failures(answered("B", "1"), answered("A", "1", task="products"))
