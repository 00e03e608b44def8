"""A model compared with itself: `python -m benchmarks.aa` on fewer evaluations, which the same Stream draws."""

import pytest

from benchmarks import aa

QUICK = [design for design in aa.DESIGNS if design.name in ("50 items", "15 families", "8 seeds")]


@pytest.mark.parametrize("design", QUICK, ids=lambda design: design.name)
def test_a_model_does_not_differ_from_itself(design):
    shares = aa.measured(design, 100)
    assert shares.alarms <= 0.06
    assert shares.held >= 0.9


def test_care_is_what_keeps_false_alarms_rare():
    (design,) = [design for design in QUICK if design.name == "15 families"]
    assert aa.measured(design, 100).careless > 0.15
