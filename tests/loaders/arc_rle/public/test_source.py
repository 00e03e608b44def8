"""source=FILE: which rows become a dataset, in which splits and order, what is counted, and what is refused."""

import json

import datasets
import pytest

import oeis_qa
from oeis_qa.errors import CapacityError, OptionError, SourceError, SourceFormatError
from tests.loaders.arc_rle.public.conftest import row

FLIP = "dataset=image_deserialize group=flipx image_width=small image_height=small"
TURN = "dataset=image_deserialize group=rotate_180"
GOOD = ("Mirror it", "4 1 0123", "4 1 3210", FLIP)


def images(count, group="flipx"):
    """Rows of one column, which stays as it is."""
    texts = (f"1 3 {i // 100},{i // 10 % 10},{i % 10}" for i in range(100, 100 + count) if i % 111)
    told = (text for text in texts if len({*text[4:].split(",")}) == 3)
    return [row(f"Mirror {i}", text, text, f"dataset=image_deserialize group={group}") for i, text in enumerate(told)]


def test_a_row_is_as_in_the_file_but_for_its_answer(taken):
    kept, dropped = taken("image", [("Mirror it", "3 1 333", "3 1 333", FLIP)])
    assert dropped == {}
    assert kept[1]["prompt"] == "Mirror it\n3 1 333"
    assert kept[1]["answer"] == kept[1]["response"] == "3 1 3"
    assert (kept[1]["operation"], kept[1]["licence"], len(kept[1]["family"])) == ("flipx", "unknown", 16)


def test_every_line_is_kept_or_counted(taken):
    kept, dropped = taken(
        "image",
        [
            GOOD,
            ("Mirror it", "4 1 4567", "4 1 4567", FLIP),
            ("Mirror it", "4 2 0123", "4 2 3210", FLIP),
            ("Mirror it", "4 1 0123", "4 1 3210", TURN),
            ("Whirl it", "4 1 0123", "4 1 3210", "dataset=image_deserialize group=whirl"),
            ("Read a row", "4 1 0123", "0123", "dataset=image_deserialize group=get_row_as_list"),
            ("Solve it", "I0\n1 1 1", "1", "dataset=solve_color group=swap two predict=rawpixels"),
            ("No keys at all", "", "", ""),
            ("Turn it", "4 1 0123", "4 1 3210", TURN),
        ],
    )
    assert set(kept) == {1, 9}
    assert dropped == {
        "disagrees with its rule": 1,
        "malformed input": 1,
        "duplicate": 1,
        "unknown operation": 1,
        "cannot be re-derived": 1,
        "of another dataset": 2,
    }


def test_operations_filter_by_name(taken):
    kept, dropped = taken("image", [GOOD, ("Turn it", "4 1 0123", "4 1 3210", TURN)], operations="rotate_180")
    assert [about["operation"] for about in kept.values()] == ["rotate_180"]
    assert dropped == {"operation not asked for": 1}


def test_one_image_lies_in_one_split_which_is_that_of_drawn_rows(written, tmp_path):
    for split in ("train", "validation", "test"):
        drawn = oeis_qa.load_dataset_builder(
            "arc_rle", "image", vocabulary="simon", operations="flipx", cache_dir=str(tmp_path)
        ).batch(split, range(50))
        columns = (column.to_pylist() for column in (drawn.instruction, drawn.data, drawn.answer, drawn.benchmark))
        source = written([row(*told) for told in zip(*columns, strict=True)], f"{split}.jsonl")
        builder = oeis_qa.load_dataset_builder("arc_rle", "image", source=source, cache_dir=str(tmp_path))
        assert {name: size for name, size in builder.capacity().items() if size} == {split: 50}


def test_splits_and_rows_stay_when_the_seed_changes_which_orders_them(written):
    source = written(images(800))
    built = [datasets.load_dataset("arc_rle", "image", source=source, seed=seed) for seed in (0, 1)]
    one, other = ({name: rows["id"][:] for name, rows in splits.items()} for splits in built)
    assert {name: set(ids) for name, ids in one.items()} == {name: set(ids) for name, ids in other.items()}
    assert one["train"] != other["train"]
    shares = [len(one[name]) / sum(map(len, one.values())) for name in ("train", "validation", "test")]
    assert shares == pytest.approx([0.8, 0.1, 0.1], abs=0.05)


