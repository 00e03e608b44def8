"""What every config of every registered dataset promises. A new config is swept by itself: cases are the registry's."""

import itertools

import datasets
import pytest

import oeis_qa
from oeis_qa import registry
from oeis_qa.errors import OptionError
from oeis_qa.layouts import LAYOUTS, TWO_ANSWERS, features
from tests.loaders.contract import (
    CONFIGS,
    CONTROL_ARMS,
    GIVEN,
    MIXTURES,
    PROGRAMS,
    REQUIRED,
    answered,
    case,
    first,
    metas,
    prompts,
    sizes,
)

pytestmark = [pytest.mark.parametrize("path", [case(path) for path in CONFIGS]), pytest.mark.usefixtures("runnable")]


def test_the_default_gives_a_trainable_dataset(path):
    rows = datasets.load_dataset(path, **REQUIRED[path])
    if path in GIVEN:
        assert 6 <= sum(map(len, rows.values())) <= 12
        return
    assert len(rows["train"]) >= 3000
    assert len(rows["validation"]) >= 200
    assert len(rows["test"]) >= 200


def test_ids_and_questions_are_distinct_over_all_splits(path, loaded):
    splits = loaded(path).values()
    ids = [id_ for rows in splits for id_ in rows["id"]]
    assert len(set(ids)) == len(ids)
    data = [turn for rows in splits for turn in prompts(rows)]
    assert len(set(data)) == len(data)


def test_no_family_lies_in_two_splits(path, loaded):
    families = {name: {meta["family"] for meta in metas(rows)} for name, rows in loaded(path).items()}
    assert all(families.values())
    for one, other in itertools.combinations(families.values(), 2):
        assert not one & other


def test_splits_stay_when_seed_and_size_change(path, loaded):
    split_of = {meta["family"]: name for name, rows in loaded(path).items() for meta in metas(rows)}
    for name, rows in loaded(path, seed=1, size=300).items():
        assert all(split_of.get(meta["family"], name) == name for meta in metas(rows))


def test_row_i_is_the_same_whatever_the_size(path, loaded):
    large, small = loaded(path), loaded(path, size=100, eval_size=20)
    for name, rows in small.items():
        assert rows.to_list() == large[name].select(range(len(rows))).to_list()


def test_another_seed_asks_other_questions_in_another_order(path, loaded):
    if path in GIVEN:
        one, other = first(loaded(path))["id"], first(loaded(path, seed=1))["id"]
        assert sorted(one) == sorted(other)
        assert list(one) != list(other)
        return
    one, other = loaded(path)["train"].select(range(300)), loaded(path, seed=1, size=300)["train"]
    assert len(set(one["id"]) & set(other["id"])) < len(one) // 10
    assert one["id"][:20] != other["id"][:20]


def test_streaming_and_two_processes_give_the_rows_of_one(path, loaded):
    streamed = datasets.load_dataset(path, streaming=True, **sizes(path), **REQUIRED[path])
    two = datasets.load_dataset(path, num_proc=2, download_mode="force_redownload", **sizes(path), **REQUIRED[path])
    for name, rows in loaded(path).items():
        assert rows.to_list() == list(streamed[name]) == two[name].to_list()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_carries_the_same_answers(path, layout, loaded):
    lacking = {*CONTROL_ARMS, *GIVEN} if layout in TWO_ANSWERS else CONTROL_ARMS if layout == "prompt" else ()
    if layout == "stepwise" or path in lacking:
        with pytest.raises(OptionError, match=f"layout='{layout}'"):
            loaded(path, layout=layout)
        return
    rows = first(loaded(path, layout=layout, size=40, eval_size=5))
    plain = first(loaded(path)).select(range(len(rows)))
    assert rows.features == features(layout)
    for column in ("id", "answer", "answer_kind", "benchmark", "meta"):
        assert rows[column] == plain[column]


def test_every_row_keeps_the_schema(path, loaded):
    kinds = registry.dataset_named(path.partition("/")[0]).answer_kinds
    for rows in loaded(path).values():
        for row in rows:
            assert path in MIXTURES or row["id"].startswith(path.partition("/")[2] + "/")
            assert row["answer"].strip() == row["answer"] != ""
            assert row["answer_kind"] in kinds
            assert row["benchmark"].startswith(f"dataset={path.partition('/')[0]} group=")
            assert [turn["role"] for turn in row["messages"]] == ["user", "assistant"]
            assert all(turn["content"].strip() for turn in row["messages"])


def test_golds_and_responses_pass_the_verifier_of_their_kind(path, loaded):
    for rows in loaded(path).values():
        for row, response in answered(rows):
            if path not in PROGRAMS:
                assert oeis_qa.verify(row["answer"], row["answer"], row["answer_kind"]).right, row
                assert oeis_qa.verify(f"\\boxed{{{row['answer']}}}", row["answer"], row["answer_kind"]).right, row
            right = oeis_qa.verify(response, row["answer"], row["answer_kind"]).right
            assert right == (path not in CONTROL_ARMS), row


@pytest.mark.parametrize("layout", ["preference", "unpaired"])
def test_of_two_responses_the_right_one_is_right_and_the_other_wrong(path, layout, loaded):
    if path in CONTROL_ARMS | GIVEN:
        return
    for row in loaded(path, layout=layout, size=200, eval_size=20)["train"]:
        shown = {"preference": [("chosen", True), ("rejected", False)], "unpaired": [("completion", row.get("label"))]}
        for column, right in shown[layout]:
            said = row[column][-1]["content"]
            assert oeis_qa.verify(said, row["answer"], row["answer_kind"]).right == right, row


JUNK = ["", "0", "a", "I do not know", "0123456789", "0 1 2 3 4 5 6 7 8 9", "N/A", "The answer is unknown."]


@pytest.mark.parametrize("junk", JUNK)
def test_junk_is_right_only_where_it_is_the_gold(path, loaded, junk):
    for rows in loaded(path).values():
        for row in rows:
            assert (
                row["answer"].casefold() == junk.casefold()
                or not oeis_qa.verify(junk, row["answer"], row["answer_kind"]).right
            ), row


def test_the_prompt_echoed_is_no_answer(path, loaded):
    for rows in loaded(path).values():
        for row, prompt in zip(rows, prompts(rows), strict=True):
            assert not oeis_qa.verify(prompt, row["answer"], row["answer_kind"]).right, row


def test_capacity_bounds_what_can_be_asked_for(path):
    capacity = oeis_qa.capacity(path, **REQUIRED[path])
    assert {"train", "validation", "test"} - set(capacity) <= ({"validation"} if path in GIVEN else set())
    with pytest.raises(oeis_qa.CapacityError, match=rf"size={capacity['train'] + 1:,} is over the capacity"):
        datasets.load_dataset(path, size=capacity["train"] + 1, **REQUIRED[path])


@pytest.mark.parametrize("option", ["sise", "data_dir", "data_files", "description"])
def test_options_that_it_does_not_have_are_refused(path, option):
    with pytest.raises(OptionError, match=option):
        datasets.load_dataset(path, **{option: "x"}, **REQUIRED[path])


def test_it_is_described(path):
    builder = oeis_qa.load_dataset_builder(path, **REQUIRED[path])
    assert builder.info.description
    assert not builder.info.description.endswith(".")
