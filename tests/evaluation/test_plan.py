"""Plans: the difference that they promise is found as often as they promise it."""

import pytest
from scipy import stats

from oeis_qa.errors import OptionError
from oeis_qa.evaluation.plan import plan
from oeis_qa.evaluation.results import write
from oeis_qa.intervals import mcnemar_midp, minimal_detectable
from tests.evaluation.rows import row


@pytest.fixture
def pilots(tmp_path):
    """A: 60 of 100 right; B: 20 of these and 10 others. Both also have two products, of which they get the same."""
    for name, right in (("A", range(60)), ("B", [*range(40, 70)])):
        rows = [row(str(i), i in right) for i in range(100)]
        rows += [row(str(i), i == 0, task="products") for i in range(2)]
        write(tmp_path / f"{name}_results.jsonl", rows)
    return tmp_path


def test_numbers_alone_make_a_plan():
    (found,) = plan(items=1319, discordance=0.2).tasks
    assert (found.task, found.items, found.discordance, found.source) == ("any", 1319, 0.2, "as given")
    assert found.detectable == found.among == minimal_detectable(1319, 0.2)


def test_the_detectable_difference_is_detected_four_times_in_five():
    found = plan(items=200, discordance=0.3).tasks[0]
    only_b = (0.3 + found.detectable) / 0.6  # of the items that differ
    power = sum(
        stats.binom.pmf(apart, 200, 0.3) * stats.binom.pmf(b, apart, only_b)
        for apart in range(30, 95)
        for b in range(apart + 1)
        if mcnemar_midp(apart - b, b) <= 0.05
    )
    assert power == pytest.approx(0.8, abs=0.04)


def test_two_pilots_tell_the_discordance(pilots):
    write(pilots / "C_results.jsonl", [row(str(i), i in range(40, 70)) for i in range(100)])
    (found,) = plan(["A", "C"], pilots).tasks
    assert (found.items, found.discordance, found.source) == (100, pytest.approx(0.5), "of the pilots")
    (given,) = plan(["A", "C"], pilots, discordance=0.2).tasks
    assert (given.discordance, given.source) == (0.2, "as given")


def test_one_pilot_tells_what_is_to_be_expected(pilots):
    sums, products = plan(["A"], pilots, items=500).tasks
    assert (sums.discordance, sums.source) == (pytest.approx(2 * 0.6 * 0.4), "2p(1 - p), p = 0.600")
    assert (products.discordance, products.items) == (0.5, 500)
    assert sums.among == minimal_detectable(500, sums.discordance, level=1 - 0.05 / 2) > sums.detectable
    assert "among 2 tests" in str(plan(["A"], pilots, items=500))
    assert plan(["A"], pilots, items=500).record()["fewest_seeds"] == 7


# Bad input


def test_a_plan_of_nothing_is_refused():
    with pytest.raises(OptionError, match="a plan needs the number of items and their discordance, or a pilot's"):
        plan(items=100)
    with pytest.raises(OptionError, match="pilots A B C: a difference is one of two models"):
        plan(["A", "B", "C"])


def test_pilots_without_a_common_task_or_item_are_refused(pilots):
    write(pilots / "C_results.jsonl", [row("0", task="grids")])
    with pytest.raises(OptionError, match="pilots A C have no task in common"):
        plan(["A", "C"], pilots)
    write(pilots / "D_results.jsonl", [row("200")])
    with pytest.raises(OptionError, match="sums: the pilots have no item in common that could be judged"):
        plan(["A", "D"], pilots)


def test_pilots_that_never_differ_tell_nothing(pilots):
    with pytest.raises(OptionError, match="products: the pilots tell no discordance, for they never differ"):
        plan(["A", "B"], pilots, items=500)


def test_too_few_items_are_refused(pilots):
    with pytest.raises(OptionError, match=r"n=2, discordance=.* no difference can be detected"):
        plan(["A"], pilots)
