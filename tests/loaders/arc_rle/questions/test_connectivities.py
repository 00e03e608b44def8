"""dilation, erosion and mass: rows worked out by hand, how the answers are spread, what is refused."""

import json
from collections import Counter

import numpy as np
import pytest

import oeis_qa
from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.grids import Grids, varied
from oeis_qa.loaders.arc_rle.questions import dilation, erosion, mass
from oeis_qa.loaders.arc_rle.questions.connectivities import NAMES
from oeis_qa.loaders.arc_rle.rle import decode

GRID = [[7, 7, 7, 2], [7, 2, 7, 2], [7, 7, 7, 4]]
REACHED = {
    "nearest4": [[0, 1, 1, 1], [1, 1, 2, 2], [0, 1, 1, 2]],
    "lr2": [[0, 0, 1, 1], [1, 2, 2, 1], [0, 0, 1, 1]],
    "tlbr2": [[1, 0, 1, 0], [0, 2, 1, 1], [0, 0, 1, 1]],
}
STAYS = {
    "lr2": [[0, 1, 0, 0], [0, 0, 0, 0], [0, 1, 0, 0]],
    "tb2": [[0, 0, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]],
}
TWO_AT_MOST = {
    "nearest4": [[0, 0, 0, 1], [0, 1, 0, 1], [0, 0, 0, 1]],
    "lr2": [[0, 0, 0, 1], [1, 1, 1, 1], [0, 0, 0, 1]],
}
KINDS = {"dilation": dilation, "erosion": erosion, "mass": mass}
OPERATIONS = [(config, operation) for config, kind in KINDS.items() for operation in kind.OPERATIONS]
RECOGNITION = [(config, operation) for config, operation in OPERATIONS if operation.startswith("recognise")]
APPLICATION = [pair for pair in OPERATIONS if pair not in RECOGNITION]


def rows(config, count=1000, split="train", **options):
    return oeis_qa.load_dataset_builder("arc_rle", config, **options).batch(split, range(count))


def made(image, connectivity, *more):
    return image(None, Grids.of([GRID]), np.array([NAMES.index(connectivity)]), *more)[0].tolist()


@pytest.mark.parametrize("connectivity", REACHED)
def test_each_cell_counts_the_other_components_that_it_touches(connectivity):
    assert made(dilation.reached, connectivity) == REACHED[connectivity]


@pytest.mark.parametrize("connectivity", STAYS)
def test_a_cell_stays_amid_its_colour_and_is_outline_elsewhere(connectivity):
    stays = np.array(STAYS[connectivity])
    assert made(erosion.eroded, connectivity) == stays.tolist()
    assert made(erosion.outlined, connectivity) == (1 - stays).tolist()


@pytest.mark.parametrize("connectivity", TWO_AT_MOST)
def test_components_of_two_cells_at_most_are_marked(connectivity):
    which = np.array([NAMES.index(connectivity)])
    assert mass.masked(Grids.of([GRID]), which, np.array([2]))[0].tolist() == TWO_AT_MOST[connectivity]


@pytest.mark.parametrize(("config", "operation"), APPLICATION)
def test_few_answers_have_one_colour(config, operation):
    answers = Grids.of(map(decode, rows(config, 2000, operations=operation).answer.to_pylist()))
    assert (~varied(answers)).mean() < 0.1


@pytest.mark.parametrize(("config", "operation"), APPLICATION)
def test_every_connectivity_is_asked_for_and_named_in_the_benchmark(config, operation):
    benchmark = rows(config, 2000, operations=operation).benchmark.to_pylist()
    counts = Counter(text.split("connectivity=")[1].split()[0] for text in benchmark)
    assert sorted(counts) == sorted(NAMES)
    assert min(counts.values()) > 200


@pytest.mark.parametrize(("config", "operation"), RECOGNITION)
def test_none_one_or_several_names_hold(config, operation):
    answers = rows(config, 2000, operations=operation).answer.to_pylist()
    held = Counter(min(answer.count("=1"), 2) for answer in answers)
    assert 0.36 < held[0] / 2000 < 0.44
    assert held[2] > 100


@pytest.mark.parametrize(("config", "operation"), RECOGNITION)
def test_the_names_in_the_answer_are_those_in_the_instruction(config, operation):
    batch = rows(config, 50, operations=operation)
    for instruction, answer in zip(batch.instruction.to_pylist(), batch.answer.to_pylist(), strict=True):
        places = [instruction.index(flag.split("=")[0]) for flag in answer.split(",")]
        assert len(places) >= 2
        assert places == sorted(places)


@pytest.mark.parametrize("config", KINDS)
def test_rows_may_be_made_in_any_batches(config):
    builder = oeis_qa.load_dataset_builder("arc_rle", config)
    together = builder.batch("test", range(300)).prompt.to_pylist()
    apart = [text for at in range(0, 300, 75) for text in builder.batch("test", range(at, at + 75)).prompt.to_pylist()]
    assert together == apart


@pytest.mark.parametrize("config", KINDS)
def test_simons_vocabulary_has_plain_names_in_its_benchmark(config):
    batch = rows(config, 60, vocabulary="simon")
    assert all(text.lower().replace("-", "").startswith("simon") for text in batch.instruction.to_pylist())
    assert all(text.startswith(f"dataset={config} group=") for text in batch.benchmark.to_pylist())
    assert "PixelConnectivity" not in "".join(batch.benchmark.to_pylist())


@pytest.mark.parametrize("options", [{"colours": (1, 1)}, {"max_side": 2}, {"min_side": 40, "max_side": 40}])
@pytest.mark.parametrize("config", KINDS)
def test_odd_images_make_rows_too(config, options):
    batch = rows(config, 30, **options)
    assert len(batch.prompt) == 30
    assert all(json.loads(meta)["family"] for meta in batch.meta.to_pylist())


@pytest.mark.parametrize("config", KINDS)
def test_an_unknown_operation_is_refused_by_name(config):
    with pytest.raises(OptionError, match=f"operations='dilate' is no operation of {config}"):
        rows(config, operations="dilate")
