"""Traits of pairs, and that no rule ever makes a pair without the traits that its group is said to have."""

import numpy as np
import pytest

from oeis_qa.loaders.arc_rle.grids import Grids, merged
from oeis_qa.loaders.arc_rle.images import random_images
from oeis_qa.loaders.arc_rle.puzzles import FAMILIES, unique
from oeis_qa.loaders.arc_rle.puzzles.tasks import all_together, tasks
from oeis_qa.loaders.arc_rle.puzzles.traits import Traits, traits_of
from oeis_qa.streams import Stream

GROUPS = {f"{family}/{name}": group for family, module in FAMILIES.items() for name, group in module.GROUPS.items()}
_PARAMETERS = 4  # of each group that are tried


def drawn(name, count):
    keys = Stream(8, "tests", name)[np.arange(count)]
    return tasks(GROUPS[name], keys, lambda contents: np.ones(len(contents), bool), (2, 4), (1, 2))


def one_after_another(parts):
    ends = np.cumsum([len(part) for part in parts])
    return merged(parts, [np.arange(end - len(part), end) for part, end in zip(parts, ends, strict=True)])


@pytest.fixture(scope="module")
def grids():
    """Inputs and outputs of every group, and small images of few colours, where rules meet their borders."""
    own = [part for name in GROUPS for made in [drawn(name, 1)] for part in (made.before, made.after)]
    keys = Stream(8, "tests", "images")[np.arange(300)]
    return one_after_another([*own, random_images(keys, (1, 5), (1, 5), (1, 3))])


@pytest.mark.parametrize("name", GROUPS)
def test_whatever_a_rule_makes_has_the_traits_of_its_group(name, grids):
    group = GROUPS[name]
    for number in range(0, len(group.parameters), max(1, len(group.parameters) // _PARAMETERS)):
        after = group.rule(grids, np.full(len(grids), number))
        there = np.flatnonzero(after.height)
        lacking = group.traits & ~traits_of(grids.some(there), after.some(there))
        assert not lacking.any(), (number, Traits(int(lacking.max())), grids[there[lacking.argmax()]].tolist())


@pytest.mark.parametrize(
    ("before", "after", "traits"),
    [
        ([[1, 1, 2]], [[2, 1, 1]], "SIDES ONE_NEW COLOURS COUNTS TWO"),
        ([[1, 1, 2]], [[2], [1], [1]], "RESIZED ONE_NEW COLOURS COUNTS TWO"),
        ([[1, 1, 2]], [[3, 3]], "RESIZED FEWER ONE_NEW TWO PLAIN"),
        ([[1, 1, 2]], [[3, 4], [5, 5]], "RESIZED"),
        ([[1, 1, 2]], [[1, 5, 2]], "SIDES ONE_NEW THINGS"),
        ([[1, 1, 2, 3]], [[1, 1, 1, 3]], "SIDES ONE_NEW COLOURS TWO CLEARED"),
        ([[2, 1]], [[2, 2]], "SIDES ONE_NEW COLOURS TWO PLAIN THINGS"),
        ([[1, 2]], [[1, 2]], "SIDES RESIZED ONE_NEW COLOURS COUNTS TWO THINGS CLEARED"),
    ],
)
def test_traits_by_hand(before, after, traits):
    found = Traits(int(traits_of(Grids.of([before]), Grids.of([after]))[0]))
    assert set(found) == {Traits[name] for name in traits.split()}


def test_traits_rule_out_no_rule_that_fits(monkeypatch):
    parts = [drawn(name, 2) for name in GROUPS]
    made = all_together(parts, list(np.arange(2 * len(parts)).reshape(-1, 2)))
    found = unique.fitting(made)
    monkeypatch.setattr(unique, "traits_of", lambda before, after: np.full(len(before), ~0))
    for name, own, plain in zip(unique.Fitting._fields, found, unique.fitting(made), strict=True):
        assert own.tolist() == plain.tolist(), name
    assert found.rules[made.good].min() >= 1
