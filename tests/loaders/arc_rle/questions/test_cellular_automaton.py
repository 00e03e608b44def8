"""cellular_automaton: rows by hand, what is drawn for whom, and what is refused."""

import re
from collections import Counter

import numpy as np
import pytest

import oeis_qa
from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.questions.cellular_automaton import NAMES, _mixed, _with_kin, run
from oeis_qa.loaders.arc_rle.rle import decode
from oeis_qa.streams import Stream

BLINKER = [[0, 0, 0], [1, 1, 1], [0, 0, 0]]
KEYS = Stream(5, "test")[np.arange(2_000)]


def numbers(*names):
    return np.array([NAMES.index(name) for name in names])


def batch_of(operation, count=300, **options):
    builder = oeis_qa.load_dataset_builder("arc_rle", "cellular_automaton", operations=operation, **options)
    return builder.batch("train", range(count))


def test_each_grid_goes_its_own_steps_of_its_own_rule():
    grids = Grids.of([BLINKER, BLINKER, BLINKER, [[3, 1, 2, 3]], [[3, 1, 2, 3]]])
    which = numbers("gameoflife_nowrap", "gameoflife_nowrap", "gameoflife_wrap", "wireworld_nowrap", "wireworld_wrap")
    after = run(grids, which, np.array([1, 2, 1, 1, 1]))
    assert [grid.tolist() for grid in after] == [
        [[0, 1, 0], [0, 1, 0], [0, 1, 0]],
        BLINKER,
        [[1, 1, 1], [1, 1, 1], [1, 1, 1]],  # around every cell of this torus are all three
        [[1, 2, 3, 3]],  # the last wire has no head beside it ...
        [[3, 2, 3, 3]],  # on a torus of one row the one head is three to the first wire
    ]


def test_many_grids_are_run_as_each_alone():
    grids = _mixed(KEYS[:600], (3, 9), (3, 9), 2)
    which, steps = np.arange(600) % len(NAMES), np.arange(600) % 4
    together = run(grids, which, steps)
    for i in range(0, 600, 7):
        alone = run(grids.some(np.array([i])), which[i : i + 1], steps[i : i + 1])
        assert alone[0].tolist() == together[i].tolist()


def test_images_that_are_recognised_have_two_states_or_four_and_half_of_them_a_margin():
    grids = _mixed(KEYS, (12, 27), (12, 27), 3)
    assert 500 < sum(grid.max() > 1 for grid in grids) < 850  # a third
    empty = sum(not any(side.any() for side in (grid[:3], grid[-3:], grid[:, :3], grid[:, -3:])) for grid in grids)
    assert 900 < empty < 1_100


def test_no_margin_takes_more_than_a_third_of_an_image():
    for grid in _mixed(KEYS[:300], (4, 9), (4, 9), 100):
        third = (min(grid.shape) - 1) // 3
        assert grid[third:-third, third:-third].any() or not grid.any()


def test_a_margin_as_wide_as_the_steps_hides_whether_an_image_wraps():
    grids = _mixed(KEYS[:500], (12, 27), (12, 27), 3)
    held = np.array([not any(s.any() for s in (g[:3], g[-3:], g[:, :3], g[:, -3:])) for g in grids])
    wraps, steps = np.arange(500) % (len(NAMES) // 2) * 2, np.full(500, 3)
    same = [
        a.tolist() == b.tolist() for a, b in zip(run(grids, wraps, steps), run(grids, wraps + 1, steps), strict=True)
    ]
    assert all(np.array(same)[held])


def test_kin_differ_in_their_border_alone():
    names = np.array([np.roll(np.arange(12), i) for i in range(12)])
    changed = _with_kin(names, np.arange(12) < 6)
    assert changed[6:].tolist() == names[6:].tolist()
    assert all(sorted(row) == list(range(12)) for row in changed.tolist())
    rules = [[NAMES[i].split("_")[0] for i in row[:2]] for row in changed[:6].tolist()]
    assert all(one == other for one, other in rules)


def test_the_rules_of_the_offered_automata_are_told_and_no_others():
    for prompt in batch_of("recognise").instruction.to_pylist():
        offered = {name.split("_")[0] for name in re.findall(r"[a-z]+_(?:no)?wrap\b", prompt)}
        assert set(re.findall(r"[;(] (\w+): ", prompt)) == offered


def test_every_automaton_is_applied_as_often_as_any():
    counts = Counter(re.search(r"ca=(\w+)", text)[1] for text in batch_of("apply", 6_000).benchmark.to_pylist())
    assert set(counts) == set(NAMES)
    assert all(abs(count - 500) < 5 * 500**0.5 for count in counts.values())


def test_steps_are_those_that_are_asked_for():
    told = [re.search(r"(\d+ steps?)\b", text)[1] for text in batch_of("apply", steps="1,2").instruction.to_pylist()]
    assert set(told) == {"1 step", "2 steps"}


def test_wireworld_alone_starts_from_four_states():
    batch = batch_of("apply", 1_000)
    for text, data in zip(batch.benchmark.to_pylist(), batch.data.to_pylist(), strict=True):
        assert decode(data).max() <= (3 if "ca=wireworld" in text else 1)


@pytest.mark.parametrize("steps", ["0,1", "3,2", "1,101"])
def test_steps_that_cannot_be_are_refused(steps):
    with pytest.raises(OptionError, match=r"steps=\(\d+, \d+\): give fewest and most, from 1 to 100"):
        batch_of("apply", steps=steps)
