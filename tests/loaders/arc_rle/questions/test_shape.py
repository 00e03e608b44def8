"""Questions of neighbourhoods: rows worked out by hand, the window that reaches over the border, images with areas."""

import pytest

import oeis_qa
from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.features import FEATURES
from oeis_qa.loaders.arc_rle.questions import shape


def rows(count, **options):
    batch = oeis_qa.load_dataset_builder("arc_rle", "shape", **options).batch("train", range(count))
    columns = (batch.instruction, batch.data, batch.answer, batch.benchmark)
    return list(zip(*(column.to_pylist() for column in columns), strict=True))


def test_every_shape_of_the_features_is_an_operation():
    assert list(shape.OPERATIONS) == [name for name in FEATURES if name.startswith("shape")]
    assert len(shape.OPERATIONS) == 6 + 4 + 8 + 5


@pytest.mark.parametrize(
    ("operation", "index", "data", "answer"),
    [
        # 279 over 722. Above there is nothing, so all pairs in the first row are equal; then 2 = 2 in the last alone.
        ("shape2x2_bit0", 2, "3 2 279,7a2", "4 3 1,0,a010"),
        # Of 56, 99 and 55 the middle row has 5 above and below, and 6 above and 5 below.
        ("shape3x3_opposite_bit1", 4, "2 3 56,9,5", "2 3 0,10,0"),
        # 279 over 722: the last cell equals the one on its left, no other does.
        ("shape3x3_center_bit3", 2, "3 2 279,7a2", "3 2 0,a01"),
        # 77, 11 and 80 have 7 and 1, then 7, 1, 8 and 0, then 1, 8 and 0 around the cells of their rows.
        ("shape3x3_histogram_all9", 6, "2 3 7,1,80", "2 3 2,4,3"),
    ],
)
def test_rows_worked_out_by_hand(operation, index, data, answer):
    _, shown, told, benchmark = rows(8, operations=operation, min_side=2, max_side=3)[index]
    assert (shown, told) == (data, answer)
    assert f"operation={operation} " in benchmark


def test_the_group_of_the_public_words_has_no_bit():
    named = {benchmark.split()[1] for *_, benchmark in rows(400, vocabulary="simon", max_side=4)}
    parts = {"all9", "around_center", "corners", "diamond4", "diamond5"}
    groups = {"shape2x2", "shape3x3_opposite", "shape3x3_center", *(f"shape3x3_histogram_{part}" for part in parts)}
    assert named == {f"group={group}" for group in groups}


def test_each_phrase_names_the_places_that_its_bit_compares():
    assert all(
        "bottom left" in phrase and "top right" in phrase for phrase in shape.OPERATIONS["shape2x2_bit5"].phrases
    )
    phrases = [phrase for operation in shape.OPERATIONS.values() for phrase in operation.phrases]
    assert not any("{one}" in phrase or "{other}" in phrase for phrase in phrases)
    assert len(set(phrases)) == len(phrases) == 3 * 23


def test_a_map_of_windows_is_larger_by_one_and_never_over_99():
    for _, data, answer, _ in rows(50, operations="shape2x2_bit3", min_side=97, max_side=99):
        width, height = map(int, data.split()[:2])
        assert answer.split()[:2] == [str(width + 1), str(height + 1)]
        assert max(width, height) <= 98


def test_a_least_side_that_leaves_no_window_is_refused():
    with pytest.raises(OptionError, match=r"min_side=99: shape makes larger images, .* begins with at most 98"):
        oeis_qa.load_dataset_builder("arc_rle", "shape", min_side=99)


def test_counts_of_colours_differ_within_most_maps():
    maps = [answer.split()[2] for *_, answer, _ in rows(300, operations="shape3x3_histogram_all9", min_side=10)]
    assert sum(len({digit for digit in text if digit.isdigit()}) > 1 for text in maps) > 290
