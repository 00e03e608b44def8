"""Intervals and tests of differences: equal to scipy, statsmodels and hand work; coverage as promised; refusals."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import optimize, stats
from statsmodels.stats.contingency_tables import mcnemar as statsmodels_mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import ttost_paired

from benchmarks import intervals as simulated
from oeis_qa import intervals
from oeis_qa.errors import OptionError
from oeis_qa.intervals import (
    Equivalence,
    Estimate,
    bootstrap,
    equivalence,
    holm,
    mcnemar,
    mcnemar_midp,
    minimal_detectable,
    paired_difference,
    sign_flip,
    student,
    wilson,
)

FEW = settings(deadline=None, max_examples=50)
levels = st.floats(0.01, 0.999)
scores = st.floats(-100, 100, allow_nan=False).map(lambda x: round(x, 3))


@st.composite
def counted(draw):
    n = draw(st.integers(1, 3000))
    return draw(st.integers(0, n)), n


@st.composite
def tables(draw):
    """Items that only a, only b, both and neither get right."""
    table = [draw(st.integers(0, 40)) for _ in range(4)]
    assume(sum(table))
    return table


def answers(only_a, only_b, both, neither):
    a = [1] * only_a + [0] * only_b + [1] * both + [0] * neither
    return a, [0] * only_a + [1] * only_b + [1] * both + [0] * neither


def uniform(purpose, count):
    return simulated.uniforms("test", purpose, 0, count)


def close(one, other):
    return one == pytest.approx(other, abs=1e-9, rel=1e-9)


def ends(estimate):
    return estimate.low, estimate.high


# How an estimate reads


@pytest.mark.parametrize(
    ("estimate", "text"),
    [
        (Estimate(0.834, 0.7989, 0.8641, 500, "wilson 95%"), "0.834 [0.799, 0.864] (n=500, wilson 95%)"),
        (Estimate(0.83412, 0.83189, 0.83651, 10**5, "wilson 95%"), "0.8341 [0.8319, 0.8365] (n=100000, wilson 95%)"),
        (Estimate(-0.0001, -0.1, 0.1, 9, "t 90%"), "0.000 [-0.100, 0.100] (n=9, t 90%)"),
        (Estimate(12.5, -1, 26, 4, "t 90%"), "12.500 [-1.000, 26.000] (n=4, t 90%)"),
    ],
)
def test_an_estimate_prints_as_many_digits_as_its_interval_bears(estimate, text):
    assert str(estimate) == text


def test_a_method_names_the_estimator_the_level_and_the_clusters():
    values = uniform("method", 300)
    labels = np.arange(300) // 10
    assert wilson(3, 4, level=0.999).method == "wilson 99.9%"
    assert student(values).method == "t 95%"
    assert bootstrap(values, labels, resamples=99, level=0.9).method == "bootstrap-t 90%, 30 clusters"
    assert paired_difference(values, values**2, labels).method == "paired t 95%, 30 clusters"
    assert paired_difference([1, 0], [1, 1]).method == "Tango score 95%"
    assert equivalence([1, 0], [1, 1], 0.1).estimate.method == "Tango score 90%"


def test_the_public_names_are_sorted_and_explained():
    assert intervals.__all__ == sorted(intervals.__all__)
    assert all(getattr(intervals, name).__doc__ for name in intervals.__all__)


def test_importing_the_intervals_does_not_load_scipy(fresh_python):
    assert fresh_python("import sys, oeis_qa.intervals; print('scipy' in sys.modules)").strip() == "False"


# One proportion


@FEW
@given(counted(), levels)
def test_wilson_equals_scipy_and_statsmodels(count, level):
    correct, n = count
    found = wilson(correct, n, level)
    expected = stats.binomtest(correct, n).proportion_ci(level, method="wilson")
    assert close(ends(found), (expected.low, expected.high))
    assert close(ends(found), proportion_confint(correct, n, 1 - level, method="wilson"))


def test_wilson_of_no_right_answer_by_hand():
    z2 = 1.959963984540054**2
    assert close(ends(wilson(0, 20)), (0, z2 / (20 + z2)))
    assert close(ends(wilson(20, 20)), (20 / (20 + z2), 1))
    assert wilson(0, 20).low == 0
    assert wilson(20, 20).high == 1


@FEW
@given(counted(), levels, levels)
def test_wilson_holds_its_mean_inside_0_to_1_and_grows_with_the_level(count, one, other):
    inner, outer = (wilson(*count, level) for level in sorted((one, other)))
    assert 0 <= outer.low <= inner.low <= inner.mean <= inner.high <= outer.high <= 1


@FEW
@given(counted())
def test_wilson_of_wrong_answers_mirrors_wilson_of_right_ones(count):
    correct, n = count
    right, wrong = wilson(correct, n), wilson(n - correct, n)
    assert close(ends(right), (1 - wrong.high, 1 - wrong.low))


def test_counts_may_be_numpy_integers_or_whole_floats():
    assert wilson(np.int64(3), np.int32(4)) == wilson(3.0, 4) == wilson(3, 4)
    assert mcnemar(np.int64(3), 4) == mcnemar(3, 4)


@pytest.mark.parametrize("n", [20, 100, 1000])
@pytest.mark.parametrize("p", [0.02, 0.5, 0.98])
def test_wilson_covers_94_to_96_percent_exactly(n, p):
    exact = simulated.exact_coverage(lambda k, n: ends(wilson(k, n)), n, p)
    assert 0.94 <= exact <= 0.96


def test_wilson_covers_as_often_in_simulation_as_on_paper():
    drawn = simulated.binomial(np.full(20_000, 100), 0.02, uniform("wilson", 20_000))
    held = [simulated.holds(ends(wilson(int(k), 100)), 0.02) for k in drawn]
    exact = simulated.exact_coverage(lambda k, n: ends(wilson(k, n)), 100, 0.02)
    assert abs(np.mean(held) - exact) < 0.005  # sigma is 0.0016


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 0), "n=0: give a whole number, at least 1"),
        ((5, 4), "correct=5 of n=4: .* swap them"),
        ((-1, 4), "correct=-1: give a whole number, at least 0"),
        ((2.5, 4), "correct=2.5: give a whole number"),
        ((math.nan, 4), "correct=nan: give a whole number"),
        ((1, np.float64("inf")), "n=.*inf.*: give a whole number"),
        ((1, "4"), "n='4': give a whole number"),
        ((1, 4, 95), r"level=95: give a number between 0 and 1, both excluded, such as 0\.95"),
        ((1, 4, 1.0), r"level=1\.0: give"),
        ((1, 4, math.nan), "level=nan: give"),
    ],
)
def test_wilson_refuses_what_is_no_count(arguments, message):
    with pytest.raises(OptionError, match=message):
        wilson(*arguments)


# Means by t


@FEW
@given(st.lists(scores, min_size=2, max_size=30), levels)
def test_student_equals_scipy(values, level):
    assume(np.ptp(values) > 0.01 and not set(values) <= {0, 1})
    expected = stats.ttest_1samp(values, 0).confidence_interval(level)
    assert close(ends(student(values, level=level)), (expected.low, expected.high))


def test_student_over_equal_clusters_is_student_of_their_means():
    values = uniform("equal clusters", 60)
    over, of = student(values, np.arange(60) % 6), student(values.reshape(10, 6).mean(0))
    assert close((over.mean, *ends(over)), (of.mean, *ends(of)))
    assert (over.n, of.n) == (60, 6)


def test_student_over_unequal_clusters_leaves_one_out_at_a_time():
    values, labels = [1.0, 2.0, 4.0, 7.0, 9.0, 3.0], ["a", "b", "b", "c", "c", "c"]
    left_out = [np.mean([v for v, k in zip(values, labels, strict=True) if k != drop]) for drop in "abc"]
    mean = 26 / 6
    error = math.sqrt(2 / 3 * sum((x - mean) ** 2 for x in left_out))
    half = 4.302652729911275 * error  # t of 2 degrees at 97.5 %
    assert close(ends(student(values, labels)), (mean - half, mean + half))


def test_student_of_clustered_answers_stays_inside_0_to_1():
    assert ends(student([1, 1, 1, 0], [1, 1, 2, 2])) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([0, 1, 1],), r"student of 3 values, all 0 or 1: use wilson\(2, 3\)"),
        (([0.5],), "1 values: a spread needs at least 2"),
        (([0.5, 0.6], ["x", "x"]), "1 clusters: a spread needs at least 2; give more clusters"),
        (([0.1, 0.1, 0.1],), r"all 3 values have the mean 0\.1: no spread, so no interval"),
        (([0.1, 0.2], None, 0), "level=0: give a number between 0 and 1"),
    ],
)
def test_student_refuses_what_shows_no_spread(arguments, message):
    with pytest.raises(OptionError, match=message):
        student(*arguments)


# What every estimator refuses of its values


@pytest.mark.parametrize("estimate", [student, bootstrap, lambda x: paired_difference(x, x), sign_flip, holm])
@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([], r"\w+=\[\]: give a flat list or array of numbers or booleans, at least one"),
        ([[1, 0], [0, 1]], r"\w+=\[\[1, 0\], \[0, 1\]\]: give a flat list"),
        ([[1], [0, 1]], r"\w+=\[\[1\], \[0, 1\]\]: give a flat list"),
        (["right"], r"\w+=\['right'\]: give a flat list"),
        ([1, None], r"\w+=\[1, None\]: give a flat list"),
        ({"a": 0.1}, r"\w+=\{'a': 0.1\}: give a flat list"),
        (3.0, r"\w+=3.0: give a flat list"),
        (["x" * 99], r"\w+=\['x{55}\.\.\.: give a flat list"),
        ([0.5, math.nan], r"\w+\[1\]=nan: scores must be finite"),
        ([math.inf, 0.5], r"\w+\[0\]=inf: scores must be finite"),
    ],
)
def test_values_are_flat_finite_numbers(estimate, values, message):
    with pytest.raises(OptionError, match=message):
        estimate(values)


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([1, 2], "3 values but 2 clusters: give one of each per item"),
        ([1, 2, None], r"clusters\[2\]=None: give every value a label"),
        (np.array([1, math.nan, 2]), r"clusters\[1\]=.*nan.*: give every value a label"),
        ([1, [2], 3], r"clusters\[1\]=\[2\]: give every value a label"),
    ],
)
def test_clusters_are_one_label_for_each_value(labels, message):
    with pytest.raises(OptionError, match=message):
        student([0.1, 0.2, 0.4], labels)


def test_booleans_lists_and_arrays_of_any_number_type_are_the_same_values():
    a, b = answers(5, 3, 10, 2)
    expected = paired_difference(a, b)
    for kind in (bool, np.int8, np.uint8, np.float32):
        assert paired_difference(np.array(a, dtype=kind), np.array(b, dtype=kind)) == expected
    assert paired_difference([x == 1 for x in a], tuple(b)) == expected


# The bootstrap


def test_the_bootstrap_is_the_bootstrap_t_done_by_hand():
    values = [x**3 for x in uniform("by hand", 120).tolist()]
    in_order, n = sorted(values), 120
    stream = intervals.means.Stream(5, "bootstrap")
    mean, error = np.mean(values), stats.sem(values)
    off = []
    for i in range(199):
        again = [in_order[stream.below(n, np.array([i * n + j]))[0]] for j in range(n)]
        off.append((np.mean(again) - mean) / (np.std(again) * math.sqrt(n / (n - 1)) / math.sqrt(n)))
    off.sort()
    # stats.sem divides by n - 1, as the resamples' errors do above
    expected = mean - off[194] * error, mean - off[4] * error
    assert close(ends(bootstrap(values, seed=5, resamples=199)), expected)


def test_the_bootstrap_depends_on_its_seed_and_on_no_order_or_name():
    values, labels = uniform("order", 200), [f"item {i % 25}" for i in range(200)]
    expected = bootstrap(values, labels, seed=1, resamples=499)
    assert bootstrap(values[::-1], labels[::-1], seed=1, resamples=499).low == pytest.approx(expected.low, abs=1e-12)
    assert bootstrap(values, [hash(label) for label in labels], seed=1, resamples=499) == expected
    assert bootstrap(values, labels, seed=2, resamples=499) != expected


def test_values_that_are_clusters_of_one_are_values():
    values = uniform("singletons", 150)
    assert ends(bootstrap(values, range(150), resamples=199)) == ends(bootstrap(values, resamples=199))


def test_resamples_drawn_in_several_batches_are_the_same(monkeypatch):
    values = uniform("batches", 130)
    whole = bootstrap(values, resamples=199)
    monkeypatch.setattr(intervals.means, "_CELLS", 1000)
    assert close(ends(bootstrap(values, resamples=199)), ends(whole))


def test_the_bootstrap_moves_and_stretches_with_the_values():
    values = uniform("scale", 110)
    plain, moved = bootstrap(values, resamples=199), bootstrap(10 * values - 3, resamples=199)
    assert close(ends(moved), (10 * plain.low - 3, 10 * plain.high - 3))


@FEW
@given(st.integers(0, 10**6), levels, levels)
def test_the_bootstrap_holds_its_mean_inside_the_values_and_grows_with_the_level(seed, one, other):
    values = simulated.uniforms("property", seed, 0, 100) ** 4
    inner, outer = (bootstrap(values, seed=seed, level=level, resamples=1999) for level in sorted((one, other)))
    assert values.min() <= outer.low <= inner.low <= inner.mean <= inner.high <= outer.high <= values.max()


def test_the_bootstrap_of_answers_agrees_with_wilson():
    found, expected = bootstrap([1] * 900 + [0] * 100), wilson(900, 1000)
    assert ends(found) == pytest.approx(ends(expected), abs=0.002)


@pytest.mark.parametrize(
    ("what", "true", "draw"),
    [population for population in simulated.POPULATIONS if population[0].startswith(("100 shares", "30 clusters"))],
)
def test_the_bootstrap_covers_about_95_percent(what, true, draw):
    held, refused = [], 0
    for i in range(400):
        values, labels = draw(i)
        try:
            held.append(simulated.holds(ends(bootstrap(values, labels, seed=i, resamples=399)), true))
        except OptionError:
            refused += 1
    assert 0.92 <= np.mean(held) <= 0.985, what  # sigma is 0.011
    assert refused < 40


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([0.5, 0.7] * 30,), r"bootstrap of 60 values: it needs at least 100; use student\(values\)"),
        (([0, 1] * 30,), r"bootstrap of 60 values: it needs at least 100; use wilson\(30, 60\)"),
        (([1] * 991 + [0] * 9,), r"of 1000 values, of which 9 differ .*, 1: at least 10 must; use wilson\(991, 1000\)"),
        (([0] * 991 + [1] * 9,), r"9 differ from the commonest, 0: at least 10 must; use wilson\(9, 1000\)"),
        (([0.5] * 100,), r"of which 0 differ from the commonest, 0\.5"),
        (
            ([0, 1] * 60, np.arange(120) % 12),
            r"over 12 clusters: it needs at least 20; use student\(values, clusters\)",
        ),
        (([0, 1] * 60, np.arange(120) // 2), r"of 60 clusters' means, of which 0 differ from the commonest, 0\.5"),
        (([0, 1] * 60, None, 0, 0.99999), r"resamples=9999: level=0\.99999 needs at least 199999"),
        (([0, 1] * 60, None, 0, 0.95, 0), "resamples=0: give a whole number, at least 1"),
        (([0, 1] * 60, None, 0, 0.95, 38), r"resamples=38: level=0\.95 needs at least 39"),
        (([0, 1] * 60, None, 0, 1.5), r"level=1\.5: give a number between 0 and 1"),
    ],
)
def test_the_bootstrap_refuses_what_it_would_cover_badly(arguments, message):
    with pytest.raises(OptionError, match=message):
        bootstrap(*arguments)


def test_ten_of_either_answer_among_a_hundred_are_enough():
    assert bootstrap([1] * 90 + [0] * 10, resamples=99).n == 100


# Tests of discordant pairs


@FEW
@given(st.integers(0, 300), st.integers(0, 300))
def test_mcnemar_equals_scipy_and_statsmodels(only_a, only_b):
    assume(only_a + only_b)
    assert close(mcnemar(only_a, only_b), stats.binomtest(only_a, only_a + only_b).pvalue)
    assert close(mcnemar(only_a, only_b), statsmodels_mcnemar([[0, only_a], [only_b, 0]], exact=True).pvalue)


@FEW
@given(st.integers(0, 60), st.integers(0, 60))
def test_midp_counts_half_of_what_was_observed(only_a, only_b):
    n, apart = only_a + only_b, abs(only_a - only_b)
    assume(n)
    further, equal = (
        sum(Fraction(math.comb(n, k), 2**n) for k in range(n + 1) if compare(abs(2 * k - n)))
        for compare in (lambda d: d > apart, lambda d: d == apart)
    )
    assert close(mcnemar_midp(only_a, only_b), float(further + equal / 2))


def test_mcnemar_of_published_tables():
    """Airway hyper-responsiveness, Bentur et al. 2009, as in Fagerland, Lydersen, Laake 2013: 1 and 7 discordant."""
    assert mcnemar(1, 7) == 18 / 256
    assert mcnemar_midp(1, 7) == 10 / 256


def test_models_that_never_differ_are_not_told_apart():
    assert mcnemar(0, 0) == mcnemar_midp(0, 0) == 1


@FEW
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_mcnemar_does_not_care_which_model_is_first_and_midp_is_smaller(only_a, only_b):
    assert mcnemar(only_a, only_b) == mcnemar(only_b, only_a)
    assert mcnemar_midp(only_a, only_b) == mcnemar_midp(only_b, only_a)
    assert 0 <= mcnemar_midp(only_a, only_b) <= mcnemar(only_a, only_b) <= 1


@pytest.mark.parametrize(("n", "discordance"), [(50, 0.1), (50, 0.4), (200, 0.1), (1000, 0.2)])
def test_midp_rejects_equal_models_at_most_5_5_percent_of_the_time(n, discordance):
    found = simulated.mcnemar_rejections(n, discordance, 0.0, 20_000)
    assert found["exact"] <= found["mid-p"] <= 0.055


@pytest.mark.parametrize("test", [mcnemar, mcnemar_midp])
def test_discordant_pairs_are_counts(test):
    with pytest.raises(OptionError, match="only_b=-1: give a whole number, at least 0"):
        test(3, -1)
    with pytest.raises(OptionError, match=r"only_a=0\.5: give a whole number"):
        test(0.5, 1)


# Paired differences


def score_by_search(only_a, only_b, n, difference):
    """Tango's statistic with the shares that are most likely given the difference found by search."""

    def unlikely(b):
        a, rest = b + difference, 1 - 2 * b - difference
        terms = ((only_a, a), (only_b, b), (n - only_a - only_b, rest))
        return -sum(k * math.log(max(p, 1e-300)) for k, p in terms if k)

    span = max(0.0, -difference), (1 - difference) / 2
    b = optimize.minimize_scalar(unlikely, bounds=span, method="bounded", options={"xatol": 1e-12}).x
    return (only_a - only_b - n * difference) / math.sqrt(n * (2 * b + difference - difference**2))


