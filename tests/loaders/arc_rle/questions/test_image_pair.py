"""image_pair: rows worked out by hand, how two images are shown, splits, what is refused."""

import numpy as np
import pytest

import oeis_qa
from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.questions.image_pair import OPERATIONS
from oeis_qa.splits import SPLITS

# Row 1 of each operation at sides of at most 4: 5 4 7 2 above 9 5 4 4, and 9 7 above 9 7 above 6 7.
SHOWN = "4 2 5472,95a4\n2 3 97,,67"
BY_HAND = {
    "add_histograms": "7:4,4:3,9:3,5:2,2:1,6:1",
    "color_intersection": "7,9",
    "number_of_intersection_colors": "2",
    "a_remove_b_colors": "4:3,5:2,2:1",
    "b_remove_a_colors": "6:1",
}


def rows(split="train", count=200, **options):
    return oeis_qa.load_dataset_builder("arc_rle", "image_pair", **options).batch(split, range(count))


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_row_is_what_was_worked_out_by_hand(operation):
    batch = rows(count=2, operations=operation, max_side=4)
    assert (batch.data[1].as_py(), batch.answer[1].as_py()) == (SHOWN, BY_HAND[operation])


def test_images_are_up_to_twenty_wide_and_ten_high():
    sides = [text.split(" ")[:2] for data in rows().data.to_pylist() for text in data.split("\n")]
    width, height = np.array(sides, int).T
    assert (width.min(), width.max(), height.min(), height.max()) == (1, 20, 1, 10)


def test_an_empty_line_stands_between_images_in_digits():
    texts = rows(encoding="digits").data.to_pylist()
    assert all(text.count("\n\n") == 1 for text in texts)


def test_no_image_of_one_split_is_in_another():
    images = [{text for data in rows(split).data.to_pylist() for text in data.split("\n")} for split in SPLITS]
    assert sum(map(len, images)) == len(set.union(*images))


def test_rows_may_be_made_in_any_batches():
    builder = oeis_qa.load_dataset_builder("arc_rle", "image_pair")
    alone = builder.batch("test", range(17, 18)).prompt.to_pylist()
    assert alone == rows("test", 18).prompt.to_pylist()[17:]


def test_simon_rows_have_the_words_of_simon_arc_lab():
    batch = rows(count=20, vocabulary="simon")
    assert set(batch.benchmark.to_pylist()) == {f"dataset=image_pair group={name}" for name in OPERATIONS}
    assert all(text.lower().startswith("simon") for text in batch.instruction.to_pylist())


def test_an_unknown_operation_is_refused():
    with pytest.raises(OptionError, match="operations='color_union' is no operation of image_pair"):
        rows(operations="color_union")
