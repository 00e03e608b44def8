"""Rows with random faults: none raises, every line is kept or counted, and what is kept can be verified."""

import random

import pytest

from oeis_qa.answers.kinds import check_golds
from oeis_qa.loaders.arc_rle.public.deriving import CONFIGS
from oeis_qa.loaders.arc_rle.public.lines import stamp
from oeis_qa.loaders.arc_rle.public.plan import plan
from tests.loaders.arc_rle.public.conftest import row
from tests.loaders.arc_rle.public.test_deriving import ROWS, wanted

SIGNS = "0123456789,: \n[]abzIOPTx=²é'\"."


def mutated(chance, text):
    signs = [*text]
    for _ in range(chance.randint(0, 2)):
        at = chance.randint(0, len(signs))
        signs[at : at + chance.randint(0, 1)] = chance.choice(["", chance.choice(SIGNS)])
    return "".join(signs) * chance.choice([1] * 30 + [9])


@pytest.mark.parametrize("config", dict.fromkeys(CONFIGS.values()))
def test_no_fault_of_a_row_raises(written, config):
    chance = random.Random(config)
    told = [told for told in ROWS if CONFIGS[told[0]] == config]
    rows = []
    for i in range(700):
        dataset, group, *texts, _ = chance.choice(told)
        instruction, data, output = (mutated(chance, text) for text in texts)
        benchmark = f"dataset={dataset} group={mutated(chance, group) if i % 4 == 0 else group}"
        rows.append(row(f"GRIDS, {instruction}", data, output, benchmark))
    found = plan(config, (), stamp(written(rows)), wanted(config))
    assert sum(map(len, found.rows.values())) + sum(found.dropped.values()) == 700
    assert sum(map(len, found.rows.values())) > 0
    for batch in found.rows.values():
        check_golds(batch.answer, batch.answer_kind)