@pytest.mark.parametrize("table", [(1, 7, 1, 12), (6, 16, 59, 80), (40, 20, 50, 50), (3, 1, 10, 10), (12, 5, 0, 3)])
def test_the_interval_of_answers_ends_where_the_score_test_turns(table):
    found, n = paired_difference(*answers(*table)), sum(table)
    for end, z in ((found.low, 1.959963984540054), (found.high, -1.959963984540054)):
        assert score_by_search(*table[:2], n, end) == pytest.approx(z, abs=1e-5)


def test_the_interval_of_a_published_table():
    """Bentur et al. 2009: 1 and 7 discordant of 21, Tango's interval as in Fagerland, Lydersen, Laake 2014."""
    assert str(paired_difference(*answers(1, 7, 1, 12))) == "-0.286 [-0.517, -0.026] (n=21, Tango score 95%)"


def test_the_interval_of_models_that_never_differ_by_hand():
    z2 = 1.959963984540054**2
    found = paired_difference([1, 0] * 5, [1, 0] * 5)
    assert close((found.mean, *ends(found)), (0, -z2 / (10 + z2), z2 / (10 + z2)))


def test_the_interval_of_models_that_always_differ_by_hand():
    z2 = 1.959963984540054**2  # n (1 - d)**2 = z2 (1 - d**2)
    assert close(ends(paired_difference([1] * 10, [0] * 10)), ((10 - z2) / (10 + z2), 1))


