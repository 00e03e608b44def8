"""Attacks on the sandbox: none succeeds, nothing survives; and without walls they do succeed, so they are real."""

import pytest

from oeis_qa import sandbox
from oeis_qa.sandbox import attacks
from oeis_qa.sandbox.attacks import ATTACKS

NAMES = [attack.name for attack in ATTACKS]


@pytest.fixture(scope="module")
def host():
    with attacks._host() as about:
        yield about


@pytest.mark.usefixtures("walled")
@pytest.mark.parametrize("attack", ATTACKS, ids=NAMES)
def test_the_walls_hold(attack, host):
    result = attacks.judged(attack, host)
    assert result.held, result.said


HARMLESS = [attack for attack in ATTACKS if attack.harmless]


@pytest.mark.parametrize("attack", HARMLESS, ids=[attack.name for attack in HARMLESS])
def test_without_walls_the_attack_succeeds(attack, host):
    assert not attacks.judged(attack, host, unsafe=True).held


@pytest.mark.usefixtures("walled")
def test_a_hundred_attacks_later_honest_programs_run_as_before():
    for attack in ATTACKS[:2] * 2:
        sandbox.run(attack.program, limits=attacks.LIMITS)
    assert sandbox.run("print(6 * 7)").stdout == "42\n"


def test_every_attack_has_a_name_of_its_own():
    assert len(set(NAMES)) == len(NAMES)