def test_size_is_bound_by_the_rows_that_are_kept_and_row_i_does_not_depend_on_it(written):
    source = written(images(300))
    whole, some = (datasets.load_dataset("arc_rle", "image", source=source, **size) for size in ({}, {"size": 20}))
    assert some["train"].to_list() == whole["train"].select(range(20)).to_list()
    with pytest.raises(CapacityError, match="size=9,999 is over the capacity of arc_rle/image, train"):
        datasets.load_dataset("arc_rle", "image", source=source, size=9999)


def test_a_file_without_a_row_of_the_config_says_what_was_dropped(written):
    source = written([row("a", "b", "c", "dataset=mass group=max_mass")])
    with pytest.raises(CapacityError, match=r"no rows under these options .*of another dataset: 1"):
        datasets.load_dataset("arc_rle", "image", source=source)


def test_other_bytes_under_the_same_name_are_other_rows(written):
    rows = images(60)
    first = datasets.load_dataset("arc_rle", "image", source=written(rows))["train"]
    assert datasets.load_dataset("arc_rle", "image", source=written(rows))["train"].to_list() == first.to_list()
    again = datasets.load_dataset("arc_rle", "image", source=written(rows[:20]))["train"]
    assert len(again) < len(first)


def test_layouts_with_two_answers_have_a_wrong_one(written):
    rows = datasets.load_dataset("arc_rle", "image", source=written(images(60)), layout="preference")["train"]
    for asked in rows:
        rejected = asked["rejected"][0]["content"]
        assert not oeis_qa.verify(rejected, asked["answer"], asked["answer_kind"]).right


@pytest.mark.parametrize(
    "option",
    [
        {"min_side": 3},
        {"max_side": 9},
        {"colours": (2, 3)},
        {"encoding": "json"},
        {"answer_encoding": "digits"},
        {"vocabulary": "simon"},
    ],
)
def test_options_of_drawn_rows_are_refused(written, option):
    with pytest.raises(OptionError, match=r"says how rows are drawn, and source=.* leave one of them out"):
        oeis_qa.load_dataset_builder("arc_rle", "image", source=written([row(*GOOD)]), **option)


def test_steps_and_unknown_operations_are_refused_too(written):
    source = written([row(*GOOD)])
    with pytest.raises(OptionError, match=r"steps=.* says how rows are drawn"):
        oeis_qa.load_dataset_builder("arc_rle", "cellular_automaton", source=source, steps=(2, 2))
    with pytest.raises(OptionError, match="'whirl' is no operation of image"):
        oeis_qa.load_dataset_builder("arc_rle", "image", source=source, operations="whirl")


def test_a_source_that_is_not_there_or_no_such_file_is_refused(written):
    with pytest.raises(SourceError, match="is not there"):
        oeis_qa.load_dataset_builder("arc_rle", "image", source="gone.jsonl")
    with pytest.raises(SourceFormatError, match="line 1: instruction is None"):
        datasets.load_dataset("arc_rle", "image", source=written([json.dumps({"text": "1 1 7"})]))


def test_a_mixture_takes_the_configs_that_the_file_has(written):
    still = "1 1 0\n1 1 0"
    told = "dataset=cellular_automaton group=recognize_transformation"
    automata = [row(f"{i}: cave_wrap", still, "cave_wrap=1", told) for i in range(30)]
    rows = [*images(60), *automata, row("x", "y", "z", "dataset=solve_half")]
    built = oeis_qa.load_dataset_builder("arc_rle", "mixture", source=written(rows))
    assert list(built.config.shares()) == ["image", "cellular_automaton"]
    size = max(built.capacity().values())
    assert {asked.as_py().split("/")[0] for asked in built.batch("train", range(size)).id} == {
        "image",
        "cellular_automaton",
    }
    assert built.dropped() == {}
    one = oeis_qa.load_dataset_builder("arc_rle", "mixture", source=written(rows), weights="image=1")
    assert one.capacity()["train"] > 30


def test_a_mixture_of_a_file_without_our_rows_has_none(written):
    source = written([row("x", "y", "z", "dataset=solve_half")])
    with pytest.raises(CapacityError, match="mixture has no rows"):
        datasets.load_dataset("arc_rle", "mixture", source=source)
