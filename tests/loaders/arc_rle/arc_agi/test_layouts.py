"""Layouts of tasks: each change by hand, undone again by plain code, small enough, and noise in inputs alone."""

import itertools
import json

import numpy as np
import pytest

import oeis_qa
from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.arc_agi.chosen_layouts import CHANGES, Room, chosen
from oeis_qa.loaders.arc_rle.arc_agi.layouts import Layout, laid_out, sides
from oeis_qa.loaders.arc_rle.arc_agi.plan import plan
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.splits import SPLITS
from oeis_qa.streams import Stream
from tests.loaders.arc_rle.arc_agi.conftest import TASK
from tests.loaders.arc_rle.arc_agi.test_rows import REAL, told

ALL = (1.0, 0.0, 0.0)
EVERY = ("symmetries", "colours", "order", *CHANGES, "noise")
KEYS = Stream(3, "test layouts")[np.arange(600)]
SMALL = Grids.of([[[1, 2], [3, 4]]])


def layout(scale=1, line=0, outer=0, pad=(0, 0, 0, 0), skew=0):
    one = (np.array([value]) for value in (scale, line, outer, pad, skew, (7, 8, 9)))
    return Layout(*one)


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (layout(), "12 34"),
        (layout(scale=2), "1122 1122 3344 3344"),
        (layout(line=1), "172 777 374"),
        (layout(line=1, outer=1), "77777 71727 77777 73747 77777"),
        (layout(scale=2, line=1), "11722 11722 77777 33744 33744"),
        (layout(pad=(1, 0, 0, 2)), "8888 1288 3488"),
        (layout(line=1, outer=1, pad=(0, 0, 1, 0)), "877777 871727 877777 873747 877777"),
        (layout(skew=1), "129 934"),
        (layout(skew=2), "912 349"),
        (layout(skew=3), "19 32 94"),
        (layout(skew=4), "92 14 39"),
        (layout(pad=(1, 0, 0, 0), skew=1), "8899 9129 9934"),
    ],
)
def test_a_layout_is_what_it_says(made, wanted):
    (grid,) = laid_out(SMALL, made)
    assert " ".join("".join(map(str, row)) for row in grid.tolist()) == wanted
    assert [int(side[0]) for side in sides(SMALL.height, SMALL.width, made)] == list(grid.shape)


def some(values, at):
    return Layout(*(column[at] for column in values))


def undone(grid, made):
    """The grid as it was, by the numbers of its layout, cell by cell; blocks by the colour of most cells."""
    scale, line, outer, pad, skew, _ = (np.asarray(value).tolist() for value in made)
    if skew in (3, 4):
        return undone(grid.T, Layout(scale, line, outer, (pad[2], pad[3], pad[0], pad[1]), skew - 2, None)).T
    if skew:
        high = len(grid)
        wide = grid.shape[1] - high + 1
        shifts = range(high) if skew == 1 else reversed(range(high))
        grid = np.array([row[shift : shift + wide] for row, shift in zip(grid, shifts, strict=True)])
    rim = line * outer
    rows = range(pad[0] + rim, len(grid) - pad[1] - rim, scale + line)
    columns = range(pad[2] + rim, grid.shape[1] - pad[3] - rim, scale + line)
    blocks = [[grid[y : y + scale, x : x + scale].ravel() for x in columns] for y in rows]
    return np.array([[np.bincount(block).argmax() for block in row] for row in blocks])


def drawn_layouts(wanted):
    """Layouts of variants of the tasks of the library, and which changes they make."""
    made = plan((), (), "train", ALL)
    task = np.arange(len(KEYS)) % len(made.free)
    counts = made.pairs.counts[task]
    pair = np.concatenate(
        [np.arange(start, start + n) for start, n in zip(made.pairs.starts[task], counts, strict=True)]
    )
    room = Room(np.repeat(np.arange(len(task)), counts), made.pairs.before.some(pair), made.pairs.after.some(pair))
    return room, made.free[task], *chosen(KEYS, wanted, made.free[task], room)


@pytest.mark.parametrize("noise", [None, KEYS])
def test_every_grid_comes_back_from_its_layout_noisy_or_not(noise):
    room, _, own, _ = drawn_layouts(CHANGES)
    for grids in (room.before, room.after):
        keys = None if noise is None else Stream(1, "test noise")[np.arange(len(grids))]
        own_of_pairs = own.some(room.task)
        for at, grid in enumerate(laid_out(grids, own_of_pairs, keys)):
            assert undone(grid, some(own_of_pairs, at)).tolist() == grids[at].tolist()


def test_layouts_add_colours_that_the_task_does_not_show_each_another():
    room, free, own, made = drawn_layouts(CHANGES)
    adding = made[:, 1:]
    assert adding.any(axis=0).all()
    for colours, added, unused in zip(own.colours, adding, free, strict=True):
        assert unused[colours[added]].all()
        assert len(set(colours[added])) == added.sum()
    assert not free[room.task, room.before.cells[:, 0, 0]].any()


