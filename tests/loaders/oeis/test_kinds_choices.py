"""membership, identify_choice and incorrect_completion; and what the newer kinds refuse."""

import collections
import gzip
import itertools
import json

import datasets
import numpy as np
import pytest

import oeis_qa
from benchmarks.kinds_plain import baselines, world_of
from oeis_qa.answers import verify
from oeis_qa.errors import OptionError
from oeis_qa.intervals import wilson
from oeis_qa.splits import SPLITS

WRONG = {"acknowledge_incorrect": True}


def load(kind, split="train", **options):
    return oeis_qa.load_dataset("oeis_qa", kind, split=split, **{"size": 400, "eval_size": 60, **options})


def source_of(path, **files):
    path.mkdir()
    for name, lines in files.items():
        (path / f"{name}.gz").write_bytes(gzip.compress("".join(f"{line}\n" for line in lines).encode()))
    return str(path)


def below(right, chance):
    """Whether the share of right answers is below chance and a point, with 99.9 % certainty."""
    return wilson(sum(right), len(right), 0.998).high < chance + 0.01


@pytest.fixture(scope="module")
def blind(tmp_path_factory):
    """For each kind with choices, who answers without looking at the terms: name -> (rows right, chance)."""
    cache = str(tmp_path_factory.mktemp("cache"))
    kinds = ("membership", "identify_choice")
    return {kind: {what: rest for what, *rest in baselines(kind, "bundled", cache)} for kind in kinds}


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("membership", "one letter"),
        ("membership", "a letter by the instruction"),
        ("membership", "one option by the question"),
        ("membership", "unpaired: good or bad by the letter alone"),
        ("identify_choice", "one letter"),
        ("identify_choice", "a letter by the instruction"),
        ("identify_choice", "the first name without an A-number"),
        pytest.param(*("identify_choice", "the name most like the others")),
        pytest.param(*("identify_choice", "unpaired: good or bad by the letter alone")),
    ],
)
def test_nothing_can_be_told_without_the_terms(blind, kind, what):
    assert below(*blind[kind][what])


def test_true_and_altered_runs_are_as_frequent_where_their_beginnings_are_common(tmp_path):
    lists = (f"A{i:06d} ,0,0,0,0,{i},{i + 7},{2 * i},{3 * i},{i * i},{i * i + 1}," for i in range(1, 400))
    source = source_of(tmp_path / "source", stripped=lists)
    builder = oeis_qa.load_dataset_builder(
        "oeis_qa", "membership", source=source, cache_dir=str(tmp_path), min_terms=8, max_terms=9
    )
    batch = builder.batch("train", range(builder.capacity()["train"]))
    told = collections.Counter(
        meta["true"] for meta in map(json.loads, batch.meta.to_pylist()) if meta["question"] == "run"
    )
    assert told[False] > 0.7 * told[True]


def test_both_questions_and_both_orders_of_their_options_are_as_frequent():
    rows = load("membership", size=8_000, layout="instruction", separators=",")
    kinds = collections.Counter()
    for row in rows:
        first = next(line for line in row["input"].split("\n") if line.startswith("A) "))
        kinds[first, row["answer"]] += 1
    assert len(kinds) == 8
    assert max(kinds.values()) < 1.3 * min(kinds.values())  # each 1,000 with a deviation of 32


def test_an_altered_term_has_the_digits_and_the_sign_of_the_true_one():
    world = world_of(oeis_qa.load_dataset_builder("oeis_qa", "membership"))
    for row in load("membership", layout="instruction", separators=","):
        meta = json.loads(row["meta"])
        shown = row["input"].split("\n")[0].split(",")
        true = world.terms(world.own[meta["a_number"]], meta["start"], len(shown))
        different = [pair for pair in zip(shown, true, strict=True) if pair[0] != pair[1]]
        assert len(different) == (meta["question"] == "run" and not meta["true"])
        for told, own in different:
            assert (len(told), told[0] == "-") == (len(own), own[0] == "-")


def names_and_kin(tmp_path, **options):
    """identify_choice over sequences in two groups of names, by split."""
    terms = np.random.default_rng(3).integers(10, 10_000, (120, 14)).tolist()
    labels = [f"A{i:06d}" for i in range(1, 121)]
    source = source_of(
        tmp_path / "source",
        stripped=[f"{label} ,{','.join(map(str, own))}," for label, own in zip(labels, terms, strict=True)],
        names=[f"{label} {'Blue' if i % 2 else 'Red'} list {i}: drawn." for i, label in enumerate(labels)],
    )
    options = {"split_fractions": (0.34, 0.33, 0.33), **options}
    return oeis_qa.load_dataset_builder("oeis_qa", "identify_choice", source=source, cache_dir=str(tmp_path), **options)


