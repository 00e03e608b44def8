"""Pictures of rows: read back cell by cell, and what stands in them as text."""

import json
import sys

import matplotlib.image
import numpy as np
import pytest
from scipy import ndimage
from typer.testing import CliRunner

import oeis_qa
from oeis_qa import registry
from oeis_qa.cli import app
from oeis_qa.errors import MissingExtraError, OptionError, TargetError
from oeis_qa.layouts import table
from oeis_qa.loaders.arc_rle.pictures import draw, pieces

# The colours that no text and no line has: blue, red, green, yellow, magenta, orange, light blue, maroon.
BRIGHT = {
    (0, 116, 217): 1,
    (255, 65, 54): 2,
    (46, 204, 64): 3,
    (255, 220, 0): 4,
    (240, 18, 190): 6,
    (255, 133, 27): 7,
    (127, 219, 255): 8,
    (135, 12, 37): 9,
}


def row(shown, answer, kind="grid:rle", name="image/train/0/7"):
    meta = json.dumps({"operation": "flipx"})
    return {
        "id": name,
        "instruction": "Do it.",
        "input": shown,
        "answer": answer,
        "answer_kind": kind,
        "meta": meta,
    }


def pixels(path):
    return (matplotlib.image.imread(path)[:, :, :3] * 255).round().astype(int)


def cells(path):
    """The bright cells of a picture in lines from top to bottom, each from left to right; and the sides of each."""
    found = pixels(path)
    colour = sum(number * (found == np.array(shade)).all(axis=2) for shade, number in BRIGHT.items())
    spots = [
        (box[0].start, box[1].start, number, {side.stop - side.start for side in box})
        for number in BRIGHT.values()
        for box in ndimage.find_objects(ndimage.label(colour == number)[0])
    ]
    lines = {}
    for down, _, number, _ in sorted(spots):
        lines.setdefault(down, []).append(number)
    return list(lines.values()), [sides for *_, sides in spots]


def test_every_cell_has_its_colour_at_its_place(tmp_path):
    path = str(tmp_path / "out.png")
    draw([row("3 2 123,467", "3 2 321,764")], path)
    lines, sides = cells(path)
    assert lines == [[1, 2, 3, 3, 2, 1], [4, 6, 7, 7, 6, 4]]
    assert {len(side) for side in sides} == {1}  # squares


def test_black_and_grey_are_there_too(tmp_path):
    path = str(tmp_path / "out.png")
    draw([row("2 1 05", "2 1 50")], path)
    found = pixels(path)
    for shade in (0, 0xAA):
        _, spots = ndimage.label((found == shade).all(axis=2))
        areas = ndimage.sum_labels(np.ones(found.shape[:2]), _, range(1, spots + 1))
        assert sorted(areas)[-2:] == [31 * 31, 31 * 31]


def test_cells_of_one_row_are_of_one_size_and_many_go_into_the_width(tmp_path):
    path = str(tmp_path / "out.png")
    draw([row("99 1 1", "1 99 2" + 98 * ",")], path)
    lines, sides = cells(path)
    assert lines[0][:99] == [1] * 99
    assert sum(map(len, lines)) == 198
    assert sides == [{4}] * 198


def test_rows_stand_below_one_another(tmp_path):
    path = str(tmp_path / "out.png")
    draw([row("1 1 7", "2 1 71"), row("1 1 8", "2 1 82")], path)
    assert cells(path)[0] == [[7, 7, 1], [8, 8, 2]]


def test_a_task_stands_in_pairs_outputs_below_inputs(tmp_path):
    path = str(tmp_path / "out.png")
    draw([row("I0\n1 2 1,2\nO0\n2 1 34\nI1T\n1 1 6\nO1T\nNone", "1 1 9", name="task/train/0/7")], path)
    assert cells(path)[0] == [[1, 6, 9], [2], [3, 4]]


