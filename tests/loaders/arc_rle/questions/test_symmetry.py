"""Questions of recipes: rows worked out by hand, sides that fit, and which recipes agree on which images."""

import random
from collections import Counter

import numpy as np
import pytest

import oeis_qa
from oeis_qa.errors import OptionError
from oeis_qa.loaders.arc_rle.grids import Grids, alike
from oeis_qa.loaders.arc_rle.questions import symmetry
from oeis_qa.loaders.arc_rle.symmetry import built


def rows(count, split="train", **options):
    batch = oeis_qa.load_dataset_builder("arc_rle", "symmetry", **options).batch(split, range(count))
    columns = (batch.instruction, batch.data, batch.answer, batch.benchmark)
    return list(zip(*(column.to_pylist() for column in columns), strict=True))


@pytest.mark.parametrize(
    ("operation", "index", "recipe", "data", "answer"),
    [
        # 889, 722, 277: all mirrored to 988, 227 and 772, twice, then the image with its rows in reverse.
        ("apply", 3, "hstack(flipx flipx flipy)", "3 3 a89,7a2,2a7", "9 3 9a89a82a7,a27a2a7a2,a72a72a89"),
        # 76 over 65: by half a turn 56 over 67; clockwise the columns 7, 6 and 6, 5 become the rows 67 and 56.
        ("apply_square", 4, "vstack(180 cw)", "2 2 76,65", "2 4 56,67,,56"),
    ],
)
def test_rows_worked_out_by_hand(operation, index, recipe, data, answer):
    instruction, shown, told, benchmark = rows(8, operations=operation, min_side=2, max_side=3)[index]
    assert (shown, told) == (data, answer)
    assert recipe in instruction
    assert benchmark.endswith(f'instruction_sequence="{recipe}"')


def test_a_recognition_worked_out_by_hand():
    instruction, data, answer, _ = rows(6, operations="recognise", min_side=2, max_side=3)[5]
    assert "hstack_flipy_flipy, hstack_flipx_180, hstack_orig_180, vstack_orig_flipy" in instruction
    # 99 over 88 is as it was when mirrored left to right, so flipx is orig, and 180 is flipy: 9988 over 8899.
    assert data == "2 2 9,8\n4 2 a9a8,a8a9"
    assert answer == "hstack_flipy_flipy=0,hstack_flipx_180=1,hstack_orig_180=1,vstack_orig_flipy=0"


def test_the_public_words_have_the_recipe_in_single_quotes():
    *_, benchmark = rows(4, operations="apply", vocabulary="simon", min_side=2, max_side=3)[3]
    words = "dataset=symmetry group=symmetry image_width=small image_height=small"
    assert benchmark == f"{words} instruction_sequence='hstack(flipx flipx flipy)'"


@pytest.mark.parametrize("options", [{"max_side": 99}, {"min_side": 40}, {"min_side": 49, "max_side": 49}, {}])
def test_no_side_is_over_99(options):
    shown = [text for _, data, answer, _ in rows(300, **options) for text in (*data.split("\n"), answer)]
    assert max(int(side) for text in shown if "=" not in text for side in text.split()[:2]) <= 99


def test_a_least_side_of_which_no_two_fit_is_refused():
    with pytest.raises(OptionError, match=r"min_side=50: symmetry makes larger images, .* begins with at most 49"):
        oeis_qa.load_dataset_builder("arc_rle", "symmetry", min_side=50)


def test_square_images_alone_are_turned_and_mirrored_at_diagonals():
    square, other = (rows(300, operations=name) for name in ("apply_square", "apply"))
    assert all(data.split()[0] == data.split()[1] for _, data, _, _ in square)
    recipes = [benchmark.partition("instruction_sequence=")[2] for *_, benchmark in other]
    assert not any(name in recipe for recipe in recipes for name in ("flipa", "flipb", "cw"))


def test_every_stack_and_number_of_images_is_drawn():
    recipes = [benchmark.partition('sequence="')[2].rstrip('"') for *_, benchmark in rows(2_000, operations="apply")]
    seen = Counter((recipe.partition("(")[0], len(recipe.split())) for recipe in recipes)
    assert set(seen) == {("2x2", 4), *((stack, count) for stack in ("hstack", "vstack") for count in (2, 3, 4, 5))}
    assert 600 < seen["2x2", 4] < 740  # one in three
    assert all(130 < times < 210 for (stack, _), times in seen.items() if stack != "2x2")  # one in twelve


def test_which_recipes_agree_is_what_building_them_shows():
    chance = random.Random(5)
    noise = [[chance.randrange(10) for _ in range(3)] for _ in range(3)]
    folded = [row[:2] + row[:1] for row in noise]
    turned = [noise[0], [1, 2, 1], noise[0][::-1]]
    images = Grids.of([noise, folded, [*noise[:2], noise[0]], [folded[0], folded[1], folded[0]], turned])
    symmetries = symmetry.symmetries(images)
    assert symmetries.tolist() == [0, 1, 2, 7, 4]
    made = [built(images, [recipe] * len(images)) for recipe in symmetry.OFFERED]
    for i, one in enumerate(made):
        for j, other in enumerate(made):
            assert np.array_equal(alike(one, other), symmetry.agree(symmetry.NEEDS[i, j], symmetries))


def test_none_one_or_several_of_the_offered_names_hold():
    hold = Counter(min(answer.count("=1"), 2) for _, _, answer, _ in rows(4_000, operations="recognise"))
    assert 1_500 < hold[0] < 1_700
    assert hold[2] > 500
    assert hold[1] > hold[2]
