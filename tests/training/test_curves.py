"""The picture of a run holds what was logged, each thing at its height."""

import json
import sys

import matplotlib.image
import numpy as np
import pytest

from oeis_qa.errors import MissingExtraError, OptionError, SourceError, SourceFormatError, TargetError
from oeis_qa.training.curves import curves, plot

MODEL, ORANGE, GREEN = (0, 116, 217), (213, 94, 0), (0, 158, 115)


def accuracy(step, mean, low, high):
    return {
        "step": step,
        "held_out/accuracy": mean,
        "held_out/low": low,
        "held_out/high": high,
        "held_out/n": 64,
        "held_out/odd/accuracy": 1.0,
    }


LOG = [
    accuracy(0, 0.0, 0.0, 0.1),
    {"step": 10, "loss": 2.5, "learning_rate": 0.1},
    {"step": 20, "loss": 1.5},
    accuracy(20, 0.8, 0.7, 0.9),
    {"step": 20, "train_loss": 2.0},
]


@pytest.fixture
def run(tmp_path):
    """A function: a log -> the output folder of a run that has it."""

    def make(log):
        (tmp_path / "trainer_state.json").write_text(json.dumps({"log_history": log, "global_step": 20}))
        return tmp_path

    return make


def rows_of(picture, colour):
    """The rows of pixels, from the top, that hold this colour, with how many of it each has."""
    pixels = (matplotlib.image.imread(picture)[:, :, :3] * 255).round().astype(int)
    counts = (pixels == np.array(colour)).all(axis=2).sum(axis=1)
    return {int(row): int(counts[row]) for row in np.flatnonzero(counts)}


def line(picture, colour):
    """The row of the widest run of this colour: a line from side to side."""
    rows = rows_of(picture, colour)
    return max(rows, key=rows.__getitem__)


def test_curves_are_those_of_the_log(run):
    points = ([(10, 2.5), (20, 1.5)], [(0, 0.0, 0.0, 0.1, 64), (20, 0.8, 0.7, 0.9, 64)])
    assert curves(run(LOG)) == points
    assert curves(run(LOG) / "trainer_state.json") == points


def test_baselines_stand_at_their_heights_between_the_ends_of_the_curve(run):
    picture = run(LOG) / "curves.png"
    plot(run(LOG), picture, {"half": 0.5, "quarter": 0.25})
    high, low, model = line(picture, ORANGE), line(picture, GREEN), rows_of(picture, MODEL)
    bottom = next(row for row in sorted(model) if row > low)  # the curve goes on below, down to 0
    assert min(model) < high < low < bottom
    per_share = (low - high) / 0.25  # pixels
    assert high - min(model) == pytest.approx(0.3 * per_share, abs=8)  # from 0.5 to 0.8, and half a marker


def test_an_svg_names_the_model_and_its_baselines(run):
    picture = run(LOG) / "curves.svg"
    plot(run(LOG), picture, {"repeat last": 0.02})
    text = picture.read_text()
    for words in ("repeat last", "the model", "Wilson interval, 95%", "accuracy on 64 held-out rows", "training loss"):
        assert f"<!-- {words} -->" in text


@pytest.mark.parametrize(
    ("log", "shown", "missing"), [(LOG[1:3], "training loss", "accuracy"), (LOG[:1], "accuracy", "loss")]
)
def test_a_run_with_one_of_the_two_has_one_panel(run, log, shown, missing):
    picture = run(log) / "curves.svg"
    plot(run(log), picture)
    comments = [line for line in picture.read_text().splitlines() if "<!--" in line]
    assert any(shown in line for line in comments)
    assert not any(missing in line for line in comments)


# Bad input


def test_a_run_without_curves_is_refused(run, tmp_path):
    with pytest.raises(SourceFormatError, match="neither a loss nor a held-out accuracy"):
        plot(run(LOG[4:]), tmp_path / "curves.png")
    with pytest.raises(SourceError, match=r"trainer_state\.json cannot be read"):
        plot(tmp_path / "nowhere" / "trainer_state.json", tmp_path / "curves.png")
    (tmp_path / "trainer_state.json").write_text("{")
    with pytest.raises(SourceFormatError, match="is no JSON"):
        plot(tmp_path, tmp_path / "curves.png")
    (tmp_path / "trainer_state.json").write_text("[]")
    with pytest.raises(SourceFormatError, match="has no log_history"):
        plot(tmp_path, tmp_path / "curves.png")


def test_a_picture_of_another_kind_or_in_no_folder_is_refused(run):
    with pytest.raises(OptionError, match=r"curves are written as \.png or \.svg"):
        plot(run(LOG), "curves.gif")
    with pytest.raises(TargetError, match="cannot be written"):
        plot(run(LOG), run(LOG) / "nowhere" / "curves.png")


def test_a_baseline_that_is_no_share_is_refused(run):
    with pytest.raises(OptionError, match=r"the baseline 'majority' is 11; give the share"):
        plot(run(LOG), "curves.png", {"majority": 11})


def test_without_matplotlib_the_extra_is_named(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'oeis_qa\[plot\]'"):
        plot(run(LOG), "curves.png")