def test_one_or_more_of_the_wanted_changes_are_made_where_there_is_room():
    assert {tuple(row) for row in drawn_layouts(("scale", "pad"))[3].tolist()} == {
        (True, False, False, False),
        (False, False, True, False),
        (True, False, True, False),
    }
    made = drawn_layouts(CHANGES)
    assert made[3].any(axis=1).all()
    assert set(made[2].skew) == {0, 1, 2, 3, 4}


def test_blocks_are_as_large_as_there_is_room_for():
    grids = Grids.of([[[1, 2, 3, 4, 5, 6]]])
    for copies, largest in ((1, 5), (6, 5), (40, 2), (60, 1)):  # 30 cells of side at most, and 2,000 of all grids
        whole = grids.some(np.zeros(len(KEYS) * copies, int))
        room = Room(np.repeat(np.arange(len(KEYS)), copies), whole, whole)
        own, made = chosen(KEYS, ("scale",), np.ones((len(KEYS), 10), bool), room)
        assert set(own.scale) == set(range(min(2, largest), largest + 1))
        assert (made[:, 0] == (largest > 1)).all()


def test_a_task_that_is_too_large_for_a_change_stays_as_it_is(written, built):
    square = [[1] * 16] * 16
    task = {"train": [{"input": square, "output": square}], "test": [{"input": square, "output": square}]}
    rows = told(built(source=written(a__json=task), augment="scale,grid", split_fractions=ALL), "train", range(1))
    ((meta, _, shown, _),) = rows
    assert meta["changes"] == []
    assert shown.tests[0][0].tolist() == square


def test_changes_are_told_and_answers_are_clean_and_small(built):
    builder = built(augment=",".join(EVERY), predict="rle", split_fractions=ALL)
    seen = set()
    for meta, _, task, answer in told(builder, "train", range(400)):
        seen.update(meta["changes"])
        assert oeis_qa.verify(answer, answer, "grid:rle").right
        grids = [grid for pair in (*task.examples, *task.tests) for grid in pair if grid is not None]
        assert max(max(grid.shape) for grid in grids) <= 30
        assert sum(grid.size for grid in grids) <= 2000
        if meta["changes"] == ["scale", "noise"]:
            assert all(whole_blocks(after) for _, after in task.examples)
    assert seen == {*CHANGES, "noise"}


def whole_blocks(grid):
    return any(
        not (grid.shape[0] % k or grid.shape[1] % k)
        and (grid == np.kron(grid[::k, ::k], np.ones((k, k), np.uint8))).all()
        for k in range(2, 7)
    )


def test_rows_without_layouts_say_nothing_of_them(built):
    assert "changes" not in told(built(), "train", range(1))[0][0]


def test_tests_of_one_task_in_one_variant_have_one_layout(written, built):
    tests = {"train": TASK["train"], "test": [*TASK["test"], {"input": [[5, 5]], "output": [[5, 5]]}]}
    source = written(a__json=tests)
    rows = told(built(source=source, augment="scale,grid,pad,skew,noise", split_fractions=ALL), "train", range(2))
    (one, _, first, _), (other, _, second, _) = rows
    assert {one["test"], other["test"]} == {0, 1}
    assert [g.tolist() for p in first.examples for g in p] == [g.tolist() for p in second.examples for g in p]


def test_questions_are_distinct_and_tasks_lie_in_their_splits(built):
    builder = built(augment=",".join(EVERY))
    batches = {split: builder.batch(split, range(1000)) for split in SPLITS}
    data = [text for batch in batches.values() for text in batch.prompt.to_pylist()]
    assert len(set(data)) == len(data)
    families = [{json.loads(meta)["family"] for meta in batch.meta.to_pylist()} for batch in batches.values()]
    assert not any(one & other for one, other in itertools.combinations(families, 2))


def test_a_row_is_laid_out_the_same_whatever_stands_beside_it(built):
    builder = built(augment=",".join(EVERY))
    whole = builder.batch("train", range(60))
    for at in (0, 17, 59):
        alone = builder.batch("train", range(at, at + 1))
        for column in ("prompt", "answer", "meta"):
            assert getattr(alone, column)[0] == getattr(whole, column)[at]


def test_another_seed_lays_the_same_variants_out_otherwise(written, built):
    source = written(a__json=TASK)
    data = {
        told(built(source=source, augment="pad", seed=seed, split_fractions=ALL), "train", range(1))[0][2]
        .tests[0][0]
        .tobytes()
        for seed in range(5)
    }
    assert len(data) > 1


def test_noise_alone_is_refused(built):
    with pytest.raises(
        OptionError, match=r"that scale and grid leave to spare, and of inputs alone.*; add scale or grid"
    ):
        built(augment="symmetries,pad,noise")


@pytest.mark.skipif(not REAL.exists(), reason="ARC-AGI-1 is not there; OEIS_QA_DATA names its folder")
def test_changed_real_tasks_are_small_enough(built):
    builder = built(source=str(REAL), augment=",".join(EVERY))
    for meta, _, task, _ in told(builder, "train", range(600)):
        if meta["changes"]:
            grids = [grid for pair in (*task.examples, *task.tests) for grid in pair if grid is not None]
            assert max(max(grid.shape) for grid in grids) <= 30
            assert sum(grid.size for grid in grids) <= 2000