@pytest.mark.parametrize(
    ("shown", "titles", "held"),
    [
        ("2 1 12\n1 1 3", ["input 1, 2 × 1", "input 2, 1 × 1"], [[[1, 2]], [[3]]]),
        ("12\n34", ["input, 2 × 2"], [[[1, 2], [3, 4]]]),
        ("12\n34\n\n5\n6", ["input 1, 2 × 2", "input 2, 1 × 2"], [[[1, 2], [3, 4]], [[5], [6]]]),
        ("[[1, 2]]\n[[3]]", ["input 1, 2 × 1", "input 2, 1 × 1"], [[[1, 2]], [[3]]]),
        ("2 1 0 1,0:7", ["input, 2 × 1"], [[[0, 7]]]),
        ("a51b3", ["input, 6 × 1"], [[[5, 5, 1, 3, 3, 3]]]),
        ("[1, 2, 2]", ["input, 3 × 1"], [[[1, 2, 2]]]),
        ("7:3,0:1\nempty", ["input 1", "input 2"], ["7:3,0:1", "empty"]),
        ("I0\n12\n34\nO0\nNone", ["I0, 2 × 2", "O0"], [[[1, 2], [3, 4]], "None"]),
    ],
)
def test_what_a_row_shows_is_read_in_whatever_encoding(shown, titles, held):
    found = [piece for column in pieces(row(shown, "a=1", "flags")) for piece in column]
    assert [piece.caption for piece in found] == [*titles, "answer"]
    read = [piece.held if isinstance(piece.held, str) else piece.held.tolist() for piece in found]
    assert read == [*held, "a=1"]


@pytest.mark.parametrize("encoding", ["rle", "digits", "json", "sparse"])
def test_every_encoding_of_a_row_makes_the_same_picture(tmp_path, encoding):
    builder = oeis_qa.load_dataset_builder(
        "arc_rle", "image", operations="flipx", encoding=encoding, answer_encoding="json", max_side=9
    )
    rows = table(builder.batch("train", range(3)), "instruction").to_pylist()
    draw([{**one, "instruction": ""} for one in rows], str(tmp_path / "out.png"))
    for one in rows:
        (shown,), (answer,) = pieces(one)
        assert shown.held[:, ::-1].tolist() == answer.held.tolist()
    assert cells(str(tmp_path / "out.png"))[0]


# The command line


@pytest.fixture
def show(tmp_path):
    return lambda *arguments: CliRunner().invoke(app, ["show", *arguments])


def test_show_draws_the_first_row_and_with_n_so_many(show, tmp_path):
    path, address = str(tmp_path / "out.png"), "arc_rle/image?max_side=5&operations=flipx"
    assert show(address, "--png", path).output.count("answer: ") == 1
    one = pixels(path).shape
    assert show(address, "--png", path, "-n", "4", "--split", "test").output.count("answer: ") == 4
    assert pixels(path).shape[0] > 2 * one[0]


def test_the_layout_of_an_address_changes_nothing_of_its_picture(show, tmp_path):
    paths = [str(tmp_path / name) for name in ("a.png", "b.png")]
    for path, layout in zip(paths, ("preference", "messages"), strict=True):
        assert show(f"arc_rle/image?max_side=5&layout={layout}", "--png", path).exit_code == 0
    assert (pixels(paths[0]) == pixels(paths[1])).all()


def test_a_dataset_without_pictures_says_which_have_some(show, tmp_path):
    done = show("oeis_qa/completion", "--png", str(tmp_path / "out.png"))
    assert str(done.exception) == "dataset 'oeis_qa' has no pictures; have: arc_rle"
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_named(show, tmp_path):
    done = show("arc_rle/image", "--png", str(tmp_path / "no" / "out.png"))
    assert isinstance(done.exception, TargetError)
    assert "out.png cannot be written (No such file or directory)" in str(done.exception)


def test_more_rows_than_a_picture_holds_are_refused(tmp_path):
    with pytest.raises(
        OptionError, match=r"1,000 rows make a picture of [0-9,]+ pixels from top to bottom; draw fewer"
    ):
        draw([row("1 1 7", "1 1 8")] * 1000, str(tmp_path / "out.png"))


def test_missing_matplotlib_is_named_with_its_extra(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r"pictures need matplotlib; pip install 'oeis_qa\[plot\]'"):
        draw([row("1 1 7", "1 1 8")], str(tmp_path / "out.png"))


def test_a_path_of_pictures_must_name_a_function():
    with pytest.raises(OptionError, match="dataset 'drawn': pictures='some_module' must be MODULE:NAME"):
        registry.register("drawn", "some_module", pictures="some_module")
