"""Nothing is told by anything but the grids: not by the names that are offered, nor by neighbouring rows and seeds."""

import itertools
import json
from collections import Counter

import numpy as np
import pytest

import oeis_qa
from benchmarks import arc_flags
from oeis_qa.loaders.arc_rle.contents import contents, lies_in
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.options import SHARES
from oeis_qa.loaders.arc_rle.questions import KINDS
from oeis_qa.loaders.arc_rle.rle import decode
from oeis_qa.splits import SPLITS

ROWS = 4_000
DEVIATIONS = 3.3  # that chance goes past once in a thousand times
every_flag = pytest.mark.parametrize(("config", "operation"), [*arc_flags.flagged()])


@pytest.fixture(scope="module")
def flags(tmp_path_factory):
    """A function: config, operation -> rows of flags, made once."""
    made = {}

    def read(config, operation):
        if (config, operation) not in made:
            made[config, operation] = arc_flags.read(config, operation, ROWS, str(tmp_path_factory.mktemp("cache")))
        return made[config, operation]

    return read


def batch_of(config, split="train", rows=range(300), **options):
    return oeis_qa.load_dataset_builder("arc_rle", config, **options).batch(split, rows)


@every_flag
def test_in_two_of_five_rows_no_name_holds(flags, config, operation):
    rows = flags(config, operation)
    assert sum(arc_flags.none(rows)) / ROWS == pytest.approx(0.4, abs=DEVIATIONS * (0.4 * 0.6 / ROWS) ** 0.5)
    # No two scalings make the same of an image, since they differ in its sides.
    assert (sum(sum(row.bits) > 1 for row in rows) > 0.05 * ROWS) == (config != "scale")


@every_flag
def test_two_to_five_names_are_offered_each_once(flags, config, operation):
    rows = flags(config, operation)
    assert {len(row.names) for row in rows} <= {2, 3, 4, 5}
    assert all(len(set(row.names)) == len(row.names) for row in rows)


@every_flag
def test_every_name_is_as_likely_in_every_place(flags, config, operation):
    rows = flags(config, operation)
    names = {name for row in rows for name in row.names}
    for place in range(max(len(row.names) for row in rows)):
        counts = Counter(row.names[place] for row in rows if place < len(row.names))
        share = counts.total() / len(names)
        assert all(abs(counts[name] - share) < 5 * share**0.5 + 5 for name in names)


@every_flag
def test_no_one_who_reads_the_names_alone_beats_the_best_constant(flags, config, operation):
    rows = flags(config, operation)
    constant = arc_flags.none(rows)
    for what, right in arc_flags.guesses(rows):
        differ = sum(one != other for one, other in zip(right, constant, strict=True))
        assert sum(right) - sum(constant) < arc_flags.SLACK * ROWS + DEVIATIONS * differ**0.5, what


def cells_of(seed, config, operation):
    batch = batch_of(config, seed=seed, operations=operation, min_side=9, max_side=9, rows=range(3_000))
    return np.array([decode(data.split("\n")[0]) for data in batch.data.to_pylist()])


@pytest.mark.parametrize(
    ("config", "operation"),
    [("image", "flipx"), ("cellular_automaton", "apply"), ("cellular_automaton", "recognise")],
)
def test_neighbouring_rows_and_seeds_share_no_more_cells_than_others(config, operation):
    cells, other = cells_of(0, config, operation), cells_of(1, config, operation)
    chance = np.mean(cells[500:] == cells[:-500])
    assert np.mean(cells[1:] == cells[:-1]) == pytest.approx(chance, abs=0.012)
    assert np.mean(cells == other) == pytest.approx(chance, abs=0.012)
    assert np.mean(cells[1:] == other[:-1]) == pytest.approx(chance, abs=0.012)


@pytest.mark.parametrize("config", KINDS)
def test_what_one_seed_shows_another_does_not(config):
    shown = [{max(data.split("\n"), key=len) for data in batch_of(config, seed=s).data.to_pylist()} for s in (0, 1, 2)]
    for one, other in itertools.combinations(shown, 2):
        assert not {text for text in one & other if len(text) > 60}


@pytest.mark.parametrize("config", KINDS)
def test_no_family_stands_in_two_splits(config):
    metas = {split: batch_of(config, split).meta.to_pylist() for split in SPLITS}
    families = {split: {json.loads(meta)["family"] for meta in values} for split, values in metas.items()}
    assert not any(families[one] & families[other] for one, other in itertools.combinations(SPLITS, 2))


@pytest.mark.parametrize(
    ("config", "operation"),
    [("image", "rotate_cw"), ("image", "histogram"), ("cellular_automaton", "apply"), ("image", "compress_xy")],
)
def test_a_grid_of_one_split_stands_in_no_other(config, operation):
    small = {"operations": operation, "max_side": 3}
    grids = {split: [*map(decode, batch_of(config, split, **small).data.to_pylist())] for split in SPLITS}
    drawn = {split: {(grid.shape, grid.tobytes()) for grid in held} for split, held in grids.items()}
    assert len(drawn["train"]) < 300  # they recur: these are few small grids
    assert not any(drawn[one] & drawn[other] for one, other in itertools.combinations(SPLITS, 2))
    assert all(lies_in(contents(Grids.of(held)), split, SHARES).all() for split, held in grids.items())
