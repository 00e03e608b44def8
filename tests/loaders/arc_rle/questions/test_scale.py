"""Questions of scalings: rows worked out by hand, sides that fit, and images that only their cells give away."""

import json
from collections import Counter

import pytest

import oeis_qa
from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.contents import contents, spelled
from oeis_qa.loaders.arc_rle.grids import Grids
from oeis_qa.loaders.arc_rle.rle import decode


def rows(count, split="train", **options):
    batch = oeis_qa.load_dataset_builder("arc_rle", "scale", **options).batch(split, range(count))
    columns = (batch.instruction, batch.data, batch.answer, batch.benchmark, batch.meta)
    return list(zip(*(column.to_pylist() for column in columns), strict=True))


def sides(text):
    return tuple(map(int, text.split()[:2]))


def flags(answer):
    return [flag.endswith("=1") for flag in answer.split(",")]


def test_a_row_worked_out_by_hand():
    instruction, data, answer, benchmark, _ = rows(4, operations="apply", min_side=2, max_side=3)[3]
    assert instruction.startswith("Look below and make the RLE image 7 times as wide and half as high: growing repeats")
    # 19 twice and 11 twice: half of the rows, and seven of every cell.
    assert (data, answer) == ("2 4 19,,1,", "14 2 f1f9,1")
    assert benchmark.endswith("operation=apply image_width=small image_height=small scalex=up7 scaley=down2")


def test_a_recognition_worked_out_by_hand():
    instruction, data, answer, _, _ = rows(7, operations="recognise", min_side=2, max_side=3)[6]
    assert "which of the scalings x5down_y4down, x3up_y2down, x3up_y2up, x2up_y4down, x4down_y2down lead" in instruction
    # 270 and 003, each row four times, become 227700 and 000033: wider by 2, lower by 4.
    assert data == "3 8 270,,,,a03,,,\n6 2 a2a7a0,c0a3"
    assert answer == "x5down_y4down=0,x3up_y2down=0,x3up_y2up=0,x2up_y4down=1,x4down_y2down=0"


def test_the_public_words_name_both_factors():
    (_, _, _, benchmark, _), *_ = rows(1, operations="apply", vocabulary="simon", max_side=3)
    keys = dict(pair.split("=") for pair in benchmark.split())
    assert (keys["dataset"], keys["group"]) == ("scale", "scale_input")
    assert keys["scalex"].startswith(("up", "down"))
    assert keys["scaley"].startswith(("up", "down"))


@pytest.mark.parametrize("options", [{"max_side": 99}, {"min_side": 40}, {"min_side": 49, "max_side": 49}, {}])
def test_no_side_is_over_99(options):
    shown = rows(300, **options)
    texts = [text for _, data, answer, _, _ in shown for text in (*data.split("\n"), answer) if "=" not in text]
    assert max(max(sides(text)) for text in texts) <= 99


def test_a_least_side_that_leaves_no_factor_is_refused():
    with pytest.raises(OptionError, match=r"min_side=50: scale makes larger images, .* begins with at most 49"):
        oeis_qa.load_dataset_builder("arc_rle", "scale", min_side=50)


def test_factors_up_and_down_are_drawn_equally_often_along_both_axes():
    drawn = rows(4_000, operations="apply")
    for axis in ("scalex", "scaley"):
        seen = Counter(benchmark.partition(f"{axis}=")[2].split()[0] for _, _, _, benchmark, _ in drawn)
        assert set(seen) == {*(f"up{factor}" for factor in range(1, 8)), *(f"down{factor}" for factor in range(2, 8))}
        # 1/14 each, but for 1, which up and down share: 2/14, less the rows in which nothing would change.
        assert all(230 < times < 360 for factor, times in seen.items() if factor != "up1")
        assert 440 < seen["up1"] < 590


def test_a_small_image_is_of_one_family_however_large_it_is_shown():
    both_down = [row for row in rows(300, operations="apply") if "scalex=down" in row[3] and "scaley=down" in row[3]]
    for _, _, answer, _, meta in both_down:
        assert json.loads(meta)["family"] == spelled(contents(Grids.of([decode(answer)])))[0].as_py()
    assert len(both_down) > 30


def test_at_most_one_of_the_offered_names_holds_and_often_none():
    hold = Counter(sum(flags(answer)) for _, _, answer, _, _ in rows(4_000, operations="recognise"))
    assert set(hold) == {0, 1}
    assert 1_500 < hold[0] < 1_700


def test_sizes_alone_do_not_tell_the_answer():
    """In half of the rows where none holds, one of the names fits the sizes of both images."""
    fitting = 0
    none = [row for row in rows(2_000, operations="recognise") if not any(flags(row[2]))]
    for _, data, answer, _, _ in none:
        before, after = map(sides, data.split("\n"))
        fitting += any(scaled(before, flag[:-2]) == after for flag in answer.split(","))
    assert 0.44 < fitting / len(none) < 0.57


def scaled(size, name):
    made = []
    for side, part in zip(size, name.split("_"), strict=True):
        number = int(part[1])
        made.append(side / number if part.endswith("down") else side * number)
    return tuple(made)