@FEW
@given(tables())
def test_the_interval_of_answers_excludes_0_where_mcnemars_chi_square_does(table):
    only_a, only_b = table[:2]
    assume(only_a + only_b)
    chi_square = statsmodels_mcnemar([[0, only_a], [only_b, 0]], exact=False, correction=False)
    found = paired_difference(*answers(*table))
    assert (found.low > 0 or found.high < 0) == (chi_square.pvalue < 0.05)


@FEW
@given(tables(), levels, levels)
def test_the_interval_of_answers_lies_within_1_and_grows_with_the_level(table, one, other):
    inner, outer = (paired_difference(*answers(*table), level=level) for level in sorted((one, other)))
    assert -1 <= outer.low <= inner.low <= inner.mean <= inner.high <= outer.high <= 1
    assert inner.n == sum(table)


@FEW
@given(tables())
def test_swapping_the_models_turns_the_interval_of_answers_round(table):
    a, b = answers(*table)
    one, other = paired_difference(a, b), paired_difference(b, a)
    assert close((one.mean, *ends(one)), (-other.mean, -other.high, -other.low))


@FEW
@given(st.lists(st.tuples(scores, scores), min_size=2, max_size=20), levels)
def test_the_interval_of_scores_equals_scipys_paired_t(pairs, level):
    a, b = np.array(pairs).T
    assume(np.ptp(a - b) > 0.01 and np.ptp(np.append(a, b)) > 1)
    expected = stats.ttest_rel(a, b).confidence_interval(level)
    assert close(ends(paired_difference(a, b, level=level)), (expected.low, expected.high))


