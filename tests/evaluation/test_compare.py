"""Comparisons: differences and tests by hand, by scipy and by statsmodels; what cannot be compared is refused."""

import itertools
import json

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar as statsmodels_mcnemar
from statsmodels.stats.multitest import multipletests

from oeis_qa.errors import OptionError, SourceError
from oeis_qa.evaluation.compare import compare, compared
from oeis_qa.evaluation.contrast import contrast
from oeis_qa.evaluation.plan import fewest_units
from oeis_qa.evaluation.results import COLUMNS, write
from oeis_qa.intervals import equivalence, paired_difference, student
from tests.evaluation.rows import answered, results, row

# Of 40 items both get 10 and neither 10; A alone gets 5, B alone 15.
A = answered("A", "1" * 15 + "0" * 25)
B = answered("B", "1" * 10 + "0" * 5 + "1" * 15 + "0" * 10)


def seeded(name, accuracies, items=20):
    """The results of one run for each accuracy."""
    rows = [row(str(i), i < items * share, seed=s) for s, share in enumerate(accuracies) for i in range(items)]
    return results(name, rows)


def in_families(name, rights, size):
    return results(name, [row(str(i), right == "1", family=f"f{i // size}") for i, right in enumerate(rights)])


@pytest.fixture
def saved(tmp_path):
    """A function: results -> the folder in which they are all saved."""

    def save(*models):
        for model in models:
            path = tmp_path / f"{model.name}_results.jsonl"
            write(path, [{c: getattr(model, c)[i] for c in COLUMNS} for i in range(len(model))])
        return tmp_path

    return save


# One answer an item


def test_right_and_wrong_answers_are_compared_by_mcnemar():
    found = contrast(A, B)
    exact = statsmodels_mcnemar([[10, 5], [15, 10]], exact=True).pvalue
    assert (found.items, found.only_a, found.only_b) == (40, 5, 15)
    assert (found.accuracy_a, found.accuracy_b) == (0.375, 0.625)
    assert found.exact == pytest.approx(exact)
    assert found.midp == pytest.approx(exact - stats.binom.pmf(5, 20, 0.5))
    assert (found.p, found.test, found.unit, found.units) == (found.midp, "mid-p McNemar", "items", 40)
    expected = paired_difference(B.right, A.right)
    assert (found.difference, found.difference.mean) == (expected, 0.25)
    assert found.equivalent is None


def test_the_second_model_is_compared_with_the_first():
    there, back = contrast(A, B), contrast(B, A)
    assert there.p == back.p
    assert there.difference.mean == -back.difference.mean
    assert there.difference.low == pytest.approx(-back.difference.high)


def test_equivalence_is_tested_on_request():
    assert contrast(A, B, 0.3).equivalent == equivalence(B.right, A.right, 0.3).p
    assert contrast(A, A, 0.2).equivalent < 0.05 < contrast(A, A, 0.02).equivalent


def test_the_order_of_the_rows_does_not_matter():
    turned = B.take(reversed(range(len(B))))
    assert contrast(A, turned) == contrast(A, B)


def test_items_that_could_not_be_judged_are_left_out_of_both():
    b = results("B", [row("0"), row("1", None), row("2", False)])
    found = contrast(answered("A", "110"), b)
    assert (found.items, found.unjudged, found.accuracy_a, found.accuracy_b) == (2, 1, 0.5, 0.5)
    assert any("1 items are left out" in note for note in compared([answered("A", "110"), b]).notes())
    with pytest.raises(OptionError, match="sums: no item could be judged in both A and B"):
        contrast(answered("A", "1"), results("B", [row("0", None)]))


# Families


