"""Gates and orders by what meta says of a row."""

import json

import pytest
from datasets import Dataset

from oeis_qa.errors import OptionError
from oeis_qa.training.curriculum import gated, ordered
from oeis_qa.training.plans import planned
from oeis_qa.training.sft import SFT

METAS = [{"digits": 3, "by": "nobody"}, {"digits": 1, "by": "constant"}, {"digits": 2, "by": "nobody"}]


@pytest.fixture
def rows():
    return Dataset.from_dict({"id": ["a", "b", "c"], "meta": [json.dumps(meta) for meta in METAS]})


@pytest.mark.parametrize(
    ("gate", "passes"),
    [
        ("digits<=2", ["b", "c"]),
        ("digits < 2", ["b"]),
        ("digits>=2", ["a", "c"]),
        ("digits>2", ["a"]),
        ("by=nobody", ["a", "c"]),
        ("by!=nobody", ["b"]),
    ],
)
def test_a_gate_lets_rows_pass_whose_meta_fits(rows, gate, passes):
    assert gated(rows, [gate])["id"] == passes


def test_every_gate_has_to_be_passed(rows):
    assert gated(rows, ["digits<=2", "by=nobody"])["id"] == ["c"]


def test_rows_that_stream_are_gated_too(rows):
    assert [row["id"] for row in gated(rows.to_iterable_dataset(), ["digits<3"])] == ["b", "c"]


def test_no_gate_changes_nothing(rows):
    assert gated(rows, []) is rows


@pytest.mark.parametrize(
    ("gate", "message"),
    [
        ("digits", r"'digits' is none; give KEY<=VALUE"),
        ("digit<=2", r"meta of the first row has no 'digit'; did you mean 'digits'\? Have: digits, by"),
        ("by<=2", "a row has 'nobody' there, which has no such order"),
        ("digits>9", "no row passes; widen it"),
    ],
)
def test_a_gate_that_means_nothing_is_refused(rows, gate, message):
    with pytest.raises(OptionError, match=message):
        gated(rows, [gate])


def test_rows_without_meta_cannot_be_gated(rows):
    with pytest.raises(OptionError, match="no column meta"):
        gated(rows.remove_columns("meta"), ["digits<=2"])


def test_easier_rows_come_first_and_equal_ones_stay_in_order():
    rows = Dataset.from_dict({"id": list("abcd"), "meta": [json.dumps({"n": n}) for n in (2, 1, 2, 1)]})
    assert ordered(rows, "n")["id"] == ["b", "d", "a", "c"]
    assert ordered(rows, "-n")["id"] == ["a", "c", "b", "d"]


def test_an_order_by_text_is_refused(rows):
    with pytest.raises(OptionError, match="by of row 0 is 'nobody'; choose a key that is a number"):
        ordered(rows, "by")


def test_rows_that_stream_have_no_order(rows):
    with pytest.raises(OptionError, match="leave --streaming out"):
        ordered(rows.to_iterable_dataset(), "digits")


@pytest.fixture
def arguments(tmp_path):
    return [
        "--output_dir",
        str(tmp_path),
        "--model",
        "scratch:tiny",
        "--use_cpu",
        "true",
        "--gate",
        "digits<=1",
        "--data",
    ]


def test_a_gate_is_for_each_part_so_that_none_is_lost_for_want_of_a_key(arguments):
    with pytest.raises(OptionError, match="meta of the first row has no 'digits'; Have: family"):
        planned(SFT, [*arguments, "oeis_qa/completion?size=40&eval_size=4", "arc_rle/image?size=40&eval_size=4"])


def test_shares_are_of_the_rows_that_pass(arguments):
    plan = planned(SFT, [*arguments, *(f"oeis_qa/{kind}?size=40&eval_size=4" for kind in ("completion", "nth_term"))])
    assert sum(share.taken for share in plan.shares) == len(plan.rows)
    assert all(0 < share.taken <= share.rows < 40 for share in plan.shares)