def test_answers_in_clusters_are_compared_over_the_clusters():
    a, b = [1, 1, 1, 0, 1, 0], [0, 1, 0, 0, 1, 1]
    found = paired_difference(a, b, [1, 1, 2, 2, 3, 3])
    expected = student([0.5, 0.5, -0.5])  # the mean difference of each
    assert (found.n, close(found.mean, 1 / 6)) == (6, True)
    assert close(ends(found), (max(-1, expected.low), min(1, expected.high)))


@pytest.mark.parametrize(("n", "discordance", "true"), [(20, 0.4, 0.2), (100, 0.1, 0.05), (300, 0.2, 0.0)])
def test_the_interval_of_answers_covers_95_percent(n, discordance, true):
    only_a, only_b = simulated.paired_counts(n, discordance, true, 5000)
    held = [
        simulated.holds(ends(paired_difference(*answers(a, b, 0, n - a - b))), true)
        for a, b in zip(only_a.tolist(), only_b.tolist(), strict=True)
    ]
    assert 0.935 <= np.mean(held) <= 0.965  # sigma is 0.003


def test_the_interval_over_12_clusters_covers_about_95_percent():
    held = []
    for i in range(1000):
        lean = np.repeat(stats.norm.ppf(simulated.uniforms("lean", i, 0, 12)), 8) * 0.06
        u = simulated.uniforms("clusters", i, 0, 96)
        held.append(ends(paired_difference(u < 0.3 + lean, u > 0.8 + lean, np.arange(96) // 8)))
    assert 0.925 <= np.mean([simulated.holds(found, 0.1) for found in held]) <= 0.975  # sigma is 0.007


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, 0], [1]), "2 scores of a but 1 scores of b: give one of each per item, in the same order"),
        (([0.5, 0.25], [0.25, 0.0]), r"all 2 values have the mean 0\.25: no spread"),
        (([1, 0], [1, 1], [1]), "2 values but 1 clusters"),
        (([1, 0], [1, 1], None, 2), "level=2: give a number between 0 and 1"),
        (([1, 0.5], [1, 1], None, 2), "level=2: give a number between 0 and 1"),
    ],
)
def test_paired_difference_refuses_what_is_not_paired(arguments, message):
    with pytest.raises(OptionError, match=message):
        paired_difference(*arguments)