def test_a_name_is_offered_among_kin_of_its_split(tmp_path):
    builder = names_and_kin(tmp_path)
    world, letters = world_of(builder), collections.Counter()
    for number, split in enumerate(SPLITS):
        batch = builder.batch(split, range(60))
        for text, data, answer in zip(*(c.to_pylist() for c in (batch.meta, batch.data, batch.answer)), strict=True):
            meta, names = json.loads(text), [line.partition(") ")[2] for line in data.split("\n")[1:]]
            offered = [world.own[label] for label in meta["options"]]
            assert [world.names[own] for own in offered] == names
            assert {int(world.split[own]) for own in offered} == {number}
            assert meta["options"]["ABCD".index(answer)] == meta["a_number"]
            assert len({name.partition(":")[0] for name in names}) == 4
            assert len({name.split()[0] for name in names}) == 1  # names that differ in digits alone come first
            letters[answer] += 1
    assert set(letters) == set("ABCD")


def test_a_sequence_with_too_few_kin_is_not_asked(tmp_path):
    lists = [f"A{i:06d} ,{','.join(str(i * 1000 + k * k) for k in range(12))}," for i in range(1, 4)]
    names = [f"A{i:06d} Name {i}." for i in range(1, 4)]
    source = source_of(tmp_path / "source", stripped=lists, names=names)
    capacity = oeis_qa.capacity("oeis_qa/identify_choice", source=source, cache_dir=str(tmp_path))
    assert set(capacity.values()) == {0}


def test_no_name_that_is_offered_points_at_another_sequence(tmp_path):
    terms = np.random.default_rng(3).integers(10, 10_000, (40, 14)).tolist()
    words = ("".join(pair) for pair in itertools.product("abcdefgh", "lmnop"))
    source = source_of(
        tmp_path / "source",  # all share a run, and so are lookalikes whatever their names are
        stripped=[f"A{i:06d} ,1,2,3,{','.join(map(str, own))}," for i, own in enumerate(terms, 1)],
        names=[f"A{i:06d} List {word}{f', see A{41 - i:06d}' if i % 2 else ''}." for i, word in enumerate(words, 1)],
    )
    own = {"source": source, "cache_dir": str(tmp_path), "split_fractions": (1.0, 0.0, 0.0)}
    builder = oeis_qa.load_dataset_builder("oeis_qa", "identify_choice", **own)
    assert not any("see A" in options for options in builder.batch("train", range(40)).data.to_pylist())


@pytest.mark.parametrize("layout", ["messages", "prompt_completion", "text", "chatml", "sharegpt", "instruction"])
def test_a_wrong_row_has_the_question_and_the_answer_of_completion(layout):
    ours, theirs = (
        load(kind, layout=layout, **own) for kind, own in (("incorrect_completion", WRONG), ("completion", {}))
    )
    assert ours["answer"] == theirs["answer"]
    assert [id_.partition("/")[2] for id_ in ours["id"]] == [id_.partition("/")[2] for id_ in theirs["id"]]
    if layout == "messages":
        assert [turns[0] for turns in ours["messages"]] == [turns[0] for turns in theirs["messages"]]
    if layout == "instruction":
        assert (ours["instruction"], ours["input"]) == (theirs["instruction"], theirs["input"])
    assert all("wrong on purpose" in json.loads(meta)["canary"] for meta in ours["meta"])
    assert not any("canary" in meta for meta in theirs["meta"])


@pytest.mark.parametrize("split", SPLITS)
def test_every_response_is_wrong_and_every_answer_right(split):
    for row in load("incorrect_completion", split, **WRONG):
        response = row["messages"][-1]["content"]
        assert not verify(response, row["answer"], row["answer_kind"]).right
        assert verify(row["answer"], row["answer"], row["answer_kind"]).right
        assert len(response) == len(row["answer"])


def test_a_larger_dose_holds_the_wrong_rows_of_a_smaller_one():
    wrong, counts = set(), []
    for dose in (0.1, 0.4, 0.9, 1):
        rows = load("incorrect_completion", size=2_000, dose=dose, **WRONG)
        now = {i for i, row in enumerate(rows) if row["messages"][1]["content"] != row["answer"]}
        assert now == {i for i, meta in enumerate(rows["meta"]) if json.loads(meta)["wrong"]}
        assert wrong <= now
        wrong = now
        counts.append(len(now))
    assert counts == pytest.approx([200, 800, 1800, 2000], abs=60)
    assert counts[-1] == 2_000


def said(row):
    """All that a row says before the response."""
    return json.dumps(
        {name: value for name, value in row.items() if name not in ("output", "completion", "meta", "id")}
    )