def test_families_are_flipped_whole():
    a, b = in_families("A", "000000000111010", 3), in_families("B", "111110100110010", 3)
    found = contrast(a, b)
    totals = [3, 2, 1, -1, 0]
    flipped = [abs(np.dot(signs, totals)) for signs in itertools.product((1, -1), repeat=5)]
    assert found.p == pytest.approx(np.mean([total >= sum(totals) for total in flipped]))
    assert (found.test, found.unit, found.units) == ("sign-flip of 5 families", "families", 5)
    expected = paired_difference(b.right, a.right, [i // 3 for i in range(15)])
    assert found.difference == expected
    assert (found.only_a, found.only_b) == (1, 6)
    assert found.midp < found.p  # as if 15 items were independent


def test_families_of_one_item_are_items():
    assert contrast(in_families("A", A_DIGITS, 1), in_families("B", B_DIGITS, 1)).p == contrast(A, B).p


A_DIGITS, B_DIGITS = ("".join(str(int(right)) for right in model.right) for model in (A, B))


def test_items_without_a_family_stand_alone():
    families = ["f", "f", None, None]
    a, b = (
        results(name, [row(str(i), right == "1", family=families[i]) for i, right in enumerate(rights)])
        for name, rights in (("A", "0000"), ("B", "1110"))
    )
    found = contrast(a, b)
    assert (found.units, found.p) == (3, 1 / 2)  # of the signs of 2 and 1, two patterns of four


def test_families_that_all_agree_count_as_one_item_each():
    found = contrast(in_families("A", "0" * 12, 2), in_families("B", "1" * 12, 2), 0.9)
    expected = paired_difference([1] * 6, [0] * 6)
    assert (found.difference.low, found.difference.high) == (expected.low, expected.high)
    assert found.difference.method == "Tango score 95%, 6 families as items"
    assert found.p == 2 / 2**6
    back = contrast(in_families("B", "1" * 12, 2), in_families("A", "0" * 12, 2)).difference
    assert (back.mean, back.low) == (-1, -1)
    assert back.high == pytest.approx(-found.difference.low)
    same = contrast(in_families("A", "01" * 6, 2), in_families("B", "01" * 6, 2))
    assert (same.difference.mean, same.p) == (0, 1)
    assert same.difference.low < 0 < same.difference.high


def test_where_nothing_tells_the_spread_the_interval_is_all_there_is():
    comparison = compared([in_families("A", "00" * 3, 2), in_families("B", "01" * 3, 2)], 0.1)
    (found,) = comparison.contrasts
    assert str(found.difference) == "0.500 [-1.000, 1.000] (n=6, no spread)"
    assert found.equivalent is None
    assert any("all 3 families differ by the same" in note for note in comparison.notes())


# Samples and seeds


def test_several_samples_an_item_are_compared_by_their_shares():
    rights = {"A": ["10", "00", "11", "00"], "B": ["11", "11", "11", "01"]}
    a, b = (
        results(name, [row(str(i), r == "1", sample=k) for i, both in enumerate(each) for k, r in enumerate(both)])
        for name, each in rights.items()
    )
    found = contrast(a, b)
    shares = [0.5, 0, 1, 0], [1, 1, 1, 0.5]
    uncut = paired_difference(*reversed(shares))
    assert (found.difference.low, found.difference.high) == (pytest.approx(uncut.low), 1.0)
    assert uncut.high > 1
    assert contrast(b, a).difference.low == -1.0
    assert (found.test, found.p) == ("sign-flip of 4 items", 2 / 8)  # of 0.5, 1 and 0.5, all of one sign
    assert (found.only_a, found.midp, found.exact) == (None, None, None)


def test_runs_are_the_unit_where_there_are_several():
    a, b = [0.5, 0.55, 0.45, 0.6, 0.5, 0.4], [0.6, 0.65, 0.6, 0.65, 0.75, 0.45]
    found = contrast(seeded("A", a), seeded("B", b))
    apart = np.subtract(b, a)
    expected = stats.permutation_test((apart,), np.mean, permutation_type="samples", n_resamples=np.inf)
    t = student(apart)
    assert (found.test, found.unit, found.units) == ("sign-flip of 6 seeds", "seeds", 6)
    assert found.p == pytest.approx(expected.pvalue) == 2 / 2**6
    assert (found.difference.low, found.difference.high) == (pytest.approx(t.low), pytest.approx(t.high))
    assert found.midp is None


def test_one_run_stands_against_each_of_several():
    found = contrast(seeded("A", [0.5]), seeded("B", [0.6, 0.7, 0.65, 0.45]))
    assert (found.accuracy_a, found.accuracy_b) == (0.5, pytest.approx(0.6))
    assert found.p == 2 * 2 / 2**4  # only 0.1 + 0.2 + 0.15 + 0.05 and its mirror lie further out


def test_too_few_seeds_for_any_claim_are_told():
    comparison = compared([seeded("A", [0.5, 0.5, 0.5]), seeded("B", [0.9, 0.8, 0.95])])
    assert comparison.contrasts[0].p == 0.25
    said = "sums: with 3 seeds p is at least 0.25, so over 1 test nothing can be shown at 5%; it takes 6 seeds."
    assert said in comparison.notes()
    enough = compared([seeded("A", [0.5] * 6), seeded("B", [0.9, 0.8, 0.95, 0.9, 0.85, 0.9])])
    assert not any("nothing can be shown" in note for note in enough.notes())
    doubled = [
        results(name, [row("0", task=task, seed=s) for task in ("sums", "products") for s in range(6)]) for name in "AB"
    ]
    assert any("over 2 tests nothing can be shown at 5%; it takes 7" in note for note in compared(doubled).notes())


@pytest.mark.parametrize(("tests", "fewest"), [(1, 6), (2, 7), (4, 8), (57, 12)])
def test_the_fewest_seeds_are_those_whose_least_p_reaches_alpha(tests, fewest):
    assert fewest_units(tests) == fewest
    assert tests * 2 / 2**fewest <= 0.05 < tests * 2 / 2 ** (fewest - 1)


# Several tasks and models


def test_holm_is_over_all_tasks_and_pairs():
    def model(name, sums, products):
        rows = [
            row(str(i), r == "1", task=task)
            for task, each in (("sums", sums), ("products", products))
            for i, r in enumerate(each)
        ]
        return results(name, rows)

    models = [model("A", "0" * 12, "01" * 6), model("B", "1" * 12, "11" * 6), model("C", "01" * 6, "1" * 12)]
    found = compared(models).contrasts
    assert [(one.a, one.b, one.task) for one in found] == [
        (a, b, task) for a, b in (("A", "B"), ("A", "C"), ("B", "C")) for task in ("sums", "products")
    ]
    expected = multipletests([one.p for one in found], method="holm")[1]
    assert [one.adjusted for one in found] == pytest.approx(expected)


def test_tasks_that_one_model_alone_has_are_named():
    rows = [row("0"), row("0", task="products")]
    comparison = compared([results("A", rows), answered("B", "0")])
    assert [one.task for one in comparison.contrasts] == ["sums"]
    assert comparison.left_out == {"A": ("products",), "B": ()}
    assert "A alone has products: not compared." in comparison.notes()


def test_files_are_compared_and_told(saved):
    folder = saved(A, B)
    comparison = compare(["A", "B"], folder, 0.3)
    assert comparison == compared([A, B], 0.3)
    text = str(comparison)
    head, _, line = text.splitlines()[2:5]
    assert [cell.strip() for cell in head.split("|")[1:-1]] == [
        *("task", "items", "A", "B", "difference (95%)", "only A", "only B", "p", "exact", "Holm", "test"),
        "p of ±0.3 or more",
    ]
    cells = [cell.strip() for cell in line.split("|")[1:-1]]
    assert cells[:4] == ["sums", "40", "0.375", "0.625"]
    assert cells[4].startswith("+0.250 [+0.0")
    assert cells[5:11] == ["5", "15", "0.027", "0.041", "0.027", "mid-p McNemar"]
    assert text.endswith("One test: Holm's p is p.")


def test_a_record_is_json_with_everything(saved):
    record = compare(["A", "B"], saved(A, B)).record()
    assert json.loads(json.dumps(record, allow_nan=False)) == json.loads(json.dumps(record))
    (found,) = record["contrasts"]
    assert (found["midp"], found["only_b"], found["difference"]["mean"]) == (contrast(A, B).midp, 15, 0.25)
    assert record["notes"] == ["One test: Holm's p is p."]


def test_where_the_second_model_loses_is_shown():
    levels = [f"dataset=sums level={1 + i // 2}" for i in range(4)]
    a, b = (
        results(name, [row(str(i), r == "1", benchmark=levels[i]) for i, r in enumerate(rights)])
        for name, rights in (("A", "1110"), ("B", "0011"))
    )
    (lost,) = compared([a, b]).failures
    assert [(place.key, place.value, place.lost) for place in lost.places] == [("level", "1", 50)]
    assert "How much is 0 + 0?" in str(compared([a, b]))


def test_two_models_of_one_name_go_by_their_paths(saved, tmp_path):
    saved(A)
    (tmp_path / "new").mkdir()
    paths = [str(tmp_path / "A_results.jsonl"), str(tmp_path / "new" / "A_results.jsonl")]
    write(paths[1], [row(str(i)) for i in range(40)])
    assert compare(paths).names == tuple(paths)


def test_comparing_needs_neither_torch_nor_a_harness(fresh_python):
    heavy = {"torch", "transformers", "lm_eval", "scipy"}
    code = f"import sys, oeis_qa.evaluation.compare; print({heavy} & set(sys.modules))"
    assert fresh_python(code).strip() == "set()"


# Bad input


def test_other_items_are_refused_with_the_difference():
    said = (
        r"sums: 4 items only in A \(40, 41, 42, \.\.\.\), 0 items only in B; differences are of the same items: "
        "evaluate both"
    )
    with pytest.raises(OptionError, match=said):
        compared([answered("A", A_DIGITS + "1111"), B])


def test_a_run_that_lacks_items_is_refused():
    with pytest.raises(OptionError, match=r"sums: 1 items only in A, seed 0 \(19\), 0 items only in A, seed 1"):
        compared([seeded("A", [0.5, 0.5]).take(range(39)), seeded("B", [0.5, 0.5])])


def test_other_versions_are_refused():
    with pytest.raises(OptionError, match="sums: A was run in version v1, B in v2, whose prompts or verifiers differ"):
        compared([answered("A", "1"), answered("B", "1", version="v2")])


def test_other_seeds_are_refused():
    with pytest.raises(OptionError, match=r"sums: A has the seeds \[0, 1\], B \[0, 1, 2\]; runs are paired by seed"):
        compared([seeded("A", [0.5] * 2), seeded("B", [0.5] * 3)])


def test_no_task_in_common_is_refused():
    with pytest.raises(OptionError, match="A has sums and B has products, no task in common"):
        compared([answered("A", "1"), answered("B", "1", task="products")])


def test_names_that_make_no_pair_are_refused(saved):
    for names in (["A"], ["A", "A"]):
        with pytest.raises(OptionError, match="give two or more models, each once"):
            compare(names, saved(A))
    with pytest.raises(SourceError, match="no results of 'B'"):
        compare(["A", "B"], saved(A))
    with pytest.raises(OptionError, match="equivalence=2: give a number between 0 and 1"):
        compare(["A", "B"], saved(A, B), 2)