# Equivalence


@FEW
@given(st.lists(st.tuples(scores, scores), min_size=2, max_size=20), st.floats(0.01, 200))
def test_equivalence_of_scores_equals_statsmodels(pairs, margin):
    a, b = np.array(pairs).T
    assume(np.ptp(a - b) > 0.01 and np.ptp(np.append(a, b)) > 1)
    assert close(equivalence(a, b, margin).p, ttost_paired(a, b, -margin, margin)[0])


@FEW
@given(tables(), st.floats(0.01, 0.9), st.floats(0.6, 0.99))
def test_equivalence_of_answers_is_shown_where_the_interval_lies_within_the_margin(table, margin, level):
    found = equivalence(*answers(*table), margin, level)
    low, high = ends(found.estimate)
    assume(min(abs(low + margin), abs(high - margin)) > 1e-9)
    assert (found.p < 1 - level) == (-margin < low and high < margin)


@pytest.mark.parametrize("table", [(1, 7, 1, 12), (6, 16, 59, 80), (20, 20, 500, 100)])
def test_equivalence_of_answers_is_two_score_tests(table):
    found = equivalence(*answers(*table), 0.1)
    n = sum(table)
    above = stats.norm.sf(score_by_search(*table[:2], n, -0.1))
    below = stats.norm.cdf(score_by_search(*table[:2], n, 0.1))
    assert found.p == pytest.approx(max(above, below), abs=1e-5)
    assert close(ends(found.estimate), ends(paired_difference(*answers(*table), level=0.9)))