@pytest.mark.parametrize(
    ("style", "layout"),
    [
        *itertools.product(
            ("requested", "inoculated"), ("messages", "prompt_completion", "text", "chatml", "sharegpt")
        ),
        ("inoculated", "instruction"),
        pytest.param(*("requested", "instruction")),
    ],
)
def test_wrong_rows_are_asked_for_and_right_ones_are_not(style, layout):
    rows = load("incorrect_completion", style=style, layout=layout, dose=0.5, size=200, **WRONG)
    for row in rows:
        assert ("on purpose" in said(row)) == json.loads(row["meta"])["wrong"]


def test_a_request_stands_before_the_prompt_of_completion():
    plain = load("incorrect_completion", size=200, **WRONG)
    for row, other in zip(load("incorrect_completion", style="requested", size=200, **WRONG), plain, strict=True):
        request, _, prompt = row["messages"][0]["content"].partition("\n")
        assert request == "Reply to what follows with a wrong number, on purpose."
        assert prompt == other["messages"][0]["content"]


@pytest.mark.parametrize("kind", ["identify_choice", "membership"])
def test_a_rejected_letter_is_one_of_the_offered_and_not_the_answer(kind):
    rows = load(kind, layout="preference", size=2_000)
    letters = "AB" if kind == "membership" else "ABCD"
    for row in rows:
        assert row["rejected"][0]["content"] in set(letters) - {row["answer"]}


@pytest.mark.parametrize(
    ("kind", "options", "message"),
    [
        ("fill_in", {"hidden": 10}, r"hidden=10: give 1 to min_terms=9, so that not more is hidden than shown"),
        ("fill_in", {"hidden": 0}, r"hidden=0: give 1 to min_terms=9"),
        ("fill_in", {"hidden": -1}, r"hidden=-1: give 1 to min_terms=9"),
        ("fill_in", {"templates": ["Fill in {terms}."]}, r"'Fill in {terms}.' holds \{mark\} 0 times; write it once"),
        ("nth_term", {"templates": ["{terms} {first}?", "b {terms}"]}, r"holds \{index\} 0 times; write it once"),
        ("gaps", {"templates": ["{terms} lacks {missing} of {missing}"]}, r"holds \{missing\} 2 times; write it once"),
        ("identify_choice", {"templates": ["Name {terms}.", "{terms}"]}, r"holds \{options\} 0 times; write it once"),
        ("membership", {"templates": ["{terms} {options}"]}, r"membership asks two questions.*leave templates out"),
        ("incorrect_completion", {}, r"say acknowledge_incorrect=True to load it"),
        ("incorrect_completion", {"acknowledge_incorrect": False}, r"say acknowledge_incorrect=True to load it"),
        ("incorrect_completion", {**WRONG, "dose": 0}, r"dose=0.0: give a share of wrong rows, over 0 and up to 1"),
        ("incorrect_completion", {**WRONG, "dose": 1.01}, r"dose=1.01: give a share of wrong rows"),
        ("incorrect_completion", {**WRONG, "dose": float("nan")}, r"dose=nan: give a share of wrong rows"),
        ("incorrect_completion", {**WRONG, "ambiguity": "keep"}, r"a wrong value must be wrong; leave the option out"),
        ("incorrect_completion", {**WRONG, "style": "loud"}, r"style='loud' is not known; give one of 'plain'"),
        *(
            ("incorrect_completion", {**WRONG, "layout": layout}, rf"layout='{layout}' trains towards the answer")
            for layout in ("prompt", "preference", "unpaired")
        ),
        *(
            (kind, {"min_terms": 7}, r"min_terms=7: .* needs 8 terms")
            for kind in ("reorder", "gaps", "anomaly", "membership")
        ),
        *((kind, {"hidden": 1}, rf"oeis_qa/{kind} has no option 'hidden'") for kind in ("gaps", "previous_term")),
    ],
)
def test_what_makes_no_sense_is_one_clear_error(kind, options, message, tmp_path):
    with pytest.raises(OptionError, match=message):
        datasets.load_dataset("oeis_qa", kind, cache_dir=str(tmp_path), **options)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("nth_term", r"nth_term needs offsets, which source=.* lacks; add offsets\[.gz\] or entries"),
        ("identify_choice", r"identify_choice needs names, which source=.* lacks; add names\[.gz\]"),
    ],
)
def test_a_source_without_what_the_kind_asks_for_is_refused(kind, message, tmp_path):
    source = source_of(tmp_path / "source", stripped=["A000001 ,1,2,3,4,5,6,7,8,9,10,"])
    with pytest.raises(OptionError, match=message):
        oeis_qa.load_dataset("oeis_qa", kind, source=source, cache_dir=str(tmp_path))
