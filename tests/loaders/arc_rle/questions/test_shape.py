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
        # 442 over 573. Above and below there is nothing, so all pairs in the first row are equal; then 4 = 4 only.
        ("shape2x2_bit0", 2, "3 2 a42,573", "4 3 1,01a0,0"),
        # Of 64, 45 and 74 the middle row has 6 above and 7 below, and 4 above and below.
        ("shape3x3_opposite_bit1", 7, "2 3 64,45,74", "2 3 0,01,0"),
        # 281, 211, 711: the last cells of the second and the third row equal the ones on their left.
        ("shape3x3_center_bit3", 0, "3 3 281,2a1,7a1", "3 3 0,a01,"),
        # 40, 97 and 76 have 4, 0, 9, 7, then all of 4, 0, 9, 7, 6, then 9, 7, 6 around the cells of their rows.
        ("shape3x3_histogram_all9", 6, "2 3 40,97,76", "2 3 4,5,3"),
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