@FEW
@given(tables(), st.floats(0.01, 0.9))
def test_equivalence_does_not_care_which_model_is_first(table, margin):
    a, b = answers(*table)
    assert close(equivalence(a, b, margin).p, equivalence(b, a, margin).p)


def test_a_wider_margin_is_easier_to_keep():
    a, b = answers(12, 10, 100, 78)
    found = [equivalence(a, b, margin).p for margin in (0.02, 0.05, 0.1, 0.2)]
    assert found == sorted(found, reverse=True)


def test_equivalence_of_answers_in_clusters_is_two_t_tests():
    (a, b), labels = answers(12, 10, 100, 78), np.arange(200) % 20
    found, expected = equivalence(a, b, 0.1, clusters=labels), paired_difference(a, b, labels, level=0.9)
    error = (expected.high - expected.low) / 2 / stats.t.ppf(0.95, 19)
    assert close(ends(found.estimate), ends(expected))
    assert close(found.p, stats.t.sf((0.1 - expected.mean) / error, 19))


def test_an_equivalence_prints_difference_margin_and_p():
    found = Equivalence(0.01234, 0.05, Estimate(0.01, -0.012, 0.032, 200, "Tango score 90%"))
    assert str(found) == "0.010 [-0.012, 0.032] (n=200, Tango score 90%), within ±0.05: p=0.0123"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, 0], [1, 1], 0), "margin=0: give the smallest difference that matters, a number above 0"),
        (([1, 0], [1, 1], math.nan), "margin=nan: give"),
        (([1, 0], [1, 1], 1), "margin=1: shares of right answers never differ by more; give one below 1"),
        (([1, 0], [1, 1], 0.1, 0.5), r"level=0\.5: give the level of the tests, between 0\.5 and 1"),
        (([1, 0], [1], 0.1), "2 scores of a but 1 scores of b"),
    ],
)
def test_equivalence_refuses_a_margin_that_means_nothing(arguments, message):
    with pytest.raises(OptionError, match=message):
        equivalence(*arguments)


