"""Pictures of accuracies: every model at its place, with its interval, in PNG and SVG."""

import sys

import matplotlib.image
import numpy as np
import pytest

from oeis_qa.errors import MissingExtraError, OptionError, TargetError
from oeis_qa.evaluation.plots import by_key, by_task
from oeis_qa.evaluation.summary import summary
from tests.evaluation.rows import answered, results, row

BLUE, ORANGE = (0, 116, 217), (213, 94, 0)


def summed(name, rights, chance=None):
    """The summary of a model with one task; half of its items are of level 1."""
    rows = [row(str(i), right == "1", benchmark=f"level={1 + i % 2}") for i, right in enumerate(rights)]
    return {"name": name, "tasks": summary(results(name, rows), {} if chance is None else {"sums": chance})}


def columns_of(picture, colour):
    """The columns of pixels, from the left, that hold this colour."""
    pixels = (matplotlib.image.imread(picture)[:, :, :3] * 255).round().astype(int)
    return np.flatnonzero((pixels == np.array(colour)).all(axis=2).any(axis=0))


def test_a_bar_reaches_as_far_as_the_interval(tmp_path):
    ends = {}
    for share in (30, 70):
        model = summed("A", "1" * share + "0" * (100 - share))
        by_task([model], tmp_path / "tasks.png")
        pixels = matplotlib.image.imread(tmp_path / "tasks.png")[:150]  # above the legend
        matplotlib.image.imsave(tmp_path / "top.png", pixels)
        columns = columns_of(tmp_path / "top.png", BLUE)
        ends[share] = columns.min(), columns.max(), model["tasks"]["sums"]
    per_share = (ends[70][0] - ends[30][0]) / (ends[70][2]["low"] - ends[30][2]["low"])
    width = ends[30][2]["high"] - ends[30][2]["low"]
    assert (ends[30][1] - ends[30][0]) / per_share == pytest.approx(width, abs=0.01)


def test_an_svg_names_models_tasks_and_chance(tmp_path):
    by_task([summed("base", "1010", 0.25), summed("trained", "1110")], tmp_path / "tasks.svg")
    text = (tmp_path / "tasks.svg").read_text()
    for words in ("base", "trained", "chance", "sums  (n=4)", "accuracy, with 95% intervals"):
        assert f"<!-- {words} -->" in text


def test_parts_of_a_task_have_a_line_each(tmp_path):
    by_key([summed("base", "1010"), summed("trained", "1110")], "sums", "level", tmp_path / "levels.svg")
    text = (tmp_path / "levels.svg").read_text()
    for words in ("1  (n=2)", "2  (n=2)", "accuracy on sums by level, with 95% intervals"):
        assert f"<!-- {words} -->" in text
    assert "chance" not in text


def test_a_model_without_a_task_has_no_mark_there(tmp_path):
    other = {"name": "B", "tasks": summary(answered("B", "1", task="$x$ products"))}
    by_task([summed("A", "10"), other], tmp_path / "tasks.png")
    assert len(columns_of(tmp_path / "tasks.png", BLUE))
    assert len(columns_of(tmp_path / "tasks.png", ORANGE))


# Bad input


def test_what_cannot_be_drawn_is_refused(tmp_path):
    model = summed("A", "10")
    with pytest.raises(OptionError, match=r"plots are written as \.png or \.svg"):
        by_task([model], "tasks.pdf")
    with pytest.raises(OptionError, match="7 models: no more than 6 can be told apart"):
        by_task([model] * 7, tmp_path / "tasks.png")
    with pytest.raises(OptionError, match="the summaries of nobody hold no accuracy"):
        by_task([], tmp_path / "tasks.png")
    with pytest.raises(OptionError, match="101 lines: no more than 100 can be read"):
        by_task([{"name": "A", "tasks": {str(i): model["tasks"]["sums"] for i in range(101)}}], tmp_path / "tasks.png")
    with pytest.raises(TargetError, match="cannot be written"):
        by_task([model], tmp_path / "nowhere" / "tasks.png")


def test_a_part_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(OptionError, match=r"A has no task 'smus'; did you mean 'sums'\?"):
        by_key([summed("A", "10")], "smus", "level", tmp_path / "levels.png")
    with pytest.raises(OptionError, match=r"sums of A has no benchmark key 'levle'; did you mean 'level'\?"):
        by_key([summed("A", "10")], "sums", "levle", tmp_path / "levels.png")


def test_without_matplotlib_the_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r"plots need matplotlib; pip install 'oeis_qa\[plot\]'"):
        by_task([summed("A", "10")], tmp_path / "tasks.png")
