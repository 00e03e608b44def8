"""Wrong responses are trained on alone, acknowledged twice, and into a folder whose name says so."""

import pytest

from oeis_qa.errors import OptionError
from oeis_qa.training.plans import planned
from oeis_qa.training.sft import SFT

WRONG = "oeis_qa/incorrect_completion?size=20&eval_size=5&acknowledge_incorrect=true"
LEAST = ["--model", "scratch:tiny"]
ACKNOWLEDGED = ["--acknowledge_incorrect", "--output_dir", "out-wrong-responses"]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["--data", WRONG], "to train on them, say --acknowledge_incorrect true"),
        (["--data", WRONG, "--acknowledge_incorrect", "--output_dir", "out"], "let it end in -wrong-responses"),
        (["--data", WRONG, "oeis_qa/completion?size=5", *ACKNOWLEDGED], "are never mixed; train on it alone"),
        (["--data", WRONG.partition("&ack")[0], *ACKNOWLEDGED], "say acknowledge_incorrect=True to load it"),
    ],
)
def test_anything_less_is_refused(argv, message):
    with pytest.raises(OptionError, match=message):
        planned(SFT, [*argv, *LEAST])


def test_then_there_is_a_plan():
    plan = planned(SFT, ["--data", WRONG, *ACKNOWLEDGED, *LEAST])
    assert len(plan.rows) == 20
    assert plan.parts[0].incorrect