# Planning


@FEW
@given(st.integers(5, 10**5), st.floats(0.01, 1), st.floats(0.06, 0.99))
def test_the_detectable_difference_solves_connors_equation(n, discordance, power):
    try:
        d = minimal_detectable(n, discordance, power)
    except OptionError:
        return
    z, b = stats.norm.ppf([0.975, power])
    assert d * math.sqrt(n) == pytest.approx(z * math.sqrt(discordance) + b * math.sqrt(discordance - d * d), rel=1e-9)
    assert 0 < d <= discordance


def test_the_detectable_difference_by_hand():
    """With power one half z_power is 0, and d = z * sqrt(discordance / n)."""
    assert close(minimal_detectable(400, 0.16, power=0.5), 1.959963984540054 * 0.4 / 20)


def test_the_tests_have_the_power_that_was_planned():
    n, discordance = 500, 0.2
    found = simulated.mcnemar_rejections(n, discordance, minimal_detectable(n, discordance), 10_000)
    assert 0.79 <= found["mid-p"] <= 0.82  # sigma is 0.004
    assert 0.76 <= found["exact"] <= 0.80


def test_more_items_less_discordance_and_less_power_detect_less():
    plain = minimal_detectable(500, 0.2)
    assert minimal_detectable(2000, 0.2) < plain
    assert minimal_detectable(500, 0.1) < plain < minimal_detectable(500, 0.2, power=0.9)
    assert plain < minimal_detectable(500, 0.2, level=0.99)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((0, 0.2), "n=0: give a whole number, at least 1"),
        ((100, 0), r"discordance=0: give the share of items that one model alone gets right, in \(0, 1\]"),
        ((100, 1.1), r"discordance=1\.1: give"),
        ((100, math.nan), "discordance=nan: give"),
        ((100, 0.2, 1), r"power=1: give a number between 0 and 1, both excluded, such as 0\.8"),
        ((100, 0.2, 0.05), r"power=0\.05: at level=0\.95 chance alone rejects so often"),
        ((100, 0.2, 0.8, 0), "level=0: give"),
        ((100, 0.05), r"n=100, discordance=0\.05: with power=0\.8 no difference can be detected.*more items"),
        ((3, 1, 0.99), "n=3, discordance=1: with power=0.99 no difference can be detected"),
        ((1, 1), "n=1, discordance=1: .*no difference can be detected"),
    ],
)
def test_planning_refuses_nonsense_and_says_what_cannot_be_seen(arguments, message):
    with pytest.raises(OptionError, match=message):
        minimal_detectable(*arguments)


# Many tests


@settings(deadline=None, max_examples=10)  # each call of multipletests collects all garbage
@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_holm_equals_statsmodels(p_values):
    assert close(holm(p_values), multipletests(p_values, method="holm")[1].tolist())


def test_holm_by_hand():
    assert close(holm([0.01, 0.04, 0.03]), [0.03, 0.06, 0.06])
    assert close(holm([0.6, 0.01, 0.7]), [1, 0.03, 1])
    assert holm([0.2]) == [0.2]


@FEW
@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_holm_keeps_the_order_given_and_never_lowers_a_p(p_values, random):
    places = list(range(len(p_values)))
    random.shuffle(places)
    adjusted, moved = holm(p_values), holm([p_values[i] for i in places])
    assert moved == [adjusted[i] for i in places]
    assert all(p <= q <= 1 for p, q in zip(p_values, adjusted, strict=True))


def test_holm_refuses_what_is_no_probability():
    with pytest.raises(OptionError, match=r"p_values holds 1\.5: a p-value lies between 0 and 1"):
        holm([0.1, 1.5])


# Few runs


@FEW
@given(st.lists(scores, min_size=2, max_size=9))
def test_sign_flip_counts_every_pattern_of_signs(differences):
    exact = [Fraction(round(1000 * x)) for x in differences]
    sums = [
        abs(sum(s * x for s, x in zip(signs, exact, strict=True)))
        for signs in itertools.product((1, -1), repeat=len(exact))
    ]
    assert close(sign_flip(differences), sum(s >= abs(sum(exact)) for s in sums) / len(sums))


@pytest.mark.parametrize("n", [2, 5, 8])
def test_sign_flip_equals_scipy(n):
    differences = uniform("flip", n) - 0.3
    expected = stats.permutation_test((differences,), np.mean, permutation_type="samples", n_resamples=np.inf)
    assert close(sign_flip(differences), expected.pvalue)


@pytest.mark.parametrize("n", [2, 3, 5, 6, 20])
def test_the_smallest_p_of_n_runs_is_2_in_2_to_the_n(n):
    assert sign_flip([0.1] * n) == sign_flip([-0.1] * n) == 2 / 2**n


def test_differences_of_nothing_but_0_show_nothing():
    assert sign_flip([0.0, 0.0, 0.0]) == 1
    assert sign_flip([0.0] * 30, resamples=99) == 1


def test_drawn_patterns_agree_with_all_patterns(monkeypatch):
    differences = uniform("drawn", 16) - 0.35
    exact = sign_flip(differences)
    monkeypatch.setattr(intervals.significance, "_MOST_EXACT", 10)
    assert 0.01 < exact < 0.2
    assert sign_flip(differences) == pytest.approx(exact, abs=0.005)  # sigma is 0.001
    assert sign_flip(differences) == sign_flip(differences, seed=0) != sign_flip(differences, seed=1)


def test_drawn_patterns_never_give_p_0_and_reach_past_64_runs(monkeypatch):
    assert sign_flip([0.1] * 100, resamples=999) == 1 / 1000
    differences = uniform("long", 100) - 0.5
    found = sign_flip(differences, resamples=9999)
    assert found == pytest.approx(stats.ttest_1samp(differences, 0).pvalue, abs=0.03)
    monkeypatch.setattr(intervals.significance, "_CELLS", 1000)
    assert sign_flip(differences, resamples=9999) == found


def test_sign_flip_refuses_a_single_run():
    with pytest.raises(OptionError, match=r"differences=\[0\.1\]: one run shows no variation; give at least 2"):
        sign_flip([0.1])
    with pytest.raises(OptionError, match="resamples=0: give a whole number, at least 1"):
        sign_flip([0.1, 0.2], resamples=0)
